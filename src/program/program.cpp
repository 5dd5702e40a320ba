#include "program/program.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "program/block.h"
#include "program/passes.h"

namespace costcurve {

Program::Program() = default;
Program::Program(const Program&) = default;
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(const Program&) = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

std::vector<std::uint32_t> Program::operands(const Instruction& step) const {
  if (step.operation == Operation::root) return blocks[step.a].operands;
  const Operands<std::uint32_t> operands = step.operands();
  return {operands.begin(), operands.end()};
}

std::optional<std::size_t> Program::input_of(std::size_t quantity) const {
  const auto found = std::find(inputs.begin(), inputs.end(), quantity);
  if (found == inputs.end()) return std::nullopt;
  return static_cast<std::size_t>(found - inputs.begin());
}

namespace {

struct Mixed {
  std::size_t operator()(const Instruction& step) const {
    std::uint64_t mixed = static_cast<std::uint64_t>(step.operation);
    for (const std::uint64_t part : {std::uint64_t{step.a}, std::uint64_t{step.b}, std::uint64_t{step.c},
                                     std::uint64_t{step.input}, __builtin_bit_cast(std::uint64_t, step.value)})
      mixed = (mixed ^ part) * 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(mixed ^ mixed >> 32U);
  }
};

class Compiler {
 public:
  /// `cut` says at which quantities expansion stops; it may be empty.
  Compiler(const Relations& relations, const Graph& formulas, const Solution& solution, const std::vector<bool>& cut)
      : relations_(relations), graph_(formulas), solution_(solution), cut_(cut) {}

  // Takes a quantity for an input, whatever it rests on.
  void take_input(std::size_t quantity) { emit_input(relations_.quantities[quantity].symbol, quantity); }

  // An explicit stack: a scenario may chain ten thousand quantities.
  bool compile(NodeId root) {
    std::vector<NodeId> open = {root};
    while (!open.empty()) {
      if (done_.contains(open.back()))
        open.pop_back();
      else if (!visit(open.back(), open))
        return false;
    }
    program.outputs.push_back(done_[root]);
    return true;
  }

  Program program;

 private:
  bool is_cut(std::size_t quantity) const { return !cut_.empty() && cut_[quantity]; }

  // Emits a node, or opens what it waits for; false where it rests on an unknown quantity.
  bool visit(NodeId id, std::vector<NodeId>& open) {
    const Node& node = graph_[id];
    if (node.operation == Operation::symbol) return visit_quantity(id, node.quantity(), open);
    if (node.operation == Operation::constant)
      emit(id, {node.operation, 0, 0, node.value, 0});
    else if (node.operation == Operation::root)
      visit_root(graph_.root_of(node), open);
    else if (const std::optional<NodeId> formula = found_as_a_whole(id))
      visit_formula(id, *formula, open);
    else
      visit_operation(id, node, open);
    return true;
  }

  // What an expression comes to although what it is made of is not known.
  std::optional<NodeId> found_as_a_whole(NodeId id) const {
    if (relations_.asked.empty()) return std::nullopt;
    const auto asked = relations_.asked.find(id);
    if (asked == relations_.asked.end() || !solution_.knows(asked->second)) return std::nullopt;
    return solution_.found[asked->second].formula;
  }

  void visit_formula(NodeId id, NodeId formula, std::vector<NodeId>& open) {
    if (const auto done = done_.find(formula); done != done_.end())
      done_[id] = done->second;
    else
      open.push_back(formula);
  }

  bool visit_quantity(NodeId id, std::size_t quantity, std::vector<NodeId>& open) {
    if (const auto input = input_code_.find(quantity); input != input_code_.end()) {
      done_[id] = input->second;
      return true;
    }
    const Finding& finding = solution_.found[quantity];
    if (finding.status == Status::unknown) return false;
    if (is_input(relations_, solution_, finding) || is_cut(quantity))
      emit_input(id, quantity);
    else
      visit_formula(id, finding.formula, open);
    return true;
  }

