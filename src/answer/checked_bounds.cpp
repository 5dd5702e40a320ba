// What follows from values that are known from one side only.

#include <algorithm>
#include <map>

#include "answer/checked.h"
#include "audit/one_sided.h"

namespace costcurve {

namespace {

Bounded bounded_by(const Relations& relations, const std::vector<OneSided>& given,
                   const std::vector<std::size_t>& places) {
  Bounded bounded;
  for (const std::size_t place : places) {
    const Equation& limit = relations.equations[given[place].equation];
    bounded.text += (bounded.text.empty() ? "" : " with ") + limit.sentence;
    bounded.where += (bounded.where.empty() ? "" : " and ") + limit.where;
  }
  return bounded;
}

}  // namespace

std::vector<Bounded> bounded_in(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<Bounded> all;
  for (const Followed& followed : audited.followed) {
    std::map<std::vector<std::size_t>, Bounded> by;
    if (followed.given.size() == 1) by[{0}] = bounded_by(relations, followed.given, {0});
    for (const Follows& bound : what_follows(audited, followed)) {
      const auto [same, is_new] = by.try_emplace(bound.by);
      if (is_new) same->second = bounded_by(relations, followed.given, bound.by);
      const Quantity& quantity = relations.quantities[bound.quantity];
      same->second.follow.push_back({quantity.name, quantity.shown, bound.range});
    }
    // What each says by itself is nothing where together they say something.
    if (followed.given.size() > 1)
      for (const auto& [places, together] : by)
        std::erase_if(all, [&, &places = places](const Bounded& alone) {
          return alone.follow.empty() && std::any_of(places.begin(), places.end(), [&](std::size_t place) {
                   return alone.text == relations.equations[followed.given[place].equation].sentence;
                 });
        });
    for (auto& [places, bounded] : by) all.push_back(std::move(bounded));
  }
  return all;
}

}  // namespace costcurve
