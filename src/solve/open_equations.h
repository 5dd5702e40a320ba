#pragma once
// What each equation still waits for: its unknowns, whether it has been used, and whether it was of any use.

#include <string_view>
#include <tuple>
#include <vector>

#include "solve/solve.h"
#include "solve/structure.h"

namespace costcurve {

/// Which statements may determine something: definitions alone, or rules of thumb as well.
enum class Use : std::uint8_t { identities, estimates_too };

bool is_allowed(const Equation& equation, Use use);

class OpenEquations {
 public:
  explicit OpenEquations(const Relations& relations);

  std::size_t size() const { return unknowns_.size(); }
  /// The quantities in an equation, ascending, and the equations that a quantity is in.
  const std::vector<std::size_t>& quantities_of(std::size_t e) const { return quantities_of_[e]; }
  const std::vector<std::size_t>& with(std::size_t quantity) const { return with_[quantity]; }
  /// How many of its quantities are not known.
  std::size_t unknowns(std::size_t e) const { return unknowns_[e]; }
  std::size_t only_unknown(std::size_t e, const Solution& solution) const;

  bool is_used(std::size_t e) const { return used_[e]; }
  /// The equation has determined a quantity.
  void use(std::size_t e) {
    used_[e] = true;
    changes_.push_back(e);
  }
  /// The equation leads to no single value, until something in it becomes known.
  void give_up(std::size_t e) {
    useless_[e] = true;
    changes_.push_back(e);
  }
  /// It has unknowns, and has determined none of them.
  bool is_open(std::size_t e, Use use) const;
  /// It is open, and was not given up.
  bool is_usable(std::size_t e, Use use) const { return is_open(e, use) && !useless_[e]; }
  /// It has an unknown that is not worked out of it whatever else is known: a word, or one that other equations say.
  bool waits_to_be_told(std::size_t e, const Solution& solution) const;

  /// A quantity became known: the unused equations that now have a single unknown.
  std::vector<std::size_t> settle(std::size_t quantity);

  /// An order that does not depend on how the scenario is written: identities first, then by the sentence.
  std::tuple<bool, int, std::string_view, std::string_view> order_of(std::size_t e) const;

  /// The equations that were used or given up or lost an unknown, in the order in which it happened.
  const std::vector<std::size_t>& changes() const { return changes_; }

 private:
  const Relations& relations_;
  std::vector<std::vector<std::size_t>> with_;
  std::vector<std::vector<std::size_t>> quantities_of_;
  std::vector<std::size_t> unknowns_;
  std::vector<bool> used_, useless_;
  std::vector<std::size_t> changes_;
};

/// The open equations of several unknowns that changed since they were asked for; at first all of them.
class ChangedEquations {
 public:
  std::vector<std::size_t> next(const OpenEquations& open, Use use);

 private:
  bool has_begun_ = false;
  std::size_t seen_ = 0;  // of the changes
};

}  // namespace costcurve
