#include "catalog/catalog.h"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/entry_check.h"
#include "catalog/laid_over.h"
#include "catalog/reading.h"
#include "catalog/units_read.h"

namespace costcurve {

namespace {

constexpr std::string_view ending = ".toml";

// Where an entry stands: in a file of its own, or in a table of a file that holds several.
struct Home {
  std::string path;
  std::string table;
};

Home home_of(const std::string& folder, const CatalogKind& kind, const std::string& name) {
  const std::string place = fmt::format("{}/{}", folder, kind.place);
  if (!kind.is_folder) return {place, name};
  const std::size_t slash = name.find('/');
  if (slash == std::string::npos) return {fmt::format("{}/{}{}", place, name, ending), ""};
  return {fmt::format("{}/{}{}", place, name.substr(0, slash), ending), name.substr(slash + 1)};
}

// A provider's file has models for tables, and no name of its own.
bool holds_several(const Value& document) {
  return !document.find("name") && !document.find("price") && !entries_in(document).empty();
}

bool has_table(const std::shared_ptr<const Value>& document, const std::string& name) {
  return document && document->find(name);
}

}  // namespace

Catalog::Catalog(std::string folder, std::vector<std::string> own, Texts& texts, Diagnostics& diagnostics)
    : folder_(std::move(folder)), folders_(std::move(own)), units_(read_units(folder_, texts, diagnostics)) {
  folders_.push_back(folder_);
}

void Catalog::look_first_in(const std::string& folder) {
  if (has_first_) folders_.erase(folders_.begin());
  has_first_ = !folder.empty();
  if (has_first_) folders_.insert(folders_.begin(), folder);
}

const std::shared_ptr<const Value>& Catalog::document(const std::string& path, Texts& texts, Diagnostics& diagnostics) {
  const auto [place, is_new] = documents_.try_emplace(path);
  Read<Value>& read = place->second;
  if (is_new)
    if (std::optional<Value> parsed = read_catalog_file(path, texts, read.mistakes))
      read.content = std::make_shared<const Value>(std::move(*parsed));
  diagnostics.add_all(read.mistakes);
  return read.content;
}

std::vector<std::string> Catalog::names(const std::string& kind) const {
  std::vector<std::string> all;
  for (const std::string& folder : folders_)
    if (const auto found = names_.find({folder, kind}); found != names_.end())
      all.insert(all.end(), found->second.sorted.begin(), found->second.sorted.end());
  std::sort(all.begin(), all.end());  // "H100" before "H100-PCIe"
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// The name in a folder that a scenario's spelling stands for; null if there is none.
const std::string* Catalog::name_in(const Place& place, const std::string& name) const {
  const auto names = names_.find(place);
  if (names == names_.end()) return nullptr;
  const auto found = names->second.by_plain_name.find(plain_name(name));
  return found == names->second.by_plain_name.end() || found->first.empty() ? nullptr : &found->second;
}

void Catalog::read_names_in(const std::string& folder, const CatalogKind& kind, Texts& texts) {
  Names& names = names_[{folder, std::string(kind.name)}];
  if (names.are_all) return;
  names.are_all = true;
  Diagnostics unheard = Diagnostics::unheard();  // reported where an entry is read
  const std::string place = fmt::format("{}/{}", folder, kind.place);
  names.sorted.clear();
  const auto add_tables = [&](const std::string& path, const std::string& before) {
    if (!texts.files().is_file(path)) return;
    if (const std::shared_ptr<const Value>& tables = document(path, texts, unheard); tables)
      for (const std::string& table : entries_in(*tables)) names.sorted.push_back(before + table);
  };
  if (!kind.is_folder) add_tables(place, "");
  for (const std::string& file : kind.is_folder ? texts.files().list(place) : std::vector<std::string>()) {
    if (!file.ends_with(ending) || file.front() == '.') continue;
    const std::string name = file.substr(0, file.size() - ending.size());
    const bool is_own = folder != folder_;  // configs/ has a file for each
    const std::shared_ptr<const Value> whole =
        is_own ? document(fmt::format("{}/{}", place, file), texts, unheard) : nullptr;
    if (whole && holds_several(*whole))
      add_tables(fmt::format("{}/{}", place, file), name + "/");
    else
      names.sorted.push_back(name);
  }
  std::sort(names.sorted.begin(), names.sorted.end());
  for (const std::string& name : names.sorted) names.by_plain_name.try_emplace(plain_name(name), name);
}

void Catalog::read_names(const std::string& kind, Texts& texts) {
  const CatalogKind* row = catalog_kind(kind);
  if (!row) return;
  for (const std::string& folder : folders_) read_names_in(folder, *row, texts);
}

bool Catalog::read_in(const std::string& folder, const CatalogKind& kind, const std::string& name, Texts& texts,
                      Diagnostics& diagnostics) {
  const Place place = {folder, std::string(kind.name)};
  // What is spelled as its file is needs no look at all the others.
  const Home spelled = home_of(folder, kind, name);
  const bool is_spelled = kind.is_folder && texts.files().is_file(spelled.path);
  const bool is_there =
      is_spelled && (spelled.table.empty() || has_table(document(spelled.path, texts, diagnostics), spelled.table));
  if (is_there)
    names_[place].by_plain_name.try_emplace(plain_name(name), name);
  else
    read_names_in(folder, kind, texts);
  const std::string* known = name_in(place, name);
  if (!known) return false;
  const auto found = entries_.find({place, *known});
  if (found != entries_.end()) return diagnostics.add_all(found->second.mistakes), true;
  const Home home = home_of(folder, kind, *known);
  const std::shared_ptr<const Value>& whole = document(home.path, texts, diagnostics);
  if (!whole || (!home.table.empty() && !has_table(whole, home.table))) return false;
  const Value table = home.table.empty() ? *whole : table_of_entry(*whole, home.table);
  Read<CatalogEntry>& read = entries_[{place, *known}];
  check_entry(kind, table, *units_, read.mistakes);
  CatalogEntry entry = read_entry(kind, *known, table);
  entry.path = folder == folder_ ? "configs" + home.path.substr(folder.size()) : home.path;
  entry.mistaken = !read.mistakes.empty();
  read.content = std::make_shared<const CatalogEntry>(std::move(entry));
  diagnostics.add_all(read.mistakes);
  return true;
}

void Catalog::read(const std::string& kind, const std::string& name, Texts& texts, Diagnostics& diagnostics) {
  const CatalogKind* row = catalog_kind(kind);
  if (!row) return;
  std::vector<std::string> found;
  for (const std::string& folder : folders_) {
    const bool is_provided = folder == folder_ && name.find('/') != std::string::npos;  // configs/ has a file for each
    if (is_provided && found.empty()) read_names_in(folder, *row, texts);  // for what it may have been meant as
    if (!is_provided && read_in(folder, *row, name, texts, diagnostics)) found.push_back(folder);
    if (!found.empty() && !is_laid_over(*row)) break;
  }
  lay_over(found, kind, name);
}

// From the last on, so that each lies over all that follow it.
void Catalog::lay_over(const std::vector<std::string>& folders, const std::string& kind, const std::string& name) {
  std::shared_ptr<const CatalogEntry> lower;
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
    Read<CatalogEntry>& read = entries_[{{*folder, kind}, *name_in({*folder, kind}, name)}];
    if (lower && !read.is_laid) {
      read.content = std::make_shared<const CatalogEntry>(laid_over(*read.content, *lower));
      read.is_laid = true;
    }
    lower = read.content;
  }
}

const CatalogEntry* Catalog::find(const std::string& kind, const std::string& name) const {
  for (const std::string& folder : folders_) {
    const std::string* known = name_in({folder, kind}, name);
    const auto found = known ? entries_.find({{folder, kind}, *known}) : entries_.end();
    if (found != entries_.end()) return found->second.content.get();
  }
  return nullptr;
}

}  // namespace costcurve
