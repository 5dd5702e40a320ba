#pragma once
// Which quantity of one scenario stands for which of another.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "solve/solve.h"

namespace costcurve {

/// One of two scenarios that are compared.
struct Side {
  const Relations& relations;
  const Solution& solution;
  const Units& units;
  std::map<std::string, std::string> sheets;  // by part: the name of its sheet, or nothing
};

/// Parts of different names that stand for each other: B's by A's name, A's by B's.
struct PairedParts {
  std::map<std::string, std::string> b_of, a_of;
};

/// Quantities of the same name are counterparts. So are those of two parts with different names, if the parts play the
/// same role: each exists on its own side only, both use the same sheet, and both stand at the same place of one
/// formula. In a sum over several parts no part plays a role: one that stands on one side only is just that.
class Counterparts {
 public:
  Counterparts(const Side& a, const Side& b);

  /// True if the two are counterparts; parts of different names are then paired from now on.
  bool pair(std::size_t in_a, std::size_t in_b);
  /// The same of the two that are compared: their parts, of one sheet, stand for each other, though either side has
  /// both.
  void pair_what_is_compared(std::size_t in_a, std::size_t in_b);
  /// True if `pair` would succeed.
  bool could_pair(std::size_t in_a, std::size_t in_b) const;
  /// True if two formulas, the first of A and the second of B, are the same over counterparts; or else nothing is
  /// paired.
  bool pair_formulas(NodeId in_a, NodeId in_b);
  /// The counterpart by name, or by the pairs made so far.
  std::optional<std::size_t> in_b(std::size_t in_a) const;
  std::optional<std::size_t> in_a(std::size_t in_b) const;
  /// The equation of the other side that says the same.
  std::optional<std::size_t> equation_in_b(std::size_t in_a);
  std::optional<std::size_t> equation_in_a(std::size_t in_b);

  bool same_dimension(const Dimension& in_a, const Dimension& in_b) const;
  /// Whether the terms of this sum, of A or of B, may stand for those of parts with other names.
  bool is_sum_of_roles(const Side& side, NodeId sum) const;
  /// From now on parts are paired, or only those that are already. Returns what it was.
  bool pair_new_parts(bool pairs) { return std::exchange(pairs_new_parts_, pairs); }

  const PairedParts& parts() const { return parts_; }
  void set_parts(const PairedParts& parts) { parts_ = parts; }

 private:
  bool same(NodeId in_a, NodeId in_b);
  bool same_roots(const Node& a, NodeId in_a, const Node& b, NodeId in_b);
  bool same_equation(const Equation& in_a, const Equation& in_b);
  bool could_pair_parts(const std::string& in_a, const std::string& in_b) const;

  const Side& a_;
  const Side& b_;
  std::map<std::string, std::size_t, std::less<>> names_a_, names_b_;
  std::multimap<std::string, std::size_t, std::less<>> sentences_a_, sentences_b_;
  PairedParts parts_;
  bool pairs_new_parts_ = true;
};

}  // namespace costcurve
