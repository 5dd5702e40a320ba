#include "text/stray_signs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "quantity/digits.h"
#include "text/lines.h"

namespace costcurve {

namespace {

// 16:30, as a clock shows it, where an amount stands.
std::string in_hours(std::string_view before, std::string_view behind) {
  const std::string hours(before.substr(before.size() - std::min<std::size_t>(before.size(), 2)));
  const std::string minutes(behind.substr(0, 2));
  const auto is_number = [](const std::string& digits) {
    return !digits.empty() && std::all_of(digits.begin(), digits.end(), is_digit);
  };
  if (!is_number(hours) || !is_number(minutes)) return "a duration is written with its unit: 80 h";
  return fmt::format("an hour of the day is written as hours: {:.4g} h; so is a duration",
                     std::stod(hours) + std::stod(minutes) / 60);
}

// 1½ is written 1.5, and ½ alone 0.5.
std::string fraction_note(std::string_view sign, std::string_view before) {
  struct Fraction {
    std::string_view sign, alone, behind;
  };
  constexpr std::array<Fraction, 5> fractions = {
      {{"½", "0.5", ".5"}, {"¼", "0.25", ".25"}, {"¾", "0.75", ".75"}, {"⅓", "1/3", ".333"}, {"⅔", "2/3", ".667"}}};
  const std::size_t last = before.find_last_not_of("0123456789,.");
  const std::string_view number = last == std::string_view::npos ? before : before.substr(last + 1);
  for (const Fraction& fraction : fractions) {
    if (fraction.sign != sign) continue;
    const bool is_behind_number = !number.empty() && is_digit(number.back());
    return is_behind_number ? fmt::format("write {}{}", number, fraction.behind)
                            : fmt::format("write {}", fraction.alone);
  }
  return {};
}

std::string note_on_point(std::string_view before, std::string_view behind) {
  if (before.ends_with("Mio") || before.ends_with("Mrd")) return "write it without its point: 3 Mio EUR, 3 Mrd EUR";
  if (before.ends_with('p') && behind.starts_with('a')) return "write / year behind the amount: 4x/year";
  return "a reference is part.quantity, such as r1.cost; `.cost` is a sibling in the same part";
}

}  // namespace

std::vector<std::string> notes_on_sign(std::string_view sign, std::string_view before, std::string_view behind) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> instead = {
      {{"&", "only arithmetic is understood: + - * / ^ and functions"},
       {"|", "only arithmetic is understood: + - * / ^ and functions"},
       {"'", "commas stand between thousands: 25,000"},
       {"’", "commas stand between thousands: 25,000"},
       {"~", "write `about` for a value that is roughly so"},
       {"≈", "write `about` for a value that is roughly so"},
       {"{", "brackets in an expression are round: ( )"},
       {"!", "relations are = <= and >=; of a bound also < and >"},
       {"¢", "cents are written in letters: 25 cents"}}};
  for (const auto& [known, note] : instead)
    if (sign == known) return {std::string(note)};
  if (sign == "–" || sign == "—")
    return {fmt::format("a range is written with `to`: {} to {}", trimmed(before), trimmed(behind))};
  if (std::string fraction = fraction_note(sign, before); !fraction.empty()) return {std::move(fraction)};
  if (sign == ":") return {in_hours(before, behind)};
  if (sign == ".") return {note_on_point(before, behind)};
  return {"an amount is a number and its unit, such as 80 h"};
}

}  // namespace costcurve
