#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/diff_words.h"
#include "quantity/pace.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

ShownUnit unit_of_difference(const ShownUnit& shown) {
  if (!shown.dimension.is_point()) return shown;
  return {"day", 86400, Dimension(Base::time)};
}

namespace {

// The amount to so many digits also where it is a whole number of many.
double at_digits(double value, const ShownUnit& shown, int digits) {
  const double number = in_unit(value, shown);
  if (digits >= 6 || number == 0 || !std::isfinite(number) || is_pace(shown)) return value;
  const double step = std::pow(10, std::floor(std::log10(std::abs(number))) - digits + 1);
  return from_unit(std::round(number / step) * step, shown);
}

// Without a sign. Of a share the difference is in points: 3 % more of 30 % would be 0.9 %.
std::string size_text(double difference, const ShownUnit& shown, int digits) {
  constexpr double hour = 3600, day = 24 * hour, year = seconds_per_year;
  if (shown.dimension.is_point() && std::abs(difference) < day)
    return amount_text(std::abs(difference), {"h", hour, Dimension(Base::time)}, digits);
  if (is_pace(shown) && std::abs(difference) * year > 700)
    return fmt::format("e^{}x/year", number_text(difference * year, 4));  // no double holds it
  const std::string text =
      amount_text(is_pace(shown) ? difference : at_digits(std::abs(difference), unit_of_difference(shown), digits),
                  unit_of_difference(shown), digits);
  return shown.text == "%" && text.ends_with(" %") ? text.substr(0, text.size() - 2) + " points" : text;
}

}  // namespace

std::string share_changed(double from, double to) {
  constexpr double worth_a_factor = 2;
  if (to / from >= worth_a_factor) return number_text(to / from, 3) + " times as much";
  return percent_text(std::abs(to / from - 1), 2) + (to > from ? " more" : " less");
}

std::string difference_text(double difference, const ShownUnit& shown, int digits) {
  const bool more = difference > 0;
  const std::string size = size_text(std::abs(difference), shown, digits);
  if (shown.dimension.is_point()) return size + (more ? " later" : " earlier");
  if (is_pace(shown)) return (more ? "faster by " : "slower by ") + size;
  return size + (more ? " more" : " less");
}

std::string signed_text(double difference, const ShownUnit& shown, int digits) {
  if (is_pace(shown)) return size_text(difference, shown, digits);
  return (difference < 0 ? "-" : "+") + size_text(difference, shown, digits);
}

std::string amount_at_digits(double value, const ShownUnit& shown, int digits) {
  return amount_text(shown.dimension.is_point() ? value : at_digits(value, shown, digits), shown, digits);
}

std::string side_text(double value, const std::optional<Interval>& belief, const ShownUnit& shown,
                      std::string_view range_is) {
  if (!belief || !(belief->low < belief->high)) return amount_text(value, shown);
  const RangedText text = ranged_text(value, belief->low, belief->high, shown);
  return fmt::format("{} ({}{})", text.value, range_is, text.range);
}

Notes sides_of(const ComparedSide& a, const ComparedSide& b) {
  Notes sides;
  for (const auto& [side, letter] : {std::pair(&a, "A"), {&b, "B"}}) {
    std::string text = side->subject.empty() ? side->scenario : side->subject + " in " + side->scenario;
    if (!side->variant.empty()) text += fmt::format(" in variant {}", side->variant);
    if (!side->sets.empty()) text += " with " + listed(side->sets);
    if (a.scenario == b.scenario && side->variant.empty() && side->sets.empty()) text += " as it stands";
    if (side->contradicts_itself) text += "; its givens contradict each other: `costcurve check` says which";
    sides.notes.push_back({letter, text, Tone::plain});
  }
  return sides;
}

std::string what_puts_most(const QuantityDifference& found) {
  if (found.obstacle != Obstacle::none || found.rows.empty() || found.shares_nothing) return {};
  constexpr double main_share = 0.2;
  std::vector<std::string> names;
  for (const DifferenceRow& row : found.rows) {
    const std::string name = last_word(row.input.name);  // of several parts once
    if (row.contribution / found.difference > main_share && std::count(names.begin(), names.end(), name) == 0)
      names.push_back(name);
  }
  return listed(names);
}

void add_only(const char* letter, const std::vector<ValueOfSide>& quantities, Notes& notes) {
  std::vector<std::pair<std::string, std::vector<std::string>>> parts;
  for (const ValueOfSide& quantity : quantities) {
    if (parts.empty() || parts.back().first != quantity.part) parts.push_back({quantity.part, {}});
    const std::string name = quantity.part.empty() ? quantity.name : quantity.name.substr(quantity.part.size() + 1);
    parts.back().second.push_back(fmt::format("{} {}", name, amount_text(quantity.value, quantity.shown)));
  }
  for (const auto& [part, names] : parts)
    notes.notes.push_back({{}, fmt::format("only in {}: {}: {}", letter, part, listed(names)), Tone::plain});
}

Notes broken_on(const ComparedSide& a, const ComparedSide& b) {
  Notes broken;
  for (const auto& [letter, side] : {std::pair{"A", &a}, std::pair{"B", &b}})
    for (const std::string& sentence : side->broken)
      broken.notes.push_back({{}, fmt::format("in {} this does not hold: {}", letter, sentence), Tone::plain});
  return broken;
}

}  // namespace costcurve
