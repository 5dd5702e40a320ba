#pragma once
// The answers of `check` and `run`: claims judged, what is over-determined compared, everything that follows.
//
// What they found is plain data, which needs no scenario any more: checked.h finds it, check_words.h and
// side_by_side.h tell it to people, check_data.cpp to programs.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "answer/about.h"
#include "audit/cause.h"
#include "audit/reasons.h"
#include "audit/single_changes.h"
#include "audit/verdict.h"
#include "chance/simulation.h"
#include "document/data.h"
#include "document/document.h"
#include "scenario/scenario.h"

namespace costcurve {

/// What is to be told: to a person what was judged, or all that follows; to a program everything.
enum class Detail : std::uint8_t { claims_and_checks, everything, data };

/// Where a quantity's value comes from.
struct Origin {
  enum class Way : std::uint8_t { given, assumed, set, catalog, by_default, formula, estimate, together };
  Way way = Way::given;
  std::string formula;  // of a derived one, over names
  std::string source;   // of a given one, its key or title
  bool unverified = false;
  std::string where, date, retrieved, note;
};

/// What a share is a share of: "of 989.4 TFLOP/s/chip (bf16 dense)".
struct Whole {
  double value = 0;
  ShownUnit shown;
  std::string precision;   // of a peak
  std::string convention;  // what the share counts, where others count otherwise
};

/// A quantity as it came out, in base units.
struct CheckedQuantity {
  std::string name;
  ShownUnit shown;
  bool known = false;
  double value = 0;
  Origin origin;
  std::optional<Whole> whole;
  Bounds rounding;                 // what printed digits allow
  Interval range;                  // what all that is stated allows
  std::optional<Interval> stated;  // the range that is stated of it
  bool is_hard = false;            // with hard ends
  std::optional<Summary> belief;
  std::string layer, basis;  // of a cost
  bool is_disputed = false;
  bool is_asked_for = true;  // by the file, by a claim, or as what the part is there for
  bool is_result = false;    // nobody asks for it, but it is what the sheet is there for
  bool is_of_sheet = true;   // its part has one
  struct Share {
    std::string name;
    double share = 0;
  };
  std::vector<Share> shares;  // what an answer that is a sum is made of

  /// Where it can be, as far as anything is said of it: where 90 % of the samples have it, else the stated range.
  std::optional<Interval> reach() const;
};

/// A part's quantities, by their places among all.
struct CheckedPart {
  std::string name, sheet;
  std::string of;  // the part whose row it is
  std::vector<std::size_t> quantities;
};

/// An equation, an estimate or a limit, and how its two sides compare.
struct CheckedEquation {
  std::string sentence, part;  // whose sheet says it; empty of what the scenario itself says
  std::string with_part;       // the sentence as it stands alone
  std::string reason;          // why an estimate differs, or why a value is unusual
  Statement statement = Statement::equal;
  ShownUnit shown;
  Judgement judgement;
  bool failed = false;
  Excuse excuse = Excuse::none;
  bool rests_on_a_given = false;
};

/// An input that alone would make a failed claim true.
struct Remedy {
  std::string name;
  double value = 0;
  ShownUnit shown;
  bool same_part = false;  // as the claim's quantity
};

struct CheckedClaim : PublishedValue {
  Judgement judgement;
  ShownUnit shown;
  bool as_expected = true;
  bool elsewhere = false;  // said of another variant than it is looked at in
  bool computable = false;
  std::optional<Origin> given;  // of a quantity that is given, not computed
  bool unverified = false;      // its source
  std::vector<Remedy> remedies;
  std::vector<Cause> causes;
  bool finds_fault = false;  // the audit finds the fault that the claim names
  std::vector<std::string> layers;
  std::string open;  // the first quantity in it that is not determined
  std::optional<Summary> belief;
  std::optional<Probability> probability;
  std::optional<Probability> as_much;  // of a plain number: that it is this much, or more
};

/// Givens that cannot all be true.
struct Contradiction {
  struct Stated {
    std::string name, text, where;
  };
  std::vector<Stated> givens;
  std::vector<std::string> dependents;
  // Where the scenario defines one quantity twice, and the two differ: how, and where.
  std::string defined_twice;
  std::vector<Stated> definitions;
};

/// A quantity that is not determined, and why: sets of what would determine it, the smallest first, or what the solver
/// said of the equations that hold it.
struct Undetermined {
  std::string name, part;
  std::vector<std::vector<std::string>> sets;
  std::string refused;

