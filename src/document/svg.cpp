#include "document/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "document/html_escape.h"
#include "document/plot_scale.h"
#include "quantity/print.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

constexpr double width = 720;

std::string shown(const std::string& text) { return html_escaped(made_visible(text)); }

std::string text_at(double x, double y, const char* anchor, const std::string& text, const char* kind = "") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>\n", x, y, anchor,
                     *kind ? fmt::format(" class=\"{}\"", kind) : "", shown(text));
}

std::string line_between(double x0, double y0, double x1, double y1, const char* kind) {
  return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" class=\"{}\"/>\n", x0, y0, x1, y1,
                     kind);
}

std::string figure(double height, const std::string& title, const std::string& inner) {
  return fmt::format(
      "<svg viewBox=\"0 0 {} {:.0f}\" role=\"img\" aria-label=\"{}\" xmlns=\"http://www.w3.org/2000/svg\">\n{}</svg>\n",
      width, height, shown(title), inner);
}

// Where a plot's scales lie on the page.
struct Frame {
  double left = 90, right = width - 20, top = 44, bottom = 300;

  double x(double share) const { return left + (right - left) * share; }
  double y(double share) const { return bottom - (bottom - top) * share; }
};

constexpr std::array<const char*, most_plot_lines> dashes = {"none", "7 4", "2 3", "10 3 2 3", "1 5", "14 5"};

// One path for each stretch without a gap; a point between two gaps is a dot.
std::string curve(const LaidPlot& plot, const std::vector<double>& heights, const Frame& frame, const char* dash) {
  std::string path, dots;
  bool pen_down = false;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    if (!std::isfinite(heights[i])) {
      pen_down = false;
      continue;
    }
    const double x = frame.x(plot.places[i]), y = frame.y(heights[i]);
    const bool goes_on = i + 1 < heights.size() && std::isfinite(heights[i + 1]);
    if (!pen_down && !goes_on)
      dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.5\" class=\"dot\"/>\n", x, y);
    path += fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", x, y);
    pen_down = true;
  }
  return fmt::format("<path d=\"{}\" class=\"line\" stroke-dasharray=\"{}\"/>\n", path, dash) + dots;
}

// Names at the lines' ends, moved apart where they would cover each other; a short piece of the line before each.
std::string names_at_ends(const Plot& plot, const LaidPlot& laid, const Frame& frame) {
  struct Name {
    std::size_t line;
    double y;
  };
  std::vector<Name> names;
  for (std::size_t l = 0; l < plot.lines.size(); ++l) {
    const std::vector<double>& heights = laid.heights[l];
    const auto last =
        std::find_if(heights.rbegin(), heights.rend(), [](double height) { return std::isfinite(height); });
    names.push_back({l, last == heights.rend() ? frame.bottom : frame.y(*last)});
  }
  std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.y < b.y; });
  constexpr double apart = 17;
  for (std::size_t i = 1; i < names.size(); ++i) names[i].y = std::max(names[i].y, names[i - 1].y + apart);
  std::string out;
  for (const Name& name : names) {
    out += fmt::format("<path d=\"M{:.1f} {:.1f}h22\" class=\"line\" stroke-dasharray=\"{}\"/>\n", frame.right + 6,
                       name.y, dashes[name.line]);
    out += text_at(frame.right + 33, name.y + 4, "start", plot.lines[name.line].name);
  }
  return out;
}

std::string scales(const Plot& plot, const LaidPlot& laid, const Frame& frame) {
  std::string out;
  for (std::size_t t = 0; t < laid.up.ticks.size(); ++t) {
    const double y = frame.y(laid.up.scale.at(laid.up.ticks[t]));
    out += line_between(frame.left, y, frame.right, y, "rule") +
           text_at(frame.left - 8, y + 4, "end", laid.tick_texts[t], "faint");
  }
  out += line_between(frame.left, frame.bottom, frame.right, frame.bottom, "axis");
  constexpr std::size_t labels = 6;
  for (const std::size_t i : labelled(plot.across.size(), labels)) {
    const double x = frame.x(laid.places[i]);
    const char* anchor = i == 0 ? "start" : i + 1 == plot.across.size() ? "end" : "middle";
    out += line_between(x, frame.bottom, x, frame.bottom + 5, "axis") +
           text_at(x, frame.bottom + 20, anchor, amount_text(plot.across[i], plot.across_unit, 4), "faint");
  }
  return out;
}

}  // namespace

std::string svg(const Plot& plot) {
  const std::optional<LaidPlot> laid = laid_out(plot);
  if (!laid) return {};
  Frame frame;
  if (plot.lines.size() > 1) frame.right = width - 150;
  std::string inner = text_at(0, 16, "start", laid->heading) + scales(plot, *laid, frame);
  for (std::size_t l = 0; l < plot.lines.size(); ++l)
    inner += curve(*laid, laid->heights[l], frame, plot.lines.size() > 1 ? dashes[l] : "none");
  if (plot.lines.size() > 1) inner += names_at_ends(plot, *laid, frame);
  const double lowest = plot.lines.size() > 1 ? 20 + 17.0 * static_cast<double>(plot.lines.size()) : 0;
  return figure(std::max(frame.bottom + 30, frame.bottom + lowest - 60), laid->heading, inner);
}

std::string svg(const Tornado& tornado) {
  if (tornado.bars.empty() || !std::isfinite(tornado.value)) return {};
  const auto [low, high] = ends_of(tornado);
  if (!std::isfinite(low) || !std::isfinite(high) || !(low < high)) return {};
  constexpr double left = 110, right = width - 110, top = 58, row = 44;
  const auto x = [&, lowest = low, size = high - low](double value) {
    return left + (right - left) * (value - lowest) / size;
  };
  const int digits = digits_apart(low, high);
  const auto amount = [&](double value) { return amount_text(value, tornado.unit, digits); };
  const double axis = x(tornado.value), bottom = top + row * static_cast<double>(tornado.bars.size());
  std::string inner = text_at(0, 16, "start", tornado.title);
  if (axis - left > 150 || low == tornado.value)
    inner += text_at(left, 42, low == tornado.value ? "middle" : "start", amount(low), "faint");
  if (low != tornado.value && high != tornado.value) inner += text_at(axis, 42, "middle", amount(tornado.value));
  if (right - axis > 150 || high == tornado.value)
    inner += text_at(right, 42, high == tornado.value ? "middle" : "end", amount(high), "faint");
  for (std::size_t b = 0; b < tornado.bars.size(); ++b) {
    const Tornado::Bar& bar = tornado.bars[b];
    const double y = top + row * static_cast<double>(b), from = x(bar.low), to = x(bar.high);
    inner += text_at(0, y + 9, "start", bar.name) +
             fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"14\" class=\"block\"/>\n", from,
                         y + 15, std::max(1.0, to - from));
    if (!bar.least.empty()) inner += text_at(from - 6, y + 26, "end", bar.least, "faint");
    if (!bar.greatest.empty()) inner += text_at(to + 6, y + 26, "start", bar.greatest, "faint");
  }
  inner += line_between(axis, top - 6, axis, bottom, "axis");
  return figure(bottom + 8, tornado.title, inner);
}

}  // namespace costcurve
