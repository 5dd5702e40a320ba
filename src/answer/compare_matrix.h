#pragma once
// Options of two choices as a matrix: one choice down, the other across. Internal to answer/.

#include <optional>

#include "answer/compare.h"

namespace costcurve {

/// The matrix of one quantity, the cheapest at its top left; the choice with fewer values goes across where the other
/// way does not fit into `width` columns. Nothing where the options are no matrix, or fit neither way.
std::optional<Grid> matrix_of(const ComparedOptions& comparison, std::size_t width);

}  // namespace costcurve
