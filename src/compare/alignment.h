#pragma once
// Two formulas that are not the same, laid side by side: what they share, and what stands in one of them only. Internal
// to compare/.

#include "compare/common_description.h"
#include "compare/members.h"

namespace costcurve {

/// One step of a common description: a program, and what stands at its inputs.
struct Expansion {
  struct Operand {
    bool is_pair = false;
    std::size_t a = 0, b = 0;  // of a pair: the two quantities
    CommonInput input;         // of anything else
  };
  Program program;  // with the operands of each min and max as further outputs
  std::vector<Operand> operands;
};

/// The formulas of one quantity in A and in B, aligned; nothing if they share no quantity. `allowed` says which pairs
/// of quantities may be used; `name` is the quantity's, for numbers that differ.
std::optional<Expansion> align(const Side& a, const Side& b, Counterparts& counterparts, NodeId in_a, NodeId in_b,
                               const Allowed& allowed, const std::string& name);

/// Two that share no quantity, as the terms of both; nothing where neither is a sum.
std::optional<Expansion> take_apart(const Side& a, const Side& b, Counterparts& counterparts, NodeId in_a, NodeId in_b,
                                    const Allowed& allowed, const std::string& name);

}  // namespace costcurve
