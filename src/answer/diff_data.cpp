#include <cmath>

#include "answer/amount_data.h"
#include "answer/diff_words.h"
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

Data side(const ComparedSide& compared, double value, const ShownUnit& shown) {
  Data side_data = side(compared);
  side_data.add("value", amount(value, shown));
  side_data.add("unit", plain_unit(shown));
  return side_data;
}

// Differences add up: those of dates are days, those of paces natural logarithms per year.
std::string difference_unit(const ShownUnit& shown) {
  return is_pace(shown) ? "1/year" : plain_unit(unit_of_difference(shown));
}
double in_difference_unit(double difference, const ShownUnit& shown) {
  return is_pace(shown) ? difference * seconds_per_year : difference / unit_of_difference(shown).factor;
}

template <class Named>
Data names(const std::vector<Named>& quantities) {
  Data all = Data::list();
  for (const Named& quantity : quantities) all.push(quantity.name);
  return all;
}

Data contribution(const DifferenceRow& row, const QuantityDifference& difference) {
  const CommonInput& input = row.input;
  Data row_data;
  row_data.add("input", input.name);
  row_data.add("a", input.presence == CommonInput::Presence::only_b ? Data() : amount(input.a, input.shown));
  row_data.add("b", input.presence == CommonInput::Presence::only_a ? Data() : amount(input.b, input.shown));
  row_data.add("unit", plain_unit(input.shown));
  const bool attributed = difference.obstacle == Obstacle::none;
  row_data.add("contribution", attributed ? Data(in_difference_unit(row.contribution, difference.shown)) : Data());
  row_data.add("share", attributed ? Data(row.contribution / difference.difference) : Data());
  return row_data;
}

Data standing(const ComparedSide& compared, const StandingOnSide& quantity) {
  return quantity.exists ? side(compared, quantity.value.value_or(std::nan("")), quantity.shown) : side(compared);
}

}  // namespace

Data data_of(const QuantityDifference& difference, const ComparedSide& a, const ComparedSide& b) {
  Data document;
  document.add("a", side(a, difference.a, difference.shown));
  document.add("b", side(b, difference.b, difference.shown));
  document.add("quantity", difference.quantity);
  document.add("unit", difference_unit(difference.shown));
  document.add("difference", Data(in_difference_unit(difference.difference, difference.shown)));
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
  document.add("only_in_a", names(difference.only_in_a));
  document.add("only_in_b", names(difference.only_in_b));
  return document;
}

Data data_of(const Differences& differences, const ComparedSide& a, const ComparedSide& b) {
  Data document;
  document.add("a", side(a));
  document.add("b", side(b));
  Data quantities = Data::members();
  for (const Differing& one : differences.quantities) {
    const ShownUnit& shown = one.shown;
    const bool is_word = shown.words != nullptr;
    Data row;
    row.add("a", amount(one.a, shown));
    row.add("b", amount(one.b, shown));
    row.add("unit", plain_unit(shown));
    row.add("difference", is_word ? Data() : Data(in_difference_unit(one.b - one.a, shown)));
    row.add("difference_unit", is_word ? Data() : Data(difference_unit(shown)));
    row.add("ratio", is_word || shown.dimension.is_point() || is_pace(shown) ? Data() : Data(one.b / one.a));
    row.add("given", one.given.has_value());
    quantities.add(one.name, std::move(row));
  }
  document.add("quantities", std::move(quantities).as_table("quantity"));
  document.add("unlike", names(differences.unlike));
  document.add("only_in_a", names(differences.only_in_a));
  document.add("only_in_b", names(differences.only_in_b));
  return document;
}

Data one_sided_data(const std::string& quantity, const StandingOnSide& in_a, const StandingOnSide& in_b,
                    const ComparedSide& a, const ComparedSide& b) {
  Data document;
  document.add("a", standing(a, in_a));
  document.add("b", standing(b, in_b));
  document.add("quantity", quantity);
  document.add("difference", nullptr);
  document.add("contributions", Data::list());
  const auto only = [&](const StandingOnSide& side) { return side.value ? Data::list({quantity}) : Data::list(); };
  document.add("only_in_a", only(in_a));
  document.add("only_in_b", only(in_b));
  return document;
}

}  // namespace costcurve
