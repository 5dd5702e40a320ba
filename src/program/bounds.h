#pragma once
// The range of a program's first output over a box of inputs.

#include <vector>

#include "program/program.h"

namespace costcurve {

struct Bounds {
  Interval range;
  bool exact = true;  // false: a bound, the true range lies within it
};

/// Encloses the slope by every input over the whole box. Where each has one sign, the two corners that they point to
/// give the exact range, as these corners evaluate; otherwise the box is split a little and the union of the enclosures
/// is a bound, rounded outwards at every step. Where the program has a value in a part of the box only, that part's
/// range.
Bounds bounds(const Program& program, const std::vector<Interval>& box);

/// True where the first output is shown to lie below nought throughout the box, by as few parts of it as that takes;
/// false where it does not, or where a few parts do not show it.
bool is_negative_throughout(const Program& program, const std::vector<Interval>& box);

/// The box of what printed digits allow, or of what is believed (90 % ranges).
std::vector<Interval> rounding_box(const Program& program, const Solution& solution);
std::vector<Interval> belief_box(const Program& program, const Solution& solution);

}  // namespace costcurve
