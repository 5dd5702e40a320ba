#include "program/one_input.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "program/block.h"

namespace costcurve {

namespace {

constexpr std::uint32_t not_placed = std::numeric_limits<std::uint32_t>::max();

}  // namespace

std::vector<bool> dependents(const Program& program, std::size_t input) {
  std::vector<bool> depends(program.code.size());
  for (std::size_t i = 0; i < depends.size(); ++i) {
    const Instruction& step = program.code[i];
    const std::vector<std::uint32_t> operands = program.operands(step);
    if (step.operation == Operation::symbol)
      depends[i] = step.input == input;
    else
      depends[i] =
          std::any_of(operands.begin(), operands.end(), [&](std::uint32_t operand) { return depends[operand]; });
  }
  return depends;
}

std::vector<std::uint32_t> roundings_of(const Program& program, std::size_t input) {
  const std::vector<bool> depends = dependents(program, input);
  std::vector<std::uint32_t> roundings;
  for (std::uint32_t i = 0; i < program.code.size(); ++i) {
    const Operation operation = program.code[i].operation;
    if (depends[i] && (operation == Operation::floor || operation == Operation::ceil)) roundings.push_back(i);
  }
  return roundings;
}

std::vector<double> every_value(const Program& program, const std::vector<double>& inputs) {
  Program all = program;
  all.outputs.resize(program.code.size());
  std::iota(all.outputs.begin(), all.outputs.end(), std::uint32_t{0});
  return evaluate(all, inputs);
}

OneInput::OneInput(const Program& program, const std::vector<double>& inputs, std::size_t input)
    : places_(program.code.size(), not_placed), inputs_(inputs), input_(input) {
  const std::vector<bool> depends = dependents(program, input);
  const std::vector<double> values = every_value(program, inputs);
  for (std::uint32_t i = 0; i < program.code.size(); ++i)
    if (depends[i]) keep(program, i, values);
  for (const std::uint32_t output : program.outputs) program_.outputs.push_back(placed(output, values));
  program_.inputs = program.inputs;
}

// What does not depend on the input is a constant here, placed where it is first asked for.
std::uint32_t OneInput::placed(std::uint32_t instruction, const std::vector<double>& values) {
  std::uint32_t& place = places_[instruction];
  if (place != not_placed) return place;
  place = static_cast<std::uint32_t>(program_.code.size());
  program_.code.push_back({Operation::constant, 0, 0, values[instruction], 0});
  return place;
}

void OneInput::keep(const Program& program, std::uint32_t instruction, const std::vector<double>& values) {
  Instruction step = program.code[instruction];
  if (step.operation == Operation::root) {
    if (step.b == 0) {  // the unknowns of a block stand in a row: it comes with the first of them
      program_.blocks.push_back(program.blocks[step.a]);
      for (std::uint32_t& operand : program_.blocks.back().operands) operand = placed(operand, values);
    }
    step.a = static_cast<std::uint32_t>(program_.blocks.size() - 1);
  } else if (!is_leaf(step.operation)) {
    std::uint32_t* const operands[] = {&step.a, &step.b, &step.c};
    for (std::size_t k = 0; k < operand_count(step.operation); ++k) *operands[k] = placed(*operands[k], values);
  }
  places_[instruction] = static_cast<std::uint32_t>(program_.code.size());
  program_.code.push_back(step);
}

}  // namespace costcurve
