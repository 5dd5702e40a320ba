#include "compare/common_description.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "audit/reasons.h"
#include "compare/alignment.h"
#include "numeric/stable_order.h"

namespace costcurve {

bool CommonInput::differs() const {
  return !(std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b))) || presence != Presence::both;
}

namespace {

// The formula and the operands of all that is compared in it.
std::vector<NodeId> formula_and_compared(const Graph& graph, NodeId formula) {
  std::vector<NodeId> roots = {formula}, open = {formula};
  while (!open.empty()) {
    const Node& node = graph[open.back()];
    open.pop_back();
    if (is_leaf(node.operation)) continue;
    if (row_of(node.operation).compares) roots.insert(roots.end(), {node.a, node.b});
    for (const NodeId operand : node.operands()) open.push_back(operand);
  }
  return roots;
}

// True if the program comes to the value at these inputs, but for rounding.
bool comes_to(const Program& program, const std::vector<double>& inputs, double value) {
  const double result = evaluate_first(program, inputs);
  double size = std::abs(value);
  if (std::abs(result - value) <= 1e-9 * size) return true;
  const std::vector<double> slope = gradient(program, inputs);
  for (std::size_t i = 0; i < inputs.size(); ++i) size = std::max(size, 1e-3 * std::abs(slope[i] * inputs[i]));
  return std::abs(result - value) <= 1e-9 * size;
}

std::string how_text(const Side& side, std::size_t q) {
  const Finding& finding = side.solution.found[q];
  return finding.status == Status::given ? "given"
                                         : "= " + formula_text(side.relations, side.solution.formulas, finding.formula,
                                                               side.relations.quantities[q].part);
}

class Describer {
 public:
  Describer(const Side& a, const Side& b)
      : a_(a),
        b_(b),
        everywhere_a_(a.relations.quantities.size(), true),
        everywhere_b_(b.relations.quantities.size(), true),
        counterparts_(a, b) {}

  // An explicit stack: a scenario may chain ten thousand quantities.
  CommonDescription of(std::size_t a, std::size_t b) {
    counterparts_.pair_what_is_compared(a, b);
    enter(a, b);
    while (!open_.empty()) {
      const std::optional<Pair> next = unplaced();
      if (next)
        enter(next->first, next->second);
      else
        leave();
    }
    made_.is_empty =
        made_.inputs.size() == 1 && made_.composition.stages.size() == 1 && !made_.inputs.front().how_a.empty();
    made_.paired_parts = counterparts_.parts().b_of;
    return std::move(made_);
  }

 private:
  using Pair = std::pair<std::size_t, std::size_t>;
  struct Frame {
    Pair pair;
    Expansion expansion;
    std::vector<std::size_t> order;  // in which the operands are visited
    std::size_t next = 0;
  };

  void enter(std::size_t a, std::size_t b) {
    std::optional<Expansion> expansion = expansion_of(a, b);
    if (!expansion) {
      add_input(a, b);
      return;
    }
    Frame frame{{a, b}, std::move(*expansion), {}, 0};
    // By name and not by number, so that the order of the two scenarios and of their parts does not matter.
    for (std::size_t i = 0; i < frame.expansion.operands.size(); ++i)
      if (frame.expansion.operands[i].is_pair) frame.order.push_back(i);
    sort_stably(frame.order, [&](std::size_t x, std::size_t y) {
      return names(frame.expansion.operands[x]) < names(frame.expansion.operands[y]);
    });
    open_.push_back(std::move(frame));
    above_a_.insert(a);
    above_b_.insert(b);
  }

  std::pair<std::string, std::string> names(const Expansion::Operand& operand) const {
    return std::minmax(a_.relations.quantities[operand.a].name, b_.relations.quantities[operand.b].name);
  }

  std::optional<Pair> unplaced() {
    Frame& frame = open_.back();
    while (frame.next < frame.order.size()) {
      const Expansion::Operand& operand = frame.expansion.operands[frame.order[frame.next++]];
      if (!places_.contains({operand.a, operand.b})) return Pair{operand.a, operand.b};
    }
    return std::nullopt;
  }

