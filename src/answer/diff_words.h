#pragma once
// What the answers about one difference and about all share. Internal to answer/.

#include "answer/diff.h"

namespace costcurve {

/// What a quantity's difference is measured in: of dates days, of paces a factor per year, else its own unit.
ShownUnit unit_of_difference(const ShownUnit& shown);
/// "26 % more", "3.4 times as much", of positive amounts.
std::string share_changed(double from, double to);
/// "$10,328 more", "45 days earlier", "3 points less", "faster by 1.25x/year".
std::string difference_text(double difference, const ShownUnit& shown, int digits = 6);
/// The difference with its sign: "+$10,328", "-45 days"; of a pace its factor.
std::string signed_text(double difference, const ShownUnit& shown, int digits = 6);

/// How many digits are told of differences between what is believed: more than three are those of the middles.
inline constexpr int digits_of_believed = 3;
std::string amount_at_digits(double value, const ShownUnit& shown, int digits);
/// An amount of one side, with its range where it has one: "$401 (90 %: 337 to 488)"; `range_is` stands before it.
std::string side_text(double value, const std::optional<Interval>& belief, const ShownUnit& shown,
                      std::string_view range_is);

/// The inputs that put most into a difference, by their last words; empty where nothing is attributed.
std::string what_puts_most(const QuantityDifference& found);

/// Which file is A and which is B, and contradictions in them.
Notes sides_of(const ComparedSide& a, const ComparedSide& b);

/// The steps from A to B as a picture; nothing where the difference is not divided among inputs.
std::optional<Cascade> waterfall_of(const QuantityDifference& all, const Notes& sides);

/// "only in A: ...": adds the quantities that the other side does not determine, by part.
void add_only(const char* letter, const std::vector<ValueOfSide>& quantities, Notes& notes);

}  // namespace costcurve
