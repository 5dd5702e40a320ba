#include "answer/compared_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "answer/diff_words.h"
#include "numeric/stable_order.h"
#include "quantity/pace.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

bool is_known(const CheckedQuantity* quantity) { return quantity && quantity->known; }

// What is not known stands last.
void sort_by_result(ComparedLines& comparison) {
  if (!comparison.judged_by) return;
  const std::size_t cell = *comparison.judged_by;
  const std::string base = comparison.base ? comparison.lines[*comparison.base].name : "";
  sort_stably(comparison.lines, [&](const auto& a, const auto& b) {
    const bool has_a = is_known(a.cells[cell]), has_b = is_known(b.cells[cell]);
    return has_a && has_b ? a.cells[cell]->value < b.cells[cell]->value : has_a && !has_b;
  });
  if (comparison.base)
    comparison.base =
        static_cast<std::size_t>(std::find_if(comparison.lines.begin(), comparison.lines.end(),
                                              [&](const ComparedLines::Line& line) { return line.name == base; }) -
                                 comparison.lines.begin());
}

constexpr double worth_a_factor = 2;

// "3.42x" of what differs by much, else "+24 %".
std::string change_share_text(double value, double base) {
  if (!(base > 0) || !(value > 0)) return {};
  const double ratio = value / base;
  if (ratio >= worth_a_factor) return fmt::format(", {}x", number_text(ratio, 3));
  return fmt::format(", {}{}", ratio < 1 ? "-" : "+", percent_text(std::abs(ratio - 1), 2));
}

std::string change_text(const CheckedQuantity* quantity, const CheckedQuantity* base) {
  if (!is_known(quantity) || !is_known(base)) return {};
  if (quantity == base) return "base";
  if (quantity->value == base->value) return "the same";
  const std::string share = quantity->shown.dimension.is_point() ? "" : change_share_text(quantity->value, base->value);
  const double change = quantity->value - base->value;
  constexpr int digits = 4;
  if (is_pace(base->shown) || base->shown.dimension.is_point()) return signed_text(change, base->shown) + share;
  return (change < 0 ? "-" : "+") + amount_text(std::abs(change), base->shown, digits) + share;
}

std::string cell_text(const CheckedQuantity* quantity, bool with_range) {
  if (!is_known(quantity)) return {};
  const std::optional<Interval> reach = with_range ? quantity->reach() : std::nullopt;
  if (!reach) return amount_text(quantity->value, quantity->shown);
  const RangedText text = ranged_text(quantity->value, reach->low, reach->high, quantity->shown);
  return fmt::format("{} ({})", text.value, text.range);
}

// The same in all lines, to every digit.
bool is_common(const ComparedLines& comparison, std::size_t cell) {
  const CheckedQuantity* first = comparison.lines.front().cells[cell];
  return comparison.lines.size() > 1 && is_known(first) &&
         std::all_of(comparison.lines.begin(), comparison.lines.end(), [&](const ComparedLines::Line& line) {
           return is_known(line.cells[cell]) && line.cells[cell]->value == first->value;
         });
}

std::vector<std::size_t> columns_that_differ(const ComparedLines& comparison, std::vector<std::string>& common) {
  std::vector<std::size_t> columns;
  for (std::size_t cell = 0; cell < comparison.quantities.size(); ++cell) {
    const bool known = std::any_of(comparison.lines.begin(), comparison.lines.end(),
                                   [&](const ComparedLines::Line& line) { return is_known(line.cells[cell]); });
    if (is_common(comparison, cell) && comparison.judged_by != cell)
      common.push_back(comparison.quantities[cell] + " " + cell_text(comparison.lines.front().cells[cell], false));
    else if (known)
      columns.push_back(cell);
  }
  return columns;
}

}  // namespace

Grid comparison_grid(ComparedLines comparison) {
  Grid grid;
  if (comparison.lines.empty()) return grid;
  sort_by_result(comparison);
  std::vector<std::string> common;
  const std::vector<std::size_t> columns = columns_that_differ(comparison, common);
  const std::size_t base = comparison.base.value_or(0);
  const bool compares = comparison.judged_by && comparison.lines.size() > 1;
  grid.heading = comparison.heading;
  grid.columns = {{comparison.things}};
  for (const std::size_t cell : columns) grid.columns.push_back({comparison.quantities[cell], Grid::Align::right});
  if (compares) {
    const std::size_t judged = *comparison.judged_by;
    const bool is_last = !columns.empty() && columns.back() == judged;
    grid.columns.push_back(
        {is_last ? "change" : "change of " + last_word(comparison.quantities[judged]), Grid::Align::right});
  }
  for (const ComparedLines::Line& line : comparison.lines) {
    Grid::Row row;
    row.cells.push_back({line.name});
    for (const std::size_t cell : columns)
      row.cells.push_back({Text::amount(cell_text(line.cells[cell], comparison.judged_by == cell))});
    if (compares)
      row.cells.push_back(
          {change_text(line.cells[*comparison.judged_by], comparison.lines[base].cells[*comparison.judged_by])});
    grid.rows.push_back(std::move(row));
  }
  if (!common.empty()) grid.below.push_back({"the same in all", fmt::format("{}", fmt::join(common, ", ")), Tone::dim});
  return grid;
}

