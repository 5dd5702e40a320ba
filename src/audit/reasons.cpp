#include "audit/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "quantity/print.h"

namespace costcurve {

namespace {

using Leaf = std::function<std::string(const Node&)>;

int binding_strength(Operation operation) {
  switch (operation) {
    case Operation::add:
    case Operation::subtract: return 1;
    case Operation::multiply:
    case Operation::divide: return 2;
    case Operation::negate: return 3;
    case Operation::power: return 4;
    default: return 5;
  }
}

std::string operator_text(Operation operation) {
  switch (operation) {
    case Operation::add: return " + ";
    case Operation::subtract: return " − ";
    case Operation::multiply: return " × ";
    case Operation::divide: return " / ";
    default: return "^";
  }
}

std::string function_name(Operation operation) {
  switch (operation) {
    case Operation::min: return "min";
    case Operation::max: return "max";
    case Operation::exp: return "exp";
    case Operation::log: return "log";
    case Operation::sqrt: return "sqrt";
    default: return "weekday";
  }
}

std::string written(const Graph& graph, NodeId id, const Leaf& leaf);

std::string operand(const Graph& graph, NodeId id, int outer, bool right, const Leaf& leaf) {
  const int inner = binding_strength(graph[id].operation);
  const std::string text = written(graph, id, leaf);
  // -3 and 80 h are words of their own, but not under a power.
  const bool loose = outer == binding_strength(Operation::power) && is_leaf(graph[id].operation) &&
                     text.front() != '(' && text.find_first_of("- /") != std::string::npos;
  return inner < outer || (inner == outer && right) || loose ? "(" + text + ")" : text;
}

// "solved from cost = a × hours + b × hours^2"
std::string solved_text(const Graph& graph, const Root& root, const Leaf& leaf) {
  std::string text = "solved from ";
  for (std::size_t e = 0; e < root.left.size(); ++e)
    text += (e == 0 ? "" : " and ") + written(graph, root.left[e], leaf) + " = " + written(graph, root.right[e], leaf);
  return text;
}

std::string written(const Graph& graph, NodeId id, const Leaf& leaf) {
  const Node& node = graph[id];
  if (node.operation == Operation::root) return solved_text(graph, graph.root_of(node), leaf);
  if (is_leaf(node.operation)) return leaf(node);
  const int strength = binding_strength(node.operation);
  switch (node.operation) {
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::divide:
    case Operation::power: {
      // a + (b + c) needs no bracket: the tree of a sum is balanced, its text is a list.
      const bool same = node.operation == Operation::add || node.operation == Operation::multiply;
      const bool loose = same && graph[node.b].operation == node.operation;
      return operand(graph, node.a, strength, node.operation == Operation::power, leaf) +
             operator_text(node.operation) + operand(graph, node.b, strength, !loose, leaf);
    }
    case Operation::negate: return "−" + operand(graph, node.a, strength, false, leaf);
    case Operation::min:
    case Operation::max:
      return fmt::format("{}({}, {})", function_name(node.operation), written(graph, node.a, leaf),
                         written(graph, node.b, leaf));
    default: return fmt::format("{}({})", function_name(node.operation), written(graph, node.a, leaf));
  }
}

std::string constant_text(const Graph& graph, const Node& node) {
  const std::string& spelled = graph.spelling(node);
  return spelled.empty() ? number_text(node.value) : spelled;
}

class Explainer {
 public:
  Explainer(const Relations& relations, const Solution& solution) : relations_(relations), solution_(solution) {}

  Reason reason(std::size_t q, int depth) {
    const Quantity& quantity = relations_.quantities[q];
    const Finding& finding = solution_.found[q];
    Reason made;
    made.quantity = q;
    made.name = quantity.name;
    made.meaning = quantity.meaning;
    made.value = finding.status == Status::unknown ? "not determined" : amount_text(finding.value, quantity.shown);
    if (finding.status == Status::given) given(made, finding, quantity);
    if (finding.status == Status::derived) derived(made, finding, quantity, depth);
    return made;
  }

 private:
  void given(Reason& made, const Finding& finding, const Quantity& quantity) {
    const Given& stated = *finding.given;
    made.source = stated.source;
    made.where = stated.where;
    made.is_default = stated.rank == Rank::fallback;
    if (stated.rank == Rank::catalog) made.note = "catalog" + (stated.date.empty() ? "" : ", " + stated.date);
    if (stated.rank == Rank::fallback) made.note = "default";
    if (stated.assumed) made.note = "assumed";
    if (!stated.rounding.is_point())
      made.note = "quotation: " + range_text(stated.rounding.low, stated.rounding.high, quantity.shown);
    if (stated.is_belief)
      made.note = (stated.distribution.is_bounded() ? "within " : "90 % range: ") +
                  range_text(stated.belief.low, stated.belief.high, quantity.shown);
    if (!stated.note.empty()) made.note += (made.note.empty() ? "" : "; ") + stated.note;
  }

