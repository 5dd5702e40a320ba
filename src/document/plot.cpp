#include "document/plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include "document/layout.h"
#include "document/plot_scale.h"
#include "quantity/print.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

constexpr std::array<char, most_plot_lines> marks = {'o', 'x', '+', '*', '#', '@'};
constexpr double nothing_drawn = std::numeric_limits<double>::quiet_NaN();

// The line's height at a share of the way across, between the two positions around it.
double height_at(const std::vector<double>& across, const std::vector<double>& up, double x) {
  for (std::size_t i = 0; i + 1 < across.size(); ++i) {
    const double from = std::min(across[i], across[i + 1]), to = std::max(across[i], across[i + 1]);
    if (x < from - 1e-9 || x > to + 1e-9) continue;
    const double share = to > from ? (x - across[i]) / (across[i + 1] - across[i]) : 0;
    if (share < 1e-9) return up[i];
    return share > 1 - 1e-9 ? up[i + 1] : up[i] + (up[i + 1] - up[i]) * share;
  }
  return nothing_drawn;
}

// Dots, eight in each character: Unicode's braille patterns.
class Braille {
 public:
  Braille(std::size_t width, std::size_t height) : width_(width), height_(height), cells_(width * height, 0) {}

  void line(double x0, double y0, double x1, double y1) {
    const int steps =
        std::max(1, static_cast<int>(std::max(std::abs(x1 - x0) * across(), std::abs(y1 - y0) * up()) + 1));
    for (int i = 0; i <= steps; ++i) dot(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps);
  }
  void dot(double x, double y) {
    const auto column = static_cast<std::size_t>(std::lround(std::clamp(x, 0.0, 1.0) * across()));
    const auto row = static_cast<std::size_t>(std::lround((1 - std::clamp(y, 0.0, 1.0)) * up()));
    constexpr unsigned bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    cells_[row / 4 * width_ + column / 2] |= bits[row % 4][column % 2];
  }
  // Where the canvas has dots with three free ones between them: an edge, told from a line without colour.
  void edge(const std::vector<double>& across, const std::vector<double>& up) {
    for (std::size_t column = 0; column < 2 * width_; column += 4) {
      const double x = static_cast<double>(column) / this->across(), y = height_at(across, up, x);
      if (std::isfinite(y)) dot(x, y);
    }
  }
  std::vector<std::string> text() const {
    std::vector<std::string> all;
    for (std::size_t row = 0; row < height_; ++row) {
      std::string line;
      for (std::size_t column = 0; column < width_; ++column) {
        const unsigned cell = cells_[row * width_ + column];
        line += cell == 0 ? " "
                          : std::string{'\xE2', static_cast<char>(0xA0U + (cell >> 6U)),
                                        static_cast<char>(0x80U + (cell & 0x3FU))};
      }
      all.push_back(line);
    }
    return all;
  }

 private:
  double across() const { return static_cast<double>(2 * width_ - 1); }
  double up() const { return static_cast<double>(4 * height_ - 1); }

  std::size_t width_, height_;
  std::vector<unsigned> cells_;
};

std::vector<std::string> drawn_lines(const LaidPlot& laid, std::size_t width) {
  const std::vector<double>& across = laid.places;
  const std::vector<std::vector<double>>& lines = laid.heights;
  const Upright& scale = laid.up;
  if (lines.size() == 1) {
    Braille canvas(width, scale.rows);
    for (const std::vector<double>* edge : {&laid.low.front(), &laid.high.front()})
      if (!edge->empty()) canvas.edge(across, *edge);
    const std::vector<double>& up = lines.front();
    for (std::size_t i = 0; i < across.size(); ++i) {
      if (std::isfinite(up[i])) canvas.dot(across[i], up[i]);
      if (i > 0 && std::isfinite(up[i]) && std::isfinite(up[i - 1]))
        canvas.line(across[i - 1], up[i - 1], across[i], up[i]);
    }
    return canvas.text();
  }
  std::vector<std::string> all(scale.rows, std::string(width, ' '));
  for (std::size_t column = 0; column < width; ++column) {
    std::vector<std::string> here(scale.rows);
    for (std::size_t l = 0; l < lines.size(); ++l) {
      const double up = height_at(across, lines[l], static_cast<double>(column) / static_cast<double>(width - 1));
      if (std::isfinite(up)) here[scale.row_of(up)].push_back(marks[l]);
    }
    // Lines that run into each other take turns, so that none hides another.
    for (std::size_t row = 0; row < scale.rows; ++row)
      if (!here[row].empty()) all[row][column] = here[row][column % here[row].size()];
  }
  return all;
}

// The axis below, and labels under its ticks.
std::string axis_below(const Plot& plot, const std::vector<double>& across, std::size_t width, std::size_t indent) {
  std::vector<std::string> axis(width, "─");
  std::string labels(indent, ' ');
  const auto text_at = [&](std::size_t i) { return amount_text(plot.across[i], plot.across_unit, 4); };
  std::size_t widest = 1, used = 0;
  for (const std::size_t i : {std::size_t{0}, across.size() / 2, across.size() - 1})
    widest = std::max(widest, display_width(text_at(i)));
  const std::size_t last_from = width - std::min(width, display_width(text_at(across.size() - 1)));
  for (const std::size_t i : labelled(across.size(), std::max<std::size_t>(2, width / (widest + 3)))) {
    const auto column = static_cast<std::size_t>(std::lround(across[i] * static_cast<double>(width - 1)));
    const std::string text = text_at(i);
    const std::size_t wide = display_width(text);
    // Centred below its tick, but within the plot, and clear of its neighbours.
    const std::size_t from = std::min(column - std::min(column, wide / 2), width - std::min(width, wide));
    const bool last = i + 1 == across.size();
    if ((used > 0 && from < used + 2) || (!last && from + wide + 2 > last_from)) continue;
    axis[column] = "┬";
    labels += std::string(from - used, ' ') + text;
    used = from + wide;
  }
  std::string line;
  for (const std::string& piece : axis) line += piece;
  return line + "\n" + labels + "\n";
}

