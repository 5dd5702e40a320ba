#include "compare/alignment.h"

#include <algorithm>
#include <array>

#include "audit/reasons.h"

namespace costcurve {

namespace {

class Aligner {
 public:
  Aligner(const Side& a, const Side& b, Counterparts& counterparts, const Allowed& allowed, const std::string& name)
      : a_(a), b_(b), counterparts_(counterparts), allowed_(allowed), name_(name) {}

  std::optional<Expansion> of(NodeId a, NodeId b) {
    const std::optional<std::uint32_t> root = node(a, b);
    return root && shared_ > 0 ? std::optional(finished(*root)) : std::nullopt;
  }

  // Of two that share nothing: what each is the sum of.
  std::optional<Expansion> apart(NodeId a, NodeId b) {
    const Dimension dimension = a_.solution.formulas[a].dimension;
    if (!counterparts_.same_dimension(dimension, b_.solution.formulas[b].dimension)) return std::nullopt;
    const std::optional<std::uint32_t> root =
        terms_apart(terms_of(a_, a, most_depth), terms_of(b_, b, most_depth), dimension);
    return root ? std::optional(finished(*root)) : std::nullopt;
  }

 private:
  Expansion finished(std::uint32_t root) {
    made_.program.outputs.push_back(root);
    for (const std::uint32_t operand : compared_) made_.program.outputs.push_back(operand);
    return std::move(made_);
  }

  struct Mark {
    std::size_t code, operands, inputs, compared;
    int shared;
    PairedParts parts;
  };
  Mark mark() const {
    return {made_.program.code.size(), made_.operands.size(), made_.program.inputs.size(), compared_.size(), shared_,
            counterparts_.parts()};
  }
  void go_back(const Mark& mark) {
    made_.program.code.resize(mark.code);
    made_.operands.resize(mark.operands);
    made_.program.inputs.resize(mark.inputs);
    compared_.resize(mark.compared);
    shared_ = mark.shared;
    counterparts_.set_parts(mark.parts);
  }

  std::uint32_t emit(const Instruction& step) {
    made_.program.code.push_back(step);
    return static_cast<std::uint32_t>(made_.program.code.size() - 1);
  }
  std::uint32_t emit(Operation operation, std::uint32_t left, std::uint32_t right) {
    return emit(Instruction{operation, left, right, 0, 0});
  }
  std::uint32_t operand(Expansion::Operand made) {
    made_.program.inputs.push_back(made_.program.inputs.size());
    made_.operands.push_back(std::move(made));
    return emit(Instruction{Operation::symbol, 0, 0, 0, static_cast<std::uint32_t>(made_.operands.size() - 1)});
  }

  // What differs as a whole: one input with a value on each side.
  std::optional<std::uint32_t> whole(NodeId a, NodeId b) {
    const Node &left = a_.solution.formulas[a], &right = b_.solution.formulas[b];
    if (!counterparts_.same_dimension(left.dimension, right.dimension)) return std::nullopt;
    CommonInput input;
    const std::string text_a = formula_text(a_.relations, a_.solution.formulas, a, ""),
                      text_b = formula_text(b_.relations, b_.solution.formulas, b, "");
    const bool numbers = left.operation == Operation::constant && right.operation == Operation::constant;
    input.name = numbers ? "a number in " + name_ : text_a == text_b ? text_a : text_a + " → " + text_b;
    input.a = value_of(a_.solution, a);
    input.b = value_of(b_.solution, b);
    input.dimension = left.dimension;
    input.shown = a_.units.usual(left.dimension);
    return operand({false, 0, 0, std::move(input)});
  }

  std::optional<std::uint32_t> node(NodeId a, NodeId b) {
    const Node left = a_.solution.formulas[a], right = b_.solution.formulas[b];
    if (left.operation == Operation::symbol && right.operation == Operation::symbol &&
        can_pair(left.quantity(), right.quantity())) {
      ++shared_;
      return operand({true, left.quantity(), right.quantity(), {}});
    }
    if (left.operation == Operation::constant && right.operation == Operation::constant && left.value == right.value &&
        counterparts_.same_dimension(left.dimension, right.dimension))
      return emit(Instruction{Operation::constant, 0, 0, left.value, 0});
    const Mark before = mark();
    if (--attempts_ < 0) return whole(a, b);
    for (const auto attempt : {&Aligner::sum, &Aligner::product, &Aligner::operation}) {
      const std::optional<std::uint32_t> made = (this->*attempt)(a, b);
      if (made && shared_ > before.shared) return made;
      go_back(before);
    }
    return whole(a, b);
  }

