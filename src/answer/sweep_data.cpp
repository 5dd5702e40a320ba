// What `sweep` comes to, for programs: every point. The columns refer to the table, and are written out of it.

#include <fmt/format.h>

#include <cmath>

#include "answer/amount_data.h"
#include "answer/sweep.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

// A date, with its time of day (UTC) where it does not fall on midnight.
std::string date_text(double seconds, const ShownUnit& unit) {
  const double rest = seconds - std::floor(seconds / 86400) * 86400;
  if (rest == 0 || !(std::abs(seconds) < 2.5e11)) return amount_text(seconds, unit);
  const auto whole = static_cast<int>(rest);
  return fmt::format("{}T{:02d}:{:02d}:{:02d}Z", amount_text(seconds, unit), whole / 3600, whole / 60 % 60, whole % 60);
}

Data value_of(const Axis& key, std::size_t i) {
  if (key.is_words()) return key.words[i];
  if (key.unit.dimension.is_point()) return date_text(key.value(i), key.unit);
  return key.coordinate(i);
}

// The values of a short axis are written once, those of a long one where they stand.
DataColumn values_along(const SweepTable& table, std::size_t k) {
  constexpr std::size_t most_kept = 1U << 12U;
  const Axis& key = table.keys[k];
  DataColumn values;
  values.size = table.points;
  if (key.is_words() || key.size() <= most_kept) {
    values.choice = [&table, k](std::size_t point) { return table.index(point, k); };
    for (std::size_t i = 0; i < key.size(); ++i) values.few.push_back(value_of(key, i));
  } else if (key.unit.dimension.is_point()) {
    values.text = [&table, &key, k](std::size_t point) {
      return std::optional(date_text(key.value(table.index(point, k)), key.unit));
    };
  } else {
    values.number = [&table, &key, k](std::size_t point) { return key.coordinate(table.index(point, k)); };
  }
  return values;
}

Data swept_column(const SweepTable& table, std::size_t k) {
  const Axis& key = table.keys[k];
  Data column;
  column.add("quantity", key.key);
  if (!key.is_words()) column.add("unit", plain_unit(key.unit));
  column.add("swept", true);
  column.add("values", values_along(table, k));
  return std::move(column).on_one_line();
}

// The numbers refer to the table.
DataColumn amounts(const std::vector<double>& numbers, const ShownUnit& unit) {
  DataColumn values;
  values.size = numbers.size();
  if (unit.dimension.is_point())
    values.text = [&numbers, &unit](std::size_t point) {
      return std::isfinite(numbers[point]) ? std::optional(date_text(numbers[point], unit)) : std::nullopt;
    };
  else
    values.number = [&numbers, &unit](std::size_t point) { return in_unit(numbers[point], unit); };
  return values;
}

Data shown_column(const ShownQuantity& shown) {
  Data column;
  column.add("quantity", shown.name);
  column.add("unit", plain_unit(shown.unit));
  column.add("swept", false);
  column.add("not_determined", not_determined(shown));
  column.add("values", amounts(shown.values, shown.unit));
  if (!shown.low.empty()) {
    column.add("p5", amounts(shown.low, shown.unit));
    column.add("p95", amounts(shown.high, shown.unit));
  }
  return std::move(column).on_one_line();
}

}  // namespace

// One line for each column: a table of a million points is no page to read.
Data data_of(const SweepTable& table) {
  Data columns = Data::list();
  for (std::size_t k = 0; k < table.keys.size(); ++k) columns.push(swept_column(table, k));
  for (const ShownQuantity& shown : table.shown) columns.push(shown_column(shown));
  Data foot = Data::members();
  for (const Taken& taken : table.taken) foot.add(taken.way, taken.note().text.plain());
  Data sweep = answer_head(table.scenario, table.variant);
  sweep.add("answers", Data(sweep_sentences(table)).on_one_line());
  sweep.add("points", table.points);
  if (table.samples > 0) {
    sweep.add("samples", table.samples);
    sweep.add("seed", table.seed);
  }
  sweep.add("columns", std::move(columns).as_table());
  sweep.add("foot", std::move(foot).on_one_line());
  sweep.add("notes", Data(table.notes).on_one_line());
  return sweep;
}

}  // namespace costcurve