  void leave() {
    Frame frame = std::move(open_.back());
    open_.pop_back();
    above_a_.erase(frame.pair.first);
    above_b_.erase(frame.pair.second);
    std::vector<std::size_t> operands;
    for (Expansion::Operand& operand : frame.expansion.operands) {
      if (operand.is_pair) {
        operands.push_back(places_.at({operand.a, operand.b}));
      } else {
        operands.push_back(made_.composition.add_input());
        made_.inputs.push_back(std::move(operand.input));
      }
    }
    places_[frame.pair] = made_.composition.add(std::move(frame.expansion.program), std::move(operands));
  }

  void add_input(std::size_t a, std::size_t b) {
    const Quantity &left = a_.relations.quantities[a], &right = b_.relations.quantities[b];
    CommonInput input;
    input.name = left.name == right.name ? left.name : left.name + " → " + right.name;
    input.a = a_.solution.found[a].value;
    input.b = b_.solution.found[b].value;
    input.shown = left.shown;
    input.dimension = left.dimension;
    if (rests_on_others(a_, a) || rests_on_others(b_, b)) {
      input.how_a = how_text(a_, a);
      input.how_b = how_text(b_, b);
    }
    places_[{a, b}] = made_.composition.add_input();
    made_.inputs.push_back(std::move(input));
  }

  static bool rests_on_others(const Side& side, std::size_t q) {
    const Finding& finding = side.solution.found[q];
    return finding.status == Status::derived && !is_input(side.relations, side.solution, finding);
  }

  bool is_allowed(std::size_t a, std::size_t b) const {
    return a_.solution.knows(a) && b_.solution.knows(b) && !above_a_.contains(a) && !above_b_.contains(b);
  }

  std::optional<Expansion> expansion_of(std::size_t a, std::size_t b) {
    const bool in_a = rests_on_others(a_, a), in_b = rests_on_others(b_, b);
    if (!in_a && !in_b) return std::nullopt;
    const PairedParts before = counterparts_.parts();
    if (in_a && in_b && counterparts_.pair_formulas(a_.solution.found[a].formula, b_.solution.found[b].formula))
      if (std::optional<Expansion> same = by_formula(true, a, b)) return same;
    counterparts_.set_parts(before);
    if (std::optional<Expansion> one = by_equation(a, b, in_a, in_b)) return one;
    if (!in_a || !in_b) return std::nullopt;
    const Allowed allowed = [&](std::size_t x, std::size_t y) { return is_allowed(x, y); };
    std::optional<Expansion> aligned = align(a_, b_, counterparts_, a_.solution.found[a].formula,
                                             b_.solution.found[b].formula, allowed, a_.relations.quantities[a].name);
    if (aligned && holds(*aligned, a, b)) return aligned;
    counterparts_.set_parts(before);
    // What was asked for is explained somehow.
    if (!open_.empty()) return std::nullopt;
    std::optional<Expansion> apart = take_apart(a_, b_, counterparts_, a_.solution.found[a].formula,
                                                b_.solution.found[b].formula, allowed, a_.relations.quantities[a].name);
    return apart && holds(*apart, a, b) ? std::move(apart) : std::nullopt;
  }

  // By the formula of one side whose equation the other side has as well, and whose numbers satisfy it there. Turned
  // round, an equation would blame what follows: a duration that is given for dollars that were not. Only the quantity
  // that was asked for is explained so, rather than not at all.
  std::optional<Expansion> by_equation(std::size_t a, std::size_t b, bool in_a, bool in_b) {
    const PairedParts before = counterparts_.parts();
    const bool is_asked = open_.empty();
    std::optional<Expansion> of_a, of_b;
    const bool defines_a = in_a && is_defined(a_, a), defines_b = in_b && is_defined(b_, b);
    if (in_a && (defines_a || is_asked) && has_equations(true, a)) of_a = by_formula(true, a, b);
    if (in_b && (defines_b || is_asked) && has_equations(false, b)) of_b = by_formula(false, a, b);
    if (of_a && of_b && !is_asked) of_a = of_b = std::nullopt;  // each is one side's view: the quantity stays as it is
    if (!of_a && !of_b) counterparts_.set_parts(before);
    if (!of_a || !of_b) return of_a ? std::move(of_a) : std::move(of_b);
    // Both would do. Which it is must not depend on which side is called A.
    const auto rank = [](const Side& side, std::size_t q, bool defines, const Expansion& expansion) {
      const Equation& equation = side.relations.equations[side.solution.found[q].equation];
      return std::tuple(!defines, equation.statement == Statement::estimate, expansion.operands.size(),
                        equation.sentence);
    };
    return rank(a_, a, defines_a, *of_a) <= rank(b_, b, defines_b, *of_b) ? std::move(of_a) : std::move(of_b);
  }

