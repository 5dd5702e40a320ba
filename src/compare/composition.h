#pragma once
// A function made of programs, each of which works on inputs and on what the programs before it came to.
//
// Two scenarios that are compared have a program each for every quantity they derive, and may derive some in different
// ways. What they have in common is put together from such pieces.

#include <vector>

#include "program/program.h"

namespace costcurve {

/// One stage: an input, or a program whose inputs are earlier stages. Its first output is the stage's value; outputs
/// behind it come in pairs, the two operands of each `min` and `max` in it.
struct Stage {
  bool is_input = false;
  Program program;
  std::vector<std::size_t> operands;  // one for each input of the program
};

struct Composition {
  std::vector<Stage> stages;        // the last is the result
  std::vector<std::size_t> inputs;  // the stages that are inputs

  std::size_t add_input();
  std::size_t add(Program program, std::vector<std::size_t> operands);
};

/// The result, and by how much the first operand of each min and max is above the second.
struct Composed {
  double result = 0;
  std::vector<double> above;
};
Composed evaluate(const Composition& composition, const std::vector<double>& inputs);

/// The partial derivatives of the result by each input; `result` is set to what evaluate gives.
std::vector<double> gradient(const Composition& composition, const std::vector<double>& inputs, double& result);

}  // namespace costcurve
