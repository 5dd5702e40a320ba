#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/readings.h"
#include "document/layout.h"
#include "document/table.h"
#include "quantity/print.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

constexpr std::size_t least_bars = 24;  // columns; names stand on lines of their own before bars get shorter

struct Bar {
  std::string name;
  std::string least, greatest;  // the inputs that give the ends
  Interval swing;
};

// As many digits as tell the ends apart, and one more.
int digits_apart(Interval ends) {
  const double size = std::max(std::abs(ends.low), std::abs(ends.high)), apart = ends.width() / size;
  return apart > 0 && std::isfinite(apart) ? std::clamp(static_cast<int>(std::ceil(-std::log10(apart))) + 2, 4, 9) : 4;
}

std::vector<Bar> bars_of(const Sensitivity& sensitivity) {
  std::vector<Bar> bars;
  for (const InputInfluence& input : sensitivity.inputs) {
    const Influence& what = input.influence;
    if (what.swing.is_point()) continue;
    const int digits = digits_apart(what.over);
    const auto label = [&](double end, double at) {
      return end == sensitivity.of.value ? std::string() : amount_text(at, input.shown, digits);
    };
    bars.push_back(
        {input.name, label(what.swing.low, what.least_at), label(what.swing.high, what.greatest_at), what.swing});
  }
  std::stable_sort(bars.begin(), bars.end(),
                   [](const Bar& a, const Bar& b) { return a.swing.width() > b.swing.width(); });
  return bars;
}

// The room of one line: name, label, bars around the axis, label.
struct Room {
  std::size_t names = 0;                // zero: names stand above their bars
  std::size_t least = 0, greatest = 0;  // of the labels
  std::size_t left = 0, right = 0;      // columns of bars beside the axis
  double per_column = 1;

  std::size_t before_axis() const { return 2 + names + (names > 0 ? 2 : 2) + least + 1 + left; }
};

Room room_for(const std::vector<Bar>& bars, double value, std::size_t width) {
  Room room;
  double low = value, high = value;
  for (const Bar& bar : bars) {
    room.names = std::max(room.names, display_width(made_visible(bar.name)));
    room.least = std::max(room.least, display_width(bar.least));
    room.greatest = std::max(room.greatest, display_width(bar.greatest));
    if (std::isfinite(bar.swing.low)) low = std::min(low, bar.swing.low);
    if (std::isfinite(bar.swing.high)) high = std::max(high, bar.swing.high);
  }
  const std::size_t others = 4 + room.least + 1 + 1 + 1 + room.greatest;  // blanks, labels and the axis
  if (room.names + others + least_bars > width) room.names = 0;
  const std::size_t columns = std::max<std::size_t>(width > others + room.names ? width - others - room.names : 0, 8);
  const double share = high > low ? (value - low) / (high - low) : 0.5;
  room.left = static_cast<std::size_t>(std::lround(share * static_cast<double>(columns)));
  room.right = columns - room.left;
  room.per_column = high > low ? (high - low) / static_cast<double>(columns) : 1;
  return room;
}

// Halves of columns, at most so many columns.
std::size_t halves(double length, const Room& room, std::size_t columns) {
  if (!std::isfinite(length)) return 2 * columns;
  return std::min<std::size_t>(2 * columns, static_cast<std::size_t>(std::lround(2 * length / room.per_column)));
}

std::string bar_line(const Bar& bar, double value, const Room& room) {
  const std::size_t left = halves(value - bar.swing.low, room, room.left),
                    right = halves(bar.swing.high - value, room, room.right);
  const std::string left_bar = repeated("▐", left % 2) + repeated("█", left / 2),
                    right_bar = repeated("█", right / 2) + repeated("▌", right % 2);
  const std::string before = bar.least + " " + left_bar;
  const std::size_t begin = room.before_axis() - display_width(before);
  const std::string name = room.names > 0 ? "  " + made_visible(bar.name) : "";
  std::string line = padded(name, begin) + before + "│" + right_bar + (bar.greatest.empty() ? "" : " " + bar.greatest);
  return line + "\n";
}

// The least, the stated and the greatest value where they lie on the scale; the stated one above where it would touch
// another.
std::string scale_lines(const std::vector<Bar>& bars, const Sensitivity& sensitivity, const Room& room) {
  Interval all = Interval::point(sensitivity.of.value);
  for (const Bar& bar : bars) all = hull(all, bar.swing);
  const ShownUnit& unit = sensitivity.of.shown;
  const int digits = digits_apart(all);
  const std::string low = amount_text(all.low, unit, digits), middle = amount_text(sensitivity.of.value, unit, digits),
                    high = amount_text(all.high, unit, digits);
  const std::size_t axis = room.before_axis(), begin = axis - room.left, end = axis + 1 + room.right;
  const std::size_t half = display_width(middle) / 2,
                    middle_begin = std::min(axis - std::min(axis, half), end - std::min(end, display_width(middle)));
  const std::size_t high_begin = end - std::min(end, display_width(high));
  const bool shows_low = room.left > 0, shows_high = room.right > 0;
  const bool touch = (shows_low && begin + display_width(low) + 2 > middle_begin) ||
                     (shows_high && middle_begin + display_width(middle) + 2 > high_begin);
  std::string line = shows_low ? padded("", begin) + low : "";
  std::string above;
  if (touch)
    above = padded("", middle_begin) + middle + "\n";
  else
    line = padded(line, middle_begin) + middle;
  if (!shows_high) return above + line + "\n";
  const bool fits = display_width(line) + 2 <= high_begin || line.empty();
  return above + (fits ? padded(line, high_begin) : line + "  ") + high + "\n";
}

}  // namespace

std::string tornado(const Sensitivity& sensitivity, const TerminalStyle& style) {
  const std::vector<Bar> bars = bars_of(sensitivity);
  if (bars.empty() || !std::isfinite(sensitivity.of.value)) return {};
  const Room room = room_for(bars, sensitivity.of.value, style.width);
  std::string out =
      wrapped(fmt::format("where each input's own range takes {}, the others as stated:", sensitivity.of.quantity),
              "  ", 2, style.width);
  out += scale_lines(bars, sensitivity, room);
  for (const Bar& bar : bars) {
    if (room.names == 0) out += wrapped(bar.name, "  ", 4, style.width);
    out += bar_line(bar, sensitivity.of.value, room);
  }
  return out;
}

}  // namespace costcurve
