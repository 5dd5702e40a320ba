#include "catalog/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "quantity/unit_product.h"
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

std::vector<std::string> entries_in(const Files& files, const std::string& folder) {
  constexpr std::string_view ending = ".toml";
  std::vector<std::string> names;
  for (const std::string& name : files.list(folder))
    if (name.ends_with(ending) && name.front() != '.') names.push_back(name.substr(0, name.size() - ending.size()));
  std::sort(names.begin(), names.end());  // "H100" before "H100-PCIe"
  return names;
}

std::vector<std::string> entries_in(const Value& document) {
  std::vector<std::string> names;
  for (const Entry& entry : document.members)
    if (entry.value.is_table() && entry.key != "sources") names.push_back(entry.key);
  return names;
}

// The table of one entry, with the sources of the whole file.
Value table_of(const Value& document, const std::string& name) {
  Value table = document.find(name)->value;
  if (const Entry* sources = document.find("sources")) table.members.push_back(*sources);
  return table;
}

std::optional<Value> parsed(const std::string& path, Texts& texts, Diagnostics& diagnostics) {
  const SourcePointer source = texts.read(path, diagnostics);
  return source ? parse_document(source, diagnostics) : std::nullopt;
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
        fact.conflicts.push_back({text_at(other, "is"), text_at(other, "source")});
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

// What a cloud asks for its chips: each rent is two facts.
void read_rents(const Value& rents, const Reading& reading, std::vector<Fact>& facts) {
  for (const Value& rent : rents.elements) {
    Reading dated = reading;
    dated.date = text_at(rent, "date");
    const std::string what =
        fmt::format("{} {} {}", text_at(rent, "chip"), text_at(rent, "instance"), text_at(rent, "region"));
    for (const auto& [key, words] : {std::pair{"on_demand", "on demand"}, std::pair{"spot", "spot"}})
      if (const Entry* price = rent.find(key)) read_fact(what + " " + words, price->value, dated, facts);
  }
}

}  // namespace

const Fact* CatalogEntry::find(std::string_view field) const {
  const auto found = std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.field == field; });
  return found == facts.end() ? nullptr : &*found;
}

Catalog::Prices Catalog::prices_of(const CatalogKind& kind, const std::string& name, const Value& document) {
  Prices at_prices(1);
  CatalogEntry& entry = at_prices.front().entry;
  entry.kind = kind.name;
  entry.name = name;
  entry.title = text_at(document, "name");
  entry.path = fmt::format("configs/{}{}", kind.place, kind.is_folder ? "/" + name + ".toml" : "");
  Reading reading;
  if (const Entry* sources = document.find("sources")) reading.sources = &sources->value;
  read_members("", document, reading, entry.facts);
  if (const Entry* rents = document.find("rent"); rents && rents->value.is_array())
    read_rents(rents->value, reading, entry.facts);
  if (const Entry* prices = document.find("price"); prices && prices->value.is_array())
    for (const Value& price : prices->value.elements) {
      reading.date = text_at(price, "from");
      at_prices.push_back({reading.date, at_prices.front().entry});
      read_members("", price, reading, at_prices.back().entry.facts);
    }
  return at_prices;
}

Catalog::Catalog(std::string folder, Texts& texts, Diagnostics& diagnostics) : folder_(std::move(folder)) {
  auto units = std::make_shared<Units>();
  read_units(*units, "units.toml", texts, diagnostics);
  read_units(*units, "currencies.toml", texts, diagnostics);
  units_ = std::move(units);
}

