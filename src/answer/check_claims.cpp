#include <fmt/format.h>

#include <cmath>

#include "answer/check_words.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

Mark mark_of(Verdict verdict) {
  if (holds(verdict)) return Mark::holds;
  if (fails(verdict)) return Mark::fails;
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

// What was called less and is more is told as more.
bool is_turned(double value, Comparison comparison) {
  if (comparison == Comparison::inverse) return value > 0 && value < 1;
  return value < 0 && (comparison == Comparison::discount || comparison == Comparison::surplus);
}

// A comparison in the words of the claim: 0.9635 against 0.95 is "96.35 % cheaper", and what is not cheaper is more.
Text with_comparison(double value, const ShownUnit& shown, Comparison comparison) {
  const bool turned = is_turned(value, comparison), is_inverse = comparison == Comparison::inverse;
  const Text amount = Text::amount(amount_text(!turned ? value : is_inverse ? 1 / value : -value, shown));
  switch (comparison) {
    case Comparison::inverse:
    case Comparison::discount: return amount + (turned ? " more" : " less");
    case Comparison::surplus: return amount + (turned ? " less" : " more");
    default: return amount;
  }
}

}  // namespace

std::string range_compared(const CheckedClaim& claim, double low, double high) {
  const Comparison comparison = claim.stated.comparison;
  if (!is_turned(low, comparison) && !is_turned(high, comparison))
    return range_text(low, high, claim.shown, claim.judgement.computed);
  return fmt::format("{} to {}", with_comparison(low, claim.shown, comparison).plain(),
                     with_comparison(high, claim.shown, comparison).plain());
}

std::optional<RangedText> ranged_text(const CheckedClaim& claim) {
  const bool is_value = !claim.judgement.side && claim.stated.comparison == Comparison::none;
  if (!is_value || !claim.belief || !(claim.belief->p5 < claim.belief->p95)) return std::nullopt;
  return ranged_text(claim.judgement.computed, claim.belief->p5, claim.belief->p95, claim.shown);
}

Text computed_text(const CheckedClaim& claim, const char* least, const char* most) {
  if (const std::optional<RangedText> ranged = ranged_text(claim)) return Text::amount(ranged->value);
  const std::optional<Statement>& side = claim.judgement.side;
  const bool is_least =
      side && (*side == Statement::at_least) != is_turned(claim.judgement.computed, claim.stated.comparison);
  const std::string sign = !side ? "" : is_least ? least : most;
  return sign + with_comparison(claim.judgement.computed, claim.shown, claim.stated.comparison);
}

Text subject(const CheckedClaim& claim) {
  return claim.than.empty() ? Text::name(claim.of)
                            : Text::filled("{} against {}", {Text::name(claim.of), Text::name(claim.than)});
}

std::string scope_text(const std::vector<std::string>& words) {
  std::string text = words.size() > 1 ? "mixed: " : "";
  for (std::size_t i = 0; i < words.size(); ++i) text += (i ? " + " : "") + words[i];
  return text;
}

namespace {

// Never "0" or "1" of something that was only sampled.
std::string probability_text(const Probability& probability) {
  if (probability.value > 0.9995) return "above 0.999";
  if (probability.value < 0.0005) return "below 0.001";
  constexpr double half_of_the_last_digit = 0.0005;
  if (!(probability.standard_error >= half_of_the_last_digit)) return fmt::format("{:.3f}", probability.value);
  return fmt::format("{:.3f} ± {:.1g}", probability.value, probability.standard_error);
}

// "1 in 6", "3 in 4"
std::string odds_text(double share) {
  constexpr int most = 10;
  if (share < 1.0 / most) return fmt::format("1 in {}", number_text(std::round(1 / share), 2));
  int best = 0, of = 1;
  for (int n = 2; n <= most; ++n)
    for (int k = 1; k < n; ++k)
      if (std::abs(share - k / double(n)) < std::abs(share - best / double(of)) - 0.004) best = k, of = n;
  return fmt::format("{} in {}", best, of);
}

}  // namespace