  bool can_pair(std::size_t a, std::size_t b) { return allowed_(a, b) && counterparts_.pair(a, b); }

  // True where both choose at the same number. Of two that do not, such as lists of prices with limits of their own,
  // what is chosen is what differs: on the way from one limit to the other it would jump.
  bool choose_alike(const Node& left, const Node& right) const {
    const Node &in_a = a_.solution.formulas[left.operands()[0]], &in_b = b_.solution.formulas[right.operands()[0]];
    if (in_a.operation != in_b.operation || is_leaf(in_a.operation)) return true;
    for (std::size_t i = 0; i < in_a.operands().size(); ++i) {
      const Node &x = a_.solution.formulas[in_a.operands()[i]], &y = b_.solution.formulas[in_b.operands()[i]];
      if (x.operation == Operation::constant && y.operation == Operation::constant && x.value != y.value) return false;
    }
    return true;
  }

  // The same operation over operands that share something.
  std::optional<std::uint32_t> operation(NodeId a, NodeId b) {
    const Node left = a_.solution.formulas[a], right = b_.solution.formulas[b];
    if (left.operation != right.operation || is_leaf(left.operation)) return std::nullopt;
    if (is_sum(left.operation) || is_product(left.operation)) return std::nullopt;
    if (left.operation == Operation::select && !choose_alike(left, right)) return std::nullopt;
    std::array<std::uint32_t, most_operands> operands{};
    for (std::size_t i = 0; i < left.operands().size(); ++i) {
      const std::optional<std::uint32_t> operand = node(left.operands()[i], right.operands()[i]);
      if (!operand) return std::nullopt;
      operands[i] = *operand;
    }
    if (row_of(left.operation).compares) compared_.insert(compared_.end(), {operands[0], operands[1]});
    return emit(Instruction{left.operation, operands[0], operands[1], 0, 0, operands[2]});
  }

  std::optional<std::uint32_t> sum(NodeId a, NodeId b) {
    if (!is_sum(a_.solution.formulas[a].operation) && !is_sum(b_.solution.formulas[b].operation)) return std::nullopt;
    const bool before = counterparts_.pair_new_parts(false);
    counterparts_.pair_new_parts(before && counterparts_.is_sum_of_roles(a_, a) &&
                                 counterparts_.is_sum_of_roles(b_, b));
    const std::optional<std::uint32_t> total = sum_of(members_of(a_.solution.formulas, a, Listing::Kind::sum),
                                                      members_of(b_.solution.formulas, b, Listing::Kind::sum));
    counterparts_.pair_new_parts(before);
    return total;
  }

  std::optional<std::uint32_t> sum_of(std::vector<Member> left, std::vector<Member> right) {
    std::optional<std::uint32_t> total;
    const auto add = [&](std::uint32_t term, bool inverse) {
      if (total)
        total = emit(inverse ? Operation::subtract : Operation::add, *total, term);
      else
        total = inverse ? emit(Operation::negate, term, 0) : term;
    };
    for (const auto& [x, y] : matched_members(a_, b_, counterparts_, allowed_, left, right)) {
      const std::optional<std::uint32_t> term = node(x.node, y.node);
      if (!term) return std::nullopt;
      add(*term, x.inverse);
    }
    // A date does not count from nought.
    const auto is_date = [](const Side& side) {
      return [&side](const Member& member) { return side.solution.formulas[member.node].dimension.is_point(); };
    };
    if (std::any_of(left.begin(), left.end(), is_date(a_)) || std::any_of(right.begin(), right.end(), is_date(b_)))
      return std::nullopt;
    for (const Member& only : left) add(one_sided(a_, only.node, CommonInput::Presence::only_a, 0), only.inverse);
    for (const Member& only : right) add(one_sided(b_, only.node, CommonInput::Presence::only_b, 0), only.inverse);
    return total;
  }

