#pragma once
// What scenarios name that stands in other files: entries of the catalog, and tables beside the scenario. It is read
// before binding, and binding changes nothing in it.

#include <string>

#include "catalog/catalog.h"
#include "text/texts.h"
#include "text/toml.h"

namespace costcurve {

/// Texts, and the catalog that is among them. A copy shares what was read and reads on for itself.
struct Elsewhere {
  explicit Elsewhere(const Files& files) : texts(files) {}

  Texts texts;
  Catalog catalog;

  /// Looks for entries in a folder `catalog` beside the scenario before all others.
  void look_beside(const SourcePointer& scenario);
  /// Reads what a scenario names anywhere in it, variants included: perhaps more than one binding needs.
  void read_named_in(const SourcePointer& scenario, const Value& document, Diagnostics& diagnostics);
  /// Reads what a replacement names: `r1.chip` is H20.
  void read_named_at(const SourcePointer& scenario, const std::string& key, const std::string& text,
                     Diagnostics& diagnostics);
};

/// The path of a table that a scenario names, beside it; empty where the name leads elsewhere.
std::string path_beside(const SourcePointer& scenario, const std::string& name);

}  // namespace costcurve
