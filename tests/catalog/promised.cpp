#include "catalog/promised.h"

#include <algorithm>

#include "catalog/fields.h"
#include "catalog/kinds.h"

namespace costcurve::testing {

namespace {

std::string promised_by(const CatalogField& field) {
  if (field.form == FieldForm::amount) return std::string(field.unit);
  return field.names == "released" ? "date" : "words";
}

}  // namespace

std::optional<std::string> unit_promised(const ConfigFile& file, const std::string& field) {
  if (file.path == "currencies.toml") return "USD";
  if (file.path == "yardsticks.toml" && !field.ends_with(".name"))
    return field.ends_with("_year") || field.ends_with("_energy") ? "kWh" : "tCO2e";
  for (const CatalogKind& kind : catalog_kinds) {
    if (kind.place != (file.folder.empty() ? file.path : file.folder)) continue;
    // In a file of tables the first word is the entry's name.
    const std::string inside = kind.is_folder ? field : field.substr(field.find('.') + 1);
    const std::size_t dot = inside.rfind('.');
    const std::string group = dot == std::string::npos ? "" : inside.substr(0, dot);
    if (const CatalogField* row = catalog_field(kind.name, group, inside.substr(dot + 1))) return promised_by(*row);
  }
  return std::nullopt;
}

}  // namespace costcurve::testing
