#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "answer/check_words.h"
#include "answer/sweep.h"
#include "document/plot.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr std::size_t most_rows = 60;
constexpr std::size_t most_plots = 3;
constexpr int usual_digits = 5;

bool moves(const ShownQuantity& shown, std::size_t k) { return shown.moved_by[k]; }

std::string samples_text(const SweepTable& table) {
  return fmt::format("90 % of {} samples", count_text(static_cast<double>(table.samples)));
}

// Which of the keys runs across, and which makes the lines; the table's number of keys where there is none.
struct Layout {
  std::size_t across;
  std::size_t lines;
};

Layout layout_of(const SweepTable& table, const ShownQuantity& shown) {
  const std::size_t none = table.keys.size();
  Layout made{none, none};
  for (std::size_t k = 0; k < none; ++k)
    if (moves(shown, k) && !table.keys[k].is_words() &&
        (made.across == none || table.keys[k].size() > table.keys[made.across].size()))
      made.across = k;
  for (std::size_t k = 0; k < none; ++k)
    if (moves(shown, k) && k != made.across) made.lines = k;
  return made;
}

// At most so many of `count`, the first and the last among them.
std::vector<std::size_t> some_of(std::size_t count, std::size_t most) {
  std::vector<std::size_t> chosen;
  const std::size_t taken = std::min(count, most);
  for (std::size_t i = 0; i < taken; ++i) chosen.push_back(taken == 1 ? 0 : i * (count - 1) / (taken - 1));
  return chosen;
}

// The number of a point from its values' numbers, keys that are left out at their first.
std::size_t point_at(const SweepTable& table, const Layout& layout, std::size_t across, std::size_t line) {
  std::size_t p = 0;
  for (std::size_t k = 0; k < table.keys.size(); ++k)
    p = p * table.keys[k].size() + (k == layout.across ? across : k == layout.lines ? line : 0);
  return p;
}

// The positions to draw: all, or of each stretch of a long axis those where some line is least and greatest, so that no
// peak is lost.
std::vector<std::size_t> positions_to_draw(const SweepTable& table, const ShownQuantity& shown, const Layout& layout,
                                           const std::vector<std::size_t>& lines) {
  constexpr std::size_t most_drawn = 2000, stretches = 400;
  const std::size_t count = table.keys[layout.across].size();
  if (count <= most_drawn) return some_of(count, count);
  std::set<std::size_t> kept = {0, count - 1};
  for (const std::size_t line : lines)
    for (std::size_t s = 0; s < stretches; ++s) {
      std::size_t least = s * count / stretches, greatest = least;
      const auto value = [&](std::size_t i) { return shown.values[point_at(table, layout, i, line)]; };
      for (std::size_t i = least; i < (s + 1) * count / stretches; ++i) {
        if (value(i) < value(least)) least = i;
        if (value(i) > value(greatest)) greatest = i;
      }
      kept.insert({least, greatest});
    }
  return {kept.begin(), kept.end()};
}

// Without positions where no amount is swept that moves it.
Plot plot_of(const SweepTable& table, const ShownQuantity& shown) {
  const Layout layout = layout_of(table, shown);
  const std::size_t none = table.keys.size();
  if (layout.across == none) return {};
  const Axis& key = table.keys[layout.across];
  Plot plot;
  plot.across_unit = key.unit;
  plot.across_geometric = key.spacing == Axis::Spacing::geometric;
  plot.up_unit = shown.unit;
  const std::size_t lines = layout.lines == none ? 1 : table.keys[layout.lines].size();
  const std::vector<std::size_t> drawn_lines = some_of(lines, most_plot_lines);
  std::vector<std::size_t> positions = positions_to_draw(table, shown, layout, drawn_lines);
  sort_stably(positions,
              [&](std::size_t a, std::size_t b) { return key.value(a) < key.value(b); });  // a list is in any order
  for (const std::size_t i : positions) plot.across.push_back(key.value(i));
  for (const std::size_t line : drawn_lines) {
    PlotLine made;
    if (layout.lines != none) made.name = table.key_text(point_at(table, layout, 0, line), layout.lines);
    for (const std::size_t i : positions) {
      const std::size_t point = point_at(table, layout, i, line);
      made.values.push_back(shown.values[point]);
      if (shown.low.empty()) continue;
      made.low.push_back(shown.low[point]);
      made.high.push_back(shown.high[point]);
    }
    plot.lines.push_back(std::move(made));
  }
  if (shown.has_ranges()) plot.band = samples_text(table);
  plot.title = fmt::format("{} over {}", shown.name, key.key);
  if (layout.lines != none) plot.title += fmt::format(", a line for each {}", table.keys[layout.lines].key);
  if (positions.size() < key.size())
    plot.title +=
        fmt::format(", {} of {} points drawn: the least and the greatest of each stretch",
                    count_text(static_cast<double>(positions.size())), count_text(static_cast<double>(key.size())));
  if (lines > most_plot_lines) plot.title += fmt::format(" ({} of {})", most_plot_lines, lines);
  return plot;
}

