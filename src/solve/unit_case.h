#pragma once
// What follows from equations in the case that their free units are one.

#include <functional>
#include <queue>
#include <unordered_map>
#include <vector>

#include "solve/findings.h"
#include "solve/open_equations.h"
#include "solve/products.h"
#include "solve/scaling.h"

namespace costcurve {

/// Open equations that hang together by their unknowns.
struct Component {
  std::vector<std::size_t> equations;
  std::vector<std::size_t> unknowns;
};

/// What follows in a component where its free units are one: one equation at a time, and where that leads no further,
/// what linear equations determine together. The unknowns' values in the solution are of that case meanwhile, and
/// nothing again afterwards.
class UnitCase {
 public:
  UnitCase(const Relations& relations, Solution& solution, const OpenEquations& open, const Scaling& scaling,
           const Component& component, const std::vector<std::size_t>& units);
  ~UnitCase();
  UnitCase(const UnitCase&) = delete;
  UnitCase& operator=(const UnitCase&) = delete;

  /// How far it is followed: by equations that have one unknown, or by linear ones together too.
  enum class By : std::uint8_t { one_equation, linear_ones_too };

  /// Quantities that no scaling changes, in an order in which each rests on what is known and on those before it.
  std::vector<Spanned> found(By by);
  bool is_known_here(std::size_t quantity) const { return steps_.contains(quantity); }

 private:
  struct Step {
    std::vector<std::size_t> equations;
    bool is_found = false;  // a value like any other
  };

  void take_for_one(std::size_t quantity);
  void known_here(std::size_t quantity);
  void follow(std::size_t equation);
  bool follow_linear();
  void put(std::size_t quantity, std::vector<std::size_t> equations, const Finding& here);
  void take(std::size_t quantity, const Finding& here);
  Combined way_to(std::size_t quantity) const;

  const Relations& relations_;
  Solution& solution_;
  const OpenEquations& open_;
  const Scaling& scaling_;
  const Component& component_;
  const std::vector<std::size_t>& units_;
  Products products_;
  std::unordered_map<std::size_t, std::size_t> place_of_;  // by equation
  std::vector<std::size_t> waits_for_;                     // by place: for how many unknowns
  std::unordered_map<std::size_t, Step> steps_;            // by quantity
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready_;
  bool is_for_others_ = false;
  std::vector<Spanned> found_;
};

}  // namespace costcurve
