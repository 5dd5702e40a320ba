#pragma once
// A program as a function of one of its inputs, the others held at a value.

#include <vector>

#include "program/program.h"

namespace costcurve {

/// Which instructions depend on an input.
std::vector<bool> dependents(const Program& program, std::size_t input);

/// The instructions that round what depends on an input to a whole number: there outputs go in steps that no slope
/// sees.
std::vector<std::uint32_t> roundings_of(const Program& program, std::size_t input);

/// What every instruction comes to.
std::vector<double> every_value(const Program& program, const std::vector<double>& inputs);

/// The outputs for one value after another of one input. What does not depend on it is worked out once: of a sum of ten
/// thousand rows the few operations between one row and the total are left.
class OneInput {
 public:
  OneInput(const Program& program, const std::vector<double>& inputs, std::size_t input);

  std::vector<double> operator()(double x) const {
    inputs_[input_] = x;
    return evaluate(program_, inputs_);
  }

 private:
  std::uint32_t placed(std::uint32_t instruction, const std::vector<double>& values);
  void keep(const Program& program, std::uint32_t instruction, const std::vector<double>& values);

  Program program_;
  std::vector<std::uint32_t> places_;  // where instructions of the whole program stand in this one
  mutable std::vector<double> inputs_;
  std::size_t input_;
};

}  // namespace costcurve
