#pragma once
// The shapes that a training plan may have: into how many parts it splits matrices, layers, sequences, experts and the
// batch. Whole numbers that divide each other, and nothing of what a shape costs.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "plan/switches.h"

namespace costcurve {

/// The degrees of a plan, in the order in which shapes are counted: the last counts fastest.
enum class Degree : std::uint8_t { tensor, pipeline, context, expert_parallel, microbatch, interleave, data };
inline constexpr std::size_t degree_count = 7;
std::string_view name_of(Degree degree);

struct PlanShape {
  std::array<long long, degree_count> degrees{};

  long long operator[](Degree degree) const { return degrees[static_cast<std::size_t>(degree)]; }
  long long& operator[](Degree degree) { return degrees[static_cast<std::size_t>(degree)]; }
  friend bool operator==(const PlanShape&, const PlanShape&) = default;
};

/// What the degrees must divide, and those that are stated and not looked for.
struct ShapeSpace {
  long long chips = 0, batch = 0, sequence = 0;
  long long layers = 0, heads = 0, kv_heads = 0, experts = 0;
  long long domain = 1;
  bool may_balance = true;  // layers that do not divide over the stages may be spread
  std::array<std::optional<long long>, degree_count> stated{};
};

/// True if the number is a whole number of times the divisor.
inline bool divides(long long divisor, long long number) { return divisor > 0 && number % divisor == 0; }
/// Every number that divides it, ascending.
std::vector<long long> divisors(long long number);

/// Calls for each shape:
///
///   tensor      divides the chips and the heads; KV heads divide it or it divides them; at most two domains
///   pipeline    divides the layers, or the layers and one or two more that the ends count as
///   context     1, 2, 4, 8 or 16; twice of it divides the sequence
///   data        what is left of the chips, and divides the batch
///   expert      divides the experts and the chips that share a layer
///   microbatch  divides a replica's share of the batch
///   interleave  divides the layers of a stage; above 1 only with several stages, if the microbatches come in whole
///   rounds of them
///
/// What is stated need not be looked for, such as a context of 32, but must be possible: a shape is called only if it
/// can be carried out. `skips` says of a shape whose interleave and microbatch are 1 that none of its kind needs to be
/// looked at.
void for_each_shape(const ShapeSpace& space, const std::function<void(const PlanShape&)>& call,
                    const std::function<bool(const PlanShape&)>& skips = {});
/// All of them.
std::vector<PlanShape> shapes_of(const ShapeSpace& space, const std::function<bool(const PlanShape&)>& skips = {});

/// True if the space has a shape.
bool has_shapes(const ShapeSpace& space);
/// No space has more shapes than this says of it; it is counted without going through them.
double most_shapes_of(const ShapeSpace& space);

/// True if several chips hold the same parameters; of a mixture the experts may, where nothing else does: they are
/// whole on chips that share all other matrices.
bool has_replicas(const PlanShape& shape, const ShapeSpace& space);
/// How many plans the switches that are not stated make of a shape: ZeRO, recomputation, sequence parallelism and
/// overlaps where they mean something, two kinds of offload.
double plans_of(const PlanShape& shape, const ShapeSpace& space, const StatedSwitches& stated = {});
/// All plans of a space.
double plans_of(const ShapeSpace& space, const StatedSwitches& stated = {});

/// The space that Calculon searches, for comparison: how many plans it counts for a model of that shape, with the
/// largest batch of at most `batch` that the replicas divide. Isaev et al. 2023, section 4.
double calculon_plans(long long chips, long long layers, long long hidden, long long heads, long long sequence,
                      long long batch);

}  // namespace costcurve
