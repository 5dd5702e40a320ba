#include "answer/cases.h"

#include <algorithm>

#include "answer/possible_plans.h"
#include "answer/progress.h"
#include "audit/beliefs.h"

namespace costcurve {

namespace {

// $2 in double quotes, or in none, is a variable of the shell's, and empty: "rent=$2/chip/h" arrives as "rent=/chip/h".
bool lost_its_dollars(std::string_view value) {
  return value.starts_with('/') || value.starts_with(',') || value.starts_with("million") || value.starts_with("M ");
}

}  // namespace

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
    if (const std::string value = set.substr(begin); lost_its_dollars(value)) {
      diagnostics.add(mistake_at({source, begin, set.size()}, "did the shell take a `$` for a variable?",
                                 "single quotes keep it: --set '" + key + "=$2" + value + "'"));
      continue;
    }
    all.push_back({key, {source, begin, set.size(), set.substr(begin), true}});
  }
  if (question.options.has(Option::as_of)) {
    auto source = std::make_shared<Source>();
    source->name = "--as-of";
    source->text = question.options.text(Option::as_of);
    all.push_back({"as_of", {source, 0, source->text.size(), source->text, true}});
  }
  return all;
}

std::string column_name(const std::string& variant) { return variant.empty() ? std::string(as_it_stands) : variant; }

namespace {

// The variants that are asked for side by side; "" is the scenario as it stands.
std::vector<std::string> variants_asked(const ScenarioFile& file, const Question& question, Diagnostics& lacking) {
  const std::vector<std::string> known = variants_in(file.document);
  if (question.options.has(Option::variants)) {
    if (known.empty()) {
      Diagnostic none = without_place("this scenario has no variants to put beside it", {"[variants.name] makes one"});
      none.place = {named(file.source), 0, 0};
      lacking.add(std::move(none));
    }
    std::vector<std::string> names = {""};
    names.insert(names.end(), known.begin(), known.end());
    return names;
  }
  std::vector<std::string> names;
  for (const std::string& name : question.variants()) {
    if (name == as_it_stands)
      names.emplace_back();
    else if (std::find(known.begin(), known.end(), name) != known.end())
      names.push_back(name);
    else
      report_no_variant(file.source, file.document, name, lacking);
  }
  return names;
}

// The variants that claims are said of, each once, in the order of the file.
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

}  // namespace

Cases cases_of(const std::string& file, const Question& question, Library& library) {
  Cases cases;
  const std::vector<Override> sets = overrides_of(question, cases.mistakes);
  const std::shared_ptr<const ScenarioFile> read = library.scenario(file, cases.mistakes);
  if (!read) return cases;
  if (question.side_by_side())
    for (const std::string& name : variants_asked(*read, question, cases.lacking))
      cases.all.push_back({file, name, sets, column_name(name)});
  else
    cases.all.push_back({file, question.variant(), sets, question.variant()});
  return cases;
}

std::shared_ptr<const Scenario> bound(const Case& which, Library& library, Diagnostics& mistakes) {
  const std::shared_ptr<const ScenarioFile> file = library.scenario(which.file, mistakes);
  if (!file) return nullptr;
  Scenario scenario = library.bind(*file, which.variant, which.sets, mistakes);
  return scenario.source ? std::make_shared<const Scenario>(std::move(scenario)) : nullptr;
}

Variants audited_cases(const std::string& file, const Question& question, bool judged, Library& library,
                       Diagnostics& diagnostics) {
  Cases cases = cases_of(file, question, library);
  Variants variants;
  const auto add = [&](const Case& which, Judged claims) {
    const std::shared_ptr<const Scenario> scenario = bound(which, library, cases.mistakes);
    if (!cases.mistakes.empty()) return;
    variants.push_back(audit(scenario, scenario->givens, judged ? claims : Judged::no_claims));
    refuse_impossible_plans(*variants.back(), cases.mistakes);
    if (judged) add_beliefs(*variants.back(), question);
  };
  const bool beside = question.side_by_side();
  for (const Case& which : cases.all) add(which, beside ? Judged::every_claim : Judged::general_claims_too);
  if (judged && !beside && question.variant().empty() && !variants.empty())
    for (const std::string& name : variants_of_claims(variants.front()->scenario))
      add({file, name, cases.all.front().sets, name}, Judged::own_claims);
  if (!cases.mistakes.empty()) variants.clear();
  diagnostics.add_all(cases.lacking);
  diagnostics.add_all(cases.mistakes);
  return variants;
}

Answer answer_each(const Question& question, Library& library,
                   Answer (*answer)(const Question&, const Case&, Library&, Diagnostics& mistakes)) {
  const Cases cases = cases_of(question.file(), question, library);
  const auto answer_one = [&](const Case& which) {
    Diagnostics mistakes = cases.mistakes;
    Answer made = answer(question, which, library, mistakes);
    return mistakes.empty() ? made : wrong_answer(mistakes);
  };
  if (cases.all.empty() && cases.lacking.empty()) return wrong_answer(cases.mistakes);
  if (!question.side_by_side()) return answer_one(cases.all.front());
  std::vector<HeadedAnswer> answers;
  if (!cases.lacking.empty()) answers.push_back({"", wrong_answer(cases.lacking)});
  for (const Case& which : cases.all) answers.push_back({which.shown, answer_one(which)});
  return joined(std::move(answers), Section::Of::variant, !cases.all.empty());
}

}  // namespace costcurve
