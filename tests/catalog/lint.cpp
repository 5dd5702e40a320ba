// configs/ as a whole: every number is sourced, readable, of the dimension that its field promises, and shown by
// `list`.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "catalog/configs.h"
#include "catalog/kinds.h"
#include "catalog/promised.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

/// The dimension of an amount, or of a quotient of two, as rates of exchange are.
std::optional<Dimension> dimension_of(const Expression& expression) {
  if (expression.is_literal()) return expression.literal.dimension;
  if (expression.form != Expression::Form::divide || !expression.operands[0].is_literal() ||
      !expression.operands[1].is_literal())
    return std::nullopt;
  return expression.operands[0].literal.dimension / expression.operands[1].literal.dimension;
}

// Units are definitions and have no source: a minute is 60 seconds.
bool has_sources(const ConfigFile& file) { return file.path != "units.toml"; }

void expect_sourced(const ConfigFile& file, const std::string& field, const Value& number,
                    std::set<std::string>& used) {
  const Entry* sources = file.content.find("sources");
  const std::string key = text_at(number, "source");
  const Entry* source = sources ? sources->value.find(key) : nullptr;
  CHECK_MESSAGE(source, file.path, ": ", field, " = ", text_at(number, "is"), " names the source `", key,
                "`, which the file does not list");
  used.insert(key);
  for (const Entry& member : number.members) {
    static const std::vector<std::string> known = {"is", "source", "date", "note", "conflicts", "verified", "also"};
    CHECK_MESSAGE(std::find(known.begin(), known.end(), member.key) != known.end(), file.path, ": ", field, " has a `",
                  member.key, "`, which nothing reads");
  }
  if (const std::string date = text_at(number, "date"); !date.empty())
    CHECK_MESSAGE(is_date_or_year(date), file.path, ": ", field, ": ", date, " is no date");
}

}  // namespace

TEST_CASE(
    "every number of the catalog names a source that its file lists, and every source has a title and a date or year") {
  CHECK(config_files().size() > 100);
  for (const ConfigFile& file : config_files()) {
    if (!has_sources(file)) continue;
    const Entry* sources = file.content.find("sources");
    REQUIRE_MESSAGE(sources, file.path, " lists no sources");
    std::set<std::string> used;
    walk_facts(file.content, "", [&](const std::string& field, const Value& value) {
      if (value.is_table()) {
        expect_sourced(file, field, value, used);
        if (const Entry* conflicts = value.find("conflicts"))
          for (const Value& other : conflicts->value.elements) expect_sourced(file, field + " (conflict)", other, used);
        return;
      }
      // What stands without a source is a word, or says which row this is.
      const std::optional<std::string> promised = unit_promised(file, field);
      CHECK_MESSAGE((promised == "words" || field == "rent.chips"), file.path, ": ", field, " = ", value.text.text,
                    " has no source");
    });
    for (const Entry& source : sources->value.members) {
      CHECK_MESSAGE(!text_at(source.value, "title").empty(), file.path, ": the source ", source.key, " has no title");
      const std::string date = text_at(source.value, "date"), year = text_at(source.value, "year");
      CHECK_MESSAGE((is_date_or_year(date) || is_date_or_year(year)), file.path, ": the source ", source.key,
                    " has no date and no year");
      CHECK_MESSAGE(used.contains(source.key), file.path, ": no number is from the source ", source.key);
    }
  }
}

TEST_CASE("reading finds no mistake in any entry of configs/") {
  for (const ConfigFile& file : config_files()) {
    const std::string mistakes = mistakes_in(file.path, file.content);
    CHECK_MESSAGE(mistakes.empty(), mistakes);
  }
}

TEST_CASE("every amount of the catalog is understood and has the dimension that its field promises") {
  for (const ConfigFile& file : config_files()) {
    if (file.path == "units.toml") continue;  // read by every test
    walk_facts(file.content, "", [&](const std::string& field, const Value& value) {
      const std::optional<std::string> promised = unit_promised(file, field);
      CHECK_MESSAGE(promised, file.path, ": the field ", field, " is not known");
      if (!promised || promised == "words") return;
      std::vector<const Value*> amounts;
      const auto add = [&](const Value& one) {
        amounts.push_back(one.is_table() && one.find("is") ? &one.find("is")->value : &one);
      };
      add(value);
      if (const Entry* conflicts = value.is_table() ? value.find("conflicts") : nullptr)
        for (const Value& other : conflicts->value.elements) add(other);
      for (const Value* amount : amounts) {
        const std::optional<Slot> slot = slot_of(*amount);
        const std::optional<Dimension> found = slot ? dimension_of(slot->first) : std::nullopt;
        CHECK_MESSAGE(found, file.path, ": ", field, " = ", amount->text.text, " is no amount");
        if (!found) continue;
        Diagnostics mistakes;
        const Dimension expected = promised == "date" ? Dimension::point_in_time()
                                   : promised->empty()
                                       ? Dimension()
                                       : parse_units(built_in(*promised), catalog_units(), mistakes)->dimension;
        const bool count = field == "rent.chips" && found->is_plain();
        CHECK_MESSAGE((*found == expected || count), file.path, ": ", field, " = ", amount->text.text, " is ",
                      catalog_units().words(*found), ", not ", *promised);
        if (slot->first.is_literal() && promised != "date")
          CHECK_MESSAGE(slot->first.literal.value() > 0, file.path, ": ", field, " is not above zero");
      }
    });
  }
}

