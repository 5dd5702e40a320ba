#include "catalog/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "catalog/entry_check.h"
#include "catalog/laid_over.h"
#include "catalog/reading.h"
#include "catalog/units_read.h"
#include "quantity/letters.h"

namespace costcurve {

namespace {

// Where an entry stands: in a file of its own, or in a table of a file that holds several.
struct FilePlace {
  std::string path;
  std::string table;
};

FilePlace file_of(const std::string& folder, const CatalogKind& kind, const std::string& name) {
  const std::string place = fmt::format("{}/{}", folder, kind.place);
  if (!kind.is_folder) return {place, name};
  const std::size_t slash = name.find('/');
  if (slash == std::string::npos) return {fmt::format("{}/{}{}", place, name, catalog_ending), ""};
  return {fmt::format("{}/{}{}", place, name.substr(0, slash), catalog_ending), name.substr(slash + 1)};
}

bool has_table(const std::shared_ptr<const Value>& document, const std::string& name) {
  return document && document->find(name);
}

// Of names that differ from what was asked for in case and punctuation those that differ least.
std::vector<std::string> nearest(std::vector<std::string> names, const std::string& asked) {
  const auto keep = [&](const auto& is_near) {
    if (std::any_of(names.begin(), names.end(), is_near)) std::erase_if(names, std::not_fn(is_near));
  };
  keep([&](const std::string& name) { return in_small_letters(name) == in_small_letters(asked); });
  keep([&](const std::string& name) { return name == asked; });
  return names;
}

}  // namespace

Catalog::Catalog(std::string folder, std::vector<std::string> own, Texts& texts, Diagnostics& diagnostics)
    : folder_(std::move(folder)), folders_(std::move(own)), units_(read_units(folder_, texts, diagnostics)) {
  folders_.push_back(folder_);
}

void Catalog::look_first_in(const std::string& folder) {
  if (has_first_) folders_.erase(folders_.begin());
  has_first_ = !folder.empty();
  meant_.clear();
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

const std::vector<std::string>& Catalog::files_in(const std::string& folder, const CatalogKind& kind, Texts& texts) {
  Names& names = names_[{folder, std::string(kind.name)}];
  if (names.are_listed) return names.files;
  names.are_listed = true;
  for (const std::string& file : texts.files().list(fmt::format("{}/{}", folder, kind.place)))
    if (file.ends_with(catalog_ending) && file.front() != '.')
      names.files.push_back(file.substr(0, file.size() - catalog_ending.size()));
  return names.files;
}

// Whether a file holds several entries. In configs/ each has a file.
bool Catalog::is_provider(const std::string& folder, const std::string& path, Texts& texts) {
  if (folder == folder_) return false;
  Diagnostics unheard = Diagnostics::unheard();  // reported where an entry is read
  const std::shared_ptr<const Value>& whole = document(path, texts, unheard);
  return whole && holds_several(*whole);
}

// Whether the folder has a name as it is spelled: that needs no look at other files.
bool Catalog::is_spelled_so(const std::string& folder, const CatalogKind& kind, const std::string& name, Texts& texts,
                            Diagnostics& mistakes) {
  const FilePlace file = file_of(folder, kind, name);
  if (!texts.files().is_file(file.path)) return false;
  return file.table.empty() ? !is_provider(folder, file.path, texts)
                            : has_table(document(file.path, texts, mistakes), file.table);
}

// The names in a folder that differ from that one in case and punctuation alone, the nearest of them.
std::vector<std::string> Catalog::spelled_like(const std::string& folder, const CatalogKind& kind,
                                               const std::string& name, Texts& texts, Diagnostics& mistakes) {
  if (is_spelled_so(folder, kind, name, texts, mistakes)) return {name};
  std::vector<std::string> like;
  const auto add_tables = [&](const std::string& path, const std::string& before, const std::string& asked) {
    if (!texts.files().is_file(path)) return;
    if (const std::shared_ptr<const Value>& tables = document(path, texts, mistakes); tables)
      for (const std::string& table : entries_in(*tables))
        if (!plain_name(table).empty() && plain_name(table) == plain_name(asked)) like.push_back(before + table);
  };
  const std::string place = fmt::format("{}/{}", folder, kind.place);
  if (!kind.is_folder) return add_tables(place, "", name), nearest(like, name);
  const std::size_t slash = name.find('/');
  const std::string of_file = plain_name(name.substr(0, slash));
  if (of_file.empty()) return {};
  for (const std::string& file : files_in(folder, kind, texts)) {
    if (plain_name(file) != of_file) continue;
    const std::string path = fmt::format("{}/{}{}", place, file, catalog_ending);
    const bool holds_tables = is_provider(folder, path, texts);
    if (slash == std::string::npos && !holds_tables) like.push_back(file);
    if (slash != std::string::npos && holds_tables) add_tables(path, file + "/", name.substr(slash + 1));
  }
  return nearest(like, name);
}

// Where a folder has the name as it is spelled, another's two that are spelled otherwise are neither meant nor asked
// about.
Catalog::Meant Catalog::meaning_of(const CatalogKind& kind, const std::string& name, Texts& texts) {
  Meant meant;
  bool is_spelled = false;
  std::set<std::string> looked_into;  // what stands beside a scenario may be named besides
  for (const std::string& folder : folders_) {
    if (!looked_into.insert(folder).second) continue;
    const std::vector<std::string> like = spelled_like(folder, kind, name, texts, meant.mistakes);
    if (like.size() == 1) meant.homes.push_back({folder, like.front()});
    if (like.size() > 1) meant.several.insert(meant.several.end(), like.begin(), like.end());
    is_spelled = is_spelled || (like.size() == 1 && like.front() == name);
    if (!meant.homes.empty() && !is_laid_over(kind)) break;
  }
  if (is_spelled) meant.several.clear();
  if (!meant.several.empty()) {
    for (const Home& home : meant.homes) meant.several.push_back(home.name);
    meant.homes.clear();
  }
  std::sort(meant.several.begin(), meant.several.end());
  meant.several.erase(std::unique(meant.several.begin(), meant.several.end()), meant.several.end());
  return meant;
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
  for (const std::string& file : kind.is_folder ? files_in(folder, kind, texts) : std::vector<std::string>()) {
    const std::string path = fmt::format("{}/{}{}", place, file, catalog_ending);
    if (is_provider(folder, path, texts))
      add_tables(path, file + "/");
    else
      names.sorted.push_back(file);
  }
  std::sort(names.sorted.begin(), names.sorted.end());
}

void Catalog::read_names(const std::string& kind, Texts& texts) {
  const CatalogKind* row = catalog_kind(kind);
  if (!row) return;
  for (const std::string& folder : folders_) read_names_in(folder, *row, texts);
}

bool Catalog::read_in(const Home& home, const CatalogKind& kind, Texts& texts, Diagnostics& diagnostics) {
  const std::pair<Place, std::string> key = {{home.folder, std::string(kind.name)}, home.name};
  if (const auto found = entries_.find(key); found != entries_.end())
    return diagnostics.add_all(found->second.mistakes), true;
  const FilePlace file = file_of(home.folder, kind, home.name);
  const std::shared_ptr<const Value>& whole = document(file.path, texts, diagnostics);
  if (!whole || (!file.table.empty() && !has_table(whole, file.table))) return false;
  const Value table = file.table.empty() ? *whole : table_of_entry(*whole, file.table);
  Read<CatalogEntry>& read = entries_[key];
  check_entry(kind, table, *units_, read.mistakes);
  CatalogEntry entry = read_entry(kind, home.name, table);
  entry.path = home.folder == folder_ ? "configs" + file.path.substr(home.folder.size()) : file.path;
  entry.mistaken = !read.mistakes.empty();
  read.content = std::make_shared<const CatalogEntry>(std::move(entry));
  diagnostics.add_all(read.mistakes);
  return true;
}

void Catalog::read(const std::string& kind, const std::string& name, Texts& texts, Diagnostics& diagnostics) {
  const CatalogKind* row = catalog_kind(kind);
  if (!row) return;
  const auto [place, is_new] = meant_.try_emplace({kind, name});
  Meant& meant = place->second;
  if (is_new) meant = meaning_of(*row, name, texts);
  diagnostics.add_all(meant.mistakes);
  std::erase_if(meant.homes, [&](const Home& home) { return !read_in(home, *row, texts, diagnostics); });
  lay_over(meant.homes, kind);
  if (meant.homes.empty() && meant.several.empty()) read_names(kind, texts);  // for what it may have been meant as
}

// From the last on, so that each lies over all that follow it.
void Catalog::lay_over(const std::vector<Home>& homes, const std::string& kind) {
  std::shared_ptr<const CatalogEntry> lower;
  for (auto home = homes.rbegin(); home != homes.rend(); ++home) {
    Read<CatalogEntry>& read = entries_[{{home->folder, kind}, home->name}];
    if (lower && !read.is_laid) {
      read.content = std::make_shared<const CatalogEntry>(laid_over(*read.content, *lower));
      read.is_laid = true;
    }
    lower = read.content;
  }
}

const CatalogEntry* Catalog::find(const std::string& kind, const std::string& name) const {
  const auto meant = meant_.find({kind, name});
  if (meant == meant_.end() || meant->second.homes.empty()) return nullptr;
  const Home& home = meant->second.homes.front();
  const auto found = entries_.find({{home.folder, kind}, home.name});
  return found == entries_.end() ? nullptr : found->second.content.get();
}

std::vector<std::string> Catalog::meant_by(const std::string& kind, const std::string& name) const {
  const auto meant = meant_.find({kind, name});
  return meant == meant_.end() ? std::vector<std::string>() : meant->second.several;
}

}  // namespace costcurve
