#pragma once
// Lines drawn with characters: one as a fine line of braille dots, several as marks that tell them apart without
// colour.

#include <string>
#include <vector>

#include "quantity/units.h"

namespace costcurve {

/// One line: a value for each position, in base units; where it is no finite number the line has a gap.
struct PlotLine {
  std::string name;
  std::vector<double> values;
};

struct Plot {
  std::string title;
  ShownUnit across_unit;
  std::vector<double> across;  // the positions, in base units, ascending
  bool across_geometric = false;
  ShownUnit up_unit;
  std::vector<PlotLine> lines;
};

/// At most this many lines can be told apart.
inline constexpr std::size_t most_plot_lines = 6;

/// False where fewer than two values are finite or all are the same.
bool can_be_drawn(const Plot& plot);

/// At most 20 lines of text, none wider than `width`. A scale is logarithmic where the positions are geometric or the
/// values span more than two decades, and the title says so. Nothing where fewer than two values are finite or all are
/// the same.
std::string drawn(const Plot& plot, std::size_t width);

}  // namespace costcurve
