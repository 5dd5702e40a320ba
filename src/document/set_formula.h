#pragma once
// Formulas set as a book would: quotients as fractions, exponents raised.

#include <string>

#include "quantity/formula_tree.h"

namespace costcurve {

/// MathML, which browsers set without any script. Names and amounts stand in it as text.
std::string math_ml(const FormulaTree& formula);

/// The same as several, one for each part of a long sum or product: between them a browser may break the line, within
/// one it cannot.
std::string math_ml_in_pieces(const FormulaTree& formula);

/// What TeX sets, without the dollars around it: "\frac{\text{chip\_time}}{\text{chips}}".
std::string tex(const FormulaTree& formula);

}  // namespace costcurve
