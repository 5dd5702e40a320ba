// Amounts beside each other, each with where it can be.

#include <algorithm>
#include <cmath>

#include "document/svg.h"

namespace costcurve {

namespace {

constexpr double row_height = 44, bar_height = 14, left = 2, right = Drawing::width - 30;

// From nought, unless there is none or the amounts hardly differ beside it: then a row is a dot with its range.
struct Layout {
  double low = 0, high = 0;
  bool from_nought = true;

  double x(double value) const { return left + (right - left) * (value - low) / (high - low); }
};

Layout layout_of(const RangeBars& ranges) {
  Layout layout{ranges.rows.front().low, ranges.rows.front().high};
  for (const RangeBars::Row& row : ranges.rows) {
    layout.low = std::min({layout.low, row.low, row.value});
    layout.high = std::max({layout.high, row.high, row.value});
  }
  const double spread = layout.high - layout.low, size = std::max(std::abs(layout.low), std::abs(layout.high));
  layout.from_nought = !ranges.unit.dimension.is_point() && spread >= 0.1 * size;
  if (layout.from_nought) {
    layout.low = std::min(0.0, layout.low);
    layout.high = std::max(0.0, layout.high);
  } else {
    layout.low -= 0.1 * spread;
    layout.high += 0.1 * spread;
  }
  return layout;
}

void draw_row(const Layout& layout, const RangeBars::Row& row, double y, Drawing& drawing) {
  drawing.text_within(Drawing::width - Drawing::width_of(row.text) - 16, 0, y + 10, Anchor::start, row.name);
  drawing.text(Drawing::width, y + 10, Anchor::end, row.text);
  const double middle = y + 17 + bar_height / 2, at = layout.x(row.value);
  if (layout.from_nought) {
    const double nought = layout.x(0);
    drawing.box(std::min(nought, at), y + 17, std::max(1.0, std::abs(at - nought)), bar_height, "block");
  }
  // With a rim of paper, so that it is seen above its bar.
  if (row.low < row.high) {
    drawing.box(layout.x(row.low) - 2, middle - 2.5, layout.x(row.high) - layout.x(row.low) + 4, 5, "paper");
    drawing.line(layout.x(row.low), middle, layout.x(row.high), middle, "mark");
    for (const double end : {layout.x(row.low), layout.x(row.high)})
      drawing.line(end, middle - 6, end, middle + 6, "mark");
  }
  if (!layout.from_nought) drawing.dot(at, middle, "solid");
}

void draw_scale(const Layout& layout, const RangeBars& ranges, double y, Drawing& drawing) {
  drawing.line(left, y, right, y, "axis");
  const Ticks ticks = ticks_beside(layout.low, layout.high, ranges.unit, right - left);
  double used = -1e9;
  for (std::size_t t = 0; t < ticks.values.size(); ++t) {
    const double wide = Drawing::width_of(ticks.texts[t]);
    const double at = layout.x(ticks.values[t]), from = std::clamp(at - wide / 2, 0.0, Drawing::width - wide);
    drawing.line(at, y, at, y + 5, "axis");
    if (from < used + 8) continue;
    drawing.text(from + wide / 2, y + 20, Anchor::middle, ticks.texts[t], "faint");
    used = from + wide;
  }
}

std::string described(const RangeBars& ranges) {
  std::string text;
  for (const RangeBars::Row& row : ranges.rows) text += (text.empty() ? "" : "; ") + row.name + ": " + row.text;
  return text + ".";
}

}  // namespace

Picture picture_of(const RangeBars& ranges) {
  const bool is_finite = std::all_of(ranges.rows.begin(), ranges.rows.end(), [](const RangeBars::Row& row) {
    return std::isfinite(row.value) && std::isfinite(row.low) && std::isfinite(row.high);
  });
  if (ranges.rows.empty() || !is_finite) return {};
  const Layout layout = layout_of(ranges);
  if (!(layout.high > layout.low)) return {};
  const std::string title = ranges.title + (layout.from_nought ? "" : ", on a scale that does not begin at nought");
  Drawing drawing;
  double y = drawing.heading(title) + 2;
  for (const RangeBars::Row& row : ranges.rows) {
    draw_row(layout, row, y, drawing);
    y += row_height;
  }
  draw_scale(layout, ranges, y, drawing);
  return std::move(drawing).finished(y + 28, title, described(ranges));
}

}  // namespace costcurve
