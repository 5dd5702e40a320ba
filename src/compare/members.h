#pragma once
// The terms of a sum and the factors of a product, and which of A's goes with which of B's. Internal to compare/.

#include <functional>

#include "compare/counterparts.h"

namespace costcurve {

/// A term of a sum, or a factor of a product.
struct Member {
  NodeId node;
  bool inverse;  // subtracted, or below the line
};

/// The terms of a sum or the factors of a product, in the order they are written.
std::vector<Member> members_of(const Graph& graph, NodeId root, Listing::Kind kind);

/// Which pairs of quantities, the first of A and the second of B, may be used.
using Allowed = std::function<bool(std::size_t, std::size_t)>;

/// Pairs members and takes them out of the lists: the same text, then the same quantity of paired parts, then the only
/// ones that have a quantity in common, then the only dates and numbers. Of two that might stand for one, neither is
/// chosen.
std::vector<std::pair<Member, Member>> matched_members(const Side& a, const Side& b, const Counterparts& counterparts,
                                                       const Allowed& allowed, std::vector<Member>& left,
                                                       std::vector<Member>& right);

}  // namespace costcurve
