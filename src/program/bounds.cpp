#include "program/bounds.h"

#include <algorithm>
#include <cmath>

#include "numeric/roots.h"
#include "program/block.h"
#include "program/shape.h"

namespace costcurve {

namespace {

enum class Rounding : std::uint8_t { nearest, outwards };

template <Rounding rounding>
Interval enclosed_step(Operation operation, Interval a, Interval b, Interval c = {}) {
  if constexpr (rounding == Rounding::nearest)
    return enclose(operation, a, b, c);
  else
    return enclose_outwards(operation, a, b, c);
}

template <Rounding rounding>
std::vector<Interval> enclosed(const Program& program, const std::vector<Interval>& box);

std::vector<Interval> operand_ranges(const Program& program, const Instruction& step,
                                     const std::vector<Interval>& value) {
  std::vector<Interval> ranges;
  for (const std::uint32_t operand : program.blocks[step.a].operands) ranges.push_back(value[operand]);
  return ranges;
}

// Of several unknowns at once nothing is known: no enclosure is attempted.
template <Rounding rounding>
Interval enclosed_root(const Block& block, std::size_t unknown, std::vector<Interval> operands) {
  if (block.unknowns() > 1) return Interval::everything();
  operands.push_back({});
  const auto difference = [&](Interval x) {
    operands.back() = x;
    const std::vector<Interval> value = enclosed<rounding>(block.sides, operands);
    return enclosed_step<rounding>(Operation::subtract, value[block.sides.outputs[0]], value[block.sides.outputs[1]]);
  };
  return enclose_root(difference, block.near[unknown], block.within[unknown]);
}

template <Rounding rounding>
std::vector<Interval> enclosed(const Program& program, const std::vector<Interval>& box) {
  std::vector<Interval> value(program.code.size());
  for (std::size_t i = 0; i < program.code.size(); ++i) {
    const Instruction& step = program.code[i];
    if (step.operation == Operation::constant)
      value[i] = Interval::point(step.value);
    else if (step.operation == Operation::symbol)
      value[i] = box[step.input];
    else if (step.operation == Operation::root)
      value[i] = enclosed_root<rounding>(program.blocks[step.a], step.b, operand_ranges(program, step, value));
    else
      value[i] = enclosed_step<rounding>(step.operation, value[step.a], value[step.b], value[step.c]);
    if (std::isnan(value[i].low) || std::isnan(value[i].high)) value[i] = Interval::everything();
  }
  return value;
}

// The slopes of the first output by each input, enclosed over the whole box in one reverse sweep.
std::vector<Interval> enclose_slopes(const Program& program, const std::vector<Interval>& value,
                                     std::size_t output = 0);

// The slopes of a block's unknown by its operands: minus the one side of the equation's slope over the other.
std::vector<Interval> root_slopes(const Block& block, std::vector<Interval> operands, Interval unknown) {
  const std::size_t count = operands.size();
  if (block.unknowns() > 1) return std::vector<Interval>(count, Interval::everything());
  operands.push_back(unknown);
  const std::vector<Interval> value = enclosed<Rounding::nearest>(block.sides, operands);
  std::vector<Interval> slope = enclose_slopes(block.sides, value, 0);
  const std::vector<Interval> right = enclose_slopes(block.sides, value, 1);
  for (std::size_t i = 0; i < slope.size(); ++i) slope[i] = slope[i] - right[i];
  std::vector<Interval> through;
  for (std::size_t i = 0; i < count; ++i) through.push_back(-(slope[i] / slope[count]));
  return through;
}

std::vector<Interval> enclose_slopes(const Program& program, const std::vector<Interval>& value, std::size_t output) {
  std::vector<Interval> slope(program.code.size());
  std::vector<Interval> result(program.inputs.size());
  slope[program.outputs[output]] = Interval::point(1);
  const auto add = [&](std::uint32_t to, Interval more) {
    if (std::isnan(more.low) || std::isnan(more.high)) more = Interval::everything();
    slope[to] = slope[to] + more;
  };
  for (std::size_t i = program.code.size(); i-- > 0;) {
    const Instruction& step = program.code[i];
    const Interval s = slope[i];
    if (s == Interval{}) continue;
    if (step.operation == Operation::root) {
      const std::vector<Interval> through =
          root_slopes(program.blocks[step.a], operand_ranges(program, step, value), value[i]);
      for (std::size_t k = 0; k < through.size(); ++k) add(program.blocks[step.a].operands[k], s * through[k]);
      continue;
    }
    if (step.operation == Operation::symbol) result[step.input] = result[step.input] + s;
    const Operands<std::uint32_t> operands = step.operands();
    if (operands.size() == 0) continue;
    const OperandSlopeRanges slopes =
        row_of(step.operation).slope_ranges(s, {value[step.a], value[step.b], value[step.c], value[i]});
    for (std::size_t k = 0; k < operands.size(); ++k) add(operands[k], slopes[k]);
  }
  return result;
}

std::vector<Interval> at_point(const std::vector<double>& inputs) {
  std::vector<Interval> box;
  for (const double input : inputs) box.push_back(Interval::point(input));
  return box;
}

// What is found of one box. Where the box turns out to be a part of one that has no exact range, `outer` counts: the
// same, rounded outwards.
struct Found {
  Interval range;
  Interval outer;
  bool exact = true;
};

// True where a condition fails throughout: no point of the box has a value.
bool has_no_value(const Program& program, const std::vector<Interval>& value) {
  return std::any_of(program.code.begin(), program.code.end(), [&](const Instruction& step) {
    return step.operation == Operation::where && value[step.b].high < 0;
  });
}

// The corners that the slopes point to, and the input whose slope has no one sign and matters most; as many as there
// are inputs where each has one.
struct Corners {
  std::vector<double> low, high;
  std::size_t undecided;
};

// Slopes are not rounded outwards: a sign that rounding gets wrong is that of a slope which is zero but for rounding,
// and moves an end by no more than rounding does.
Corners corners_of(const std::vector<Interval>& box, const std::vector<Interval>& slope) {
  Corners corners{{}, {}, box.size()};
  double widest_pull = 0;
  for (std::size_t i = 0; i < box.size(); ++i) {
    const bool rising = slope[i].low >= 0, falling = slope[i].high <= 0;
    corners.low.push_back(falling ? box[i].high : box[i].low);
    corners.high.push_back(falling ? box[i].low : box[i].high);
    if (box[i].is_point() || rising || falling) continue;
    const double pull = box[i].width() * std::max(std::abs(slope[i].low), std::abs(slope[i].high));
    if (corners.undecided == box.size() || pull > widest_pull || std::isnan(pull)) {
      corners.undecided = i;
      widest_pull = pull;
    }
  }
  return corners;
}

Found between(const Program& program, const Corners& corners, const std::vector<Interval>& box, bool is_part) {
  const std::uint32_t output = program.outputs.front();
  const auto outwards = [&](const std::vector<Interval>& within) {
    return enclosed<Rounding::outwards>(program, within)[output];
  };
  const Interval ends{evaluate_first(program, corners.low), evaluate_first(program, corners.high)};
  // A corner may lie where there is no value; the rest of the box has the enclosure.
  if (std::isnan(ends.low) || std::isnan(ends.high)) {
    const Interval outer = outwards(box);
    return {outer, outer, false};
  }
  const Interval range{std::min(ends.low, ends.high), std::max(ends.low, ends.high)};
  return {range, is_part ? hull(outwards(at_point(corners.low)), outwards(at_point(corners.high))) : range, true};
}

Found bounds_within(const Program& program, const std::vector<Interval>& box, int splits_left, bool is_part) {
  const std::vector<Interval> value = enclosed<Rounding::nearest>(program, box);
  if (has_no_value(program, value)) return {Interval::nothing(), Interval::nothing(), true};
  const Corners corners = corners_of(box, enclose_slopes(program, value));
  if (corners.undecided == box.size()) return between(program, corners, box, is_part);
  if (splits_left == 0) {
    if (!is_part) return {Interval::everything(), Interval::everything(), false};  // asked only whether it is exact
    const Interval outer = enclosed<Rounding::outwards>(program, box)[program.outputs.front()];
    return {outer, outer, false};
  }
  std::vector<Interval> lower = box, upper = box;
  const Interval side = box[corners.undecided];
  const double middle = side.low > 0 ? std::sqrt(side.low * side.high) : (side.low + side.high) / 2;
  lower[corners.undecided].high = upper[corners.undecided].low = middle;
  const Found a = bounds_within(program, lower, splits_left - 1, true);
  const Found b = bounds_within(program, upper, splits_left - 1, true);
  return {hull(a.range, b.range), hull(a.outer, b.outer), a.exact && b.exact};
}

}  // namespace

namespace {

// True if the input cancels out of the first output, whatever its value: hours in (hours*price + hours*fee) / hours.
bool cancels(const Program& program, std::size_t input) {
  std::vector<double> constants;
  for (const Instruction& step : program.code)
    constants.push_back(step.operation == Operation::constant ? step.value : std::nan(""));
  return !shapes_of(program, input, constants)[program.outputs.front()].varies();
}

// The box with inputs that cancel taken for points: enclosures of their slopes would be wide for nothing.
std::vector<Interval> without_cancelled(const Program& program, std::vector<Interval> box) {
  for (std::size_t i = 0; i < box.size(); ++i)
    if (!box[i].is_point() && !box[i].holds(0) && cancels(program, i))
      box[i] = Interval::point((box[i].low + box[i].high) / 2);
  return box;
}

}  // namespace

Bounds bounds(const Program& program, const std::vector<Interval>& box) {
  const Found whole = bounds_within(program, box, 0, false);
  if (whole.exact && !whole.range.is_empty()) return {whole.range, true};
  // What is solved together is enclosed by looking for it, over and over: such a program is split less.
  constexpr int splits = 6, splits_with_blocks = 3;
  const Found parts = bounds_within(program, without_cancelled(program, box),
                                    program.blocks.empty() ? splits : splits_with_blocks, false);
  if (parts.outer.is_empty()) return {Interval::everything(), false};
  return {parts.exact ? parts.range : parts.outer, parts.exact};
}

namespace {

std::vector<double> middle_of(const std::vector<Interval>& box) {
  std::vector<double> middle;
  for (const Interval side : box) middle.push_back(side.is_point() ? side.low : (side.low + side.high) / 2);
  return middle;
}

// The mean value theorem: no further from the middle than the slopes over the box lead.
Interval from_the_middle(double at_middle, const std::vector<Interval>& box, const std::vector<double>& middle,
                         const std::vector<Interval>& slope) {
  Interval reached = Interval::point(at_middle);
  for (std::size_t i = 0; i < box.size(); ++i)
    if (!box[i].is_point()) reached = reached + slope[i] * (box[i] - Interval::point(middle[i]));
  return reached;
}

bool is_negative_within(const Program& program, const std::vector<Interval>& box, int splits_left) {
  const std::uint32_t output = program.outputs.front();
  const std::vector<Interval> value = enclosed<Rounding::outwards>(program, box);
  if (value[output].high < 0 || has_no_value(program, value)) return true;
  const std::vector<double> middle = middle_of(box);
  const double at_middle = evaluate_first(program, middle);
  if (!(at_middle < 0)) return false;
  const std::vector<Interval> slope = enclose_slopes(program, value);
  constexpr double beyond_rounding = 1e-9;  // slopes are not rounded outwards
  if (from_the_middle(at_middle, box, middle, slope).high < beyond_rounding * at_middle) return true;
  const Corners corners = corners_of(box, slope);
  if (corners.undecided == box.size()) return evaluate_first(program, corners.high) < beyond_rounding * at_middle;
  if (splits_left == 0) return false;
  std::vector<Interval> lower = box, upper = box;
  lower[corners.undecided].high = upper[corners.undecided].low = middle[corners.undecided];
  return is_negative_within(program, lower, splits_left - 1) && is_negative_within(program, upper, splits_left - 1);
}

}  // namespace

bool is_negative_throughout(const Program& program, const std::vector<Interval>& box) {
  return is_negative_within(program, box, 6);
}

namespace {

std::vector<Interval> box_of(const Program& program, const Solution& solution, Interval Given::*range) {
  std::vector<Interval> box;
  for (const std::size_t quantity : program.inputs) {
    const Finding& finding = solution.found[quantity];
    box.push_back(finding.given ? (*finding.given).*range : Interval::point(finding.value));
  }
  return box;
}

}  // namespace

std::vector<Interval> rounding_box(const Program& program, const Solution& solution) {
  return box_of(program, solution, &Given::rounding);
}
std::vector<Interval> belief_box(const Program& program, const Solution& solution) {
  return box_of(program, solution, &Given::belief);
}

}  // namespace costcurve
