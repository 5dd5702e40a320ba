#include "scenario/elsewhere.h"

#include <optional>
#include <string_view>
#include <vector>

#include "scenario/table.h"
#include "text/path.h"

namespace costcurve {

std::string path_beside(const SourcePointer& scenario, const std::string& name) {
  if (name.empty() || name.front() == '/') return {};
  return up_to_name(scenario->name) + name;
}

namespace {

constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view of_names = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";

// The chips whose names count chips in a text: H100 of "2.1 M H100-hours", TPU-v4 of "512 TPU v4".
std::vector<std::string> chips_counted_in(std::string_view text, const Units& units) {
  std::vector<std::string> chips;
  for (std::size_t at = text.find_first_of(capitals); at != std::string_view::npos;
       at = text.find_first_of(capitals, at)) {
    const std::size_t end = std::min(text.find_first_not_of(of_names, at), text.size());
    std::string name(text.substr(at, end - at));
    if (end < text.size() && text[end] == ' ' && units.leads(name)) {
      const std::size_t next = std::min(text.find_first_not_of(of_names, end + 1), text.size());
      name += "-" + std::string(text.substr(end + 1, next - end - 1));
    }
    at = end;
    if (name.find_first_of("0123456789") == std::string::npos) continue;
    // 500 H100-hours: the name is what stands before the last hyphen.
    for (std::size_t size = name.size(); size > 0 && size != std::string::npos; size = name.rfind('-', size - 1)) {
      const std::optional<Unit> unit = units.find(std::string_view(name).substr(0, size));
      if (!unit) continue;
      if (!unit->chip.empty()) chips.push_back(unit->chip);
      break;
    }
  }
  return chips;
}

}  // namespace

void Elsewhere::look_beside(const SourcePointer& scenario) { catalog.look_first_in(path_beside(scenario, "catalog")); }

void Elsewhere::read_named_in(const SourcePointer& scenario, const Value& document, Diagnostics& diagnostics) {
  for (const Entry& entry : document.members) {
    if (entry.value.is_text()) read_named_at(scenario, entry.key, entry.value.text.text, diagnostics);
    if (entry.value.is_table()) read_named_in(scenario, entry.value, diagnostics);
  }
}

void Elsewhere::read_named_at(const SourcePointer& scenario, const std::string& key, const std::string& text,
                              Diagnostics& diagnostics) {
  const std::string word = key.substr(key.rfind('.') + 1);  // all of it where there is no dot
  if (names_catalog_entry(word)) catalog.read(word, text, texts, diagnostics);
  for (const std::string& chip : chips_counted_in(text, *catalog.units()))
    catalog.read("chip", chip, texts, diagnostics);
  if (word != "rows") return;
  const std::string path = path_beside(scenario, text);
  if (path.empty()) return;
  const FileText& table = texts.read(path);
  Diagnostics unheard = Diagnostics::unheard();  // binding reads the rows and reports
  if (!table.source) return;
  if (const std::optional<Value> rows = read_table(table.source, *catalog.units(), unheard))
    read_named_in(scenario, *rows, diagnostics);
}

}  // namespace costcurve
