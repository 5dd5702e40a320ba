#include "search/closed_form.h"

#include <algorithm>
#include <cmath>

#include "numeric/demand.h"
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
    const bool both_vanish = shapes_[left].exponent > 0 && shapes_[right].exponent > 0;
    program_.code.push_back({operation, left, right, 0, 0});
    read();
    auto found = undone(static_cast<std::uint32_t>(program_.code.size() - 1), value);
    if (found && both_vanish) found->push_back(0);
    return found;
  }

  bool parallel() const {
    const double left = gradient(program_, inputs_, 0)[input_], right = gradient(program_, inputs_, 1)[input_];
    return meets(Demand::equal, left, right);
  }

  // Two parallel lines never meet; whether they are one is left to the search.
  std::optional<std::vector<double>> parallels() const {
    const double left = values_[program_.outputs[0]], right = values_[program_.outputs[1]];
    if (meets(Demand::equal, left, right, 1e-9)) return std::nullopt;
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

  // True if it is known where the operation comes to the value; those places are goals then.
  bool undo(const Goal& goal) {
    const Instruction& step = program_.code[goal.at];
    if (is_leaf(step.operation) || step.operands().size() > 2) return false;
    const Inverses& inverses = row_of(step.operation).inverses;
    const bool is_single = step.operands().size() == 1;
    const bool on_left = shapes_[step.a].varies(), on_right = !is_single && shapes_[step.b].varies();
    if (on_left && on_right) return step.a == step.b && aim(step.a, inverses.of_both(goal.value));
    const double other = is_single ? 0 : values_[on_left ? step.b : step.a];
    if (!std::isfinite(other)) return false;
    return on_left ? aim(step.a, inverses.of_a.numbers(goal.value, other))
                   : aim(step.b, inverses.of_b.numbers(goal.value, other));
  }

  bool aim(std::uint32_t at, const Undone& undone) {
    for (int i = 0; i < undone.count; ++i) open_.push_back({at, undone.values[static_cast<std::size_t>(i)]});
    return undone.known;
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
