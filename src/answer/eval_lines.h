#pragma once
// The lines of `eval`, read into a scenario. Internal to answer/.

#include "answer/question.h"

namespace costcurve {

/// A line as it is typed: an expression, perhaps with a name for later lines, perhaps with a claim about it.
struct EvalLine {
  std::string name;        // of its quantity: "line1", "hours"
  std::string expression;  // as it is typed
  std::string bound;       // with dots before the names of earlier lines
  std::string claimed;     // "$5.3 million", "< 6 M USD"; empty where nothing is
  bool is_named = false;
};

/// The lines that are asked for, with the quantities of earlier lines named as a part names its own. Reports what
/// cannot be read.
std::vector<EvalLine> lines_asked(const Question& question, Library& library, Diagnostics& mistakes);

/// Their scenario: a part `line` with a quantity for each, parts for the entries of the catalog that they name, claims.
/// Reports the fields that an entry does not have.
std::string scenario_of(const std::vector<EvalLine>& lines, const std::string& as_of, Library& library,
                        Diagnostics& mistakes);

}  // namespace costcurve
