#pragma once
// The answer of `solve`: what would have to be true.

#include <optional>
#include <string>
#include <vector>

#include "audit/consequences.h"
#include "document/data.h"
#include "document/document.h"
#include "search/solutions.h"

namespace costcurve {

/// What shall be true, and how it stands.
struct SolvedTarget {
  std::string text;  // "total.cost <= 300 kUSD"
  std::string left;  // "total.cost"
  ShownUnit unit;    // of the left side
  Demand demand = Demand::equal;
  std::optional<double> now;  // what the left side comes to; nothing while an unknown has no value
  bool holds = false;
};

/// A quantity that is solved for.
struct SolvedUnknown {
  std::string name;
  ShownUnit unit;
  Dimension dimension;
  Domain domain = Domain::any;
  enum class Standing : std::uint8_t { stated, catalog, by_default, estimated, open } standing = Standing::stated;
  double stated = 0;  // of one that is not open
  int digits = 6;     // that what is found bears out: few where something else is believed, and stands at its middle
  Interval searched;
  bool bracketed = false;  // by --between
};

/// A target that is not met once the scenario is worked out anew: what its left side comes to then.
struct MissedTarget {
  std::size_t target = 0;
  double value = 0;
};

/// What a quantity comes to that the answer is to show as well.
struct ShownValue {
  std::string name;
  ShownUnit unit;
  std::optional<double> value;  // nothing where it is not determined
};

/// Values of all unknowns that do it together, and what follows.
struct SolvedPoint {
  std::vector<double> values;
  std::vector<ShownValue> shown;
  std::optional<Consequences> consequences;
  std::vector<MissedTarget> missed;
  std::string no_plan;        // what is wrong with a plan that has these values
  bool is_next_plan = false;  // in the place of values with which there is no plan
};

/// One input's change in the table of all.
struct SolvedChange {
  SolvedUnknown input;
  NeededValue needed;
  Interval range;         // what `implausibility` is measured by
  std::string cannot_be;  // which limit it would break, or why there is no plan with it
};

struct Solved {
  std::vector<SolvedTarget> targets;
  std::vector<SolvedUnknown> unknowns;  // none: all were asked for
  std::vector<SolvedPoint> points;
  std::vector<Interval> ranges;                   // of a single unknown: where every value does it
  std::vector<bool> lacks_low, lacks_high;        // of each of a bound's: its end does not, as where a side jumps there
  std::vector<double> outside;                    // of a single unknown: values that do it, beyond where they may lie
  std::vector<std::vector<double>> outside_sets;  // the same of several
  std::string forbidden;            // why the first of them may not be; nothing where it was only not looked for
  std::optional<Interval> reach;    // where nothing does it: what the left side comes to
  std::optional<Jump> jump;         // where nothing does it, for the left side jumps over it
  std::vector<std::string> traded;  // unknowns that the targets do not fix one by one
  std::size_t starts = 0;           // of several unknowns
  std::vector<SolvedChange> changes;
  std::vector<std::string> cannot;  // inputs of which no value does it
  std::vector<std::string> words;   // inputs that are words, which are not looked for
  std::size_t not_looked_at = 0;
  std::vector<std::string> believed;  // what is believed of the inputs, each at its middle: "bot.output at 406 tokens"
};

Document solve_document(const Solved& solved);
Data data_of(const std::string& file, const std::string& variant, const Solved& solved);

}  // namespace costcurve
