#include "answer/library.h"

#include "catalog/catalog_folder.h"

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

// What people type for scenarios/deepseek-r1.toml: without its ending, and its name alone.
std::string path_meant(const std::string& typed, const Files& files) {
  if (typed == "-" || files.is_file(typed)) return typed;
  for (const std::string& path : {typed + ".toml", "scenarios/" + typed, "scenarios/" + typed + ".toml"})
    if (path.ends_with(".toml") && files.is_file(path)) return path;
  return typed;
}

}  // namespace

std::shared_ptr<const ScenarioFile> Library::scenario(const std::string& path, Diagnostics& diagnostics) {
  const auto [place, is_new] = scenarios_.try_emplace(path);
  auto& [file, mistakes] = place->second;
  if (is_new) {
    const SourcePointer source = elsewhere_.texts.read(path_meant(path, elsewhere_.texts.files()), mistakes);
    std::optional<Value> document = source ? parse_document(source, mistakes) : std::nullopt;
    if (document) file = std::make_shared<const ScenarioFile>(ScenarioFile{source, std::move(*document)});
  }
  diagnostics.add_all(mistakes);
  return file;
}

Scenario Library::bind(const ScenarioFile& file, const std::string& variant, const std::vector<Override>& overrides,
                       Diagnostics& diagnostics) {
  elsewhere_.look_beside(file.source);
  elsewhere_.read_named_in(file.source, file.document, diagnostics);
  for (const Override& replaced : overrides)
    elsewhere_.read_named_at(file.source, replaced.key, replaced.value.text, diagnostics);
  return bind_scenario(file.source, file.document, elsewhere_, variant, overrides, diagnostics);
}

std::optional<ReadReplacement> Library::read_replacement(const Scenario& scenario, const Override& replacement,
                                                         Diagnostics& diagnostics) {
  elsewhere_.look_beside(scenario.source);
  elsewhere_.read_named_at(scenario.source, replacement.key, replacement.value.text, diagnostics);
  return costcurve::read_replacement(scenario, replacement);
}

}  // namespace costcurve
