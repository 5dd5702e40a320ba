#include "solve/tear.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "solve/linear_rows.h"
#include "solve/rearrange.h"

namespace costcurve {

namespace {

struct Following {
  std::size_t quantity;
  std::size_t equation;
};

class Block {
 public:
  Block(const Relations& relations, Solution& solution, const std::vector<std::size_t>& equations,
        const std::vector<std::size_t>& unknowns)
      : relations_(relations),
        solution_(solution),
        formulas_(solution.formulas),
        equations_(equations),
        unknowns_(unknowns) {
    for (const std::size_t e : equations_) {
      std::vector<std::size_t> inside = quantities_of(relations.graph, relations.equations[e]);
      std::erase_if(inside, [&](std::size_t q) { return !std::binary_search(unknowns_.begin(), unknowns_.end(), q); });
      inside_.push_back(std::move(inside));
    }
  }

  // What follows from the torn unknowns in closed form; nothing if not all does. With `all_solutions` no solution may
  // be lost on the way.
  std::optional<std::vector<Following>> follow(const std::vector<std::size_t>& torn, bool all_solutions) const {
    std::vector<std::size_t> known = torn;
    std::vector<bool> used(equations_.size(), false);
    std::vector<Following> all;
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < equations_.size(); ++i) {
        if (used[i]) continue;
        const std::optional<std::size_t> quantity = only_unknown(inside_[i], known);
        if (!quantity || !can_rearrange(relations_, relations_.equations[equations_[i]], *quantity)) continue;
        if (all_solutions && misses(equations_[i], *quantity)) continue;
        used[i] = changed = true;
        known.push_back(*quantity);
        all.push_back({*quantity, equations_[i]});
      }
    }
    if (known.size() < unknowns_.size()) return std::nullopt;
    return all;
  }

  Torn torn_at(const std::vector<std::size_t>& unknowns, const std::vector<Following>& following) {
    Torn torn;
    torn.unknowns = unknowns;
    in_place_of_.clear();
    for (const Following& step : following) {
      const Rearranged rearranged =
          rearrange(relations_, formulas_, relations_.equations[step.equation], step.quantity);
      const NodeId formula = substituted(restricted(formulas_, rearranged));
      in_place_of_[step.quantity] = formula;
      torn.steps.push_back({step.quantity, step.equation, formula});
    }
    for (const std::size_t e : equations_) {
      if (std::any_of(following.begin(), following.end(), [&](const Following& step) { return step.equation == e; }))
        continue;
      torn.equations.push_back(e);
      torn.left.push_back(substituted(relations_.equations[e].left));
      torn.right.push_back(substituted(relations_.equations[e].right));
    }
    return torn;
  }

 private:
  bool misses(std::size_t equation, std::size_t quantity) const {
    return may_miss_solutions(relations_, solution_, relations_.equations[equation], quantity, unknowns_);
  }

  static std::optional<std::size_t> only_unknown(const std::vector<std::size_t>& inside,
                                                 const std::vector<std::size_t>& known) {
    std::optional<std::size_t> only;
    for (const std::size_t q : inside) {
      if (std::find(known.begin(), known.end(), q) != known.end()) continue;
      if (only) return std::nullopt;
      only = q;
    }
    return only;
  }

  // The node with the formulas of what follows in the place of their quantities.
  NodeId substituted(NodeId id) {
    const Node node = formulas_[id];
    if (node.operation == Operation::symbol) {
      const auto formula = in_place_of_.find(node.quantity());
      return formula == in_place_of_.end() ? id : formula->second;
    }
    std::array<NodeId, most_operands> changed = {node.a, node.b, node.c};
    for (std::size_t i = 0; i < operand_count(node.operation); ++i) changed[i] = substituted(changed[i]);
    if (changed == std::array{node.a, node.b, node.c}) return id;
    return formulas_.record(node.operation, changed[0], changed[1], changed[2]);
  }

  const Relations& relations_;
  const Solution& solution_;
  Graph& formulas_;
  const std::vector<std::size_t>& equations_;
  const std::vector<std::size_t>& unknowns_;
  std::vector<std::vector<std::size_t>> inside_;  // the unknowns in each equation
  std::unordered_map<std::size_t, NodeId> in_place_of_;
};

// The next set of as many places, in lexical order; false after the last.
bool next_choice(std::vector<std::size_t>& chosen, std::size_t of) {
  for (std::size_t i = chosen.size(); i-- > 0;) {
    if (chosen[i] + (chosen.size() - i) >= of) continue;
    ++chosen[i];
    for (std::size_t k = i + 1; k < chosen.size(); ++k) chosen[k] = chosen[k - 1] + 1;
    return true;
  }
  return false;
}

}  // namespace

std::vector<Torn> tear(const Relations& relations, Solution& solution, const std::vector<std::size_t>& equations,
                       std::vector<std::size_t> unknowns, std::size_t alternatives) {
  constexpr std::size_t most_torn = 3;
  std::vector<std::size_t> by_name = unknowns;
  std::sort(unknowns.begin(), unknowns.end());
  std::sort(by_name.begin(), by_name.end(),
            [&](std::size_t a, std::size_t b) { return relations.quantities[a].name < relations.quantities[b].name; });
  Block block(relations, solution, equations, unknowns);
  std::vector<Torn> ways;
  const auto tear_at = [&](std::size_t count, bool all_solutions) {
    std::vector<std::size_t> chosen(count);
    for (std::size_t i = 0; i < count; ++i) chosen[i] = i;
    do {
      std::vector<std::size_t> torn;
      for (const std::size_t place : chosen) torn.push_back(by_name[place]);
      if (const auto following = block.follow(torn, all_solutions)) ways.push_back(block.torn_at(torn, *following));
    } while (ways.size() < alternatives && next_choice(chosen, by_name.size()));
  };
  for (std::size_t count = 1; count <= std::min(most_torn, by_name.size()) && ways.empty(); ++count) {
    tear_at(count, true);
    if (ways.empty()) tear_at(count, false);
  }
  if (!ways.empty()) return ways;
  Torn untorn = block.torn_at(by_name, {});
  if (linear_rows(solution, by_name, untorn.left, untorn.right)) ways.push_back(std::move(untorn));
  return ways;
}

}  // namespace costcurve
