#include "answer/library.h"

#include <algorithm>

#include "catalog/catalog_folder.h"
#include "scenario/override.h"
#include "text/path.h"

namespace costcurve {

std::optional<Diagnostic> Library::refused(const std::vector<std::string>& catalogs) const {
  for (const std::string& catalog : catalogs)
    if (std::optional<Diagnostic> refusal = no_catalog(catalog, files())) return refusal;
  return std::nullopt;
}

bool Library::open_catalog(Diagnostics& diagnostics) {
  if (open_) return true;
  if (configs_.empty()) {
    diagnostics.add(without_place(
        "the folder configs/ is not found",
        {"it stands beside the program's sources; COSTCURVE_CONFIGS in the environment names another place"}));
    return false;
  }
  Diagnostics mistakes;
  elsewhere_.catalog = Catalog(configs_, catalogs_, elsewhere_.texts, mistakes);
  open_ = mistakes.empty();
  for (Diagnostic& mistake : mistakes.sorted()) diagnostics.add(std::move(mistake));
  return open_;
}

std::vector<std::string> Library::catalog_names(const std::string& kind) {
  elsewhere_.catalog.read_names(kind, elsewhere_.texts);
  return elsewhere_.catalog.names(kind);
}

const CatalogEntry* Library::catalog_entry(const std::string& kind, const std::string& name, Diagnostics& diagnostics) {
  elsewhere_.catalog.read(kind, name, elsewhere_.texts, diagnostics);
  return elsewhere_.catalog.find(kind, name);
}

namespace {

// What people type for scenarios/deepseek-r1.toml: without its ending, and its name alone. `catalogs_home` is the
// folder that the catalog lies in: the scenarios beside it are there wherever one works.
std::string path_meant(const std::string& typed, const std::string& catalogs_home, const Files& files) {
  if (typed == "-" || files.is_file(typed)) return typed;
  const std::string forms[] = {typed, typed + ".toml", "scenarios/" + typed, "scenarios/" + typed + ".toml"};
  for (const std::string& folder : {std::string(), catalogs_home})
    for (const std::string& form : forms)
      if (form.ends_with(".toml") && !form.starts_with('/') && files.is_file(folder + form)) return folder + form;
  return typed;
}

}  // namespace

std::shared_ptr<const ScenarioFile> Library::scenario(const std::string& path, Diagnostics& diagnostics) {
  const auto [place, is_new] = scenarios_.try_emplace(path);
  auto& [file, mistakes] = place->second;
  if (is_new) {
    const SourcePointer source = elsewhere_.texts.read(path_meant(path, up_to_name(configs_), files()), mistakes);
    std::optional<Value> document = source ? parse_document(source, mistakes) : std::nullopt;
    if (document) file = std::make_shared<const ScenarioFile>(ScenarioFile{source, std::move(*document)});
  }
  diagnostics.add_all(mistakes);
  return file;
}

namespace {

void erase_at(Value& document, std::string_view key) {
  Value* table = &document;
  for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
    Entry* next = table->find(std::string(key.substr(0, dot)));
    if (!next) return;
    table = &next->value;
    key.remove_prefix(dot + 1);
  }
  std::erase_if(table->members, [&](const Entry& entry) { return entry.key == key; });
}

// What names entries of the catalog where the scenario stands in that variant, with these replacements: what is wrong
// with an entry that another takes the place of is no mistake.
Value named_in(const Value& document, const std::string& variant, const std::vector<Override>& overrides) {
  Value named = document;
  if (!variant.empty()) {
    const Entry* variants = document.find("variants");
    const Entry* chosen = variants ? variants->value.find(variant) : nullptr;
    const std::vector<Replacement> replaced = chosen ? replacements_of(chosen->value) : std::vector<Replacement>();
    erase_at(named, "variants");
    for (const Replacement& replacement : replaced) erase_at(named, replacement.key);
    if (chosen) named.members.push_back(*chosen);
  }
  for (const Override& replaced : overrides) {
    erase_at(named, replaced.key);
    if (!variant.empty()) erase_at(named, variant + "." + replaced.key);
  }
  return named;
}

}  // namespace

Scenario Library::bind(const ScenarioFile& file, const std::string& variant, const std::vector<Override>& overrides,
                       Diagnostics& diagnostics) {
  elsewhere_.look_beside(file.source);
  if (variant.empty() && overrides.empty())
    elsewhere_.read_named_in(file.source, file.document, diagnostics);
  else
    elsewhere_.read_named_in(file.source, named_in(file.document, variant, overrides), diagnostics);
  for (auto replaced = overrides.begin(); replaced != overrides.end(); ++replaced)
    if (std::none_of(replaced + 1, overrides.end(), [&](const Override& later) { return later.key == replaced->key; }))
      elsewhere_.read_named_at(file.source, replaced->key, replaced->value.text, diagnostics);
  return bind_scenario(file.source, file.document, elsewhere_, variant, overrides, diagnostics);
}

std::optional<ReadReplacement> Library::read_replacement(const Scenario& scenario, const Override& replacement,
                                                         Diagnostics& diagnostics) {
  elsewhere_.look_beside(scenario.source);
  elsewhere_.read_named_at(scenario.source, replacement.key, replacement.value.text, diagnostics);
  return costcurve::read_replacement(scenario, replacement);
}

}  // namespace costcurve
