#include "answer/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "answer/side_by_side.h"
#include "answer/since.h"
#include "audit/beliefs.h"
#include "command/command.h"
#include "command/progress.h"
#include "numeric/machine.h"
#include "text/listing.h"

namespace costcurve {

std::string rendered(const Diagnostics& diagnostics, const TerminalStyle& style) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.sorted())
    text += (text.empty() ? "" : "\n") + render(diagnostic, style.width);
  return text;
}

std::vector<Override> overrides_of(const std::vector<std::string>& sets, Diagnostics& diagnostics) {
  std::vector<Override> all;
  for (const std::string& set : sets) {
    auto source = std::make_shared<Source>();
    source->name = "--set";
    source->text = set;
    const std::size_t equals = set.find('=');
    if (equals == std::string::npos || equals == 0) {
      diagnostics.add(
          mistake_at({source, 0, set.size()}, "--set needs a key and a value", "for example --set r1.duration=90h"));
      continue;
    }
    std::string key = set.substr(0, equals);
    while (!key.empty() && key.back() == ' ') key.pop_back();
    std::size_t begin = equals + 1;
    while (begin < set.size() && set[begin] == ' ') ++begin;
    all.push_back({key, {source, begin, set.size(), set.substr(begin), true}});
  }
  return all;
}

namespace {

// The variants that claims are checked in, each once, in the order of the file.
std::vector<std::string> variants_of_claims(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Claim& claim : scenario.claims)
    if (!claim.variant.empty() && std::find(names.begin(), names.end(), claim.variant) == names.end())
      names.push_back(claim.variant);
  return names;
}

void add_beliefs(AuditedVariant& audited, const Invocation& invocation) {
  ShownProgress progress(invocation);
  SimulationOptions options = simulation_options(invocation);
  options.progress = progress.callback();
  std::optional<Beliefs> beliefs = simulate_beliefs(audited, options);
  if (beliefs) audited.beliefs = std::make_shared<const Beliefs>(std::move(*beliefs));
}

}  // namespace

SimulationOptions simulation_options(const Invocation& invocation) {
  SimulationOptions options;
  options.samples = invocation.samples;
  options.seed = invocation.seed;
  options.threads = invocation.threads;
  return options;
}

namespace {

std::unique_ptr<AuditedVariant> audit_variant(Scenario scenario, Judged judged, const Invocation& invocation) {
  std::unique_ptr<AuditedVariant> audited = audit(std::move(scenario), judged);
  add_beliefs(*audited, invocation);
  return audited;
}

}  // namespace

std::vector<std::string> variants_asked(const ScenarioFile& file, const Invocation& invocation,
                                        Diagnostics& diagnostics) {
  const std::vector<std::string> known = variants_in(file.document);
  std::vector<std::string> names;
  if (invocation.all_variants) {
    if (known.empty()) {
      Diagnostic none = without_place("this scenario has no variants to put beside it", {"[variants.name] makes one"});
      none.place = {named(file.source), 0, 0};
      diagnostics.add(std::move(none));
    }
    names.push_back("");
    names.insert(names.end(), known.begin(), known.end());
    return names;
  }
  for (const std::string& name : invocation.variants) {
    if (name == as_it_stands)
      names.push_back("");
    else if (std::find(known.begin(), known.end(), name) != known.end())
      names.push_back(name);
    else
      report_no_variant(file.source, file.document, name, diagnostics);
  }
  return names;
}

std::vector<std::unique_ptr<AuditedVariant>> audit_file(const std::string& path, const Invocation& invocation,
                                                        Library& library, Diagnostics& diagnostics) {
  std::vector<std::unique_ptr<AuditedVariant>> variants;
  const std::vector<Override> overrides = overrides_of(invocation.sets, diagnostics);
  const std::optional<ScenarioFile> file = library.scenario(path, diagnostics);
  if (!file) return variants;
  Scenario scenario = library.bind(*file, invocation.variant, overrides, diagnostics);
  if (!diagnostics.empty()) return variants;
  const std::vector<std::string> others =
      invocation.variant.empty() ? variants_of_claims(scenario) : std::vector<std::string>();
  variants.push_back(audit_variant(std::move(scenario), Judged::general_claims_too, invocation));
  for (const std::string& name : others) {
    Scenario other = library.bind(*file, name, overrides, diagnostics);
    if (!diagnostics.empty()) break;
    variants.push_back(audit_variant(std::move(other), Judged::own_claims, invocation));
  }
  if (!diagnostics.empty()) variants.clear();
  return variants;
}

