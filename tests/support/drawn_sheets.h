#pragma once
// The sheets of which points can be drawn.

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "sheets/sheet.h"

namespace costcurve::testing {

/// All but those of plans and of serving: whole numbers that divide each other, words and a hundred steps, of which
/// numbers at random are hardly ever a point. Their worked examples are in tests/sheets and tests/plan.
inline std::vector<const Sheet*> drawn_sheets() {
  constexpr std::array<std::string_view, 7> left_out = {"transformer",          "goodput", "parallel_training",
                                                        "serving_memory",       "serving", "serving_queue",
                                                        "disaggregated_serving"};
  std::vector<const Sheet*> drawn;
  for (const Sheet* sheet : sheets())
    if (std::find(left_out.begin(), left_out.end(), sheet->name) == left_out.end()) drawn.push_back(sheet);
  return drawn;
}

}  // namespace costcurve::testing