TEST_CASE(
    "where the clock of a chip is known, clock, matrix units and FLOP per cycle make the peak that the vendor prints") {
  // Intel cuts digits off: 432.54 TFLOP/s stand as 432, 1677.72 as 1677. Everybody else rounds.
  std::set<std::string> cut_off;
  int clocked = 0;
  for (const ConfigFile& file : config_files()) {
    const Entry* clock = file.content.find("clock");
    if (!clock) continue;
    ++clocked;
    const auto number = [&](const Value& table, std::string_view field) {
      return slot_of(table.find(field)->value.find("is")->value)->first.literal;
    };
    const Literal printed = number(file.content.find("peak")->value, text_at(clock->value, "gives"));
    const double made = number(clock->value, "boost").value() * number(clock->value, "matrix_units").value() *
                        number(clock->value, "flop_per_cycle").value();
    const double digit = printed.step * printed.scale * printed.unit, more = made - printed.value();
    const bool rounded = std::abs(more) <= 0.5 * digit * (1 + 1e-9);
    if (!rounded && more > 0 && more < digit)
      cut_off.insert(file.name);
    else
      CHECK_MESSAGE(rounded, file.path, ": the clock makes ", made / printed.unit, ", printed is ", printed.number);
  }
  CHECK(cut_off == std::set<std::string>{"Gaudi-2", "Gaudi-3"});
  CHECK(clocked >= 17);  // V100: 640 x 128 x 1.53 GHz are 125.3 TFLOP/s, printed as 125
}

TEST_CASE("a chip's peaks do not fall as the numbers get shorter") {
  for (const ConfigFile& file : config_files()) {
    if (const Entry* peak = file.content.find("peak")) {
      double before = 0;
      for (const std::string_view precision : {"fp32", "tf32", "bf16", "fp8", "fp4"})
        if (const std::optional<double> speed = number_at(peak->value, precision)) {
          CHECK_MESSAGE(*speed >= before, file.path, ": ", precision, " is slower than a longer number");
          before = *speed;
        }
    }
  }
}

TEST_CASE("an llm's active parameters are at most all of its parameters") {
  for (const ConfigFile& file : config_files()) {
    if (file.folder != "llms") continue;
    const std::optional<double> parameters = number_at(file.content, "parameters");
    if (const std::optional<double> active = number_at(file.content, "active_parameters"); parameters && active)
      CHECK_MESSAGE(*active <= *parameters, file.path);
  }
}

TEST_CASE("every fact of a history is dated") {
  for (const ConfigFile& file : config_files()) {
    std::map<std::string, bool> is_dated;  // by field, whether the fact before it is
    walk_facts(file.content, "", [&](const std::string& field, const Value& value) {
      if (!value.is_table() || field.starts_with("price.") || field.starts_with("rent.")) return;
      const bool has_date = !text_at(value, "date").empty();
      const auto [before, is_first] = is_dated.try_emplace(field, has_date);
      CHECK_MESSAGE((is_first || (before->second && has_date)), file.path, ": ", field, " has no date");
    });
  }
}

TEST_CASE("every grid says whether its intensity is that of the place or of what was bought") {
  std::set<std::string> found;
  for (const ConfigFile& file : config_files())
    if (file.path == "grids.toml")
      for (const Entry& grid : file.content.members) {
        if (grid.key == "sources") continue;
        const std::string accounting = text_at(grid.value, "intensity_accounting");
        CHECK_MESSAGE((accounting == "location-based" || accounting == "market-based"), grid.key, ": ", accounting);
        found.insert(accounting);
      }
  CHECK(found.size() == 2);
}

TEST_CASE("every rent of a cloud is of a chip that the catalog knows, and says when it was asked") {
  for (const ConfigFile& file : config_files()) {
    if (file.folder != "clouds") continue;
    std::string before;
    for (const Value& rent : file.content.find("rent")->value.elements) {
      const std::string chip = text_at(rent, "chip"), date = text_at(rent, "date");
      Diagnostics mistakes;
      const CatalogEntry* known = library().catalog_entry("chip", chip, mistakes);
      CHECK_MESSAGE((known && known->name == chip), file.path, ": the catalog has no chip ", chip);
      CHECK_MESSAGE(is_date_or_year(date), file.path, ": ", chip, ": ", date, " is no date");
      CHECK_MESSAGE(before <= date, file.path, ": ", date, " stands behind ", before);
      double shorter = number_at(rent, "on_demand").value_or(INFINITY);
      for (const std::string_view term : {"reserved_1y", "reserved_3y"})
        if (const std::optional<double> price = number_at(rent, term)) {
          CHECK_MESSAGE(*price < shorter, file.path, ", ", date, ": ", chip, " ", term,
                        " is not below the shorter term");
          shorter = *price;
        }
      before = date;
    }
  }
}

