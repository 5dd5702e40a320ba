#include "search/closed_form.h"

#include <algorithm>
#include <cmath>

#include "program/one_input.h"
#include "program/shape.h"

namespace costcurve {

namespace {

class Rearranging {
 public:
  Rearranging(const Program& program, const std::vector<double>& inputs, std::size_t input, bool may_be_negative)
      : program_(program), inputs_(inputs), input_(input), may_be_negative_(may_be_negative) {
    read();
  }

  std::optional<std::vector<double>> all() {
    const std::uint32_t left = program_.outputs[0], right = program_.outputs[1];
    if (shapes_[left].varies() != shapes_[right].varies()) {
      const bool on_left = shapes_[left].varies();
      return undone(on_left ? left : right, values_[on_left ? right : left]);
    }
    if (!shapes_[left].varies()) return std::nullopt;
    if (shapes_[left].is_power() && shapes_[right].is_power()) return both(Operation::divide, 1);
    if (shapes_[left].is_line() && shapes_[right].is_line())
      return parallel() ? parallels() : both(Operation::subtract, 0);
    return std::nullopt;
  }

 private:
  struct Goal {
    std::uint32_t at;
    double value;
  };

  void read() {
    values_ = every_value(program_, inputs_);
    shapes_ = shapes_of(program_, input_, values_);
  }

  // Both sides vary: their ratio is one, or their difference nought.
  std::optional<std::vector<double>> both(Operation operation, double value) {
    const std::uint32_t left = program_.outputs[0], right = program_.outputs[1];
    const bool both_vanish =
        operation == Operation::divide && shapes_[left].exponent > 0 && shapes_[right].exponent > 0;
    program_.code.push_back({operation, left, right, 0, 0});
    read();
    auto found = undone(static_cast<std::uint32_t>(program_.code.size() - 1), value);
    if (found && both_vanish) found->push_back(0);
    return found;
  }

  bool parallel() const {
    const double left = gradient(program_, inputs_, 0)[input_], right = gradient(program_, inputs_, 1)[input_];
    return std::abs(left - right) <= 1e-12 * std::max(std::abs(left), std::abs(right));
  }

  // Two parallel lines never meet; whether they are one is left to the search.
  std::optional<std::vector<double>> parallels() const {
    const double left = values_[program_.outputs[0]], right = values_[program_.outputs[1]];
    if (std::abs(left - right) <= 1e-9 * std::max(std::abs(left), std::abs(right))) return std::nullopt;
    return std::vector<double>();
  }

  // A list, not a recursion: a scenario may chain ten thousand quantities.
  std::optional<std::vector<double>> undone(std::uint32_t at, double value) {
    constexpr std::size_t most = 64;
    open_ = {{at, value}};
    while (!open_.empty()) {
      const Goal goal = open_.back();
      open_.pop_back();
      const Shape& shape = shapes_[goal.at];
      if (!std::isfinite(goal.value) || !shape.varies() || open_.size() + found_.size() > most) return std::nullopt;
      const bool done = shape.is_power() ? undo_power(goal) : shape.is_line() ? undo_line(goal) : undo(goal);
      if (!done) return std::nullopt;
    }
    return found_;
  }

  bool undo(const Goal& goal) {
    const Instruction& step = program_.code[goal.at];
    if (!is_binary(step.operation)) return undo_function(step, goal.value);
    const bool on_left = shapes_[step.a].varies(), on_right = shapes_[step.b].varies();
    if (on_left && on_right)
      return step.operation == Operation::multiply && step.a == step.b && undo_square(step.a, goal.value);
    const double other = values_[on_left ? step.b : step.a];
    return std::isfinite(other) && undo_binary(step, on_left, goal.value, other);
  }

  bool next(std::uint32_t at, double value) {
    open_.push_back({at, value});
    return true;
  }

  bool undo_function(const Instruction& step, double t) {
    switch (step.operation) {
      case Operation::negate: return next(step.a, -t);
      case Operation::exp: return t <= 0 || next(step.a, std::log(t));
      case Operation::log: return next(step.a, std::exp(t));
      case Operation::sqrt: return t < 0 || next(step.a, t * t);
      default: return false;
    }
  }

  bool undo_square(std::uint32_t at, double t) {
    if (t < 0) return true;
    next(at, std::sqrt(t));
    return t == 0 || next(at, -std::sqrt(t));
  }

