#include "plan/search.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <span>

#include "numeric/machine.h"
#include "plan/specialise.h"
#include "program/columns.h"

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

bool is_better(const FoundPlan& a, const FoundPlan& b) {
  if (a.step != b.step) return a.step < b.step;
  if (a.bytes != b.bytes) return a.bytes < b.bytes;
  if (a.shape != b.shape) return a.shape.degrees < b.shape.degrees;
  return a.switches.words < b.switches.words;
}

// One combination of switches: its program over columns of degrees.
struct SwitchedPlans {
  PlanSwitches switches;
  std::vector<std::size_t> quantities;  // its inputs
  ColumnProgram columns;
};

namespace {

constexpr std::uint8_t yes = 0, no = 1;  // places in the lists of words
constexpr std::uint8_t usual_stage = 1;
constexpr std::uint8_t keeps_all = 0, selective = 1, light = 2, full = 3;

std::uint8_t word(const PlanSwitches& switches, PlanSwitch which) {
  return switches.words[static_cast<std::size_t>(which)];
}

// True if the plan is one of its own: where a switch means nothing, only its usual word is a plan.
bool is_a_plan(const PlanShape& shape, const PlanSwitches& switches, const PlanProgram& program,
               const ShapeSpace& space) {
  const bool shares = shape[Degree::tensor] > 1, replicas = has_replicas(shape, space),
             sends = replicas || shape[Degree::interleave] > 1;
  const auto means_something = [&](PlanSwitch which, bool in_this_shape, std::uint8_t otherwise) {
    const auto s = static_cast<std::size_t>(which);
    return in_this_shape || program.stated[s] || word(switches, which) == otherwise;
  };
  return means_something(PlanSwitch::zero, replicas, usual_stage) &&
         means_something(PlanSwitch::sequence_parallel, shares, yes) &&
         means_something(PlanSwitch::overlap_tensor, shares, yes) && means_something(PlanSwitch::overlap, sends, yes);
}

// Rule 2: what fits with the second cannot be faster with the first. Where activations go to the host, what is worked
// out again need not go there, and may save more time than it takes.
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

// Every combination of the switches that are searched, those first that others add to.
std::vector<PlanSwitches> combinations(const PlanProgram& program, bool exhaustive) {
  const std::array<std::vector<std::uint8_t>, switch_count> searched = {{
      exhaustive || !program.has_usual_gradients ? std::vector<std::uint8_t>{0, 1, 2, 3}
                                                 : std::vector<std::uint8_t>{1, 2, 3},
      {keeps_all, light, selective, full},
      {0, 1, 2, 3},
      exhaustive ? std::vector<std::uint8_t>{yes, no} : std::vector<std::uint8_t>{yes},
      exhaustive ? std::vector<std::uint8_t>{yes, no} : std::vector<std::uint8_t>{yes},
      exhaustive ? std::vector<std::uint8_t>{yes, no} : std::vector<std::uint8_t>{yes},
  }};
  std::vector<PlanSwitches> all = {PlanSwitches{}};
  for (std::size_t s = 0; s < switch_count; ++s) {
    const std::vector<std::uint8_t> words =
        program.stated[s] ? std::vector<std::uint8_t>{*program.stated[s]} : searched[s];
    std::vector<PlanSwitches> longer;
    for (const PlanSwitches& one : all)
      for (const std::uint8_t choice : words) {
        longer.push_back(one);
        longer.back().words[s] = choice;
      }
    all = std::move(longer);
  }
  return all;
}

std::vector<SwitchedPlans> specialised_programs(const PlanProgram& program, bool exhaustive) {
  std::vector<SwitchedPlans> all;
  for (const PlanSwitches& switches : combinations(program, exhaustive)) {
    const Program special = specialised(program.program, [&](std::size_t quantity) -> std::optional<double> {
      for (std::size_t s = 0; s < switch_count; ++s)
        if (program.switches[s] == quantity) return switches.words[s];
      return std::nullopt;
    });
    const std::vector<double> none(special.inputs.size(), 0);
    all.push_back({switches, special.inputs, ColumnProgram(special, none, std::vector<bool>(none.size(), true))});
  }
  return all;
}

// The split that a second-best plan is to have another of.
using Split = std::array<long long, 4>;
Split split_of(const PlanShape& shape) {
  return {shape[Degree::tensor], shape[Degree::pipeline], shape[Degree::context], shape[Degree::expert_parallel]};
}

void take_smallest(std::optional<FoundPlan>& smallest, const FoundPlan& found) {
  if (!smallest || found.bytes < smallest->bytes || (found.bytes == smallest->bytes && is_better(found, *smallest)))
    smallest = found;
}

// What one thread has found.
struct Findings {
  std::map<Split, FoundPlan> by_split;
  std::vector<FoundPlan> front;  // by time ascending, memory descending
  std::optional<FoundPlan> smallest, too_slow;
  double worked_out = 0, fits = 0;

