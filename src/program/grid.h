#pragma once
// A program over a grid: the product of the values that its inputs take, in strips of 256 points.

#include <functional>
#include <optional>
#include <vector>

#include "program/columns.h"

namespace costcurve {

/// One side of a grid: the values that an input of the program takes, or that only count because no output rests on
/// them.
struct GridSide {
  const std::vector<double>* values = nullptr;
  std::optional<std::size_t> input;
  std::size_t stride = 1;  // how far a point's number goes on from one value to the next
};

/// Receives a strip: the numbers of its points, how many, and where ColumnProgram::output finds their values.
using GridReader =
    std::function<void(const std::size_t* points, std::size_t count, const ColumnProgram::Workspace& workspace)>;

/// Evaluates at every point of the product. Point numbers begin at `first` and add up from the sides' strides.
void evaluate_grid(const ColumnProgram& program, const std::vector<GridSide>& sides, std::size_t first,
                   const GridReader& reader);

}  // namespace costcurve
