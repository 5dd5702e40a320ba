#pragma once
// The phrases of an answer to "what would have to be true". Internal to answer/.

#include <string>

#include "answer/solve.h"

namespace costcurve {

/// "80 h is stated", "100 % by default", "nothing is stated".
std::string stated_text(const SolvedUnknown& unknown);
/// "0.82 % less", "3.6 times"; of a date "3 days later"; nothing where neither means anything.
std::string change_text(const SolvedUnknown& unknown, double value);
/// " between 10 h and 20 h", " above zero", or nothing.
std::string where_text(const SolvedUnknown& unknown);
/// "up to 5 h", "5 h or more", "2 h to 5 h"; `open` leaves the ends out: "below 5 h".
std::string within_text(const SolvedUnknown& unknown, Interval range, bool lacks_low, bool lacks_high);
/// "is at least $212,752"; "lies between 2 and 3"; "is 5 whatever it is".
std::string reach_text(Interval reach, const ShownUnit& unit);
/// "total.cost = 294 kUSD takes r1.duration = 79.3 h (80 h is stated; 0.82 % less)."
std::string equality_sentence(const Solved& solved);
/// "total.cost <= 300 kUSD holds for r1.duration up to 85.2 h (80 h is stated)."
std::string bound_sentence(const Solved& solved);
/// What is stated beside what it would take; nothing where no amount is known of both.
std::optional<RangeBars> solved_bars(const Solved& solved);
/// What does not hold where the unknowns have these values: targets that are missed after all, limits, equations.
std::vector<std::string> broken_sentences(const Solved& solved, const SolvedPoint& point);
/// "2.3", "beyond its digits".
std::string implausibility_text(const NeededValue& needed);
/// "its 90 % range 20 to 50 M", "± 10 %".
std::string measure_text(const SolvedChange& row);

}  // namespace costcurve