  void derived(Reason& made, const Finding& finding, const Quantity& quantity, int depth) {
    const Equation& equation = relations_.equations[finding.equation];
    made.sentence = equation.sentence;
    made.source = equation.source;
    if (const Node& formula = relations_.graph[finding.formula]; formula.operation == Operation::root) {
      made.is_numerical = true;
      made.sentence.clear();
      for (const std::size_t e : relations_.graph.root_of(formula).equations)
        made.sentence += (made.sentence.empty() ? "" : "; ") + relations_.equations[e].sentence;
    }
    made.formula = formula_text(relations_, finding.formula, quantity.part);
    made.numbers = numbers_text(relations_, solution_, finding.formula);
    if (equation.statement == Statement::estimate) {
      made.note = "estimate" + (equation.gap.empty() ? "" : ": leaves out " + equation.gap);
      made.is_default = relations_.graph.quantities_below(finding.formula).empty();
    }
    made.where = equation.where;
    if (!explained_.insert(made.quantity).second) {
      made.repeated = true;
      return;
    }
    if (depth <= 0) return;
    for (const std::size_t below : relations_.graph.quantities_below(finding.formula))
      made.below.push_back(reason(below, depth - 1));
  }

  const Relations& relations_;
  const Solution& solution_;
  std::set<std::size_t> explained_;
};

}  // namespace

std::string formula_text(const Relations& relations, NodeId node, const std::string& part) {
  return written(relations.graph, node, [&](const Node& leaf) {
    if (leaf.operation == Operation::constant) return constant_text(relations.graph, leaf);
    const std::string& name = relations.quantities[leaf.quantity()].name;
    return !part.empty() && name.starts_with(part + ".") ? name.substr(part.size() + 1) : name;
  });
}

std::string numbers_text(const Relations& relations, const Solution& solution, NodeId node) {
  return written(relations.graph, node, [&](const Node& leaf) {
    if (leaf.operation == Operation::constant) return constant_text(relations.graph, leaf);
    const std::size_t quantity = leaf.quantity();
    return amount_text(solution.found[quantity].value, relations.quantities[quantity].shown);
  });
}

Reason explain(const Relations& relations, const Solution& solution, std::size_t quantity, int depth) {
  return Explainer(relations, solution).reason(quantity, depth);
}

namespace {

// Where each quantity is explained in full.
void index_reasons(const Reason& reason, std::map<std::string, const Reason*>& index) {
  if (!reason.repeated) index[reason.name] = &reason;
  for (const Reason& below : reason.below) index_reasons(below, index);
}

// Compares two explanations, quantity by quantity: what is said of one, and all that stands below it.
class SameReasons {
 public:
  SameReasons(const Reason& one, const Reason& other) {
    index_reasons(one, one_);
    index_reasons(other, other_);
  }
  bool same(const std::string& name) {
    if (const auto known = same_.find(name); known != same_.end()) return known->second;
    const auto one = one_.find(name), other = other_.find(name);
    const bool is_same = one != one_.end() && other != other_.end() && says_same(*one->second, *other->second) &&
                         std::all_of(one->second->below.begin(), one->second->below.end(),
                                     [&](const Reason& below) { return same(below.name); });
    return same_[name] = is_same;
  }

 private:
  static bool says_same(const Reason& one, const Reason& other) {
    const auto said = [](const Reason& x) {
      return std::tie(x.value, x.formula, x.numbers, x.source, x.where, x.note);
    };
    return said(one) == said(other) &&
           std::equal(one.below.begin(), one.below.end(), other.below.begin(), other.below.end(),
                      [](const Reason& a, const Reason& b) { return a.name == b.name; });
  }

  std::map<std::string, const Reason*> one_, other_;
  std::map<std::string, bool> same_;
};

void fold(Reason& reason, SameReasons& reasons, const std::string& name) {
  if (reasons.same(reason.name)) {
    reason.as_in = name;
    reason.below.clear();
  }
  for (Reason& below : reason.below) fold(below, reasons, name);
}

}  // namespace

void fold_what_is_same(Reason& reason, const Reason& first, const std::string& name) {
  const Reason whole = reason;  // is compared while `reason` is folded
  SameReasons reasons(whole, first);
  fold(reason, reasons, name);
}

}  // namespace costcurve
