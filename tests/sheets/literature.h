#pragma once
// A figure of the literature: where it is printed, what goes into the sheet, and what is printed for it.

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "quantity/print.h"
#include "support/support.h"
#include "text/expression.h"

namespace costcurve::testing {

struct Figure {
  std::string where;     // paper and table
  std::string given;     // what goes into the sheet, as a scenario writes it
  std::string quantity;  // of the sheet
  double printed;
  std::string unit;  // of the printed figure
  double tolerance;  // half the last printed digit; where it is more, a comment says why
};

inline double in_unit_of(double value, const std::string& unit) {
  Diagnostics mistakes;
  const std::optional<ShownUnit> shown = parse_units(built_in(unit), catalog_units(), mistakes);
  REQUIRE_MESSAGE(shown, unit, " is no unit");
  return in_unit(value, *shown);
}

/// Every figure comes out of the sheet as it is printed, and nothing in what goes in contradicts itself.
inline void expect_figures(const std::string& sheet, const std::vector<Figure>& figures) {
  for (const Figure& figure : figures) {
    const std::string text =
        "[sources]\npaper = \"" + figure.where + "\"\n[part]\nsheet = \"" + sheet + "\"\n" + figure.given;
    const auto part = audited(text);
    const double found = in_unit_of(value(*part, "part." + figure.quantity), figure.unit);
    // A figure that ends in 5 behind its last printed digit may have been rounded either way: hence the last factor.
    CHECK_MESSAGE(std::abs(found - figure.printed) <= figure.tolerance * (1 + 1e-9), figure.where, ": ",
                  figure.quantity, " is ", found, " ", figure.unit, ", printed as ", figure.printed, "; from\n",
                  figure.given);
    CHECK_MESSAGE(part->as_expected(), figure.where, ": what goes in contradicts itself\n", figure.given);
  }
}

}  // namespace costcurve::testing
