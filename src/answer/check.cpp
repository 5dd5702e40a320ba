#include "answer/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "answer/asked.h"
#include "answer/asked_files.h"
#include "answer/beside.h"
#include "answer/checked.h"
#include "answer/compared_lines.h"
#include "answer/fault.h"
#include "answer/handed_out.h"
#include "answer/marking.h"
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
  std::shared_ptr<const TableOf> table;  // decided when all files that are asked about are found

  const Changes* since() const { return changes ? &*changes : nullptr; }
};

// A page has room for everything, and folds it itself.
ToldAs told_as(const Question& question) {
  const bool lists_sources = question.options.has(Option::sources);
  if (question.options.has(Option::hide)) return {Telling::whole, false, true};
  if (question.options.has(Option::brief)) return {Telling::brief, lists_sources};
  if (!question.is_for_terminal) return {Telling::whole, lists_sources, false, true};
  return {question.options.has(Option::all) ? Telling::whole : Telling::folded, lists_sources};
}

// Of variants side by side one table for people, and for programs one after the other.
void tell(Answer& answer, const std::shared_ptr<const Found>& found, bool beside) {
  answer.is_list = beside;
  if (found->wanted.detail != Detail::data)
    answer.document = [found, beside] {
      return told_about(found->cases.front().about,
                        beside ? side_by_side_document(found->cases, found->wanted.as)
                               : check_document(found->cases, found->wanted.detail, found->since(), found->wanted.as),
                        Answers::the_scenario);
    };
  else if (!beside)
    answer.data = {[found] { return data_of(found->path, found->cases, found->since(), *found->table); }};
  else
    for (const Checked& each : found->cases)
      answer.data.emplace_back([found, &each] { return data_of(found->path, each, *found->table); });
}

// How `check` and `run` are told: the same to people in another detail, to programs with another table.
struct Asking {
  Detail detail;
  bool judges;
  std::shared_ptr<TableOf> table = std::make_shared<TableOf>(TableOf::quantities);
  std::shared_ptr<const HandedOut> handed_out = nullptr;  // null where no exercise is marked
};

// An answer, and what it tells of. Of many files only a line for each is kept.
struct Reported {
  Answer answer;
  std::shared_ptr<const Found> found;
  MarkedFile marked = {};
};

// Puts the file as it is to be marked in its place.
HandedOut::Marked as_handed_out(const std::string& path, const Asking& asking, Library& library) {
  Diagnostics unheard = Diagnostics::unheard();
  const std::shared_ptr<const ScenarioFile> file = asking.handed_out ? library.scenario(path, unheard) : nullptr;
  if (!file) return {};
  HandedOut::Marked marked = asking.handed_out->marked(file);
  if (!marked.differences.empty()) library.put_scenario(path, marked.file);
  return marked;
}

Reported answer_about(const std::string& path, const Question& question, const Earlier* earlier, Library& library,
                      const Asking& asking) {
  const Detail detail = asking.detail;
  Diagnostics diagnostics;
  const HandedOut::Marked marked = as_handed_out(path, asking, library);
  Variants variants = audited_cases(path, question, true, library, diagnostics);
  const std::vector<std::string> shown =
      variants.empty() ? std::vector<std::string>()
                       : quantities_to_show(question, variants.front()->scenario, path, diagnostics);
  Answer answer;
  if (!diagnostics.empty()) answer = wrong_answer(diagnostics);
  if (variants.empty() || (!diagnostics.empty() && shown.empty() && question.options.has(Option::show)))
    return {answer, nullptr};
  const EarlierAnswer* before =
      earlier ? earlier->to(path, question.words.size() == 1 && question.words.front() == path) : nullptr;
  if (earlier && !before) {
    answer.mistakes = {no_answer_to(path, *earlier)};
    answer.exit = wrong_input;
    return {answer, nullptr};
  }
  const Scenario& scenario = variants.front()->scenario;
  // To people a scenario without variants is told as it is.
  const bool beside = question.side_by_side() && (detail == Detail::data || !scenario.variants.empty());
  const Wanted wanted{detail, before != nullptr, beside && detail != Detail::data, told_as(question), shown};
  Found found{path, checked(variants, wanted), {}, wanted, asking.table};
  found.cases.front().not_as_handed_out = marked.differences;
  found.cases.front().has_own_seals = marked.file && !marked.is_known && has_exercises(*marked.file);
  if (detail != Detail::data) add_what_lies_beside(path, *variants.front(), library, found.cases.front());
  if (std::any_of(found.cases.begin(), found.cases.end(), [](const Checked& each) { return !each.as_expected; }))
    answer.exit = std::max<int>(answer.exit, unexpected);
  if (before) {
    found.changes = changes_since(*earlier, *before, path, found.cases, scenario.units);
    weigh_causes(*variants.front(), found.cases.front().headlines, *found.changes);
  }
  const auto kept = std::make_shared<const Found>(std::move(found));
  tell(answer, kept, beside);
  return {std::move(answer), kept};
}

