#include "audit/consequences.h"

#include <set>

#include "quantity/print.h"

namespace costcurve {

namespace {

// A width as large for the new value as it was for the old one.
Interval carried(Interval width, double from, double to) {
  if (from > 0 && to > 0) return {width.low / from * to, width.high / from * to};
  return {width.low - from + to, width.high - from + to};
}

Given replaced(const Scenario& scenario, std::size_t quantity, double value) {
  Given given = exact(value);
  given.text = amount_text(value, scenario.relations->quantities[quantity].shown);
  const std::vector<GivenPointer>& offers = scenario.givens.offers(quantity);
  const GivenPointer stated = scenario.givens.stated(quantity);
  const GivenPointer before = stated || offers.empty() ? stated : offers.front();
  if (!before) return given;
  given.rounding = carried(before->rounding, before->value, value);
  given.belief = carried(before->belief, before->value, value);
  given.is_belief = before->is_belief;
  if (given.is_belief)
    given.distribution = Distribution::interval(given.belief.low, given.belief.high, given.belief.low > 0);
  return given;
}

}  // namespace

Givens with_values(const Scenario& scenario, const Values& values) {
  Givens givens = scenario.givens;
  for (const auto& [quantity, value] : values)
    givens = givens.without(quantity).with(quantity, replaced(scenario, quantity, value));
  return givens;
}

Consequences consequences(const AuditedVariant& before, const AuditedVariant& after) {
  Consequences found;
  std::set<std::string> failed;
  for (const CheckResult& check : before.checks)
    if (check.failed) failed.insert(sentence_with_part(check.equation));
  for (const CheckResult& check : after.checks)
    if (const std::string sentence = sentence_with_part(check.equation); check.failed && failed.insert(sentence).second)
      found.broken.push_back(sentence);
  for (std::size_t i = 0; i < std::min(before.claims.size(), after.claims.size()); ++i) {
    const Verdict was = before.claims[i].judgement.verdict, is = after.claims[i].judgement.verdict;
    if (holds(is) && !holds(was)) found.now_true.push_back(after.claims[i].claim->says);
    if (fails(is) && !fails(was)) found.now_false.push_back(after.claims[i].claim->says);
  }
  return found;
}

}  // namespace costcurve