  void visit_root(const Root& root, std::vector<NodeId>& open) {
    const std::size_t before = open.size();
    for (const std::size_t operand : graph_.operands_of(root))
      if (const NodeId symbol = relations_.quantities[operand].symbol; !done_.contains(symbol)) open.push_back(symbol);
    if (open.size() == before) emit_block(root);
  }

  void visit_operation(NodeId id, const Node& node, std::vector<NodeId>& open) {
    const Operands<NodeId> operands = node.operands();
    const auto* const waits =
        std::find_if(operands.begin(), operands.end(), [&](NodeId operand) { return !done_.contains(operand); });
    if (waits != operands.end())
      open.push_back(*waits);
    else
      emit_operation(id, node.operation, operands);
  }

  // What is written twice is worked out once: of two equal terms it is then plain that they are one.
  void emit(NodeId id, const Instruction& made) {
    const auto [place, is_new] = emitted_.try_emplace(made, static_cast<std::uint32_t>(program.code.size()));
    done_[id] = place->second;
    if (is_new) program.code.push_back(made);
  }

  void emit_operation(NodeId id, Operation operation, const Operands<NodeId>& operands) {
    std::array<std::uint32_t, most_operands> places{};
    for (std::size_t i = 0; i < operands.size(); ++i) places[i] = done_[operands[i]];
    emit(id, {operation, places[0], places[1], 0, 0, places[2]});
  }

  // The sides are a program of their own, over the operands and the unknowns.
  void emit_block(const Root& root) {
    Block block;
    Compiler sides(relations_, graph_, solution_, cut_);
    for (const std::size_t operand : graph_.operands_of(root)) {
      block.operands.push_back(done_[relations_.quantities[operand].symbol]);
      sides.take_input(operand);
    }
    for (const std::size_t unknown : root.unknowns) sides.take_input(unknown);
    for (std::size_t e = 0; e < root.left.size(); ++e) {
      sides.compile(root.left[e]);
      sides.compile(root.right[e]);
    }
    block.sides = std::move(sides.program);
    block.near = root.values;
    block.within = root.within;
    const auto number = static_cast<std::uint32_t>(program.blocks.size());
    program.blocks.push_back(std::move(block));
    for (std::uint32_t i = 0; i < root.unknowns.size(); ++i) emit(root.first + i, {Operation::root, number, i, 0, 0});
  }

  void emit_input(NodeId id, std::size_t quantity) {
    // The same quantity may have several symbol nodes: they are one input.
    const auto known = input_code_.find(quantity);
    if (known != input_code_.end()) {
      done_[id] = known->second;
      return;
    }
    emit(id, {Operation::symbol, 0, 0, 0, static_cast<std::uint32_t>(program.inputs.size())});
    input_code_[quantity] = done_[id];
    program.inputs.push_back(quantity);
  }

