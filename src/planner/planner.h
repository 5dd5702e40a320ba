#pragma once
// From a part of the sheet `parallel_training` to the best way to split it. Internal to planner/.
//
//   planner.cpp          what is stated, what is searched, each number of chips in turn
//   no_plan.cpp          what is stated leaves no plan, or too many
//   stated_outcome.cpp   what is stated is what a plan comes to, so that none would be better than another
//   what_fits.cpp        which changes would make a plan fit where none does
//   merged.cpp           what shards found elsewhere, joined
//   planner_options.cpp  what is asked: what is best, by when, of how many chips
//   planned_run.cpp      a plan that was found, audited: what it comes to, the terms of its step, what is measured near
//   unbeaten.cpp         of what was found that which nothing else beats, by chips and by memory

#include "answer/cases.h"
#include "audit/swept.h"
#include "planner/plan.h"

namespace costcurve {

class Planner {
 public:
  Planner(const Question& question, const Case& which, Library& library, Diagnostics& diagnostics)
      : question_(question), case_(which), library_(library), diagnostics_(diagnostics) {}

  /// Of use only if there were no mistakes.
  PlanTable run();

 private:
  bool good() const { return diagnostics_.empty(); }
  void wrong(std::string problem, std::vector<std::string> notes);
  bool read_scenario();
  bool read_options();
  void read_aim();
  void read_deadline();
  void read_shard();
  bool read_chips();
  void choose_chips(long long most);
  void take_chips(const std::string& text, long long most);
  bool has_one_number();
  bool find_part();
  bool may_be_an_outcome(std::size_t quantity) const;
  bool states_no_outcome();
  bool has_what_the_aim_needs(const AuditedVariant& audited);
  std::optional<long long> chips_of_degrees() const;

  struct Fewest {
    double chips = 1;
    long long domain = 1;
  };
  Fewest fewest_thinkable() const;
  void tell_tried(long long last);
  void take_around_cheapest();
  void take_every_from(const Fewest& fewest, long long most);

  std::size_t number(std::string_view name) const;
  bool is_stated(std::string_view name) const;
  double known(const AuditedVariant& audited, std::string_view name) const;
  std::optional<long long> whole(const AuditedVariant& audited, std::string_view name);
  std::optional<long long> whole(double value, std::string_view name);
  Values values_of(long long chips, const PlanShape& shape, const PlanSwitches& switches) const;
  PlanShape first_shape(long long chips) const;
  std::optional<ShapeSpace> space_for(const AuditedVariant& audited, long long chips);
  std::optional<PlanProgram> program_for(const AuditedVariant& audited, const ShapeSpace& space) const;
  bool prepare(long long chips);
  std::vector<std::string> answers_to_merge() const;
  std::optional<FoundPlans> merged(long long chips);
  bool depends_on_chips(const AuditedVariant& audited, std::string_view name) const;
  double slowest_step(const AuditedVariant& audited) const;
  std::optional<FoundPlans> search(long long chips, const std::function<void(double)>& progress);
  void search_all();
  void take(long long chips, const FoundPlans& found);
  bool is_within(const PlannedRun& run) const;
  double objective(const PlannedRun& run) const;
  static double time(const PlannedRun& run);
  static double money(const PlannedRun& run);
  void keep_unbeaten();
  long long layers_with(long long chips, const Values& values) const;
  PlannedRun planned(long long chips, const FoundPlan& plan, bool with_beliefs) const;
  void tell_front(long long chips);
  void tell_evidence(const PlannedRun& run);
  void nothing_fits();
  std::vector<std::string> what_would_fit(long long chips, const FoundPlan& smallest);
  std::optional<FoundPlan> fitting(const ShapeSpace& space, const PlanProgram& program) const;
  std::optional<std::string> more_chips_that_fit(long long chips);
  unsigned threads() const;
  void no_plan_at_all(long long chips, const ShapeSpace& space);
  void no_number_has_a_plan();
  bool few_enough(const ShapeSpace& space);
  std::string fingerprint() const;

  const Question& question_;
  const Case& case_;
  Library& library_;
  Diagnostics& diagnostics_;
  std::shared_ptr<const Scenario> base_;
  const Part* part_ = nullptr;
  std::vector<long long> chips_;
  bool is_refined_ = false;
  long long every_until_ = 0;                // numbers of chips up to here are tried without a gap
  std::optional<double> deadline_;           // seconds
  std::unique_ptr<AuditedVariant> audited_;  // with one of the numbers of chips
  std::optional<ShapeSpace> space_;
  std::optional<PlanProgram> program_;
  std::optional<PlanSearch> search_;
  double most_step_ = HUGE_VAL;
  bool is_for_all_chips_ = false;  // what was prepared for one number of chips
  std::optional<std::pair<long long, FoundPlan>> smallest_;
  std::optional<PlannedRun> too_slow_;  // the fastest that fits, where it takes longer than the deadline
  PlanTable table_;
};

/// What is switched on where nothing is said: the states of the optimiser sharded, nothing recomputed.
inline PlanSwitches usual_switches() { return {{1, 0, 0, 0, 0, 0}}; }

/// What one shard found, as its answer tells it.
struct MergedShard {
  std::size_t shard = 0, shards = 1;
  long long chips = 0;
  std::string question;  // a fingerprint of it
  FoundPlans found;
};
/// Reads the answer of one shard in JSON; nothing, and the mistake reported, where it is none.
std::optional<MergedShard> read_shard_answer(const SourcePointer& source, Diagnostics& diagnostics);

/// The terms of a plan's step, the longest first. `value` gives a quantity of the plan, in base units.
std::vector<PlannedRun::Term> terms_of_step(const std::function<double(std::string_view)>& value);

}  // namespace costcurve
