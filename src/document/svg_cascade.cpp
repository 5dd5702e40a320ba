// How steps lead from one amount to another.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "document/svg.h"

namespace costcurve {

namespace {

constexpr double row_height = 44, bar_height = 16, left = 0, right = Drawing::width;

// A bar from one amount to another, in its row.
struct Row {
  const Cascade::Step* step;
  double from, to;
  bool is_whole;  // the amount itself, not a change of it
};

// Amounts that have a nought are measured from it. Dates have none, and a change that is small beside what changes
// would not be seen from there: then the scale begins where the rows do, and amounts are edges instead of bars.
struct Layout {
  std::vector<Row> rows;
  double low = 0, high = 0;
  bool from_nought = true;

  double x(double value) const { return left + (right - left) * (value - low) / (high - low); }
};

Layout layout_of(const Cascade& cascade) {
  Layout layout;
  double at = cascade.from.change;
  layout.rows.push_back({&cascade.from, 0, at, true});
  double least = at, most = at;
  for (const Cascade::Step& step : cascade.steps) {
    layout.rows.push_back({&step, at, at + step.change, false});
    at += step.change;
    least = std::min(least, at);
    most = std::max(most, at);
  }
  layout.rows.push_back({&cascade.to, 0, cascade.to.change, true});
  const bool beside_nought = most - least < 0.1 * std::max(std::abs(least), std::abs(most));
  layout.from_nought = !cascade.unit.dimension.is_point() && !beside_nought;
  const double margin = layout.from_nought ? 0 : 0.25 * (most - least);
  layout.low = layout.from_nought ? std::min(0.0, least) : least - margin;
  layout.high = layout.from_nought ? std::max(0.0, most) : most + margin;
  return layout;
}

std::string described(const Cascade& cascade) {
  std::string text;
  const auto add = [&](const Cascade::Step& step) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", step.name, step.text);
  };
  add(cascade.from);
  for (const Cascade::Step& step : cascade.steps) add(step);
  add(cascade.to);
  return text + ".";
}

void draw_row(const Layout& layout, std::size_t r, double y, Drawing& drawing) {
  const Row& row = layout.rows[r];
  const double amount_room = Drawing::width_of(row.step->text) + 16;
  drawing.text_within(Drawing::width - amount_room, left, y + 10, Anchor::start, row.step->name,
                      row.is_whole ? "heading" : "");
  drawing.text(right, y + 10, Anchor::end, row.step->text);
  const double bar = y + 17;
  const bool is_edge = row.is_whole && !layout.from_nought;
  const double from = layout.x(is_edge ? row.to : std::min(row.from, row.to)),
               to = layout.x(std::max(row.from, row.to));
  const double wide = is_edge ? 3 : std::max(1.0, to - from);
  drawing.box(is_edge ? from - 1.5 : from, bar, wide, bar_height, row.is_whole ? "solid" : "block");
  // Where this row ends the next begins.
  if (r + 1 < layout.rows.size()) {
    const double end = layout.x(row.to);
    drawing.line(end, bar + bar_height, end, bar + row_height, "axis");
  }
}

}  // namespace

Picture picture_of(const Cascade& cascade) {
  const Layout layout = layout_of(cascade);
  if (cascade.steps.empty() || !(layout.high > layout.low) || !std::isfinite(layout.high - layout.low)) return {};
  const std::string title = cascade.title + (layout.from_nought ? "" : ", on a scale that does not begin at nought");
  Drawing drawing;
  double y = drawing.heading(title) + 2;
  const double bottom = y + row_height * static_cast<double>(layout.rows.size());
  for (std::size_t r = 0; r < layout.rows.size(); ++r, y += row_height) draw_row(layout, r, y, drawing);
  return std::move(drawing).finished(bottom, title, described(cascade));
}

}  // namespace costcurve
