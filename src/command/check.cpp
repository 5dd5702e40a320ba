#include <fmt/format.h>

#include <algorithm>

#include "catalog/location.h"
#include "command/command.h"

namespace costcurve {

std::string rendered(const Diagnostics& diagnostics, const TerminalStyle& style) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) text += (text.empty() ? "" : "\n") + render(diagnostic, style.width);
  return text;
}

std::unique_ptr<Catalog> open_catalog(Diagnostics& diagnostics) {
  const std::string folder = configs_folder();
  if (!folder.empty()) return std::make_unique<Catalog>(folder, diagnostics);
  diagnostics.add(without_place("the folder configs/ is not found", {"it stands beside the program's sources; COSTCURVE_CONFIGS in the environment names another place"}));
  return nullptr;
}

namespace {

std::vector<Override> overrides_of(const Invocation& invocation, Diagnostics& diagnostics) {
  std::vector<Override> all;
  for (const std::string& set : invocation.sets) {
    auto source = std::make_shared<Source>();
    source->name = "--set";
    source->text = set;
    const std::size_t equals = set.find('=');
    if (equals == std::string::npos || equals == 0) {
      diagnostics.add({{source, 0, set.size()}, "--set needs a key and a value", "", {"for example --set r1.duration=90h"}});
      continue;
    }
    std::string key = set.substr(0, equals);
    while (!key.empty() && key.back() == ' ') key.pop_back();
    std::size_t begin = equals + 1;
    while (begin < set.size() && set[begin] == ' ') ++begin;
    all.push_back({key, {source, begin, set.size(), set.substr(begin), true}});
  }
  return all;
}

// The variants that claims are checked in, each once, in the order of the file.
std::vector<std::string> variants_of_claims(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Claim& claim : scenario.claims)
    if (!claim.variant.empty() && std::find(names.begin(), names.end(), claim.variant) == names.end()) names.push_back(claim.variant);
  return names;
}

}  // namespace

std::vector<std::unique_ptr<AuditedVariant>> audit_file(const std::string& path, const Invocation& invocation, Catalog& catalog, Diagnostics& diagnostics) {
  std::vector<std::unique_ptr<AuditedVariant>> variants;
  const std::vector<Override> overrides = overrides_of(invocation, diagnostics);
  const SourcePointer source = read_source(path, diagnostics);
  const std::optional<Value> document = source ? parse_document(source, diagnostics) : std::nullopt;
  if (!document) return variants;
  Scenario scenario = bind_scenario(source, *document, catalog, invocation.variant, overrides, diagnostics);
  if (!diagnostics.empty()) return variants;
  const std::vector<std::string> others = invocation.variant.empty() ? variants_of_claims(scenario) : std::vector<std::string>();
  variants.push_back(audit(std::move(scenario), Judged::general_claims_too));
  for (const std::string& name : others) {
    Scenario other = bind_scenario(source, *document, catalog, name, overrides, diagnostics);
    if (diagnostics.empty()) variants.push_back(audit(std::move(other)));
  }
  if (!diagnostics.empty()) variants.clear();
  return variants;
}

namespace {

void add_file(const std::string& path, const Invocation& invocation, Catalog& catalog, Detail detail, Outcome& outcome, std::vector<std::string>& documents) {
  Diagnostics diagnostics;
  const auto variants = audit_file(path, invocation, catalog, diagnostics);
  if (variants.empty()) {
    outcome.err += (outcome.err.empty() ? "" : "\n") + rendered(diagnostics, invocation.style);
    outcome.exit = wrong_input;
    return;
  }
  const bool good = std::all_of(variants.begin(), variants.end(), [](const auto& audited) { return audited->as_expected(); });
  if (!good) outcome.exit = std::max<int>(outcome.exit, unexpected);
  if (invocation.format == "json") {
    documents.push_back(to_json(path, variants));
    return;
  }
  if (invocation.files.size() > 1) outcome.out += fmt::format("{}{}\n", outcome.out.empty() ? "" : "\n", made_visible(path));
  outcome.out += to_terminal(compose(variants, detail), invocation.style);
}

Outcome report_on(const Invocation& invocation, Detail detail) {
  Outcome outcome;
  Diagnostics diagnostics;
  const std::unique_ptr<Catalog> catalog = open_catalog(diagnostics);
  if (!catalog || !diagnostics.empty()) return {"", rendered(diagnostics, invocation.style), wrong_input};
  std::vector<std::string> documents;
  for (const std::string& path : invocation.files) add_file(path, invocation, *catalog, detail, outcome, documents);
  if (invocation.format != "json") return outcome;
  if (invocation.files.size() == 1) outcome.out = documents.empty() ? "" : documents.front() + "\n";
  else {
    outcome.out = "[";
    for (std::size_t i = 0; i < documents.size(); ++i) outcome.out += (i ? ",\n" : "\n") + documents[i];
    outcome.out += "\n]\n";
  }
  return outcome;
}

}  // namespace

Outcome check(const Invocation& invocation) { return report_on(invocation, Detail::claims_and_checks); }
Outcome run(const Invocation& invocation) { return report_on(invocation, Detail::everything); }

}  // namespace costcurve
