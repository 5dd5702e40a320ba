#include "quantity/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>

#include "quantity/digits.h"
#include "quantity/pace.h"

namespace costcurve {

namespace {

bool is_noun(std::string_view text, const Dimension& dimension) {
  if (dimension.is_plain() || (!dimension.is_count() && dimension != Dimension(Base::time))) return false;
  if (text.size() < 3 || text == "min" || text == "date" || text == "people" || text.ends_with("sec") ||
      text.back() == 's')
    return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// The unit as it stands behind the value. "B token" is shown as tokens with the scale that the number needs; a quotient
// such as "k token/s" keeps its scale until the number needs another: two scales in a row could not be read.
std::string_view text_behind(double value, const ShownUnit& unit, double& factor) {
  const std::string_view text = unit.text;
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return text;
  if (text.find('/') != std::string_view::npos && std::abs(value / factor) < 1e6 - 0.5) return text;
  const std::optional<double> scale = scale_factor(text.substr(0, space));
  if (!scale) return text;
  factor /= *scale;
  return text.substr(space + 1);
}

struct Rung {
  std::string_view symbol;
  double factor;
};

// Units of a kind, ascending. Hours are counted in thousands and millions, so of time there is only the way down.
struct Ladder {
  std::vector<Rung> rungs;
  bool climbs = true;
};

const std::vector<Ladder>& ladders() {
  static const std::vector<Ladder> all = {
      {{{"mWh", 3.6}, {"Wh", 3600}, {"kWh", 3.6e6}, {"MWh", 3.6e9}, {"GWh", 3.6e12}, {"TWh", 3.6e15}}},
      {{{"mW", 1e-3}, {"W", 1}, {"kW", 1e3}, {"MW", 1e6}, {"GW", 1e9}}},
      {{{"mgCO2e", 1e-6}, {"gCO2e", 1e-3}, {"kgCO2e", 1}, {"tCO2e", 1e3}, {"ktCO2e", 1e6}, {"MtCO2e", 1e9}}},
      {{{"byte", 1}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}, {"PB", 1e15}}},
      {{{"mL", 1e-3}, {"L", 1}, {"m3", 1e3}}},
      {{{"ms", 1e-3}, {"s", 1}, {"h", 3600}, {"day", 86400}}, false},
  };
  return all;
}

// The word of the numerator that is a rung of the ladder, and its place; nothing where none is.
std::optional<std::pair<std::size_t, const Rung*>> rung_in(std::string_view unit, const Ladder& ladder) {
  const std::size_t end = std::min(unit.find('/'), unit.size());
  for (std::size_t at = 0; at < end;) {
    const std::size_t next = std::min(unit.find(' ', at), end);
    for (const Rung& rung : ladder.rungs)
      if (rung.symbol == unit.substr(at, next - at)) return std::pair(at, &rung);
    at = next + 1;
  }
  return std::nullopt;
}

// The rung on which a number that is too small or too large for `from` can be read.
const Rung& readable(double number, const Rung& from, const Ladder& ladder) {
  const auto on = [&](const Rung& rung) { return number * from.factor / rung.factor; };
  const std::vector<Rung>& rungs = ladder.rungs;
  if (number < 1) {
    const auto below = std::find_if(rungs.rbegin(), rungs.rend(), [&](const Rung& rung) { return on(rung) >= 0.1; });
    return below == rungs.rend() ? rungs.front() : *below;
  }
  const auto above = std::find_if(rungs.begin(), rungs.end(), [&](const Rung& rung) { return on(rung) < 1000; });
  return above == rungs.end() ? rungs.back() : *above;
}

// The unit, or its larger or smaller brother in which the value is a number that people read.
ShownUnit fitting(double value, const ShownUnit& unit) {
  const double number = std::abs(value / unit.factor);
  // Nobody reads 49,411 ms.
  const bool is_long = unit.text == "ms" && number >= 1e4;
  if (unit.words || unit.dimension.is_point() || is_yearly_factor(unit) || !(number > 0) || !std::isfinite(number) ||
      (number >= 0.01 && number < 1e9 && !is_long))
    return unit;
  for (const Ladder& ladder : ladders()) {
    const auto found = rung_in(unit.text, ladder);
    if (!found || (number > 1 && !ladder.climbs && !is_long)) continue;
    const auto& [at, from] = *found;
    const Rung& to = is_long ? *(from + 1) : readable(number, *from, ladder);
    ShownUnit fitted = unit;
    fitted.text.replace(at, from->symbol.size(), to.symbol);
    fitted.factor *= to.factor / from->factor;
    return fitted;
  }
  return unit;
}

std::string dots(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ' ') {
      out += text[i];
      continue;
    }
    const std::size_t start = out.find_last_of("/·") == std::string::npos ? 0 : out.find_last_of("/") + 1;
    const bool after_scale = scale_factor(out.substr(start)).has_value();
    out += after_scale ? " " : "·";
  }
  return out;
}

