#include "answer/measured_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "quantity/digits.h"
#include "sheets/sheet.h"
#include "text/expression.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

bool comes_of_running(const Scenario& scenario, std::size_t quantity) {
  const Relations& relations = *scenario.relations;
  std::vector<std::size_t> open = {quantity};
  std::set<std::size_t> seen;
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (!seen.insert(q).second) continue;
    const Dimension& dimension = relations.quantities[q].dimension;
    for (const Base base : {Base::time, Base::information})
      if (dimension.twelfths(static_cast<int>(base)) != 0) return true;
    for (const Equation& equation : relations.equations)
      if (determines(equation) && says(relations, equation, q))
        for (const std::size_t below : relations.graph.quantities_below(equation.right)) open.push_back(below);
  }
  return false;
}

bool holds_remarks(std::string_view key) { return key == "note" || key == "notes" || key == "comment"; }

bool is_amount_of(const Quantity& quantity, const Dimension& measured) {
  return measured == quantity.dimension || measured * Dimension(Base::chip) == quantity.dimension;
}

std::string remedy_for_column(const MeasuredCell& cell, const Scenario& scenario, const Part& part) {
  const std::string heading =
      cell.heading.source->text.substr(cell.heading.begin, cell.heading.end - cell.heading.begin);
  Diagnostics unheard = Diagnostics::unheard();
  std::vector<std::string> known, of_that_unit, printed;
  const std::optional<ShownUnit> unit = parse_units(built_in(heading), scenario.units, unheard);
  for (const std::size_t q : part.quantities) {
    const Quantity& quantity = scenario.relations->quantities[q];
    const std::string name = quantity.name.substr(part.name.size() + 1);
    known.push_back(name);
    if (unit &&
        (quantity.dimension == unit->dimension || quantity.dimension * Dimension(Base::chip) == unit->dimension) &&
        comes_of_running(scenario, q) && !scenario.givens.stated(q)) {
      of_that_unit.push_back(fmt::format("{} ({})", name, quantity.shown.text));
      if (is_printed(name)) printed.push_back(of_that_unit.back());
    }
  }
  constexpr std::size_t most = 4;
  if (of_that_unit.size() > most) of_that_unit = printed;
  if (!of_that_unit.empty() && of_that_unit.size() <= most)
    return "a heading is a quantity, with its unit behind it: " + listed(of_that_unit, "or");
  if (std::none_of(cell.value.text.begin(), cell.value.text.end(), is_digit))
    return "a column of words that is called `note` is not looked at";
  if (const std::string hint = did_you_mean(cell.key, known); !hint.empty()) return hint;
  return fmt::format("`costcurve list sheets {}` shows them all; a column called `note` is not looked at",
                     part.sheet->name);
}

}  // namespace costcurve
