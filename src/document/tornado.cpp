#include "document/tornado.h"

#include <algorithm>
#include <cmath>

#include "document/layout.h"
#include "quantity/print.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

constexpr std::size_t least_bars = 24;  // columns; names stand on lines of their own before bars get shorter

// The room of one line: name, label, bars around the axis, label.
struct Room {
  std::size_t names = 0;                // zero: names stand above their bars
  std::size_t least = 0, greatest = 0;  // of the labels
  std::size_t left = 0, right = 0;      // columns of bars beside the axis
  double per_column = 1;

  std::size_t before_axis() const { return 2 + names + (names > 0 ? 2 : 2) + least + 1 + left; }
};

Room room_for(const std::vector<Tornado::Bar>& bars, double value, std::size_t width) {
  Room room;
  double low = value, high = value;
  for (const Tornado::Bar& bar : bars) {
    room.names = std::max(room.names, display_width(made_visible(bar.name)));
    room.least = std::max(room.least, display_width(bar.least));
    room.greatest = std::max(room.greatest, display_width(bar.greatest));
    if (std::isfinite(bar.low)) low = std::min(low, bar.low);
    if (std::isfinite(bar.high)) high = std::max(high, bar.high);
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

std::string bar_line(const Tornado::Bar& bar, double value, const Room& room) {
  const std::size_t left = halves(value - bar.low, room, room.left), right = halves(bar.high - value, room, room.right);
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
std::string scale_lines(const Tornado& tornado, const Room& room) {
  const auto [lowest, highest] = ends_of(tornado);
  const int digits = digits_apart(lowest, highest);
  const auto text_of = [&](double value) { return amount_text(value, tornado.unit, digits); };
  const std::string low = text_of(lowest), middle = text_of(tornado.value), high = text_of(highest);
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

int digits_apart(double low, double high) {
  const double size = std::max(std::abs(low), std::abs(high)), apart = (high - low) / size;
  return apart > 0 && std::isfinite(apart) ? std::clamp(static_cast<int>(std::ceil(-std::log10(apart))) + 2, 4, 9) : 4;
}

std::pair<double, double> ends_of(const Tornado& tornado) {
  std::pair<double, double> ends{tornado.value, tornado.value};
  for (const Tornado::Bar& bar : tornado.bars) ends = {std::min(ends.first, bar.low), std::max(ends.second, bar.high)};
  return ends;
}

std::string drawn(const Tornado& tornado, std::size_t width) {
  if (tornado.bars.empty() || !std::isfinite(tornado.value)) return {};
  const Room room = room_for(tornado.bars, tornado.value, width);
  std::string out = wrapped(tornado.title, "  ", 2, width);
  out += scale_lines(tornado, room);
  for (const Tornado::Bar& bar : tornado.bars) {
    if (room.names == 0) out += wrapped(bar.name, "  ", 4, width);
    out += bar_line(bar, tornado.value, room);
  }
  return out;
}

}  // namespace costcurve
