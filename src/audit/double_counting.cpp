#include "audit/double_counting.h"

#include <algorithm>
#include <optional>
#include <set>

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

Item item_of(const AuditedVariant& audited, NodeId root) {
  const Relations& relations = *audited.scenario.relations;
  Item item;
  std::vector<std::size_t> open = audited.solution.formulas.quantities_below(root);
  std::set<std::size_t> seen;
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (!seen.insert(q).second) continue;
    const Quantity& quantity = relations.quantities[q];
    const Finding& finding = audited.solution.found[q];
    const Part* part = audited.scenario.part(quantity.part);
    if (quantity.dimension == rent_dimension && !(part && part->basis == "amortised")) item.rent = q;
    if (quantity.dimension == electricity_price_dimension) item.price = q;
    if (finding.status != Status::derived) continue;
    for (const std::size_t below : audited.solution.formulas.quantities_below(finding.formula)) open.push_back(below);
  }
  return item;
}

std::optional<CountedTwice> within(const AuditedVariant& audited, const Equation& equation) {
  std::vector<NodeId> sides;
  add_items(audited.solution.formulas, equation.right, sides);
  std::vector<Item> items;
  for (const NodeId side : sides) items.push_back(item_of(audited, side));
  const auto rented = std::find_if(items.begin(), items.end(), [](const Item& i) { return i.rent && !i.price; });
  const auto powered = std::find_if(items.begin(), items.end(), [](const Item& i) { return i.price && !i.rent; });
  const Node& left = audited.solution.formulas[equation.left];
  if (rented == items.end() || powered == items.end() || left.operation != Operation::symbol) return std::nullopt;
  return CountedTwice{left.quantity(), *rented->rent, *powered->price};
}

}  // namespace

std::vector<CountedTwice> counted_twice(const AuditedVariant& audited) {
  std::vector<CountedTwice> found;
  for (const Equation& equation : audited.scenario.relations->equations)
    if (!equation.where.empty() && equation.statement == Statement::equal)
      if (const std::optional<CountedTwice> twice = within(audited, equation)) found.push_back(*twice);
  return found;
}

}  // namespace costcurve
