#pragma once
// The open equations that may determine something only together.
//
// One that has an unknown to itself is used up by it and helps no other; without it another may have an unknown to
// itself, and so on. What is left is entangled. It changes with what becomes known: an equation whose own unknown
// becomes known is entangled again, and so is one whose own unknown stands in that equation. Only what changed is
// looked at, so that a scenario of a thousand parts takes a thousand times as long as one.

#include <limits>
#include <vector>

#include "solve/open_equations.h"

namespace costcurve {

class Entangled {
 public:
  Entangled(const Relations& relations, const OpenEquations& open, Use use);

  /// Entangled equations that hang together by their unknowns and changed since they were asked for: in an order that
  /// does not depend on how the scenario is written, with their unknowns by name. Empty if nothing changed.
  std::vector<OpenEquation> next_changed(const Solution& solution);
  /// They are to be looked at again.
  void mark_changed(const std::vector<OpenEquation>& equations);

 private:
  enum class State : std::uint8_t { out, loose, entangled };
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  void catch_up(const Solution& solution);
  void look_at(std::size_t equation, const Solution& solution);
  void entangle(const Solution& solution);
  void leave(std::size_t equation, const Solution& solution);
  void loosen(const Solution& solution);
  void count_less(std::size_t equation, const Solution& solution);
  void mark_changed(std::size_t equation);
  bool is_wanted(std::size_t equation, const Solution& solution) const;
  std::vector<std::size_t> component_of(std::size_t equation, const Solution& solution);

  const Relations& relations_;
  const OpenEquations& open_;
  Use use_;
  bool has_begun_ = false;
  std::size_t seen_ = 0;                            // of the changes of the open equations
  std::vector<State> state_;                        // by equation
  std::vector<std::size_t> own_;                    // by loose equation: its own unknown
  std::vector<std::size_t> loose_by_;               // by quantity: the equation that has it to itself
  std::vector<std::size_t> uses_;                   // by quantity: how many entangled equations hold it
  std::vector<std::size_t> returning_, shrinking_;  // equations to be entangled, and to be loosened if they can be
  std::vector<std::size_t> changed_;
  std::size_t next_ = 0;          // of the changed
  std::vector<bool> is_changed_;  // by equation
};

}  // namespace costcurve