std::string legend(const std::vector<PlotLine>& lines, std::size_t width) {
  std::string text;
  for (std::size_t l = 0; l < lines.size(); ++l)
    text += fmt::format("{}{} {}", l ? "   " : "", marks[l], lines[l].name);
  return wrapped(text, "  ", 2, width);
}

std::vector<double> shares(const std::vector<double>& numbers, const Scale& scale) {
  std::vector<double> all;
  for (const double number : numbers) all.push_back(scale.at(number));
  return all;
}

std::string heading(const Plot& plot, bool across, bool up) {
  if (!across && !up) return plot.title;
  return plot.title + (across && up ? ", both scales logarithmic"
                       : across     ? ", logarithmic across"
                                    : ", logarithmic upwards");
}

// With as many digits as tell the ticks apart.
std::vector<std::string> texts_of_ticks(const Upright& up, const ShownUnit& unit) {
  std::vector<std::string> texts;
  for (int digits = 4; digits <= 12; ++digits) {
    texts.clear();
    for (const double tick : up.ticks) texts.push_back(amount_text(from_unit(tick, unit), unit, digits));
    if (std::adjacent_find(texts.begin(), texts.end()) == texts.end()) break;
  }
  return texts;
}

// Each tick's text at its row; a tick that reads like the one below it has none.
std::vector<std::string> row_labels(const LaidPlot& plot) {
  std::vector<std::string> labels(plot.up.rows);
  for (std::size_t t = 0; t < plot.tick_texts.size(); ++t)
    labels[plot.up.row_of(plot.up.scale.at(plot.up.ticks[t]))] =
        t > 0 && plot.tick_texts[t] == plot.tick_texts[t - 1] ? "" : plot.tick_texts[t];
  return labels;
}

// The lines' values, or the ends of their bands.
std::vector<std::vector<double>> in_units(const Plot& plot, std::vector<double> PlotLine::*of) {
  std::vector<std::vector<double>> all;
  for (const PlotLine& line : plot.lines) {
    all.emplace_back();
    for (const double value : line.*of)
      all.back().push_back(std::isfinite(value) ? in_unit(value, plot.up_unit) : nothing_drawn);
  }
  return all;
}

}  // namespace

bool can_be_drawn(const Plot& plot) { return laid_out(plot).has_value(); }

std::optional<LaidPlot> laid_out(const Plot& plot) {
  const std::vector<std::vector<double>> numbers = in_units(plot, &PlotLine::values),
                                         low = in_units(plot, &PlotLine::low), high = in_units(plot, &PlotLine::high);
  std::vector<std::vector<double>> all = numbers;
  for (const auto* ends : {&low, &high}) all.insert(all.end(), ends->begin(), ends->end());
  const std::optional<Upright> up = upright(all, plot.up_unit.dimension.is_point());
  std::vector<double> positions;
  for (const double value : plot.across) positions.push_back(in_unit(value, plot.across_unit));
  if (!up || std::adjacent_find(positions.begin(), positions.end(), std::not_equal_to<>()) == positions.end())
    return std::nullopt;
  LaidPlot laid;
  laid.up = *up;
  laid.across = scale_over(positions, plot.across_geometric, plot.across_unit.dimension.is_point());
  laid.heading = heading(plot, laid.across.logarithmic, up->scale.logarithmic);
  laid.tick_texts = texts_of_ticks(*up, plot.up_unit);
  laid.places = shares(positions, laid.across);
  for (std::size_t l = 0; l < numbers.size(); ++l) {
    laid.heights.push_back(shares(numbers[l], up->scale));
    laid.low.push_back(shares(low[l], up->scale));
    laid.high.push_back(shares(high[l], up->scale));
  }
  return laid;
}

std::vector<std::size_t> labelled(std::size_t count, std::size_t room) {
  std::size_t parts = std::min(count - 1, std::max<std::size_t>(1, room - 1));
  for (std::size_t fewer = parts; fewer > 1 && 2 * fewer > parts; --fewer)
    if ((count - 1) % fewer == 0) {
      parts = fewer;
      break;
    }
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i <= parts; ++i) chosen.push_back(i * (count - 1) / parts);
  return chosen;
}

std::string drawn(const Plot& plot, std::size_t width) {
  const std::optional<LaidPlot> laid = laid_out(plot);
  if (!laid) return {};
  const std::vector<std::string> labels = row_labels(*laid);
  std::size_t label_width = 0;
  for (const std::string& label : labels) label_width = std::max(label_width, display_width(label));
  constexpr std::size_t widest = 80;
  const std::size_t indent = label_width + 4;
  if (width < indent + 16) return {};
  const std::size_t room = std::min(widest, width - indent);
  const std::vector<std::string> canvas = drawn_lines(*laid, room);
  std::string out = wrapped(laid->heading, "  ", 2, width);
  for (std::size_t row = 0; row < laid->up.rows; ++row) {
    std::string line = "  " + std::string(label_width - display_width(labels[row]), ' ') + labels[row] +
                       (labels[row].empty() ? " │" : " ┤") + canvas[row];
    while (line.back() == ' ') line.pop_back();
    out += line + "\n";
  }
  out += "  " + std::string(label_width, ' ') + " └" + axis_below(plot, laid->places, room, indent);
  if (plot.lines.size() > 1)
    out += legend(plot.lines, width);
  else if (!plot.band.empty())
    out += wrapped("dotted: the ends of " + plot.band, "  ", 2, width);
  return out;
}

}  // namespace costcurve
