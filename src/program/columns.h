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

  /// Working memory of one thread.
  class Workspace {
   public:
    Workspace() = default;
    Workspace(Workspace&&) = default;
    Workspace& operator=(Workspace&&) = default;

    /// Where the strip of an input that varies goes.
    double* input(std::size_t i) { return columns() + strip_length * input_column_[i]; }

   private:
    friend class ColumnProgram;
    struct alignas(64) CacheLine {
      double values[8];
    };
    double* columns() { return lines_.data()->values; }
    const double* columns() const { return lines_.data()->values; }

    std::vector<CacheLine> lines_;
    std::vector<std::size_t> input_column_;
    std::vector<Cells> cells_;  // the operands of each step, one behind the other: they point into the columns
  };
  Workspace workspace() const;

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
  void solve_strip(const Step& step, double* columns, std::size_t count) const;

  std::vector<Block> blocks_;
  std::vector<Step> steps_;
  std::vector<Operand> outputs_;
  std::vector<std::size_t> input_column_;
  std::size_t columns_ = 0;
};

}  // namespace costcurve
