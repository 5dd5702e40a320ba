#include "catalog/catalog.h"

#include <dirent.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "catalog/kinds.h"
#include "text/expression.h"

namespace costcurve {

namespace {

// "h800" for "H800", "deepseekv3" for "DeepSeek-V3": case and punctuation do not tell entries apart.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)))
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return plain;
}

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> names;
  DIR* directory = opendir(folder.c_str());
  if (!directory) return names;
  while (const dirent* file = readdir(directory)) {
    const std::string name = file->d_name;
    if (name.ends_with(".toml") && name.front() != '.') names.push_back(name.substr(0, name.size() - 5));
  }
  closedir(directory);
  std::sort(names.begin(), names.end());
  return names;
}

std::string text_at(const Value& table, std::string_view key) {
  const Entry* entry = table.find(key);
  return entry && entry->value.kind != Value::Kind::table && entry->value.kind != Value::Kind::array
             ? entry->value.text.text
             : std::string();
}

// What stands above the facts of one entry: the sources, and the date they share.
struct Reading {
  const Value* sources = nullptr;
  std::string date;
};

void describe_source(Fact& fact, const Reading& reading) {
  const Entry* source = reading.sources ? reading.sources->find(fact.source_key) : nullptr;
  if (!source) return;
  fact.source = text_at(source->value, "title");
  if (fact.date.empty()) fact.date = text_at(source->value, "date");
}

void read_fact(const std::string& field, const Value& value, const Reading& reading, std::vector<Fact>& facts) {
  Fact fact;
  fact.field = field;
  fact.date = reading.date;
  if (!value.is_table()) {
    if (value.kind == Value::Kind::boolean || value.is_array()) return;
    fact.text = value.text;
  } else {
    const Entry* is = value.find("is");
    if (!is) return;
    fact.text = is->value.text;
    fact.source_key = text_at(value, "source");
    fact.note = text_at(value, "note");
    if (const std::string date = text_at(value, "date"); !date.empty()) fact.date = date;
    if (const Entry* verified = value.find("verified")) fact.verified = verified->value.boolean;
    if (const Entry* conflicts = value.find("conflicts"))
      for (const Value& other : conflicts->value.elements)
        fact.conflicts.push_back(text_at(other, "is") + " (" + text_at(other, "source") + ")");
    describe_source(fact, reading);
  }
  facts.push_back(std::move(fact));
}

bool holds_facts(const Value& table) {
  return std::any_of(table.members.begin(), table.members.end(),
                     [](const Entry& member) { return member.value.is_table(); });
}

void read_members(const std::string& prefix, const Value& table, const Reading& reading, std::vector<Fact>& facts) {
  for (const Entry& member : table.members) {
    if (member.key == "name" || member.key == "vendor" || member.key == "sources" || member.key == "note" ||
        member.key == "from")
      continue;
    const Value& value = member.value;
    const bool group = value.is_table() && !value.find("is") && holds_facts(value);
    if (group)
      read_members(prefix + member.key + ".", value, reading, facts);
    else
      read_fact(prefix + member.key, value, reading, facts);
  }
}

// Prices are dated and appended: the last that began by then is in force.
const Value* price_in_force(const Value& prices, const std::string& at) {
  const Value* in_force = nullptr;
  for (const Value& price : prices.elements)
    if (at.empty() || text_at(price, "from") <= at) in_force = &price;
  return in_force;
}

}  // namespace

const Fact* CatalogEntry::find(std::string_view field) const {
  const auto found = std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.field == field; });
  return found == facts.end() ? nullptr : &*found;
}

CatalogEntry read_entry(const std::string& kind, const std::string& name, const Value& document,
                        const std::string& at) {
  CatalogEntry entry;
  entry.kind = kind;
  entry.name = name;
  entry.title = text_at(document, "name");
  Reading reading;
  if (const Entry* sources = document.find("sources")) reading.sources = &sources->value;
  read_members("", document, reading, entry.facts);
  if (const Entry* rents = document.find("rent"); rents && rents->value.is_array())
    for (const Value& rent : rents->value.elements) {
      Reading dated = reading;
      dated.date = text_at(rent, "date");
      const std::string what =
          fmt::format("{} {} {}", text_at(rent, "chip"), text_at(rent, "instance"), text_at(rent, "region"));
      for (const auto& [key, words] : {std::pair{"on_demand", "on demand"}, std::pair{"spot", "spot"}})
        if (const Entry* price = rent.find(key)) read_fact(what + " " + words, price->value, dated, entry.facts);
    }
  if (const Entry* prices = document.find("price"); prices && prices->value.is_array())
    if (const Value* price = price_in_force(prices->value, at)) {
      reading.date = text_at(*price, "from");
      read_members("", *price, reading, entry.facts);
    }
  return entry;
}

Catalog::Catalog(std::string folder, Diagnostics& diagnostics) : folder_(std::move(folder)) {
  read_units("units.toml", diagnostics);
  read_units("currencies.toml", diagnostics);
}

