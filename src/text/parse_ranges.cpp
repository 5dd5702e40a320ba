// The ends of a range: what stands behind the second rules both.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "text/parser.h"

namespace costcurve {

// 33.800 to 44,750 USD: a comma separates thousands at one end; at the other a point stands before three digits.
void Parser::refuse_mixed_separators(const Expression& first, const Expression& second) {
  const auto has_comma = [&](const Expression& end) {
    return excerpt_.text.substr(end.begin, end.end - end.begin).find(',') != std::string::npos;
  };
  for (const auto& [point, comma] : {std::pair(&first, &second), std::pair(&second, &first)})
    if (const std::string remedy = point->literal.instead_of_thousands_point(); !remedy.empty() && has_comma(*comma))
      return fail(point->begin, point->end, "is this point a thousands separator?", {remedy});
}

namespace {

bool is_alike(const Literal& low, const Literal& high) {
  const bool unscaled_money =
      low.dimension == Dimension(Base::money) && low.has_unit && high.has_unit && high.scaled && !low.scaled;
  return !unscaled_money && !(low.currency && (high.scaled || high.has_unit) != low.scaled && !high.currency);
}

// "$2 to $3/chip/h", in one currency.
bool says_what_both_are_of(const Literal& low, const Literal& high) {
  return low.currency && high.currency && !low.scaled && !high.scaled && low.dimension == Dimension(Base::money) &&
         high.shown.text.starts_with(low.shown.text + "/");
}

}  // namespace

// 20 to 50 M USD: the trailing scale and unit rule both ends. A currency or a scale on the first end alone is refused,
// because "$20 to 50 M" reads both ways. So is a currency on both and a scale on the second alone: "$400 to $600
// million" is 400 million in a newspaper and 400 dollars to the letter. In "$2 to $3 per GPU hour" the second end says
// what both are of: no amount of money lies on the way to a rent.
bool Parser::refuse_unlike_ends(const Expression& first, const Expression& second) {
  const Literal &low = first.literal, &high = second.literal;
  const std::string both =
      "put scale and unit behind both at once (20 to 50 M USD), or in full on each ($20 M to $50 M)";
  if (says_what_both_are_of(low, high)) return false;
  if (low.currency && high.currency && !low.scaled && !high.scaled && low.dimension == Dimension(Base::money) &&
      high.dimension != low.dimension)
    fail(first.begin, second.end,
         fmt::format("the first end of this range is {}, the second {}", units_.spoken(low.dimension),
                     units_.spoken(high.dimension)),
         {"write both ends in one currency and unit: 2 to 3 USD/chip/h"});
  else if (low.currency && !high.currency && !is_alike(low, high))
    fail(first.begin, second.end, "the two ends of this range are written differently", {both});
  else if (!is_alike(low, high))
    fail(first.begin, second.end, "the two ends of this range are written differently",
         {both, "if the first has no scale, write the second without one: $500 to $2,000"});
  return failed_;
}

// 0.007 to 10 months: a scale or a unit may have slipped at one end. Written at both, it is meant.
void Parser::refuse_ends_far_apart(const Expression& first, const Expression& second) {
  constexpr double far = 300;
  const double low = std::abs(first.literal.number), high = std::abs(second.literal.number);
  const double times = std::max(low, high) / std::min(low, high);
  if (!second.literal.has_unit || !(times >= far) || !std::isfinite(times)) return;
  const auto text = [&](const Expression& end) { return excerpt_.text.substr(end.begin, end.end - end.begin); };
  const std::string last = text(second);
  const std::string unit = last.substr(std::min(last.find_first_not_of("0123456789.,eE+-"), last.size()));
  fail(first.begin, second.end,
       fmt::format("the ends of this range are a factor of {:.0f} apart: does the unit belong to both?", times),
       {fmt::format("if it does, write it at both: {}{}{} to {}", text(first), unit.starts_with(' ') ? "" : " ", unit,
                    last)});
}

void Parser::rule_both_ends(Expression& first, const Expression& second) {
  if (!first.is_literal() || !second.is_literal()) return;
  refuse_mixed_separators(first, second);
  if (refuse_unlike_ends(first, second)) return;
  Literal& low = first.literal;
  const Literal& high = second.literal;
  if (low.kind == Literal::Kind::date || high.kind == Literal::Kind::date) return;
  if (says_what_both_are_of(low, high)) low.has_unit = false;
  if (low.has_unit && low.dimension.is_plain() && high.kind == Literal::Kind::pace_factor && low.shown.text == "x")
    low.has_unit = false;
  // 1.5 M to 3 M USD: each end has its scale, and the unit rules both.
  const bool lacks_unit_alone = low.scaled && !low.has_unit && high.scaled && high.has_unit;
  if ((low.has_unit || low.scaled) && !lacks_unit_alone) {
    if (!high.has_unit && low.has_unit)
      fail(second.begin, second.end, "the second end of this range has no unit",
           {"put the unit behind the second end, where it rules both: 20 to 50 M USD"});
    return;
  }
  if (!lacks_unit_alone && !progresses_) refuse_ends_far_apart(first, second);
  const Literal printed = low;
  low = high;
  low.number = printed.number;
  low.step = printed.step;
  low.round_step = printed.round_step;
  low.currency = printed.currency;
  low.whole = printed.whole && !high.scaled;
  if (lacks_unit_alone) low.scale = printed.scale;
}

}  // namespace costcurve