std::optional<RangeBars> comparison_bars(ComparedLines comparison) {
  constexpr std::size_t most_bars = 40;
  if (!comparison.judged_by) return std::nullopt;
  const std::size_t cell = *comparison.judged_by;
  std::erase_if(comparison.lines, [&](const ComparedLines::Line& line) { return !is_known(line.cells[cell]); });
  if (comparison.lines.size() < 2 || comparison.lines.size() > most_bars) return std::nullopt;
  sort_by_result(comparison);
  RangeBars bars{comparison.quantities[cell], comparison.lines.front().cells[cell]->shown, {}};
  if (bars.unit.words) return std::nullopt;
  for (const ComparedLines::Line& line : comparison.lines) {
    const CheckedQuantity& quantity = *line.cells[cell];
    RangeBars::Row row{line.name, quantity.value, quantity.value, quantity.value, cell_text(&quantity, true)};
    if (const std::optional<Interval> reach = quantity.reach()) {
      row.low = reach->low;
      row.high = reach->high;
    }
    bars.rows.push_back(std::move(row));
  }
  return bars;
}

namespace {

// Of a part of one's own what is shown in one unit: "own", "rented" and "called" of what a token costs. Of a sheet such
// quantities are different things.
std::vector<ComparedLines> answers_of_a_part(const Checked& checked) {
  std::vector<ComparedLines> kinds;
  for (const std::string& name : checked.headlines) {
    const CheckedQuantity* quantity = checked.quantity(name);
    if (!is_known(quantity) || quantity->is_of_sheet || quantity->shown.words) continue;
    if (quantity->shown.text.empty()) continue;  // a number of anything
    const std::string part = name.substr(0, name.size() - std::min(name.size(), last_word(name).size() + 1));
    auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const ComparedLines& other) {
      const ShownUnit& shown = other.lines.front().cells.front()->shown;
      return other.quantities.front() == part && shown.dimension == quantity->shown.dimension &&
             shown.text == quantity->shown.text;
    });
    if (kind == kinds.end()) kind = kinds.insert(kinds.end(), {"", "", {part}, {}, 0, std::nullopt});
    kind->lines.push_back({last_word(name), {quantity}});
  }
  return kinds;
}

}  // namespace

std::vector<ComparedLines> answers_of_a_kind(const Checked& checked) {
  constexpr std::size_t many = 4;
  std::vector<ComparedLines> kinds;
  for (const std::string& name : checked.headlines) {
    const CheckedQuantity* quantity = checked.quantity(name);
    if (!is_known(quantity)) continue;
    const std::string word = last_word(name);
    auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const ComparedLines& other) {
      return other.quantities.front() == word &&
             other.lines.front().cells.front()->shown.dimension == quantity->shown.dimension;
    });
    if (kind == kinds.end()) kind = kinds.insert(kinds.end(), {"", "part", {word}, {}, 0, std::nullopt});
    kind->lines.push_back({name.substr(0, name.size() - std::min(name.size(), word.size() + 1)), {quantity}});
  }
  std::erase_if(kinds, [](const ComparedLines& kind) { return kind.lines.size() < many; });
  if (!kinds.empty()) return kinds;
  kinds = answers_of_a_part(checked);
  std::erase_if(kinds, [](const ComparedLines& kind) { return kind.lines.size() < many; });
  return kinds;
}

std::string spread_sentence(const std::string& name, const std::vector<ComparedLines::Line>& lines, std::size_t cell) {
  const ComparedLines::Line *least = nullptr, *most = nullptr;
  std::size_t known = 0;
  for (const ComparedLines::Line& line : lines) {
    if (!is_known(line.cells[cell])) continue;
    ++known;
    if (!least || line.cells[cell]->value < least->cells[cell]->value) least = &line;
    if (!most || line.cells[cell]->value > most->cells[cell]->value) most = &line;
  }
  if (known < 2) return {};
  if (least->cells[cell]->value == most->cells[cell]->value)
    return fmt::format("{} is {} in each.", name, amount_text(least->cells[cell]->value, least->cells[cell]->shown));
  const auto text = [&](const ComparedLines::Line& line) {
    const CheckedQuantity& quantity = *line.cells[cell];
    const std::optional<Interval> reach = quantity.reach();
    if (!reach) return fmt::format("{} in {}", amount_text(quantity.value, quantity.shown), line.name);
    return fmt::format("{} in {}", ranged_text(quantity.value, reach->low, reach->high, quantity.shown).value,
                       line.name);
  };
  const double from = least->cells[cell]->value, to = most->cells[cell]->value;
  const bool has_share = from > 0 && !least->cells[cell]->shown.dimension.is_point();
  return fmt::format("{} is from {} to {}{}.", name, text(*least), text(*most),
                     has_share ? ", " + share_changed(from, to) : "");
}

}  // namespace costcurve
