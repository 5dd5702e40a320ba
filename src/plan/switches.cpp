#include "plan/switches.h"

#include <algorithm>
#include <utility>

namespace costcurve {

std::string_view name_of(PlanSwitch which) {
  constexpr std::array<std::string_view, switch_count> names = {
      "zero", "recompute", "offload", "sequence_parallel", "overlap_tensor", "overlap"};
  return names[static_cast<std::size_t>(which)];
}

namespace {

const std::vector<std::string_view>& words_of(PlanSwitch which) {
  static const std::vector<std::string_view> stages = {"0", "1", "2", "3"},
                                             again = {"none", "selective", "light", "full"},
                                             away = {"none", "optimizer", "activations", "both"},
                                             yes_or_no = {"yes", "no"};
  switch (which) {
    case PlanSwitch::zero: return stages;
    case PlanSwitch::recompute: return again;
    case PlanSwitch::offload: return away;
    case PlanSwitch::sequence_parallel:
    case PlanSwitch::overlap_tensor:
    case PlanSwitch::overlap: break;
  }
  return yes_or_no;
}

}  // namespace

std::string_view word_of(PlanSwitch which, std::uint8_t place) { return words_of(which).at(place); }

std::optional<std::uint8_t> place_of(PlanSwitch which, std::string_view word) {
  const std::vector<std::string_view>& words = words_of(which);
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? std::nullopt : std::optional(static_cast<std::uint8_t>(found - words.begin()));
}

namespace {

constexpr std::uint8_t yes = 0, no = 1;  // places in the lists of words
constexpr std::uint8_t usual_stage = 1;
constexpr std::uint8_t keeps_all = 0, selective = 1, light = 2, full = 3;

std::uint8_t word(const PlanSwitches& switches, PlanSwitch which) {
  return switches.words[static_cast<std::size_t>(which)];
}

}  // namespace

std::uint8_t needs_of(const PlanSwitches& switches, const StatedSwitches& stated) {
  std::uint8_t needs = 0;
  const auto need = [&](PlanSwitch which, std::uint8_t usual, MeansSomething where) {
    if (!stated[static_cast<std::size_t>(which)] && word(switches, which) != usual) needs |= where;
  };
  need(PlanSwitch::zero, usual_stage, with_replicas);
  need(PlanSwitch::sequence_parallel, yes, with_shared_matrices);
  need(PlanSwitch::overlap_tensor, yes, with_shared_matrices);
  need(PlanSwitch::overlap, yes, with_sends);
  return needs;
}

// Where activations go to the host, what is worked out again need not go there, and may save more time than it takes.
bool adds_to(const PlanSwitches& more, const PlanSwitches& less, bool has_usual_gradients) {
  const std::uint8_t again = word(more, PlanSwitch::recompute), before = word(less, PlanSwitch::recompute),
                     host = word(more, PlanSwitch::offload), host_before = word(less, PlanSwitch::offload);
  constexpr std::uint8_t activations = 2;
  const bool makes_more_again =
      again == before || ((host_before & activations) == 0 && (before == keeps_all || again == full));
  const std::uint8_t stage = word(more, PlanSwitch::zero), stage_before = word(less, PlanSwitch::zero);
  const bool shards_more = has_usual_gradients ? stage_before <= stage : stage_before == stage;
  return shards_more && makes_more_again && (host & host_before) == host_before;
}

std::vector<PlanSwitches> combinations(const StatedSwitches& stated, bool has_usual_gradients, bool exhaustive) {
  const std::array<std::vector<std::uint8_t>, switch_count> searched = {{
      exhaustive || !has_usual_gradients ? std::vector<std::uint8_t>{0, 1, 2, 3} : std::vector<std::uint8_t>{1, 2, 3},
      {keeps_all, light, selective, full},
      {0, 1, 2, 3},
      exhaustive ? std::vector<std::uint8_t>{yes, no} : std::vector<std::uint8_t>{yes},
      exhaustive ? std::vector<std::uint8_t>{yes, no} : std::vector<std::uint8_t>{yes},
      exhaustive ? std::vector<std::uint8_t>{yes, no} : std::vector<std::uint8_t>{yes},
  }};
  std::vector<PlanSwitches> every = {PlanSwitches{}};
  for (std::size_t s = 0; s < switch_count; ++s) {
    const std::vector<std::uint8_t> words = stated[s] ? std::vector<std::uint8_t>{*stated[s]} : searched[s];
    std::vector<PlanSwitches> longer;
    for (const PlanSwitches& switches : every)
      for (const std::uint8_t choice : words) {
        longer.push_back(switches);
        longer.back().words[s] = choice;
      }
    every = std::move(longer);
  }
  return every;
}

}  // namespace costcurve
