#include "scenario/stated.h"

#include <array>
#include <cmath>
#include <utility>

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

Interval about(double value, const Dimension& dimension) {
  if (dimension.is_pace()) return {value + std::log(0.9) / seconds_per_year, value + std::log(1.1) / seconds_per_year};
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

ComparingWords comparing_words(const std::string& text) {
  // Longest first: "as much as" before "as".
  static const std::array<std::pair<std::string_view, Comparison>, 34> endings = {{
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
  static const std::array<std::pair<std::string_view, std::string_view>, 8> wholes = {{{"twice", "2"},
                                                                                       {"half", "0.5"},
                                                                                       {"a third", "1/3"},
                                                                                       {"a quarter", "0.25"},
                                                                                       {"a tenth", "0.1"},
                                                                                       {"a fraction of", "< 1"},
                                                                                       {"a fraction", "< 1"},
                                                                                       {"more than twice", "> 2"}}};
  ComparingWords made;
  std::string_view rest = text;
  while (!rest.empty() && rest.back() == ' ') rest.remove_suffix(1);
  std::size_t longest = 0;
  for (const auto& [ending, comparison] : endings) {
    const bool percent = ending[0] == '%' || ending.starts_with("percent");
    if (!rest.ends_with(ending) || ending.size() <= longest) continue;
    longest = ending.size();
    made.comparison = comparison;
    made.found = true;
    made.length = rest.size() - ending.size() + (percent ? ending.find(' ') : 0);
  }
  if (!made.found) made.length = rest.size();
  std::string_view front = rest.substr(0, made.length);
  while (!front.empty() && front.back() == ' ') front.remove_suffix(1);
  made.length = front.size();
  for (const auto& [whole, slot] : wholes)
    if (front == whole) {
      made.slot = slot;
      made.found = true;
    }
  return made;
}

}  // namespace costcurve
