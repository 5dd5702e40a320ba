#pragma once
// A program with switches: inputs that take a few values each, while the others are columns.
//
// What a plan comes to is worked out for every combination of its switches, but hardly anything in it rests on all of
// them: of the 580 instructions of a step and its memory 330 rest on none, and two on all six. So instructions are
// grouped by the switches that they rest on, and each group is worked out once for each combination of its own: for
// 512 plans of a shape it is 11 instructions a plan. Values are the same to the bit.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "program/columns.h"

namespace costcurve {

class SwitchedProgram {
 public:
  /// A value for each switch.
  using Combination = std::vector<double>;

  /// `switches` are quantities among the program's inputs, or none of them.
  SwitchedProgram(const Program& program, const std::vector<std::size_t>& switches,
                  const std::vector<Combination>& combinations);

  /// The inputs that are no switches: each is a column.
  const std::vector<std::size_t>& quantities() const { return quantities_; }

  /// Working memory of one thread.
  class Strip {
   public:
    explicit Strip(const SwitchedProgram& program);

    /// Where the strip of `quantities()[q]` goes.
    double* input(std::size_t q) { return inputs_[q]; }
    /// The inputs are others than before.
    void begin() { ++now_; }
    /// Works out the first `count` rows with a combination, at most a strip; as many as before since it began.
    void evaluate(std::size_t combination, std::size_t count);
    /// Output `o` with the combination that was evaluated last.
    const double* output(std::size_t combination, std::size_t o) { return column(program_.outputs_[combination][o]); }

   private:
    double* column(std::size_t place);

    const SwitchedProgram& program_;
    ColumnProgram::Columns inputs_, kept_, between_;
    std::vector<ColumnProgram::Workspace> workspaces_;  // by instance
    std::vector<std::uint64_t> worked_out_;             // by instance: when
    std::uint64_t now_ = 1;
  };

 private:
  // Where a value is: one number; or a column, of the inputs or, behind them, of those that are kept.
  struct Slot {
    bool varies = false;
    std::size_t column = 0;
    double value = 0;
  };
  // Instructions that rest on the same switches.
  struct Group {
    std::uint64_t switches = 0;               // a bit for each
    Program program;                          // its inputs are instructions of others
    std::vector<std::uint32_t> instructions;  // of the whole program, one for each output
  };
  // A group with one combination of its switches.
  struct Instance {
    ColumnProgram program;
    std::vector<std::optional<std::size_t>> reads;  // columns of the inputs that vary
    std::vector<std::size_t> writes;
    std::vector<Slot> results;  // of each output of the group
    bool is_kept = true;        // else its columns are used again
  };
  class Builder;

  std::vector<std::size_t> quantities_;
  std::vector<Instance> instances_;
  std::vector<std::vector<std::uint32_t>> path_;   // by combination: instances, each behind those that it rests on
  std::vector<std::vector<std::size_t>> outputs_;  // by combination: columns
  std::vector<std::pair<std::size_t, double>> constants_;  // kept columns of one value
  std::size_t kept_columns_ = 0, most_between_ = 0;
};

}  // namespace costcurve
