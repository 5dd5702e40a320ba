#include "catalog/catalog_folder.h"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/kinds.h"
#include "text/listing.h"
#include "text/path.h"

namespace costcurve {

namespace {

std::vector<std::string> places() {
  std::vector<std::string> names;
  for (const CatalogKind& kind : catalog_kinds) names.push_back(std::string(kind.place) + (kind.is_folder ? "/" : ""));
  return names;
}

// "own/apis" given for "own".
std::optional<std::string> folder_above(std::string folder) {
  while (folder.ends_with('/')) folder.pop_back();
  const std::string last = file_name(folder);
  const bool is_place = std::any_of(catalog_kinds.begin(), catalog_kinds.end(),
                                    [&](const CatalogKind& kind) { return kind.place == last; });
  if (!is_place) return std::nullopt;
  return folder_of(folder);
}

}  // namespace

std::optional<Diagnostic> no_catalog(const std::string& folder, const Files& files) {
  const std::string holds = "a catalog is a folder that holds " + listed(places(), "or");
  const PathKind kind = files.kind(folder);
  const bool is_folder = kind == PathKind::folder || !files.list(folder).empty();
  if (const std::optional<std::string> above = folder_above(folder); above && (is_folder || kind == PathKind::file))
    return without_place(fmt::format("`{}` is part of a catalog", folder), {"--catalog " + *above, holds});
  if (!is_folder)
    return without_place(kind == PathKind::nothing ? fmt::format("there is no folder `{}`", folder)
                                                   : fmt::format("`{}` is no folder", folder),
                         {holds, "`costcurve import` writes one"});
  const std::vector<std::string> names = files.list(folder);
  const bool holds_entries = std::any_of(catalog_kinds.begin(), catalog_kinds.end(), [&](const CatalogKind& row) {
    return std::find(names.begin(), names.end(), row.place) != names.end();
  });
  if (holds_entries) return std::nullopt;
  return without_place(fmt::format("`{}` is no catalog", folder), {holds, "`costcurve import` writes one"});
}

}  // namespace costcurve
