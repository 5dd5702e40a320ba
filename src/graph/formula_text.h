#pragma once
// A formula as people write it.

#include <functional>
#include <string>

#include "graph/graph.h"
#include "quantity/formula_tree.h"

namespace costcurve {

/// How a constant or a quantity is written.
using LeafText = std::function<std::string(const Node&)>;

/// How an expression that has a name is written: "2 × n × weights / rate + ...", or "matmul(weights, columns)".
enum class Named : std::uint8_t { written_out, by_name };

/// "(a + b) × c^2", with brackets where they are needed; of a root "solved from cost = a × hours + b × hours^2".
std::string written_formula(const Graph& graph, NodeId id, const LeafText& leaf, Named named = Named::written_out);

/// The same taken apart.
FormulaTree formula_tree(const Graph& graph, NodeId id, const LeafText& leaf, Named named = Named::written_out);

}  // namespace costcurve
