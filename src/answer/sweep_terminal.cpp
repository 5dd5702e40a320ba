#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/sweep.h"
#include "document/layout.h"
#include "document/plot.h"
#include "quantity/print.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

constexpr std::size_t most_rows = 60;
constexpr std::size_t most_plots = 3;

bool moves(const ShownQuantity& shown, std::size_t k) { return shown.moved_by[k]; }

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

std::string plot_of(const SweepTable& table, const ShownQuantity& shown, std::size_t width) {
  const Layout layout = layout_of(table, shown);
  const std::size_t none = table.keys.size();
  if (layout.across == none) return {};
  const SweptKey& key = table.keys[layout.across];
  Plot plot;
  plot.across_unit = key.unit;
  plot.across_geometric = key.geometric;
  plot.up_unit = shown.unit;
  std::vector<std::size_t> positions = some_of(key.size(), 2000);
  std::stable_sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
    return key.values[a] < key.values[b];
  });  // a list is in any order
  for (const std::size_t i : positions) plot.across.push_back(key.values[i]);
  const std::size_t lines = layout.lines == none ? 1 : table.keys[layout.lines].size();
  for (const std::size_t line : some_of(lines, most_plot_lines)) {
    PlotLine made;
    if (layout.lines != none) made.name = table.key_text(point_at(table, layout, 0, line), layout.lines);
    for (const std::size_t i : positions) made.values.push_back(shown.values[point_at(table, layout, i, line)]);
    plot.lines.push_back(std::move(made));
  }
  plot.title = fmt::format("{} over {}", shown.name, key.name);
  if (layout.lines != none) plot.title += fmt::format(", a line for each {}", table.keys[layout.lines].name);
  if (lines > most_plot_lines) plot.title += fmt::format(" ({} of {})", most_plot_lines, lines);
  return drawn(plot, width);
}

std::size_t moving_keys(const ShownQuantity& shown) {
  return static_cast<std::size_t>(std::count(shown.moved_by.begin(), shown.moved_by.end(), true));
}

std::string plots(const SweepTable& table, std::size_t width) {
  std::string out;
  std::size_t drawn = 0, left = 0, deep = 0;
  for (const ShownQuantity& shown : table.shown) {
    if (moving_keys(shown) > 2) {
      ++deep;
      continue;
    }
    if (drawn == most_plots) {
      ++left;
      continue;
    }
    const std::string plot = plot_of(table, shown, width);
    if (plot.empty()) continue;
    out += "\n" + plot;
    ++drawn;
  }
  if (deep > 0)
    out +=
        "\n" + wrapped("No plot: a line shows one or two swept quantities, and here there are more.", "  ", 2, width);
  if (left > 0)
    out += "\n" + wrapped(fmt::format("Only the first {} are drawn; --show draws those that it names.", most_plots),
                          "  ", 2, width);
  return out;
}

std::string bar(double share) {
  constexpr double longest = 24;
  return repeated("█", static_cast<std::size_t>(std::lround(share * longest)));
}

// Names have no distance, so a line between them would mean nothing: bars, from nought.
bool wants_bars(const SweepTable& table) {
  if (table.keys.size() != 1 || !table.keys.front().is_words() || table.shown.size() != 1) return false;
  const std::vector<double>& values = table.shown.front().values;
  return moves(table.shown.front(), 0) &&
         std::all_of(values.begin(), values.end(), [](double value) { return !std::isfinite(value) || value >= 0; });
}

// Whole numbers are shown whole where all of a column are; else each gets as many digits as the others.
int digits_of(const ShownQuantity& shown) {
  const bool whole = std::all_of(shown.values.begin(), shown.values.end(), [&](double value) {
    return !std::isfinite(value) || in_unit(value, shown.unit) == std::round(in_unit(value, shown.unit));
  });
  return whole ? 6 : 5;
}

std::vector<std::string> row_of(const SweepTable& table, std::size_t p, const std::vector<int>& digits) {
  std::vector<std::string> row;
  for (std::size_t k = 0; k < table.keys.size(); ++k) row.push_back(table.key_text(p, k));
  for (std::size_t s = 0; s < table.shown.size(); ++s) {
    const ShownQuantity& shown = table.shown[s];
    row.push_back(std::isfinite(shown.values[p]) ? amount_text(shown.values[p], shown.unit, digits[s])
                                                 : "not determined");
  }
  return row;
}

// Amounts under each other by their right edges, names by their left.
void align(const SweepTable& table, std::vector<std::vector<std::string>>& rows) {
  const std::size_t amounts = table.keys.size() + table.shown.size();
  for (std::size_t c = 0; c < amounts; ++c) {
    if (c < table.keys.size() && table.keys[c].is_words()) continue;
    std::size_t widest = 0;
    for (const auto& row : rows) widest = std::max(widest, display_width(row[c]));
    for (auto& row : rows) row[c] = std::string(widest - display_width(row[c]), ' ') + row[c];
  }
}

std::string rows_of(const SweepTable& table, std::size_t width) {
  const std::size_t every = (table.points + most_rows - 1) / most_rows;
  std::vector<std::vector<std::string>> rows(1);
  for (const SweptKey& key : table.keys) rows.front().push_back(key.name);
  for (const ShownQuantity& shown : table.shown) rows.front().push_back(shown.name);
  std::vector<int> digits;
  for (const ShownQuantity& shown : table.shown) digits.push_back(digits_of(shown));
  std::vector<std::size_t> points;
  for (std::size_t p = 0; p < table.points; p += every) points.push_back(p);
  if (points.back() + 1 < table.points) points.push_back(table.points - 1);
  for (const std::size_t p : points) rows.push_back(row_of(table, p, digits));
  align(table, rows);
  if (wants_bars(table)) {
    const std::vector<double>& values = table.shown.front().values;
    double most = 0;
    for (const double value : values) most = std::isfinite(value) ? std::max(most, value) : most;
    rows.front().emplace_back();
    for (std::size_t i = 0; i < points.size(); ++i)
      rows[i + 1].push_back(most > 0 && std::isfinite(values[points[i]]) ? bar(values[points[i]] / most) : "");
  }
  std::string out = columns(rows, width);
  const std::string whole = columns(rows, 1U << 20U);
  if (every > 1)
    out += "\n" + wrapped(fmt::format("One row in {} and the last are shown; --format csv has all {}.", every,
                                      count_text(static_cast<double>(table.points))),
                          "  ", 2, width);
  if (!wants_bars(table) && whole != out.substr(0, whole.size()))
    out += "\n" + wrapped("Not all columns fit; --format csv has them, and --show fewer.", "  ", 2, width);
  return out;
}

}  // namespace

std::string to_terminal(const SweepTable& table, const TerminalStyle& style) {
  std::string out;
  for (const std::string& sentence : sweep_sentences(table))
    for (const std::string& line : wrapped_lines(sentence, "", "  ", style.width))
      out += (style.colour ? "\033[1m" + line + "\033[0m" : line) + "\n";
  out += plots(table, style.width) + "\n" + rows_of(table, style.width);
  if (!table.foot.empty()) out += "\n";
  for (const FootNote& note : table.foot)
    out += wrapped(note.text, "  " + note.heading + ": ", note.heading.size() + 4, style.width);
  if (!table.notes.empty()) out += "\n";
  for (const std::string& note : table.notes) out += wrapped(note, "  note: ", 8, style.width);
  return out;
}

}  // namespace costcurve
