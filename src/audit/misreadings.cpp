#include <fmt/format.h>

#include <algorithm>

#include "audit/cause_search.h"
#include "program/program.h"
#include "quantity/pace.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

// The number as it is written in its unit, if it is a whole one of some digits.
// As they are written: 30.84 M is not two numbers that were run together.
std::string digits_of(const Search& search, std::size_t quantity) {
  constexpr double least = 10, most = 1e9;
  const double value = in_unit(search.solution.found[quantity].value, search.relations().quantities[quantity].shown);
  if (!(value >= least && value < most) || value != std::floor(value)) return "";
  const std::string digits = fmt::format("{:.0f}", value);
  const GivenPointer& given = search.solution.found[quantity].given;
  std::string written = given ? given->text.substr(0, given->text.find_first_not_of("0123456789,")) : digits;
  std::erase(written, ',');
  return written == digits ? digits : "";
}

// The givens of the same number as one that was misread: it was misread wherever it stands.
std::vector<std::size_t> of_same_number(const Search& search, std::size_t misread) {
  const double value = search.solution.found[misread].value;
  const Dimension& dimension = search.relations().quantities[misread].dimension;
  std::vector<std::size_t> same;
  for (const std::size_t q : search.givens)
    if (search.solution.found[q].value == value && search.relations().quantities[q].dimension == dimension &&
        search.all_givens.stated(q))
      same.push_back(q);
  return same;
}

// Whether the claim could hold where these givens are multiplied: its formula comes near, as wide as it was.
// The formula as it is solved now stands in for solving anew, which costs a hundred times as much, and decides.
bool comes_near(const Search& search, const Program& formula, const std::vector<std::size_t>& givens, double factor) {
  constexpr double margin = 0.12;  // what a round or truncated number may be off, and a little
  std::vector<double> inputs = stated_values(formula, search.solution);
  for (const std::size_t q : givens)
    if (const std::optional<std::size_t> input = formula.input_of(q)) inputs[*input] *= factor;
  const double value = evaluate_first(formula, inputs);
  const Judgement& judgement = search.judgement;
  const double shift = value / judgement.computed;
  if (!std::isfinite(shift) || !(shift > 0) || judgement.stated == 0) return false;
  const Interval reach = judgement.rounding.range, rounding = search.claim.stated.rounding;
  const double wide = margin * std::abs(judgement.stated);
  return reach.low * shift <= std::max(rounding.high, judgement.stated + wide) &&
         reach.high * shift >= std::min(rounding.low, judgement.stated - wide);
}

bool would_hold(const Search& search, const std::vector<std::size_t>& givens, double factor) {
  Givens changed = search.all_givens;
  for (const std::size_t q : givens) changed = changed.with(q, exact(search.solution.found[q].value * factor));
  const Solution solution = solve(search.relations(), changed);
  return holds(judge(search.relations(), solution, search.claim.node, search.claim.stated).verdict);
}

bool is_tried(const std::vector<double>& tried, double value) {
  return std::find(tried.begin(), tried.end(), value) != tried.end();
}

// A ratio of two values in the words of the claim.
double in_words_of(Comparison comparison, double ratio) {
  switch (comparison) {
    case Comparison::inverse: return 1 / ratio;
    case Comparison::discount: return 1 - ratio;
    case Comparison::surplus: return ratio - 1;
    default: return ratio;
  }
}

}  // namespace

// 64*8 that lost its asterisk became 648: the digits of two factors, whose product makes the claim hold.
void lost_operator(const Search& search) {
  const std::optional<Program> formula = compile(search.relations(), search.solution, {search.claim.node});
  if (!formula) return;
  std::vector<double> tried;
  for (const std::size_t q : search.givens) {
    const double value = search.solution.found[q].value;
    const std::string digits = digits_of(search, q);
    if (digits.empty() || is_tried(tried, value)) continue;
    tried.push_back(value);
    const std::vector<std::size_t> same = of_same_number(search, q);
    for (std::size_t at = 1; at < digits.size(); ++at) {
      const double front = std::stod(digits.substr(0, at)), back = std::stod(digits.substr(at));
      if (digits[at] == '0' || front < 2 || back < 2) continue;
      const double factor = front * back / std::stod(digits);
      if (!comes_near(search, *formula, same, factor) || !would_hold(search, same, factor)) continue;
      const Quantity& quantity = search.relations().quantities[q];
      search.causes.push_back({Cause::Slip::lost_operator,
                               quantity.name,
                               value * factor,
                               quantity.shown,
                               {},
                               {},
                               digits.substr(0, at) + "*" + digits.substr(at)});
      return;
    }
  }
}

