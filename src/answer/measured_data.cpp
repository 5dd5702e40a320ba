#include <fmt/format.h>

#include <cstdlib>

#include "answer/measured.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

Data in(const ShownUnit& unit, double value) { return in_unit(value, unit); }

// A fit stops a little beside its optimum, on each machine elsewhere: its last digits mean nothing.
double known_digits(double value) { return std::strtod(fmt::format("{:.8g}", value).c_str(), nullptr); }
Data fitted(const ShownUnit& unit, double value) { return known_digits(in_unit(value, unit)); }

Data data_of(const MeasuredAmount& amount, const std::vector<ShownBeside>& shown) {
  Data row = Data::members({{"row", amount.row}, {"quantity", amount.quantity}, {"unit", amount.unit.text}});
  row.add("measured", in(amount.unit, amount.measured));
  row.add("computed", in(amount.unit, amount.computed));
  row.add("low", amount.range ? in(amount.unit, amount.range->low) : Data(nullptr));
  row.add("high", amount.range ? in(amount.unit, amount.range->high) : Data(nullptr));
  row.add("inside", amount.range ? Data(amount.is_inside()) : Data(nullptr));
  row.add("calibrated", fitted(amount.unit, amount.after));
  if (amount.is_outlier) row.add("outlier", true);
  row.add("left_out", amount.left_out ? fitted(amount.unit, *amount.left_out) : Data(nullptr));
  for (std::size_t i = 0; i < shown.size(); ++i)
    row.add(shown[i].name, amount.shown[i] ? in(shown[i].unit, *amount.shown[i]) : Data(nullptr));
  return std::move(row).on_one_line();
}

Data data_of(const FoundConstant& constant) {
  Data row = Data::members({{"quantity", constant.quantity}, {"unit", constant.unit.text}});
  row.add("before", in(constant.unit, constant.before));
  row.add("before_low", in(constant.unit, constant.range_before.low));
  row.add("before_high", in(constant.unit, constant.range_before.high));
  row.add("value", fitted(constant.unit, constant.after));
  row.add("low", fitted(constant.unit, constant.range_after.low));
  row.add("high", fitted(constant.unit, constant.range_after.high));
  return std::move(row).on_one_line();
}

}  // namespace

Data data_of(const MeasuredTable& table) {
  Data rows = Data::list(), constants = Data::list();
  for (const MeasuredAmount& amount : table.amounts) rows.push(data_of(amount, table.shown));
  for (const FoundConstant& constant : table.constants) constants.push(data_of(constant));
  Data data = Data::members({{"scenario", table.scenario}, {"part", table.part}, {"rows", table.rows_file}});
  data.add("amounts", std::move(rows).as_table());
  if (!table.shown.empty()) {
    Data& units = data.add("shown", Data::members());
    for (const ShownBeside& each : table.shown) units.add(each.name, each.unit.text);
  }
  data.add("constants", std::move(constants));
  data.add("constants_untouched", static_cast<int>(table.untouched));
  data.add("unexplained", known_digits(table.unexplained));
  data.add("another_machine", table.is_another_machine);
  if (!table.slips.empty()) data.add("slips", Data(table.slips));
  data.add("taken", Data(table.taken));
  data.add("left_aside", Data(table.lacking));
  return data;
}

}  // namespace costcurve
