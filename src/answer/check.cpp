#include "answer/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "answer/checked.h"
#include "answer/listed_rents.h"
#include "answer/side_by_side.h"
#include "answer/since.h"
#include "numeric/machine.h"
#include "text/listing.h"

namespace costcurve {

namespace {

Diagnostic no_answer_to(const std::string& path, const Earlier& earlier) {
  std::vector<std::string> there;
  for (const EarlierAnswer& answer : earlier.answers) there.push_back(answer.scenario);
  auto source = std::make_shared<Source>();
  source->name = earlier.file;
  return mistake_at({source, 0, 0}, fmt::format("there is no answer to `{}` in this file", path),
                    "it has answers to " + listed_some(there));
}

struct Found {
  std::string path;
  CheckedCases cases;
  std::optional<Changes> changes;
  Wanted wanted;

  const Changes* since() const { return changes ? &*changes : nullptr; }
};

// A page has room for everything, and folds it itself.
ToldAs told_as(const Question& question) {
  const bool lists_sources = question.options.has(Option::sources);
  if (question.options.has(Option::brief)) return {Telling::brief, lists_sources};
  return {question.is_for_terminal && !question.options.has(Option::all) ? Telling::folded : Telling::whole,
          lists_sources};
}

// Of variants side by side one table for people, and for programs one after the other.
void tell(Answer& answer, Found what, bool beside) {
  const auto found = std::make_shared<const Found>(std::move(what));
  answer.is_list = beside;
  if (found->wanted.detail != Detail::data)
    answer.document = [found, beside] {
      return told_about(found->cases.front().about,
                        beside ? side_by_side_document(found->cases, found->wanted.detail, found->wanted.as)
                               : check_document(found->cases, found->wanted.detail, found->since(), found->wanted.as),
                        Answers::the_scenario);
    };
  else if (!beside)
    answer.data = {[found] { return data_of(found->path, found->cases, found->since()); }};
  else
    for (const Checked& each : found->cases)
      answer.data.emplace_back([found, &each] { return data_of(found->path, each); });
}

// A rent that follows from a cost says more beside those that are asked for the same chip.
void place_rents(const Scenario& scenario, Library& library, Checked& checked) {
  const Dimension rent = Dimension(Base::money) / Dimension(Base::chip) / Dimension(Base::time);
  for (const std::string& name : checked.headlines) {
    const CheckedQuantity* quantity = checked.quantity(name);
    const Part* part = scenario.part(name.substr(0, name.rfind('.')));
    if (!quantity || !quantity->known || !part || !part->attributes.contains("chip")) continue;
    if (quantity->shown.dimension != rent) continue;
    if (std::string place = place_among_rents(quantity->value, part->attributes.at("chip"), library); !place.empty())
      checked.among_listed[name] = std::move(place);
  }
}

Answer answer_about(const std::string& path, const Question& question, const Earlier* earlier, Library& library,
                    Detail detail) {
  Diagnostics diagnostics;
  const Variants variants = audited_cases(path, question, true, library, diagnostics);
  Answer answer;
  if (!diagnostics.empty()) answer = wrong_answer(diagnostics);
  if (variants.empty()) return answer;
  const EarlierAnswer* before = earlier ? earlier->to(path, question.words.size() == 1) : nullptr;
  if (earlier && !before) {
    answer.mistakes = {no_answer_to(path, *earlier)};
    answer.exit = wrong_input;
    return answer;
  }
  const Scenario& scenario = variants.front()->scenario;
  // To people a scenario without variants is told as it is.
  const bool beside = question.side_by_side() && (detail == Detail::data || !scenario.variants.empty());
  const Wanted wanted{detail, before != nullptr, beside && detail != Detail::data, told_as(question)};
  Found found{path, checked(variants, wanted), {}, wanted};
  if (detail != Detail::data) place_rents(scenario, library, found.cases.front());
  if (std::any_of(found.cases.begin(), found.cases.end(), [](const Checked& each) { return !each.as_expected; }))
    answer.exit = std::max<int>(answer.exit, unexpected);
  if (before) found.changes = changes_since(*earlier, *before, path, found.cases, scenario.units);
  tell(answer, std::move(found), beside);
  return answer;
}

// A fault of the program in one file must not lose the answers to the others.
Answer answer_or_fault(const std::string& path, const Question& question, const Earlier* earlier, Library& library,
                       Detail detail) {
  try {
    return answer_about(path, question, earlier, library, detail);
  } catch (const std::exception& fault) {
    Answer answer;
    answer.faults = {fmt::format("costcurve: {}: a fault of the program, not of your input: {}\n", made_visible(path),
                                 fault.what())};
    answer.exit = program_fault;
    return answer;
  }
}

std::vector<HeadedAnswer> answer_files(const Question& question, const Earlier* earlier, Library& library,
                                       Detail detail) {
  constexpr std::size_t files_worth_a_thread = 16;
  std::vector<HeadedAnswer> answers(question.words.size());
  std::atomic<std::size_t> next = 0;
  // To ask the machine takes longer than to read a file.
  const std::size_t wanted = answers.size() / files_worth_a_thread;
  const std::size_t threads = wanted < 2 ? 1 : std::min(threads_of_machine(), wanted);
  std::vector<Library> libraries(threads, library);
  on_threads(threads, [&](std::size_t thread) {
    for (std::size_t i = next++; i < answers.size(); i = next++) {
      const std::string& path = question.words[i];
      answers[i] = {path, answer_or_fault(path, question, earlier, libraries[thread], detail)};
      libraries[thread].forget_scenarios();
    }
  });
  for (const Library& copy : libraries) library.add_read(copy);
  return answers;
}

Answer report_on(const Question& question, Library& library, Detail detail) {
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return wrong_answer(diagnostics);
  std::optional<Earlier> earlier;
  if (question.options.has(Option::since)) {
    if (question.side_by_side())
      return wrong_answer("--since compares one answer, not several variants",
                          {"leave out --variants, or name one: --variant"});
    const std::string file = question.options.text(Option::since);
    library.note_read(file);
    earlier = read_earlier(library.files(), file, diagnostics);
    if (!earlier) return wrong_answer(diagnostics);
  }
  return joined(answer_files(question, earlier ? &*earlier : nullptr, library, detail), Section::Of::file,
                question.words.size() > 1 || question.side_by_side());
}

}  // namespace

Answer check(const Question& question, Library& library) {
  return report_on(question, library, question.wants_data ? Detail::data : Detail::claims_and_checks);
}
Answer run(const Question& question, Library& library) {
  return report_on(question, library, question.wants_data ? Detail::data : Detail::everything);
}

}  // namespace costcurve
