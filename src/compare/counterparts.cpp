#include "compare/counterparts.h"

namespace costcurve {

namespace {

std::map<std::string, std::size_t, std::less<>> names_of(const Relations& relations) {
  std::map<std::string, std::size_t, std::less<>> names;
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (!relations.quantities[q].inner) names.emplace(relations.quantities[q].name, q);
  return names;
}

std::multimap<std::string, std::size_t, std::less<>> sentences_of(const Relations& relations) {
  std::multimap<std::string, std::size_t, std::less<>> sentences;
  for (std::size_t e = 0; e < relations.equations.size(); ++e) sentences.emplace(relations.equations[e].sentence, e);
  return sentences;
}

// "cost" of "r1.cost".
std::string behind_part(const Quantity& quantity) {
  return quantity.part.empty() ? quantity.name : quantity.name.substr(quantity.part.size() + 1);
}

std::optional<std::size_t> counterpart(const Quantity& quantity,
                                       const std::map<std::string, std::size_t, std::less<>>& names,
                                       const std::map<std::string, std::string>& parts) {
  const auto paired = parts.find(quantity.part);
  const auto found = names.find(paired == parts.end() ? quantity.name : paired->second + "." + behind_part(quantity));
  if (found == names.end()) return std::nullopt;
  return found->second;
}

}  // namespace

Counterparts::Counterparts(const Side& a, const Side& b)
    : a_(a),
      b_(b),
      names_a_(names_of(a.relations)),
      names_b_(names_of(b.relations)),
      sentences_a_(sentences_of(a.relations)),
      sentences_b_(sentences_of(b.relations)) {}

bool Counterparts::same_dimension(const Dimension& in_a, const Dimension& in_b) const {
  // A scenario's own counting units are numbered as they come: only their names say what they are.
  if (a_.units.counted() == b_.units.counted()) return in_a == in_b;
  return in_a.is_point() == in_b.is_point() && a_.units.words(in_a) == b_.units.words(in_b);
}

bool Counterparts::could_pair_parts(const std::string& in_a, const std::string& in_b) const {
  const auto known = parts_.b_of.find(in_a);
  if (known != parts_.b_of.end()) return known->second == in_b;
  if (!pairs_new_parts_) return false;
  const auto sheet_a = a_.sheets.find(in_a), sheet_b = b_.sheets.find(in_b);
  if (sheet_a == a_.sheets.end() || sheet_b == b_.sheets.end() || sheet_a->second != sheet_b->second) return false;
  return !b_.sheets.contains(in_a) && !a_.sheets.contains(in_b) && !parts_.a_of.contains(in_b);
}

bool Counterparts::could_pair(std::size_t in_a, std::size_t in_b) const {
  const Quantity &a = a_.relations.quantities[in_a], &b = b_.relations.quantities[in_b];
  if (!same_dimension(a.dimension, b.dimension)) return false;
  if (a.name == b.name) return true;
  return a.part != b.part && !a.part.empty() && !b.part.empty() && behind_part(a) == behind_part(b) &&
         could_pair_parts(a.part, b.part);
}

bool Counterparts::pair(std::size_t in_a, std::size_t in_b) {
  if (!could_pair(in_a, in_b)) return false;
  const std::string &a = a_.relations.quantities[in_a].part, &b = b_.relations.quantities[in_b].part;
  if (a != b) {
    parts_.b_of[a] = b;
    parts_.a_of[b] = a;
  }
  return true;
}

void Counterparts::pair_what_is_compared(std::size_t in_a, std::size_t in_b) {
  const std::string &a = a_.relations.quantities[in_a].part, &b = b_.relations.quantities[in_b].part;
  const auto sheet_a = a_.sheets.find(a), sheet_b = b_.sheets.find(b);
  const bool is_one_sheet = sheet_a != a_.sheets.end() && sheet_b != b_.sheets.end() && !sheet_a->second.empty() &&
                            sheet_a->second == sheet_b->second;
  if (a == b || !is_one_sheet) return void(pair(in_a, in_b));
  parts_.b_of[a] = b;
  parts_.a_of[b] = a;
}

bool Counterparts::same(NodeId in_a, NodeId in_b) {
  const Node &a = a_.solution.formulas[in_a], &b = b_.solution.formulas[in_b];
  if (a.operation != b.operation) return false;
  if (a.operation == Operation::symbol) return pair(a.quantity(), b.quantity());
  if (a.operation == Operation::constant) return a.value == b.value && same_dimension(a.dimension, b.dimension);
  if (a.operation == Operation::root) return same_roots(a, in_a, b, in_b);
  const bool before = pairs_new_parts_;
  if (is_sum(a.operation) && before) pairs_new_parts_ = is_sum_of_roles(a_, in_a) && is_sum_of_roles(b_, in_b);
  const Operands<NodeId> of_a = a.operands(), of_b = b.operands();
  const bool alike = std::equal(of_a.begin(), of_a.end(), of_b.begin(), [&](NodeId x, NodeId y) { return same(x, y); });
  pairs_new_parts_ = before;
  return alike;
}

bool Counterparts::same_roots(const Node& a, NodeId in_a, const Node& b, NodeId in_b) {
  const Root &left = a_.solution.formulas.root_of(a), &right = b_.solution.formulas.root_of(b);
  if (in_a - left.first != in_b - right.first || left.unknowns.size() != right.unknowns.size() ||
      left.left.size() != right.left.size())
    return false;
  for (std::size_t i = 0; i < left.unknowns.size(); ++i)
    if (!pair(left.unknowns[i], right.unknowns[i])) return false;
  for (std::size_t e = 0; e < left.left.size(); ++e)
    if (!same(left.left[e], right.left[e]) || !same(left.right[e], right.right[e])) return false;
  return true;
}

bool Counterparts::is_sum_of_roles(const Side& side, NodeId sum) const {
  if (side.solution.formulas[sum].dimension.is_point()) return true;  // a date and how long something took
  std::string part;
  for (const std::size_t q : side.solution.formulas.quantities_below(sum)) {
    const std::string& other = side.relations.quantities[q].part;
    if (!part.empty() && other != part) return false;
    part = other;
  }
  return true;
}

bool Counterparts::pair_formulas(NodeId in_a, NodeId in_b) {
  PairedParts before = parts_;
  if (same(in_a, in_b)) return true;
  parts_ = std::move(before);
  return false;
}

std::optional<std::size_t> Counterparts::in_b(std::size_t in_a) const {
  return counterpart(a_.relations.quantities[in_a], names_b_, parts_.b_of);
}
std::optional<std::size_t> Counterparts::in_a(std::size_t in_b) const {
  return counterpart(b_.relations.quantities[in_b], names_a_, parts_.a_of);
}

bool Counterparts::same_equation(const Equation& in_a, const Equation& in_b) {
  if (in_a.statement != in_b.statement) return false;
  const auto paired = parts_.b_of.find(in_a.part);
  if (in_b.part != (paired == parts_.b_of.end() ? in_a.part : paired->second)) return false;
  return pair_formulas(in_a.left, in_b.left) && pair_formulas(in_a.right, in_b.right);
}

std::optional<std::size_t> Counterparts::equation_in_b(std::size_t in_a) {
  const Equation& equation = a_.relations.equations[in_a];
  const auto [begin, end] = sentences_b_.equal_range(equation.sentence);
  for (auto other = begin; other != end; ++other)
    if (same_equation(equation, b_.relations.equations[other->second])) return other->second;
  return std::nullopt;
}

std::optional<std::size_t> Counterparts::equation_in_a(std::size_t in_b) {
  const Equation& equation = b_.relations.equations[in_b];
  const auto [begin, end] = sentences_a_.equal_range(equation.sentence);
  for (auto other = begin; other != end; ++other)
    if (same_equation(a_.relations.equations[other->second], equation)) return other->second;
  return std::nullopt;
}

}  // namespace costcurve
