#include "compare/composition.h"

namespace costcurve {

std::size_t Composition::add_input() {
  stages.push_back({true, {}, {}});
  inputs.push_back(stages.size() - 1);
  return stages.size() - 1;
}

std::size_t Composition::add(Program program, std::vector<std::size_t> operands) {
  stages.push_back({false, std::move(program), std::move(operands)});
  return stages.size() - 1;
}

namespace {

std::vector<double> operands_of(const Stage& stage, const std::vector<double>& values) {
  std::vector<double> operands;
  operands.reserve(stage.operands.size());
  for (const std::size_t operand : stage.operands) operands.push_back(values[operand]);
  return operands;
}

// The values of all stages, in order.
std::vector<double> forward(const Composition& composition, const std::vector<double>& inputs,
                            std::vector<double>* above) {
  std::vector<double> values;
  values.reserve(composition.stages.size());
  std::size_t input = 0;
  for (const Stage& stage : composition.stages) {
    if (stage.is_input) {
      values.push_back(inputs[input++]);
      continue;
    }
    const std::vector<double> outputs = evaluate(stage.program, operands_of(stage, values));
    values.push_back(outputs.front());
    if (above)
      for (std::size_t o = 1; o + 1 < outputs.size(); o += 2) above->push_back(outputs[o] - outputs[o + 1]);
  }
  return values;
}

}  // namespace

Composed evaluate(const Composition& composition, const std::vector<double>& inputs) {
  Composed made;
  made.result = forward(composition, inputs, &made.above).back();
  return made;
}

std::vector<double> gradient(const Composition& composition, const std::vector<double>& inputs, double& result) {
  const std::vector<double> values = forward(composition, inputs, nullptr);
  result = values.back();
  std::vector<double> slope(composition.stages.size(), 0.0);
  slope.back() = 1;
  for (std::size_t i = composition.stages.size(); i-- > 0;) {
    const Stage& stage = composition.stages[i];
    if (stage.is_input || slope[i] == 0) continue;
    const std::vector<double> below = gradient(stage.program, operands_of(stage, values));
    for (std::size_t k = 0; k < below.size(); ++k) slope[stage.operands[k]] += slope[i] * below[k];
  }
  std::vector<double> result_by_input;
  result_by_input.reserve(composition.inputs.size());
  for (const std::size_t input : composition.inputs) result_by_input.push_back(slope[input]);
  return result_by_input;
}

}  // namespace costcurve
