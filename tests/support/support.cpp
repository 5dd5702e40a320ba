#include "support/support.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "command/words.h"
#include "machine/location.h"
#include "quantity/print.h"
#include "text/lines.h"

namespace costcurve::testing {

namespace files = std::filesystem;

std::string source_folder() { return files::path(configs_folder()).parent_path().string(); }

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_file(const std::string& path, const std::string& text) {
  files::create_directories(files::path(path).parent_path());
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

std::vector<std::string> files_in(const std::string& folder, const std::string& ending) {
  std::vector<std::string> found;
  for (const auto& entry : files::directory_iterator(folder))
    if (entry.path().string().ends_with(ending)) found.push_back(entry.path().string());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> folders_in(const std::string& folder) {
  std::vector<std::string> found;
  for (const auto& entry : files::directory_iterator(folder))
    if (entry.is_directory()) found.push_back(entry.path().string());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> lines_of(const std::string& text) {
  const std::vector<std::string_view> lines = text_lines(text);
  return {lines.begin(), lines.end()};
}

std::string made_visible_lines(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += made_visible(std::string_view(text).substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return out;
}

bool updating() { return std::getenv("COSTCURVE_UPDATE") != nullptr; }

const Disk& source_disk() {
  static const Disk disk(source_folder());
  return disk;
}

Library& library() {
  static Library opened = [] {
    Library library(source_disk(), configs_folder());
    Diagnostics mistakes;
    if (!library.open_catalog(mistakes)) throw std::runtime_error(render(mistakes.sorted()));
    return library;
  }();
  return opened;
}

const Units& catalog_units() { return *library().units(); }

namespace {

Scenario bound(const std::string& text, const std::string& variant, Diagnostics& diagnostics) {
  auto source = std::make_shared<Source>();
  source->name = "test.toml";
  source->text = text;
  std::optional<Value> document = parse_document(source, diagnostics);
  if (!document) return {};
  return library().bind({source, std::move(*document)}, variant, {}, diagnostics);
}

}  // namespace

std::unique_ptr<AuditedVariant> audited(const std::string& text, const std::string& variant) {
  Diagnostics diagnostics;
  Scenario scenario = bound(text, variant, diagnostics);
  if (!diagnostics.empty()) throw std::runtime_error(render(diagnostics.sorted()));
  return audit(std::move(scenario), Judged::general_claims_too);
}

std::string mistakes_in(const std::string& text) {
  Diagnostics diagnostics;
  bound(text, "", diagnostics);
  return render(diagnostics.sorted());
}

double value(const AuditedVariant& audited, const std::string& quantity) {
  const auto number = audited.scenario.quantity(quantity);
  if (!number) throw std::runtime_error("no quantity " + quantity);
  return audited.solution.knows(*number) ? audited.solution.found[*number].value : std::nan("");
}

double shown_value(const AuditedVariant& audited, const std::string& quantity) {
  const double base = value(audited, quantity);
  return in_unit(base, audited.scenario.relations->quantities[*audited.scenario.quantity(quantity)].shown);
}

std::string verdict(const AuditedVariant& audited, std::size_t index) {
  return std::string(verdict_word(audited.claims.at(index).judgement.verdict));
}

CheckedCases found_in(std::unique_ptr<AuditedVariant> audited, const Wanted& wanted) {
  Variants variants;
  variants.push_back(std::move(audited));
  return checked(variants, wanted);
}

std::vector<std::string> causes_in(const std::string& text) {
  const CheckedCases found = found_in(audited(text));
  const CheckedClaim& claim = found.front().claims.at(0);
  std::vector<std::string> causes;
  for (const Cause& cause : claim.causes) causes.push_back(cause_text(cause, claim));
  return causes;
}

std::string MemoryStore::change(const std::string& folder, const std::function<std::vector<KeptFile>()>& files) {
  for (KeptFile& file : files()) files_.put(folder + "/" + file.path, std::move(file.text));
  return {};
}

namespace {

Outcome run_line(const std::string& line, const Files& files, Store* store) {
  const std::vector<std::string> words = words_of(line);
  std::vector<const char*> arguments;
  for (const std::string& word : words) arguments.push_back(word.c_str());
  Library library(files, configs_folder(), store);
  return answer(static_cast<int>(arguments.size()), arguments.data(), "0.0.0-test", library, Terminal());
}

}  // namespace

Outcome run_line(const std::string& line, const Files& files) { return run_line(line, files, nullptr); }

Outcome run_line(const std::string& line, MemoryFiles& files) {
  MemoryStore store(files);
  return run_line(line, files, &store);
}

Outcome run_line(const std::string& line, const std::string& folder) {
  const Disk disk(folder);
  MemoryFiles files(&disk);
  return run_line(line, files);
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (files::temp_directory_path() / "costcurve-test-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  path = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  files::remove_all(path, ignored);
}

}  // namespace costcurve::testing
