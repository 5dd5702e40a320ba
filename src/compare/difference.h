#pragma once
// Two scenarios, or one scenario in two ways, side by side: what differs, and what makes one quantity differ.

#include "audit/audit.h"
#include "compare/common_description.h"

namespace costcurve {

/// What an input does to the difference.
struct DifferenceRow {
  CommonInput input;
  double contribution = 0;  // in base units; all of them add up to the difference
};

/// A quantity that both sides determine.
struct QuantityDifference {
  std::string quantity;
  double a = 0;
  double b = 0;
  ShownUnit shown;
  Dimension dimension;
  double difference = 0;               // b - a
  std::vector<DifferenceRow> rows;     // the inputs that differ, the largest contribution first
  Obstacle obstacle = Obstacle::none;  // if there is one, nothing is attributed
  double where = 0;                    // the share of the way to it
  bool shares_nothing = false;         // the two sides come to it in ways that have nothing in common
  bool is_given = false;               // on both sides
  std::map<std::string, std::string> paired_parts;
  std::vector<std::size_t> only_in_a, only_in_b;  // what it rests on there that the other side does not determine
};

/// The difference of quantity `in_a` of A and `in_b` of B, both known and of one dimension.
QuantityDifference difference_of(const AuditedVariant& a, const AuditedVariant& b, std::size_t in_a, std::size_t in_b);

/// A quantity of one name that has different values.
struct Differing {
  std::size_t in_a = 0, in_b = 0;
  bool is_cause = false;  // given on one side at least, so that the others may follow from it
};

/// All that differs, by name.
struct Differences {
  std::vector<Differing> quantities;              // causes first, otherwise as in A
  std::size_t compared = 0;                       // quantities that both sides determine
  std::vector<std::size_t> only_in_a, only_in_b;  // determined on that side only
  std::vector<std::size_t> unlike;                // numbers in A of those whose dimension differs
};
Differences differences_between(const AuditedVariant& a, const AuditedVariant& b);

/// The scenario as a side of a comparison; it refers to it.
Side side_of(const AuditedVariant& audited);

}  // namespace costcurve