// Names have no distance, so a line between them would mean nothing: bars.
std::optional<RangeBars> bars_of(const SweepTable& table, const ShownQuantity& shown) {
  constexpr std::size_t most_bars = 40;
  if (table.keys.size() != 1 || !table.keys.front().is_words() || table.points > most_bars) return std::nullopt;
  RangeBars bars{fmt::format("{} over {}", shown.name, table.keys.front().key), shown.unit, {}};
  if (shown.has_ranges()) bars.title += ", with " + samples_text(table);
  for (std::size_t p = 0; p < table.points; ++p) {
    if (!std::isfinite(shown.values[p])) continue;
    const double value = shown.values[p];
    const RangedText text = shown.text(p, usual_digits);
    RangeBars::Row row{table.key_text(p, 0), value, value, value, text.value};
    if (shown.has_range(p)) {
      row.low = shown.low[p];
      row.high = shown.high[p];
      row.text = fmt::format("{} ({})", text.value, text.range);
    }
    bars.rows.push_back(std::move(row));
  }
  if (bars.rows.size() < 2) return std::nullopt;
  return bars;
}

std::size_t moving_keys(const ShownQuantity& shown) {
  return static_cast<std::size_t>(std::count(shown.moved_by.begin(), shown.moved_by.end(), true));
}

void add_plots(const SweepTable& table, std::vector<Piece>& pieces) {
  std::size_t drawn = 0, left = 0, deep = 0;
  for (const ShownQuantity& shown : table.shown) {
    if (shown.unit.words) continue;  // words have no distance
    if (moving_keys(shown) > 2) {
      ++deep;
      continue;
    }
    if (drawn == most_plots) {
      ++left;
      continue;
    }
    std::optional<RangeBars> bars = bars_of(table, shown);
    Plot plot = plot_of(table, shown);
    if (bars && moving_keys(shown) > 0)
      pieces.emplace_back(Chart{std::move(*bars)});
    else if (can_be_drawn(plot))
      pieces.emplace_back(Chart{std::move(plot)});
    else
      continue;
    ++drawn;
  }
  if (deep > 0)
    pieces.emplace_back(Paragraph{{{"No plot: a line shows one or two swept quantities, and here there are more."}}});
  if (left > 0)
    pieces.emplace_back(
        Paragraph{{{fmt::format("Only the first {} are drawn; --show draws those that it names.", most_plots)}}});
}

// The same bars in characters, from nought.
bool wants_bars(const SweepTable& table) {
  if (table.keys.size() != 1 || !table.keys.front().is_words() || table.shown.size() != 1) return false;
  if (table.shown.front().unit.words) return false;
  const std::vector<double>& values = table.shown.front().values;
  return moves(table.shown.front(), 0) &&
         std::all_of(values.begin(), values.end(), [](double value) { return !std::isfinite(value) || value >= 0; });
}

