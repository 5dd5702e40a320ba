#include "compare/difference.h"

#include <algorithm>
#include <cmath>

#include "audit/reasons.h"
#include "numeric/stable_order.h"

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

ValueOfSide value_of(const AuditedVariant& audited, std::size_t q) {
  const Quantity& quantity = audited.scenario.relations->quantities[q];
  return {quantity.name, quantity.part, audited.solution.found[q].value, quantity.shown};
}

// Of the quantities those that the other side does not determine, under the same name or that of the paired part.
std::vector<ValueOfSide> missing_in(const AuditedVariant& other, const AuditedVariant& audited,
                                    const std::vector<std::size_t>& quantities,
                                    const std::map<std::string, std::string>& paired) {
  std::vector<ValueOfSide> missing;
  for (const std::size_t q : quantities) {
    const Quantity& quantity = audited.scenario.relations->quantities[q];
    const auto part = paired.find(quantity.part);
    const std::string name =
        part == paired.end() ? quantity.name : part->second + quantity.name.substr(quantity.part.size());
    if (!quantity.inner && !knows(other, name)) missing.push_back(value_of(audited, q));
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

WayOfSide way_of(const AuditedVariant& audited, std::size_t q) {
  const Relations& relations = *audited.scenario.relations;
  WayOfSide way;
  if (is_given(audited, q)) return way;
  way.formula = formula_text(relations, audited.solution.formulas, audited.solution.found[q].formula, "");
  const std::optional<Program> program = compile(relations, audited.solution, {relations.quantities[q].symbol});
  for (const std::size_t input : program->inputs)
    if (input != q) way.inputs.push_back(value_of(audited, input));
  return way;
}

// Who gives it: the scenario on one side at least, else the catalog, else the sheet.
std::optional<Rank> given_by(const AuditedVariant& a, std::size_t in_a, const AuditedVariant& b, std::size_t in_b) {
  if (!is_given(a, in_a) && !is_given(b, in_b)) return std::nullopt;
  Rank first = Rank::fallback;
  for (const GivenPointer& given : {a.solution.found[in_a].given, b.solution.found[in_b].given})
    if (given) first = std::min(first, given->rank);
  return first;
}

void attribute_to(CommonDescription& common, QuantityDifference& made) {
  std::vector<Way> ways;
  for (const CommonInput& input : common.inputs) ways.push_back(input.way());
  Attribution attribution = attribute(common.composition, ways);
  if (attribution.obstacle == Obstacle::jump) {
    for (std::size_t i = 0; i < ways.size(); ++i) ways[i].leaps = ways[i].leaps || common.inputs[i].is_whole();
    attribution = attribute(common.composition, ways);
  }
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
  sort_stably(made.rows, [](const DifferenceRow& x, const DifferenceRow& y) {
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
  made.a = a.solution.found[in_a].value;
  made.b = b.solution.found[in_b].value;
  made.difference = made.b - made.a;
  made.is_given = is_given(a, in_a) && is_given(b, in_b);
  CommonDescription common = common_description(side_of(a), side_of(b), in_a, in_b);
  made.shares_nothing = common.is_empty;
  if (made.shares_nothing) {
    made.way_a = way_of(a, in_a);
    made.way_b = way_of(b, in_b);
  }
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
    const Dimension& in_b = b.scenario.relations->quantities[other].dimension;
    if (!counterparts.same_dimension(quantity.dimension, in_b)) {
      made.unlike.push_back({quantity.name, side_a.units.spoken(quantity.dimension), side_b.units.spoken(in_b)});
      continue;
    }
    ++made.compared;
    const double x = a.solution.found[q].value, y = b.solution.found[other].value;
    if (std::abs(x - y) <= 1e-12 * std::max(std::abs(x), std::abs(y))) continue;
    made.quantities.push_back({quantity.name, x, y, quantity.shown, given_by(a, q, b, other), {}, {}});
  }
  std::stable_partition(made.quantities.begin(), made.quantities.end(),
                        [](const Differing& one) { return one.given.has_value(); });
  return made;
}

}  // namespace costcurve