TEST_CASE("`list` shows every file of the catalog by its name, and in it every number of chips, llms, APIs and grids") {
  const auto lists = [](const std::string& line) {
    const Outcome outcome = run_line("costcurve list " + line + " --width 1000", source_folder());
    CHECK_MESSAGE(outcome.exit == 0, "list ", line, " ended with ", outcome.exit, ": ", outcome.err);
    return outcome.out;
  };
  for (const ConfigFile& file : config_files()) {
    if (file.folder.empty()) continue;
    CHECK_MESSAGE(("\n" + lists(file.folder)).find("\n  " + file.name + " ") != std::string::npos, "list ", file.folder,
                  " does not show ", file.name);
    const std::string shown = lists(file.folder + " " + file.name);
    CHECK_MESSAGE(shown.find("configs/" + file.path) != std::string::npos, file.path, " is not named:\n", shown);
    if (file.folder == "clouds") continue;  // their rents are not shown yet
    const Entry* prices = file.content.find("price");
    const bool dated = prices && prices->value.is_array() && prices->value.elements.front().find("from");
    walk_facts(dated ? prices->value.elements.back() : file.content, "",
               [&](const std::string& field, const Value& value) {
                 if (!value.is_table()) return;
                 const std::string amount = text_at(value, "is");
                 CHECK_MESSAGE(shown.find(amount) != std::string::npos, "list ", file.folder, " ", file.name,
                               " does not show ", field, " = ", amount);
               });
  }
  for (const ConfigFile& file : config_files())
    if (file.path == "grids.toml")
      for (const Entry& grid : file.content.members)
        if (grid.key != "sources")
          CHECK_MESSAGE(
              lists("grids " + grid.key).find(text_at(grid.value.find("intensity")->value, "is")) != std::string::npos,
              grid.key);
  const std::string units = lists("units");
  for (const ConfigFile& file : config_files())
    if (file.path == "units.toml" || file.path == "currencies.toml")
      for (const Entry& unit : file.content.members)
        if (unit.value.is_table() && unit.key != "sources")
          CHECK_MESSAGE(units.find("  " + unit.key + " ") != std::string::npos, "list units does not show ", unit.key);
}

TEST_CASE("the files of configs/ itself are those that the program reads") {
  std::set<std::string> found;
  for (const ConfigFile& file : config_files())
    if (file.folder.empty())
      found.insert(file.path);
    else
      CHECK_MESSAGE(catalog_kind(file.folder.substr(0, file.folder.size() - 1)), file.folder,
                    " is no kind of the catalog");
  CHECK(found == std::set<std::string>{"currencies.toml", "fits.toml", "formats.toml", "grids.toml", "units.toml",
                                       "yardsticks.toml"});
}

TEST_CASE("every field that a sheet takes from the catalog is there in at least one entry") {
  // Other lists of prices have them, which are imported.
  const std::set<std::string> imported = {"off_peak.cached_discount", "off_peak.output_discount",
                                          "batch.cached_discount", "batch.output_discount"};
  int taken = 0;
  for (const Sheet* sheet : sheets())
    for (const Row& row : sheet->rows()) {
      if (row.catalog.empty()) continue;
      ++taken;
      const std::string kind(row.catalog.substr(0, row.catalog.find('.'))),
          field(row.catalog.substr(row.catalog.find('.') + 1));
      // Whether idle hours are paid follows from the term of a rent, and how far a service is listed from its tiers.
      bool there = (kind == "api" && imported.contains(field)) || row.catalog == "cloud.idle_paid" ||
                   row.catalog == "api.listed_up_to";
      for (const std::string& name : library().catalog_names(kind)) {
        Diagnostics mistakes;
        const CatalogEntry* entry = library().catalog_entry(kind, name, mistakes);
        REQUIRE_MESSAGE(entry, kind, " ", name, "\n", render(mistakes.sorted()));
        // A peak, and what matmuls reach of it, is one of several, by precision.
        const bool by_precision = field == "peak" || field == "matmul";
        for (const Fact& fact : entry->facts)
          there = there || fact.field == field || (by_precision && fact.field.starts_with(field + "."));
      }
      CHECK_MESSAGE(there, sheet->name, ".", row.name, " is filled from ", row.catalog, ", which no entry has");
    }
  CHECK(taken >= 9);
}
