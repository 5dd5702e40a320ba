#include "program/columns.h"

#include <algorithm>
#include <array>

namespace costcurve {

ColumnProgram::ColumnProgram(const Program& program, const std::vector<double>& fixed, const std::vector<bool>& varies)
    : blocks_(program.blocks) {
  // The last instruction that reads each value: its column is free for others after that.
  std::vector<std::size_t> last_use(program.code.size(), 0), uses(program.code.size(), 0);
  for (std::size_t i = 0; i < program.code.size(); ++i)
    for (const std::uint32_t operand : program.operands(program.code[i])) last_use[operand] = i, ++uses[operand];
  for (const std::uint32_t output : program.outputs) last_use[output] = program.code.size(), ++uses[output];
  input_column_.assign(program.inputs.size(), 0);
  std::vector<Operand> held(program.code.size());
  std::vector<std::size_t> free;
  const auto take = [&] {
    if (free.empty()) return columns_++;
    const std::size_t column = free.back();
    free.pop_back();
    return column;
  };
  const auto release = [&](std::uint32_t operand, std::size_t after) {
    if (!held[operand].varies || last_use[operand] != after || program.code[operand].operation == Operation::symbol)
      return;
    if (std::find(free.begin(), free.end(), held[operand].column) == free.end()) free.push_back(held[operand].column);
  };
  // Inputs are filled before the first step, so their columns are theirs from the beginning.
  for (std::size_t i = 0; i < program.inputs.size(); ++i)
    if (varies[i]) input_column_[i] = columns_++;
  for (std::size_t i = 0; i < program.code.size(); ++i) {
    const Instruction& step = program.code[i];
    Operand& result = held[i];
    if (step.operation == Operation::constant) {
      result.value = step.value;
      continue;
    }
    if (step.operation == Operation::symbol) {
      result = varies[step.input] ? Operand{true, input_column_[step.input], 0} : Operand{false, 0, fixed[step.input]};
      continue;
    }
    const std::vector<std::uint32_t> reads = program.operands(step);
    if (step.operation == Operation::root) {
      if (step.b == 0) hold_unknowns(program, i, held);
      for (const std::uint32_t operand : reads) release(operand, i);
      continue;
    }
    std::vector<Operand> operands;
    for (const std::uint32_t operand : reads) operands.push_back(held[operand]);
    if (std::none_of(operands.begin(), operands.end(), [](const Operand& operand) { return operand.varies; })) {
      result.value = fixed_value(step, operands);
      continue;
    }
    if (operands.size() == 2 && operands[0].varies && operands[1].varies) {
      const bool first = uses[step.a] == 1 && joins(step.operation, operands[0], operands[1]),
                 second = !first && uses[step.b] == 1 && joins(step.operation, operands[1], operands[0]);
      if (first || second) {
        result = first ? operands[0] : operands[1];
        release(first ? step.b : step.a, i);
        continue;
      }
    }
    for (const std::uint32_t operand : reads) release(operand, i);
    result = {true, take(), 0};
    steps_.push_back({step.operation, operands, result.column});
  }
  for (const std::uint32_t output : program.outputs) outputs_.push_back(held[output]);
  for (Operand& output : outputs_)
    if (!output.varies) output.column = columns_++;
}

void ColumnProgram::hold_unknowns(const Program& program, std::size_t first, std::vector<Operand>& held) {
  const std::size_t number = program.code[first].a;
  const Block& block = blocks_[number];
  std::vector<Operand> operands;
  std::vector<double> values;
  bool varies = false;
  for (const std::uint32_t operand : block.operands) {
    operands.push_back(held[operand]);
    values.push_back(held[operand].value);
    varies = varies || held[operand].varies;
  }
  const std::vector<double> fixed = varies ? std::vector<double>(block.unknowns()) : solve_block(block, values);
  const std::size_t column = columns_;
  for (std::size_t u = 0; u < block.unknowns(); ++u)
    held[first + u] = varies ? Operand{true, column + u, 0} : Operand{false, 0, fixed[u]};
  if (!varies) return;
  columns_ += block.unknowns();
  steps_.push_back({Operation::root, std::move(operands), column, number});
}

double ColumnProgram::fixed_value(const Instruction& step, const std::vector<Operand>& operands) {
  std::array<double, most_operands> values{};
  for (std::size_t i = 0; i < operands.size(); ++i) values[i] = operands[i].value;
  return apply(step.operation, values[0], values[1], values[2]);
}

// True if the last step is the list and has taken the operand as well: a list is left to right, and an operand may
// change places with what is before it, so the bits are the same.
bool ColumnProgram::joins(Operation operation, const Operand& list, const Operand& other) {
  if (is_leaf(operation) || steps_.empty()) return false;
  Step& last = steps_.back();
  const bool has_place = last.operation == operation && last.column == list.column &&
                         last.operands.size() < row_of(operation).most_in_strip;
  if (!has_place || std::any_of(last.operands.begin(), last.operands.end(), [](const Operand& x) { return !x.varies; }))
    return false;
  last.operands.push_back(other);
  return true;
}

// Every place starts from the solution at the stated values, not from its neighbour's: what a place comes to rests on
// its own operands alone, whichever strip it is in, and is on the branch of the stated solution.
void ColumnProgram::solve_strip(const Step& step, double* columns, std::size_t count) const {
  const Block& block = blocks_[step.block];
  std::vector<double> values(step.operands.size());
  for (std::size_t place = 0; place < count; ++place) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Operand& operand = step.operands[i];
      values[i] = operand.varies ? columns[strip_length * operand.column + place] : operand.value;
    }
    const std::vector<double> unknowns = solve_block(block, values);
    for (std::size_t u = 0; u < unknowns.size(); ++u) columns[strip_length * (step.column + u) + place] = unknowns[u];
  }
}

ColumnProgram::Workspace ColumnProgram::workspace() const {
  Workspace made;
  made.lines_.resize(columns_ * strip_length / 8);
  made.input_column_ = input_column_;
  for (const Operand& output : outputs_)
    if (!output.varies) std::fill_n(made.columns() + output.column * strip_length, strip_length, output.value);
  for (const Step& step : steps_)
    for (const Operand& operand : step.operands)
      made.cells_.push_back({operand.varies ? made.columns() + operand.column * strip_length : nullptr, operand.value});
  return made;
}

void ColumnProgram::evaluate(Workspace& workspace, std::size_t count) const {
  double* const columns = workspace.columns();
  const Cells* cells = workspace.cells_.data();
  for (const Step& step : steps_) {
    double* const out = columns + strip_length * step.column;
    if (step.operation == Operation::root)
      solve_strip(step, columns, count);
    else
      row_of(step.operation).strip({cells, step.operands.size()}, out, count);
    cells += step.operands.size();
  }
}

const double* ColumnProgram::output(const Workspace& workspace, std::size_t o) const {
  return workspace.columns() + strip_length * outputs_[o].column;
}

}  // namespace costcurve