std::optional<Likelihood> likelihood_of(const CheckedClaim& claim) {
  constexpr double middle_half = 0.25, as_good_as_never = 0.0005;
  const std::optional<Probability>& chance = claim.probability ? claim.probability : claim.as_much;
  if (!chance || chance->value < as_good_as_never || chance->value > 1 - as_good_as_never) return std::nullopt;
  if (claim.probability)
    return Likelihood{chance->value >= 0.5, fmt::format("it holds with probability {} ({})", probability_text(*chance),
                                                        odds_text(chance->value))};
  // Said of the smaller side.
  const bool more = chance->value < 0.5;
  const Probability tail{more ? chance->value : 1 - chance->value, chance->standard_error};
  return Likelihood{tail.value >= middle_half, fmt::format("that or {} has probability {} ({})", more ? "more" : "less",
                                                           probability_text(tail), odds_text(tail.value))};
}

namespace {

// In short what digits allow is left out: what is believed says more, and a number shows its digits.
std::string range_part(const CheckedClaim& claim, Telling telling) {
  const Judgement& judgement = claim.judgement;
  std::string text;
  const auto add = [&](const Bounds& bounds, const std::string& kind) {
    text += fmt::format(" ({}{}{})", range_compared(claim, bounds.range.low, bounds.range.high), kind,
                        bounds.exact ? "" : ", a bound");
  };
  if (judgement.has_rounding && telling == Telling::whole)
    add(judgement.rounding, judgement.has_belief ? " by rounding" : "");
  if (const std::optional<RangedText> ranged = ranged_text(claim))
    text += fmt::format(" (90 %: {})", ranged->range);
  else if (claim.belief)
    text += fmt::format(" (90 %: {})", range_compared(claim, claim.belief->p5, claim.belief->p95));
  else if (judgement.has_belief)
    add(judgement.belief, " over 90 % ranges");
  return text;
}

// What is compared is itself stated, by the scenario or by the catalog.
std::string given_text(const Origin& given) {
  if (given.way != Origin::Way::catalog && given.way != Origin::Way::by_default) return " (given)";
  return fmt::format(" ({}{}{})", given.way == Origin::Way::catalog ? given.where : "default",
                     given.date.empty() ? "" : ", ", given.date);
}

Text comparison_line(const CheckedClaim& claim, Telling telling) {
  const Judgement& judgement = claim.judgement;
  if (judgement.verdict == Verdict::not_determined)
    return Text::filled("{} is not determined{}", {claim.open.empty() ? subject(claim) : Text::name(claim.open),
                                                   judgement.why.empty() ? "" : ": " + judgement.why});
  const bool is_open = judgement.verdict == Verdict::possible;
  const std::optional<Likelihood> likelihood = likelihood_of(claim);
  // A probability says more than that ranges reach it.
  const std::string verdict =
      is_open && likelihood ? std::string(verdict_word(judgement.verdict)) : verdict_text(judgement);
  std::string stated =
      fmt::format("{}, stated as {}: {}", claim.given ? given_text(*claim.given) : "", claim.stated.text, verdict);
  if (mark_of(judgement.verdict) == Mark::fails && claim.stated.form == Stated::Form::value &&
      judgement.verdict != Verdict::off && !claim.stated.dimension.is_point()) {
    const std::string much = how_much(judgement);
    if (!much.empty()) stated += fmt::format(" ({})", much);
  }
  if (likelihood && (is_open || claim.probability))
    stated += "; " + likelihood->words;
  else if (claim.probability)
    stated += fmt::format("; it holds with probability {}", probability_text(*claim.probability));
  if (claim.layers.size() > 1) stated += fmt::format("; {}", scope_text(claim.layers));
  const std::string sign = judgement.side ? "" : "= ";
  return Text::filled("{} {}{}{}{}", {subject(claim), sign, computed_text(claim), range_part(claim, telling), stated});
}

std::string remedies_line(const CheckedClaim& claim) {
  constexpr std::size_t most = 5;
  std::vector<std::string> options;
  for (const Remedy& remedy : claim.remedies) {
    const bool says_itself = remedy.same_part && remedy.shown.dimension == Dimension(Base::chip);
    const std::string amount = amount_text(remedy.value, remedy.shown, 4);
    options.push_back(
        says_itself ? amount : fmt::format("{} {}", remedy.same_part ? last_word(remedy.name) : remedy.name, amount));
    if (options.size() == most) break;
  }
  if (options.empty()) return {};
  std::string text = "it would take " + std::string(options.size() > 1 ? "one of: " : "");
  for (std::size_t i = 0; i < options.size(); ++i) text += (i ? " · " : "") + options[i];
  return text;
}

std::vector<Text> tags_of(const CheckedClaim& claim) {
  std::vector<Text> tags;
  if (!claim.source.empty()) tags.push_back(Text::source(claim.source) + (claim.unverified ? " (unverified)" : ""));
  if (!claim.fault.empty()) tags.emplace_back(fault_text(claim));
  if (!claim.variant.empty()) tags.emplace_back("variant " + claim.variant);
  const bool by_default = claim.expect.empty() || claim.expect == "holds";
  // Of what nobody said anything beforehand, nothing was expected.
  if (!claim.as_expected && !claim.expect.empty())
    tags.emplace_back("expected: " + claim.expect);
  else if (claim.as_expected && !by_default)
    tags.emplace_back("as expected");
  return tags;
}

}  // namespace

