#pragma once
// What arithmetic with amounts alone comes to, as the files of the catalog may write it: "16 USD/h / 8 chip".

#include <optional>

#include "text/expression.h"

namespace costcurve {

struct PlainAmount {
  double value = 0;  // in base units
  Dimension dimension;
  bool is_bare = false;  // a number without a unit
};

/// Nothing for what refers or calls, for dates and words, and where unlike things are added.
std::optional<PlainAmount> plain_amount(const Expression& expression);

}  // namespace costcurve
