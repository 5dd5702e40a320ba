#pragma once
// The quantity that `range` and `sensitivity` are asked about.

#include <string>

#include "audit/reasons.h"
#include "document/data.h"

namespace costcurve {

/// A quantity in one variant, in base units. `value` is no number where it is not determined.
struct Subject {
  std::string variant;  // as shown; empty where variants are not compared
  std::string quantity;
  double value = 0;
  ShownUnit shown;
};

/// What programs are told of a quantity's reasons, as the README says. `file` is the scenario's.
Data data_of(const std::string& file, const std::string& variant, const Reason& reason);
/// Of a quantity that is not determined: its value is null.
Data not_determined_data(const std::string& file, const std::string& variant, const std::string& quantity);

}  // namespace costcurve
