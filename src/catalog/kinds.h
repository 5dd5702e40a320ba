#pragma once
// The kinds of catalog entries, one row each. Scenarios, replacements, `list` and help read the rows.

#include <algorithm>
#include <array>
#include <string_view>

namespace costcurve {

struct CatalogKind {
  std::string_view name;    // "chip"; of facts that fill a sheet "chip.peak"
  std::string_view plural;  // "chips": what `list` calls them
  std::string_view place;   // in configs/: a folder of files, or one file of tables
  bool is_folder;
  std::array<std::string_view, 4> summary;  // the fields that tell entries apart in one line
  std::string_view counted;                 // where no field does: what the entry's facts are
  std::string_view dated_noun;              // what its periods are: "price"
};

/// What the name of every file of a catalog ends in.
inline constexpr std::string_view catalog_ending = ".toml";

inline constexpr std::array<CatalogKind, 9> catalog_kinds = {{
    {"chip", "chips", "chips", true, {"peak.bf16", "memory", "power", "released"}, "", ""},
    {"llm", "llms", "llms", true, {"parameters", "active_parameters", "context", "released"}, "", ""},
    {"api", "apis", "apis", true, {"input", "output", "released"}, "", "price"},
    {"cloud", "clouds", "clouds", true, {}, "rents", ""},
    {"grid", "grids", "grids.toml", false, {"intensity"}, "", ""},
    {"fit", "fits", "fits.toml", false, {}, "constants", ""},
    {"format", "formats", "formats.toml", false, {"expert_bytes", "kv_bytes"}, "", ""},
    {"deflator", "deflators", "deflators", true, {"level"}, "", "price level"},
    {"yardstick", "yardsticks", "yardsticks.toml", false, {}, "yardsticks", ""},
}};

/// The kind of that name, or null.
constexpr const CatalogKind* catalog_kind(std::string_view name) {
  const auto found = std::find_if(catalog_kinds.begin(), catalog_kinds.end(),
                                  [&](const CatalogKind& kind) { return kind.name == name; });
  return found == catalog_kinds.end() ? nullptr : &*found;
}

/// True for the words with which a part names an entry: chip, llm, api, cloud, grid, fit, format, deflator,
/// yardstick.
constexpr bool names_catalog_entry(std::string_view key) { return catalog_kind(key) != nullptr; }

}  // namespace costcurve
