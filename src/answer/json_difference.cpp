#include <cmath>

#include "answer/difference.h"
#include "answer/json_values.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

Json side(const ComparedSide& compared) {
  Json one;
  one["scenario"] = compared.scenario;
  if (!compared.variant.empty()) one["variant"] = compared.variant;
  if (!compared.sets.empty()) one["set"] = compared.sets;
  return one;
}

Json side(const ComparedSide& compared, double value, const ShownUnit& shown, const Dimension& dimension) {
  Json one = side(compared);
  one["value"] = amount(value, shown, dimension);
  one["unit"] = plain_unit(shown, dimension);
  return one;
}

// Differences add up: those of dates are days, those of paces natural logarithms per year.
std::string difference_unit(const ShownUnit& shown, const Dimension& dimension) {
  return dimension.is_pace() ? "1/year" : plain_unit(unit_of_difference(shown, dimension), Dimension());
}
double in_difference_unit(double difference, const ShownUnit& shown, const Dimension& dimension) {
  return dimension.is_pace() ? difference * seconds_per_year : difference / unit_of_difference(shown, dimension).factor;
}

Json names(const AuditedVariant& audited, const std::vector<std::size_t>& quantities) {
  Json all = Json::array();
  for (const std::size_t q : quantities) all.push_back(audited.scenario.problem.quantities[q].name);
  return all;
}

Json contribution(const DifferenceRow& row, const QuantityDifference& difference) {
  const CommonInput& input = row.input;
  Json one;
  one["input"] = input.name;
  one["a"] =
      input.presence == CommonInput::Presence::only_b ? Json(nullptr) : amount(input.a, input.shown, input.dimension);
  one["b"] =
      input.presence == CommonInput::Presence::only_a ? Json(nullptr) : amount(input.b, input.shown, input.dimension);
  one["unit"] = plain_unit(input.shown, input.dimension);
  const bool attributed = difference.obstacle == Obstacle::none;
  one["contribution"] =
      attributed ? number(in_difference_unit(row.contribution, difference.shown, difference.dimension)) : Json(nullptr);
  one["share"] = attributed ? number(row.contribution / difference.difference) : Json(nullptr);
  return one;
}

Json known(const ComparedSide& compared, std::optional<std::size_t> q) {
  if (!q) return side(compared);
  const Quantity& quantity = compared.audited->scenario.problem.quantities[*q];
  const bool is_known = compared.audited->solution.knows(*q);
  Json one = side(compared, is_known ? compared.audited->solution.found[*q].value : std::nan(""), quantity.shown,
                  quantity.dimension);
  if (!is_known) one["value"] = nullptr;
  return one;
}

}  // namespace

std::string to_json(const QuantityDifference& difference, const ComparedSide& a, const ComparedSide& b) {
  Json document;
  document["a"] = side(a, difference.a, difference.shown, difference.dimension);
  document["b"] = side(b, difference.b, difference.shown, difference.dimension);
  document["quantity"] = difference.quantity;
  document["unit"] = difference_unit(difference.shown, difference.dimension);
  document["difference"] = number(in_difference_unit(difference.difference, difference.shown, difference.dimension));
  if (difference.obstacle != Obstacle::none)
    document["obstacle"] = difference.obstacle == Obstacle::jump ? "jump" : "undefined";
  if (difference.shares_nothing) document["obstacle"] = "nothing in common";
  Json contributions = Json::array();
  if (!difference.shares_nothing)
    for (const DifferenceRow& row : difference.rows) contributions.push_back(contribution(row, difference));
  document["contributions"] = std::move(contributions);
  Json paired = Json::object();
  for (const auto& [part, other] : difference.paired_parts) paired[part] = other;
  if (!paired.empty()) document["compared_parts"] = std::move(paired);
  document["only_in_a"] = names(*a.audited, difference.only_in_a);
  document["only_in_b"] = names(*b.audited, difference.only_in_b);
  return document_text(document);
}

std::string to_json(const Differences& differences, const ComparedSide& a, const ComparedSide& b) {
  Json document;
  document["a"] = side(a);
  document["b"] = side(b);
  Json quantities = Json::object();
  for (const Differing& one : differences.quantities) {
    const Quantity& quantity = a.audited->scenario.problem.quantities[one.in_a];
    const double x = a.audited->solution.found[one.in_a].value, y = b.audited->solution.found[one.in_b].value;
    Json row;
    row["a"] = amount(x, quantity.shown, quantity.dimension);
    row["b"] = amount(y, quantity.shown, quantity.dimension);
    row["unit"] = plain_unit(quantity.shown, quantity.dimension);
    row["difference"] = number(in_difference_unit(y - x, quantity.shown, quantity.dimension));
    row["difference_unit"] = difference_unit(quantity.shown, quantity.dimension);
    row["ratio"] = quantity.dimension.is_point() || quantity.dimension.is_pace() ? Json(nullptr) : number(y / x);
    row["given"] = one.is_cause;
    quantities[quantity.name] = std::move(row);
  }
  document["quantities"] = std::move(quantities);
  document["unlike"] = names(*a.audited, differences.unlike);
  document["only_in_a"] = names(*a.audited, differences.only_in_a);
  document["only_in_b"] = names(*b.audited, differences.only_in_b);
  return document_text(document);
}

std::string one_sided_to_json(const std::string& quantity, std::optional<std::size_t> in_a,
                              std::optional<std::size_t> in_b, const ComparedSide& a, const ComparedSide& b) {
  Json document;
  document["a"] = known(a, in_a);
  document["b"] = known(b, in_b);
  document["quantity"] = quantity;
  document["difference"] = nullptr;
  document["contributions"] = Json::array();
  const auto only = [&](const ComparedSide& one, std::optional<std::size_t> q) {
    return q && one.audited->solution.knows(*q) ? Json::array({quantity}) : Json::array();
  };
  document["only_in_a"] = only(a, in_a);
  document["only_in_b"] = only(b, in_b);
  return document_text(document);
}

}  // namespace costcurve
