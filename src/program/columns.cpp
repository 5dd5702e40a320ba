#include "program/columns.h"

#include <algorithm>
#include <cmath>

#include "numeric/vector_math.h"

namespace costcurve {

namespace {

// A column or one value for all places: a stride of one or none.
#define COSTCURVE_LOOP(name, expression)                                                               \
  COSTCURVE_VECTOR void name##_columns(const double* a, const double* b, double* out, std::size_t n) { \
    COSTCURVE_INDEPENDENT                                                                              \
    for (std::size_t i = 0; i < n; ++i) {                                                              \
      const double x = a[i], y = b[i];                                                                 \
      out[i] = expression;                                                                             \
    }                                                                                                  \
  }                                                                                                    \
  COSTCURVE_VECTOR void name##_right(const double* a, double y, double* out, std::size_t n) {          \
    COSTCURVE_INDEPENDENT                                                                              \
    for (std::size_t i = 0; i < n; ++i) {                                                              \
      const double x = a[i];                                                                           \
      out[i] = expression;                                                                             \
    }                                                                                                  \
  }                                                                                                    \
  COSTCURVE_VECTOR void name##_left(double x, const double* b, double* out, std::size_t n) {           \
    COSTCURVE_INDEPENDENT                                                                              \
    for (std::size_t i = 0; i < n; ++i) {                                                              \
      const double y = b[i];                                                                           \
      out[i] = expression;                                                                             \
    }                                                                                                  \
  }
COSTCURVE_LOOP(add, x + y)
COSTCURVE_LOOP(subtract, x - y)
COSTCURVE_LOOP(multiply, x* y)
COSTCURVE_LOOP(divide, x / y)
COSTCURVE_LOOP(least, y < x || y != y ? y : x)
COSTCURVE_LOOP(most, x < y || y != y ? y : x)
#undef COSTCURVE_LOOP

// Products of three and four columns: storing a column takes longer than multiplying one.
COSTCURVE_VECTOR void product_of_three(const double* a, const double* b, const double* c, double* out, std::size_t n) {
  COSTCURVE_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = a[i] * b[i] * c[i];
}
COSTCURVE_VECTOR void product_of_four(const double* a, const double* b, const double* c, const double* d, double* out,
                                      std::size_t n) {
  COSTCURVE_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = a[i] * b[i] * c[i] * d[i];
}

struct Loops {
  void (*columns)(const double*, const double*, double*, std::size_t);
  void (*right)(const double*, double, double*, std::size_t);
  void (*left)(double, const double*, double*, std::size_t);
};

Loops loops_of(Operation operation) {
  switch (operation) {
    case Operation::add: return {add_columns, add_right, add_left};
    case Operation::subtract: return {subtract_columns, subtract_right, subtract_left};
    case Operation::multiply: return {multiply_columns, multiply_right, multiply_left};
    case Operation::divide: return {divide_columns, divide_right, divide_left};
    case Operation::min: return {least_columns, least_right, least_left};
    default: return {most_columns, most_right, most_left};
  }
}

}  // namespace

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
    const bool is_root = step.operation == Operation::root;
    const Operand a = is_root ? Operand{} : held[step.a], b = is_binary(step.operation) ? held[step.b] : Operand{};
    const std::vector<std::uint32_t> reads = program.operands(step);
    std::vector<Operand> operands;
    for (const std::uint32_t operand : reads) operands.push_back(held[operand]);
    if (std::none_of(operands.begin(), operands.end(), [](const Operand& operand) { return operand.varies; })) {
      result.value =
          is_root ? solved(blocks_[step.a], operands, nullptr, 0)[step.b] : apply(step.operation, a.value, b.value);
      continue;
    }
    if (step.operation == Operation::multiply && a.varies && b.varies) {
      const bool first = uses[step.a] == 1 && joins_product(a, b),
                 second = !first && uses[step.b] == 1 && joins_product(b, a);
      if (first || second) {
        result = first ? a : b;
        release(first ? step.b : step.a, i);
        continue;
      }
    }
    for (const std::uint32_t operand : reads) release(operand, i);
    result = {true, take(), 0};
    steps_.push_back({step.operation, a, b, result.column, {}, 0, 0});
    if (is_root) steps_.back() = {step.operation, a, b, result.column, operands, step.a, step.b};
  }
  for (const std::uint32_t output : program.outputs) outputs_.push_back(held[output]);
  for (Operand& output : outputs_)
    if (!output.varies) output.column = columns_++;
}

