#include "serve/part_alone.h"

#include <algorithm>
#include <set>

namespace costcurve {

namespace {

std::shared_ptr<const Scenario> with_relations(const std::shared_ptr<const Scenario>& scenario,
                                               std::shared_ptr<const Relations> relations) {
  const auto other = std::make_shared<Scenario>(*scenario);
  other->relations = std::move(relations);
  return other;
}

// The parts that an equation joins: one of a sheet's own is of its part alone.
std::set<std::string> parts_of(const Relations& relations, const Equation& equation) {
  std::set<std::string> parts;
  if (!equation.part.empty()) parts.insert(equation.part);
  if (equation.where.empty() && !equation.part.empty()) return parts;
  for (const std::size_t q : quantities_of(relations.graph, equation)) parts.insert(relations.quantities[q].part);
  return parts;
}

}  // namespace

std::shared_ptr<const Scenario> part_alone(const std::shared_ptr<const Scenario>& scenario, const std::string& part) {
  const Relations& relations = *scenario->relations;
  std::vector<std::set<std::string>> joined;
  for (const Equation& equation : relations.equations) joined.push_back(parts_of(relations, equation));
  std::set<std::string> kept = {part};
  for (std::size_t before = 0; before != kept.size();) {
    before = kept.size();
    for (const std::set<std::string>& parts : joined)
      if (std::any_of(parts.begin(), parts.end(), [&](const std::string& one) { return kept.contains(one); }))
        kept.insert(parts.begin(), parts.end());
  }
  const auto fewer = std::make_shared<Relations>();
  fewer->graph = relations.graph;
  fewer->quantities = relations.quantities;
  fewer->asked = relations.asked;
  for (std::size_t e = 0; e < joined.size(); ++e)
    if (joined[e].empty() || kept.contains(*joined[e].begin())) fewer->equations.push_back(relations.equations[e]);
  const auto other = std::make_shared<Scenario>(*scenario);
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (const std::string& of = relations.quantities[q].part;
        !of.empty() && !kept.contains(of) && !other->givens.offers(q).empty())
      other->givens.offer_only(q, {});
  other->relations = fewer;
  return other;
}

std::shared_ptr<const Scenario> without_saying(const std::shared_ptr<const Scenario>& scenario, std::size_t quantity) {
  const auto fewer = std::make_shared<Relations>(*scenario->relations);
  std::erase_if(fewer->equations,
                [&](const Equation& equation) { return determines(equation) && says(*fewer, equation, quantity); });
  return with_relations(scenario, fewer);
}

}  // namespace costcurve
