#pragma once
// An audit repeated with other numbers: another vendor's prices, another amount.
//
// Which equation gives which quantity depends on what is given, and seldom on how much it is. So the formulas of one
// audit are compiled, and where nothing but numbers is another they are evaluated: a thousand vendors are solved once.
//
// That gives what a whole audit would, where
//   - the same quantities are given, by the same ranks;
//   - no equation that was left over, or led to no value, rests on a number which is now another: which of two
//   equations
//     is taken depends on how wide their results are, and what contradicts what on everything;
//   - what is wanted follows from no equations that are solved together, since they may have several solutions;
//   - no limit is broken and nothing leaves its domain, so that no default is withdrawn.
// Where one of these does not hold it says so, and the audit has to be made.

#include <optional>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "numeric/demand.h"
#include "program/program.h"

namespace costcurve {

/// Of which quantities something else is stated or offered than in `others`, and by which ranks: alike for givens that
/// are another in numbers alone.
std::string ranks_beside(const Givens& givens, const Givens& others);

class RepeatedAudit {
 public:
  /// Of an audit of which these quantities are wanted. Nothing where it cannot be repeated, or knows one of them not.
  static std::optional<RepeatedAudit> of(const AuditedVariant& audited, const std::vector<std::size_t>& wanted);

  /// The wanted quantities with these givens, in base units; nothing where an audit has to be made.
  std::optional<std::vector<double>> values(const Givens& givens) const;
  /// The given that a quantity takes its value from, of those that this audit took one for.
  const GivenPointer& taken(const Givens& givens, std::size_t quantity) const;

 private:
  // A pair of outputs that must compare so.
  struct Kept {
    std::size_t left, right;
    Demand demand;
  };
  // An output that must stay in its domain.
  struct Confined {
    std::size_t output;
    Domain domain;
  };

  RepeatedAudit() = default;
  bool same_but_for_numbers(const Givens& givens, std::size_t quantity) const;
  bool is_same_number(const Givens& givens, std::size_t quantity) const;

  Givens givens_;
  std::vector<std::size_t> offer_taken_;  // by quantity: which of its offers; `stated` where it is stated
  std::vector<bool> decides_;             // by quantity: what else is known may depend on how much it is
  Program program_;
  std::vector<double> inputs_;
  std::size_t wanted_ = 0;  // the first outputs
  std::vector<Kept> kept_;
  std::vector<Confined> confined_;
};

}  // namespace costcurve
