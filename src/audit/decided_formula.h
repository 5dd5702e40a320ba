#pragma once
// A formula as it stands for the values that are known: of a choice the side that is taken, of a sum the terms that are
// something.

#include <map>
#include <vector>

#include "graph/graph.h"
#include "solve/solve.h"

namespace costcurve {

struct DecidedFormula {
  Graph graph;  // laid over the solution's formulas
  NodeId node = no_node;
  std::vector<std::size_t> decided_by;  // quantities that choices were decided by, as they were met
  std::size_t noughts = 0;              // terms that are 0 and left out
  std::map<NodeId, double> named;       // what expressions with a name come to
};

/// The formula that a quantity was derived by.
DecidedFormula decided_formula(const Solution& solution, std::size_t quantity);

}  // namespace costcurve