  std::optional<std::uint32_t> product(NodeId a, NodeId b) {
    if (!is_product(a_.solution.formulas[a].operation) && !is_product(b_.solution.formulas[b].operation))
      return std::nullopt;
    std::vector<Member> left = members_of(a_.solution.formulas, a, Listing::Kind::product),
                        right = members_of(b_.solution.formulas, b, Listing::Kind::product);
    std::optional<std::uint32_t> total;
    const auto multiply = [&](std::uint32_t factor, bool inverse) {
      if (total)
        total = emit(inverse ? Operation::divide : Operation::multiply, *total, factor);
      else
        total = inverse ? emit(Operation::divide, emit(Instruction{Operation::constant, 0, 0, 1, 0}), factor) : factor;
    };
    for (const auto& [x, y] : matched_members(a_, b_, counterparts_, allowed_, left, right)) {
      const std::optional<std::uint32_t> factor = node(x.node, y.node);
      if (!factor) return std::nullopt;
      multiply(*factor, x.inverse);
    }
    if (left.empty() && right.empty()) return total;
    const std::optional<std::uint32_t> rest = factors_left(left, right);
    if (!rest) return std::nullopt;
    multiply(*rest, false);
    return total;
  }

  std::uint32_t one_sided(const Side& side, NodeId node, CommonInput::Presence presence, double absent) {
    CommonInput input;
    input.name = formula_text(side.relations, side.solution.formulas, node, "");
    input.presence = presence;
    const double value = value_of(side.solution, node);
    input.a = presence == CommonInput::Presence::only_a ? value : absent;
    input.b = presence == CommonInput::Presence::only_b ? value : absent;
    input.dimension = side.solution.formulas[node].dimension;
    const Node& term = side.solution.formulas[node];
    input.shown = term.operation == Operation::symbol ? side.relations.quantities[term.quantity()].shown
                                                      : side.units.usual(input.dimension);
    return operand({false, 0, 0, std::move(input)});
  }

  struct Factors {
    double value = 1;
    std::string text;
    Dimension dimension;
  };
  static void multiply(Factors& made, const std::string& text, double value, bool inverse) {
    made.value = inverse ? made.value / value : made.value * value;
    made.text += (made.text.empty() ? inverse ? "1 / " : "" : inverse ? " / " : " × ") + text;
  }
  static Factors factors(const Side& side, const std::vector<Member>& members) {
    Factors made;
    for (const Member& member : members) {
      const Dimension dimension = side.solution.formulas[member.node].dimension;
      made.dimension = member.inverse ? made.dimension / dimension : made.dimension * dimension;
      multiply(made, factor_text(side, member.node), value_of(side.solution, member.node), member.inverse);
    }
    return made;
  }
  static std::string factor_text(const Side& side, NodeId node) {
    const std::string text = formula_text(side.relations, side.solution.formulas, node, "");
    return is_sum(side.solution.formulas[node].operation) ? "(" + text + ")" : text;
  }

  // What a formula is the sum of: of what follows from a sum its terms, of a product with a sum in it each with the
  // other factors. One term where there is no sum, or where it would be too many.
  static constexpr int most_depth = 4;
  static constexpr std::size_t most_terms = 12;
  struct Term {
    std::string text;
    double value = 0;
  };
  static std::vector<Term> terms_of(const Side& side, NodeId node, int depth) {
    const Graph& graph = side.solution.formulas;
    const std::vector<Term> whole = {{factor_text(side, node), value_of(side.solution, node)}};
    std::vector<Term> terms;
    if (is_sum(graph[node].operation))
      terms = terms_of_sum(side, node, depth);
    else if (is_product(graph[node].operation))
      terms = terms_of_product(side, node, depth);
    else if (graph[node].operation == Operation::symbol && depth > 0)
      if (const Finding& finding = side.solution.found[graph[node].quantity()];
          finding.status == Status::derived && graph[finding.formula].operation != Operation::root)
        terms = terms_of(side, finding.formula, depth - 1);
    return terms.size() < 2 || terms.size() > most_terms ? whole : terms;
  }
  static std::vector<Term> terms_of_sum(const Side& side, NodeId sum, int depth) {
    std::vector<Term> all;
    for (const Member& member : members_of(side.solution.formulas, sum, Listing::Kind::sum))
      for (Term& term : terms_of(side, member.node, depth)) {
        if (member.inverse) term.value = -term.value;
        all.push_back(std::move(term));
      }
    return all;
  }
  static std::vector<Term> terms_of_product(const Side& side, NodeId product, int depth) {
    return terms_of_factors(side, members_of(side.solution.formulas, product, Listing::Kind::product), depth);
  }
  static std::vector<Term> terms_of_factors(const Side& side, const std::vector<Member>& members, int depth) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (members[i].inverse) continue;
      std::vector<Term> terms = terms_of(side, members[i].node, depth);
      if (terms.size() < 2) continue;
      for (Term& term : terms) {
        Factors made;
        multiply(made, term.text, term.value, false);
        for (std::size_t j = 0; j < members.size(); ++j)
          if (j != i)
            multiply(made, factor_text(side, members[j].node), value_of(side.solution, members[j].node),
                     members[j].inverse);
        term = {made.text, made.value};
      }
      return terms;
    }
    const Factors whole = factors(side, members);
    return {{whole.text, whole.value}};
  }

