#include "evaluate/inverse.h"

#include <cmath>

namespace costcurve {

namespace {

constexpr int most_steps = 60;
constexpr double close_enough = 1e-12;

bool reached(double value, double target) { return std::isfinite(value) && std::abs(value - target) <= close_enough * std::max(std::abs(target), std::abs(value)); }

double next_guess(bool logarithmic, double x, double value, double slope, double target) {
  if (!logarithmic) return x + (target - value) / slope;
  const double elasticity = slope * x / value;
  return x * std::exp(std::log(target / value) / elasticity);
}

std::optional<double> newton(const Program& program, std::vector<double> inputs, std::size_t input, double target, bool logarithmic) {
  for (int step = 0; step < most_steps; ++step) {
    const double value = evaluate_first(program, inputs);
    if (reached(value, target)) return inputs[input];
    if (logarithmic && !(value / target > 0 && inputs[input] > 0)) return std::nullopt;
    const double slope = gradient(program, inputs)[input];
    if (slope == 0 || !std::isfinite(slope)) return std::nullopt;
    const double next = next_guess(logarithmic, inputs[input], value, slope, target);
    if (!std::isfinite(next)) return std::nullopt;
    // The last bits may never settle; a step that no longer moves the input is as near as doubles get.
    if (step > 3 && std::abs(next - inputs[input]) <= 1e-15 * std::abs(next)) return next;
    inputs[input] = next;
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> input_for(const Program& program, const std::vector<double>& inputs, std::size_t input, double target) {
  if (const auto found = newton(program, inputs, input, target, true)) return found;
  return newton(program, inputs, input, target, false);
}

}  // namespace costcurve
