#include "answer/tried.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/question.h"
#include "answer/whole_number.h"
#include "numeric/hash.h"
#include "text/lines.h"
#include "text/listing.h"
#include "text/path.h"

namespace costcurve {

namespace {

constexpr std::size_t largest = 50U << 20U;  // a scenario is never longer

std::string name_of_text(int number) { return fmt::format("{}.toml", number); }

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find('\t', at), line.size());
    fields.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return fields;
}

std::string line_of(const Trial& trial) {
  std::string answer = trial.answer;
  std::replace_if(
      answer.begin(), answer.end(), [](char c) { return c == '\t' || c == '\n'; }, ' ');
  return fmt::format("{}\t{}\t{}\n", trial.time, trial.number, answer);
}

Grid table_of(const std::vector<Trial>& trials) {
  Grid grid;
  grid.columns = {{"", Grid::Align::right}, {"saved at"}, {"what it came to"}};
  for (const Trial& trial : trials) {
    Grid::Row row;
    row.cells = {{std::to_string(trial.number)}, {trial.time}, {trial.answer}};
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

Data data_of(const std::vector<Trial>& trials) {
  Data list = Data::list();
  for (const Trial& trial : trials)
    list.push(Data::members({{"number", trial.number}, {"time", trial.time}, {"answer", trial.answer}}));
  return Data::members({{"tried", std::move(list).as_table()}});
}

Answer text_of(const std::string& scenario, const std::string& folder, const std::string& number, const Files& files) {
  const std::optional<std::uint64_t> wanted = whole_number(number, 1, 1e9);
  const std::optional<std::string> text =
      wanted ? text_of_trial(folder, static_cast<int>(*wanted), files) : std::nullopt;
  if (!text)
    return wrong_answer(fmt::format("no text {} of {} is kept", number, scenario),
                        {fmt::format("`costcurve tried {}` lists those that are", scenario)});
  return printed_text(fmt::format("{}, text {}", scenario, number), "toml", *text);
}

}  // namespace

std::string folder_of_trials(const std::string& scenario, const Library& library) {
  const std::string state = library.store() ? library.store()->own_state() : "";
  if (state.empty()) return {};
  const std::string name = file_name(scenario);
  // Scenarios of one name in several folders are told apart.
  const std::string real = library.files().real_path(folder_of(scenario)) + "/" + name;
  return fmt::format("{}/tried/{}-{:016x}", state, name.substr(0, 100), fnv_1a(real));
}

std::vector<Trial> kept_trials(const std::string& folder, const Files& files) {
  std::vector<Trial> trials;
  const std::variant<std::string, Unread> log = files.read(folder + "/log", largest);
  const std::string text = std::holds_alternative<std::string>(log) ? std::get<std::string>(log) : "";
  for (const std::string_view line : text_lines(text)) {
    const std::vector<std::string> fields = fields_of(std::string(line));
    const std::optional<std::uint64_t> number = fields.size() == 3 ? whole_number(fields[1], 1, 1e9) : std::nullopt;
    if (number) trials.push_back({static_cast<int>(*number), fields[0], fields[2], {}});
  }
  return trials;
}

std::optional<std::string> text_of_trial(const std::string& folder, int number, const Files& files) {
  const std::variant<std::string, Unread> text = files.read(folder + "/" + name_of_text(number), largest);
  return std::holds_alternative<std::string>(text) ? std::optional(std::get<std::string>(text)) : std::nullopt;
}

std::vector<KeptFile> with_trial(const std::string& folder, std::vector<Trial> kept, const Trial& added) {
  kept.push_back(added);
  const std::string within = file_name(folder) + "/";
  std::string log;
  for (const Trial& trial : kept) log += line_of(trial);
  return {{within + name_of_text(added.number), added.text}, {within + "log", log}};
}

Answer tried(const Question& question, Library& library) {
  if (question.words.empty() || question.words.size() > 2)
    return wrong_answer("`tried` takes a scenario, and perhaps the number of one of its texts",
                        {std::string(question.verb->example)});
  const std::string& scenario = question.words.front();
  const std::string folder = folder_of_trials(scenario, library);
  if (question.words.size() == 2) return text_of(scenario, folder, question.words[1], library.files());
  const std::vector<Trial> trials = kept_trials(folder, library.files());
  Answer answer;
  answer.is_list = true;
  answer.data = {[trials] { return data_of(trials); }};
  answer.document = [trials, scenario] {
    Document document{fmt::format("What was tried of {}", scenario), {}};
    if (trials.empty()) {
      document.pieces.push_back(Lead{{fmt::format("Nothing was tried of {} yet: `costcurve watch {}` keeps what is "
                                                  "saved while it runs.",
                                                  scenario, scenario)},
                                     {}});
      return document;
    }
    document.pieces.push_back(
        Lead{{fmt::format("{} of {} {} kept; the last: {}", counted(trials.size(), "text", "texts"), scenario,
                          trials.size() == 1 ? "is" : "are", trials.back().answer)},
             {{{}, fmt::format("`costcurve tried {} {}` prints one of them", scenario, trials.back().number)}}});
    document.pieces.push_back(table_of(trials));
    return document;
  };
  return answer;
}

}  // namespace costcurve
