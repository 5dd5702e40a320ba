#pragma once
// What `solve` is asked, read and checked against the scenario before anything is solved.

#include "answer/audited.h"
#include "scenario/question.h"
#include "search/solutions.h"

namespace costcurve {

struct SolveQuestion {
  std::shared_ptr<const Scenario> bound;  // before anything is worked out, with the targets' sides in its graph
  std::vector<Target> targets;
  std::vector<Interval> brackets;          // of the first unknowns, as asked for
  std::unique_ptr<AuditedVariant> stated;  // as it stands
  std::unique_ptr<AuditedVariant>
      started;                        // with start values for unknowns that nothing determines; null if there are none
  std::vector<std::size_t> unknowns;  // quantities to solve for; none: every input
  std::vector<Interval> within;       // where they are looked for
  std::vector<bool> open;             // nothing determines them
  Program sides;                      // left and right of each target

  const AuditedVariant& worked() const { return started ? *started : *stated; }
};

/// Reads options, scenario, targets and unknowns; nothing if a mistake was reported.
std::unique_ptr<SolveQuestion> read_question(const Question& question, const std::string& variant, Library& library,
                                             Diagnostics& diagnostics);

/// How a target's sides shall compare.
Demand demand_of(const Target& target);

}  // namespace costcurve