std::unique_ptr<AuditedVariant> audit_one(const std::string& path, const Invocation& invocation, Library& library,
                                          Diagnostics& diagnostics) {
  const std::vector<Override> overrides = overrides_of(invocation.sets, diagnostics);
  const std::optional<ScenarioFile> file = library.scenario(path, diagnostics);
  if (!file) return nullptr;
  Scenario scenario = library.bind(*file, invocation.variant, overrides, diagnostics);
  return diagnostics.empty() ? audit(std::move(scenario), Judged::general_claims_too) : nullptr;
}

std::vector<std::unique_ptr<AuditedVariant>> audit_side_by_side(const std::string& path, const Invocation& invocation,
                                                                bool drawn, Library& library,
                                                                Diagnostics& diagnostics) {
  std::vector<std::unique_ptr<AuditedVariant>> variants;
  Diagnostics mistakes;
  const std::vector<Override> overrides = overrides_of(invocation.sets, mistakes);
  const std::optional<ScenarioFile> file = library.scenario(path, mistakes);
  if (file) {
    for (const std::string& name : variants_asked(*file, invocation, diagnostics)) {
      Scenario scenario = library.bind(*file, name, overrides, mistakes);
      if (!mistakes.empty()) continue;
      variants.push_back(audit(std::move(scenario), Judged::every_claim));
      if (drawn) add_beliefs(*variants.back(), invocation);
    }
  }
  if (!mistakes.empty()) variants.clear();
  for (Diagnostic& mistake : mistakes.sorted()) diagnostics.add(std::move(mistake));
  return variants;
}

