#pragma once
// Every combination of what some axes offer, in strips of 256 points, on several threads, without keeping any.
//
// A point is a choice of one option on each axis; the last axis counts fastest. What an option gives are values of
// quantities, which are inputs of two programs: the relations that a point must keep are worked out first, and only
// the points that keep them reach the second program, whose outputs are read. So a plan that does not divide its chips
// costs a fraction of one that does.

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "numeric/demand.h"
#include "program/columns.h"

namespace costcurve {

/// What the options of an axis give a quantity, in base units: a function of the option's place, so that it may be
/// worked out when it is asked for.
struct AxisValues {
  std::size_t quantity = 0;
  std::function<double(std::size_t)> value;
};
AxisValues listed_values(std::size_t quantity, std::vector<double> values);

/// One side of a space. It may hold some of the options of a longer axis, those that give the same quantities.
struct SpaceAxis {
  std::size_t size = 0;              // how many options
  std::vector<std::size_t> numbers;  // theirs on the whole axis, where they are not all of it
  std::size_t stride = 1;            // how far a point's number goes on from one option of the whole axis to the next
  std::vector<AxisValues> gives;

  std::size_t number(std::size_t option) const { return numbers.empty() ? option : numbers[option]; }
};

/// What a point must keep: two outputs of the program of what is kept, compared.
struct Kept {
  std::size_t left = 0;
  std::size_t right = 0;
  Demand demand = Demand::equal;
};

/// The numbers of some points, ascending, and their outputs.
struct PointStrip {
  const std::size_t* points = nullptr;
  std::size_t count = 0;
  std::vector<const double*> outputs;
};

/// Reads strips. Each thread has a reader of its own, and in the end they become one: what a reader finds must not
/// depend on who read which strip.
class StripReader {
 public:
  virtual ~StripReader() = default;
  virtual std::unique_ptr<StripReader> another() const = 0;
  virtual void read(const PointStrip& strip) = 0;
  /// Takes in what another one of its own kind has found.
  virtual void join(StripReader& other) = 0;
};

class Space {
 public:
  /// `outputs` and `kept_sides` are programs over the same quantities; what no axis gives stands at its value in
  /// `stated`, by quantity.
  Space(const Program& outputs, const Program& kept_sides, std::vector<Kept> kept, std::vector<SpaceAxis> axes,
        const std::function<double(std::size_t quantity)>& stated);

  /// Counted in floating point: 1e18 are a number like any other.
  double points() const;

  /// Reads all points that keep what they must; at most `threads` threads share the work. The result does not depend
  /// on their number. Returns how many points were dropped.
  std::size_t read(StripReader& reader, unsigned threads) const;

 private:
  // Where an axis' values go in a program's workspace. Those of a short axis are worked out once.
  struct Filled {
    std::size_t axis = 0;
    std::size_t input = 0;
    std::vector<double> table;
    std::function<double(std::size_t)> value;
  };
  struct Stage {
    ColumnProgram program;
    std::vector<Filled> filled;
  };
  class Walk;

  Stage stage(const Program& program, const std::function<double(std::size_t)>& stated) const;

  std::vector<SpaceAxis> axes_;
  std::vector<Kept> kept_;
  Stage kept_stage_;
  Stage output_stage_;
  std::size_t outputs_ = 0;
};

}  // namespace costcurve
