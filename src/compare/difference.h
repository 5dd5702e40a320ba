#pragma once
// Two scenarios, or one scenario in two ways, side by side: what differs, and what makes one quantity differ. What is
// found is plain data, which needs neither of them any more.

#include <optional>

#include "audit/audit.h"
#include "compare/common_description.h"

namespace costcurve {

/// A quantity with its value on one side, in base units.
struct ValueOfSide {
  std::string name, part;
  double value = 0;
  ShownUnit shown;
};

/// What an input does to the difference.
struct DifferenceRow {
  CommonInput input;
  double contribution = 0;  // in base units; all of them add up to the difference
};

/// How one side comes to a quantity.
struct WayOfSide {
  std::string formula;  // over full names; empty of what is given
  std::vector<ValueOfSide> inputs;
};

/// A quantity that both sides determine.
struct QuantityDifference {
  std::string quantity;
  double a = 0;
  double b = 0;
  ShownUnit shown;
  double difference = 0;                       // b - a
  std::optional<Interval> belief_a, belief_b;  // where 90 % of either lies, where something is believed of it
  std::vector<DifferenceRow> rows;             // the inputs that differ, the largest contribution first
  Obstacle obstacle = Obstacle::none;          // if there is one, nothing is attributed
  double where = 0;                            // the share of the way to it
  bool shares_nothing = false;                 // the two sides come to it in ways that have nothing in common:
  WayOfSide way_a, way_b;                      // these
  bool is_given = false;                       // on both sides
  std::map<std::string, std::string> paired_parts;
  std::vector<ValueOfSide> only_in_a, only_in_b;  // what it rests on there that the other side does not determine
};

/// The difference of quantity `in_a` of A and `in_b` of B, both known and of one dimension.
QuantityDifference difference_of(const AuditedVariant& a, const AuditedVariant& b, std::size_t in_a, std::size_t in_b);

/// A quantity of one name that has different values.
struct Differing {
  std::string name;
  double a = 0, b = 0;
  ShownUnit shown;
  std::optional<Rank> given;                   // by whom, on one side at least, so that the others may follow from it
  std::optional<Interval> belief_a, belief_b;  // of what A is asked for: where 90 % of it lies
};

/// A quantity of one name that counts different things: "an amount of money", "a time".
struct Unlike {
  std::string name, in_a, in_b;
};

/// All that differs, by name.
struct Differences {
  std::vector<Differing> quantities;              // causes first, otherwise as in A
  std::size_t compared = 0;                       // quantities that both sides determine
  std::vector<ValueOfSide> only_in_a, only_in_b;  // determined on that side only
  std::vector<Unlike> unlike;
  std::vector<std::string> answers;             // the quantities that A is asked for
  std::optional<QuantityDifference> of_answer;  // of the first of them that differs, for a picture
  bool folds = false;                           // of many that follow those that nobody asks for are counted
};
Differences differences_between(const AuditedVariant& a, const AuditedVariant& b);

/// The scenario as a side of a comparison; it refers to it.
Side side_of(const AuditedVariant& audited);

}  // namespace costcurve
