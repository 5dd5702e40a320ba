#include "audit/audit.h"

#include <algorithm>

#include "audit/beliefs.h"
#include "audit/checks.h"
#include "audit/fault.h"
#include "audit/offers.h"
#include "audit/one_sided.h"
#include "audit/scopes.h"
#include "program/program.h"
#include "quantity/print.h"
#include "text/seal.h"

namespace costcurve {

namespace {

bool expected(const Claim& claim, Verdict verdict) {
  // Who expects nothing is told that it is possible, and that is no failure.
  if (claim.expect.empty() && verdict == Verdict::possible) return true;
  if (claim.expect.empty() || claim.expect == "holds")
    return holds(verdict) || (claim.cited && verdict == Verdict::cited);
  if (claim.expect == "true") return verdict == Verdict::is_true;
  if (claim.expect == "contradicted") return verdict == Verdict::contradicted || verdict == Verdict::is_false;
  return claim.expect == verdict_word(verdict);
}

std::vector<std::string> layers_of(const AuditedVariant& audited, const Scopes& scopes, const Claim& claim) {
  std::vector<std::string> all;
  const auto add = [&](const std::string& word) {
    if (!word.empty() && std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
  };
  for (const std::size_t q : quantities_in(*audited.scenario.relations, audited.solution, claim.node))
    for (const std::string& layer : scopes.layers[q]) add(layer);
  add(claim.layer);
  return all;
}

// Of an answer that is wrong: true where its number would be right in a unit that quantities here are shown in.
bool is_right_in_another_unit(const AuditedVariant& audited, const Claim& claim, double answer) {
  const double number = in_unit(answer, shown_unit(audited.scenario, claim));
  std::vector<std::string> tried;
  for (const Quantity& quantity : audited.scenario.relations->quantities) {
    const ShownUnit& unit = quantity.shown;
    if (unit.dimension.is_word() || std::find(tried.begin(), tried.end(), unit.text) != tried.end()) continue;
    tried.push_back(unit.text);
    if (opens(claim.sealed, number * unit.factor, in_words(unit.dimension))) return true;
  }
  return false;
}

// Right, wrong, or not given yet, which nobody holds against it. What would make it right is not looked for: it would
// be the answer.
ClaimResult judged_question(const AuditedVariant& audited, const Claim& claim) {
  ClaimResult result;
  result.claim = &claim;
  const std::optional<Program> program = compile(*audited.scenario.relations, audited.solution, {claim.node});
  if (!program) return result;
  result.judgement.computed = evaluate_first(*program, stated_values(*program, audited.solution));
  if (!claim.is_exercise() || claim.sealed == "?")
    result.judgement.verdict = Verdict::cited;
  else
    result.judgement.verdict =
        opens(claim.sealed, result.judgement.computed, in_words(audited.solution.formulas[claim.node].dimension))
            ? Verdict::is_true
            : Verdict::is_false;
  result.as_expected = result.judgement.verdict != Verdict::is_false;
  if (!result.as_expected && is_right_in_another_unit(audited, claim, result.judgement.computed))
    result.judgement.why = "the number is right, its unit is not";
  return result;
}

// A number that is held against itself says nothing: the scenario gives it, by the word of the same source.
bool repeats_its_given(const Solution& solution, const Node& node, const Claim& claim) {
  const GivenPointer& given = solution.found[node.quantity()].given;
  return given && given->rank == Rank::scenario && !claim.source.empty() && given->source == claim.source &&
         claim.stated.form == Stated::Form::value && claim.stated.value == given->value;
}

void judge_claim(AuditedVariant& audited, const Scopes& scopes, const Claim& claim) {
  if (claim.is_asked() && claim.node != no_node) return audited.claims.push_back(judged_question(audited, claim));
  ClaimResult result;
  result.claim = &claim;
  const Relations& relations = *audited.scenario.relations;
  if (claim.cited || claim.node == no_node) {
    result.judgement.verdict = Verdict::cited;
    result.as_expected = expected(claim, Verdict::cited);
    audited.claims.push_back(std::move(result));
    return;
  }
  result.judgement = judge(relations, audited.solution, claim.node, claim.stated);
  if (result.judgement.verdict == Verdict::not_determined)
    if (std::optional<Judgement> bounded = judge_by_bounds(audited, claim)) result.judgement = std::move(*bounded);
  const Node& node = audited.solution.formulas[claim.node];
  result.of_given =
      node.operation == Operation::symbol && audited.solution.found[node.quantity()].status == Status::given;
  if (result.of_given && holds(result.judgement.verdict) && repeats_its_given(audited.solution, node, claim)) {
    result.judgement.verdict = Verdict::cited;
    result.judgement.why = "this number is given here, by the same source: nothing tests it";
    result.as_expected = true;
    audited.claims.push_back(std::move(result));
    return;
  }
  // What a scenario expects of its claims, it expects of itself, not of a variant that is looked at.
  const bool elsewhere = claim.variant != audited.scenario.variant;
  result.as_expected = elsewhere || expected(claim, result.judgement.verdict);
  result.layers = layers_of(audited, scopes, claim);
  if (fails(result.judgement.verdict) && !result.judgement.side) {
    double target = claim.stated.value;
    if (claim.stated.form == Stated::Form::limits)
      target = result.judgement.computed < claim.stated.limits.low ? claim.stated.limits.low : claim.stated.limits.high;
    if (!result.of_given) result.would_have_to_be = single_changes(relations, audited.solution, claim.node, target);
    result.causes = likely_causes(audited.scenario, audited.givens, audited.solution, claim, result.judgement);
    result.finds_fault = is_found(claim.fault, result.causes, node.dimension);
  }
  audited.claims.push_back(std::move(result));
}

}  // namespace

bool AuditedVariant::as_expected() const {
  return conflicts.empty() &&
         std::none_of(checks.begin(), checks.end(), [](const CheckResult& check) { return check.failed; }) &&
         std::all_of(claims.begin(), claims.end(), [](const ClaimResult& claim) { return claim.as_expected; });
}

std::unique_ptr<AuditedVariant> audit(std::shared_ptr<const Scenario> scenario, const Givens& givens, Judged judged) {
  const Givens possible = within_what_can_be(*scenario->relations, givens);
  auto audited = std::make_unique<AuditedVariant>(std::move(scenario), possible);
  solve_without_contradicting_offers(*audited);
  check_equations(*audited);
  check_bounds(*audited);
  check_domains(*audited);
  if (judged == Judged::no_claims) return audited;
  audited->followed = followed(*audited);
  const Scopes scopes = scopes_of(audited->scenario, audited->solution);
  for (const Claim& claim : audited->scenario.claims)
    if (claim.variant == audited->scenario.variant || judged == Judged::every_claim ||
        (claim.variant.empty() && judged == Judged::general_claims_too))
      judge_claim(*audited, scopes, claim);
  return audited;
}

std::unique_ptr<AuditedVariant> audit(Scenario scenario, Judged judged) {
  const auto shared = std::make_shared<const Scenario>(std::move(scenario));
  return audit(shared, shared->givens, judged);
}

}  // namespace costcurve