  /// "give rent or chip_time"
  std::string reason() const;
  std::string text() const { return name + " is not determined: " + reason(); }
};

/// How much is told: the question and the answer; what was asked for, the rest folded; everything.
enum class Telling : std::uint8_t { brief, folded, whole };
struct ToldAs {
  Telling telling = Telling::whole;
  bool lists_sources = false;   // of all that was taken, also where the rest is folded
  bool hides_computed = false;  // what is given and what is asked, with blanks for what follows
  bool derives = false;         // with the tree of reasons behind each answer
};

/// What was taken in one way ("assumed", "estimated", "by default", "from the catalog"), each with the parts it is for.
struct Taken {
  struct Statement {
    std::string text;                      // with its source
    std::string brief;                     // without
    std::string date;                      // of a fact
    std::string name;                      // of the quantity
    std::vector<std::string> warnings;     // what is remarked of it
    std::vector<std::string> doubts = {};  // those of them that make it less sure
    std::vector<std::string> parts = {};

    std::string in_parts() const;  // " in run and owned"
    friend bool operator==(const Statement&, const Statement&) = default;
  };
  std::string way;
  std::vector<Statement> statements;

  /// Everything, or in about a line: what is left out then `--sources` lists.
  Notes::Note note(bool in_full = true) const;
};

/// What is known from one side only, because a value is: "over $51 million".
struct Bounded {
  struct Side {
    std::string name;
    ShownUnit shown;
    Interval range;  // open to one side, or a point where no value beyond the bound changes it

    /// "at least 25.5 M chip·h"
    std::string text() const;
  };
  std::string text, where;  // of the statement: "run.cost over $51 million"
  std::vector<Side> follow;

  /// "as run.cost is over $51 million (mine.toml:3): run.chip_time at least 25.5 M chip·h"
  std::string sentence() const;
};

/// A fact of the catalog that the scenario's numbers overrule.
struct Overruled {
  std::string name;
  ShownUnit shown;
  double offered = 0, yours = 0;
  bool is_stated = false;  // yours, and does not only follow
};

/// A fact of the catalog that was left aside, because it contradicts what is given.
struct Withdrawn {
  std::string name, text, where;
};

/// One case of a scenario: everything that was found of it.
struct Checked {
  std::string title, variant;
  About about;
  std::vector<CheckedQuantity> quantities;                 // as many as are to be told of
  std::map<std::string, std::size_t, std::less<>> places;  // of their names
  std::vector<CheckedPart> parts;
  std::vector<std::string> headlines;  // the quantities that the first sentences are about
  bool asks = false;                   // the file says itself that it is these
  std::map<std::string, std::string>
      among_listed;            // among what the catalog lists: "above 13 of 23 listed on-demand H100 rents"
  bool compares = false;       // they are two, and neither is part of the other
  std::string beside;          // that the file names options, and what puts them side by side
  std::string of_another_day;  // what it rests on that nobody asked by the day that is asked for
  bool is_left_open = false;   // what is asked: another verb finds it, and nothing else is an answer
  std::vector<CheckedEquation> equations;
  std::vector<CheckedClaim> claims;
  std::vector<Contradiction> contradictions;
  std::vector<Undetermined> missing;
  std::vector<Taken> taken;
  std::vector<std::pair<std::string, std::string>> evidence;  // of each part with a training plan
  std::vector<Bounded> bounded;
  std::vector<Overruled> overruled;
  std::vector<Withdrawn> withdrawn;
  std::vector<std::string> refused;
  std::vector<std::string> counted_twice;      // a sentence each
  std::vector<std::string> not_as_handed_out;  // likewise, of its exercises
  bool has_own_seals = false;                  // its exercises are none that are known
  std::optional<SimulationOptions> drawn;      // how, where anything is believed
  bool as_expected = true;
  std::vector<Chart> pictures;
  std::vector<Reason> derivations;  // of the first answers, where they are to be told

  /// The quantity of that name, or null.
  const CheckedQuantity* quantity(std::string_view name) const {
    const auto place = places.find(name);
    return place == places.end() ? nullptr : &quantities[place->second];
  }
};
using CheckedCases = std::vector<Checked>;

struct Changes;

/// Tells of the scenario as it stands and of its variants, in that order; with what changed since an earlier answer, if
/// that is asked for.
Document check_document(const CheckedCases& cases, Detail detail, const Changes* changes = nullptr, ToldAs as = {});

/// What of it is the table, for formats that have room for no more: what is known, what is claimed, or how many of the
/// exercises are right.
enum class TableOf : std::uint8_t { quantities, claims, exercises };
/// What programs are told, as the contract in the README says.
Data data_of(const std::string& file, const CheckedCases& cases, const Changes* changes = nullptr,
             TableOf table = TableOf::quantities);
/// The same of one case that stands beside others: it names its variant, `scenario` being the scenario as it stands.
Data data_of(const std::string& file, const Checked& checked, TableOf table = TableOf::quantities);

}  // namespace costcurve
