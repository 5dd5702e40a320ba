#pragma once
// The answer of `plan`: the best way to split a run over its chips.

#include <optional>
#include <string>
#include <vector>

#include "answer/about.h"
#include "answer/question.h"
#include "chance/simulation.h"
#include "document/data.h"
#include "plan/evidence.h"
#include "quantity/units.h"

namespace costcurve {

/// What the best plan is best at.
enum class PlanAim : std::uint8_t { time, money, chips };

/// A quantity of a plan, as the sheet has it.
struct PlannedAmount {
  double value = 0;
  ShownUnit shown;
  std::optional<Summary> belief;
  std::optional<Interval> stated;  // the 90 % range of what is not worked out
};

/// A plan with what it comes to.
struct PlannedRun {
  long long chips = 0;
  FoundPlan plan;
  std::vector<std::pair<std::string, PlannedAmount>> amounts;  // by the quantity's name, those that are known
  struct Term {
    std::string name;
    double seconds = 0;
  };
  std::vector<Term> terms;                          // of the step, the longest first
  std::vector<std::optional<PlannedAmount>> shown;  // those asked for, in the table's order; nothing of an unknown one

  const PlannedAmount* find(std::string_view name) const;
};

struct PlanTable {
  About about;
  std::string scenario, variant, part, chip, llm;
  PlanAim aim = PlanAim::time;
  PlanSwitches words;                      // unused of what is stated
  std::vector<std::string> stated;         // "tensor = 8"
  std::vector<std::string> would_fit;      // changes, where none fits
  std::optional<PlannedRun> fastest;       // where none meets the deadline
  std::optional<PlannedRun> best, second;  // second: of another split
  std::vector<PlannedRun> front;           // by time; no more than what is asked for is known of them
  std::vector<PlannedRun> by_chips;        // of several numbers, those that no other beats in time and money
  std::vector<std::string> shown;          // the quantities asked for, by their whole names
  FoundPlans found;                        // of the best plan's chips
  double plans = 0, worked_out = 0;        // over all numbers of chips
  std::size_t shard = 0, shards = 1;
  std::string question;          // a fingerprint of givens and space: shards of one question have the same
  std::string tried;             // which numbers of chips, where nobody says them
  long long searched_chips = 0;  // the last number of chips that was searched
  Evidence evidence;
  double memory = 0, most_bytes = 0;  // of a chip
  std::string deadline;               // as typed
  bool exhaustive = false;
};

/// The verb.
Answer plan(const Question& question, Library& library);

Document plan_document(const PlanTable& table);
Data data_of(const PlanTable& table);

/// "TP4 PP8 DP32 v12 b2, ZeRO-1, light recomputation".
std::string plan_words(const FoundPlan& plan);

}  // namespace costcurve
