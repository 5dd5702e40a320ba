#include <fmt/format.h>

#include <cmath>

#include "answer/check_words.h"
#include "answer/since.h"
#include "graph/unit_within.h"
#include "quantity/print.h"

namespace costcurve {

Mark mark_of(Verdict verdict) {
  if (holds(verdict)) return Mark::holds;
  if (verdict == Verdict::contradicted || verdict == Verdict::is_false || verdict == Verdict::off) return Mark::fails;
  return verdict == Verdict::cited ? Mark::quoted : Mark::open;
}

std::string verdict_text(const Judgement& judgement) {
  std::string text(verdict_word(judgement.verdict));
  if (!judgement.why.empty())
    text += (judgement.verdict == Verdict::possible || judgement.verdict == Verdict::not_determined ? ": " : " ") +
            judgement.why;
  return text;
}

std::string how_much(const Judgement& judgement) {
  if (!(judgement.ratio > 0) || !std::isfinite(judgement.ratio)) return {};
  return judgement.ratio < 2 && judgement.ratio > 0.0095 ? percent_text(judgement.ratio, 2) + " of it"
                                                         : number_text(judgement.ratio, 3) + " times it";
}

namespace {

// A comparison in the words of the claim: 0.9635 against 0.95 is "96.35 % cheaper".
Text with_comparison(const Text& amount, Comparison comparison) {
  switch (comparison) {
    case Comparison::inverse: return amount + " less";
    case Comparison::discount: return amount + " less";
    case Comparison::surplus: return amount + " more";
    default: return amount;
  }
}

}  // namespace

Text computed_text(const AuditedVariant& audited, const ClaimResult& result) {
  const Claim& claim = *result.claim;
  return with_comparison(Text::amount(amount_text(result.judgement.computed, shown_unit(audited.scenario, claim))),
                         claim.stated.comparison);
}

Text subject(const Claim& claim) {
  return claim.than.empty() ? Text::name(claim.of)
                            : Text::filled("{} against {}", {Text::name(claim.of), Text::name(claim.than)});
}

const Summary* belief_of(const AuditedVariant& audited, const Claim* claim) {
  if (!audited.beliefs) return nullptr;
  const auto found = audited.beliefs->of_claim.find(claim);
  return found == audited.beliefs->of_claim.end() ? nullptr : &found->second;
}

const Summary* belief_of(const AuditedVariant& audited, std::size_t quantity) {
  if (!audited.beliefs) return nullptr;
  const auto found = audited.beliefs->of_quantity.find(quantity);
  return found == audited.beliefs->of_quantity.end() ? nullptr : &found->second;
}

namespace {

// Never "0" or "1" of something that was only sampled.
std::string probability_text(const Probability& probability) {
  if (probability.value > 0.9995) return "above 0.999";
  if (probability.value < 0.0005) return "below 0.001";
  return fmt::format("{:.3f} ± {:.1g}", probability.value, probability.standard_error);
}

std::string range_part(const AuditedVariant& audited, const ClaimResult& result) {
  const Judgement& judgement = result.judgement;
  const ShownUnit unit = shown_unit(audited.scenario, *result.claim);
  std::string text;
  const auto add = [&](const Bounds& bounds, const std::string& kind) {
    text += fmt::format(" ({}{}{})", range_text(bounds.range.low, bounds.range.high, unit), kind,
                        bounds.exact ? "" : ", a bound");
  };
  if (judgement.has_rounding) add(judgement.rounding, judgement.has_belief ? " by rounding" : "");
  if (const Summary* belief = belief_of(audited, result.claim); belief)
    text += fmt::format(" (90 %: {})", range_text(belief->p5, belief->p95, unit));
  else if (judgement.has_belief)
    add(judgement.belief, " over 90 % ranges");
  return text;
}

// What is compared is itself stated, by the scenario or by the catalog.
std::string given_text(const AuditedVariant& audited, const Claim& claim) {
  const Given& given = *audited.solution.found[audited.solution.formulas[claim.node].quantity()].given;
  if (given.rank == Rank::scenario) return " (given)";
  return fmt::format(" ({}{}{})", given.rank == Rank::catalog ? given.where : "default", given.date.empty() ? "" : ", ",
                     given.date);
}

Text comparison_line(const AuditedVariant& audited, const ClaimResult& result) {
  const Claim& claim = *result.claim;
  const Judgement& judgement = result.judgement;
  if (judgement.verdict == Verdict::not_determined)
    return Text::filled("{} is not determined{}", {subject(claim), judgement.why.empty() ? "" : ": " + judgement.why});
  std::string stated = fmt::format("{}, stated as {}: {}", result.of_given ? given_text(audited, claim) : "",
                                   claim.stated.text, verdict_text(judgement));
  if (mark_of(judgement.verdict) == Mark::fails && claim.stated.form == Stated::Form::value &&
      judgement.verdict != Verdict::off && !claim.stated.dimension.is_point()) {
    const std::string much = how_much(judgement);
    if (!much.empty()) stated += fmt::format(" ({})", much);
  }
  if (audited.beliefs)
    if (const auto chance = audited.beliefs->probability.find(&claim); chance != audited.beliefs->probability.end())
      stated += fmt::format(", with probability {}", probability_text(chance->second));
  if (result.scope.starts_with("mixed")) stated += fmt::format("; {}", result.scope);
  return Text::filled("{} = {}{}{}",
                      {subject(claim), computed_text(audited, result), range_part(audited, result), stated});
}

std::string would_line(const AuditedVariant& audited, const ClaimResult& result) {
  std::vector<std::string> options;
  for (const WouldBe& change : result.would_have_to_be) {
    const Quantity& quantity = audited.scenario.relations->quantities[change.quantity];
    const Node& node = audited.solution.formulas[result.claim->node];
    const bool sibling = node.operation == Operation::symbol &&
                         audited.scenario.relations->quantities[node.quantity()].part == quantity.part;
    const bool count = quantity.dimension == Dimension(Base::chip);
    const std::string amount = amount_text(change.value, quantity.shown, 4);
    options.push_back(
        count && sibling ? amount : fmt::format("{} {}", sibling ? last_word(quantity.name) : quantity.name, amount));
    if (options.size() == 5) break;
  }
  if (options.empty()) return {};
  std::string text = "it would take " + std::string(options.size() > 1 ? "one of: " : "");
  for (std::size_t i = 0; i < options.size(); ++i) text += (i ? " · " : "") + options[i];
  return text;
}

std::vector<Text> tags_of(const AuditedVariant& audited, const ClaimResult& result) {
  const Claim& claim = *result.claim;
  std::vector<Text> tags;
  if (!claim.source.empty()) {
    const auto source = audited.scenario.sources.find(claim.source);
    const bool unverified = source != audited.scenario.sources.end() && source->second.unverified;
    tags.push_back(Text::source(claim.source) + (unverified ? " (unverified)" : ""));
  }
  if (!claim.fault.empty()) tags.emplace_back(claim.fault);
  if (!claim.variant.empty()) tags.emplace_back("variant " + claim.variant);
  const bool by_default = claim.expect.empty() || claim.expect == "holds";
  if (!result.as_expected)
    tags.emplace_back(by_default ? "not as expected" : "not as expected: " + claim.expect);
  else if (!by_default)
    tags.emplace_back("as expected");
  return tags;
}

}  // namespace

Items::Item claim_item(const AuditedVariant& audited, const ClaimResult& result, const Changes* changes) {
  const Claim& claim = *result.claim;
  Items::Item item;
  item.mark = mark_of(result.judgement.verdict);
  item.says = claim.says;
  item.tags = tags_of(audited, result);
  if (result.judgement.verdict == Verdict::cited) {
    item.evidence = "cited: nothing to compute";
  } else {
    item.evidence = comparison_line(audited, result);
    if (const std::string would = would_line(audited, result); !would.empty()) item.details.emplace_back(would);
    for (const std::string& cause : result.causes) item.details.emplace_back(cause);
    if (!claim.printed.empty()) item.details.emplace_back("printed: " + claim.printed);
  }
  if (changes)
    if (const auto change = changes->claims.find(&claim); change != changes->claims.end())
      item.evidence += "  ← " + change->second.was;
  if (!claim.note.empty()) item.details.emplace_back(claim.note);
  return item;
}

ComparedSides compared_sides(const AuditedVariant& audited, const CheckResult& check) {
  const Equation& equation = check.equation;
  const Graph& formulas = audited.solution.formulas;
  const ShownUnit unit = unit_within(*audited.scenario.relations, formulas, equation)
                             .value_or(audited.scenario.units.usual(formulas[equation.left].dimension));
  ComparedSides sides;
  sides.mark = check.failed ? Mark::fails : holds(check.judgement.verdict) ? Mark::holds : Mark::open;
  sides.sentence = sentence_with_part(equation);
  sides.left = amount_text(check.judgement.computed, unit);
  sides.right = amount_text(check.judgement.stated, unit);
  sides.relation = equation.statement == Statement::at_most    ? "at most"
                   : equation.statement == Statement::at_least ? "at least"
                                                               : "against";
  sides.verdict = check.gap.empty() ? verdict_text(check.judgement) : check.gap;
  return sides;
}

Items::Item check_item(const AuditedVariant& audited, const CheckResult& check) {
  const ComparedSides sides = compared_sides(audited, check);
  return {sides.mark,
          sides.sentence,
          {},
          Text::filled("{} {} {}: {}",
                       {Text::amount(sides.left), sides.relation, Text::amount(sides.right), sides.verdict}),
          {}};
}

}  // namespace costcurve
