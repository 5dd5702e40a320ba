#pragma once
// What a plan of a shape chooses by words: what is sharded, made again, sent to the host and done at the same time.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace costcurve {

/// Words of a plan that are searched, as places in their lists.
struct PlanSwitches {
  std::array<std::uint8_t, 6> words{};  // by PlanSwitch
  friend bool operator==(const PlanSwitches&, const PlanSwitches&) = default;
};
enum class PlanSwitch : std::uint8_t { zero, recompute, offload, sequence_parallel, overlap_tensor, overlap };
inline constexpr std::size_t switch_count = 6;
std::string_view name_of(PlanSwitch which);
/// The words of a switch by their places, as the sheet lists them: "none", "selective", ...
std::string_view word_of(PlanSwitch which, std::uint8_t place);
std::optional<std::uint8_t> place_of(PlanSwitch which, std::string_view word);

/// True of gradients as wide as weights in two bytes, up to four times that: of these more sharding takes no less time.
inline bool are_usual_gradients(double bytes_of_a_parameter) {
  constexpr double weight_bytes = 2, widest = 4 * weight_bytes;
  return weight_bytes <= bytes_of_a_parameter && bytes_of_a_parameter <= widest;
}

/// Which are stated and not searched.
using StatedSwitches = std::array<std::optional<std::uint8_t>, switch_count>;
/// Every combination of those that are searched, those first that others add to. `exhaustive` has also what costs time
/// or memory and saves none.
std::vector<PlanSwitches> combinations(const StatedSwitches& stated, bool has_usual_gradients, bool exhaustive);
/// Rule 2 of search.h: what fits with the second cannot be faster with the first.
bool adds_to(const PlanSwitches& more, const PlanSwitches& less, bool has_usual_gradients);

/// What a shape must have for a switch to mean something, as bits.
enum MeansSomething : std::uint8_t { with_replicas = 1, with_shared_matrices = 2, with_sends = 4 };
/// What a shape must have for a combination to be a plan of its own: where a switch means nothing, only its usual word
/// is a plan.
std::uint8_t needs_of(const PlanSwitches& switches, const StatedSwitches& stated);

}  // namespace costcurve
