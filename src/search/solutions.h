#pragma once
// What an input would have to be for two outputs to be equal, or for one not to exceed the other: by rearranging where
// that can be done, else by looking everywhere.

#include <optional>

#include "numeric/demand.h"
#include "numeric/roots.h"
#include "program/program.h"

namespace costcurve {

/// All values of the input within the range at which the first two outputs are equal, ascending, the other inputs as
/// they are. Each has been put in again and does it.
Roots solutions(const Program& sides, const std::vector<double>& inputs, std::size_t input, Interval within);

/// The ranges of the input in which the first output compares with the second as demanded, ascending; their ends are
/// solutions of the equation, places where a side jumps or has no value, or ends of the range.
std::vector<Interval> met_within(const Program& sides, const std::vector<double>& inputs, std::size_t input,
                                 Interval within, Demand demand);

/// The lowest and the highest value that the first output takes while the input runs through the range, as far as a
/// search by powers of ten sees; infinite where it still grows at an end of what is searched.
Interval reach(const Program& sides, const std::vector<double>& inputs, std::size_t input, Interval within);

/// Where the first output jumps from one side of the second to the other without meeting it.
struct Jump {
  double at = 0;                // the input's value
  double below = 0, above = 0;  // the first output just before it and just behind
};
/// The jump nearest to the input's own value; nothing where the input is not rounded on its way, or nothing jumps over.
std::optional<Jump> jump_over(const Program& sides, const std::vector<double>& inputs, std::size_t input,
                              Interval within);

/// The solution nearest to the input's own value, by ratio where both are positive; nothing if there is none. Of a
/// range in which all values do it, the nearest end.
std::optional<double> nearest(const Roots& found, double stated);

}  // namespace costcurve
