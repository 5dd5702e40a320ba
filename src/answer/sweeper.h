#pragma once
// The work of a sweep, in the order it is done. Internal to answer/.
//
//   sweep.cpp        scenario, axes, what to show; is it few enough?
//   sweep_table.cpp  each combination of names solved once, then one program over the space of the amounts; ranges
//   sweep_plans.cpp  points at which a plan cannot be carried out

#include <functional>
#include <map>

#include "answer/checked.h"
#include "answer/sweep.h"
#include "audit/swept.h"
#include "program/space.h"
#include "scenario/axis.h"

namespace costcurve {

class StatedPlans;

class Sweeper {
 public:
  Sweeper(const Question& question, const Case& which, Library& library, Diagnostics& diagnostics)
      : question_(question), case_(which), library_(library), diagnostics_(diagnostics) {}

  /// The table; of use only if there were no mistakes.
  SweepTable run();

 private:
  bool good() const { return diagnostics_.empty(); }
  bool read_scenario();
  bool read_axes();
  bool few_enough();
  std::shared_ptr<const Scenario> with_names();
  std::shared_ptr<const Scenario> bind_names();
  void for_each_names(const std::function<void()>& work);
  Values values_at(const Scenario& scenario, double share) const;
  std::ptrdiff_t count_shown(const AuditedVariant& audited) const;
  std::unique_ptr<AuditedVariant> audited_along(const std::shared_ptr<const Scenario>& scenario);
  void report_contradiction(const AuditedVariant& audited, const Contradicted& conflict);
  bool choose_shown();
  bool moves_with_axes(const AuditedVariant& audited, std::size_t q) const;
  void show_the_usual();
  void allocate();
  void fill();
  std::vector<SpaceAxis> sides(const Scenario& scenario) const;
  void evaluate_over(const AuditedVariant& audited, const Program& program, const std::vector<std::size_t>& columns,
                     const std::vector<Limit>& limits);
  void add_ranges(const AuditedVariant& audited, const std::vector<std::size_t>& known,
                  const std::vector<std::size_t>& columns);
  void mark_impossible_plans(const AuditedVariant& audited, const std::vector<std::size_t>& known,
                             const std::vector<std::size_t>& columns);
  void mark_impossible(std::size_t point, const std::vector<std::size_t>& columns, const AuditedVariant& audited,
                       const StatedPlans& plans);
  void refuse_without_plan();
  bool varies(const Program& program) const;
  void name_what_it_rests_on(const AuditedVariant& audited, const Program& program,
                             const std::vector<std::size_t>& columns, const std::vector<bool>& varies);
  void note_what_was_taken(const AuditedVariant& audited, const std::vector<std::size_t>& known);
  void add_taken(const Taken& taken);
  void add_note(const std::string& note);
  void finish();

  const Question& question_;
  const Case& case_;
  Library& library_;
  Diagnostics& diagnostics_;
  std::shared_ptr<const Scenario> base_;
  std::vector<SweptAxis> axes_;
  std::vector<std::size_t> names_;  // for each axis of names, which one is bound
  std::vector<std::string> shown_;  // by name: numbers may differ from one combination of names to another
  std::map<std::string, std::size_t> broken_;
  std::size_t impossible_points_ = 0;
  std::string first_impossible_;
  SweepTable table_;
};

}  // namespace costcurve
