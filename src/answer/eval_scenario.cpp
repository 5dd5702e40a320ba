#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "answer/eval_lines.h"
#include "quantity/digits.h"
#include "scenario/names.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

bool is_in_a_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }
// Which names of the catalog have in them, and expressions between names.
bool is_in_an_entry(char c) { return is_in_a_name(c) || c == '-' || c == '/'; }

std::string name_of_line(std::size_t line) { return quantity_of_line(line).substr(std::string_view("line.").size()); }

// Where the field that begins there ends.
std::size_t end_of_field(const std::string& text, std::size_t begin) {
  if (begin >= text.size() || std::islower(static_cast<unsigned char>(text[begin])) == 0) return begin;
  std::size_t end = begin;
  while (end < text.size() && is_in_a_name(text[end])) ++end;
  while (text[end - 1] == '.') --end;
  return end;
}

// H900, gpt-9, and no unit or part.
bool looks_like_an_entry(const std::string& name) {
  return std::any_of(name.begin(), name.end(),
                     [](char c) { return is_digit(c) || std::isupper(static_cast<unsigned char>(c)) != 0; });
}

// Without a precision that of bf16 is meant, as a part means it; as a sheet has it an API's `input` is its input_price.
std::array<std::string, 2> spellings_of(const std::string& field) {
  const std::string wanted = as_name(field == "peak" ? "peak.bf16" : field);
  constexpr std::string_view price = "_price";
  return {wanted, wanted.ends_with(price) ? wanted.substr(0, wanted.size() - price.size()) : wanted};
}

std::string field_meant(const CatalogEntry& entry, const std::string& field) {
  for (const Fact& known : entry.facts) {
    const std::string spelled = as_name(known.field);
    for (const std::string& wanted : spellings_of(field))
      if (spelled == wanted) return spelled;
  }
  return {};
}

// The entry of that kind, or null.
const CatalogEntry* entry_named(const std::string& kind, const std::string& name, Library& library) {
  Diagnostics unheard = Diagnostics::unheard();
  return library.catalog_entry(kind, name, unheard);
}

bool has_entry(const std::string& name, Library& library) {
  return std::any_of(kinds_of_facts.begin(), kinds_of_facts.end(),
                     [&](const char* kind) { return entry_named(kind, name, library) != nullptr; });
}

Diagnostic no_entry(const std::string& name, const Place& place, Library& library) {
  std::vector<std::string> known, notes;
  for (const char* kind : kinds_of_facts)
    if (const std::vector<std::string> several = library.catalog_names_meant(kind, name); !several.empty())
      return {place,
              fmt::format("`{}` may be each of {} {}s of the catalog", name, several.size(), kind),
              "",
              {"write the one that is meant as it is spelled there: " + listed(several, "or")}};
  for (const char* kind : kinds_of_facts)
    for (const std::string& other : library.catalog_names(kind)) known.push_back(other);
  if (const std::string hint = did_you_mean(name, known); !hint.empty()) notes.push_back(hint);
  notes.emplace_back("`costcurve list chips` shows what there is; also llms, apis, grids");
  return {place, fmt::format("the catalog has no `{}`", name), "", std::move(notes)};
}

Diagnostic no_field(const std::string& name, const std::string& field, const Place& place, Library& library) {
  std::vector<std::string> fields;
  for (const char* kind : kinds_of_facts)
    if (const CatalogEntry* entry = entry_named(kind, name, library))
      for (const Fact& fact : entry->facts)
        if (std::find(fields.begin(), fields.end(), fact.field) == fields.end()) fields.push_back(fact.field);
  return {place, fmt::format("`{}` has no `{}`", name, field), "", {fmt::format("it has {}", listed_some(fields))}};
}

void add_text(Value& table, std::string_view key, Excerpt text) {
  const Place place = text.place();
  table.members.push_back({std::string(key), place, text_value(std::move(text))});
}

}  // namespace

EvalScenario::EvalScenario(const std::vector<EvalLine>& lines, Library& library, Diagnostics& mistakes)
    : lines_(lines) {
  source_->name = "eval";
  for (std::size_t i = 0; i < lines.size(); ++i) append(lines[i], i, library, mistakes);
}

void EvalScenario::append(const EvalLine& line, std::size_t number, Library& library, Diagnostics& mistakes) {
  const Excerpt& typed = line.expression;
  const std::size_t begin = source_->text.size();
  for (std::size_t at = 0; at < typed.text.size();) {
    const Meant meant = meant_at(at, typed, number, library, mistakes);
    const std::size_t from = source_->text.size();
    source_->text += meant.text;
    replaced_.push_back({from, source_->text.size(), typed.begin + at, typed.begin + at + meant.length});
    at += meant.length;
  }
  bound_.push_back({begin, source_->text.size()});
  source_->text += '\n';
  const std::string said = line.is_named() ? line.name : typed.text;
  words_.emplace_back(quantity_of_line(number), said);
  words_.emplace_back("." + name_of_line(number), said);
  words_.emplace_back("`" + name_of_line(number) + "`", "`" + said + "`");
}

