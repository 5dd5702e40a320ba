#include "support/support.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "catalog/location.h"
#include "quantity/print.h"

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

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
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

Catalog& catalog() {
  static Diagnostics diagnostics;
  static Catalog opened(configs_folder(), diagnostics);
  return opened;
}

namespace {

Scenario bound(const std::string& text, const std::string& variant, Diagnostics& diagnostics) {
  auto source = std::make_shared<Source>();
  source->name = "test.toml";
  source->text = text;
  const std::optional<Value> document = parse_document(source, diagnostics);
  if (!document) return {};
  return bind_scenario(source, *document, catalog(), variant, {}, diagnostics);
}

}  // namespace

std::unique_ptr<AuditedVariant> audited(const std::string& text, const std::string& variant) {
  Diagnostics diagnostics;
  Scenario scenario = bound(text, variant, diagnostics);
  if (!diagnostics.empty()) throw std::runtime_error(rendered(diagnostics, {}));
  return audit(std::move(scenario), Judged::general_claims_too);
}

std::string mistakes_in(const std::string& text) {
  Diagnostics diagnostics;
  bound(text, "", diagnostics);
  return rendered(diagnostics, {});
}

double value(const AuditedVariant& audited, const std::string& quantity) {
  const auto number = audited.scenario.quantity(quantity);
  if (!number) throw std::runtime_error("no quantity " + quantity);
  return audited.solution.knows(*number) ? audited.solution.found[*number].value : std::nan("");
}

double shown_value(const AuditedVariant& audited, const std::string& quantity) {
  const double base = value(audited, quantity);
  return in_unit(base, audited.scenario.relations.quantities[*audited.scenario.quantity(quantity)].shown);
}

std::string verdict(const AuditedVariant& audited, std::size_t index) {
  return std::string(verdict_word(audited.claims.at(index).judgement.verdict));
}

namespace {

// Words as a shell would split them: blanks separate, single and double quotes keep together.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool open = false;
  char quote = 0;
  for (const char c : line) {
    if (quote != 0) {
      if (c == quote)
        quote = 0;
      else
        word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
      open = true;
    } else if (c == ' ') {
      if (open || !word.empty()) words.push_back(word);
      word.clear();
      open = false;
    } else {
      word += c;
    }
  }
  if (open || !word.empty()) words.push_back(word);
  return words;
}

}  // namespace

Outcome run_line(const std::string& line, const std::string& folder) {
  std::vector<std::string> words = words_of(line);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  const files::path before = files::current_path();
  files::current_path(folder);
  setenv("COLUMNS", "100", 1);
  Outcome outcome = answer(static_cast<int>(arguments.size()), arguments.data(), "0.0.0-test");
  files::current_path(before);
  return outcome;
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
