// How often samples fell where.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "document/svg.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr double left = 50, right = Drawing::width - 50, high = 180;

struct Marked {
  std::string text;
  double at;
  const char* kind;
};

std::vector<Marked> marks_of(const Histogram& histogram) {
  const auto amount = [&](double value) { return amount_text(value, histogram.unit, 4); };
  std::vector<Marked> marks = {{"5 %: " + amount(histogram.p5), histogram.p5, "mark"},
                               {"median: " + amount(histogram.median), histogram.median, "mark"},
                               {"95 %: " + amount(histogram.p95), histogram.p95, "mark"}};
  if (histogram.claimed)
    for (const double at : histogram.claimed->at)
      if (std::isfinite(at)) marks.push_back({histogram.claimed->says, at, "claimed"});
  sort_stably(marks, [](const Marked& a, const Marked& b) { return a.at < b.at; });
  return marks;
}

std::string described(const Histogram& histogram) {
  std::string text;
  for (const Marked& mark : marks_of(histogram)) text += (text.empty() ? "" : "; ") + mark.text;
  return text + ".";
}

class HistogramDrawing {
 public:
  explicit HistogramDrawing(const Histogram& histogram) : histogram_(histogram) {
    low_ = histogram.lowest;
    high_ = histogram.highest;
    // What is claimed is seen also where no sample fell, if it is not too far away to see the samples then.
    const double width = high_ - low_;
    for (const Marked& mark : marks_of(histogram))
      if (mark.at > low_ - 2 * width && mark.at < high_ + 2 * width) {
        low_ = std::min(low_, mark.at);
        high_ = std::max(high_, mark.at);
      }
  }

  Picture drawn() && {
    const std::vector<Marked> marks = marks_of(histogram_);
    const double first = drawing_.heading(histogram_.title) + 6;
    const double top = first + Drawing::line_height * static_cast<double>(marks.size()) + 4;
    bottom_ = top + high;
    bars(top);
    scale();
    for (std::size_t m = 0; m < marks.size(); ++m)
      mark(marks[m], first + Drawing::line_height * static_cast<double>(m));
    return std::move(drawing_).finished(bottom_ + 30, histogram_.title, described(histogram_));
  }

 private:
  double x(double value) const { return left + (right - left) * (value - low_) / (high_ - low_); }

  void bars(double top) {
    const auto total = std::accumulate(histogram_.counts.begin(), histogram_.counts.end(), 0.0);
    const auto most = static_cast<double>(*std::max_element(histogram_.counts.begin(), histogram_.counts.end()));
    const auto bins = static_cast<double>(histogram_.counts.size());
    const double wide = (histogram_.highest - histogram_.lowest) / bins;
    for (std::size_t i = 0; i < histogram_.counts.size(); ++i) {
      const double share = static_cast<double>(histogram_.counts[i]) / most;
      const double from = x(histogram_.lowest + wide * static_cast<double>(i));
      const double to = x(histogram_.lowest + wide * static_cast<double>(i + 1));
      if (share > 0) drawing_.box(from + 0.5, bottom_ - high * share, to - from - 1, high * share, "block");
    }
    drawing_.text(left - 8, top + 9, Anchor::end, percent_text(most / total, 2), "faint");
    drawing_.text(left - 8, bottom_ + 4, Anchor::end, "0", "faint");
  }
  void scale() {
    drawing_.line(left, bottom_, right, bottom_, "axis");
    const Ticks ticks = ticks_beside(low_, high_, histogram_.unit, right - left);
    for (std::size_t t = 0; t < ticks.values.size(); ++t) {
      drawing_.line(x(ticks.values[t]), bottom_, x(ticks.values[t]), bottom_ + 5, "axis");
      drawing_.text(x(ticks.values[t]), bottom_ + 20, Anchor::middle, ticks.texts[t], "faint");
    }
  }
  // A label on a line of its own, so that none lies over another, and down from it to the scale.
  void mark(const Marked& mark, double y) {
    const bool is_seen = mark.at >= low_ && mark.at <= high_;
    const double at = std::clamp(x(mark.at), left, right), wide = Drawing::width_of(mark.text);
    if (is_seen) drawing_.line(at, y - 8, at, bottom_, mark.kind);
    const std::string text = is_seen ? mark.text : mark.at < low_ ? "← " + mark.text : mark.text + " →";
    const bool to_the_left = at + 6 + wide > Drawing::width;
    drawing_.text_within(to_the_left ? at - 6 : Drawing::width - at - 6, to_the_left ? at - 6 : at + 6, y + 2,
                         to_the_left ? Anchor::end : Anchor::start, text);
  }

  const Histogram& histogram_;
  Drawing drawing_;
  double low_ = 0, high_ = 0, bottom_ = 0;
};

}  // namespace

Picture picture_of(const Histogram& histogram) {
  const bool has_width = histogram.highest > histogram.lowest && std::isfinite(histogram.highest - histogram.lowest);
  const bool has_any =
      std::any_of(histogram.counts.begin(), histogram.counts.end(), [](auto count) { return count > 0; });
  return has_width && has_any ? HistogramDrawing(histogram).drawn() : Picture{};
}

}  // namespace costcurve
