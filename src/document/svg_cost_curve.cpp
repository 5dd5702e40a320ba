// What something costs against time, beside the trend.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "document/svg.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr double left = 56, name_room = 250, right = Drawing::width - name_room, high = 300;

double on_trend(double pace, double elapsed) { return std::exp(-pace * elapsed); }

struct Sign {
  CostCurve::Point::Place place;
  const char* says;
  const char* kind;  // of its dot
};
constexpr std::array<Sign, 3> signs = {{{CostCurve::Point::Place::below, "below its trend: cheaper", "solid"},
                                        {CostCurve::Point::Place::on, "on it", "ringed"},
                                        {CostCurve::Point::Place::above, "above it: dearer", "hollow"}}};

const Sign& sign_of(const CostCurve::Point& point) { return signs[static_cast<std::size_t>(point.place)]; }

std::string described(const CostCurve& curve) {
  std::string text;
  for (const CostCurve::Point& point : curve.points)
    text += fmt::format("{}{}: {} after {}, {}", text.empty() ? "" : "; ", point.name, number_text(point.level, 3),
                        amount_text(point.elapsed, curve.unit, 3), sign_of(point).says);
  return text + ".";
}

class CostCurveDrawing {
 public:
  explicit CostCurveDrawing(const CostCurve& curve) : curve_(curve) {
    for (const CostCurve::Point& point : curve.points) {
      longest_ = std::max(longest_, point.elapsed);
      least_ = std::min({least_, point.low, point.level});
      most_ = std::max({most_, point.high, point.level});
    }
    longest_ *= 1.08;
    for (const CostCurve::Trend& trend : curve.trends) least_ = std::min(least_, on_trend(trend.pace, longest_));
  }

  Picture drawn() && {
    const std::string title = curve_.title + ", logarithmic upwards";
    top_ = drawing_.heading(title) + 14;
    bottom_ = top_ + high;
    for (const CostCurve::Trend& trend : curve_.trends) band(trend);
    scales();
    for (const CostCurve::Trend& trend : curve_.trends) line(trend);
    points();
    const double below = legend(std::max(bottom_ + 46, names() + 24));
    return std::move(drawing_).finished(below + 8, title, described(curve_));
  }

 private:
  double x(double elapsed) const { return left + (right - left) * elapsed / longest_; }
  double y(double level) const {
    const double bounded = std::clamp(level, least_, most_);
    return bottom_ - high * std::log(bounded / least_) / std::log(most_ / least_);
  }

  void scales() {
    drawing_.text(left - 8, y(1) + 4, Anchor::end, "1", "faint");
    for (double level = 0.5; level > least_; level /= 2) {
      drawing_.line(left, y(level), right, y(level), "rule");
      drawing_.text(left - 8, y(level) + 4, Anchor::end, fmt::format("1/{:.0f}", 1 / level), "faint");
    }
    drawing_.line(left, bottom_, right, bottom_, "axis");
    drawing_.line(left, top_, left, bottom_, "axis");
    const Ticks ticks = ticks_beside(0, longest_, curve_.unit, right - left);
    for (std::size_t t = 0; t < ticks.values.size(); ++t) {
      const double at = x(ticks.values[t]);
      drawing_.line(at, bottom_, at, bottom_ + 5, "axis");
      drawing_.text(at, bottom_ + 20, Anchor::middle, ticks.texts[t], "faint");
    }
  }
  // Where nine in ten would have the trend. On a logarithmic scale its edges are straight.
  void band(const CostCurve::Trend& trend) {
    if (!(trend.low < trend.high)) return;
    drawing_.path(fmt::format("M{:.1f} {:.1f}", x(0), y(1)) + edge(trend.low, false) + edge(trend.high, true) + "Z",
                  "light");
  }
  std::string edge(double pace, bool backwards) const {
    constexpr int pieces = 24;
    std::string path;
    for (int i = 0; i <= pieces; ++i) {
      const double elapsed = longest_ * (backwards ? pieces - i : i) / pieces;
      path += fmt::format("L{:.1f} {:.1f}", x(elapsed), y(on_trend(pace, elapsed)));
    }
    return path;
  }
  void line(const CostCurve::Trend& trend) {
    const double end = y(on_trend(trend.pace, longest_));
    drawing_.path(fmt::format("M{:.1f} {:.1f}L{:.1f} {:.1f}", x(0), y(1), x(longest_), end), "line");
    drawing_.text(x(longest_ * 0.16) + 10, y(on_trend(trend.pace, longest_ * 0.16)) - 6, Anchor::start, trend.name);
  }

