// Lines over a scale.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "document/svg.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr std::array<const char*, most_plot_lines> dashes = {"none", "7 4", "2 3", "10 3 2 3", "1 5", "14 5"};

class PlotDrawing {
 public:
  PlotDrawing(const Plot& plot, const LaidPlot& laid) : plot_(plot), laid_(laid) {}

  Picture drawn() && {
    top_ = drawing_.heading(laid_.heading) + 22;
    bottom_ = top_ + 256;
    for (const std::string& text : laid_.tick_texts) left_ = std::max(left_, Drawing::width_of(text) + 10);
    if (has_names()) right_ = Drawing::width - name_room;
    for (std::size_t l = 0; l < plot_.lines.size(); ++l) band(l);
    scales();
    for (std::size_t l = 0; l < plot_.lines.size(); ++l) curve(l);
    const double lowest = has_names() ? names_at_ends() : 0;
    double below = std::max(bottom_ + 30, lowest + 8);
    if (!plot_.band.empty()) {
      drawing_.text(0, below + 14, Anchor::start, "grey: " + plot_.band, "faint");
      below += 14 + 8;
    }
    return std::move(drawing_).finished(below, laid_.heading, described());
  }

 private:
  static constexpr double name_room = 160;

  bool has_names() const { return plot_.lines.size() > 1; }
  double x(double share) const { return left_ + (right_ - left_) * share; }
  double y(double share) const { return bottom_ - (bottom_ - top_) * share; }

  void scales() {
    for (std::size_t t = 0; t < laid_.up.ticks.size(); ++t) {
      const double at = y(laid_.up.scale.at(laid_.up.ticks[t]));
      drawing_.line(left_, at, right_, at, "rule");
      drawing_.text(left_ - 8, at + 4, Anchor::end, laid_.tick_texts[t], "faint");
    }
    drawing_.line(left_, bottom_, right_, bottom_, "axis");
    label_positions();
  }
  // As many as do not touch each other, the first and the last among them.
  void label_positions() {
    std::vector<std::string> texts;
    double widest = 1;
    for (const double position : plot_.across) {
      if (texts.size() > 50) break;  // one is about as long as another
      texts.push_back(amount_text(position, plot_.across_unit, 4));
      widest = std::max(widest, Drawing::width_of(texts.back()));
    }
    const auto room = static_cast<std::size_t>(std::max(2.0, (right_ - left_) / (widest + 16)));
    double used = -1e9;
    const double last_from = right_ - Drawing::width_of(amount_text(plot_.across.back(), plot_.across_unit, 4));
    for (const std::size_t i : labelled(plot_.across.size(), room)) {
      const bool is_first = i == 0, is_last = i + 1 == plot_.across.size();
      const std::string text = amount_text(plot_.across[i], plot_.across_unit, 4);
      const double at = x(laid_.places[i]), wide = Drawing::width_of(text);
      const double from = is_first ? at : is_last ? at - wide : at - wide / 2;
      drawing_.line(at, bottom_, at, bottom_ + 5, "axis");
      if (from < used + 8 || (!is_last && !is_first && from + wide + 8 > last_from)) continue;
      drawing_.text(at, bottom_ + 20, is_first ? Anchor::start : is_last ? Anchor::end : Anchor::middle, text, "faint");
      used = from + wide;
    }
  }

