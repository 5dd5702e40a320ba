#pragma once
// A TOML file bound to sheets: parts, equations, claims, variants. What comes out are relations for the solver, and the
// claims to hold against its answer.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/relations.h"
#include "scenario/elsewhere.h"
#include "scenario/stated.h"
#include "sheets/sheet.h"
#include "text/toml.h"

namespace costcurve {

struct SourceNote {
  std::string title;
  std::string url;
  std::string year;
  bool unverified = false;  // its note says so
};

/// One use of a sheet, or a scenario's own quantities under a name.
struct Part {
  std::string name;  // "r1"; of a row "llama.b8"
  const Sheet* sheet = nullptr;
  std::string layer;                              // what a cost covers: final run, development, cluster, fleet
  std::string basis;                              // on what basis: rental, amortised, list
  std::map<std::string, std::string> attributes;  // chip = "H800"
  std::vector<std::size_t> quantities;
  std::string of;  // the part whose row it is
};

/// A published value for a quantity. It is compared, never used.
struct Claim {
  std::string id;  // of the corpus it belongs to: "B01"
  std::string says;
  std::string of;    // as written: "total.cost"
  std::string than;  // what it is compared with
  std::string source;
  std::string fault;    // what was found wrong with it
  std::string expect;   // a verdict, or "holds"
  std::string printed;  // the source's own words
  std::string note;
  std::string variant;  // checked in that variant
  std::string layer;
  std::string basis;
  NodeId node = no_node;  // what is compared
  Stated stated;
  bool cited = false;  // nothing to compute
  Place place;
};

/// What the scenario without a variant is called wherever the name of a variant is asked for or shown: `--variant
/// scenario`. No variant may have this name.
inline constexpr std::string_view as_it_stands = "scenario";

/// What somebody wants to be true of a scenario: two sides and how they shall compare.
struct Target {
  std::string text;      // as written: "total.cost <= 300 kUSD"
  std::string relation;  // = <= >= < >
  NodeId left = no_node;
  NodeId right = no_node;
  std::string left_text;   // "total.cost"
  std::string right_text;  // "300 kUSD"
};

/// A scenario in one variant.
struct Scenario {
  SourcePointer source;
  std::string title;
  std::string question;
  std::string variant;  // empty for the scenario as it stands
  std::map<std::string, SourceNote> sources;
  Units units;
  Relations relations;
  std::vector<Part> parts;
  std::vector<Claim> claims;
  std::vector<Target> targets;        // of a question; a file has none
  std::vector<Interval> brackets;     // where the question's unknowns shall be looked for
  std::vector<std::string> variants;  // the names of all

  /// The number of a quantity by its full name.
  std::optional<std::size_t> quantity(std::string_view name) const;
  const Part* part(std::string_view name) const;
  /// The names of all quantities that are the user's to see.
  std::vector<std::string> quantity_names() const;

  std::map<std::string, std::size_t, std::less<>> index;
};

/// What a claim's values are shown in, wherever they are shown: its quantity's unit, else the unit that it was made in.
ShownUnit shown_unit(const Scenario& scenario, const Claim& claim);

/// The names of a parsed file's variants, in the order of the file.
std::vector<std::string> variants_in(const Value& document);

/// `r1.duration=90h` of the command line.
struct Override {
  std::string key;
  Excerpt value;
};

/// Reports that the file has no variant of that name, with the nearest one that it has.
void report_no_variant(const SourcePointer& source, const Value& document, const std::string& name,
                       Diagnostics& diagnostics);

/// What is asked of a scenario besides what its file says: relations that shall be true, and for quantities the range
/// in which they may move. It is read with the scenario, because it speaks its language.
struct Question {
  std::vector<Excerpt> targets;    // "total.cost = 294 kUSD"
  std::vector<Override> brackets;  // r1.duration and "10 h .. 500 h"
};

/// Binds a parsed file, with the overrides, in the named variant. What they name elsewhere has been read. All mistakes
/// are added to `diagnostics`; the scenario is of use only if there were none.
Scenario bind_scenario(const SourcePointer& source, const Value& document, const Elsewhere& elsewhere,
                       const std::string& variant, const std::vector<Override>& overrides, Diagnostics& diagnostics,
                       const Question& question = {});

}  // namespace costcurve
