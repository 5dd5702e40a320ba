#pragma once
// A program: what some nodes come to, as one flat list of instructions from the given quantities.
//
// Every reader works on it: a value is one pass forwards, an interval likewise, a gradient one pass forwards and one
// back. Derived quantities are expanded into their formulas, so that a given which enters twice is one input: its
// uncertainty cancels where it ought to.

#include <optional>
#include <vector>

#include "solve/solve.h"

namespace costcurve {

struct Instruction {
  Operation operation = Operation::constant;
  std::uint32_t a = 0;      // earlier instructions; of a root, its block
  std::uint32_t b = 0;      // of a root, which of the block's unknowns: they stand in a row
  double value = 0;         // of a constant
  std::uint32_t input = 0;  // of a symbol: which input
  std::uint32_t c = 0;

  Operands<std::uint32_t> operands() const { return {operation, a, b, c}; }
  friend bool operator==(const Instruction&, const Instruction&) = default;
};

struct Block;  // see block.h

struct Program {
  std::vector<Instruction> code;
  std::vector<std::size_t> inputs;     // the quantities that are given, or at which a cut was made
  std::vector<std::uint32_t> outputs;  // one for each node that was compiled
  std::vector<Block> blocks;           // equations that are solved together, numerically

  Program();
  Program(const Program&);
  Program(Program&&) noexcept;
  Program& operator=(const Program&);
  Program& operator=(Program&&) noexcept;
  ~Program();

  /// The earlier instructions that an instruction works on, those of a root's block too.
  std::vector<std::uint32_t> operands(const Instruction& step) const;

  /// The position of a quantity among the inputs, if it is one.
  std::optional<std::size_t> input_of(std::size_t quantity) const;
};

/// Compiles nodes of the solution's formulas; nothing if one of them rests on an unknown quantity.
std::optional<Program> compile(const Relations& relations, const Solution& solution, const std::vector<NodeId>& nodes);

/// The same, with expansion stopping at the quantities of the cut: they are inputs, whatever determines them.
std::optional<Program> compile(const Relations& relations, const Solution& solution, const std::vector<NodeId>& nodes,
                               const std::vector<bool>& cut);

/// The difference of two nodes, `left` less `right`: one output, so that what both share cancels.
std::optional<Program> compile_difference(const Relations& relations, const Solution& solution, NodeId left,
                                          NodeId right);

/// The inputs' stated values, in order.
std::vector<double> stated_values(const Program& program, const Solution& solution);

/// The outputs for these inputs.
std::vector<double> evaluate(const Program& program, const std::vector<double>& inputs);
double evaluate_first(const Program& program, const std::vector<double>& inputs);

/// The partial derivatives of an output by each input, in one reverse sweep.
std::vector<double> gradient(const Program& program, const std::vector<double>& inputs, std::size_t output = 0);

}  // namespace costcurve
