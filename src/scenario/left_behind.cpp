#include "scenario/left_behind.h"

namespace costcurve {

namespace {

bool belongs_to_entry(const Quantity& quantity, const Part& part, const std::string& attribute) {
  const bool is_per_chip = quantity.dimension.twelfths(static_cast<int>(Base::chip)) < 0;
  if (attribute == "chip" && is_per_chip) return true;
  return part.sheet && part.sheet->rows()[quantity.row].catalog.starts_with(attribute + ".");
}

}  // namespace

std::vector<LeftBehind> left_behind(const Scenario& scenario, const Part& part, const std::string& attribute,
                                    const std::string& before, const std::set<std::string>& replaced) {
  std::vector<LeftBehind> left;
  if (before.empty() || part.attributes.at(attribute) == before) return left;
  for (const std::size_t q : part.quantities) {
    const Quantity& quantity = scenario.relations->quantities[q];
    if (scenario.givens.stated(q) && !replaced.contains(quantity.name) && belongs_to_entry(quantity, part, attribute))
      left.push_back({q, before});
  }
  return left;
}

}  // namespace costcurve