  // Those of one time stand beside each other, so that their ranges are seen.
  double place(std::size_t p) const {
    double at = x(curve_.points[p].elapsed);
    for (std::size_t other = 0; other < p; ++other)
      if (std::abs(x(curve_.points[other].elapsed) - x(curve_.points[p].elapsed)) < 8) at += 9;
    return std::min(at, right - 4);
  }
  void points() {
    for (std::size_t p = 0; p < curve_.points.size(); ++p) {
      const CostCurve::Point& point = curve_.points[p];
      if (point.low < point.high) drawing_.line(place(p), y(point.low), place(p), y(point.high), "mark");
      dot(place(p), y(point.level), sign_of(point));
    }
  }
  // Beside the picture, at the height of their points, moved apart where they would cover each other.
  double names() {
    struct Name {
      std::size_t point;
      double y;
    };
    std::vector<Name> names;
    for (std::size_t p = 0; p < curve_.points.size(); ++p) names.push_back({p, y(curve_.points[p].level)});
    sort_stably(names, [](const Name& a, const Name& b) { return a.y < b.y; });
    for (std::size_t i = 1; i < names.size(); ++i)
      names[i].y = std::max(names[i].y, names[i - 1].y + Drawing::line_height);
    for (const Name& name : names) {
      const CostCurve::Point& point = curve_.points[name.point];
      drawing_.line(place(name.point) + 5, y(point.level), right + 26, name.y, "rule");
      drawing_.text_within(name_room - 32, right + 30, name.y + 4, Anchor::start, point.name);
    }
    return names.back().y;
  }

  // Returns where its last line stands.
  double legend(double y) {
    double at = 0;
    for (const Sign& sign : signs) {
      dot(at + 6, y - 4, sign);
      drawing_.text(at + 16, y, Anchor::start, sign.says);
      at += Drawing::width_of(sign.says) + 40;
    }
    const auto is_wide = [](const auto& each) { return each.low < each.high; };
    const bool bars = std::any_of(curve_.points.begin(), curve_.points.end(), is_wide),
               bands = std::any_of(curve_.trends.begin(), curve_.trends.end(), is_wide);
    if (!bars && !bands) return y;
    drawing_.text(0, y + Drawing::line_height + 3, Anchor::start,
                  std::string(bars ? "bars: 90 % of the samples" : "") + (bars && bands ? "; " : "") +
                      (bands ? "grey: where nine in ten have the trend" : ""),
                  "faint");
    return y + Drawing::line_height + 3;
  }
  void dot(double at, double y, const Sign& sign) {
    const bool is_ringed = sign.place == CostCurve::Point::Place::on;
    drawing_.dot(at, y, is_ringed ? "hollow" : sign.kind);
    if (is_ringed) drawing_.dot(at, y, "dot");
  }

  const CostCurve& curve_;
  Drawing drawing_;
  double longest_ = 0, least_ = 1, most_ = 1, top_ = 0, bottom_ = 0;
};

bool is_drawable(const CostCurve& curve) {
  return !curve.points.empty() && !curve.trends.empty() &&
         std::all_of(curve.points.begin(), curve.points.end(), [](const CostCurve::Point& point) {
           return point.elapsed > 0 && point.level > 0 && point.low > 0 && std::isfinite(point.high) &&
                  std::isfinite(point.elapsed);
         });
}

}  // namespace

Picture picture_of(const CostCurve& curve) { return is_drawable(curve) ? CostCurveDrawing(curve).drawn() : Picture{}; }

}  // namespace costcurve
