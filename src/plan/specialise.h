#pragma once
// A program for less: some of its inputs are known.

#include <functional>
#include <optional>

#include "program/program.h"

namespace costcurve {

/// The program with some inputs at fixed values: what rests on them alone is a constant, of a choice that they decide
/// one side is left, and what nothing reads any more is gone. Its values are the same to the bit; a program with blocks
/// of equations comes back as it is.
Program specialised(const Program& program, const std::function<std::optional<double>(std::size_t quantity)>& fixed);

}  // namespace costcurve
