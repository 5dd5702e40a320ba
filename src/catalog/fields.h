#pragma once
// What an entry of the catalog may say, one row for the names that are alike: reading checks a file against the rows,
// and so does the lint of configs/.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quantity/domain.h"

namespace costcurve {

enum class FieldForm : std::uint8_t {
  words,
  choice,  // one of the words that `unit` lists
  day,     // a day, a month or a year
  hours,   // "16:30 to 00:30"
  amount,
  group,   // a table of fields: the cheaper hours of a price
  groups,  // such a table or several: the tiers of a price
  list,    // of such tables: the prices of an API, each of its time
};

/// The words for what tokens cost, in a price, its tiers and its classes of service.
inline constexpr std::string_view token_price_fields =
    "input cached_input cache_write cache_write_hour output reasoning";
/// Classes of service beside the standard one, each with prices of its own.
inline constexpr std::array<std::string_view, 3> service_classes = {"batch", "flex", "priority"};
inline constexpr std::string_view standard_service = "standard";

struct CatalogField {
  std::string_view kind;
  std::string_view group;  // "price.tier"; empty for what stands in the entry itself
  std::string_view names;  // parted by blanks; "*" for those that nobody can list
  FieldForm form = FieldForm::words;
  std::string_view unit;  // of an amount: any other of its dimension will do; "" for a plain number, "*" for any at all
  Domain domain = Domain::not_negative;
};

/// What a group is nothing without.
struct NeededField {
  std::string_view kind;
  std::string_view group;
  std::string_view names;   // parted by blanks: one of them
  std::string_view remedy;  // how it is written
};

/// The row of a name, or null where entries of that kind have no such field. All classes of service have the fields of
/// "price.service".
const CatalogField* catalog_field(std::string_view kind, std::string_view group, std::string_view name);
/// All names of a group, as the rows have them.
std::vector<std::string> catalog_field_names(std::string_view kind, std::string_view group);
/// What entries of that kind need in that group.
std::vector<NeededField> needed_fields(std::string_view kind, std::string_view group);

}  // namespace costcurve