// Beyond the calendar a date is shown by its distance.
std::string date_words(double seconds) {
  using namespace std::chrono;
  if (!(std::abs(seconds) < 2.5e11)) return "a date beyond the calendar";
  const year_month_day date{sys_days(days(static_cast<int>(std::floor(seconds / 86400.0))))};
  return fmt::format("{:04d}-{:02d}-{:02d}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string joined(const std::string& number, const std::string& unit, bool plural) {
  if (unit.empty()) return number;
  if (unit == "USD" || unit.starts_with("USD/")) {
    const bool negative = number.front() == '-';
    return (negative ? "-$" : "$") + number.substr(negative ? 1 : 0) + unit.substr(3);
  }
  if (unit == "x") return number + "x";
  if (unit.front() == '/') return number + unit;
  if (unit.starts_with("1/")) return number + unit.substr(1);
  return number + " " + (plural ? plural_of(unit) : unit);
}

std::string printed(double value, const ShownUnit& unit, int digits, double scale_from) {
  if (unit.dimension.is_point()) return date_words(value);
  if (is_yearly_factor(unit)) return scaled(std::exp(value * seconds_per_year), std::min(digits, 4), never) + "x/year";
  double factor = unit.factor;
  const std::string text = dots(text_behind(value, unit, factor));
  const bool share = text == "%" || text == "x" || text.empty();
  // 99.996 % is not 100 %, nor 1.0001x once.
  const bool is_nearly_one = share && value != 1 && std::abs(value - 1) < 5e-4 && std::abs(value - 1) > 1e-9;
  const int kept = share && !is_nearly_one ? std::min(digits, text.empty() ? 6 : 4) : digits;
  const double size = std::abs(value);
  const bool counts =
      unit.dimension.is_count() && !unit.dimension.is_plain() && digits <= 6 && size >= 1000 && size < 1e6;
  const double number = counts ? std::round(value) / factor : value / factor;  // nobody has a part of a thousand things
  const bool plural = is_noun(text, unit.dimension) && std::abs(rounded_to(number, kept)) != 1;
  // Neither 3 Bx nor 3 B/token: the letter would be read as part of the unit.
  const bool scales = text != "x" && !text.starts_with("1/");
  return joined(scaled(number, kept, scales ? scale_from : never), text, plural);
}

}  // namespace

std::string number_text(double value, int digits) { return scaled(value, digits, 1e6); }

std::string count_text(double value) {
  return std::abs(value) < 1e15 ? with_commas(fmt::format("{:.0f}", value)) : number_text(value);
}

namespace {

std::string word_text(double place, const std::vector<std::string>& words) {
  const bool is_word = place >= 0 && place < static_cast<double>(words.size()) && place == std::floor(place);
  return is_word ? words[static_cast<std::size_t>(place)] : number_text(place);
}

}  // namespace

std::string amount_text(double value, const ShownUnit& unit, int digits) {
  if (unit.words) return word_text(value, *unit.words);
  if (!std::isfinite(value)) return number_text(value);
  return printed(value, fitting(value, unit), digits, 1e6);
}

ShownUnit unit_behind(double value, const ShownUnit& unit) {
  if (unit.words || unit.dimension.is_point() || is_yearly_factor(unit)) return unit;
  ShownUnit shown = fitting(value, unit);
  shown.text = text_behind(value, shown, shown.factor);
  return shown;
}

namespace {

std::string ends_text(double low, double high, const ShownUnit& unit) {
  // As many digits as tell the ends apart, and one more.
  const double size = std::max(std::abs(low), std::abs(high));
  const double apart = size > 0 && std::isfinite(size) ? (high - low) / size : 1;
  const int digits = apart > 0 ? std::clamp(static_cast<int>(std::ceil(-std::log10(apart))) + 2, 4, 9) : 4;
  if (unit.dimension.is_point() || unit.words) return amount_text(low, unit) + " to " + amount_text(high, unit);
  if (is_yearly_factor(unit))
    return scaled(std::exp(low * seconds_per_year), digits, never) + "x/year to " +
           scaled(std::exp(high * seconds_per_year), digits, never) + "x/year";
  double factor = unit.factor;
  const std::string text(text_behind(size, unit, factor));
  const std::string behind = text == "%" ? " %" : text == "x" ? "x" : "";
  const auto end = [&](double value) {
    if (!std::isfinite(value)) return number_text(value);
    // An end at nought is rounded outwards to the least of numbers.
    const double number = std::fpclassify(value) == FP_SUBNORMAL ? 0 : value / factor;
    constexpr double million = 1e6;  // from there on both ends have a scale word
    return scaled(std::abs(number) >= million ? rounded_to(number, digits) : number, digits,
                  digits > 5 ? million : 1e4) +
           behind;
  };
  return end(low) + " to " + end(high);
}

}  // namespace