  // Each term is on one side only; nothing where neither side is a sum.
  std::optional<std::uint32_t> terms_apart(const std::vector<Term>& left, const std::vector<Term>& right,
                                           const Dimension& dimension) {
    if (left.size() < 2 && right.size() < 2) return std::nullopt;
    std::optional<std::uint32_t> total;
    const auto add = [&](const Side& side, const Term& term, CommonInput::Presence presence) {
      CommonInput input;
      input.name = term.text;
      input.presence = presence;
      input.a = presence == CommonInput::Presence::only_a ? term.value : 0;
      input.b = presence == CommonInput::Presence::only_b ? term.value : 0;
      input.dimension = dimension;
      input.shown = side.units.usual(dimension);
      const std::uint32_t made = operand({false, 0, 0, std::move(input)});
      total = total ? emit(Operation::add, *total, made) : made;
    };
    for (const Term& term : left) add(a_, term, CommonInput::Presence::only_a);
    for (const Term& term : right) add(b_, term, CommonInput::Presence::only_b);
    return total;
  }

  // The factors that the other side has not, as one input; a factor that stands on one side only counts from one.
  std::optional<std::uint32_t> factors_left(const std::vector<Member>& left, const std::vector<Member>& right) {
    const Factors a = factors(a_, left), b = factors(b_, right);
    if (!counterparts_.same_dimension(a.dimension, b.dimension)) return std::nullopt;
    if (!left.empty() && !right.empty())
      if (const std::optional<std::uint32_t> sum =
              terms_apart(terms_of_factors(a_, left, most_depth), terms_of_factors(b_, right, most_depth), a.dimension))
        return sum;
    CommonInput input;
    input.presence = left.empty()    ? CommonInput::Presence::only_b
                     : right.empty() ? CommonInput::Presence::only_a
                                     : CommonInput::Presence::both;
    input.name = left.empty() ? b.text : right.empty() ? a.text : a.text + " → " + b.text;
    input.a = a.value;
    input.b = b.value;
    input.dimension = a.dimension;
    input.shown = a_.units.usual(a.dimension);
    return operand({false, 0, 0, std::move(input)});
  }

  const Side& a_;
  const Side& b_;
  Counterparts& counterparts_;
  const Allowed& allowed_;
  const std::string& name_;
  Expansion made_;
  std::vector<std::uint32_t> compared_;  // the operands of min and max, and of what else compares
  int shared_ = 0;                       // quantities that both have
  int attempts_ = 20000;                 // each level of two formulas may be tried in two ways
};

}  // namespace

std::optional<Expansion> align(const Side& a, const Side& b, Counterparts& counterparts, NodeId in_a, NodeId in_b,
                               const Allowed& allowed, const std::string& name) {
  return Aligner(a, b, counterparts, allowed, name).of(in_a, in_b);
}

std::optional<Expansion> take_apart(const Side& a, const Side& b, Counterparts& counterparts, NodeId in_a, NodeId in_b,
                                    const Allowed& allowed, const std::string& name) {
  return Aligner(a, b, counterparts, allowed, name).apart(in_a, in_b);
}

}  // namespace costcurve
