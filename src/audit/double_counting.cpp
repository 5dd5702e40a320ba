#include "audit/double_counting.h"

#include <algorithm>
#include <optional>

namespace costcurve {

namespace {

const Dimension rent_dimension = Dimension(Base::money) / Dimension(Base::chip) / Dimension(Base::time);
const Dimension electricity_price_dimension = Dimension(Base::money) / Dimension(Base::energy);

// The items of a sum, however it is nested.
void add_items(const Graph& graph, NodeId sum, std::vector<NodeId>& items) {
  const Node& node = graph[sum];
  if (node.operation != Operation::add) return items.push_back(sum);
  add_items(graph, node.a, items);
  add_items(graph, node.b, items);
}

// A rent is what one pays another for a chip; what one's own costs by the hour is none.
struct Item {
  std::optional<std::size_t> rent, price;
};

void take(Item& item, const Item& below) {
  if (!item.rent) item.rent = below.rent;
  if (!item.price) item.price = below.price;
}

// What each quantity is and rests on.
std::vector<Item> items_of(const AuditedVariant& audited) {
  const std::vector<Quantity>& quantities = audited.scenario.relations->quantities;
  std::vector<Item> items(quantities.size());
  for (std::size_t q = 0; q < quantities.size(); ++q) {
    if (quantities[q].dimension == rent_dimension) items[q].rent = q;
    if (quantities[q].dimension == electricity_price_dimension) items[q].price = q;
  }
  for (const Part& part : audited.scenario.parts)
    for (std::size_t i = 0; part.basis == "amortised" && i < part.quantities.size(); ++i)
      items[part.quantities[i]].rent.reset();
  const Solution& solution = audited.solution;
  for (const std::size_t q : in_order_of_derivation(solution))
    if (solution.found[q].status == Status::derived)
      for (const std::size_t below : solution.formulas.quantities_below(solution.found[q].formula))
        take(items[q], items[below]);
  return items;
}

std::optional<CountedTwice> within(const AuditedVariant& audited, const std::vector<Item>& all,
                                   const Equation& equation) {
  std::vector<NodeId> sides;
  add_items(audited.solution.formulas, equation.right, sides);
  std::vector<Item> items;
  for (const NodeId side : sides) {
    items.emplace_back();
    for (const std::size_t q : audited.solution.formulas.quantities_below(side)) take(items.back(), all[q]);
  }
  const auto rented = std::find_if(items.begin(), items.end(), [](const Item& i) { return i.rent && !i.price; });
  const auto powered = std::find_if(items.begin(), items.end(), [](const Item& i) { return i.price && !i.rent; });
  const Node& left = audited.solution.formulas[equation.left];
  if (rented == items.end() || powered == items.end() || left.operation != Operation::symbol) return std::nullopt;
  return CountedTwice{left.quantity(), *rented->rent, *powered->price};
}

}  // namespace

std::vector<CountedTwice> counted_twice(const AuditedVariant& audited) {
  const std::vector<Item> items = items_of(audited);
  std::vector<CountedTwice> found;
  for (const Equation& equation : audited.scenario.relations->equations)
    if (!equation.where.empty() && equation.statement == Statement::equal)
      if (const std::optional<CountedTwice> twice = within(audited, items, equation)) found.push_back(*twice);
  return found;
}

}  // namespace costcurve