// True if the last step is the product and has taken the factor as well: a product is left to right, and a factor may
// change places with what is before it, so the bits are the same.
bool ColumnProgram::joins_product(const Operand& product, const Operand& factor) {
  constexpr std::size_t most_factors = 4;
  if (steps_.empty() || steps_.back().operation != Operation::multiply || steps_.back().column != product.column)
    return false;
  Step& last = steps_.back();
  if (!last.a.varies || !last.b.varies || last.operands.size() + 3 > most_factors) return false;
  last.operands.push_back(factor);
  return true;
}

std::vector<double> ColumnProgram::solved(const Block& block, const std::vector<Operand>& operands,
                                          const double* columns, std::size_t place) {
  std::vector<double> values;
  for (const Operand& operand : operands)
    values.push_back(operand.varies ? columns[strip_length * operand.column + place] : operand.value);
  return solve_block(block, values);
}

ColumnProgram::Workspace ColumnProgram::workspace() const {
  Workspace made;
  made.lines_.resize(columns_ * strip_length / 8);
  made.input_column_ = input_column_;
  for (const Operand& output : outputs_)
    if (!output.varies) std::fill_n(made.columns() + output.column * strip_length, strip_length, output.value);
  return made;
}

void ColumnProgram::evaluate(Workspace& workspace, std::size_t count) const {
  double* const columns = workspace.columns();
  const auto column = [&](const Operand& operand) { return columns + strip_length * operand.column; };
  for (const Step& step : steps_) {
    double* const out = columns + strip_length * step.column;
    switch (step.operation) {
      case Operation::root:
        for (std::size_t i = 0; i < count; ++i)
          out[i] = solved(blocks_[step.block], step.operands, columns, i)[step.unknown];
        break;
      case Operation::negate: subtract_left(-0.0, column(step.a), out, count); break;
      case Operation::exp: exponentials(column(step.a), out, count); break;
      case Operation::log: logarithms(column(step.a), out, count); break;
      case Operation::power:
        for (std::size_t i = 0; i < count; ++i)
          out[i] = std::pow(step.a.varies ? column(step.a)[i] : step.a.value,
                            step.b.varies ? column(step.b)[i] : step.b.value);
        break;
      case Operation::sqrt:
      case Operation::weekday:
        for (std::size_t i = 0; i < count; ++i) out[i] = apply(step.operation, column(step.a)[i], 0);
        break;
      case Operation::multiply:
        if (step.operands.size() == 1) {
          product_of_three(column(step.a), column(step.b), column(step.operands[0]), out, count);
          break;
        }
        if (step.operands.size() == 2) {
          product_of_four(column(step.a), column(step.b), column(step.operands[0]), column(step.operands[1]), out,
                          count);
          break;
        }
        [[fallthrough]];
      default: {
        const Loops loops = loops_of(step.operation);
        if (step.a.varies && step.b.varies)
          loops.columns(column(step.a), column(step.b), out, count);
        else if (step.a.varies)
          loops.right(column(step.a), step.b.value, out, count);
        else
          loops.left(step.a.value, column(step.b), out, count);
      }
    }
  }
}

const double* ColumnProgram::output(const Workspace& workspace, std::size_t o) const {
  return workspace.columns() + strip_length * outputs_[o].column;
}

}  // namespace costcurve
