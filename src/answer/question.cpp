#include "answer/question.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "text/listing.h"

namespace costcurve {

std::vector<std::string> Question::variants() const {
  std::vector<std::string> names;
  for (const std::string& list : options.texts(Option::variant))
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t end = std::min(list.find(',', at), list.size());
      const std::string name = list.substr(at, end - at);
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      at = end + 1;
    }
  return names;
}

std::string Question::variant() const {
  const std::vector<std::string> names = variants();
  return side_by_side() || names.empty() || names.front() == as_it_stands ? "" : names.front();
}

std::size_t Question::width() const {
  constexpr long narrowest = 40, widest = 1000;
  const std::string said = options.text(Option::width);
  return static_cast<std::size_t>(
      std::clamp(said.empty() ? terminal.width : std::strtol(said.c_str(), nullptr, 10), narrowest, widest));
}

SimulationOptions Question::simulation() const {
  SimulationOptions simulation;
  simulation.samples = options.number(Option::samples, simulation.samples);
  simulation.seed = options.number(Option::seed, simulation.seed);
  simulation.threads = static_cast<unsigned>(options.number(Option::threads, 0));
  return simulation;
}

Answer wrong_answer(const Diagnostics& diagnostics) {
  Answer answer;
  answer.mistakes = diagnostics.sorted();
  answer.exit = wrong_input;
  return answer;
}

Answer printed_text(std::string title, std::string language, std::string text) {
  Answer answer;
  answer.document = [=] { return Document{title, {Verbatim{language, text}}}; };
  answer.data = {[=] { return Data::members({{"text", text}}); }};
  return answer;
}

Answer wrong_answer(std::string problem, std::vector<std::string> notes) {
  Answer answer;
  answer.mistakes = {without_place(std::move(problem), std::move(notes))};
  answer.exit = wrong_input;
  return answer;
}

namespace {

bool is_same(const Diagnostic& a, const Diagnostic& b) {
  return a.problem == b.problem && a.notes == b.notes && a.place.begin == b.place.begin &&
         (a.place.source ? a.place.source->name : "") == (b.place.source ? b.place.source->name : "");
}

void add_mistakes(Answer& all, const Answer& one_of_them) {
  for (const Diagnostic& mistake : one_of_them.mistakes)
    if (std::none_of(all.mistakes.begin(), all.mistakes.end(),
                     [&](const Diagnostic& other) { return is_same(mistake, other); }))
      all.mistakes.push_back(mistake);
  all.faults.insert(all.faults.end(), one_of_them.faults.begin(), one_of_them.faults.end());
}

}  // namespace

namespace {

std::string names_of(const std::vector<HeadedAnswer>& answers) {
  std::vector<std::string> names;
  for (const HeadedAnswer& headed : answers) names.push_back(headed.heading);
  return listed_some(names);
}

}  // namespace

Answer joined(std::vector<HeadedAnswer> answers, Section::Of of, bool is_list, std::vector<Piece> first) {
  Answer all;
  all.is_list = is_list;
  for (HeadedAnswer& headed : answers) {
    all.exit = std::max(all.exit, headed.answer.exit);
    add_mistakes(all, headed.answer);
    for (Later<Data>& data : headed.answer.data) all.data.push_back(std::move(data));
  }
  const bool alone = of == Section::Of::file && answers.size() == 1;
  if (alone) {
    all.remarks = answers.front().answer.remarks;
    all.table_remarks = answers.front().answer.table_remarks;
  }
  if (std::none_of(answers.begin(), answers.end(), [](const HeadedAnswer& headed) { return headed.answer.document; }))
    return all;
  const auto kept = std::make_shared<const std::vector<HeadedAnswer>>(std::move(answers));
  all.document = [kept, of, alone, first = std::move(first)] {
    if (alone) return kept->front().answer.document();
    Document document{{}, first};
    if (of == Section::Of::file) document.title = names_of(*kept);
    for (const HeadedAnswer& headed : *kept) {
      if (!headed.answer.document) continue;
      Document below = headed.answer.document();
      if (of == Section::Of::variant) document.title = below.title;
      document.pieces.emplace_back(Section{headed.heading, of, std::move(below.pieces)});
    }
    return document;
  };
  return all;
}

}  // namespace costcurve
