#pragma once
// What is said of one quantity: how much each input matters, and the guaranteed range. Plain data, and its layouts.

#include <string>
#include <vector>

#include "answer/report.h"
#include "audit/audit.h"
#include "chance/shares.h"
#include "program/bounds.h"

namespace costcurve {

/// A quantity in one variant, in base units. `value` is no number where it is not determined.
struct Subject {
  std::string variant;  // as shown; empty where variants are not compared
  std::string quantity;
  double value = 0;
  ShownUnit shown;
};

/// One input of a quantity, and what it does to it.
struct InputInfluence {
  std::string name;
  double value = 0;
  ShownUnit shown;
  RangeEnds ends = RangeEnds::none;
  Influence influence;
};

/// Inputs that can move the quantity, what matters most first.
struct Sensitivity {
  Subject of;
  std::vector<InputInfluence> inputs;
  double variance = 0;
  bool on_logarithm = true;
  bool has_beliefs = false;  // somebody stated a 90 % range or a distribution
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
};

std::string to_terminal(const Sensitivity& sensitivity, const TerminalStyle& style);
/// Side by side: elasticity, swing and share in one cell.
std::string to_terminal(const std::vector<Sensitivity>& variants, const TerminalStyle& style);

/// Bars to the left and right of the stated value on one scale, the inputs that give the ends beside them. Nothing
/// where no input has a range.
std::string tornado(const Sensitivity& sensitivity, const TerminalStyle& style);

/// What a quantity can be.
struct GuaranteedRange {
  Subject of;
  Bounds rounding;                // over all that printed digits allow
  Bounds stated;                  // over every stated range as well
  bool over_nine_in_ten = false;  // some of those are 90 % ranges,
  bool over_hard = false;         // some have hard ends
};

std::string to_terminal(const GuaranteedRange& range, const TerminalStyle& style);
std::string to_terminal(const std::vector<GuaranteedRange>& variants, const TerminalStyle& style);

/// What programs are told of each, as the README says. `file` is the scenario's.
Data data_of(const std::string& file, const Sensitivity& sensitivity);
Data data_of(const std::string& file, const GuaranteedRange& range);
Data data_of(const std::string& file, const std::string& variant, const AuditedVariant& audited, const Reason& reason);
/// Of a quantity that is not determined: its value is null.
Data not_determined_data(const std::string& file, const std::string& variant, const std::string& quantity);

}  // namespace costcurve
