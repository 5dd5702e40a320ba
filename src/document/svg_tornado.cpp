// How far each input moves a value.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "document/svg.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr double row_height = 44, bar_height = 14;

// From amounts to places: room on both sides for what stands beside the bars.
struct Places {
  double low, high, left, right;

  double operator()(double value) const { return left + (right - left) * (value - low) / (high - low); }
};

double widest(const Tornado& tornado, std::string Tornado::Bar::*label) {
  double wide = 60;
  for (const Tornado::Bar& bar : tornado.bars) wide = std::max(wide, Drawing::width_of(bar.*label) + 8);
  return std::min(wide, Drawing::width / 3);
}

// The least, the value itself and the greatest, as many as do not touch each other.
void draw_scale(const Tornado& tornado, const Places& x, double y, Drawing& drawing) {
  const int digits = digits_apart(x.low, x.high);
  const auto amount = [&](double value) { return amount_text(value, tornado.unit, digits); };
  const double axis = x(tornado.value), half = Drawing::width_of(amount(tornado.value)) / 2;
  const double from = std::clamp(axis - half, 0.0, Drawing::width - 2 * half);
  drawing.text(from + half, y, Anchor::middle, amount(tornado.value));
  const double low_wide = Drawing::width_of(amount(x.low)), high_wide = Drawing::width_of(amount(x.high));
  if (x.low < tornado.value && x.left + low_wide + 8 < from)
    drawing.text(x.left, y, Anchor::start, amount(x.low), "faint");
  if (x.high > tornado.value && x.right - high_wide - 8 > from + 2 * half)
    drawing.text(x.right, y, Anchor::end, amount(x.high), "faint");
}

std::string described(const Tornado& tornado) {
  const int digits = digits_apart(ends_of(tornado).first, ends_of(tornado).second);
  std::string text = fmt::format("As stated it is {}.", amount_text(tornado.value, tornado.unit, digits));
  for (const Tornado::Bar& bar : tornado.bars)
    text += fmt::format(" {}: {} to {}.", bar.name, amount_text(bar.low, tornado.unit, digits),
                        amount_text(bar.high, tornado.unit, digits));
  return text;
}

}  // namespace

Picture picture_of(const Tornado& tornado) {
  if (tornado.bars.empty() || !std::isfinite(tornado.value)) return {};
  const auto [low, high] = ends_of(tornado);
  if (!std::isfinite(low) || !std::isfinite(high) || !(low < high)) return {};
  const Places x{low, high, widest(tornado, &Tornado::Bar::least),
                 Drawing::width - widest(tornado, &Tornado::Bar::greatest)};
  Drawing drawing;
  const double top = drawing.heading(tornado.title) + 24, axis = x(tornado.value);
  draw_scale(tornado, x, top - 14, drawing);
  double y = top;
  drawing.line(axis, top - 8, axis, top + row_height * static_cast<double>(tornado.bars.size()), "axis");
  for (const Tornado::Bar& bar : tornado.bars) {
    const double from = x(bar.low), to = x(bar.high);
    drawing.text_within(Drawing::width, 0, y + 9, Anchor::start, bar.name);
    drawing.box(from, y + 15, std::max(1.0, to - from), bar_height, "block");
    drawing.text_within(x.left - 8, from - 6, y + 26, Anchor::end, bar.least, "faint");
    drawing.text_within(Drawing::width - x.right - 8, to + 6, y + 26, Anchor::start, bar.greatest, "faint");
    y += row_height;
  }
  return std::move(drawing).finished(y + 4, tornado.title, described(tornado));
}

}  // namespace costcurve
