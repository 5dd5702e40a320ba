#pragma once
// The two passes over a program, into memory of the caller's that is used again from point to point.

#include <vector>

#include "program/program.h"

namespace costcurve {

/// What every instruction comes to for these inputs.
void pass_forwards(const Program& program, const std::vector<double>& inputs, std::vector<double>& value);

/// The slopes of an output by every instruction and by every input, where the instructions come to `value`.
void pass_backwards(const Program& program, const std::vector<double>& value, std::size_t output,
                    std::vector<double>& slope, std::vector<double>& by_input);

}  // namespace costcurve
