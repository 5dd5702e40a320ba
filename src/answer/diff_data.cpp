#include <cmath>

#include "answer/amount_data.h"
#include "answer/diff.h"
#include "quantity/pace.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

Data side(const ComparedSide& compared) {
  Data side_data;
  side_data.add("scenario", compared.scenario);
  if (!compared.variant.empty()) side_data.add("variant", compared.variant);
  if (!compared.sets.empty()) side_data.add("set", compared.sets);
  return side_data;
}

Data side(const ComparedSide& compared, double value, const ShownUnit& shown, const Dimension& dimension) {
  Data side_data = side(compared);
  side_data.add("value", amount(value, shown, dimension));
  side_data.add("unit", plain_unit(shown, dimension));
  return side_data;
}

// Differences add up: those of dates are days, those of paces natural logarithms per year.
std::string difference_unit(const ShownUnit& shown, const Dimension& dimension) {
  return is_pace(shown) ? "1/year" : plain_unit(unit_of_difference(shown, dimension), Dimension());
}
double in_difference_unit(double difference, const ShownUnit& shown, const Dimension& dimension) {
  return is_pace(shown) ? difference * seconds_per_year : difference / unit_of_difference(shown, dimension).factor;
}

Data names(const AuditedVariant& audited, const std::vector<std::size_t>& quantities) {
  Data all = Data::list();
  for (const std::size_t q : quantities) all.push(audited.scenario.relations->quantities[q].name);
  return all;
}

Data contribution(const DifferenceRow& row, const QuantityDifference& difference) {
  const CommonInput& input = row.input;
  Data row_data;
  row_data.add("input", input.name);
  row_data.add(
      "a", input.presence == CommonInput::Presence::only_b ? Data() : amount(input.a, input.shown, input.dimension));
  row_data.add(
      "b", input.presence == CommonInput::Presence::only_a ? Data() : amount(input.b, input.shown, input.dimension));
  row_data.add("unit", plain_unit(input.shown, input.dimension));
  const bool attributed = difference.obstacle == Obstacle::none;
  row_data.add("contribution", attributed
                                   ? Data(in_difference_unit(row.contribution, difference.shown, difference.dimension))
                                   : Data());
  row_data.add("share", attributed ? Data(row.contribution / difference.difference) : Data());
  return row_data;
}

Data known(const ComparedSide& compared, std::optional<std::size_t> q) {
  if (!q) return side(compared);
  const Quantity& quantity = compared.audited->scenario.relations->quantities[*q];
  const bool is_known = compared.audited->solution.knows(*q);
  Data one = side(compared, is_known ? compared.audited->solution.found[*q].value : std::nan(""), quantity.shown,
                  quantity.dimension);
  return one;
}

}  // namespace

Data data_of(const QuantityDifference& difference, const ComparedSide& a, const ComparedSide& b) {
  Data document;
  document.add("a", side(a, difference.a, difference.shown, difference.dimension));
  document.add("b", side(b, difference.b, difference.shown, difference.dimension));
  document.add("quantity", difference.quantity);
  document.add("unit", difference_unit(difference.shown, difference.dimension));
  document.add("difference", Data(in_difference_unit(difference.difference, difference.shown, difference.dimension)));
  if (difference.shares_nothing)
    document.add("obstacle", "nothing in common");
  else if (difference.obstacle != Obstacle::none)
    document.add("obstacle", difference.obstacle == Obstacle::jump ? "jump" : "undefined");
  Data contributions = Data::list();
  if (!difference.shares_nothing)
    for (const DifferenceRow& row : difference.rows) contributions.push(contribution(row, difference));
  document.add("contributions", std::move(contributions).as_table());
  Data paired = Data::members();
  for (const auto& [part, other] : difference.paired_parts) paired.add(part, other);
  if (!paired.empty()) document.add("compared_parts", std::move(paired));
  document.add("only_in_a", names(*a.audited, difference.only_in_a));
  document.add("only_in_b", names(*b.audited, difference.only_in_b));
  return document;
}

Data data_of(const Differences& differences, const ComparedSide& a, const ComparedSide& b) {
  Data document;
  document.add("a", side(a));
  document.add("b", side(b));
  Data quantities = Data::members();
  for (const Differing& one : differences.quantities) {
    const Quantity& quantity = a.audited->scenario.relations->quantities[one.in_a];
    const double x = a.audited->solution.found[one.in_a].value, y = b.audited->solution.found[one.in_b].value;
    Data row;
    row.add("a", amount(x, quantity.shown, quantity.dimension));
    row.add("b", amount(y, quantity.shown, quantity.dimension));
    row.add("unit", plain_unit(quantity.shown, quantity.dimension));
    const bool is_word = quantity.dimension.is_word();
    row.add("difference", is_word ? Data() : Data(in_difference_unit(y - x, quantity.shown, quantity.dimension)));
    row.add("difference_unit", is_word ? Data() : Data(difference_unit(quantity.shown, quantity.dimension)));
    row.add("ratio", is_word || quantity.dimension.is_point() || is_pace(quantity.shown) ? Data() : Data(y / x));
    row.add("given", one.is_cause);
    quantities.add(quantity.name, std::move(row));
  }
  document.add("quantities", std::move(quantities).as_table("quantity"));
  document.add("unlike", names(*a.audited, differences.unlike));
  document.add("only_in_a", names(*a.audited, differences.only_in_a));
  document.add("only_in_b", names(*b.audited, differences.only_in_b));
  return document;
}

Data one_sided_data(const std::string& quantity, std::optional<std::size_t> in_a, std::optional<std::size_t> in_b,
                    const ComparedSide& a, const ComparedSide& b) {
  Data document;
  document.add("a", known(a, in_a));
  document.add("b", known(b, in_b));
  document.add("quantity", quantity);
  document.add("difference", nullptr);
  document.add("contributions", Data::list());
  const auto only = [&](const ComparedSide& one, std::optional<std::size_t> q) {
    return q && one.audited->solution.knows(*q) ? Data::list({quantity}) : Data::list();
  };
  document.add("only_in_a", only(a, in_a));
  document.add("only_in_b", only(b, in_b));
  return document;
}

}  // namespace costcurve