Items::Item claim_item(const CheckedClaim& claim, const std::string& was, Telling telling) {
  if (claim.is_asked()) return question_item(claim);
  Items::Item item;
  item.mark = mark_of(claim.judgement.verdict);
  item.says = claim.says;
  item.tags = tags_of(claim);
  if (claim.judgement.verdict == Verdict::cited) {
    item.evidence = claim.judgement.why.empty() ? "cited: nothing to compute" : claim.judgement.why;
  } else {
    item.evidence = comparison_line(claim, telling);
    if (const std::string would = remedies_line(claim); !would.empty()) item.details.emplace_back(would);
    for (const Cause& cause : claim.causes) item.details.emplace_back(cause_text(cause, claim));
    if (!claim.printed.empty() && telling == Telling::whole) item.details.emplace_back("printed: " + claim.printed);
  }
  if (const std::string guess = prediction_text(claim); !guess.empty()) item.details.emplace_back(guess);
  if (!was.empty()) item.evidence += "  ← " + was;
  if (!claim.note.empty()) item.details.emplace_back(claim.note);
  return item;
}

Items::Item claim_line(const CheckedClaim& claim) {
  Items::Item item;
  item.mark = mark_of(claim.judgement.verdict);
  item.says = claim.says;
  const std::string_view verdict = verdict_word(claim.judgement.verdict);
  if (claim.judgement.verdict == Verdict::cited)
    item.tags = {std::string(verdict)};
  else
    item.tags = {Text::filled("{}: {}", {Text::amount(computed_text(claim).plain()), std::string(verdict)})};
  if (!claim.variant.empty()) item.tags.emplace_back("in " + claim.variant);
  if (claim.unverified) item.tags.emplace_back("unverified");
  return item;
}

namespace {

std::string check_verdict(const CheckedEquation& equation) {
  const Judgement& judgement = equation.judgement;
  if (equation.excuse == Excuse::none) return verdict_text(judgement);
  if (equation.excuse == Excuse::rests_on_estimate) return "an estimate it rests on cannot be right";
  if (equation.excuse == Excuse::unusual) return "unusual" + (equation.reason.empty() ? "" : ": " + equation.reason);
  const double share = 1 / judgement.ratio - 1;  // the estimate against what is better known
  return fmt::format("the estimate is {:.2g} % {}{}", 100 * std::abs(share), share < 0 ? "too low" : "too high",
                     equation.reason.empty() ? "" : ": " + equation.reason);
}

}  // namespace

ComparedSides compared_sides(const CheckedEquation& equation) {
  ComparedSides sides;
  sides.mark = equation.failed ? Mark::fails : holds(equation.judgement.verdict) ? Mark::holds : Mark::open;
  sides.left = amount_text(equation.judgement.computed, equation.shown);
  sides.right = amount_text(equation.judgement.stated, equation.shown);
  sides.relation = equation.statement == Statement::at_most    ? "at most"
                   : equation.statement == Statement::at_least ? "at least"
                                                               : "against";
  sides.verdict = check_verdict(equation);
  return sides;
}

Items::Item check_item(const CheckedEquation& equation) {
  const ComparedSides sides = compared_sides(equation);
  return {sides.mark,
          equation.with_part,
          {},
          Text::filled("{} {} {}: {}",
                       {Text::amount(sides.left), sides.relation, Text::amount(sides.right), sides.verdict}),
          {}};
}

}  // namespace costcurve
