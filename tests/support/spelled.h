#pragma once
// A text of the scenario language, and what it comes to.

#include <string>
#include <vector>

#include "support/support.h"
#include "text/expression.h"

namespace costcurve::testing {

/// What a slot comes to, or the mistake in it.
struct Spelled {
  Slot slot;
  std::vector<double> values;  // of the slot's first expression, and of the second if there is one; in base units
  Dimension dimension;         // of the first
  std::string mistake;         // the problem that is reported first, empty if there is none
  std::string notes;           // its notes, one behind the other

  double value() const { return values.empty() ? std::nan("") : values.front(); }
};

/// Reads a slot that refers to nothing, in the catalog's units unless others are given.
Spelled spelled(const std::string& text);
Spelled spelled(const std::string& text, const Units& units);

}  // namespace costcurve::testing