  void take(const FoundPlan& found, bool wants_front) {
    const auto [place, is_new] = by_split.try_emplace(split_of(found.shape), found);
    if (!is_new && is_better(found, place->second)) place->second = found;
    if (wants_front) take_into_front(found);
  }

  void take_too_slow(const FoundPlan& found) {
    if (!too_slow || is_better(found, *too_slow)) too_slow = found;
  }

  void take_into_front(const FoundPlan& found) {
    const auto place = std::lower_bound(front.begin(), front.end(), found, is_better);
    if (place != front.begin() && std::prev(place)->bytes <= found.bytes) return;
    const auto beaten_end =
        std::find_if(place, front.end(), [&](const FoundPlan& other) { return other.bytes < found.bytes; });
    front.insert(front.erase(place, beaten_end), found);
  }

  void join(const Findings& other, bool wants_front) {
    for (const auto& [split, found] : other.by_split) {
      const auto [place, is_new] = by_split.try_emplace(split, found);
      if (!is_new && is_better(found, place->second)) place->second = found;
    }
    if (wants_front)
      for (const FoundPlan& found : other.front) take_into_front(found);
    if (other.smallest) take_smallest(smallest, *other.smallest);
    if (other.too_slow) take_too_slow(*other.too_slow);
    worked_out += other.worked_out;
    fits += other.fits;
  }
};

// One thread: strips of shapes through every combination of switches.
class StripSearch {
 public:
  StripSearch(const PlanProgram& program, const std::vector<SwitchedPlans>& specials, const PlanSearchOptions& options,
              const ShapeSpace& space)
      : program_(program),
        specials_(specials),
        options_(options),
        space_(space),
        chips_(static_cast<double>(space.chips)) {
    for (const SwitchedPlans& special : specials_) workspaces_.push_back(special.columns.workspace());
  }

  void search(std::span<const PlanShape> shapes) {
    fitted_.assign(shapes.size(), {});
    begin_strip(shapes);
    for (std::size_t s = 0; s < specials_.size(); ++s) {
      choose(shapes, s);
      if (!chosen_.empty()) work_out(shapes, s);
    }
  }

  Findings findings;

 private:
  void begin_strip(std::span<const PlanShape> shapes) {
    least_step_.assign(shapes.size(), 0);
    split_of_shape_.clear();
    std::map<Split, std::size_t> number_of;
    for (const PlanShape& shape : shapes)
      split_of_shape_.push_back(number_of.try_emplace(split_of(shape), number_of.size()).first->second);
    best_of_split_.assign(number_of.size(), HUGE_VAL);
  }

  // Rule 3: all other combinations add to the first, so none of them is faster.
  bool may_be_of_use(std::size_t shape) const {
    if (options_.exhaustive || !program_.has_usual_gradients) return true;
    const double wanted = options_.front ? HUGE_VAL : best_of_split_[split_of_shape_[shape]];
    return least_step_[shape] <= std::min(wanted, options_.most_step);
  }

  // The shapes that this combination is worked out for.
  void choose(std::span<const PlanShape> shapes, std::size_t s) {
    chosen_.clear();
    const bool skips = !options_.exhaustive && !options_.front;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      if (!is_a_plan(shapes[i], specials_[s].switches, program_, space_)) continue;
      const bool is_done = skips && std::any_of(fitted_[i].begin(), fitted_[i].end(), [&](std::size_t before) {
                             return adds_to(specials_[s].switches, specials_[before].switches,
                                            program_.has_usual_gradients);
                           });
      if (!is_done && (s == 0 || may_be_of_use(i))) chosen_.push_back(i);
    }
  }

  double degree(const PlanShape& shape, std::size_t quantity) const {
    for (std::size_t d = 0; d < degree_count; ++d)
      if (program_.degrees[d] == quantity) return static_cast<double>(shape.degrees[d]);
    if (program_.chips == quantity) return chips_;
    const bool divides = program_.layers % shape[Degree::pipeline] == 0;
    return divides ? no : yes;  // balanced
  }