namespace {

// What one file comes to; kept apart, so that files can be worked on side by side and told in order.
struct FileAnswer {
  std::optional<Document> document;
  std::string json;
  std::string err = {};
  int exit = as_expected;
};

bool is_json(const Invocation& invocation) { return invocation.format == "json"; }

// JSON: one document for each variant. For people: one table for all.
void answer_beside_each_other(const std::string& path, const Variants& variants, const Invocation& invocation,
                              Detail detail, FileAnswer& answer) {
  if (!is_json(invocation)) {
    answer.document = variants.front()->scenario.variants.empty() ? check_document(variants, detail)
                                                                  : side_by_side_document(variants, detail);
    return;
  }
  for (const auto& audited : variants)
    answer.json += (answer.json.empty() ? "" : ",\n") + json(data_of(path, *audited));
}

Diagnostic no_answer_to(const std::string& path, const Earlier& earlier) {
  std::vector<std::string> there;
  for (const EarlierAnswer& answer : earlier.answers) there.push_back(answer.scenario);
  auto source = std::make_shared<Source>();
  source->name = earlier.file;
  return mistake_at({source, 0, 0}, fmt::format("there is no answer to `{}` in this file", path),
                    "it has answers to " + listed_some(there));
}

FileAnswer worked_out(const std::string& path, const Invocation& invocation, const Earlier* earlier, Library& library,
                      Detail detail) {
  Diagnostics diagnostics;
  const bool beside = side_by_side(invocation);
  const auto variants = beside ? audit_side_by_side(path, invocation, true, library, diagnostics)
                               : audit_file(path, invocation, library, diagnostics);
  FileAnswer answer{{}, "", rendered(diagnostics, invocation.style), diagnostics.empty() ? as_expected : wrong_input};
  if (variants.empty()) return answer;
  const EarlierAnswer* before = earlier ? earlier->to(path, invocation.files.size() == 1) : nullptr;
  if (earlier && !before) return {{}, "", render(no_answer_to(path, *earlier), invocation.style.width), wrong_input};
  std::optional<Changes> since;
  if (before) since = changes_since(*earlier, *before, path, variants);
  const Changes* changes = since ? &*since : nullptr;
  const bool good =
      std::all_of(variants.begin(), variants.end(), [](const auto& audited) { return audited->as_expected(); });
  if (!good) answer.exit = std::max<int>(answer.exit, unexpected);
  if (beside)
    answer_beside_each_other(path, variants, invocation, detail, answer);
  else if (is_json(invocation))
    answer.json = json(data_of(path, variants, changes));
  else
    answer.document = check_document(variants, detail, changes);
  return answer;
}

// A fault of the program in one file must not lose the answers to the others.
FileAnswer answer_file(const std::string& path, const Invocation& invocation, const Earlier* earlier, Library& library,
                       Detail detail) {
  try {
    return worked_out(path, invocation, earlier, library, detail);
  } catch (const std::exception& fault) {
    return {
        {},
        "",
        fmt::format("costcurve: {}: a fault of the program, not of your input: {}\n", made_visible(path), fault.what()),
        program_fault};
  }
}

std::vector<FileAnswer> answer_files(const Invocation& invocation, const Earlier* earlier, Library& library,
                                     Detail detail) {
  constexpr std::size_t files_worth_a_thread = 16;
  std::vector<FileAnswer> answers(invocation.files.size());
  std::atomic<std::size_t> next = 0;
  const std::size_t threads =
      std::max<std::size_t>(1, std::min(threads_of_machine(), answers.size() / files_worth_a_thread));
  std::vector<Library> libraries(threads, library);
  on_threads(threads, [&](std::size_t thread) {
    for (std::size_t i = next++; i < answers.size(); i = next++) {
      answers[i] = answer_file(invocation.files[i], invocation, earlier, libraries[thread], detail);
      libraries[thread].forget_scenarios();
    }
  });
  for (const Library& copy : libraries) library.add_read(copy);
  return answers;
}

std::string joined_json(const std::vector<FileAnswer>& answers, bool array) {
  std::string text;
  for (const FileAnswer& answer : answers) {
    if (answer.json.empty()) continue;
    text += (!array ? "" : text.empty() ? "[\n" : ",\n") + answer.json;
  }
  if (array) text += text.empty() ? "[]" : "\n]";
  return text.empty() ? "" : text + "\n";
}

// A single answer as it is; of several files each in a section of its own.
Document joined_document(std::vector<FileAnswer>& answers, const Invocation& invocation) {
  if (answers.size() == 1 && answers.front().document) return std::move(*answers.front().document);
  Document document;
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (answers[i].document)
      document.pieces.emplace_back(
          Section{invocation.files[i], Section::Of::file, std::move(answers[i].document->pieces)});
  return document;
}

Outcome joined(std::vector<FileAnswer> answers, const Invocation& invocation) {
  Outcome outcome;
  for (const FileAnswer& answer : answers) {
    outcome.exit = std::max(outcome.exit, answer.exit);
    if (!answer.err.empty()) outcome.err += (outcome.err.empty() ? "" : "\n") + answer.err;
  }
  if (is_json(invocation))
    outcome.out = joined_json(answers, answers.size() > 1 || side_by_side(invocation));
  else
    outcome.document = joined_document(answers, invocation);
  return outcome;
}

Outcome report_on(const Invocation& invocation, Library& library, Detail detail) {
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return {"", rendered(diagnostics, invocation.style), wrong_input};
  if (!invocation.since.empty() && side_by_side(invocation))
    return {"",
            render(without_place("--since compares one answer, not several variants",
                                 {"leave out --variants, or name one: --variant"}),
                   invocation.style.width),
            wrong_input};
  std::optional<Earlier> earlier;
  if (!invocation.since.empty()) {
    library.note_read(invocation.since);
    earlier = read_earlier(library.files(), invocation.since, diagnostics);
    if (!earlier) return {"", rendered(diagnostics, invocation.style), wrong_input};
  }
  return joined(answer_files(invocation, earlier ? &*earlier : nullptr, library, detail), invocation);
}

}  // namespace

Outcome check(const Invocation& invocation, Library& library) {
  return report_on(invocation, library, Detail::claims_and_checks);
}
Outcome run(const Invocation& invocation, Library& library) {
  return report_on(invocation, library, Detail::everything);
}

}  // namespace costcurve
