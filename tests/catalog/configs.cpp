#include "catalog/configs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "catalog/entry_check.h"
#include "catalog/reading.h"
#include "machine/location.h"

namespace costcurve::testing {

namespace {

Value parsed(const std::string& path) {
  Diagnostics mistakes;
  const auto content = library().scenario(path, mistakes);
  REQUIRE_MESSAGE(content, path, " is no TOML\n", render(mistakes.sorted()));
  return content->document;
}

std::vector<ConfigFile> found_files() {
  std::vector<ConfigFile> found;
  const std::filesystem::path root = configs_folder();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.is_directory()) continue;
    const std::filesystem::path inside = std::filesystem::relative(entry.path(), root);
    CHECK_MESSAGE(inside.extension() == ".toml", inside.string(), " is in configs/ and nothing reads it");
    if (inside.extension() == ".toml")
      found.push_back(
          {inside.string(), inside.parent_path().string(), inside.stem().string(), parsed(entry.path().string())});
  }
  std::sort(found.begin(), found.end(), [](const ConfigFile& a, const ConfigFile& b) { return a.path < b.path; });
  return found;
}

}  // namespace

const std::vector<ConfigFile>& config_files() {
  static const std::vector<ConfigFile> files = found_files();
  return files;
}

namespace {

void walk_list(const Value& list, const std::string& field, const FactSeen& seen) {
  for (const Value& element : list.elements)
    element.is_table() && !element.find("is") ? walk_facts(element, field + ".", seen) : seen(field, element);
}

}  // namespace

void walk_facts(const Value& table, const std::string& prefix, const FactSeen& seen) {
  for (const Entry& entry : table.members) {
    if (prefix.empty() && entry.key == "sources") continue;
    const std::string field = prefix + entry.key;
    const Entry* is = entry.value.is_table() ? entry.value.find("is") : nullptr;
    if (entry.value.is_array() || (is && is->value.is_array()))
      walk_list(is ? is->value : entry.value, field, seen);
    else if (entry.value.is_table() && !is)
      walk_facts(entry.value, field + ".", seen);
    else
      seen(field, entry.value);
  }
}

std::string text_at(const Value& table, std::string_view key) {
  const Entry* entry = table.find(key);
  return entry ? entry->value.text.text : std::string();
}

std::optional<Slot> slot_of(const Value& value) {
  Diagnostics mistakes;
  const Slot slot = parse_slot(value.text, catalog_units(), mistakes);
  if (!slot.understood || slot.form != Slot::Form::value) return std::nullopt;
  return slot;
}

std::optional<double> number_at(const Value& table, std::string_view field) {
  const Entry* entry = table.find(field);
  if (!entry || !entry->value.is_table()) return std::nullopt;
  const Entry* is = entry->value.find("is");
  const std::optional<Slot> slot = is ? slot_of(is->value) : std::nullopt;
  return slot && slot->first.is_literal() ? std::optional(slot->first.literal.value()) : std::nullopt;
}

std::string mistakes_in(const std::string& path, const Value& content) {
  Diagnostics mistakes;
  for (const CatalogKind& kind : catalog_kinds) {
    if (!path.starts_with(kind.place)) continue;
    const bool holds_one = kind.is_folder && content.find("name");
    if (holds_one) check_entry(kind, content, catalog_units(), mistakes);
    for (const std::string& name : holds_one ? std::vector<std::string>() : costcurve::entries_in(content))
      check_entry(kind, table_of_entry(content, name), catalog_units(), mistakes);
  }
  return render(mistakes.sorted());
}

bool is_date(const std::string& text) {
  Diagnostics mistakes;
  const Slot slot = parse_slot(built_in(text), catalog_units(), mistakes);
  return slot.understood && slot.first.is_literal() && slot.first.literal.kind == Literal::Kind::date;
}

bool is_date_or_year(const std::string& text) {
  return is_date(text) || (text.size() == 4 && text >= "1990" && text < "2100" &&
                           text.find_first_not_of("0123456789") == std::string::npos);
}

}  // namespace costcurve::testing