EvalScenario::Meant EvalScenario::meant_at(std::size_t at, const Excerpt& typed, std::size_t number, Library& library,
                                           Diagnostics& mistakes) {
  const std::string& text = typed.text;
  const bool is_begun = at > 0 && is_in_a_name(text[at - 1]);
  std::size_t end = at, entry_end = at;
  while (end < text.size() && is_in_a_name(text[end])) ++end;
  while (entry_end < text.size() && is_in_an_entry(text[entry_end])) ++entry_end;
  const std::size_t length = std::max<std::size_t>(end - at, 1);
  if (is_begun || end == at || is_digit(text[at])) return {length, text.substr(at, length)};
  const std::string word = text.substr(at, length);
  for (std::size_t line = number; line-- > 0;)
    if (lines_[line].name == word) return {length, "." + name_of_line(line)};
  const std::string rest = text.substr(at, entry_end - at);
  if (std::optional<Meant> fact = fact_in(rest, typed.place(at, at + rest.size()), library, mistakes)) return *fact;
  return {length, word};
}

// `o1.output` of o1.output/2: the first name that the catalog has, and its field.
std::optional<EvalScenario::Meant> EvalScenario::fact_in(const std::string& typed, const Place& place, Library& library,
                                                         Diagnostics& mistakes) {
  std::string unknown;
  for (std::size_t dot = typed.find('.'); dot != std::string::npos; dot = typed.find('.', dot + 1)) {
    const std::size_t end = end_of_field(typed, dot + 1);
    if (end == dot + 1) continue;
    const std::string name = typed.substr(0, dot), field = typed.substr(dot + 1, end - dot - 1);
    if (!has_entry(name, library)) {
      unknown = unknown.empty() ? name : unknown;
      continue;
    }
    for (const char* kind : kinds_of_facts)
      if (const CatalogEntry* entry = entry_named(kind, name, library))
        if (const std::string meant = field_meant(*entry, field); !meant.empty())
          return Meant{end, fact_named(kind, name, field, meant)};
    mistakes.add(no_field(name, field, place, library));
    return Meant{end, "0"};
  }
  if (!looks_like_an_entry(unknown)) return std::nullopt;
  mistakes.add(no_entry(unknown, place, library));
  return Meant{typed.size(), "0"};
}

std::string EvalScenario::fact_named(const std::string& kind, const std::string& name, const std::string& field,
                                     const std::string& meant) {
  const std::pair<std::string, std::string> entry = {kind, name};
  const auto place = std::find(entries_.begin(), entries_.end(), entry);
  const std::string part = fmt::format("fact{}", place - entries_.begin() + 1);
  if (place == entries_.end()) entries_.push_back(entry);
  words_.emplace_back(part + "." + meant, name + "." + field);
  return part + "." + meant;
}

ScenarioFile EvalScenario::file() const {
  ScenarioFile file{source_, {}};
  Value line, claims;
  claims.kind = Value::Kind::array;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const auto& [begin, end] = bound_[i];
    add_text(line, name_of_line(i), {source_, begin, end, source_->text.substr(begin, end - begin), true});
    if (!lines_[i].claims()) continue;
    Value claim;
    add_text(claim, "says", lines_[i].expression);
    add_text(claim, "of", built_in(quantity_of_line(i)));
    add_text(claim, "value", lines_[i].claimed);
    claims.elements.push_back(std::move(claim));
  }
  const auto add = [&](std::string key, Value value) {
    file.document.members.push_back({std::move(key), {source_, 0, 0}, std::move(value)});
  };
  add("line", std::move(line));
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Value part;
    add_text(part, entries_[i].first, built_in(entries_[i].second));
    add(fmt::format("fact{}", i + 1), std::move(part));
  }
  if (!claims.elements.empty()) add("claim", std::move(claims));
  return file;
}

std::size_t EvalScenario::typed_offset(std::size_t offset, bool is_end) const {
  for (const Replaced& each : replaced_) {
    if (offset < each.begin || offset > each.end || (offset == each.end && !is_end)) continue;
    const bool is_kept = each.end - each.begin == each.typed_end - each.typed_begin;
    if (is_kept) return each.typed_begin + (offset - each.begin);
    return is_end && offset > each.begin ? each.typed_end : each.typed_begin;
  }
  return replaced_.empty() ? 0 : replaced_.back().typed_end;
}

std::string EvalScenario::as_typed(std::string text) const {
  for (const auto& [inner, typed] : words_)
    for (std::size_t at = text.find(inner); at != std::string::npos; at = text.find(inner, at + typed.size())) {
      const std::size_t end = at + inner.size();
      if (end < text.size() && is_digit(text[end])) continue;  // line1 of line12
      text.replace(at, inner.size(), typed);
    }
  return text;
}

Diagnostic EvalScenario::as_typed(Diagnostic mistake) const {
  if (mistake.place.source == source_ && !lines_.empty()) {
    const std::size_t begin = typed_offset(mistake.place.begin, false), end = typed_offset(mistake.place.end, true);
    mistake.place = {lines_.front().expression.source, begin, std::max(begin, end)};
  }
  mistake.problem = as_typed(std::move(mistake.problem));
  mistake.label = as_typed(std::move(mistake.label));
  // Here are no parts.
  std::erase_if(mistake.notes, [](const std::string& note) {
    return note.starts_with("the only part is") || note.starts_with("a quantity is referred to with a dot");
  });
  for (std::string& note : mistake.notes) note = as_typed(std::move(note));
  return mistake;
}

}  // namespace costcurve
