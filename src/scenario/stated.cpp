#include "scenario/stated.h"

#include <array>
#include <cmath>
#include <utility>

#include "quantity/pace.h"

namespace costcurve {

namespace {

Interval between(double a, double b) { return {std::min(a, b), std::max(a, b)}; }

// All numbers within half of `step` of the printed one, in base units. A pace runs through a logarithm, so its ends are
// taken of the printed number.
Interval cell(const Literal& literal, double step) {
  const double low = literal.number - step / 2, high = literal.number + step / 2;
  if (literal.kind == Literal::Kind::pace_factor && low <= 1)
    return between(literal.base(1 + 1e-9), literal.base(high));
  if (literal.kind == Literal::Kind::pace_period && low <= 0)
    return between(literal.base(literal.number / 2), literal.base(high));
  return between(literal.base(low), literal.base(high));
}

}  // namespace

double limit_of(const Stated& stated) {
  constexpr double day = 86400;
  if (!stated.dimension.is_point() || stated.rounding.is_point()) return stated.value;
  return stated.relation == "<" || stated.relation == ">=" ? stated.rounding.low : stated.rounding.high - day;
}

Interval about(double value, const ShownUnit& unit) {
  if (is_pace(unit)) return {value + std::log(0.9) / seconds_per_year, value + std::log(1.1) / seconds_per_year};
  return between(0.9 * value, 1.1 * value);
}

Stated stated_literal(const Literal& literal) {
  Stated made;
  made.value = literal.value();
  made.shown = literal.shown;
  made.dimension = literal.dimension;
  if (literal.kind == Literal::Kind::date) {
    const double begin = literal.period > 86400 ? literal.number - literal.period / 2 : literal.number;
    made.rounding = literal.period > 86400 ? Interval{begin, begin + literal.period} : Interval::point(begin);
    made.truncation = made.round_number = made.rounding;
  } else {
    made.rounding = cell(literal, literal.step);
    made.round_number = cell(literal, literal.round_step);
    const double away = literal.number < 0 ? literal.number - literal.step : literal.number + literal.step;
    made.truncation = between(made.value, literal.base(away));
  }
  made.belief = made.rounding;
  return made;
}

namespace {

// How a comparison ends. The longest that fits is meant: "less expensive", not "expensive".
const std::array<std::pair<std::string_view, Comparison>, 34> comparing_endings = {{
    {"% cheaper", Comparison::discount},
    {"% less", Comparison::discount},
    {"% lower", Comparison::discount},
    {"% fewer", Comparison::discount},
    {"% smaller", Comparison::discount},
    {"% below", Comparison::discount},
    {"percent cheaper", Comparison::discount},
    {"percent less", Comparison::discount},
    {"percent lower", Comparison::discount},
    {"% more", Comparison::surplus},
    {"% dearer", Comparison::surplus},
    {"% higher", Comparison::surplus},
    {"% more expensive", Comparison::surplus},
    {"% larger", Comparison::surplus},
    {"% above", Comparison::surplus},
    {"percent more", Comparison::surplus},
    {"percent higher", Comparison::surplus},
    {"cheaper", Comparison::inverse},
    {"less", Comparison::inverse},
    {"lower", Comparison::inverse},
    {"fewer", Comparison::inverse},
    {"smaller", Comparison::inverse},
    {"less expensive", Comparison::inverse},
    {"older", Comparison::share},
    {"more", Comparison::share},
    {"dearer", Comparison::share},
    {"higher", Comparison::share},
    {"larger", Comparison::share},
    {"more expensive", Comparison::share},
    {"as much", Comparison::share},
    {"as many", Comparison::share},
    {"as expensive", Comparison::share},
    {"faster", Comparison::share},
    {"of it", Comparison::share},
}};
const std::array<std::pair<std::string_view, std::string_view>, 13> implied_slots = {{{"twice", "2"},
                                                                                      {"double", "2"},
                                                                                      {"triple", "3"},
                                                                                      {"three times", "3"},
                                                                                      {"two thirds", "2/3"},
                                                                                      {"two-thirds", "2/3"},
                                                                                      {"half", "0.5"},
                                                                                      {"a third", "1/3"},
                                                                                      {"a quarter", "0.25"},
                                                                                      {"a tenth", "0.1"},
                                                                                      {"a fraction of", "< 1"},
                                                                                      {"a fraction", "< 1"},
                                                                                      {"more than twice", "> 2"}}};

std::string_view without_blanks_behind(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The percent sign of "95 % cheaper" belongs to the slot.
std::size_t kept_of(std::string_view ending) {
  return ending[0] == '%' || ending.starts_with("percent") ? ending.find(' ') : 0;
}

// Half, a third.
bool is_part(std::string_view slot) { return slot.starts_with("0.") || slot.find('/') != std::string_view::npos; }

// A quarter cheaper is 25 % cheaper, and half more is 50 % more; half as much is a share.
Comparison of_a_part(Comparison comparison, std::string_view text) {
  if (comparison == Comparison::inverse) return Comparison::discount;
  for (const std::string_view ending : {"more", "dearer", "higher", "larger", "more expensive", "faster", "older"})
    if (text.ends_with(ending)) return Comparison::surplus;
  return comparison;
}

}  // namespace

ComparingWords comparing_words(const std::string& text) {
  const std::string_view rest = without_blanks_behind(text);
  ComparingWords words;
  words.length = rest.size();
  std::size_t longest = 0;
  for (const auto& [ending, comparison] : comparing_endings) {
    if (!rest.ends_with(ending) || ending.size() <= longest) continue;
    longest = ending.size();
    words.comparison = comparison;
    words.found = true;
    words.length = rest.size() - ending.size() + kept_of(ending);
  }
  const std::string_view front = without_blanks_behind(rest.substr(0, words.length));
  words.length = front.size();
  // Which of two is dearer, and no word of how much; "as much" alone is once as much.
  if (front.empty() && words.found && words.comparison != Comparison::discount &&
      words.comparison != Comparison::surplus && !rest.ends_with("of it"))
    words.slot = rest.starts_with("as ") ? "1.0x" : "> 1x";
  // What is free has no ratio to be so many times cheaper by, and is cheaper.
  if (front.empty() && words.comparison == Comparison::inverse) {
    words.comparison = Comparison::discount;
    words.slot = "> 0 %";
  }
  for (const auto& [whole, slot] : implied_slots)
    if (front == whole) {
      words.slot = slot;
      words.found = true;
      if (!is_part(slot) || of_a_part(words.comparison, rest) == words.comparison) continue;
      words.comparison = of_a_part(words.comparison, rest);
      words.slot = slot == "0.5" ? "50 %" : slot == "0.25" ? "25 %" : slot == "0.1" ? "10 %" : slot;
    }
  return words;
}

}  // namespace costcurve