namespace {

Unit base_unit(Base base) {
  Unit unit;
  unit.dimension = Dimension(base);
  return unit;
}

std::optional<Unit> base_named(std::string_view name) {
  constexpr std::array<std::string_view, named_bases> names = {
      "time", "money", "chip", "token", "parameter", "operation", "information", "energy", "emission", "volume"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return base_unit(static_cast<Base>(i));
  return std::nullopt;
}

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

// A definition is one amount or a quotient of two: "60 min", "1/s", "1 USD / 7.07".
bool defines(const Excerpt& text, const Units& units, Unit& unit, Diagnostics& diagnostics) {
  if (const std::optional<ShownUnit> amount = simple_amount(text.text, units)) {
    unit.factor = amount->factor;
    unit.dimension = amount->dimension;
    return true;
  }
  const Slot slot = parse_slot(text, units, diagnostics);
  return slot.understood && defines(slot.first, unit);
}

}  // namespace

namespace {

std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// H100, H100s, TPU-v4 and TPU v4 are units of one chip each, which say which.
void define_models(const Value& models, Units& units) {
  Unit unit = units.find("chip").value_or(Unit());
  unit.yields = true;
  for (const Value& model : models.elements) {
    unit.chip = model.text.text;
    const auto named = std::make_shared<const Unit>(unit);
    std::string spaced = unit.chip;
    std::replace(spaced.begin(), spaced.end(), '-', '_');
    for (const char* plural : {"", "s"}) {
      units.define(unit.chip + plural, named);
      if (spaced != unit.chip) units.define(spaced + plural, named);
    }
  }
}

void define(const Entry& entry, Units& units, Diagnostics& diagnostics) {
  Unit unit;
  if (const std::string base = text_at(entry.value, "base"); !base.empty()) {
    unit = base_named(base).value_or(Unit());
  } else if (const Entry* is = entry.value.find("is")) {
    if (!defines(is->value.text, units, unit, diagnostics)) return;
  }
  unit.symbol = entry.key;
  unit.prefixes = text_at(entry.value, "prefixes");
  unit.plural = text_at(entry.value, "plural");
  unit.question = text_at(entry.value, "question");
  unit.yields = entry.value.find("yields") != nullptr;
  unit.rate_date = text_at(entry.value, "date");
  std::vector<std::string> names = words_in(text_at(entry.value, "also"));
  names.insert(names.begin(), entry.key);
  const std::vector<std::string> matter = words_in(text_at(entry.value, "of"));
  Unit of_matter = unit;
  of_matter.question.clear();
  if (const std::string is = text_at(entry.value, "is"); is.starts_with("1 ")) of_matter.symbol = is.substr(2);
  const auto alone = std::make_shared<const Unit>(std::move(unit));
  const auto whole = std::make_shared<const Unit>(std::move(of_matter));
  for (const std::string& name : names) {
    units.define(name, alone);
    for (const std::string& word : matter) units.define(name + "_" + word, whole);
  }
}

}  // namespace

void Catalog::read_units(Units& units, const std::string& file, Texts& texts, Diagnostics& diagnostics) {
  const std::optional<Value> document = parsed(folder_ + "/" + file, texts, diagnostics);
  if (!document) return;
  if (const Entry* counted = document->find("counted"))
    for (const Value& word : counted->value.elements) units.define_count(word.text.text);
  for (const Entry& entry : document->members)
    if (entry.value.is_table() && entry.key != "sources") define(entry, units, diagnostics);
  if (const Entry* models = document->find("models")) define_models(models->value, units);
  if (const Entry* show = document->find("show"))
    for (const Value& text : show->value.elements)
      if (const std::optional<ShownUnit> unit = parse_units(text.text, units, diagnostics)) units.prefer(*unit);
}

std::string Catalog::path_of(const CatalogKind& kind, const std::string& name) const {
  return fmt::format("{}/{}{}", folder_, kind.place, kind.is_folder ? "/" + name + ".toml" : "");
}

const std::vector<std::string>& Catalog::names(const std::string& kind) const {
  static const std::vector<std::string> none;
  const auto found = names_.find(kind);
  return found == names_.end() ? none : found->second.sorted;
}

// The name in the catalog that a scenario's spelling stands for; null if there is none.
const std::string* Catalog::name_like(const std::string& kind, const std::string& name) const {
  const auto names = names_.find(kind);
  if (names == names_.end()) return nullptr;
  const auto found = names->second.by_plain_name.find(plain_name(name));
  return found == names->second.by_plain_name.end() || found->first.empty() ? nullptr : &found->second;
}

void Catalog::read_names(const std::string& kind, Texts& texts) {
  const CatalogKind* row = catalog_kind(kind);
  if (!row || names_[kind].are_all) return;
  Diagnostics unheard = Diagnostics::unheard();  // reported where an entry is read
  Names& names = names_[kind];
  names.are_all = true;
  names.sorted = row->is_folder ? entries_in(texts.files(), folder_ + "/" + std::string(row->place))
                                : entries_in(parsed(path_of(*row, ""), texts, unheard).value_or(Value()));
  for (const std::string& name : names.sorted) names.by_plain_name.try_emplace(plain_name(name), name);
}

void Catalog::read(const std::string& kind, const std::string& name, Texts& texts, Diagnostics& diagnostics) {
  const CatalogKind* row = catalog_kind(kind);
  // What is spelled as its file is needs no look at all the others.
  if (row && row->is_folder && name.find('/') == std::string::npos && texts.files().is_file(path_of(*row, name)))
    names_[kind].by_plain_name.try_emplace(plain_name(name), name);
  else
    read_names(kind, texts);
  const std::string* known = name_like(kind, name);
  if (!row || !known || entries_.contains({kind, *known})) return;
  const std::optional<Value> document = parsed(path_of(*row, *known), texts, diagnostics);
  if (!document) return;
  entries_[{kind, *known}] =
      std::make_shared<const Prices>(prices_of(*row, *known, row->is_folder ? *document : table_of(*document, *known)));
}

const CatalogEntry* Catalog::find(const std::string& kind, const std::string& name, const std::string& at) const {
  const std::string* known = name_like(kind, name);
  const auto found = known ? entries_.find({kind, *known}) : entries_.end();
  if (found == entries_.end()) return nullptr;
  // Prices are dated and appended: the last that began by then is in force.
  const CatalogEntry* in_force = nullptr;
  for (const Dated& dated : *found->second)
    if (at.empty() || dated.from <= at) in_force = &dated.entry;
  return in_force;
}

}  // namespace costcurve
