#pragma once
// What `solve` is asked, read and checked against the scenario before anything is solved.

#include "answer/cases.h"
#include "scenario/question.h"
#include "search/solutions.h"

namespace costcurve {

struct SolveQuestion {
  std::vector<Excerpt> wishes;              // the targets as they are typed
  std::unique_ptr<AuditedVariant> stated;   // the scenario as it stands
  std::unique_ptr<AuditedVariant> started;  // with start values for what nothing determines; null if there is none such
  std::vector<Target> targets;              // in the formulas of what is worked on
  std::vector<Interval> brackets;           // of the first unknowns, as asked for
  std::vector<std::size_t> unknowns;        // quantities to solve for; none: every input
  std::vector<Interval> within;             // where they are looked for
  std::vector<bool> open;                   // nothing determines them
  Program sides;                            // left and right of each target
  std::vector<std::string> shown;           // quantities that are to be told of at each solution

  AuditedVariant& worked() const { return started ? *started : *stated; }
};

/// The targets in the formulas of an audit, which are its own: of targets that were read without a mistake.
std::vector<Target> targets_in(AuditedVariant& audited, const std::vector<Excerpt>& wishes);

/// Whether every input is tried.
bool asks_for_all(const Question& question);
/// What is wrong with the options alone, before any file is read.
void check_options(const Question& question, Diagnostics& diagnostics);

/// Reads scenario, targets and unknowns; null if a mistake was reported.
std::unique_ptr<SolveQuestion> read_question(const Question& question, const Case& which, Library& library,
                                             Diagnostics& diagnostics);

/// How a target's sides shall compare.
Demand demand_of(const Target& target);

}  // namespace costcurve
