#pragma once
// A program over columns: strips of 256 values that stay in cache, one plain loop for each instruction.

#include <vector>

#include "numeric/random.h"
#include "program/block.h"

namespace costcurve {

/// A program in which some inputs vary and the others are fixed. What rests on fixed inputs alone is worked out once.
class ColumnProgram {
 public:
  /// `fixed[i]` is the value of input i where `varies[i]` is false.
  ColumnProgram(const Program& program, const std::vector<double>& fixed, const std::vector<bool>& varies);

  /// Columns of a strip each, one behind the other.
  class Columns {
   public:
    Columns() = default;
    explicit Columns(std::size_t count) : lines_(count * strip_length / 8) {}
    double* operator[](std::size_t column) { return lines_.data()->values + strip_length * column; }

   private:
    struct alignas(64) CacheLine {
      double values[8];
    };
    std::vector<CacheLine> lines_;
  };

  /// Working memory of one thread.
  class Workspace {
   public:
    Workspace() = default;
    Workspace(Workspace&&) = default;
    Workspace& operator=(Workspace&&) = default;

    /// Where the strip of an input that varies goes.
    double* input(std::size_t i) { return place_[input_column_[i]]; }

   private:
    friend class ColumnProgram;
    Columns own_;
    std::vector<double*> place_;  // by column
    std::vector<std::size_t> input_column_;
    std::vector<Cells> cells_;  // the operands of each step, one behind the other: they point into the columns
  };
  Workspace workspace() const;
  /// The same in memory of the caller's, which several programs may share: where inputs are read, null of those that do
  /// not vary; where outputs go, which must vary, and no two of them to one place; and `column_count()` columns
  /// between.
  Workspace workspace(const std::vector<double*>& inputs, const std::vector<double*>& outputs, Columns& between) const;
  std::size_t column_count() const { return columns_; }

  /// Evaluates `count` values, at most a strip.
  void evaluate(Workspace& workspace, std::size_t count) const;
  /// Output `o` of the last strip; a fixed output is a column of one value repeated.
  const double* output(const Workspace& workspace, std::size_t o) const;

 private:
  struct Operand {
    bool varies = false;
    std::size_t column = 0;
    double value = 0;
  };
  struct Step {
    Operation operation;
    std::vector<Operand> operands;  // of a list of columns, those that joined it too
    std::size_t column;             // of a root, that of the block's first unknown: the others' stand behind it
    std::size_t block = 0;          // of a root
  };
  class Layout;
  void add_cells(Workspace& workspace) const;
  void solve_strip(const Step& step, const std::vector<double*>& place, std::size_t count) const;

  std::vector<Block> blocks_;
  std::vector<Step> steps_;
  std::vector<Operand> outputs_;
  std::vector<std::size_t> input_column_;
  std::size_t columns_ = 0;
};

}  // namespace costcurve
