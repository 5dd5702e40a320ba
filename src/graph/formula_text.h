#pragma once
// A formula as people write it.

#include <functional>
#include <string>

#include "graph/graph.h"
#include "quantity/formula_tree.h"

namespace costcurve {

/// How a constant or a quantity is written.
using LeafText = std::function<std::string(const Node&)>;

/// "(a + b) × c^2", with brackets where they are needed; of a root "solved from cost = a × hours + b × hours^2".
std::string written_formula(const Graph& graph, NodeId id, const LeafText& leaf);

/// The same taken apart.
FormulaTree formula_tree(const Graph& graph, NodeId id, const LeafText& leaf);

}  // namespace costcurve
