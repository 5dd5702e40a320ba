// The simple reader of units against the parser: what it reads, the parser reads as the same, to the last bit.

#include "quantity/unit_product.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "sheets/sheet.h"
#include "support/property.h"
#include "support/support.h"
#include "text/expression.h"
#include "text/toml.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::string by_parser(const std::string& text) {
  Diagnostics mistakes = Diagnostics::unheard();
  const Slot slot = parse_slot(built_in("1 " + text), catalog_units(), mistakes);
  if (!slot.understood || !slot.first.is_literal()) return "refused";
  const Literal& literal = slot.first.literal;
  return fmt::format("{} {}", literal.scale * literal.unit, catalog_units().words(literal.dimension));
}

std::string by_product(const std::string& text) {
  const std::optional<ShownUnit> unit = unit_product(text, catalog_units());
  return unit ? fmt::format("{} {}", unit->factor, catalog_units().words(unit->dimension)) : "left to the parser";
}

Value units_file() {
  Diagnostics mistakes;
  auto source = std::make_shared<Source>();
  source->text = read_file(source_folder() + "/configs/units.toml");
  return parse_document(source, mistakes).value();
}

std::string some_unit() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all = catalog_units().names();
    for (const char* word :
         {"k", "M", "B", "T", "K", "million", "dozen", "x", "per", "of", "two", "node", "t", "%", "9"})
      for (int i = 0; i < 20; ++i) all.emplace_back(word);
    return all;
  }();
  std::string text = one_of(words);
  for (std::size_t more = below(4); more > 0; --more)
    text += one_of<std::string>({" ", "/", "/", "-", " / ", "  ", "^2 ", ""}) + one_of(words);
  return text;
}

}  // namespace

TEST_CASE("simple units: those that the catalog and the sheets show things in") {
  const Value document = units_file();
  std::vector<std::string> all;
  for (const Value& shown : document.find("show")->value.elements) all.push_back(shown.text.text);
  for (const Sheet* sheet : sheets())
    for (const costcurve::Row& row : sheet->rows()) all.emplace_back(row.unit);
  std::size_t simple = 0;
  for (const std::string& text : all) {
    if (!unit_product(text, catalog_units())) continue;
    CHECK_MESSAGE(by_product(text) == by_parser(text), text);
    ++simple;
  }
  CHECK(simple > all.size() / 2);
}

TEST_CASE("simple units: definitions of the catalog") {
  for (const Entry& entry : units_file().members) {
    const Entry* is = entry.value.is_table() ? entry.value.find("is") : nullptr;
    if (!is) continue;
    const std::optional<ShownUnit> amount = simple_amount(is->value.text.text, catalog_units());
    if (!amount) continue;
    Diagnostics mistakes;
    const Slot slot = parse_slot(is->value.text, catalog_units(), mistakes);
    CHECK_MESSAGE(amount->factor == slot.first.literal.value(), entry.key);
    CHECK_MESSAGE(amount->dimension == slot.first.literal.dimension, entry.key);
  }
}

TEST_CASE("simple units: what is more, or nothing, is left to the parser") {
  for (const char* text : {"",
                           " ",
                           "/h",
                           "USD/",
                           "USD//h",
                           "USD / h",
                           "USD  h",
                           "USD/h ",
                           "B",
                           "B/s",
                           "k",
                           "USD/M",
                           "M/s",
                           "USD per h",
                           "x",
                           "x/year",
                           "PF-day",
                           "tonnes of CO2e",
                           "TPU v4",
                           "H100",
                           "t",
                           "FLOPS",
                           "node",
                           "chip^0.5",
                           "tokens/(chip s)",
                           "hundred thousand token",
                           "frobs",
                           "%"})
    CHECK_MESSAGE(by_product(text) == "left to the parser", text);
  for (const char* text : {"", "h", "1/s", "1 USD / 7.07", "1 k token", "0x10 h", "1. h", "1 h 2", "-1 h", "1e999 h"})
    CHECK_MESSAGE(!simple_amount(text, catalog_units()), text);
}

TEST_CASE("simple units: any words, in any order") {
  property(
      "units",
      [] {
        const std::string text = some_unit();
        const std::string product = by_product(text);
        if (product == "left to the parser") return;
        RC_LOG() << text << "\n";
        RC_ASSERT(product == by_parser(text));
      },
      3000);
}
