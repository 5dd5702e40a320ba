#pragma once
// A formula with numbers put in, such that it can be multiplied out on a blackboard.

#include <string>

#include "graph/formula_text.h"
#include "quantity/formula_tree.h"
#include "solve/solve.h"

namespace costcurve {

/// The numbers of a node: "512 chips × 80 h". A pace stands in them as the factor that it is printed with:
/// "2x × 4^(8.5 months / 1 year)" for quality_gap × exp(trend × elapsed), "ln(4) / 1 year" elsewhere.
std::string numbers_text(const Relations& relations, const Solution& solution, NodeId node);

/// The same of a node of a graph that is laid over the solution's formulas.
std::string numbers_text(const Relations& relations, const Solution& solution, const Graph& formulas, NodeId node,
                         Named named = Named::written_out);
FormulaTree numbers_tree(const Relations& relations, const Solution& solution, const Graph& formulas, NodeId node,
                         Named named = Named::written_out);

/// The same of the formula that a quantity was derived by. What is shown as a factor a year is worked out as one:
/// "2^(1 year / 6 months) per year".
std::string worked_line(const Relations& relations, const Solution& solution, std::size_t quantity);

/// The same taken apart.
FormulaTree worked_tree(const Relations& relations, const Solution& solution, std::size_t quantity);

/// A constant as it was written, otherwise its number.
std::string constant_text(const Graph& graph, const Node& constant);

}  // namespace costcurve
