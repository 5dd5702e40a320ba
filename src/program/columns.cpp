#include "program/columns.h"

#include <algorithm>
#include <array>

namespace costcurve {

// Puts each instruction into a column or, where it rests on fixed inputs alone, into one value. A column that nothing
// reads any more is used again.
class ColumnProgram::Layout {
 public:
  Layout(ColumnProgram& made, const Program& program, const std::vector<double>& fixed, const std::vector<bool>& varies)
      : made_(made),
        program_(program),
        fixed_(fixed),
        varies_(varies),
        last_use_(program.code.size(), 0),
        uses_(program.code.size(), 0),
        held_(program.code.size()) {
    for (std::size_t i = 0; i < program.code.size(); ++i)
      for (const std::uint32_t operand : program.operands(program.code[i])) last_use_[operand] = i, ++uses_[operand];
    for (const std::uint32_t output : program.outputs) last_use_[output] = program.code.size(), ++uses_[output];
  }

  void lay_out() {
    // Inputs are filled before the first step, so their columns are theirs from the beginning.
    made_.input_column_.assign(program_.inputs.size(), 0);
    for (std::size_t i = 0; i < program_.inputs.size(); ++i)
      if (varies_[i]) made_.input_column_[i] = made_.columns_++;
    for (std::size_t i = 0; i < program_.code.size(); ++i) place(i);
    for (const std::uint32_t output : program_.outputs) made_.outputs_.push_back(held_[output]);
    for (Operand& output : made_.outputs_)
      if (!output.varies) output.column = made_.columns_++;
  }

 private:
  void place(std::size_t i) {
    const Instruction& step = program_.code[i];
    if (step.operation == Operation::constant) {
      held_[i].value = step.value;
    } else if (step.operation == Operation::symbol) {
      held_[i] = varies_[step.input] ? Operand{true, made_.input_column_[step.input], 0}
                                     : Operand{false, 0, fixed_[step.input]};
    } else if (step.operation == Operation::root) {
      if (step.b == 0) hold_unknowns(i);
      release_all(i);
    } else {
      place_operation(i);
    }
  }

  void place_operation(std::size_t i) {
    const Instruction& step = program_.code[i];
    std::vector<Operand> operands;
    for (const std::uint32_t operand : program_.operands(step)) operands.push_back(held_[operand]);
    if (std::none_of(operands.begin(), operands.end(), [](const Operand& operand) { return operand.varies; })) {
      held_[i].value = fixed_value(step, operands);
      return;
    }
    if (operands.size() == 2 && operands[0].varies && operands[1].varies && is_joined(i, operands)) return;
    release_all(i);
    held_[i] = {true, take(), 0};
    made_.steps_.push_back({step.operation, std::move(operands), held_[i].column});
  }

  // True if one of the two operands is a list that nothing else reads, and that takes the other.
  bool is_joined(std::size_t i, const std::vector<Operand>& operands) {
    const Instruction& step = program_.code[i];
    const bool first = uses_[step.a] == 1 && joins(step.operation, operands[0], operands[1]),
               second = !first && uses_[step.b] == 1 && joins(step.operation, operands[1], operands[0]);
    if (!first && !second) return false;
    held_[i] = first ? operands[0] : operands[1];
    release(first ? step.b : step.a, i);
    return true;
  }

  // True if the last step is the list and has taken the operand as well: a list is left to right, and an operand may
  // change places with what is before it, so the bits are the same.
  bool joins(Operation operation, const Operand& list, const Operand& other) {
    if (is_leaf(operation) || made_.steps_.empty()) return false;
    Step& last = made_.steps_.back();
    const bool has_place = last.operation == operation && last.column == list.column &&
                           last.operands.size() < row_of(operation).most_in_strip;
    if (!has_place ||
        std::any_of(last.operands.begin(), last.operands.end(), [](const Operand& x) { return !x.varies; }))
      return false;
    last.operands.push_back(other);
    return true;
  }

  // The block's unknowns are what instructions from `first` on come to; they are solved once for all of them.
  void hold_unknowns(std::size_t first) {
    const std::size_t number = program_.code[first].a;
    const Block& block = made_.blocks_[number];
    std::vector<Operand> operands;
    std::vector<double> values;
    bool varies = false;
    for (const std::uint32_t operand : block.operands) {
      operands.push_back(held_[operand]);
      values.push_back(held_[operand].value);
      varies = varies || held_[operand].varies;
    }
    const std::vector<double> fixed = varies ? std::vector<double>(block.unknowns()) : solve_block(block, values);
    const std::size_t column = made_.columns_;
    for (std::size_t u = 0; u < block.unknowns(); ++u)
      held_[first + u] = varies ? Operand{true, column + u, 0} : Operand{false, 0, fixed[u]};
    if (!varies) return;
    made_.columns_ += block.unknowns();
    made_.steps_.push_back({Operation::root, std::move(operands), column, number});
  }

