#include "program/shape.h"

#include <algorithm>

#include "program/block.h"

namespace costcurve {

namespace {

Shape shape_of(const Instruction& step, const std::vector<Shape>& shapes, const std::vector<double>& values) {
  OperandShapes of;
  const Operands<std::uint32_t> operands = step.operands();
  for (std::size_t i = 0; i < operands.size(); ++i) of.shapes[i] = shapes[operands[i]];
  of.values = {values[step.a], values[step.b], values[step.c]};
  of.same = step.a == step.b;
  return row_of(step.operation).shape(of);
}

}  // namespace

std::vector<Shape> shapes_of(const Program& program, std::size_t input, const std::vector<double>& values) {
  std::vector<Shape> shapes(program.code.size());
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const Instruction& step = program.code[i];
    if (step.operation == Operation::symbol)
      shapes[i] = step.input == input ? Shape::power_of(1, false) : Shape{};
    else if (step.operation == Operation::root) {
      const std::vector<std::uint32_t>& operands = program.blocks[step.a].operands;
      if (std::any_of(operands.begin(), operands.end(),
                      [&](std::uint32_t operand) { return shapes[operand].varies(); }))
        shapes[i] = Shape::tangled();
    } else if (step.operation != Operation::constant)
      shapes[i] = shape_of(step, shapes, values);
  }
  return shapes;
}

}  // namespace costcurve
