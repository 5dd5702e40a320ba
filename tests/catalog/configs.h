#pragma once
// The files of configs/ as they stand on the disk, for tests of the facts themselves.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "support/support.h"
#include "text/expression.h"
#include "text/toml.h"

namespace costcurve::testing {

struct ConfigFile {
  std::string path;    // "chips/H800.toml"
  std::string folder;  // "chips"; empty for the files of configs/ itself
  std::string name;    // "H800"
  Value content;
};

/// All files of configs/, by their paths.
const std::vector<ConfigFile>& config_files();

/// The text under a key of a table; empty if there is none or it is a table.
std::string text_at(const Value& table, std::string_view key);

/// What the text of an amount says; nullopt where it is no amount.
std::optional<Slot> slot_of(const Value& value);

/// The number of an amount, `field = { is = "..." }`, in base units (dollars per token, ...); nullopt if it is not
/// there.
std::optional<double> number_at(const Value& table, std::string_view field);

/// Calls back for every number of a table: its field ("peak.bf16", "price.input"), and the table or bare value. Of a
/// history, which is a list, for each.
using FactSeen = std::function<void(const std::string& field, const Value& value)>;
void walk_facts(const Value& table, const std::string& prefix, const FactSeen& seen);

/// What reading says of all entries of a catalog file, "chips/H800.toml" or "grids.toml"; empty where it finds no
/// mistake.
std::string mistakes_in(const std::string& path, const Value& content);

/// True for a day or a month.
bool is_date(const std::string& text);
/// True for a day, a month or a year.
bool is_date_or_year(const std::string& text);

}  // namespace costcurve::testing