  // True if the other side has the equations that the quantity is derived from: one, or those that are solved together.
  bool has_equations(bool from_a, std::size_t q) {
    const Side& side = from_a ? a_ : b_;
    const Finding& finding = side.solution.found[q];
    const std::vector<std::size_t> equations = equations_behind(side.solution, finding);
    return std::all_of(equations.begin(), equations.end(), [&](std::size_t e) {
      return (from_a ? counterparts_.equation_in_b(e) : counterparts_.equation_in_a(e)).has_value();
    });
  }

  // True if the quantity stands alone on one side of the equation that it is derived from.
  static bool is_defined(const Side& side, std::size_t q) {
    const Finding& finding = side.solution.found[q];
    if (side.solution.formulas[finding.formula].operation == Operation::root || finding.combined) return false;
    const Equation& equation = side.relations.equations[finding.equation];
    const auto alone = [&](NodeId node) {
      return side.solution.formulas[node].operation == Operation::symbol &&
             side.solution.formulas[node].quantity() == q;
    };
    return alone(equation.left) || alone(equation.right);
  }

  std::optional<Expansion> by_formula(bool from_a, std::size_t a, std::size_t b) {
    const Side& side = from_a ? a_ : b_;
    const NodeId formula = side.solution.found[from_a ? a : b].formula;
    std::optional<Program> program =
        compile(side.relations, side.solution, formula_and_compared(side.solution.formulas, formula),
                from_a ? everywhere_a_ : everywhere_b_);
    if (!program) return std::nullopt;
    Expansion made;
    for (const std::size_t input : program->inputs) {
      const std::optional<std::size_t> other = from_a ? counterparts_.in_b(input) : counterparts_.in_a(input);
      if (!other) return std::nullopt;
      const std::size_t x = from_a ? input : *other, y = from_a ? *other : input;
      if (!is_allowed(x, y) || !counterparts_.could_pair(x, y)) return std::nullopt;
      made.operands.push_back({true, x, y, {}});
    }
    made.program = std::move(*program);
    return holds(made, a, b) ? std::optional(std::move(made)) : std::nullopt;
  }

  bool holds(const Expansion& expansion, std::size_t a, std::size_t b) const {
    std::vector<double> at_a, at_b;
    for (const Expansion::Operand& operand : expansion.operands) {
      at_a.push_back(operand.is_pair ? a_.solution.found[operand.a].value : operand.input.a);
      at_b.push_back(operand.is_pair ? b_.solution.found[operand.b].value : operand.input.b);
    }
    return comes_to(expansion.program, at_a, a_.solution.found[a].value) &&
           comes_to(expansion.program, at_b, b_.solution.found[b].value);
  }

  const Side& a_;
  const Side& b_;
  std::vector<bool> everywhere_a_, everywhere_b_;  // cuts
  Counterparts counterparts_;
  CommonDescription made_;
  std::vector<Frame> open_;
  std::set<std::size_t> above_a_, above_b_;  // the quantities that are being described
  std::map<Pair, std::size_t> places_;
};

}  // namespace

CommonDescription common_description(const Side& a, const Side& b, std::size_t in_a, std::size_t in_b) {
  return Describer(a, b).of(in_a, in_b);
}

}  // namespace costcurve