  bool undo_binary(const Instruction& step, bool on_left, double t, double other) {
    const std::uint32_t at = on_left ? step.a : step.b;
    switch (step.operation) {
      case Operation::add: return next(at, t - other);
      case Operation::subtract: return next(at, on_left ? t + other : other - t);
      case Operation::multiply: return other != 0 && next(at, t / other);
      case Operation::divide:
        if (other == 0) return false;
        if (on_left) return next(at, t * other);
        return t == 0 || next(at, other / t);
      case Operation::power: return on_left ? undo_raising(at, t, other) : undo_exponent(at, t, other);
      case Operation::min: return undo_extreme(at, t, other, -1);
      case Operation::max: return undo_extreme(at, t, other, 1);
      default: return false;
    }
  }

  bool undo_raising(std::uint32_t at, double t, double exponent) {
    if (exponent == 0) return false;
    if (exponent == 2) return undo_square(at, t);
    const bool whole = exponent == std::round(exponent), even = std::fmod(exponent, 2) == 0;
    if (t == 0) return exponent < 0 || next(at, 0);
    if (whole && !even) return next(at, std::copysign(std::pow(std::abs(t), 1 / exponent), t));
    if (t < 0) return true;
    next(at, std::pow(t, 1 / exponent));
    return !even || next(at, -std::pow(t, 1 / exponent));
  }

  bool undo_exponent(std::uint32_t at, double t, double base) {
    if (!(base > 0) || base == 1) return false;
    return t <= 0 || next(at, std::log(t) / std::log(base));
  }

  // max(x, c) is t where x is, if t is above c; never below it; and at c itself for every smaller x.
  bool undo_extreme(std::uint32_t at, double t, double other, double sign) {
    if (std::abs(t - other) <= 1e-12 * std::max(std::abs(t), std::abs(other))) return false;
    return sign * (t - other) < 0 || next(at, t);
  }

  // c * x^p. The factor is what it comes to at one.
  bool undo_power(const Goal& goal) {
    const Shape& shape = shapes_[goal.at];
    if (shape.rooted && may_be_negative_) return false;
    if (at_one_.empty()) {
      std::vector<double> ones = inputs_;
      ones[input_] = 1;
      at_one_ = every_value(program_, ones);
    }
    const double factor = at_one_[goal.at], ratio = goal.value / factor, p = shape.exponent;
    if (factor == 0 || !std::isfinite(factor) || !std::isfinite(ratio)) return false;
    const bool odd = !shape.rooted && std::fmod(p, 2) != 0;
    if (ratio == 0) {
      if (p > 0) found_.push_back(0);
    } else if (p == 1 && odd)
      found_.push_back(ratio);
    else if (odd)
      found_.push_back(std::copysign(std::pow(std::abs(ratio), 1 / p), ratio));
    else if (ratio > 0) {
      const double size = p == 2 ? std::sqrt(ratio) : std::pow(ratio, 1 / p);
      found_.push_back(size);
      if (!shape.rooted) found_.push_back(-size);
    }
    return true;
  }

  // b + a * x. The slope is taken as far out as the answer lies, so that it has all its digits.
  bool undo_line(const Goal& goal) {
    Program one = program_;
    one.outputs = {goal.at};
    const OneInput value(one, inputs_, input_);
    const double start = value(0).front();
    double x = inputs_[input_] != 0 ? inputs_[input_] : 1;
    for (int i = 0; i < 4; ++i) {
      const double slope = (value(x).front() - start) / x;
      if (slope == 0 || !std::isfinite(slope)) return false;
      x = (goal.value - start) / slope;
      if (x == 0) break;
    }
    found_.push_back(x);
    return std::isfinite(x);
  }

  Program program_;
  const std::vector<double>& inputs_;
  std::size_t input_;
  bool may_be_negative_;
  std::vector<double> values_;
  std::vector<double> at_one_;
  std::vector<Shape> shapes_;
  std::vector<Goal> open_;
  std::vector<double> found_;
};

}  // namespace

std::optional<std::vector<double>> closed_form(const Program& sides, const std::vector<double>& inputs,
                                               std::size_t input, bool may_be_negative) {
  return Rearranging(sides, inputs, input, may_be_negative).all();
}

}  // namespace costcurve
