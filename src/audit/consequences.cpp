#include "audit/consequences.h"

#include <set>

#include "quantity/print.h"

namespace costcurve {

namespace {

bool fails(Verdict verdict) {
  return verdict == Verdict::contradicted || verdict == Verdict::is_false || verdict == Verdict::off;
}

// A width as large for the new value as it was for the old one.
Interval carried(Interval width, double from, double to) {
  if (from > 0 && to > 0) return {width.low / from * to, width.high / from * to};
  return {width.low - from + to, width.high - from + to};
}

Given replaced(const Quantity& quantity, double value) {
  Given given;
  given.value = value;
  given.rounding = given.belief = Interval::point(value);
  given.text = amount_text(value, quantity.shown);
  const Given* before = quantity.given             ? &*quantity.given
                        : !quantity.offers.empty() ? &quantity.offers.front()
                                                   : nullptr;
  if (!before) return given;
  given.rounding = carried(before->rounding, before->value, value);
  given.belief = carried(before->belief, before->value, value);
  given.is_belief = before->is_belief;
  if (given.is_belief)
    given.distribution = Distribution::interval(given.belief.low, given.belief.high, given.belief.low > 0);
  return given;
}

}  // namespace

Scenario with_values(Scenario scenario, const Values& values) {
  for (const auto& [number, value] : values) {
    Quantity& quantity = scenario.relations.quantities[number];
    quantity.given = replaced(quantity, value);
    quantity.offers.clear();
  }
  return scenario;
}

Consequences consequences(const AuditedVariant& before, const AuditedVariant& after) {
  Consequences found;
  std::set<std::string> failed;
  for (const CheckResult& check : before.checks)
    if (check.failed) failed.insert(sentence_with_part(before.scenario.relations.equations[check.equation]));
  for (const CheckResult& check : after.checks)
    if (const std::string sentence = sentence_with_part(after.scenario.relations.equations[check.equation]);
        check.failed && failed.insert(sentence).second)
      found.broken.push_back(sentence);
  for (std::size_t i = 0; i < std::min(before.claims.size(), after.claims.size()); ++i) {
    const Verdict was = before.claims[i].judgement.verdict, is = after.claims[i].judgement.verdict;
    if (holds(is) && !holds(was)) found.now_true.push_back(after.claims[i].claim->says);
    if (fails(is) && !fails(was)) found.now_false.push_back(after.claims[i].claim->says);
  }
  return found;
}

}  // namespace costcurve
