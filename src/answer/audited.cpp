#include "answer/audited.h"

#include <algorithm>

#include "answer/progress.h"
#include "audit/beliefs.h"

namespace costcurve {

std::vector<Override> overrides_of(const Question& question, Diagnostics& diagnostics) {
  std::vector<Override> all;
  for (const std::string& set : question.options.texts(Option::set)) {
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

void add_beliefs(AuditedVariant& audited, const Question& question) {
  ShownProgress progress(question);
  SimulationOptions options = question.simulation();
  options.progress = progress.callback();
  std::optional<Beliefs> beliefs = simulate_beliefs(audited, options);
  if (beliefs) audited.beliefs = std::make_shared<const Beliefs>(std::move(*beliefs));
}

std::unique_ptr<AuditedVariant> audit_variant(Scenario scenario, Judged judged, const Question& question) {
  std::unique_ptr<AuditedVariant> audited = audit(std::move(scenario), judged);
  add_beliefs(*audited, question);
  return audited;
}

// The names of the variants that are asked for; "" is the scenario as it stands. Reports those that the file lacks.
std::vector<std::string> variants_asked(const ScenarioFile& file, const Question& question, Diagnostics& diagnostics) {
  const std::vector<std::string> known = variants_in(file.document);
  std::vector<std::string> names;
  if (question.options.has(Option::variants)) {
    if (known.empty()) {
      Diagnostic none = without_place("this scenario has no variants to put beside it", {"[variants.name] makes one"});
      none.place = {named(file.source), 0, 0};
      diagnostics.add(std::move(none));
    }
    names.push_back("");
    names.insert(names.end(), known.begin(), known.end());
    return names;
  }
  for (const std::string& name : question.variants()) {
    if (name == as_it_stands)
      names.push_back("");
    else if (std::find(known.begin(), known.end(), name) != known.end())
      names.push_back(name);
    else
      report_no_variant(file.source, file.document, name, diagnostics);
  }
  return names;
}

}  // namespace

Variants audit_file(const std::string& path, const Question& question, Library& library, Diagnostics& diagnostics) {
  Variants variants;
  const std::vector<Override> overrides = overrides_of(question, diagnostics);
  const std::optional<ScenarioFile> file = library.scenario(path, diagnostics);
  if (!file) return variants;
  Scenario scenario = library.bind(*file, question.variant(), overrides, diagnostics);
  if (!diagnostics.empty()) return variants;
  const std::vector<std::string> others =
      question.variant().empty() ? variants_of_claims(scenario) : std::vector<std::string>();
  variants.push_back(audit_variant(std::move(scenario), Judged::general_claims_too, question));
  for (const std::string& name : others) {
    Scenario other = library.bind(*file, name, overrides, diagnostics);
    if (!diagnostics.empty()) break;
    variants.push_back(audit_variant(std::move(other), Judged::own_claims, question));
  }
  if (!diagnostics.empty()) variants.clear();
  return variants;
}

std::unique_ptr<AuditedVariant> audit_one(const Question& question, Library& library, Diagnostics& diagnostics) {
  const std::vector<Override> overrides = overrides_of(question, diagnostics);
  const std::optional<ScenarioFile> file = library.scenario(question.file(), diagnostics);
  if (!file) return nullptr;
  Scenario scenario = library.bind(*file, question.variant(), overrides, diagnostics);
  return diagnostics.empty() ? audit(std::move(scenario), Judged::general_claims_too) : nullptr;
}

Variants audit_side_by_side(const std::string& path, const Question& question, bool drawn, Library& library,
                            Diagnostics& diagnostics) {
  Variants variants;
  Diagnostics mistakes;
  const std::vector<Override> overrides = overrides_of(question, mistakes);
  const std::optional<ScenarioFile> file = library.scenario(path, mistakes);
  if (file) {
    for (const std::string& name : variants_asked(*file, question, diagnostics)) {
      Scenario scenario = library.bind(*file, name, overrides, mistakes);
      if (!mistakes.empty()) continue;
      variants.push_back(audit(std::move(scenario), Judged::every_claim));
      if (drawn) add_beliefs(*variants.back(), question);
    }
  }
  if (!mistakes.empty()) variants.clear();
  for (Diagnostic& mistake : mistakes.sorted()) diagnostics.add(std::move(mistake));
  return variants;
}

AskedVariant asked_variant(const Question& question) { return {question.variant(), question.variant()}; }

Answer for_each_variant(const Question& question, Library& library,
                        Answer (*answer)(const Question&, const AskedVariant&, Library&)) {
  if (!question.side_by_side()) return answer(question, asked_variant(question), library);
  Diagnostics diagnostics;
  const std::optional<ScenarioFile> file = library.scenario(question.file(), diagnostics);
  const std::vector<std::string> names =
      file ? variants_asked(*file, question, diagnostics) : std::vector<std::string>();
  std::vector<HeadedAnswer> answers;
  if (!diagnostics.empty()) answers.push_back({"", wrong_answer(diagnostics)});
  for (const std::string& name : names) {
    const std::string shown = name.empty() ? std::string(as_it_stands) : name;
    answers.push_back({shown, answer(question, {name, shown}, library)});
  }
  return joined(std::move(answers), Section::Of::variant, !names.empty());
}

}  // namespace costcurve
