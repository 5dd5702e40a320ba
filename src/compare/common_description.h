#pragma once
// What two scenarios have in common in the way they come to a quantity: the deepest description that holds on both
// sides.
//
// From the quantity downwards a formula is followed as long as it holds on both sides: both derive the quantity by it,
// or one does and the other's numbers satisfy the same equation, which defines the quantity there too. Where the two
// differ, the quantity itself is an input of the description, given on one side perhaps and derived on the other. Sums
// that share terms are taken apart all the same: a term that stands on one side only counts from nought or to nought;
// so with products, where a factor counts from one.

#include "compare/attribution.h"
#include "compare/counterparts.h"
#include "quantity/pace.h"

namespace costcurve {

/// An input of the common description.
struct CommonInput {
  enum class Presence : std::uint8_t { both, only_a, only_b };

  std::string name;  // "r1.chips"; "v3.chips → r1.chips" of paired parts; a formula where no name serves
  Presence presence = Presence::both;
  double a = 0;  // of an absent term nought, of an absent factor one
  double b = 0;
  ShownUnit shown;
  Dimension dimension;
  std::string how_a, how_b;  // "given", "= cost / rent", where the two sides come to it in different ways

  bool differs() const;  // by more than rounding
  Way way() const { return {a, b, dimension.is_point() || is_pace(shown), shown.words != nullptr}; }
  /// True of a count at both ends: there may be none between.
  bool is_whole() const { return dimension == Dimension() && std::floor(a) == a && std::floor(b) == b; }
};

struct CommonDescription {
  Composition composition;
  std::vector<CommonInput> inputs;                  // as the composition has them
  std::map<std::string, std::string> paired_parts;  // of different names, A's first
  bool is_empty = false;                            // the two sides come to the quantity in ways that share nothing
};

/// Describes a quantity that is known on both sides, and of the same dimension.
CommonDescription common_description(const Side& a, const Side& b, std::size_t in_a, std::size_t in_b);

}  // namespace costcurve
