#include "plan/specialise.h"

#include <array>
#include <map>
#include <tuple>

#include "program/block.h"

namespace costcurve {

namespace {

class Specialiser {
 public:
  Specialiser(const Program& program, const std::function<std::optional<double>(std::size_t)>& fixed)
      : program_(program), fixed_(fixed), placed_(program.code.size()), input_(program.inputs.size()) {}

  Program run() {
    for (std::size_t i = 0; i < program_.code.size(); ++i) placed_[i] = place(program_.code[i]);
    for (const std::uint32_t output : program_.outputs) made_.outputs.push_back(placed_[output]);
    return without_what_nothing_reads();
  }

 private:
  std::uint32_t constant(double value) {
    Instruction made;
    made.value = value;
    return emit(made);
  }

  // What is the same twice is worked out once.
  std::uint32_t emit(const Instruction& made) {
    const auto key =
        std::tuple(made.operation, made.a, made.b, made.c, made.input, __builtin_bit_cast(std::uint64_t, made.value));
    const auto [place, is_new] = emitted_.try_emplace(key, static_cast<std::uint32_t>(made_.code.size()));
    if (is_new) made_.code.push_back(made);
    return place->second;
  }

  std::uint32_t place(const Instruction& step) {
    if (step.operation == Operation::constant) return constant(step.value);
    if (step.operation == Operation::symbol) return place_input(step);
    Instruction made = step;
    made.a = placed_[step.a];
    if (operand_count(step.operation) > 1) made.b = placed_[step.b];
    if (operand_count(step.operation) > 2) made.c = placed_[step.c];
    if (const std::optional<std::uint32_t> same = decided(made)) return *same;
    std::array<double, most_operands> values{};
    bool all_known = true;
    for (std::size_t o = 0; o < operand_count(step.operation); ++o) {
      const Instruction& operand = made_.code[made.operands()[o]];
      all_known = all_known && operand.operation == Operation::constant;
      values[o] = operand.value;
    }
    return all_known ? constant(apply(step.operation, values[0], values[1], values[2])) : emit(made);
  }

  std::uint32_t place_input(const Instruction& step) {
    const std::size_t quantity = program_.inputs[step.input];
    if (const std::optional<double> value = fixed_(quantity)) return constant(*value);
    if (!input_[step.input]) {
      input_[step.input] = static_cast<std::uint32_t>(made_.inputs.size());
      made_.inputs.push_back(quantity);
    }
    Instruction made = step;
    made.input = *input_[step.input];
    return emit(made);
  }

  bool is(std::uint32_t place, double value) const {
    return made_.code[place].operation == Operation::constant && made_.code[place].value == value;
  }

  // One of the operands, where that is all it comes to: of a choice that is decided, of a product with 1.
  std::optional<std::uint32_t> decided(const Instruction& step) const {
    const Instruction& first = made_.code[step.a];
    switch (step.operation) {
      case Operation::select:
        if (step.b == step.c) return step.b;
        if (first.operation == Operation::constant) return first.value != 0 ? step.b : step.c;
        return std::nullopt;
      case Operation::multiply:
        if (is(step.a, 1)) return step.b;
        if (is(step.b, 1)) return step.a;
        return std::nullopt;
      case Operation::divide: return is(step.b, 1) ? std::optional(step.a) : std::nullopt;
      case Operation::subtract: return is(step.b, 0) ? std::optional(step.a) : std::nullopt;
      case Operation::max:
      case Operation::min: return step.a == step.b ? std::optional(step.a) : std::nullopt;
      default: return std::nullopt;
    }
  }

  Program without_what_nothing_reads() {
    std::vector<bool> is_read(made_.code.size(), false);
    for (const std::uint32_t output : made_.outputs) is_read[output] = true;
    for (std::size_t i = made_.code.size(); i-- > 0;)
      if (is_read[i])
        for (const std::uint32_t operand : made_.code[i].operands()) is_read[operand] = true;
    std::vector<std::uint32_t> moved(made_.code.size());
    std::vector<Instruction> code;
    for (std::size_t i = 0; i < made_.code.size(); ++i) {
      if (!is_read[i]) continue;
      moved[i] = static_cast<std::uint32_t>(code.size());
      Instruction step = made_.code[i];
      const std::size_t count = operand_count(step.operation);
      if (count > 0) step.a = moved[step.a];
      if (count > 1) step.b = moved[step.b];
      if (count > 2) step.c = moved[step.c];
      code.push_back(step);
    }
    made_.code = std::move(code);
    for (std::uint32_t& output : made_.outputs) output = moved[output];
    return std::move(made_);
  }

  const Program& program_;
  const std::function<std::optional<double>(std::size_t)>& fixed_;
  std::vector<std::uint32_t> placed_;                // by the given program's instruction
  std::vector<std::optional<std::uint32_t>> input_;  // by the given program's input
  std::map<std::tuple<Operation, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint64_t>,
           std::uint32_t>
      emitted_;
  Program made_;
};

}  // namespace

Program specialised(const Program& program, const std::function<std::optional<double>(std::size_t)>& fixed) {
  if (!program.blocks.empty()) return program;
  return Specialiser(program, fixed).run();
}

}  // namespace costcurve
