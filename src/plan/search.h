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

struct FoundPlan {
  PlanShape shape;
  PlanSwitches switches;
  double step = 0, bytes = 0;

  double at(std::size_t by) const { return by == 0 ? step : bytes; }
};
/// Faster; of plans that take the same time the smaller, then the one that is counted first.
bool is_better(const FoundPlan& a, const FoundPlan& b);

struct PlanSearchOptions {
  bool exhaustive = false;      // every plan is worked out
  bool front = false;           // plans that no other beats in time and memory; needs those that rule 2 leaves out
  double most_step = HUGE_VAL;  // slower plans are of no use: rule 3 leaves them out
  unsigned threads = 1;
  std::size_t shard = 0, shards = 1;  // every so many-th shape
  std::function<void(double share)> progress = {};
};

struct FoundPlans {
  std::optional<FoundPlan> best;
  std::vector<FoundPlan> by_shape;    // the best of each split of tensor, pipeline, context and experts, the best first
  std::vector<FoundPlan> front;       // by time, ascending
  std::optional<FoundPlan> smallest;  // the plan of least memory, for those that do not fit
  std::optional<FoundPlan> too_slow;  // the fastest that fits and is slower than what was of use
  double plans = 0;                   // of the space
  double worked_out = 0;
  double fits = 0;  // of those worked out
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
/// What several shards found, as one search would have.
FoundPlans joined(const std::vector<FoundPlans>& shards);

}  // namespace costcurve
