#pragma once
// What an input would have to be for the first output to reach a target.

#include <optional>

#include "evaluate/program.h"

namespace costcurve {

/// The value of input number `input` with which the program gives `target`, the other inputs as they are; nothing if none is
/// found near enough to mean something. Newton's method: on logarithms where both sides are positive, which takes one step
/// for every product of powers, and plainly otherwise, which takes one for every sum.
std::optional<double> input_for(const Program& program, const std::vector<double>& inputs, std::size_t input, double target);

}  // namespace costcurve
