// Tables: no line wider than the terminal, and nothing lost on the way.

#include "document/table.h"

#include <doctest/doctest.h>

#include "answer/variants.h"
#include "support/support.h"
#include "text/diagnostic.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

TableRows a_table(std::size_t columns) {
  TableRows table(1);
  table[0].cells.push_back({"quantity"});
  for (std::size_t c = 0; c < columns; ++c) table[0].cells.push_back({"variant_" + std::to_string(c)});
  for (const std::string name : {"cost", "a_quantity_with_a_long_name.and_another_long_name",
                                 "a claim in many words that does not fit beside its verdicts", "median"}) {
    TableRow row{{{name}}};
    for (std::size_t c = 0; c < columns; ++c)
      row.cells.push_back({"$" + std::to_string(c) + ",000\n≈ " + std::to_string(c * c) + " M USD"});
    table.push_back(row);
  }
  return table;
}

}  // namespace

TEST_CASE("no line of a table is wider than the terminal, and every cell is in it") {
  for (const std::size_t width : {40, 48, 60, 80, 100, 200}) {
    for (const std::size_t columns : {1, 2, 5, 12}) {
      CAPTURE(width);
      CAPTURE(columns);
      const TableRows table = a_table(columns);
      const std::string printed = to_terminal(table, {width, false});
      for (const std::string& line : lines_of(printed)) {
        CHECK_MESSAGE(display_width(line) <= width, line);
        CHECK((line.empty() || line.back() != ' '));
      }
      for (std::size_t c = 0; c < columns; ++c) {
        CHECK(printed.find("variant_" + std::to_string(c)) != std::string::npos);
        CHECK(printed.find("$" + std::to_string(c) + ",000") != std::string::npos);
        CHECK(printed.find("≈ " + std::to_string(c * c) + " M USD") != std::string::npos);
      }
    }
  }
}

TEST_CASE("a long name is broken behind its dot") {
  const TableRows table = {{{{"input"}, {"elasticity"}}},
                           {{{"essay_ranges.reference_cost_of_all"}, {"+1 and many words more"}}}};
  CHECK(to_terminal(table, {50, false}) ==
        "  input                     elasticity\n"
        "  essay_ranges.             +1 and many words more\n"
        "    reference_cost_of_all\n");
}

TEST_CASE("columns that do not fit stand in a block below, without the rows that have nothing to add") {
  TableRows table = {{{{""}, {"first"}, {"second"}, {"third"}}},
                     {{{"same"}, {"1,000,000 chips"}, {"="}, {"="}}, true},
                     {{{"other"}, {"1,000,000 chips"}, {"2,000,000 chips"}, {"3,000,000 chips"}}}};
  CHECK(to_terminal(table, {44, false}) ==
        "         first            second\n"
        "  same   1,000,000 chips  =\n"
        "  other  1,000,000 chips  2,000,000 chips\n"
        "\n"
        "         third\n"
        "  other  3,000,000 chips\n");
}

TEST_CASE("what is the same everywhere stands once, what differs is marked") {
  const TableRow same = compared_row("rent", {"$2", "$2", "$2"}),
                 other = compared_row("rent", {"$2", "not determined", "$2"});
  CHECK(same.cells[0].text == "  rent");
  CHECK(same.cells[1].text == "$2");
  CHECK(same.cells[2].text == "=");
  CHECK(same.only_in_first_block);
  CHECK(other.cells[0].text == "≠ rent");
  CHECK(other.cells[2].text == "not determined");
  CHECK(other.cells[3].text == "$2");
}

TEST_CASE("control characters of a cell are made visible") {
  const TableRows table = {{{{"a\033[2J"}, {"b"}}}};
  CHECK(to_terminal(table, {60, false}).find('\033') == std::string::npos);
}
