#include "program/space_readers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace costcurve {

namespace {

FoundPoint found_at(const PointStrip& strip, std::size_t place) {
  FoundPoint found{strip.points[place], {}};
  found.outputs.reserve(strip.outputs.size());
  for (const double* column : strip.outputs) found.outputs.push_back(column[place]);
  return found;
}

}  // namespace

Everything::Everything(std::size_t points, std::size_t outputs)
    : table_(std::make_shared<std::vector<std::vector<double>>>(
          outputs, std::vector<double>(points, std::numeric_limits<double>::quiet_NaN()))) {}

std::unique_ptr<StripReader> Everything::another() const { return std::make_unique<Everything>(*this); }

void Everything::read(const PointStrip& strip) {
  for (std::size_t o = 0; o < strip.outputs.size(); ++o) {
    double* const values = (*table_)[o].data();
    for (std::size_t i = 0; i < strip.count; ++i) values[strip.points[i]] = strip.outputs[o][i];
  }
}

bool Best::is_before(const FoundPoint& a, const FoundPoint& b) const {
  return a.outputs[by_] < b.outputs[by_] || (a.outputs[by_] == b.outputs[by_] && a.point < b.point);
}

void Best::read(const PointStrip& strip) {
  const double* const by = strip.outputs[by_];
  for (std::size_t i = 0; i < strip.count; ++i) {
    if (!std::isfinite(by[i])) continue;
    ++determined_;
    if (heap_.size() < most_ || (most_ > 0 && by[i] <= heap_.front().outputs[by_])) take(found_at(strip, i));
  }
}

void Best::take(FoundPoint found) {
  const auto before = [this](const FoundPoint& a, const FoundPoint& b) { return is_before(a, b); };
  if (heap_.size() == most_) {
    if (!is_before(found, heap_.front())) return;
    std::pop_heap(heap_.begin(), heap_.end(), before);
    heap_.pop_back();
  }
  heap_.push_back(std::move(found));
  std::push_heap(heap_.begin(), heap_.end(), before);
}

void Best::join(StripReader& other) {
  auto& best = static_cast<Best&>(other);
  for (FoundPoint& found : best.heap_) take(std::move(found));
  determined_ += best.determined_;
}

std::vector<FoundPoint> Best::points() const {
  std::vector<FoundPoint> sorted = heap_;
  std::sort(sorted.begin(), sorted.end(), [this](const FoundPoint& a, const FoundPoint& b) { return is_before(a, b); });
  return sorted;
}

// A point is beaten by one that is no worse in either; of two alike the lower number stays.
bool Front::is_beaten(double first, double second, std::size_t point) const {
  // The last one whose first output is no greater has the least second output of all of them.
  const auto after = std::upper_bound(points_.begin(), points_.end(), first,
                                      [this](double x, const FoundPoint& kept) { return x < kept.outputs[first_]; });
  if (after == points_.begin()) return false;
  const FoundPoint& kept = *std::prev(after);
  if (kept.outputs[second_] > second) return false;
  const bool is_alike = kept.outputs[first_] == first && kept.outputs[second_] == second;
  return !is_alike || kept.point < point;
}

void Front::read(const PointStrip& strip) {
  const double *first = strip.outputs[first_], *second = strip.outputs[second_];
  for (std::size_t i = 0; i < strip.count; ++i)
    if (std::isfinite(first[i]) && std::isfinite(second[i]) && !is_beaten(first[i], second[i], strip.points[i]))
      take(found_at(strip, i));
}

void Front::take(FoundPoint found) {
  const double first = found.outputs[first_], second = found.outputs[second_];
  if (is_beaten(first, second, found.point)) return;
  const auto from = std::lower_bound(points_.begin(), points_.end(), first,
                                     [this](const FoundPoint& kept, double x) { return kept.outputs[first_] < x; });
  const auto to =
      std::find_if(from, points_.end(), [&](const FoundPoint& kept) { return kept.outputs[second_] < second; });
  points_.insert(points_.erase(from, to), std::move(found));
}

void Front::join(StripReader& other) {
  for (FoundPoint& found : static_cast<Front&>(other).points_) take(std::move(found));
}

Groups::Groups(std::size_t by, std::size_t options, std::size_t stride) : by_(by), stride_(stride), points_(options) {}

std::unique_ptr<StripReader> Groups::another() const { return std::make_unique<Groups>(by_, points_.size(), stride_); }

void Groups::read(const PointStrip& strip) {
  for (std::size_t i = 0; i < strip.count; ++i) {
    if (!std::isfinite(strip.outputs[by_][i])) continue;
    const std::size_t option = strip.points[i] / stride_ % points_.size();
    if (!points_[option] || strip.outputs[by_][i] <= points_[option]->outputs[by_]) take(option, found_at(strip, i));
  }
}

void Groups::take(std::size_t option, FoundPoint found) {
  std::optional<FoundPoint>& best = points_[option];
  if (best) {
    const double there = best->outputs[by_], here = found.outputs[by_];
    if (there < here || (there == here && best->point < found.point)) return;
  }
  best = std::move(found);
}

void Groups::join(StripReader& other) {
  auto& groups = static_cast<Groups&>(other);
  for (std::size_t option = 0; option < points_.size(); ++option)
    if (groups.points_[option]) take(option, std::move(*groups.points_[option]));
}

}  // namespace costcurve
