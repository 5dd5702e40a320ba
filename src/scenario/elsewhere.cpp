#include "scenario/elsewhere.h"

#include "scenario/table.h"

namespace costcurve {

std::string path_beside(const SourcePointer& scenario, const std::string& name) {
  if (name.empty() || name.front() == '/') return {};
  const std::size_t slash = scenario->name.rfind('/');
  return (slash == std::string::npos ? "" : scenario->name.substr(0, slash + 1)) + name;
}

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
  if (word != "rows") return;
  const std::string path = path_beside(scenario, text);
  if (path.empty()) return;
  const FileText& table = texts.read(path);
  Diagnostics unheard = Diagnostics::unheard();  // binding reads the rows and reports
  if (!table.source) return;
  if (const std::optional<Value> rows = read_table(table.source, unheard)) read_named_in(scenario, *rows, diagnostics);
}

}  // namespace costcurve
