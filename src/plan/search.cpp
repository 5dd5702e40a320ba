#include "plan/search.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <span>

#include "numeric/machine.h"
#include "plan/found_plans.h"
#include "plan/switched_program.h"

namespace costcurve {

// What is searched of every shape.
struct PlanSearch::Compiled {
  struct Combination {
    PlanSwitches switches;
    std::uint8_t needs = 0;      // what a shape must have
    std::uint64_t made_useless;  // a bit for each combination that makes it of no use where that fits: rule 2
  };

  Compiled(const PlanProgram& program, bool exhaustive)
      : combinations(combinations_of(program, exhaustive)), program(switched(program, combinations)) {}

  static std::vector<Combination> combinations_of(const PlanProgram& program, bool exhaustive) {
    std::vector<Combination> every;
    for (const PlanSwitches& switches :
         costcurve::combinations(program.stated, program.has_usual_gradients, exhaustive)) {
      std::uint64_t before = 0;
      for (std::size_t s = 0; !exhaustive && s < every.size(); ++s)
        if (adds_to(switches, every[s].switches, program.has_usual_gradients)) before |= std::uint64_t(1) << s;
      every.push_back({switches, needs_of(switches, program.stated), before});
    }
    return every;
  }

  static SwitchedProgram switched(const PlanProgram& program, const std::vector<Combination>& combinations) {
    std::vector<SwitchedProgram::Combination> words;
    for (const Combination& combination : combinations)
      words.emplace_back(combination.switches.words.begin(), combination.switches.words.end());
    return {program.program, {program.switches.begin(), program.switches.end()}, words};
  }

  std::vector<Combination> combinations;
  SwitchedProgram program;
};

// One thread: strips of shapes through every combination of switches.
class PlanSearch::Strips {
 public:
  Strips(const PlanSearch& search, const PlanSearchOptions& options, const ShapeSpace& space)
      : findings(options.front),
        program_(search.program_),
        compiled_(*search.compiled_),
        options_(options),
        space_(space),
        skips_(!options.exhaustive && !options.front),
        strip_(compiled_.program),
        few_(compiled_.program) {}

  PlanFindings findings;

  void search(std::span<const PlanShape> shapes) {
    begin(shapes);
    for (std::size_t s = 0; s < compiled_.combinations.size(); ++s) {
      choose(s);
      if (!chosen_.empty()) work_out(s);
    }
  }

 private:
  void begin(std::span<const PlanShape> shapes) {
    shapes_ = shapes;
    fitted_.assign(shapes.size(), 0);
    least_step_.assign(shapes.size(), 0);
    split_ = PlanFindings::numbered_splits(shapes);
    best_of_split_.assign(shapes.size(), HUGE_VAL);
    has_.clear();
    every_.clear();
    for (const PlanShape& shape : shapes) {
      has_.push_back(has(shape));
      every_.push_back(every_.size());
    }
    fill(strip_, every_);
  }

  std::uint8_t has(const PlanShape& shape) const {
    const bool replicas = has_replicas(shape, space_);
    return static_cast<std::uint8_t>((replicas ? with_replicas : 0) |
                                     (shape[Degree::tensor] > 1 ? with_shared_matrices : 0) |
                                     (replicas || shape[Degree::interleave] > 1 ? with_sends : 0));
  }

  void fill(SwitchedProgram::Strip& strip, const std::vector<std::size_t>& rows) {
    strip.begin();
    const std::vector<std::size_t>& quantities = compiled_.program.quantities();
    for (std::size_t q = 0; q < quantities.size(); ++q) {
      double* const column = strip.input(q);
      for (std::size_t i = 0; i < rows.size(); ++i) column[i] = degree(shapes_[rows[i]], quantities[q]);
    }
  }

  double degree(const PlanShape& shape, std::size_t quantity) const {
    for (std::size_t d = 0; d < degree_count; ++d)
      if (program_.degrees[d] == quantity) return static_cast<double>(shape.degrees[d]);
    if (program_.chips == quantity) return static_cast<double>(space_.chips);
    constexpr double balanced = 0, uneven_layers_are_not = 1;
    return divides(shape[Degree::pipeline], program_.layers) ? uneven_layers_are_not : balanced;
  }

  // Rule 3: all other combinations add to the first, so none of them is faster.
  bool may_be_of_use(std::size_t shape) const {
    if (options_.exhaustive || !program_.has_usual_gradients) return true;
    const double wanted = options_.front ? HUGE_VAL : best_of_split_[split_[shape]];
    return least_step_[shape] <= std::min(wanted, options_.most_step);
  }

  // The shapes that this combination is worked out for.
  void choose(std::size_t s) {
    chosen_.clear();
    const Compiled::Combination& combination = compiled_.combinations[s];
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      const bool is_a_plan = (combination.needs & ~has_[i]) == 0;
      if (is_a_plan && (fitted_[i] & combination.made_useless) == 0 && (s == 0 || may_be_of_use(i)))
        chosen_.push_back(i);
    }
  }

