#pragma once
// An equation rearranged for one input, where that can be done.

#include <optional>

#include "program/program.h"

namespace costcurve {

/// All values of an input at which the program's first two outputs are equal, exactly and in no order; nothing where no
/// rearranging gives them. It undoes one operation after the other on the way from the output to the input. An input
/// that enters several times is no hindrance where it enters as a factor to some power, or as a line: rent in a sum of
/// costs. Where the input may be negative, roots of it are left to the search.
std::optional<std::vector<double>> closed_form(const Program& sides, const std::vector<double>& inputs,
                                               std::size_t input, bool may_be_negative);

}  // namespace costcurve