  void work_out(std::span<const PlanShape> shapes, std::size_t s) {
    const SwitchedPlans& special = specials_[s];
    ColumnProgram::Workspace& workspace = workspaces_[s];
    for (std::size_t q = 0; q < special.quantities.size(); ++q) {
      double* const column = workspace.input(q);
      for (std::size_t i = 0; i < chosen_.size(); ++i) column[i] = degree(shapes[chosen_[i]], special.quantities[q]);
    }
    special.columns.evaluate(workspace, chosen_.size());
    const double *step = special.columns.output(workspace, 0), *bytes = special.columns.output(workspace, 1);
    findings.worked_out += static_cast<double>(chosen_.size());
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      if (std::isnan(step[i]) || std::isnan(bytes[i])) continue;
      if (s == 0) least_step_[chosen_[i]] = step[i];
      const bool is_slow = step[i] > options_.most_step;
      const bool fits = bytes[i] <= program_.most_bytes;
      if (!fits && findings.smallest && findings.smallest->bytes < bytes[i]) continue;
      const FoundPlan found{shapes[chosen_[i]], special.switches, step[i], bytes[i]};
      take_smallest(findings.smallest, found);
      if (fits && is_slow) findings.take_too_slow(found);
      if (!fits || is_slow) continue;
      ++findings.fits;
      fitted_[chosen_[i]].push_back(s);
      double& best = best_of_split_[split_of_shape_[chosen_[i]]];
      best = std::min(best, step[i]);
      findings.take(found, options_.front);
    }
  }

  const PlanProgram& program_;
  const std::vector<SwitchedPlans>& specials_;
  const PlanSearchOptions& options_;
  const ShapeSpace& space_;
  std::vector<ColumnProgram::Workspace> workspaces_;
  double chips_;
  std::vector<std::vector<std::size_t>> fitted_;  // of each shape the combinations that fit
  std::vector<double> least_step_;                // of each shape what no combination is faster than
  std::vector<std::size_t> split_of_shape_;
  std::vector<double> best_of_split_;  // in this strip, whatever other threads have found
  std::vector<std::size_t> chosen_;
};

FoundPlans told(const Findings& findings, double plans) {
  FoundPlans found;
  for (const auto& [split, plan] : findings.by_split) found.by_shape.push_back(plan);
  std::sort(found.by_shape.begin(), found.by_shape.end(), is_better);
  if (!found.by_shape.empty()) found.best = found.by_shape.front();
  found.front = findings.front;
  found.smallest = findings.smallest;
  found.too_slow = findings.too_slow;
  found.plans = plans;
  found.worked_out = findings.worked_out;
  found.fits = findings.fits;
  return found;
}

std::vector<PlanShape> shapes_of_shard(const ShapeSpace& space, const PlanSearchOptions& options) {
  std::vector<PlanShape> own;
  std::size_t i = 0;
  for_each_shape(space, [&](const PlanShape& shape) {
    if (i++ % options.shards == options.shard) own.push_back(shape);
  });
  return own;
}

}  // namespace

struct PlanSearch::Compiled {
  std::vector<SwitchedPlans> specials;
};

PlanSearch::PlanSearch(PlanProgram program, bool exhaustive)
    : program_(std::move(program)),
      compiled_(std::make_unique<const Compiled>(Compiled{specialised_programs(program_, exhaustive)})) {}
PlanSearch::~PlanSearch() = default;
PlanSearch::PlanSearch(PlanSearch&&) noexcept = default;
PlanSearch& PlanSearch::operator=(PlanSearch&&) noexcept = default;

FoundPlans PlanSearch::search(const ShapeSpace& space, const PlanSearchOptions& options) const {
  const std::vector<PlanShape> shapes = shapes_of_shard(space, options);
  double plans = 0;
  for (const PlanShape& shape : shapes) plans += plans_of(shape, space);
  const std::size_t strips = (shapes.size() + strip_length - 1) / strip_length;
  const std::size_t threads = std::clamp<std::size_t>(options.threads, 1, std::max<std::size_t>(1, strips));
  std::vector<Findings> findings(threads);
  std::atomic<std::size_t> next = 0;
  on_threads(threads, [&](std::size_t thread) {
    StripSearch search(program_, compiled_->specials, options, space);
    for (std::size_t strip = next++; strip < strips; strip = next++) {
      const std::size_t begin = strip * strip_length, end = std::min(shapes.size(), begin + strip_length);
      search.search(std::span(shapes).subspan(begin, end - begin));
      if (thread == 0 && options.progress)
        options.progress(static_cast<double>(strip + 1) / static_cast<double>(strips));
    }
    findings[thread] = std::move(search.findings);
  });
  Findings all;
  for (const Findings& one : findings) all.join(one, options.front);
  return told(all, plans);
}

FoundPlans search_plans(const PlanProgram& program, const ShapeSpace& space, const PlanSearchOptions& options) {
  return PlanSearch(program, options.exhaustive).search(space, options);
}

FoundPlans joined(std::vector<FoundPlans> shards) {
  Findings all;
  double plans = 0;
  for (const FoundPlans& shard : shards) {
    Findings one;
    for (const FoundPlan& plan : shard.by_shape) one.by_split.emplace(split_of(plan.shape), plan);
    one.front = shard.front;
    one.smallest = shard.smallest;
    one.too_slow = shard.too_slow;
    one.worked_out = shard.worked_out;
    one.fits = shard.fits;
    all.join(one, true);
    plans += shard.plans;
  }
  return told(all, plans);
}

}  // namespace costcurve
