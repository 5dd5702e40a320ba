#pragma once
// The second pass: what each name of a scenario stands for, and of what dimension it is. The names stay in the
// scenario, so that what is typed later (a target of `solve`, an axis of `sweep`, a claim tried out) is read as if it
// stood in the file.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "quantity/units.h"
#include "scenario/references.h"

namespace costcurve {

struct Outline;

/// A quantity by its number: those of a scenario's file come first, in the order of their drafts.
struct NamedQuantity {
  std::string name;  // "r1.cost"
  std::string part;  // "r1"
  std::optional<Dimension> dimension;
  std::optional<ShownUnit> shown;  // the unit that its own text is written in
  bool is_rate = false;            // its own text is a number per time, and no pace
};

/// The quantities of a part: what `*.cost` and `llama.*.cost` look through.
struct NamedPart {
  std::string name;
  std::string of;  // the part whose row it is
  std::vector<std::size_t> quantities;
};

struct Names : References {
  std::vector<NamedQuantity> quantities;
  std::vector<NamedPart> parts;
  std::map<std::string, std::size_t, std::less<>> index;
  std::map<std::string, std::vector<std::string>> rows_of;  // part -> its rows' parts
  std::set<std::string> mistaken;  // parts and quantities that were reported: what refers to them is not

  /// The number of a quantity by its full name.
  std::optional<std::size_t> find(std::string_view name) const;

  std::vector<std::size_t> resolve(const std::string& reference, const Context& context, const Place& place,
                                   Diagnostics& diagnostics) const override;
  std::optional<Dimension> dimension(std::size_t quantity) const override { return quantities[quantity].dimension; }
  std::string name(std::size_t quantity) const override { return quantities[quantity].name; }
  bool is_rate(std::size_t quantity) const override { return quantities[quantity].is_rate; }
  const std::vector<std::string>* words(std::size_t quantity) const override;

  /// The list whose words have that dimension, or null: a quantity that only refers to another is shown in its words.
  const ShownUnit* word_list(const Dimension& dimension) const;
};

/// The names of an outline. Quantities that are defined by themselves are reported.
Names names_of(const Outline& outline, Diagnostics& diagnostics);

/// "cost" of "r1.cost".
std::string last_word(const std::string& name);

/// True for names that can be referred to: small letters, digits and underscores, a letter first.
bool is_name(std::string_view name);
/// The nearest name of that form: "r1-zero" becomes "r1_zero".
std::string as_name(std::string_view name);

}  // namespace costcurve
