#pragma once
// What is looked for among the points of a space. Points whose output is no number are not determined: no reader but
// `Everything` takes them. Of points that are equal the one with the lower number stands first, so that the answer does
// not depend on which thread saw it.

#include <optional>
#include <vector>

#include "program/space.h"

namespace costcurve {

/// A point that was kept, with all outputs.
struct FoundPoint {
  std::size_t point = 0;
  std::vector<double> outputs;
};

/// All outputs of all points, by the points' numbers; no number where a point was dropped.
class Everything final : public StripReader {
 public:
  /// Room for `points` values of each output.
  Everything(std::size_t points, std::size_t outputs);
  std::unique_ptr<StripReader> another() const override;
  void read(const PointStrip& strip) override;
  void join(StripReader&) override {}

  const std::vector<double>& values(std::size_t output) const { return (*table_)[output]; }
  std::vector<double> take(std::size_t output) { return std::move((*table_)[output]); }

 private:
  std::shared_ptr<std::vector<std::vector<double>>> table_;  // each point is written once, by whoever has it
};

/// The `most` points at which an output is least, the least first.
class Best final : public StripReader {
 public:
  Best(std::size_t by, std::size_t most) : by_(by), most_(most) {}
  std::unique_ptr<StripReader> another() const override { return std::make_unique<Best>(by_, most_); }
  void read(const PointStrip& strip) override;
  void join(StripReader& other) override;

  std::vector<FoundPoint> points() const;
  /// How many points had a value.
  std::size_t determined() const { return determined_; }

 private:
  bool is_before(const FoundPoint& a, const FoundPoint& b) const;
  void take(FoundPoint found);

  std::size_t by_;
  std::size_t most_;
  std::size_t determined_ = 0;
  std::vector<FoundPoint> heap_;  // the worst of the best in front
};

/// The points that no other beats in both of two outputs (less is better), by the first output, ascending.
class Front final : public StripReader {
 public:
  Front(std::size_t first, std::size_t second) : first_(first), second_(second) {}
  std::unique_ptr<StripReader> another() const override { return std::make_unique<Front>(first_, second_); }
  void read(const PointStrip& strip) override;
  void join(StripReader& other) override;

  const std::vector<FoundPoint>& points() const { return points_; }

 private:
  void take(FoundPoint found);
  bool is_beaten(double first, double second, std::size_t point) const;

  std::size_t first_;
  std::size_t second_;
  std::vector<FoundPoint> points_;  // the first output ascending, the second descending
};

/// The best point for each option of an axis: the plan that each chip is best with.
class Groups final : public StripReader {
 public:
  /// An axis of `options` options, of that stride.
  Groups(std::size_t by, std::size_t options, std::size_t stride);
  std::unique_ptr<StripReader> another() const override;
  void read(const PointStrip& strip) override;
  void join(StripReader& other) override;

  /// For each option its best point, or nothing where none is determined.
  const std::vector<std::optional<FoundPoint>>& points() const { return points_; }

 private:
  void take(std::size_t option, FoundPoint found);

  std::size_t by_;
  std::size_t stride_;
  std::vector<std::optional<FoundPoint>> points_;
};

}  // namespace costcurve