// Whole numbers are shown whole where all of a column are; else each gets as many digits as the others.
int digits_of(const ShownQuantity& shown) {
  const bool whole = std::all_of(shown.values.begin(), shown.values.end(), [&](double value) {
    return !std::isfinite(value) || in_unit(value, shown.unit) == std::round(in_unit(value, shown.unit));
  });
  return whole ? 6 : usual_digits;
}

Grid::Row row_of(const SweepTable& table, std::size_t p, const std::vector<int>& digits) {
  Grid::Row row;
  for (std::size_t k = 0; k < table.keys.size(); ++k) row.cells.push_back({Text::amount(table.key_text(p, k))});
  for (std::size_t s = 0; s < table.shown.size(); ++s) {
    const ShownQuantity& shown = table.shown[s];
    const bool is_known = std::isfinite(shown.values[p]);
    const RangedText text = is_known ? shown.text(p, digits[s])
                                     : RangedText{lacks_plan(table, shown, p) ? "no plan" : "not determined", ""};
    row.cells.push_back(is_known ? Grid::Cell{Text::amount(text.value)} : Grid::Cell{text.value});
    if (shown.has_ranges()) row.cells.push_back({Text::amount(text.range)});
  }
  return row;
}

// Amounts under each other by their right edges, names by their left.
std::vector<Grid::Column> columns_of(const SweepTable& table) {
  std::vector<Grid::Column> columns;
  for (const Axis& key : table.keys)
    columns.push_back({key.key, key.is_words() ? Grid::Align::left : Grid::Align::right});
  for (const ShownQuantity& shown : table.shown) {
    columns.push_back({shown.name, Grid::Align::right});
    if (shown.has_ranges()) columns.push_back({"90 %", Grid::Align::right});
  }
  return columns;
}

void add_bars(const SweepTable& table, const std::vector<std::size_t>& points, Grid& grid) {
  const std::vector<double>& values = table.shown.front().values;
  Grid::Column bars;
  bars.bars = Grid::Bars::upwards;
  bars.is_in_picture = true;
  for (const double value : values) bars.largest = std::isfinite(value) ? std::max(bars.largest, value) : bars.largest;
  grid.columns.push_back(bars);
  for (std::size_t i = 0; i < points.size(); ++i) {
    Grid::Cell bar;
    bar.size = values[points[i]];
    grid.rows[i].cells.push_back(bar);
  }
}

void add_grid(const SweepTable& table, std::vector<Piece>& pieces) {
  const std::size_t every = (table.points + most_rows - 1) / most_rows;
  std::vector<std::size_t> points;
  for (std::size_t p = 0; p < table.points; p += every) points.push_back(p);
  if (points.back() + 1 < table.points) points.push_back(table.points - 1);
  std::vector<int> digits;
  for (const ShownQuantity& shown : table.shown) digits.push_back(digits_of(shown));
  Grid grid;
  grid.columns = columns_of(table);
  for (const std::size_t p : points) grid.rows.push_back(row_of(table, p, digits));
  if (wants_bars(table)) add_bars(table, points, grid);
  pieces.emplace_back(std::move(grid));
  if (every > 1)
    pieces.emplace_back(Paragraph{{{fmt::format("One row in {} and the last are shown; --format csv has all {}.", every,
                                                count_text(static_cast<double>(table.points)))}}});
}

}  // namespace

Document sweep_document(const SweepTable& table, bool lists_sources) {
  Document document;
  document.title = table.scenario;
  Lead lead;
  for (const std::string& sentence : sweep_sentences(table)) lead.sentences.emplace_back(sentence);
  document.pieces.emplace_back(std::move(lead));
  add_plots(table, document.pieces);
  add_grid(table, document.pieces);
  Notes taken, notes;
  taken.notes = taken_notes(table.taken, lists_sources);
  for (const ShownQuantity& shown : table.shown)
    if (!shown.convention.empty()) notes.notes.push_back({shown.name, "counts " + shown.convention, Tone::plain});
  for (const std::string& note : table.notes) notes.notes.push_back({"note", note, Tone::plain});
  document.pieces.emplace_back(std::move(taken));
  document.pieces.emplace_back(std::move(notes));
  return document;
}

}  // namespace costcurve
