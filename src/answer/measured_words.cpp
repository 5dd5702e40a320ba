#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "answer/measured.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

constexpr int digits = 3;

std::string shown(double value, const ShownUnit& unit) { return amount_text(value, unit, digits); }

std::string off_text(double off) { return (off >= 0 ? "+" : "−") + percent_text(std::abs(off), 2); }

using Amounts = std::vector<const MeasuredAmount*>;

// By quantity, in the order of the rows.
std::vector<std::pair<std::string, Amounts>> by_quantity(const MeasuredTable& table) {
  std::vector<std::pair<std::string, Amounts>> groups;
  for (const MeasuredAmount& amount : table.amounts) {
    const auto known =
        std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == amount.quantity; });
    if (known == groups.end())
      groups.push_back({amount.quantity, {&amount}});
    else
      known->second.push_back(&amount);
  }
  return groups;
}

template <class Off>
MeanError error_of(const Amounts& amounts, Off off) {
  std::vector<double> all;
  for (const MeasuredAmount* amount : amounts) all.push_back(off(*amount));
  return mean_error(all);
}

Text sentence_about(const std::string& quantity, const Amounts& amounts, const MeasuredTable& table) {
  const MeanError error = error_of(amounts, [](const MeasuredAmount& amount) { return amount.off(); });
  const auto ranged = std::count_if(amounts.begin(), amounts.end(), [](const auto* a) { return a->range.has_value(); });
  const auto inside = std::count_if(amounts.begin(), amounts.end(), [](const auto* a) { return a->is_inside(); });
  const std::string rows = fmt::format("{} row{}", amounts.size(), amounts.size() == 1 ? "" : "s");
  const std::string range = ranged > 0 ? fmt::format("; {} of {} lie in the stated 90 %", inside, ranged) : "";
  const Text name = Text::name(table.part + "." + quantity);
  if (amounts.size() == 1)
    return Text::filled("{} was measured as {} and is worked out as {}, {}" + range + ".",
                        {name, Text::amount(shown(amounts[0]->measured, amounts[0]->unit)),
                         Text::amount(shown(amounts[0]->computed, amounts[0]->unit)), off_text(error.side)});
  const std::string side = error.side > 0 ? "too much" : "too little";
  return Text::filled("{} in {}: what is worked out is {} off in the mean, {} {}" + range + ".",
                      {name, rows, percent_text(error.size, 2), percent_text(std::abs(error.side), 2), side});
}

// Those that left where they were, the one that moved most of its range first; where none did, the surest.
std::vector<FoundConstant> moved_most(std::vector<FoundConstant> constants) {
  constexpr std::size_t most = 3;
  constexpr double little = 0.05;
  const auto moved = [](const FoundConstant& constant) {
    return std::abs(std::log(constant.after / constant.before)) /
           std::log(constant.range_before.high / constant.range_before.low);
  };
  sort_stably(constants, [&](const FoundConstant& a, const FoundConstant& b) { return moved(a) > moved(b); });
  std::size_t count = 1;
  while (count < std::min(most, constants.size()) && moved(constants[count]) > little) ++count;
  constants.resize(count);
  return constants;
}

Text sentence_about_constants(const MeasuredTable& table) {
  if (table.are_too_few)
    return {"Of fewer than three rows nothing is concluded for the equations' constants: measure other settings too."};
  if (!table.slips.empty()) return {"Nothing is concluded for the equations' constants before the units are right."};
  if (table.constants.empty()) return {"These rows say no more of the equations' constants than is known of them."};
  std::vector<std::string> constants;
  for (const FoundConstant& constant : moved_most(table.constants))
    constants.push_back(constant.quantity.substr(table.part.size() + 1) + " " + shown(constant.after, constant.unit));
  std::vector<double> after, left_out;
  std::vector<std::string> outliers;
  for (const MeasuredAmount& amount : table.amounts) {
    if (amount.is_outlier && std::find(outliers.begin(), outliers.end(), amount.row) == outliers.end())
      outliers.push_back(amount.row);
    if (amount.is_outlier) continue;
    after.push_back(amount.after / amount.measured - 1);
    if (amount.left_out) left_out.push_back(*amount.left_out / amount.measured - 1);
  }
  const std::string without = outliers.empty() ? "" : ", without " + listed(outliers);
  const std::string in_turn = left_out.empty() ? ""
                                               : fmt::format(", and {} where each row is left out in turn",
                                                             percent_text(mean_error(left_out).size, 2));
  const std::string freed =
      table.is_another_machine ? "This machine is not like those that the constants were found on. " : "";
  return {freed + fmt::format("With {} they are {} off{}{}.", listed(constants),
                              percent_text(mean_error(after).size, 2), in_turn, without)};
}