// Ten times cheaper is the price of input, not of both.
void other_comparison(const Search& search) {
  const Relations& all = search.relations();
  const std::optional<std::size_t> of = search.scenario.quantity(search.claim.of),
                                   than = search.scenario.quantity(search.claim.than);
  if (!of || !than) return;
  for (std::size_t q = 0; q < all.quantities.size(); ++q) {
    const Quantity& other = all.quantities[q];
    if (q == *of || other.part != all.quantities[*of].part || other.dimension != all.quantities[*of].dimension)
      continue;
    const std::string name(last_word(other.name));
    const std::optional<std::size_t> counterpart = search.scenario.quantity(all.quantities[*than].part + "." + name);
    if (!counterpart || !search.solution.knows(q) || !search.solution.knows(*counterpart)) continue;
    const double ratio = search.solution.found[q].value / search.solution.found[*counterpart].value;
    if (!alike(in_words_of(search.claim.stated.comparison, ratio), search.judgement.stated)) continue;
    search.causes.push_back({Cause::Slip::other_comparison, name});
    return;
  }
}

// "60 to 65" that is printed as "over 65".
void flipped_bound(const Search& search) {
  const Stated& stated = search.claim.stated;
  if (stated.form != Stated::Form::bound || !search.judgement.has_belief) return;
  const bool is_lower = stated.relation.starts_with('>');
  const Interval& range = search.judgement.belief.range;
  if (alike(is_lower ? range.high : range.low, stated.value) && !alike(range.low, range.high))
    search.causes.push_back({Cause::Slip::flipped_bound});
}

// $2 to 4 million, where it is 40.
void beyond_limits(const Search& search) {
  const Stated& stated = search.claim.stated;
  if (stated.form != Stated::Form::limits || !(search.judgement.computed > 0)) return;
  for (const double times : {10.0, 100.0, 1000.0})
    for (const double shifted : {search.judgement.computed / times, search.judgement.computed * times})
      if (shifted >= stated.limits.low && shifted <= stated.limits.high) {
        search.causes.push_back({Cause::Slip::power_of_ten, {}, times});
        return;
      }
}

namespace {

// In which money the claim and what it rests on was written. Where nobody names another currency it may still be yuan.
std::vector<Unit> currencies_behind(const Search& search) {
  std::string written = search.claim.stated.text;
  for (const std::size_t given : search.givens)
    if (const GivenPointer& fact = search.solution.found[given].given) written += "; " + fact->text;
  std::vector<Unit> currencies = search.scenario.units.currencies_in(written);
  if (const std::optional<Unit> yuan = search.scenario.units.find("CNY"); currencies.empty() && yuan)
    currencies.push_back(*yuan);
  return currencies;
}

}  // namespace

void exchange_rate(const Search& search) {
  constexpr double rates_move = 0.02, rates_of_years_move = 0.05;  // from one mean to the next, and within years
  const Dimension& dimension = search.solution.formulas[search.claim.node].dimension;
  const double ratio = search.judgement.ratio;
  if (dimension.twelfths(static_cast<int>(Base::money)) == 0 || !(ratio > 0) || !std::isfinite(ratio)) return;
  const double times = std::max(ratio, 1 / ratio);
  for (const Unit& currency : currencies_behind(search)) {
    const double rate = std::max(currency.factor, 1 / currency.factor);
    const double near = rate > 2 ? rates_of_years_move : rates_move;
    const bool is_once = std::abs(times / rate - 1) < near, is_twice = std::abs(times / (rate * rate) - 1) < near;
    if (is_once || is_twice) search.causes.push_back({Cause::Slip::exchange_rate, currency.symbol, times});
  }
}

namespace {

// What it grows to in a year, of a pace or a plain number.
double in_a_year(double value, const ShownUnit& unit) {
  return is_pace(unit) ? std::exp(value * seconds_per_year) : value;
}

bool is_growth(const Quantity& quantity) { return is_pace(quantity.shown) || quantity.dimension.is_plain(); }

// 1.6818 in a year double in 16 months; 12 / 16 is what somebody divides.
bool is_divided(double computed_factor, double stated_factor, double computed_time, double stated_time) {
  return alike(computed_factor, std::exp2(seconds_per_year / computed_time)) &&
         alike(stated_factor * stated_time, seconds_per_year);
}

}  // namespace

void not_compounded(const Search& search) {
  const std::optional<std::size_t> claimed = search.scenario.quantity(search.claim.of);
  if (!claimed || search.claim.stated.comparison != Comparison::none) return;
  const std::vector<Quantity>& all = search.relations().quantities;
  const Quantity& quantity = all[*claimed];
  const double computed = search.judgement.computed, stated = search.judgement.stated;
  const bool is_time = quantity.dimension == Dimension(Base::time);
  if (!is_time && !is_growth(quantity)) return;
  for (std::size_t q = 0; q < all.size(); ++q) {
    if (all[q].inner || all[q].part != quantity.part || !search.solution.knows(q)) continue;
    const double value = search.solution.found[q].value;
    const bool is_counterpart = is_time ? is_growth(all[q]) : all[q].dimension == Dimension(Base::time);
    if (!is_counterpart) continue;
    const double factor = is_time ? in_a_year(value, all[q].shown) : 0;
    const bool is_it =
        is_time ? is_divided(factor, factor, computed, stated)
                : is_divided(in_a_year(computed, quantity.shown), in_a_year(stated, quantity.shown), value, value);
    if (!is_it) continue;
    search.causes.push_back({Cause::Slip::not_compounded, all[q].name});
    return;
  }
}

}  // namespace costcurve