  const Relations& relations_;
  const Graph& graph_;
  const Solution& solution_;
  const std::vector<bool>& cut_;
  std::unordered_map<NodeId, std::uint32_t> done_;
  std::unordered_map<std::size_t, std::uint32_t> input_code_;
  std::unordered_map<Instruction, std::uint32_t, Mixed> emitted_;
};

std::vector<double> operands_of_block(const Program& program, const Instruction& step,
                                      const std::vector<double>& value) {
  std::vector<double> operands;
  for (const std::uint32_t operand : program.blocks[step.a].operands) operands.push_back(value[operand]);
  return operands;
}

std::vector<double> forward(const Program& program, const std::vector<double>& inputs) {
  std::vector<double> value;
  pass_forwards(program, inputs, value);
  return value;
}

// Backwards through the block whose first unknown is instruction `first`.
void sweep_block(const Program& program, std::size_t first, const std::vector<double>& value,
                 std::vector<double>& slope) {
  const Instruction& step = program.code[first];
  const Block& block = program.blocks[step.a];
  const auto from = static_cast<std::ptrdiff_t>(first), to = from + static_cast<std::ptrdiff_t>(block.unknowns());
  const std::vector<double> slopes(slope.begin() + from, slope.begin() + to),
      unknowns(value.begin() + from, value.begin() + to);
  if (std::all_of(slopes.begin(), slopes.end(), [](double s) { return s == 0; })) return;
  const std::vector<double> through = slopes_through(block, operands_of_block(program, step, value), unknowns, slopes);
  for (std::size_t i = 0; i < through.size(); ++i) slope[block.operands[i]] += through[i];
}

}  // namespace

std::optional<Program> compile(const Relations& relations, const Solution& solution, const std::vector<NodeId>& nodes) {
  return compile(relations, solution, nodes, {});
}

std::optional<Program> compile(const Relations& relations, const Solution& solution, const std::vector<NodeId>& nodes,
                               const std::vector<bool>& cut) {
  Compiler compiler(relations, solution.formulas, solution, cut);
  for (const NodeId node : nodes)
    if (!compiler.compile(node)) return std::nullopt;
  return std::move(compiler.program);
}

std::optional<Program> compile_difference(const Relations& relations, const Solution& solution, NodeId left,
                                          NodeId right) {
  Graph graph = Graph::laid_over(solution.formulas);
  const NodeId difference = graph.binary(Operation::subtract, left, right);
  const std::vector<bool> no_cut;
  Compiler compiler(relations, graph, solution, no_cut);
  if (!compiler.compile(difference)) return std::nullopt;
  return std::move(compiler.program);
}

std::vector<double> stated_values(const Program& program, const Solution& solution) {
  std::vector<double> values;
  values.reserve(program.inputs.size());
  for (const std::size_t quantity : program.inputs) values.push_back(solution.found[quantity].value);
  return values;
}

void pass_forwards(const Program& program, const std::vector<double>& inputs, std::vector<double>& value) {
  value.resize(program.code.size());
  for (std::size_t i = 0; i < program.code.size(); ++i) {
    const Instruction& step = program.code[i];
    if (step.operation == Operation::constant)
      value[i] = step.value;
    else if (step.operation == Operation::symbol)
      value[i] = inputs[step.input];
    else if (step.operation != Operation::root)
      value[i] = row_of(step.operation).apply(value[step.a], value[step.b], value[step.c]);
    else if (step.b == 0) {
      const std::vector<double> unknowns = solve_block(program.blocks[step.a], operands_of_block(program, step, value));
      std::copy(unknowns.begin(), unknowns.end(), value.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

std::vector<double> evaluate(const Program& program, const std::vector<double>& inputs) {
  const std::vector<double> value = forward(program, inputs);
  std::vector<double> outputs;
  outputs.reserve(program.outputs.size());
  for (const std::uint32_t output : program.outputs) outputs.push_back(value[output]);
  return outputs;
}

double evaluate_first(const Program& program, const std::vector<double>& inputs) {
  return forward(program, inputs)[program.outputs.front()];
}

void pass_backwards(const Program& program, const std::vector<double>& value, std::size_t output,
                    std::vector<double>& slope, std::vector<double>& by_input) {
  slope.assign(program.code.size(), 0.0);
  by_input.assign(program.inputs.size(), 0.0);
  slope[program.outputs[output]] = 1;
  for (std::size_t i = program.code.size(); i-- > 0;) {
    const Instruction& step = program.code[i];
    if (step.operation == Operation::root) {
      if (step.b == 0) sweep_block(program, i, value, slope);
      continue;
    }
    const double s = slope[i];
    if (s == 0) continue;
    if (step.operation == Operation::symbol) by_input[step.input] += s;
    const Operands<std::uint32_t> operands = step.operands();
    if (operands.size() == 0) continue;
    const OperandSlopes slopes =
        row_of(step.operation).slopes(s, {value[step.a], value[step.b], value[step.c], value[i]});
    for (std::size_t k = 0; k < operands.size(); ++k) slope[operands[k]] += slopes[k];
  }
}

std::vector<double> gradient(const Program& program, const std::vector<double>& inputs, std::size_t output) {
  std::vector<double> slope, by_input;
  pass_backwards(program, forward(program, inputs), output, slope, by_input);
  return by_input;
}

}  // namespace costcurve
