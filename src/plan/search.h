#pragma once
// The best plans of a space: every shape with every switch, or all but those that cannot be the best.
//
// Shapes pass through a program in strips of 256, and what rests on some of the switches alone (ZeRO, recomputation,
// offload, ...) is worked out once for them. Rules that skip plans are properties of the equations, and tested as such:
//
//   1  sequence parallelism, overlap and ZeRO 1 cost neither time nor memory: they are on
//   2  more sharding above 1 and more offload never save time, nor does more recomputation where activations stay on
//      the chip: what fits with less is done
//      1 and 2 say so of sharding only of usual gradients: narrower than weights, a whole all-reduce of them is less
//      than theirs and a gather of weights; very wide ones are better hidden beneath a whole microbatch
//   3  so a shape whose first combination is slower than what is of use, or than another plan of its split, is so with
//      all of them

#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "plan/found_plans.h"
#include "plan/shapes.h"
#include "plan/switches.h"
#include "program/program.h"

namespace costcurve {

/// How a plan is worked out: a program whose inputs are the quantities of a plan, and what it comes to.
struct PlanProgram {
  Program program;                                   // outputs: step, bytes; further ones are kept
  std::array<std::size_t, degree_count> degrees{};   // quantities
  std::array<std::size_t, switch_count> switches{};  // quantities
  StatedSwitches stated{};                           // words that are not searched
  std::optional<std::size_t> balanced;               // the quantity; where it is searched, layers that do not
                                                     // divide are spread
  std::optional<std::size_t> chips;  // the quantity, where plans of several numbers of chips are looked for
  bool has_usual_gradients = true;   // else every stage of ZeRO is searched by itself
  long long layers = 0;
  double most_bytes = 0;  // what fits
};

struct PlanSearchOptions {
  bool exhaustive = false;      // every plan is worked out
  bool front = false;           // plans that no other beats in time and memory; needs those that rule 2 leaves out
  double most_step = HUGE_VAL;  // slower plans are of no use: rule 3 leaves them out
  unsigned threads = 1;
  std::size_t shard = 0, shards = 1;  // every so many-th shape
  std::function<void(double share)> progress = {};
};

/// A plan's program compiled for every combination of its switches, to be searched for one number of chips or several.
class PlanSearch {
 public:
  PlanSearch(PlanProgram program, bool exhaustive);
  ~PlanSearch();
  PlanSearch(PlanSearch&&) noexcept;
  PlanSearch& operator=(PlanSearch&&) noexcept;

  /// `options.exhaustive` is as it was compiled.
  FoundPlans search(const ShapeSpace& space, const PlanSearchOptions& options) const;

 private:
  struct Compiled;
  class Strips;
  PlanProgram program_;
  std::unique_ptr<const Compiled> compiled_;
};

/// The same for one search.
FoundPlans search_plans(const PlanProgram& program, const ShapeSpace& space, const PlanSearchOptions& options);

}  // namespace costcurve
