#pragma once
// A block of equations inside a program: its unknowns are worked out numerically from its operands.

#include <vector>

#include "numeric/interval.h"
#include "program/program.h"

namespace costcurve {

/// The sides of the block's equations over its operands and unknowns, and where its solution lies.
struct Block {
  Program sides;                        // inputs: operands, then unknowns; outputs: left, right, left, right, ...
  std::vector<std::uint32_t> operands;  // instructions of the program that the block stands in
  std::vector<double> near;             // the solution at the stated values
  std::vector<Interval> within;

  std::size_t unknowns() const { return near.size(); }
};

/// The unknowns for these operands: the solution that Newton's method reaches from the one at the stated values, and if
/// it reaches none the nearest; no numbers where there is none. A solution outside of where it was looked for is none.
std::vector<double> solve_block(const Block& block, const std::vector<double>& operands);

/// What slopes by the unknowns come to as slopes by the operands: the implicit function theorem, solved backwards. No
/// numbers where the equations do not fix the unknowns at that point.
std::vector<double> slopes_through(const Block& block, const std::vector<double>& operands,
                                   const std::vector<double>& unknowns, const std::vector<double>& slopes);

}  // namespace costcurve
