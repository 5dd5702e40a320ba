#include <fmt/format.h>

#include <algorithm>

#include "answer/compare.h"

namespace costcurve {

namespace {

// The days that an option's prices are of: "2026-11-28", "2025-01 to 2026-11-28", "since 2025-01".
std::string days_of(const ComparedOption& option) {
  std::string first, last;
  for (const auto& [quantity, day] : option.days) {
    if (first.empty() || day < first) first = day;
    last = std::max(last, day);
  }
  if (first.empty()) return option.since.empty() ? "" : "since " + option.since;
  return first == last ? first : first + " to " + last;
}

// What must be known before the row is held against another: a row may be read without the others, and without what
// stands around them.
void add_what_to_know(const ComparedOptions& comparison, const ComparedOption& option, bool of_one_time, Data& row) {
  const bool is_known = has_value(option);
  const bool is_money = comparison.units.front().dimension.twelfths(static_cast<int>(Base::money)) != 0;
  const std::string currency = is_known && is_money ? "USD" : "";
  row.add("as_of", comparison.as_of);
  row.add("prices_of", days_of(option));
  row.add("currency", option.currencies.empty() ? currency : fmt::format("{}", fmt::join(option.currencies, ", ")));
  row.add("sources", fmt::format("{}", fmt::join(option.sources, "; ")));
  row.add("in_doubt", option.doubt);
  row.add("remarks", fmt::format("{}", fmt::join(option.remarks, "; ")));
  row.add("of_one_time", is_known ? Data(option.days.empty() || of_one_time) : Data(nullptr));
}

Data data_of(const ComparedOptions& comparison, const ComparedOption& option, bool of_one_time) {
  Data row;
  for (std::size_t k = 0; k < comparison.keys.size(); ++k) row.add(comparison.keys[k], option.choices[k]);
  for (std::size_t s = 0; s < comparison.shown.size(); ++s)
    row.add(comparison.shown[s],
            option.values[s] ? Data(*option.values[s] / comparison.units[s].factor) : Data(nullptr));
  row.add("unit", comparison.units.front().text);
  row.add("p5", option.belief ? Data(option.belief->low / comparison.units.front().factor) : Data(nullptr));
  row.add("p95", option.belief ? Data(option.belief->high / comparison.units.front().factor) : Data(nullptr));
  row.add("probability_cheaper_than_first", option.is_cheaper ? Data(*option.is_cheaper) : Data(nullptr));
  const ComparedOption& base = base_of(comparison);
  const bool has_ratio = has_value(option) && has_value(base) && *base.values.front() > 0;
  row.add("ratio_to_base", has_ratio ? Data(*option.values.front() / *base.values.front()) : Data(nullptr));
  row.add("layer", option.layer);
  row.add("basis", option.basis);
  row.add("lacking", option.lacking);
  add_what_to_know(comparison, option, of_one_time, row);
  return row;
}

}  // namespace

Data data_of(const ComparedOptions& comparison) {
  Data options = Data::list();
  const bool of_one_time = !is_not_of_one_time(comparison) && !is_not_of_one_time(comparison, &ComparedOption::known);
  for (const ComparedOption& option : comparison.options) options.push(data_of(comparison, option, of_one_time));
  Data data = Data::members({{"scenario", comparison.scenario}});
  if (!comparison.as_of.empty()) data.add("as_of", comparison.as_of);
  if (comparison.options.size() > 1 && comparison.options[1].is_cheaper)
    data.add("probability_first_beats_second", 1 - *comparison.options[1].is_cheaper);
  const ComparedOption& first = comparison.options.front();
  data.add("base", base_of(comparison).name);
  data.add("decided", has_value(first) && first.doubt.empty() && rivals_of(comparison).empty());
  data.add("options", std::move(options).as_table());
  return data;
}

}  // namespace costcurve
