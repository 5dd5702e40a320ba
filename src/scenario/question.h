#pragma once
// What somebody wants to be true of a scenario, typed after it was bound: read as if it stood in the file.

#include "scenario/scenario.h"

namespace costcurve {

/// Two sides and how they shall compare.
struct Target {
  std::string text;      // as written: "total.cost <= 300 kUSD"
  std::string relation;  // = <= >= < >
  NodeId left = no_node;
  NodeId right = no_node;
  std::string left_text;  // "total.cost"
};

/// Records both sides of a target into `formulas`. Nothing where a mistake was reported.
std::optional<Target> bind_target(const Excerpt& text, const Scenario& scenario, Graph& formulas,
                                  Diagnostics& diagnostics);

/// The range in which a quantity may move, in base units: "10 h .. 500 h", "10 h and 500 h", "10 to 500 h". Nothing
/// where a mistake was reported.
std::optional<Interval> bind_bracket(const Excerpt& text, std::size_t quantity, const Scenario& scenario,
                                     Diagnostics& diagnostics);

}  // namespace costcurve
