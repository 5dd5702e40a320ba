#include <fmt/format.h>

#include <algorithm>

#include "answer/compare.h"
#include "answer/compare_matrix.h"
#include "answer/compare_sentences.h"
#include "answer/diff_words.h"
#include "catalog/entry.h"
#include "quantity/print.h"
#include "scenario/names.h"
#include "text/listing.h"

namespace costcurve {

namespace {

constexpr std::size_t most_rows = 20;   // where not all are asked for
constexpr double worth_telling = 0.01;  // a chance that is less is none

std::size_t known_in(const ComparedOptions& comparison) {
  return static_cast<std::size_t>(std::count_if(comparison.options.begin(), comparison.options.end(), has_value));
}

bool is_sound(const ComparedOption& option) { return has_value(option) && option.doubt.empty(); }

// Of those that have a value, those that stand first: all that is held against each other; or all, where nothing but
// what is in doubt has one.
std::size_t ranked_in(const ComparedOptions& comparison) {
  const auto sound =
      static_cast<std::size_t>(std::count_if(comparison.options.begin(), comparison.options.end(), is_sound));
  return sound > 0 ? sound : known_in(comparison);
}

// True where options say different things of what they cover, or of how they were reckoned; not to say it is no
// difference.
bool differ_in(const ComparedOptions& comparison, std::string ComparedOption::*of) {
  std::string said;
  for (const ComparedOption& option : comparison.options) {
    if (!has_value(option) || (option.*of).empty()) continue;
    if (!said.empty() && option.*of != said) return true;
    said = option.*of;
  }
  return false;
}

// What a table has beside the amounts.
struct Columns {
  bool odds, layer, basis;
  bool open;  // which is the cheapest is not decided
};

Columns columns_of(const ComparedOptions& comparison) {
  const bool odds = std::any_of(comparison.options.begin(), comparison.options.end(), [](const ComparedOption& option) {
    return option.is_cheaper.value_or(0) >= worth_telling;
  });
  const bool is_open = has_value(comparison.options.front()) &&
                       (!rivals_of(comparison).empty() || !comparison.options.front().doubt.empty());
  return {odds, differ_in(comparison, &ComparedOption::layer), differ_in(comparison, &ComparedOption::basis), is_open};
}

// How an option stands to the one that all are held to.
std::string against_base(const ComparedOptions& comparison, const ComparedOption& option, const Columns& columns) {
  const ComparedOption& base = base_of(comparison);
  if (!has_value(option) || !has_value(base)) return {};
  if (&option == &base && !comparison.base.empty()) return "base";
  if (&option == &base) return columns.open ? "lowest" : is_price(comparison) ? "cheapest" : "least";
  const double value = *option.values.front(), held_to = *base.values.front();
  if (is_share(comparison)) return signed_text(value - held_to, comparison.units.front(), 3);
  return held_to > 0 ? fmt::format("{}x", number_text(value / held_to, 3)) : "";
}

Grid::Row row_of(const ComparedOptions& comparison, const ComparedOption& option, const Columns& columns) {
  Grid::Row row;
  for (const std::string& choice : option.choices) row.cells.push_back({choice});
  for (std::size_t s = 0; s < option.values.size(); ++s) {
    const std::optional<double>& value = option.values[s];
    std::string text = value ? amount_text(*value, comparison.units[s], 4) : s == 0 ? "none" : "";
    if (s == 0 && value) text = amount_of(comparison, option);
    row.cells.push_back({Text::amount(text)});
  }
  row.cells.push_back({against_base(comparison, option, columns)});
  if (columns.odds) row.cells.push_back({option.is_cheaper ? number_text(*option.is_cheaper, 2) : ""});
  if (columns.layer) row.cells.push_back({option.layer});
  if (columns.basis) row.cells.push_back({option.basis});
  return row;
}

// Bars from nought, which a page draws with their ranges; none where it would be no picture.
bool wants_bars(const ComparedOptions& comparison) {
  return known_in(comparison) > 1 && !comparison.units.front().words &&
         !comparison.units.front().dimension.is_point() && *comparison.options.front().values.front() >= 0;
}

RangeBars bars_of(const ComparedOptions& comparison) {
  constexpr std::size_t most_bars = 40;
  const std::size_t known = known_in(comparison), drawn = std::min(known, most_bars);
  const std::string& shown = comparison.shown.front();
  RangeBars bars{shown == what_all_come_to              ? fmt::format("What each {} comes to", comparison.keys.back())
                 : shown.find('.') == std::string::npos ? fmt::format("{} of each {}", shown, comparison.keys.back())
                                                        : shown,
                 comparison.units.front(),
                 {}};
  for (std::size_t i = 0; i < drawn; ++i) {
    const ComparedOption& option = comparison.options[i];
    const double value = *option.values.front();
    RangeBars::Row row{option.name, value, value, value, amount_text(value, bars.unit, 4)};
    if (option.belief && option.belief->low < option.belief->high) {
      const RangedText text = ranged_text(value, option.belief->low, option.belief->high, bars.unit);
      row.low = option.belief->low;
      row.high = option.belief->high;
      row.text = fmt::format("{} ({})", text.value, text.range);
    }
    bars.rows.push_back(std::move(row));
  }
  if (std::any_of(bars.rows.begin(), bars.rows.end(), [](const RangeBars::Row& row) { return row.low < row.high; }))
    bars.title += ", with 90 % of the samples";
  if (drawn < known) bars.title += fmt::format(", the {} lowest of {}", drawn, known);
  return bars;
}

void add_bars(const ComparedOptions& comparison, Grid& grid) {
  Grid::Column column;
  column.bars = Grid::Bars::upwards;
  column.is_in_picture = true;
  for (std::size_t i = 0; i < grid.rows.size(); ++i) {
    Grid::Cell bar;
    bar.size = comparison.options[i].values.front().value_or(0);
    column.largest = std::max(column.largest, bar.size);
    grid.rows[i].cells.push_back(bar);
  }
  grid.columns.push_back(column);
}

// Without their part where all are of one.
std::vector<std::string> headings_of(const std::vector<std::string>& shown) {
  const auto part_of = [](const std::string& name) { return name.substr(0, name.rfind('.') + 1); };
  const bool same = std::all_of(shown.begin(), shown.end(),
                                [&](const std::string& name) { return part_of(name) == part_of(shown.front()); });
  std::vector<std::string> headings;
  for (const std::string& name : shown) headings.push_back(same ? name.substr(name.rfind('.') + 1) : name);
  return headings;
}

// A quantity that none of them comes to says nothing.
void leave_out_empty_columns(Grid& grid) {
  for (std::size_t c = grid.columns.size(); c-- > 1;) {
    const bool is_empty = std::all_of(grid.rows.begin(), grid.rows.end(),
                                      [&](const Grid::Row& row) { return row.cells[c].text.empty(); });
    if (!is_empty) continue;
    const auto place = static_cast<std::ptrdiff_t>(c);
    grid.columns.erase(grid.columns.begin() + place);
    for (Grid::Row& row : grid.rows) row.cells.erase(row.cells.begin() + place);
  }
}

Grid list_of(const ComparedOptions& comparison, std::size_t rows, const Columns& columns) {
  Grid grid;
  for (const std::string& key : comparison.keys) grid.columns.push_back({key});
  for (const std::string& name : headings_of(comparison.shown)) grid.columns.push_back({name, Grid::Align::right});
  grid.columns.push_back({!comparison.base.empty() ? "to " + comparison.base
                          : columns.open           ? "to the lowest"
                          : is_price(comparison)   ? "to the cheapest"
                                                   : "to the least",
                          Grid::Align::right});
  if (columns.odds)
    grid.columns.push_back({std::string(is_price(comparison) ? "chance to be cheaper" : "chance to be less") +
                                (comparison.base.empty() ? "" : " than the lowest"),
                            Grid::Align::right});
  if (columns.layer) grid.columns.push_back({"layer"});
  if (columns.basis) grid.columns.push_back({"basis"});
  for (std::size_t i = 0; i < rows; ++i) grid.rows.push_back(row_of(comparison, comparison.options[i], columns));
  leave_out_empty_columns(grid);
  if (wants_bars(comparison)) add_bars(comparison, grid);
  return grid;
}

// Of a month or a year the first day is meant.
std::string day_words(const ComparedOptions& comparison) {
  constexpr std::size_t day = 10;
  std::string words = "as of " + comparison.as_of;
  if (comparison.as_of.size() < day) words += ", from its first day on";
  if (std::any_of(comparison.options.begin(), comparison.options.end(),
                  [](const ComparedOption& option) { return option.names_its_day; }))
    words += ", where a part names no day of its own";
  return words;
}

// A matrix where it fits, else a list of so many rows, and what has to be known beside the numbers.
Grid grid_of(const ComparedOptions& comparison, std::size_t rows, std::size_t width, bool in_full) {
  const Columns columns = columns_of(comparison);
  const std::optional<Grid> matrix = columns.layer || columns.basis ? std::nullopt : matrix_of(comparison, width);
  Grid grid = matrix ? *matrix : list_of(comparison, rows, columns);
  std::vector<const ComparedOption*> told;
  for (std::size_t i = 0; i < (matrix ? comparison.options.size() : rows); ++i) told.push_back(&comparison.options[i]);
  add_reasons(comparison, told, in_full, grid);
  if (columns.layer || columns.basis)
    grid.below.push_back({"not of one kind", "they cover different things, or were reckoned differently", Tone::open});
  if (!matrix && rows < comparison.options.size())
    grid.below.push_back(
        {"",
         fmt::format("and {} more, of which {} come to no number; `--all` shows them", comparison.options.size() - rows,
                     comparison.options.size() - std::max(known_in(comparison), rows)),
         Tone::dim});
  return grid;
}

}  // namespace

Document comparison_document(const ComparedOptions& comparison, bool in_full, std::size_t width) {
  Document document;
  document.title = comparison.scenario;
  const std::size_t known = known_in(comparison);
  Lead lead;
  if (known == 0) {
    lead.sentences = {Text{"None of the options comes to a number."}};
  } else {
    const std::size_t ranked = ranked_in(comparison);
    const std::vector<const ComparedOption*> rivals = rivals_of(comparison);
    lead.sentences = {
        Text{rivals.empty() ? first_sentence(comparison, ranked) : open_sentence(comparison, rivals, ranked)}};
    if (const std::string doubt = doubt_sentence(comparison, ranked, known); !doubt.empty())
      lead.sentences.emplace_back(doubt);
  }
  document.pieces.emplace_back(std::move(lead));
  if (wants_bars(comparison)) document.pieces.emplace_back(Chart{bars_of(comparison)});
  const std::size_t count = comparison.options.size();
  Grid grid = grid_of(comparison, in_full ? count : std::min(most_rows, count), in_full ? 0 : width, in_full);
  for (std::size_t s = 0; s < comparison.shown.size(); ++s)
    if (!comparison.conventions[s].empty())
      grid.below.push_back({last_word(comparison.shown[s]), "counts " + comparison.conventions[s], Tone::dim});
  if (!comparison.as_of.empty()) grid.below.push_back({"prices", day_words(comparison), Tone::dim});
  document.pieces.emplace_back(std::move(grid));
  return document;
}

}  // namespace costcurve
