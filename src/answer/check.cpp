#include "answer/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "answer/audited.h"
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

// The variants that stand behind an answer, kept as long as it is.
using KeptVariants = std::shared_ptr<const Variants>;

// For people one table of all variants, for programs one after the other.
void tell_side_by_side(Answer& answer, const std::string& path, const KeptVariants& variants, Detail detail) {
  answer.is_list = true;
  answer.document = [variants, detail] {
    return variants->front()->scenario.variants.empty() ? check_document(*variants, detail)
                                                        : side_by_side_document(*variants, detail);
  };
  for (std::size_t v = 0; v < variants->size(); ++v)
    answer.data.emplace_back([path, variants, v] { return data_of(path, *(*variants)[v]); });
}

void tell(Answer& answer, const std::string& path, const KeptVariants& variants, Detail detail,
          const std::shared_ptr<const Changes>& changes) {
  answer.document = [variants, detail, changes] { return check_document(*variants, detail, changes.get()); };
  answer.data.emplace_back([path, variants, changes] { return data_of(path, *variants, changes.get()); });
}

Answer answer_about(const std::string& path, const Question& question, const Earlier* earlier, Library& library,
                    Detail detail) {
  Diagnostics diagnostics;
  const bool beside = question.side_by_side();
  const auto variants =
      std::make_shared<const Variants>(beside ? audit_side_by_side(path, question, true, library, diagnostics)
                                              : audit_file(path, question, library, diagnostics));
  Answer answer;
  if (!diagnostics.empty()) answer = wrong_answer(diagnostics);
  if (variants->empty()) return answer;
  const EarlierAnswer* before = earlier ? earlier->to(path, question.words.size() == 1) : nullptr;
  if (earlier && !before) {
    answer.mistakes = {no_answer_to(path, *earlier)};
    answer.exit = wrong_input;
    return answer;
  }
  const bool good =
      std::all_of(variants->begin(), variants->end(), [](const auto& audited) { return audited->as_expected(); });
  if (!good) answer.exit = std::max<int>(answer.exit, unexpected);
  if (beside)
    tell_side_by_side(answer, path, variants, detail);
  else
    tell(answer, path, variants, detail,
         before ? std::make_shared<const Changes>(changes_since(*earlier, *before, path, *variants)) : nullptr);
  return answer;
}

// What is asked for is told at once and the audit let go: of a thousand files only the answers stay in memory.
Answer settled(Answer answer, const Question& question) {
  if (question.wants_data) {
    answer.document = nullptr;
    for (std::function<Data()>& data : answer.data) data = [told = data()] { return told; };
  } else {
    answer.data.clear();
    if (answer.document) answer.document = [told = answer.document()] { return told; };
  }
  return answer;
}

// A fault of the program in one file must not lose the answers to the others.
Answer answer_or_fault(const std::string& path, const Question& question, const Earlier* earlier, Library& library,
                       Detail detail) {
  try {
    Answer answer = answer_about(path, question, earlier, library, detail);
    return question.words.size() > 1 ? settled(std::move(answer), question) : answer;
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
  return report_on(question, library, Detail::claims_and_checks);
}
Answer run(const Question& question, Library& library) { return report_on(question, library, Detail::everything); }

}  // namespace costcurve
