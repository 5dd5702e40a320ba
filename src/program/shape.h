#pragma once
// The shape of a formula in one of its inputs: a power of it, a line, or something that takes a search.

#include <vector>

#include "graph/shape.h"
#include "program/program.h"

namespace costcurve {

/// The shape of every instruction in one input, given what each instruction comes to where it is fixed: no number where
/// that is not one number, as over a range of the other inputs. What is worked out numerically is tangled.
std::vector<Shape> shapes_of(const Program& program, std::size_t input, const std::vector<double>& values);

}  // namespace costcurve
