#include "answer/compare.h"

namespace costcurve {

namespace {

Data data_of(const ComparedOptions& comparison, const ComparedOption& option) {
  Data row;
  for (std::size_t k = 0; k < comparison.keys.size(); ++k) row.add(comparison.keys[k], option.choices[k]);
  for (std::size_t s = 0; s < comparison.shown.size(); ++s)
    row.add(comparison.shown[s],
            option.values[s] ? Data(*option.values[s] / comparison.units[s].factor) : Data(nullptr));
  row.add("unit", comparison.units.front().text);
  row.add("p5", option.belief ? Data(option.belief->low / comparison.units.front().factor) : Data(nullptr));
  row.add("p95", option.belief ? Data(option.belief->high / comparison.units.front().factor) : Data(nullptr));
  row.add("probability_cheaper_than_first", option.is_cheaper ? Data(*option.is_cheaper) : Data(nullptr));
  row.add("layer", option.layer);
  row.add("basis", option.basis);
  row.add("lacking", option.lacking);
  return row;
}

}  // namespace

Data data_of(const ComparedOptions& comparison) {
  Data options = Data::list();
  for (const ComparedOption& option : comparison.options) options.push(data_of(comparison, option));
  Data data = Data::members({{"scenario", comparison.scenario}});
  if (!comparison.as_of.empty()) data.add("as_of", comparison.as_of);
  if (comparison.options.size() > 1 && comparison.options[1].is_cheaper)
    data.add("probability_first_beats_second", 1 - *comparison.options[1].is_cheaper);
  data.add("options", std::move(options).as_table());
  return data;
}

}  // namespace costcurve
