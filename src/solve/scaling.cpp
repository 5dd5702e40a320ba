#include "solve/scaling.h"

#include <algorithm>
#include <array>
#include <utility>

#include "solve/findings.h"

namespace costcurve {

Scaling::Scaling(const Relations& relations)
    : relations_(relations),
      weights_(relations.quantities.size()),
      within_(relations.quantities.size()),
      defined_(relations.quantities.size(), false),
      waiting_(relations.quantities.size()),
      unsettled_(relations.equations.size(), 0),
      nought_(relations.quantities.size(), false),
      noughts_(relations.equations.size()) {
  for (std::uint32_t q = 0; q < weights_.size(); ++q) weights_[q].terms = {{q, 1}};
}

void Scaling::keep(std::size_t equation, const Solution& solution) {
  const Equation& kept = relations_.equations[equation];
  if (const Node& left = relations_.graph[kept.left]; left.operation == Operation::symbol)
    defined_[left.quantity()] = true;
  const Weight left = weight_of(kept.left, equation, solution), right = weight_of(kept.right, equation, solution);
  // A sum that comes to nought does so in any unit.
  if (is_nought(kept.left) && is_sum(relations_.graph[kept.right].operation))
    noughts_[equation].push_back({kept.left, right});
  else if (is_nought(kept.right) && is_sum(relations_.graph[kept.left].operation))
    noughts_[equation].push_back({kept.right, left});
  else
    require_equal(left, right);
}

void Scaling::fix(std::size_t quantity, const Solution& solution) {
  if (costcurve::is_nought(solution, solution.found[quantity])) {
    nought_[quantity] = true;
    changed_.insert(changed_.end(), waiting_[quantity].begin(), waiting_[quantity].end());
  }
  require_none(weights_[quantity]);
}

std::vector<std::size_t> Scaling::newly_weightless() {
  while (!changed_.empty()) {
    Other& other = others_[changed_.back()];
    changed_.pop_back();
    if (other.is_settled || !settles(other)) continue;
    other.is_settled = true;
    --unsettled_[other.equation];
  }
  if (overflowed_) weightless_.clear();
  return std::exchange(weightless_, {});
}

bool Scaling::may_be_negative(std::uint32_t unit) const {
  if (std::any_of(positive_.begin(), positive_.end(),
                  [&](const Weight& weight) { return reduced(weight).factor_of(unit) != nullptr; }))
    return false;
  return std::all_of(within_[unit].begin(), within_[unit].end(), [&](std::uint32_t quantity) {
    const Rational* exponent = weights_[quantity].factor_of(unit);
    return !exponent || exponent->is_whole();
  });
}

// As dimensions are worked out, but that a number need not be a plain one.
Weight Scaling::weight_of(NodeId id, std::size_t equation, const Solution& solution) {
  const Node& node = relations_.graph[id];
  if (node.operation == Operation::constant) return {};
  if (node.operation == Operation::symbol) {
    if (!solution.knows(node.quantity())) return {{{static_cast<std::uint32_t>(node.quantity()), 1}}};
    if (costcurve::is_nought(solution, solution.found[node.quantity()])) nought_[node.quantity()] = true;
    return {};
  }
  std::array<Weight, most_operands> of;
  for (std::size_t i = 0; i < node.operands().size(); ++i) of[i] = weight_of(node.operands()[i], equation, solution);
  const DimensionRule rule = row_of(node.operation).dimension;
  if (std::all_of(of.begin(), of.end(), [](const Weight& weight) { return weight.is_none(); })) return {};
  switch (rule) {
    case DimensionRule::product: return sum_of(of[0], of[1], Rational(1));
    case DimensionRule::quotient: return sum_of(of[0], of[1], Rational(-1));
    case DimensionRule::power:
      if (relations_.graph[node.b].operation == Operation::constant)
        if (const auto exponent = Rational::of(relations_.graph[node.b].value)) {
          if (!exponent->is_whole()) positive_.push_back(of[0]);
          return times(of[0], *exponent);
        }
      break;
    case DimensionRule::root: positive_.push_back(of[0]); return times(of[0], Rational(1) / Rational(2));
    case DimensionRule::negated: return of[0];
    case DimensionRule::restricted: positive_.push_back(of[1]); return of[0];
    case DimensionRule::alike:
      // Nought is nought in any unit.
      if (const auto beside = term_beside_nought(node)) {
        positive_.push_back(of[*beside == node.a ? 0 : 1]);
        return positive_.back();
      }
      break;
    default: break;
  }
  return other(node, std::move(of), equation);
}

bool Scaling::is_nought(NodeId id) const {
  const Node& node = relations_.graph[id];
  if (node.operation == Operation::constant) return node.value == 0;
  return node.operation == Operation::symbol && nought_[node.quantity()];
}

std::optional<NodeId> Scaling::term_beside_nought(const Node& node) const {
  if (is_nought(node.b)) return node.a;
  if (is_nought(node.a)) return node.b;
  return std::nullopt;
}

std::vector<NodeId> Scaling::noughts_beside_others(std::size_t equation) const {
  std::vector<NodeId> terms;
  for (const Nought& nought : noughts_[equation])
    if (!reduced(nought.beside).is_none()) terms.push_back(nought.term);
  return terms;
}

Weight Scaling::other(const Node& node, std::array<Weight, most_operands> operands, std::size_t equation) {
  const auto unit = static_cast<std::uint32_t>(weights_.size()), number = static_cast<std::uint32_t>(others_.size());
  weights_.push_back({{{unit, 1}}});
  within_.emplace_back();
  waiting_.emplace_back();
  for (const Weight& operand : operands)
    for (const Weight::Term& term : operand.terms) waiting_[term.unit].push_back(number);
  waiting_[unit].push_back(number);
  others_.push_back({row_of(node.operation).dimension, equation, std::move(operands), unit, node.a, node.b, false});
  changed_.push_back(number);
  ++unsettled_[equation];
  return weights_.back();
}

void Scaling::require_homogeneity() {
  for (Other& other : others_) {
    if (std::exchange(other.is_settled, true)) continue;
    --unsettled_[other.equation];
    const Weight own{{{other.unit, 1}}};
    const auto& [a, b, c] = other.operands;
    const bool is_choice = other.rule == DimensionRule::choice;
    const bool are_alike = other.rule == DimensionRule::sum || other.rule == DimensionRule::difference ||
                           other.rule == DimensionRule::alike || other.rule == DimensionRule::comparison;
    if (!are_alike) require_none(a);
    if (are_alike) require_equal(a, b);
    if (is_choice) require_equal(b, c);
    if (other.rule == DimensionRule::power) require_none(b);
    if (other.rule == DimensionRule::alike || other.rule == DimensionRule::comparison) positive_.push_back(a);
    if (are_alike && other.rule != DimensionRule::comparison)
      require_equal(own, a);
    else if (is_choice)
      require_equal(own, b);
    else
      require_none(own);
  }
}

// True if it is told from what scales around it how it scales itself.
bool Scaling::settles(Other& other) {
  const Weight own{{{other.unit, 1}}}, a = reduced(other.operands[0]), b = reduced(other.operands[1]);
  switch (other.rule) {
    case DimensionRule::sum:
    case DimensionRule::difference: return settles_sum(other);
    case DimensionRule::alike:
      if (a != b) return false;
      positive_.push_back(a);
      require_equal(own, a);
      return true;
    case DimensionRule::comparison:
      if (a != b) return false;
      positive_.push_back(a);
      require_none(own);
      return true;
    case DimensionRule::choice:
      if (!a.is_none() || b != reduced(other.operands[2])) return false;
      require_equal(own, b);
      return true;
    case DimensionRule::plain:
    case DimensionRule::power:
      // Logarithms, exponentials and powers with an exponent that does not scale are fixed where their operand is, and
      // fix it.
      if (!b.is_none() || (!a.is_none() && !reduced(own).is_none())) return false;
      require_none(own);
      require_none(a);
      return true;
    default: break;
  }
  if (!a.is_none() || !b.is_none()) return false;
  require_none(own);
  return true;
}

bool Scaling::settles_sum(const Other& other) {
  const Weight own{{{other.unit, 1}}}, a = other.operands[0], b = other.operands[1];
  const Weight of_own = reduced(own), of_a = reduced(a), of_b = reduced(b);
  if (is_nought(other.b) || is_nought(other.a)) {
    const bool is_second = is_nought(other.b);
    const Weight& beside = is_second ? a : b;
    noughts_[other.equation].push_back({is_second ? other.b : other.a, beside});
    require_equal(own, beside);
  } else if (of_a == of_b)
    require_equal(own, a);
  else if (of_own == of_a)
    require_equal(own, b);
  else if (of_own == of_b)
    require_equal(own, a);
  else
    return false;
  return true;
}

Weight Scaling::reduced(const Weight& weight) const {
  Weight result;
  for (const Weight::Term& term : weight.terms) result = sum_of(result, weights_[term.unit], term.factor);
  return result;
}

void Scaling::require_equal(const Weight& a, const Weight& b) { require_none(sum_of(a, b, Rational(-1))); }

void Scaling::require_none(const Weight& of) {
  Weight weight = reduced(of);
  for (const Weight::Term& term : weight.terms)
    if (!term.factor.is_number()) overflowed_ = true;
  if (weight.is_none() || overflowed_) return;
  const std::uint32_t unit = least_wanted(weight);
  const Rational exponent = *weight.factor_of(unit);
  weight.leave_out(unit);
  take_apart(unit, times(weight, Rational(-1) / exponent));
}

// The unit is a product of others from now on.
void Scaling::take_apart(std::uint32_t unit, const Weight& in_others) {
  std::vector<std::uint32_t> holders = std::exchange(within_[unit], {});
  holders.push_back(unit);
  for (const std::uint32_t holder : holders) {
    const Rational* exponent = weights_[holder].factor_of(unit);
    if (!exponent) continue;
    const Rational factor = *exponent;
    Weight& weight = weights_[holder];
    weight.leave_out(unit);
    weight = sum_of(weight, in_others, factor);
    for (const Weight::Term& term : in_others.terms) within_[term.unit].push_back(holder);
    changed_.insert(changed_.end(), waiting_[holder].begin(), waiting_[holder].end());
    if (weight.is_none() && holder < relations_.quantities.size()) weightless_.push_back(holder);
  }
}

std::uint32_t Scaling::least_wanted(const Weight& weight) const {
  std::uint32_t least = weight.terms.front().unit;
  for (const Weight::Term& term : weight.terms)
    if (is_rather_kept(least, term.unit)) least = term.unit;
  return least;
}

// What others follow from is a better unit than what is said to follow from others, and what is positive a better one
// than what may be nought or less. But no unit that much is measured in is given up for one that is not.
bool Scaling::is_rather_kept(std::uint32_t a, std::uint32_t b) const {
  const std::size_t count = relations_.quantities.size();
  if (a >= count || b >= count) return a < count;
  constexpr std::size_t many = 64;
  const bool much_in_a = within_[a].size() > many, much_in_b = within_[b].size() > many;
  if (much_in_a || much_in_b) return within_[a].size() > within_[b].size();
  if (defined_[a] != defined_[b]) return defined_[b];
  const Quantity &x = relations_.quantities[a], &y = relations_.quantities[b];
  if (x.domain != y.domain) return x.domain < y.domain;
  return x.name < y.name;
}

}  // namespace costcurve
