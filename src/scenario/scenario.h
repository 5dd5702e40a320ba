#pragma once
// A TOML file bound to sheets: parts, equations, claims, variants. What comes out are relations for the solver, and the
// claims to hold against its answer.
//
// A file is bound in four passes, each from one type of plain data to the next:
//
//   outline   the TOML tree -> parts, drafts of quantities, claims, all as text     outline.h
//   names     drafts -> what each name stands for, and of what dimension it is      names.h
//   slots     texts at keys -> given values and equations                           slots.h
//   claims    claims -> what they are about, and what they state                    claims.h
//
// The names stay in the scenario. What is typed afterwards is read against them: bind() below, question.h,
// axis.h.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "graph/relations.h"
#include "scenario/elsewhere.h"
#include "scenario/header.h"
#include "scenario/names.h"
#include "scenario/stated.h"
#include "sheets/sheet.h"
#include "solve/givens.h"
#include "text/toml.h"

namespace costcurve {

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

/// A published value for a quantity, as it is printed. It is compared, never used.
struct PublishedValue {
  std::string id;  // of the corpus it belongs to: "B01"
  std::string says;
  std::string of;    // as written: "total.cost"
  std::string than;  // what it is compared with
  std::string source;
  std::string fault;    // what was found wrong with it, in one of the language's words
  std::string expect;   // a verdict, or "holds"
  std::string printed;  // the source's own words
  std::string note;
  std::string variant;  // checked in that variant
  std::string layer;
  std::string basis;
  Stated stated;
  bool cited = false;               // nothing to compute
  std::string predict;              // what a reader thinks that it comes to, as written; "?" before they said
  std::optional<double> predicted;  // the same as an amount
  std::string sealed;               // of an exercise, in place of a value: the seal of its answer (text/seal.h)

  bool is_exercise() const { return !sealed.empty(); }
  /// Nobody published it: a reader is asked, to answer or to predict.
  bool is_asked() const { return is_exercise() || (!predict.empty() && stated.text.empty()); }
};

/// The same bound to a scenario.
struct Claim : PublishedValue {
  NodeId node = no_node;  // what is compared
  Place place;
};

/// A value that was written beside another entry of the catalog than the one that a variant, `--set` or a sweep put in
/// its place: the rent of an H100 beside a B200.
struct LeftBehind {
  std::size_t quantity = 0;
  std::string entry;  // that it was written for: "H100"
};

/// What the scenario without a variant is called wherever the name of a variant is asked for or shown: `--variant
/// scenario`. No variant may have this name.
inline constexpr std::string_view as_it_stands = "scenario";

/// A scenario in one variant.
struct Scenario {
  SourcePointer source;
  std::string title;
  std::string question;
  std::string prose;
  std::vector<std::size_t> answer;  // the quantities that the file says answer it
  std::string variant;              // empty for the scenario as it stands
  std::map<std::string, SourceNote> sources;
  Units units;
  std::shared_ptr<const Units> catalog_units;  // in which the catalog writes: currencies at the rates of the day
  std::string as_of;                           // the day whose prices are taken, where a part names no other
  std::shared_ptr<const Relations> relations = std::make_shared<const Relations>();
  Givens givens;
  std::vector<Part> parts;
  std::vector<Claim> claims;
  std::vector<LeftBehind> left_behind;
  std::vector<std::string> variants;  // the names of all
  std::shared_ptr<const Names> names = std::make_shared<Names>();

  /// The number of a quantity by its full name.
  std::optional<std::size_t> quantity(std::string_view name) const;
  const Part* part(std::string_view name) const;
  /// What a quantity counts where others count otherwise, and of what it is a share: "attention's whole square, of the
  /// peak". Empty of most.
  std::string convention_of(std::size_t quantity) const;
  /// The names of all quantities that are the user's to see.
  std::vector<std::string> quantity_names() const;
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

/// Binds a parsed file, with the overrides, in the named variant. All mistakes are added to `diagnostics`; the scenario
/// is of use only if there were none.
Scenario bind_scenario(const SourcePointer& source, const Value& document, const Elsewhere& elsewhere,
                       const std::string& variant, const std::vector<Override>& overrides, Diagnostics& diagnostics);

/// Records what is typed after a scenario was bound, an expression with its names, into `formulas`: its own graph, or
/// one laid over it. Nothing where a mistake was reported.
std::optional<NodeId> bind(const Excerpt& text, const Scenario& scenario, Graph& formulas, Diagnostics& diagnostics);

}  // namespace costcurve
