#pragma once
// Amounts as people read them: "$294,672", "147,336 chip·h", "34.6 %", "4x/year", "2024-12-26".

#include <string>

#include "quantity/units.h"

namespace costcurve {

/// A number with thousands separators and at most `digits` significant digits; from a million on with a scale word.
std::string number_text(double value, int digits = 6);

/// How many: a whole number with thousands separators, "1,000,000"; from 1e15 on as number_text has it.
std::string count_text(double value);

/// An amount in its unit, or in a larger or smaller one of the same kind where its number would be hard to read:
/// 0.30 Wh, not 3e-7 MWh.
std::string amount_text(double value, const ShownUnit& unit, int digits = 6);

/// The unit that `amount_text` shows the value in, without the scale word of its number.
ShownUnit unit_behind(double value, const ShownUnit& unit);

/// The two ends of a range, short: "292.6 k to 296.7 k"; in the unit of the value that it stands behind.
std::string range_text(double low, double high, const ShownUnit& unit, double behind);
/// The same where no value stands before it.
std::string range_text(double low, double high, const ShownUnit& unit);

/// A value and the range that is known of it, at the place that the range bears out: two digits of its half width. Both
/// have one scale word: {"$21.6 M", "17.2 to 27.6"}.
struct RangedText {
  std::string value, range;
};
RangedText ranged_text(double value, double low, double high, const ShownUnit& unit);

/// The number that stands before the unit in `amount_text`, unrounded: what JSON carries.
double in_unit(double value, const ShownUnit& unit);
/// The other way: the value in base units of a number that stands before the unit.
double from_unit(double number, const ShownUnit& unit);

/// A share as a percentage: "28 %", "2.0 %".
std::string percent_text(double share, int digits = 3);

}  // namespace costcurve
