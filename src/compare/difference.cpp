#include "compare/difference.h"

#include <algorithm>
#include <cmath>

namespace costcurve {

namespace {

// The quantity and all that it was worked out from.
std::vector<std::size_t> rests_on(const AuditedVariant& audited, std::size_t quantity) {
  std::vector<std::size_t> all, open = {quantity};
  std::vector<bool> seen(audited.scenario.relations->quantities.size(), false);
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (seen[q]) continue;
    seen[q] = true;
    all.push_back(q);
    const Finding& finding = audited.solution.found[q];
    if (finding.status != Status::derived) continue;
    for (const std::size_t below : audited.solution.formulas.quantities_below(finding.formula)) open.push_back(below);
  }
  std::sort(all.begin(), all.end());
  return all;
}

bool knows(const AuditedVariant& audited, const std::string& name) {
  const std::optional<std::size_t> quantity = audited.scenario.quantity(name);
  return quantity && audited.solution.knows(*quantity);
}

// Of the quantities those that the other side does not determine, under the same name or that of the paired part.
std::vector<std::size_t> missing_in(const AuditedVariant& other, const AuditedVariant& audited,
                                    const std::vector<std::size_t>& quantities,
                                    const std::map<std::string, std::string>& paired) {
  std::vector<std::size_t> missing;
  for (const std::size_t q : quantities) {
    const Quantity& quantity = audited.scenario.relations->quantities[q];
    const auto part = paired.find(quantity.part);
    const std::string name =
        part == paired.end() ? quantity.name : part->second + quantity.name.substr(quantity.part.size());
    if (!quantity.inner && !knows(other, name)) missing.push_back(q);
  }
  return missing;
}

std::map<std::string, std::string> turned(const std::map<std::string, std::string>& paired) {
  std::map<std::string, std::string> made;
  for (const auto& [a, b] : paired) made[b] = a;
  return made;
}

bool is_given(const AuditedVariant& audited, std::size_t q) {
  return audited.solution.found[q].status == Status::given;
}

void attribute_to(CommonDescription& common, QuantityDifference& made) {
  std::vector<Way> ways;
  for (const CommonInput& input : common.inputs) ways.push_back(input.way());
  Attribution attribution = attribute(common.composition, ways);
  made.obstacle = attribution.obstacle;
  made.where = attribution.where;
  // What cancels out of a formula leaves rounding errors.
  for (double& contribution : attribution.contributions)
    if (std::abs(contribution) <= 1e-13 * std::max(std::abs(made.a), std::abs(made.b))) contribution = 0;
  if (attribution.obstacle == Obstacle::none) make_add_up(attribution.contributions, made.difference);
  double unlisted = 0;  // of inputs that differ by rounding alone
  std::vector<double> contributions;
  for (std::size_t i = 0; i < common.inputs.size(); ++i) {
    const double contribution = attribution.contributions.empty() ? 0 : attribution.contributions[i];
    if (common.inputs[i].differs())
      made.rows.push_back({std::move(common.inputs[i]), contribution});
    else
      unlisted += contribution;
  }
  if (made.rows.empty() || attribution.contributions.empty()) return;
  std::stable_sort(made.rows.begin(), made.rows.end(), [](const DifferenceRow& x, const DifferenceRow& y) {
    return std::abs(x.contribution) > std::abs(y.contribution);
  });
  if (unlisted != 0) made.rows.front().contribution += unlisted;
}

}  // namespace

Side side_of(const AuditedVariant& audited) {
  Side side{*audited.scenario.relations, audited.solution, audited.scenario.units, {}};
  for (const Part& part : audited.scenario.parts)
    side.sheets[part.name] = part.sheet ? std::string(part.sheet->name) : std::string();
  return side;
}

QuantityDifference difference_of(const AuditedVariant& a, const AuditedVariant& b, std::size_t in_a, std::size_t in_b) {
  const Quantity& quantity = a.scenario.relations->quantities[in_a];
  QuantityDifference made;
  made.quantity = quantity.name;
  made.shown = quantity.shown;
  made.dimension = quantity.dimension;
  made.a = a.solution.found[in_a].value;
  made.b = b.solution.found[in_b].value;
  made.difference = made.b - made.a;
  made.is_given = is_given(a, in_a) && is_given(b, in_b);
  CommonDescription common = common_description(side_of(a), side_of(b), in_a, in_b);
  made.shares_nothing = common.is_empty;
  made.paired_parts = std::move(common.paired_parts);
  attribute_to(common, made);
  made.only_in_a = missing_in(b, a, rests_on(a, in_a), made.paired_parts);
  made.only_in_b = missing_in(a, b, rests_on(b, in_b), turned(made.paired_parts));
  return made;
}

Differences differences_between(const AuditedVariant& a, const AuditedVariant& b) {
  Differences made;
  const Side side_a = side_of(a), side_b = side_of(b);
  const Counterparts counterparts(side_a, side_b);
  std::vector<std::size_t> known_a, known_b;
  for (std::size_t q = 0; q < a.solution.found.size(); ++q)
    if (a.solution.knows(q)) known_a.push_back(q);
  for (std::size_t q = 0; q < b.solution.found.size(); ++q)
    if (b.solution.knows(q)) known_b.push_back(q);
  made.only_in_a = missing_in(b, a, known_a, {});
  made.only_in_b = missing_in(a, b, known_b, {});
  for (const std::size_t q : known_a) {
    const Quantity& quantity = a.scenario.relations->quantities[q];
    if (quantity.inner || !knows(b, quantity.name)) continue;
    const std::size_t other = *b.scenario.quantity(quantity.name);
    if (!counterparts.same_dimension(quantity.dimension, b.scenario.relations->quantities[other].dimension)) {
      made.unlike.push_back(q);
      continue;
    }
    ++made.compared;
    const double x = a.solution.found[q].value, y = b.solution.found[other].value;
    if (std::abs(x - y) <= 1e-12 * std::max(std::abs(x), std::abs(y))) continue;
    made.quantities.push_back({q, other, is_given(a, q) || is_given(b, other)});
  }
  std::stable_partition(made.quantities.begin(), made.quantities.end(),
                        [](const Differing& one) { return one.is_cause; });
  return made;
}

}  // namespace costcurve
