#pragma once
// Lines drawn with characters: one as a fine line of braille dots, several as marks that tell them apart without
// colour.

#include <optional>
#include <string>
#include <vector>

#include "document/plot_scale.h"
#include "quantity/units.h"

namespace costcurve {

/// One line: a value for each position, in base units; where it is no finite number the line has a gap. Around it
/// perhaps a band, from the low to the high ends.
struct PlotLine {
  std::string name;
  std::vector<double> values;
  std::vector<double> low = {}, high = {};  // empty: there is no band
};

struct Plot {
  std::string title;
  ShownUnit across_unit;
  std::vector<double> across;  // the positions, in base units, ascending
  bool across_geometric = false;
  ShownUnit up_unit;
  std::vector<PlotLine> lines;
  std::string band;  // what lies within the bands: "90 % of 16,384 samples"; empty where there are none
};

/// At most this many lines can be told apart.
inline constexpr std::size_t most_plot_lines = 6;

/// False where fewer than two values are finite or all are the same.
bool can_be_drawn(const Plot& plot);

/// A plot with its scales, ready to be drawn: positions and heights as shares of the way along a scale, the numbers on
/// the upright scale in the unit they are shown in.
struct LaidPlot {
  std::string heading;  // the title, and which scale is logarithmic
  Scale across;
  Upright up;
  std::vector<std::string> tick_texts;  // for each tick of the upright scale, with digits that tell them apart
  std::vector<double> places;
  std::vector<std::vector<double>> heights;    // for each line; no number where it has a gap
  std::vector<std::vector<double>> low, high;  // the same of their bands; empty where there is none
};

/// Nothing where the plot cannot be drawn.
std::optional<LaidPlot> laid_out(const Plot& plot);

/// Which of `count` positions get a label: the first, the last, and evenly between them as many as there is room for.
std::vector<std::size_t> labelled(std::size_t count, std::size_t room);

/// At most 20 lines of text, none wider than `width`; a band is drawn around a single line. A scale is logarithmic
/// where the positions are geometric or the values span more than two decades, and the title says so. Nothing where
/// fewer than two values are finite or all are the same.
std::string drawn(const Plot& plot, std::size_t width);

}  // namespace costcurve
