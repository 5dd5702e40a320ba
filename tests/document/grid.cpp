// Grids on a terminal: no line wider than it, and nothing lost on the way.

#include "document/grid.h"

#include <doctest/doctest.h>

#include "answer/side_by_side.h"
#include "support/support.h"
#include "text/diagnostic.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

Grid a_grid(const std::vector<std::string>& headings, const std::vector<std::vector<std::string>>& rows) {
  Grid grid;
  for (const std::string& heading : headings) grid.columns.push_back({heading});
  for (const std::vector<std::string>& cells : rows) {
    grid.rows.emplace_back();
    for (const std::string& cell : cells) grid.rows.back().cells.push_back({cell});
  }
  return grid;
}

Grid a_grid(std::size_t columns) {
  std::vector<std::string> headings = {"quantity"};
  for (std::size_t c = 0; c < columns; ++c) headings.push_back("variant_" + std::to_string(c));
  std::vector<std::vector<std::string>> rows;
  for (const std::string name : {"cost", "a_quantity_with_a_long_name.and_another_long_name",
                                 "a claim in many words that does not fit beside its verdicts", "median"}) {
    rows.push_back({name});
    for (std::size_t c = 0; c < columns; ++c)
      rows.back().push_back("$" + std::to_string(c) + ",000\n≈ " + std::to_string(c * c) + " M USD");
  }
  return a_grid(headings, rows);
}

}  // namespace

TEST_CASE("no line of a grid is wider than the terminal, and every cell is in it") {
  for (const std::size_t width : {40, 48, 60, 80, 100, 200}) {
    for (const std::size_t columns : {1, 2, 5, 12}) {
      CAPTURE(width);
      CAPTURE(columns);
      const std::string printed = grid_lines(a_grid(columns), {width, false});
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
  const Grid grid = a_grid({"input", "elasticity"}, {{"essay_ranges.reference_cost_of_all", "+1 and many words more"}});
  CHECK(grid_lines(grid, {50, false}) ==
        "  input                     elasticity\n"
        "  essay_ranges.             +1 and many words more\n"
        "    reference_cost_of_all\n");
}

TEST_CASE("columns that do not fit stand in a block below, without the rows that have nothing to add") {
  Grid grid = a_grid(
      {"", "first", "second", "third"},
      {{"same", "1,000,000 chips", "=", "="}, {"other", "1,000,000 chips", "2,000,000 chips", "3,000,000 chips"}});
  grid.rows[0].only_in_first_block = true;
  CHECK(grid_lines(grid, {44, false}) ==
        "         first            second\n"
        "  same   1,000,000 chips  =\n"
        "  other  1,000,000 chips  2,000,000 chips\n"
        "\n"
        "         third\n"
        "  other  3,000,000 chips\n");
}

TEST_CASE("amounts stand under each other by their right edges") {
  Grid grid = a_grid({"rent", "cost"}, {{"$1", "$5"}, {"$10", "$1,000"}});
  for (Grid::Column& column : grid.columns) column.align = Grid::Align::right;
  CHECK(grid_lines(grid, {60, false}) ==
        "  rent    cost\n"
        "    $1      $5\n"
        "   $10  $1,000\n");
}

TEST_CASE("bars to both sides of an axis, shorter where there is little room, and none where there is no room") {
  Grid grid = a_grid({"input", ""}, {{"rent"}, {"chips"}});
  grid.columns[1].bars = Grid::Bars::both_ways;
  grid.columns[1].largest = 2;
  for (const double size : {2.0, -1.0}) {
    Grid::Cell bar;
    bar.size = size;
    grid.rows[size > 0 ? 0 : 1].cells.push_back(bar);
  }
  CHECK(grid_lines(grid, {60, false}) ==
        "  input\n"
        "  rent           │████████\n"
        "  chips      ████│\n");
  CHECK(grid_lines(grid, {16, false}) ==
        "  input\n"
        "  rent      │███\n"
        "  chips   ██│\n");
  CHECK(grid_lines(grid, {15, false}) ==
        "  input\n"
        "  rent\n"
        "  chips\n");
}

TEST_CASE("what is the same everywhere stands once, what differs is marked") {
  const Grid::Row same = compared_row("rent", {"$2", "$2", "$2"}),
                  other = compared_row("rent", {"$2", "not determined", "$2"});
  CHECK(same.differs == false);
  CHECK(same.cells[1].text == Text("$2"));
  CHECK(same.cells[2].text == Text("="));
  CHECK(same.only_in_first_block);
  CHECK(other.differs == true);
  CHECK(other.cells[2].text == Text("not determined"));
  CHECK(other.cells[3].text == Text("$2"));
  Grid grid = a_grid({"", "a", "b", "c"}, {});
  grid.rows = {same, other};
  CHECK(grid_lines(grid, {80, false}) ==
        "          a   b               c\n"
        "    rent  $2  =               =\n"
        "  ≠ rent  $2  not determined  $2\n");
}

TEST_CASE("control characters of a cell are made visible") {
  CHECK(grid_lines(a_grid({}, {}), {60, false}).empty());
  CHECK(grid_lines(a_grid({"", ""}, {{"a\033[2J", "b"}}), {60, false}).find('\033') == std::string::npos);
}