  // A surface for each stretch without a gap, there along the high ends and back along the low ones; of several bands
  // that lie over each other the edges are told apart as their lines are.
  void band(std::size_t line) {
    const std::vector<double>&low = laid_.low[line], &high = laid_.high[line];
    for (std::size_t begin = 0; begin < high.size(); ++begin) {
      if (!std::isfinite(high[begin])) continue;
      std::size_t end = begin;
      while (end < high.size() && std::isfinite(high[end])) ++end;
      const std::string above = edge(high, begin, end, false), below = edge(low, begin, end, true);
      drawing_.path("M" + above.substr(1) + below + "Z", "band");
      if (has_names())
        for (const std::string& path : {above, below}) drawing_.path("M" + path.substr(1), "edge", dashes[line]);
      begin = end;
    }
  }
  std::string edge(const std::vector<double>& heights, std::size_t begin, std::size_t end, bool backwards) const {
    std::string path;
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t at = backwards ? begin + end - 1 - i : i;
      path += fmt::format("L{:.1f} {:.1f}", x(laid_.places[at]), y(heights[at]));
    }
    return path;
  }

  // One path for each stretch without a gap; a point between two gaps is a dot.
  void curve(std::size_t line) {
    const std::vector<double>& heights = laid_.heights[line];
    std::string path;
    bool pen_down = false;
    for (std::size_t i = 0; i < heights.size(); ++i) {
      if (!std::isfinite(heights[i])) {
        pen_down = false;
        continue;
      }
      const double to_x = x(laid_.places[i]), to_y = y(heights[i]);
      const bool goes_on = i + 1 < heights.size() && std::isfinite(heights[i + 1]);
      if (!pen_down && !goes_on) drawing_.dot(to_x, to_y);
      path += fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", to_x, to_y);
      pen_down = true;
    }
    if (!path.empty()) drawing_.path(path, "line", has_names() ? dashes[line] : "none");
  }

  // Names at the lines' ends, moved apart where they would cover each other; a short piece of the line before each.
  // Returns where the lowest ends.
  double names_at_ends() {
    struct Name {
      std::size_t line;
      double y;
    };
    std::vector<Name> names;
    for (std::size_t l = 0; l < plot_.lines.size(); ++l) {
      const std::vector<double>& heights = laid_.heights[l];
      const auto last =
          std::find_if(heights.rbegin(), heights.rend(), [](double height) { return std::isfinite(height); });
      names.push_back({l, last == heights.rend() ? bottom_ : y(*last)});
    }
    sort_stably(names, [](const Name& a, const Name& b) { return a.y < b.y; });
    for (std::size_t i = 1; i < names.size(); ++i)
      names[i].y = std::max(names[i].y, names[i - 1].y + Drawing::line_height);
    for (const Name& name : names) {
      drawing_.path(fmt::format("M{:.1f} {:.1f}h22", right_ + 6, name.y), "line", dashes[name.line]);
      drawing_.text_within(name_room - 34, right_ + 33, name.y + 4, Anchor::start, plot_.lines[name.line].name);
    }
    return names.back().y + 4;
  }

  std::string described() const {
    std::string text;
    for (const PlotLine& line : plot_.lines) {
      const auto is_known = [](double value) { return std::isfinite(value); };
      const auto first = std::find_if(line.values.begin(), line.values.end(), is_known);
      const auto last = std::find_if(line.values.rbegin(), line.values.rend(), is_known);
      if (first == line.values.end()) continue;
      text += fmt::format("{}{}from {} to {}", text.empty() ? "" : "; ", line.name.empty() ? "" : line.name + ": ",
                          amount_at(line, static_cast<std::size_t>(first - line.values.begin())),
                          amount_at(line, static_cast<std::size_t>(line.values.rend() - last) - 1));
    }
    return text + (plot_.band.empty() ? "." : fmt::format("; behind each {}.", plot_.band));
  }
  std::string amount_at(const PlotLine& line, std::size_t i) const {
    if (line.low.empty() || !(line.low[i] < line.high[i])) return amount_text(line.values[i], plot_.up_unit, 4);
    const RangedText text = ranged_text(line.values[i], line.low[i], line.high[i], plot_.up_unit);
    return fmt::format("{} ({})", text.value, text.range);
  }

  const Plot& plot_;
  const LaidPlot& laid_;
  Drawing drawing_;
  double left_ = 40, right_ = Drawing::width - 20, top_ = 0, bottom_ = 0;
};

}  // namespace

Picture picture_of(const Plot& plot) {
  const std::optional<LaidPlot> laid = laid_out(plot);
  return laid ? PlotDrawing(plot, *laid).drawn() : Picture{};
}

}  // namespace costcurve