  static double fixed_value(const Instruction& step, const std::vector<Operand>& operands) {
    std::array<double, most_operands> values{};
    for (std::size_t i = 0; i < operands.size(); ++i) values[i] = operands[i].value;
    return apply(step.operation, values[0], values[1], values[2]);
  }

  std::size_t take() {
    if (free_.empty()) return made_.columns_++;
    const std::size_t column = free_.back();
    free_.pop_back();
    return column;
  }

  void release_all(std::size_t after) {
    for (const std::uint32_t operand : program_.operands(program_.code[after])) release(operand, after);
  }

  void release(std::uint32_t operand, std::size_t after) {
    if (!held_[operand].varies || last_use_[operand] != after || program_.code[operand].operation == Operation::symbol)
      return;
    if (std::find(free_.begin(), free_.end(), held_[operand].column) == free_.end())
      free_.push_back(held_[operand].column);
  }

  ColumnProgram& made_;
  const Program& program_;
  const std::vector<double>& fixed_;
  const std::vector<bool>& varies_;
  std::vector<std::size_t> last_use_;  // by instruction: which reads its value last
  std::vector<std::size_t> uses_;      // by instruction: how many read it
  std::vector<Operand> held_;          // by instruction
  std::vector<std::size_t> free_;      // columns
};

ColumnProgram::ColumnProgram(const Program& program, const std::vector<double>& fixed, const std::vector<bool>& varies)
    : blocks_(program.blocks) {
  Layout(*this, program, fixed, varies).lay_out();
}

// Every place starts from the solution at the stated values, not from its neighbour's: what a place comes to rests on
// its own operands alone, whichever strip it is in, and is on the branch of the stated solution.
void ColumnProgram::solve_strip(const Step& step, const std::vector<double*>& place, std::size_t count) const {
  const Block& block = blocks_[step.block];
  std::vector<double> values(step.operands.size());
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Operand& operand = step.operands[i];
      values[i] = operand.varies ? place[operand.column][row] : operand.value;
    }
    const std::vector<double> unknowns = solve_block(block, values);
    for (std::size_t u = 0; u < unknowns.size(); ++u) place[step.column + u][row] = unknowns[u];
  }
}

ColumnProgram::Workspace ColumnProgram::workspace() const {
  Workspace made;
  made.own_ = Columns(columns_);
  for (std::size_t column = 0; column < columns_; ++column) made.place_.push_back(made.own_[column]);
  for (const Operand& output : outputs_)
    if (!output.varies) std::fill_n(made.place_[output.column], strip_length, output.value);
  add_cells(made);
  return made;
}

ColumnProgram::Workspace ColumnProgram::workspace(const std::vector<double*>& inputs,
                                                  const std::vector<double*>& outputs, Columns& between) const {
  Workspace made;
  for (std::size_t column = 0; column < columns_; ++column) made.place_.push_back(between[column]);
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i]) made.place_[input_column_[i]] = inputs[i];
  for (std::size_t o = 0; o < outputs.size(); ++o) made.place_[outputs_[o].column] = outputs[o];
  add_cells(made);
  return made;
}

void ColumnProgram::add_cells(Workspace& workspace) const {
  workspace.input_column_ = input_column_;
  for (const Step& step : steps_)
    for (const Operand& operand : step.operands)
      workspace.cells_.push_back({operand.varies ? workspace.place_[operand.column] : nullptr, operand.value});
}

void ColumnProgram::evaluate(Workspace& workspace, std::size_t count) const {
  const Cells* cells = workspace.cells_.data();
  for (const Step& step : steps_) {
    if (step.operation == Operation::root)
      solve_strip(step, workspace.place_, count);
    else
      row_of(step.operation).strip({cells, step.operands.size()}, workspace.place_[step.column], count);
    cells += step.operands.size();
  }
}

const double* ColumnProgram::output(const Workspace& workspace, std::size_t o) const {
  return workspace.place_[outputs_[o].column];
}

}  // namespace costcurve