// What fails in one file must not lose the answers to the others.
Reported answer_or_fault(const std::string& path, const Question& question, const Earlier* earlier, Library& library,
                         const Asking& asking) {
  try {
    return answer_about(path, question, earlier, library, asking);
  } catch (const std::exception& exception) {
    const Fault fault = fault_of(exception);
    Answer answer;
    answer.faults = {fmt::format("costcurve: {}: {}\n", made_visible(path), fault.sentence)};
    answer.exit = fault.exit;
    return {std::move(answer), nullptr};
  }
}

// Keeps a line of what was found, and lets the rest go.
void condense(const std::string& path, Reported& report) {
  report.marked = report.found ? marked(path, report.found->cases) : marked_as_wrong(path, report.answer.mistakes);
  report.answer.document = nullptr;
  report.found = nullptr;
}

std::vector<Reported> report_files(const Question& question, const AskedFiles& asked, const Earlier* earlier,
                                   Library& library, const Asking& asking, bool condensed) {
  constexpr std::size_t files_worth_a_thread = 16;
  std::vector<Reported> reports(asked.paths.size());
  std::atomic<std::size_t> next = 0;
  // To ask the machine takes longer than to read a file.
  const std::size_t wanted = reports.size() / files_worth_a_thread;
  const std::size_t threads = wanted < 2 ? 1 : std::min(threads_of_machine(), wanted);
  std::vector<Library> libraries(threads, library);
  on_threads(threads, [&](std::size_t thread) {
    for (std::size_t i = next++; i < reports.size(); i = next++) {
      reports[i] = answer_or_fault(asked.paths[i], question, earlier, libraries[thread], asking);
      if (condensed) condense(asked.paths[i], reports[i]);
      libraries[thread].forget_scenarios();
    }
  });
  for (const Library& copy : libraries) library.add_read(copy);
  return reports;
}

// The first answer of a file that all of them have, side by side; nothing where they have none in common.
std::vector<Piece> files_compared(const std::vector<std::string>& paths, const std::vector<Reported>& reports) {
  if (reports.size() < 2 || !reports.front().found) return {};
  for (const std::string& name : reports.front().found->cases.front().headlines) {
    ComparedLines lines{{}, "scenario", {name}, {}, 0, std::nullopt};
    for (std::size_t i = 0; i < reports.size(); ++i) {
      const CheckedQuantity* quantity = reports[i].found ? reports[i].found->cases.front().quantity(name) : nullptr;
      if (quantity && quantity->known) lines.lines.push_back({paths[i], {quantity}});
    }
    if (lines.lines.size() < reports.size()) continue;
    std::vector<Piece> pieces = {Lead{{spread_sentence(name, lines.lines, 0)}, {}}, comparison_grid(lines)};
    if (std::optional<RangeBars> bars = comparison_bars(lines)) pieces.emplace_back(Chart{std::move(*bars)});
    return pieces;
  }
  return {};
}

Marking marking_of(const AskedFiles& asked, std::vector<Reported>& reports) {
  Marking marking = asked.marking;
  for (Reported& report : reports) {
    marking.files.push_back(std::move(report.marked));
    marking.files.back().name = name_within(marking.files.back().path, asked);
  }
  for (FolderContents::Aside& aside : marking.aside) aside.path = name_within(aside.path, asked);
  return marking;
}

MarkedAs marked_as(const Question& question) {
  if (question.options.has(Option::brief)) return MarkedAs::brief;
  return question.is_for_terminal ? MarkedAs::lines : MarkedAs::page;
}

// Many files, a line for each claim or for each file, and how they came out together.
Answer marked_answer(const Question& question, const AskedFiles& asked, std::vector<Reported> reports) {
  constexpr std::size_t most_mistakes = 100;
  Answer answer;
  const MarkedAs as = marked_as(question);
  answer.is_brief = as == MarkedAs::brief;
  for (Reported& report : reports) {
    answer.exit = std::max(answer.exit, report.answer.exit);
    answer.faults.insert(answer.faults.end(), report.answer.faults.begin(), report.answer.faults.end());
    // A line for each file has its first mistake in it.
    for (Diagnostic& mistake : report.answer.mistakes)
      if (as != MarkedAs::brief && answer.mistakes.size() < most_mistakes)
        answer.mistakes.push_back(std::move(mistake));
  }
  const auto marking = std::make_shared<const Marking>(marking_of(asked, reports));
  answer.document = [marking, as] { return marking_document(*marking, as); };
  return answer;
}

// With every claim in full, the scoreboard stands at the end.
void add_scoreboard(const AskedFiles& asked, const std::vector<Reported>& reports, Answer& answer) {
  Marking marking = asked.marking;
  for (std::size_t i = 0; i < reports.size(); ++i)
    if (reports[i].found) marking.files.push_back(marked(asked.paths[i], reports[i].found->cases));
  answer.document = [document = std::move(answer.document), pieces = scoreboard(marking)] {
    Document whole = document ? document() : Document();
    whole.pieces.insert(whole.pieces.end(), pieces.begin(), pieces.end());
    return whole;
  };
}

