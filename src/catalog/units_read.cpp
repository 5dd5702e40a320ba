#include "catalog/units_read.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "catalog/plain_amount.h"
#include "catalog/reading.h"
#include "quantity/unit_product.h"
#include "quantity/word_list.h"

namespace costcurve {

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
  const std::optional<PlainAmount> amount = plain_amount(definition);
  if (!amount) return false;
  unit.factor = amount->value;
  unit.dimension = amount->dimension;
  return true;
}

// A definition is one amount or a quotient of two: "60 min", "1/s", "1 USD / 7.07".
bool defines(const Excerpt& text, const Units& units, Unit& unit, Diagnostics& diagnostics) {
  // A rate, 1 USD / 6.9042, is read without the parser as well: there are many.
  const std::size_t line = text.text.find(" / ");
  const std::string below = line == std::string::npos ? "" : text.text.substr(line + 3);
  const bool is_rate = !below.empty() && below.find_first_not_of("0123456789.") == std::string::npos;
  const std::string above = is_rate ? text.text.substr(0, line) : text.text;
  if (const std::optional<ShownUnit> amount = simple_amount(above, units)) {
    unit.factor = is_rate ? amount->factor / std::strtod(below.c_str(), nullptr) : amount->factor;
    unit.dimension = amount->dimension;
    return true;
  }
  const Slot slot = parse_slot(text, units, diagnostics);
  return slot.understood && defines(slot.first, unit);
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

// A currency's rate by its date, of which the last is the one where no date is asked for.
std::shared_ptr<const std::vector<DatedRate>> read_rates(const Value& history, const Units& units,
                                                         Diagnostics& diagnostics) {
  auto rates = std::make_shared<std::vector<DatedRate>>();
  for (const Value& dated : history.elements) {
    Unit unit;
    if (const Entry* is = dated.find("is"); is && defines(is->value.text, units, unit, diagnostics))
      rates->push_back({catalog_text(dated, "date"), unit.factor});
  }
  return rates;
}

bool defined(const Entry& entry, const Units& units, Unit& unit, Diagnostics& diagnostics) {
  if (const std::string base = catalog_text(entry.value, "base"); !base.empty()) {
    unit = base_named(base).value_or(Unit());
    return true;
  }
  const Entry* is = entry.value.find("is");
  if (!is) return true;
  if (!is->value.is_array()) return defines(is->value.text, units, unit, diagnostics);
  if (is->value.elements.empty()) return false;
  const Value& latest = is->value.elements.back();
  unit.rates = read_rates(is->value, units, diagnostics);
  unit.rate_date = catalog_text(latest, "date");
  const Entry* rate = latest.find("is");
  return rate && defines(rate->value.text, units, unit, diagnostics);
}

void define(const Entry& entry, Units& units, Diagnostics& diagnostics) {
  Unit unit;
  if (!defined(entry, units, unit, diagnostics)) return;
  unit.symbol = entry.key;
  unit.prefixes = catalog_text(entry.value, "prefixes");
  unit.plural = catalog_text(entry.value, "plural");
  unit.question = catalog_text(entry.value, "question");
  unit.yields = entry.value.find("yields") != nullptr;
  if (!unit.rates) unit.rate_date = catalog_text(entry.value, "date");
  std::vector<std::string> names = words_parted(catalog_text(entry.value, "also"));
  names.insert(names.begin(), entry.key);
  const std::vector<std::string> matter = words_parted(catalog_text(entry.value, "of"));
  Unit of_matter = unit;
  of_matter.question.clear();
  if (const std::string is = catalog_text(entry.value, "is"); is.starts_with("1 ")) of_matter.symbol = is.substr(2);
  const auto alone = std::make_shared<const Unit>(std::move(unit));
  const auto whole = std::make_shared<const Unit>(std::move(of_matter));
  for (const std::string& name : names) {
    units.define(name, alone);
    for (const std::string& word : matter) units.define(name + "_" + word, whole);
  }
}

void read_file(Units& units, const std::string& path, Texts& texts, Diagnostics& diagnostics) {
  const std::optional<Value> document = read_catalog_file(path, texts, diagnostics);
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

}  // namespace

std::shared_ptr<const Units> read_units(const std::string& folder, Texts& texts, Diagnostics& diagnostics) {
  const auto units = std::make_shared<Units>();
  read_file(*units, folder + "/units.toml", texts, diagnostics);
  read_file(*units, folder + "/currencies.toml", texts, diagnostics);
  return units;
}

}  // namespace costcurve