Grid grid_of(const MeasuredTable& table) {
  constexpr std::size_t most = 40;
  using enum Grid::Align;
  Grid grid;
  grid.columns = {{"row"},        {"quantity"}, {"measured", right},  {"worked out", right},
                  {"off", right}, {"90 %"},     {"calibrated", right}};
  for (const ShownBeside& each : table.shown) grid.columns.push_back({each.name, right});
  Amounts amounts;
  for (const MeasuredAmount& amount : table.amounts) amounts.push_back(&amount);
  if (amounts.size() > most) {
    sort_stably(amounts, [](const auto* a, const auto* b) {
      return std::abs(std::log1p(a->off())) > std::abs(std::log1p(b->off()));
    });
    grid.below.push_back(
        {{}, fmt::format("{} of {} rows, those furthest off; `--format csv` has all", most, amounts.size())});
    amounts.resize(most);
  }
  for (const MeasuredAmount* amount : amounts) {
    Grid::Row row;
    Grid::Cell off{off_text(amount->off())};
    if (amount->range) off.mark = amount->is_inside() ? Mark::holds : Mark::fails;
    row.cells = {
        {amount->row},
        {amount->quantity},
        {Text::amount(shown(amount->measured, amount->unit))},
        {Text::amount(shown(amount->computed, amount->unit))},
        off,
        {amount->range ? range_text(amount->range->low, amount->range->high, amount->unit, amount->computed) : ""},
        {Text::amount(shown(amount->after, amount->unit))}};
    for (std::size_t i = 0; i < table.shown.size(); ++i)
      row.cells.push_back({amount->shown[i] ? Text::amount(shown(*amount->shown[i], table.shown[i].unit)) : Text()});
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

Entries constants_of(const MeasuredTable& table) {
  Entries entries;
  entries.heading = "what the rows say of the constants";
  for (const FoundConstant& constant : table.constants) {
    Entries::Entry entry;
    entry.name = constant.quantity.substr(table.part.size() + 1);
    entry.value = Text::amount(shown(constant.after, constant.unit));
    entry.words =
        fmt::format("{} (90 %), was {} ({}): {}",
                    range_text(constant.range_after.low, constant.range_after.high, constant.unit, constant.after),
                    shown(constant.before, constant.unit),
                    range_text(constant.range_before.low, constant.range_before.high, constant.unit, constant.before),
                    constant.meaning);
    entries.entries.push_back(std::move(entry));
  }
  if (table.untouched > 0)
    entries.below.push_back({{}, fmt::format("of {} more the rows say nothing", table.untouched)});
  return entries;
}

// What keeps them: lines for the part.
Verbatim lines_of(const MeasuredTable& table) {
  std::string text = fmt::format("[{}]  # calibrated on {}\n", table.part, table.rows_file);
  for (const FoundConstant& constant : table.constants)
    text += fmt::format("{} = \"{} to {}\"\n", constant.quantity.substr(table.part.size() + 1),
                        amount_text(constant.range_after.low, constant.unit, 4),
                        amount_text(constant.range_after.high, constant.unit, 4));
  return {"toml", text};
}

Notes notes_of(const MeasuredTable& table) {
  Notes notes;
  const bool any_outside = std::any_of(table.amounts.begin(), table.amounts.end(), [](const MeasuredAmount& amount) {
    return amount.range && !amount.is_inside();
  });
  if (!table.constants.empty() || any_outside)
    notes.notes.push_back(
        {"unexplained", fmt::format("{} of a row, one standard deviation: no constant makes up for it",
                                    percent_text(table.unexplained, 2))});
  std::vector<std::string> told;
  for (const MeasuredAmount& amount : table.amounts) {
    if (amount.convention.empty() || std::find(told.begin(), told.end(), amount.quantity) != told.end()) continue;
    told.push_back(amount.quantity);
    notes.notes.push_back({amount.quantity, "counts " + amount.convention, Tone::plain});
  }
  for (const MeasuredAmount& amount : table.amounts)
    if (amount.is_outlier)
      notes.notes.push_back({"left out",
                             fmt::format("{}: its {} is {}x what the others say: no constant was found with it",
                                         amount.row, amount.quantity, number_text(amount.measured / amount.after, 2)),
                             Tone::open});
  for (const std::string& taken : table.taken) notes.notes.push_back({"taken", taken, Tone::plain});
  for (const std::string& lacking : table.lacking) notes.notes.push_back({"left out", lacking, Tone::open});
  return notes;
}

}  // namespace

Document measured_document(const MeasuredTable& table) {
  Document document{fmt::format("{} against {}", table.rows_file, table.scenario), {}};
  Lead lead;
  for (const auto& [quantity, amounts] : by_quantity(table))
    lead.sentences.push_back(sentence_about(quantity, amounts, table));
  for (const std::string& slip : table.slips) lead.sentences.push_back({slip});
  lead.sentences.push_back(sentence_about_constants(table));
  document.pieces.emplace_back(std::move(lead));
  document.pieces.emplace_back(grid_of(table));
  if (!table.constants.empty()) {
    document.pieces.emplace_back(constants_of(table));
    document.pieces.emplace_back(lines_of(table));
  }
  if (Notes notes = notes_of(table); !notes.notes.empty()) document.pieces.emplace_back(std::move(notes));
  return document;
}

}  // namespace costcurve
