#pragma once
// The first pass: a TOML tree becomes parts with drafts of their quantities, and claims, all as text. What a reference
// in such a text means is not asked yet.

#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/rents.h"
#include "scenario/elsewhere.h"
#include "scenario/header.h"
#include "scenario/scenario.h"
#include "scenario/writing.h"

namespace costcurve {

/// A quantity on the way: its text is known, its dimension only where a sheet or the catalog has it.
struct Draft {
  std::string name;
  std::string part;
  std::size_t part_number = 0;          // its place among the parts
  const Row* row = nullptr;             // of a sheet's quantity
  const Fact* fact = nullptr;           // of a part that shows a catalog entry
  const CatalogEntry* entry = nullptr;  // the one the fact is from
  const Value* value = nullptr;         // what the scenario writes; null for an offer of the catalog alone
  bool is_of_catalog = false;           // the value is a relation between what the catalog has, which nobody wrote
  Place place;
  std::optional<Dimension> dimension;
  std::optional<ShownUnit> shown;
  bool readable = false;          // the value has the form of one; what is wrong with it is reported otherwise
  std::vector<Writing> writings;  // the first is used, the others are compared with it

  /// True of a `?`.
  bool asks() const {
    return !writings.empty() && writings.front().is && writings.front().is->slot.form == Slot::Form::asked;
  }
};

/// A claim with all that can be read without knowing any quantity.
struct ClaimText {
  Claim claim;
  const Entry* of = nullptr;
  const Entry* than = nullptr;
  const Entry* value = nullptr;
  const Entry* predict = nullptr;
  const Entry* sealed = nullptr;
};

struct Outline {
  SourcePointer source;
  Header header;
  std::vector<Part> parts;
  std::vector<Draft> drafts;
  std::vector<ClaimText> claims;
  const Entry* equations = nullptr;
  const Entry* answer = nullptr;
  std::map<std::string, std::size_t, std::less<>> index;                  // of drafts, by full name
  std::map<std::string, std::vector<std::string>> rows_of;                // part -> its rows' parts
  std::map<std::pair<std::string, std::string>, Place> attribute_places;  // by part and key
  std::set<std::string> mistaken;  // parts and quantities that were reported: what refers to them is not
  std::deque<Value> tables;        // rows read from files; drafts point into them

  /// Adds a draft of the part that is being read, which is the next of `parts`.
  std::size_t add(Draft draft);
};

/// Reads the document, which must outlive the outline. `variant`: whose text it is; empty for the scenario as it
/// stands.
Outline outline_of(const SourcePointer& source, const Value& document, const std::string& variant,
                   const Elsewhere& elsewhere, Diagnostics& diagnostics);

// The parts of this pass.

/// Adds what stands under a heading: a part, or one for each of its rows (parts.cpp).
void read_part(const Entry& heading, const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics);
/// A row of a part, with what all rows of it share (rows.cpp).
struct RowText {
  std::string name;
  std::vector<const Entry*> entries;
};
std::vector<RowText> read_rows(const Entry& heading, const Value& rows, const Elsewhere& elsewhere, Outline& outline,
                               Diagnostics& diagnostics);
/// Reports a key that cannot be a name.
bool check_name(const Entry& entry, Diagnostics& diagnostics);
/// The catalog's entry that a part names under `kind`; null if it names none, or one that there is not.
const CatalogEntry* catalog_entry(const Part& part, const std::string& kind, const Elsewhere& elsewhere);
/// The day for which a part takes prices; empty for the newest.
std::string day_of(const Part& part);
/// The class of service in which it buys of an API; empty for the standard one.
std::string service_of(const Part& part);
/// What it wants to rent of a cloud.
RentWanted rent_wanted(const Part& part, const Elsewhere& elsewhere);
/// Reports the chips that a claim of a part's quantity counts, where the part has another.
void check_chips_of_claim(const Slot& slot, const Part& part, const Place& place, Diagnostics& diagnostics);
/// What a part asks for of an entry that it names, and does not get.
enum class Lack : std::uint8_t {
  nothing,
  entry,      // there is none of that name
  soundness,  // there are mistakes in it
  price,      // it has none on the part's day
  chip,       // of a cloud: what is to be rented is not said
  rent,       // it lets no such chip, or not there or for that term
  service,    // it is not sold in that class of service
  use,        // of an API: it is for something else than answers in text, and the part is a bill of such
};
/// Of a kind that the part names an entry of.
Lack lack_of(const Part& part, const CatalogKind& kind, const Elsewhere& elsewhere);
/// What an API is for, where that is not answers in text: "embedding"; empty where it is.
std::string use_of(const CatalogEntry& api);
/// Makes the draft say a relation that nobody wrote, in the words of a scenario; mistakes are reported at `place`.
void relate(const std::string& relation, const Place& place, Draft& draft, Outline& outline);
/// Drafts of what the catalog knows of the entries that a part without a sheet names (catalogued.cpp).
void attach_catalog(Part& part, const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics);
/// Gives parts that are like another its quantities and its class of service where they say nothing themselves
/// (like.cpp).
void link_like_parts(Outline& outline, Diagnostics& diagnostics);
/// Reports classes of service that an API is not sold in, and shares in batch beside them (services.cpp).
void check_services(const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics);
/// Chooses among several tiers of an API's prices by the length of a request, where the part says nothing of tiers
/// itself (tiers.cpp).
void link_tiers(const Elsewhere& elsewhere, Outline& outline);
/// True if the API that a part names has several tiers, so that which of them holds is a relation.
bool has_several_tiers(const Part& part, const Elsewhere& elsewhere);
/// The claims as text (claim_texts.cpp).
std::vector<ClaimText> read_claims(const Entry& claims, bool in_no_variant, const Header& header,
                                   Diagnostics& diagnostics);

}  // namespace costcurve