namespace {

Unit base_unit(Base base) {
  Unit unit;
  unit.dimension = Dimension(base);
  return unit;
}

std::optional<Unit> base_named(std::string_view name) {
  constexpr std::array<std::string_view, named_bases> names = {
      "time", "money", "chip", "token", "parameter", "operation", "information", "energy", "emission"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return base_unit(static_cast<Base>(i));
  return std::nullopt;
}

// A definition is one amount or a quotient of two: "60 min", "1/s", "1 USD / 7.07".
bool defines(const Expression& definition, Unit& unit) {
  if (definition.is_literal()) {
    unit.factor = definition.literal.value();
    unit.dimension = definition.literal.dimension;
    return true;
  }
  if (definition.form != Expression::Form::divide || !definition.operands[0].is_literal() ||
      !definition.operands[1].is_literal())
    return false;
  const Literal& above = definition.operands[0].literal;
  const Literal& below = definition.operands[1].literal;
  unit.factor = above.value() / below.value();
  unit.dimension = above.dimension / below.dimension;
  return true;
}

}  // namespace

void Catalog::define(const Entry& entry, Diagnostics& diagnostics) {
  Unit unit;
  if (const std::string base = text_at(entry.value, "base"); !base.empty()) {
    unit = base_named(base).value_or(Unit());
  } else if (const Entry* is = entry.value.find("is")) {
    const Slot slot = parse_slot(is->value.text, units_, diagnostics);
    if (!slot.understood || !defines(slot.first, unit)) return;
  }
  unit.symbol = entry.key;
  unit.prefixes = text_at(entry.value, "prefixes");
  unit.plural = text_at(entry.value, "plural");
  unit.question = text_at(entry.value, "question");
  units_.define(entry.key, unit);
  const std::string also = text_at(entry.value, "also");
  for (std::size_t at = 0; at < also.size();) {
    const std::size_t end = std::min(also.find(' ', at), also.size());
    if (end > at) units_.define(also.substr(at, end - at), unit);
    at = end + 1;
  }
}

void Catalog::read_units(const std::string& file, Diagnostics& diagnostics) {
  const SourcePointer source = read_source(folder_ + "/" + file, diagnostics);
  if (!source) return;
  const std::optional<Value> document = parse_document(source, diagnostics);
  if (!document) return;
  for (const Entry& entry : document->members)
    if (entry.value.is_table() && entry.key != "sources") define(entry, diagnostics);
  if (const Entry* show = document->find("show"))
    for (const Value& text : show->value.elements)
      if (const std::optional<ShownUnit> unit = parse_units(text.text, units_, diagnostics)) units_.prefer(*unit);
}

std::vector<std::string> Catalog::names(const std::string& kind) const {
  const CatalogKind* found = catalog_kind(kind);
  if (!found) return {};
  if (found->is_folder) return files_in(folder_ + "/" + std::string(found->place));
  Diagnostics ignored;
  std::vector<std::string> all;
  const SourcePointer source = read_source(folder_ + "/" + std::string(found->place), ignored);
  const std::optional<Value> document = source ? parse_document(source, ignored) : std::nullopt;
  if (!document) return all;
  for (const Entry& entry : document->members)
    if (entry.value.is_table() && entry.key != "sources") all.push_back(entry.key);
  return all;
}

const CatalogEntry* Catalog::find(const std::string& kind, const std::string& name, const std::string& at,
                                  Diagnostics& diagnostics) {
  const CatalogKind* found = catalog_kind(kind);
  if (!found) return nullptr;
  const std::string key = kind + "/" + name + "@" + at;
  const std::lock_guard lock(reading_);
  if (const auto kept = entries_.find(key); kept != entries_.end()) return kept->second.get();
  const std::vector<std::string> all = names(kind);
  const auto match = std::find_if(all.begin(), all.end(),
                                  [&](const std::string& other) { return plain_name(other) == plain_name(name); });
  if (match == all.end() || plain_name(name).empty()) return nullptr;
  const std::string path = folder_ + "/" + std::string(found->place) + (found->is_folder ? "/" + *match + ".toml" : "");
  const SourcePointer source = read_source(path, diagnostics);
  const std::optional<Value> document = source ? parse_document(source, diagnostics) : std::nullopt;
  if (!document) return nullptr;
  auto entry = std::make_unique<CatalogEntry>();
  if (found->is_folder) {
    *entry = read_entry(kind, *match, *document, at);
  } else {
    Value table = document->find(*match)->value;
    if (const Entry* sources = document->find("sources")) table.members.push_back(*sources);
    *entry = read_entry(kind, *match, table, at);
  }
  entry->path = fmt::format("configs/{}{}", found->place, found->is_folder ? "/" + *match + ".toml" : "");
  return (entries_[key] = std::move(entry)).get();
}

}  // namespace costcurve
