#include "answer/compare_matrix.h"

#include <algorithm>

#include "quantity/print.h"

namespace costcurve {

namespace {

// The values of a choice, in the order of the options: the one of the cheapest first.
std::vector<std::string> values_of(const ComparedOptions& comparison, std::size_t key) {
  std::vector<std::string> values;
  for (const ComparedOption& option : comparison.options)
    if (std::find(values.begin(), values.end(), option.choices[key]) == values.end())
      values.push_back(option.choices[key]);
  return values;
}

std::string cell_text(const ComparedOption& option, const ShownUnit& unit) {
  const std::optional<double>& value = option.values.front();
  if (!value) return "none";
  const std::string mark = option.doubt.empty() ? "" : "*";
  if (!option.belief || !(option.belief->low < option.belief->high)) return amount_text(*value, unit, 4) + mark;
  return ranged_text(*value, option.belief->low, option.belief->high, unit).value + mark;
}

// One choice down and the other across.
Grid laid_out(const ComparedOptions& comparison, std::size_t down, std::size_t across) {
  const std::vector<std::string> rows = values_of(comparison, down), columns = values_of(comparison, across);
  Grid grid;
  grid.columns.push_back({comparison.keys[down]});
  for (const std::string& column : columns) grid.columns.push_back({column, Grid::Align::right});
  for (const std::string& row : rows) {
    grid.rows.emplace_back();
    grid.rows.back().cells.push_back({row});
    grid.rows.back().cells.resize(columns.size() + 1);
  }
  for (const ComparedOption& option : comparison.options) {
    const auto place = [&](const std::vector<std::string>& values, std::size_t key) {
      return static_cast<std::size_t>(std::find(values.begin(), values.end(), option.choices[key]) - values.begin());
    };
    grid.rows[place(rows, down)].cells[place(columns, across) + 1] = {
        Text::amount(cell_text(option, comparison.units.front()))};
  }
  return grid;
}

std::size_t width_of(const Grid& grid) {
  constexpr std::size_t between = 2;
  std::size_t width = 0;
  for (std::size_t c = 0; c < grid.columns.size(); ++c) {
    std::size_t widest = grid.columns[c].heading.plain().size();
    for (const Grid::Row& row : grid.rows) widest = std::max(widest, row.cells[c].text.plain().size());
    width += between + widest;
  }
  return width;
}

}  // namespace

std::optional<Grid> matrix_of(const ComparedOptions& comparison, std::size_t width) {
  if (comparison.keys.size() != 2 || comparison.shown.size() != 1 || !comparison.base.empty()) return std::nullopt;
  const std::size_t first = values_of(comparison, 0).size(), second = values_of(comparison, 1).size();
  if (first < 2 || second < 2 || first * second != comparison.options.size()) return std::nullopt;
  for (const auto& [down, across] : {std::pair<std::size_t, std::size_t>(0, 1), {1, 0}})
    if (Grid grid = laid_out(comparison, down, across); width_of(grid) <= width) return grid;
  return std::nullopt;
}

}  // namespace costcurve