std::string range_text(double low, double high, const ShownUnit& unit, double behind) {
  return ends_text(low, high, fitting(behind, unit));
}

std::string range_text(double low, double high, const ShownUnit& unit) {
  const ShownUnit fitted = fitting(std::max(std::abs(low), std::abs(high)), unit);
  if (fitted.text == unit.text) return ends_text(low, high, unit);
  return ends_text(low, high, fitted) + " " + dots(fitted.text);
}

namespace {

// Numbers that are shown beside each other, in steps of 10^place; of what is smaller than a step two digits are kept.
class AlikeNumbers {
 public:
  AlikeNumbers(double half_width, double largest, bool scales)
      : place_(magnitude(half_width) - 1), scale_(scales ? scale_for(std::abs(rounded(largest))) : ScaleWord{1, ""}) {}

  std::string text(double number) const {
    return with_commas(plain(rounded(number) / scale_.factor, digits_of(number)));
  }
  std::string text_with_scale(double number) const {
    return text(number) + (scale_.word.empty() ? "" : " ") + std::string(scale_.word);
  }

 private:
  static int magnitude(double number) { return static_cast<int>(std::floor(std::log10(std::abs(number)))); }
  int digits_of(double number) const { return number == 0 ? 2 : std::clamp(magnitude(number) - place_ + 1, 2, 15); }
  double rounded(double number) const { return rounded_to(number, digits_of(number)); }

  static ScaleWord scale_for(double size) {
    for (const ScaleWord& scale : {ScaleWord{1e12, "T"}, ScaleWord{1e9, "B"}, ScaleWord{1e6, "M"}, ScaleWord{1e4, "k"}})
      if (size >= scale.factor) return scale.word == "k" ? ScaleWord{1e3, "k"} : scale;
    return {1, ""};
  }

  int place_;
  ScaleWord scale_;
};

}  // namespace

namespace {

// As many digits as a range of that width bears out, and one more.
int digits_borne_out(double value, double low, double high) {
  constexpr int fewest = 2, most = 6;
  const double share = (high - low) / 2 / std::abs(value);
  return share > 0 && std::isfinite(share)
             ? std::clamp(1 - static_cast<int>(std::floor(std::log10(share))), fewest, most)
             : most;
}

}  // namespace

RangedText ranged_text(double value, double low, double high, const ShownUnit& unit) {
  const ShownUnit fitted = fitting(value, unit);
  const double largest = std::max({std::abs(value), std::abs(low), std::abs(high)});
  if (unit.words || unit.dimension.is_point() || !(high - low > 1e-9 * largest))
    return {amount_text(value, unit), range_text(low, high, unit, value)};
  // What is written with a power of ten has no scale in common.
  if (!(in_unit(largest, fitted) < 1e15) || !(std::abs(in_unit(value, fitted)) >= 1e-4))
    return {amount_text(value, unit, digits_borne_out(value, low, high)), range_text(low, high, unit, value)};
  const bool is_pace = is_yearly_factor(unit);
  double factor = fitted.factor;
  const std::string text = is_pace ? "x/year" : dots(text_behind(value, fitted, factor));
  const auto number = [&](double amount) { return is_pace ? in_unit(amount, unit) : amount / factor; };
  const AlikeNumbers alike((number(high) - number(low)) / 2, is_pace ? number(high) : largest / factor,
                           text != "x" && !text.starts_with("1/") && !is_pace);
  const bool plural = is_noun(text, unit.dimension) && alike.text(number(value)) != "1";
  const std::string behind = text == "%" ? " %" : text == "x" || is_pace ? text : "";
  const std::string shown = alike.text_with_scale(number(value));
  return {is_pace ? shown + behind : joined(shown, text, plural),
          alike.text(number(low)) + behind + " to " + alike.text(number(high)) + behind};
}

double in_unit(double value, const ShownUnit& unit) {
  if (unit.dimension.is_point()) return value;
  if (is_yearly_factor(unit)) return std::exp(value * seconds_per_year);
  return value / unit.factor;
}

double from_unit(double number, const ShownUnit& unit) {
  if (unit.dimension.is_point()) return number;
  if (is_yearly_factor(unit)) return std::log(number) / seconds_per_year;
  return number * unit.factor;
}

std::string percent_text(double share, int digits) {
  const double size = std::abs(share * 100);
  return plain(share * 100, size >= 100 ? std::max(digits, 3) : digits) + " %";
}

}  // namespace costcurve