void add_aside(const AskedFiles& asked, Answer& answer) {
  for (const FolderContents::Aside& aside : asked.marking.aside)
    answer.mistakes.push_back(
        without_place(fmt::format("{} is left aside: {}", made_visible(aside.path), aside.reason), {}));
}

bool any_claim(const std::vector<Reported>& reports, bool (*is_it)(const CheckedClaim&)) {
  return std::any_of(reports.begin(), reports.end(), [&](const Reported& report) {
    return report.found &&
           std::any_of(report.found->cases.begin(), report.found->cases.end(),
                       [&](const Checked& each) { return std::any_of(each.claims.begin(), each.claims.end(), is_it); });
  });
}

// What is judged are claims, if there are any, and of a folder that was handed in whole files.
TableOf table_of(const Asking& asking, const AskedFiles& asked, const std::vector<Reported>& reports) {
  if (!asking.judges) return TableOf::quantities;
  if (asked.of_folder && any_claim(reports, [](const CheckedClaim& claim) { return claim.is_exercise(); }))
    return TableOf::exercises;
  return any_claim(reports, [](const CheckedClaim&) { return true; }) ? TableOf::claims : TableOf::quantities;
}

// A program that counts files has to meet those with a mistake too.
void tell_mistakes_as_data(const AskedFiles& asked, std::vector<Reported>& reports) {
  for (std::size_t i = 0; i < reports.size(); ++i) {
    Answer& answer = reports[i].answer;
    if (!answer.data.empty() || answer.mistakes.empty()) continue;
    const std::string mistake = marked_as_wrong(asked.paths[i], answer.mistakes).mistake;
    answer.data = {[path = asked.paths[i], mistake] {
      Data row = Data::list();
      row.push(Data::members({{"mistake", mistake}}));
      return Data::members({{"scenario", path}, {"mistakes", std::move(row).as_table()}});
    }};
  }
}

Answer answer_about_files(const Question& question, const AskedFiles& asked, const Earlier* earlier, Library& library,
                          const Asking& asking) {
  const Detail detail = asking.detail;
  const bool judges_folder = asked.of_folder && detail == Detail::claims_and_checks;
  const bool condensed = judges_folder && !question.options.has(Option::all);
  std::vector<Reported> reports = report_files(question, asked, earlier, library, asking, condensed);
  *asking.table = table_of(asking, asked, reports);
  if (condensed) return marked_answer(question, asked, std::move(reports));
  std::vector<Piece> compared =
      detail == Detail::data || asked.of_folder ? std::vector<Piece>() : files_compared(asked.paths, reports);
  const bool is_list = asked.paths.size() > 1 || asked.of_folder || question.side_by_side();
  if (detail == Detail::data && (asked.paths.size() > 1 || asked.of_folder)) tell_mistakes_as_data(asked, reports);
  std::vector<HeadedAnswer> answers;
  for (std::size_t i = 0; i < reports.size(); ++i) answers.push_back({asked.paths[i], reports[i].answer});
  Answer answer = joined(std::move(answers), Section::Of::file, is_list, std::move(compared));
  if (judges_folder) add_scoreboard(asked, reports, answer);
  add_aside(asked, answer);
  return answer;
}

// One scenario alone is marked where it has exercises; what is handed in may have lost them.
bool marks_exercises(const Question& question, const AskedFiles& asked, Library& library) {
  if (asked.of_folder || question.options.has(Option::lesson)) return true;
  Diagnostics unheard = Diagnostics::unheard();
  return std::any_of(asked.paths.begin(), asked.paths.end(), [&](const std::string& path) {
    const std::shared_ptr<const ScenarioFile> file = library.scenario(path, unheard);
    return file && has_exercises(*file);
  });
}

Answer report_on(const Question& question, Library& library, const Asking& asking) {
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
  const AskedFiles asked = files_asked_about(question, library, diagnostics);
  if (!diagnostics.empty()) return wrong_answer(diagnostics);
  Asking with_exercises = asking;
  if (asking.judges && marks_exercises(question, asked, library))
    with_exercises.handed_out = std::make_shared<const HandedOut>(handed_out(question, library, diagnostics));
  if (!diagnostics.empty()) return wrong_answer(diagnostics);
  return answer_about_files(question, asked, earlier ? &*earlier : nullptr, library, with_exercises);
}

// Blanks stand in an answer to people, and for all that follows.
Detail detail_of(const Question& question, Detail to_people) {
  if (question.wants_data) return Detail::data;
  return question.options.has(Option::hide) ? Detail::everything : to_people;
}

}  // namespace

Answer check(const Question& question, Library& library) {
  return report_on(question, library, {detail_of(question, Detail::claims_and_checks), true});
}
Answer run(const Question& question, Library& library) {
  return report_on(question, library, {detail_of(question, Detail::everything), false});
}

}  // namespace costcurve