  // A few shapes are worked out by themselves; of many the strip, for the others cost less than picking them.
  void work_out(std::size_t s) {
    constexpr std::size_t few = 8;
    const bool by_themselves = s > 0 && few * chosen_.size() < shapes_.size();
    if (by_themselves) fill(few_, chosen_);
    SwitchedProgram::Strip& strip = by_themselves ? few_ : strip_;
    strip.evaluate(s, by_themselves ? chosen_.size() : shapes_.size());
    const double *step = strip.output(s, 0), *bytes = strip.output(s, 1);
    findings.worked_out += static_cast<double>(chosen_.size());
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      const std::size_t row = by_themselves ? i : chosen_[i];
      take(chosen_[i], s, step[row], bytes[row]);
    }
  }

  void take(std::size_t shape, std::size_t s, double step, double bytes) {
    if (std::isnan(step) || std::isnan(bytes)) return;
    if (s == 0) least_step_[shape] = step;
    const bool fits = bytes <= program_.most_bytes, is_slow = step > options_.most_step;
    const auto found = [&] { return FoundPlan{shapes_[shape], compiled_.combinations[s].switches, step, bytes}; };
    if (findings.may_be_smallest(bytes)) findings.take_smallest(found());
    if (fits && is_slow) findings.take_too_slow(found());
    if (!fits || is_slow) return;
    ++findings.fits;
    if (skips_) fitted_[shape] |= std::uint64_t(1) << s;
    double& best = best_of_split_[split_[shape]];
    if (step > best && !findings.may_be_of_front(step, bytes)) return;
    best = std::min(best, step);
    findings.take(found());
  }

  const PlanProgram& program_;
  const Compiled& compiled_;
  const PlanSearchOptions& options_;
  const ShapeSpace& space_;
  bool skips_;
  SwitchedProgram::Strip strip_, few_;
  std::span<const PlanShape> shapes_;
  std::vector<std::uint8_t> has_;      // of each shape what switches need
  std::vector<std::uint64_t> fitted_;  // of each shape a bit for each combination that fits, where others are skipped
  std::vector<double> least_step_;     // of each shape what no combination is faster than
  std::vector<std::size_t> split_;     // of each shape
  std::vector<double> best_of_split_;  // in this strip, whatever other threads have found
  std::vector<std::size_t> every_, chosen_;
};

namespace {

std::vector<PlanShape> shapes_of_shard(const ShapeSpace& space, const PlanSearchOptions& options) {
  std::vector<PlanShape> own;
  std::size_t i = 0;
  for_each_shape(space, [&](const PlanShape& shape) {
    if (i++ % options.shards == options.shard) own.push_back(shape);
  });
  return own;
}

}  // namespace

PlanSearch::PlanSearch(PlanProgram program, bool exhaustive)
    : program_(std::move(program)), compiled_(std::make_unique<const Compiled>(program_, exhaustive)) {}
PlanSearch::~PlanSearch() = default;
PlanSearch::PlanSearch(PlanSearch&&) noexcept = default;
PlanSearch& PlanSearch::operator=(PlanSearch&&) noexcept = default;

FoundPlans PlanSearch::search(const ShapeSpace& space, const PlanSearchOptions& options) const {
  const std::vector<PlanShape> shapes = shapes_of_shard(space, options);
  double plans = 0;
  for (const PlanShape& shape : shapes) plans += plans_of(shape, space, program_.stated);
  const std::size_t strips = (shapes.size() + strip_length - 1) / strip_length;
  const std::size_t threads = std::clamp<std::size_t>(options.threads, 1, std::max<std::size_t>(1, strips));
  std::vector<PlanFindings> findings(threads, PlanFindings(options.front));
  std::atomic<std::size_t> next = 0;
  on_threads(threads, [&](std::size_t thread) {
    Strips search(*this, options, space);
    for (std::size_t strip = next++; strip < strips; strip = next++) {
      const std::size_t begin = strip * strip_length, end = std::min(shapes.size(), begin + strip_length);
      search.search(std::span(shapes).subspan(begin, end - begin));
      if (thread == 0 && options.progress)
        options.progress(static_cast<double>(strip + 1) / static_cast<double>(strips));
    }
    findings[thread] = std::move(search.findings);
  });
  PlanFindings every(options.front);
  for (const PlanFindings& of_thread : findings) every.join(of_thread);
  return every.told(plans);
}

FoundPlans search_plans(const PlanProgram& program, const ShapeSpace& space, const PlanSearchOptions& options) {
  return PlanSearch(program, options.exhaustive).search(space, options);
}

}  // namespace costcurve
