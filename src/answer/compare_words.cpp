#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "answer/compare.h"
#include "answer/compare_matrix.h"
#include "answer/diff_words.h"
#include "catalog/entry.h"
#include "quantity/print.h"
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

bool is_share(const ComparedOptions& comparison) { return comparison.units.front().text == "%"; }

// "1.7 times", "3 % more"; of a share in points, since 3 % more of 30 % would be 0.9 %.
std::string times_text(const ComparedOptions& comparison, double value, double least) {
  constexpr int digits = 3;
  if (is_share(comparison)) return difference_text(value - least, comparison.units.front(), digits);
  const double ratio = value / least;
  return ratio < 1.1 ? fmt::format("{} more", percent_text(ratio - 1, 2))
                     : fmt::format("{} times", number_text(ratio, 3));
}

// Money that is paid: what one is paid, keeps or loses is counted in money too, and nobody calls it cheap.
bool is_price(const ComparedOptions& comparison) {
  constexpr std::array not_paid = {"revenue", "sales",  "income",  "earnings", "profit", "margin", "gain",
                                   "saved",   "saving", "savings", "loss",     "lost",   "worth",  "value"};
  if (comparison.units.front().dimension.twelfths(static_cast<int>(Base::money)) <= 0) return false;
  const std::string name = "_" + last_word(comparison.shown.front()) + "_";
  return std::none_of(not_paid.begin(), not_paid.end(), [&](std::string_view word) {
    return name.find("_" + std::string(word) + "_") != std::string::npos;
  });
}

std::string amount_of(const ComparedOptions& comparison, const ComparedOption& option) {
  const ShownUnit& unit = comparison.units.front();
  const double value = *option.values.front();
  const std::string_view mark = option.doubt.empty() ? "" : "*";
  if (value == 0 && is_price(comparison)) return fmt::format("free{}", mark);
  if (!option.belief || !(option.belief->low < option.belief->high))
    return fmt::format("{}{}", amount_text(value, unit, 4), mark);
  const RangedText text = ranged_text(value, option.belief->low, option.belief->high, unit);
  return fmt::format("{}{} (90 %: {})", text.value, mark, text.range);
}

// "A, B and 12 more are free; of the others C is cheapest, at $118." A list that says 0 may not know the price.
std::string sentence_about_free(const ComparedOptions& comparison, std::size_t known) {
  constexpr std::size_t most = 3;
  std::vector<std::string> free;
  std::size_t count = 0;
  for (; count < known && *comparison.options[count].values.front() == 0; ++count)
    if (count < most) free.push_back(comparison.options[count].name);
  if (count > most) free.push_back(fmt::format("{} more", count - most));
  std::string text = fmt::format("{} {} free by the list", listed(free), count == 1 ? "is" : "are");
  if (count < known)
    text += fmt::format("; of the others {} is cheapest, at {}", comparison.options[count].name,
                        amount_of(comparison, comparison.options[count]));
  return text + ".";
}

// "B costs 1.7 times as much, C 21 times", from the one at `next` on.
std::string ratios_text(const ComparedOptions& comparison, std::size_t next, std::size_t known) {
  const std::vector<ComparedOption>& options = comparison.options;
  const double least = *options.front().values.front();
  std::string text = fmt::format("{} {} {}", options[next].name, is_price(comparison) ? "costs" : "is",
                                 times_text(comparison, *options[next].values.front(), least));
  if (!is_share(comparison) && *options[next].values.front() / least >= 1.1) text += " as much";
  if (known > next + 1)
    text += fmt::format(", {} {}", options[known - 1].name,
                        times_text(comparison, *options[known - 1].values.front(), least));
  return text;
}

// "Cheapest: A at $118; B costs 1.7 times as much, C 21 times."
std::string first_sentence(const ComparedOptions& comparison, std::size_t known) {
  const std::vector<ComparedOption>& options = comparison.options;
  const ComparedOption& best = options.front();
  const double least = *best.values.front();
  if (is_price(comparison) && least == 0 && best.doubt.empty()) return sentence_about_free(comparison, known);
  const std::string lowest = is_price(comparison) ? "cheapest" : "least " + comparison.shown.front();
  std::string text = fmt::format("{}{}: {} at {}", best.doubt.empty() ? "" : "in doubt, ", lowest, best.name,
                                 amount_of(comparison, best));
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  if (known < 2 || !(least > 0)) return text + ".";
  constexpr double the_same = 1 + 1e-12;
  if (*options[1].values.front() <= least * the_same) return fmt::format("{}; {} the same.", text, options[1].name);
  text += "; " + ratios_text(comparison, 1, known);
  const bool says_why = !comparison.why.empty() && comparison.why != last_word(comparison.shown.front());
  return text +
         (!says_why ? ""
                    : fmt::format("; the next is {} by {}", is_price(comparison) ? "dearer" : "more", comparison.why)) +
         ".";
}

// "Not decided: A at $118 or B at $120; their ranges overlap (0.56 that A is cheaper). C costs 3 times as much as A."
std::string open_sentence(const ComparedOptions& comparison, const std::vector<const ComparedOption*>& rivals,
                          std::size_t known) {
  constexpr std::size_t most = 3;  // rivals that are told
  const ComparedOption& first = comparison.options.front();
  const std::string_view less = is_price(comparison) ? "cheaper" : "less";
  std::vector<std::string> told = {fmt::format("{} at {}", first.name, amount_of(comparison, first))}, odds;
  for (std::size_t i = 0; i < std::min(most, rivals.size()); ++i) {
    told.push_back(fmt::format("{} at {}", rivals[i]->name, amount_of(comparison, *rivals[i])));
    odds.push_back(fmt::format("{} that {} is{}", number_text(*rivals[i]->is_cheaper, 2), rivals[i]->name,
                               odds.empty() ? fmt::format(" {} than {}", less, first.name) : ""));
  }
  if (rivals.size() > most) told.push_back(fmt::format("one of {} more", rivals.size() - most));
  if (rivals.size() == 1)
    odds = {fmt::format("{} that {} is {}", number_text(1 - *rivals.front()->is_cheaper, 2), first.name, less)};
  const std::string last = told.back();
  told.pop_back();
  std::string text =
      fmt::format("Not decided: {} or {}; their ranges overlap ({}).", fmt::join(told, ", "), last, listed(odds));
  const ComparedOption& dearest = comparison.options[known - 1];
  if (std::find(rivals.begin(), rivals.end(), &dearest) == rivals.end() && *first.values.front() > 0)
    text += fmt::format(" {}.", ratios_text(comparison, known - 1, known));
  return text;
}

// "A comes to less, $0.12*, and is not ranked: unusual: ...". What is in doubt decides nothing, and is told.
std::string doubt_sentence(const ComparedOptions& comparison, std::size_t ranked, std::size_t known) {
  const ComparedOption& first = comparison.options.front();
  if (!first.doubt.empty()) return fmt::format("*{}: {}.", first.name, first.doubt);
  if (ranked == known) return {};
  const ComparedOption& least = comparison.options[ranked];
  if (*least.values.front() >= *first.values.front()) return {};
  const std::string others = known - ranked > 1 ? fmt::format(" (and {} more {} in doubt)", known - ranked - 1,
                                                              known - ranked == 2 ? "is" : "are")
                                                : "";
  return fmt::format("{} comes to less, {}, and is not ranked: {}{}.", least.name, amount_of(comparison, least),
                     least.doubt, others);
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

Grid::Row row_of(const ComparedOptions& comparison, const ComparedOption& option, const Columns& columns) {
  Grid::Row row;
  for (const std::string& choice : option.choices) row.cells.push_back({choice});
  for (std::size_t s = 0; s < option.values.size(); ++s) {
    const std::optional<double>& value = option.values[s];
    std::string text = value ? amount_text(*value, comparison.units[s], 4) : s == 0 ? "none" : "";
    if (s == 0 && value) text = amount_of(comparison, option);
    row.cells.push_back({Text::amount(text)});
  }
  const ComparedOption& best = comparison.options.front();
  std::string against;
  if (&option == &best && has_value(best))
    against = columns.open ? "lowest" : is_price(comparison) ? "cheapest" : "least";
  else if (has_value(option) && is_share(comparison))
    against = signed_text(*option.values.front() - *best.values.front(), comparison.units.front(), 3);
  else if (has_value(option) && *best.values.front() > 0)
    against = fmt::format("{}x", number_text(*option.values.front() / *best.values.front(), 3));
  row.cells.push_back({against});
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
  grid.columns.push_back({columns.open           ? "to the lowest"
                          : is_price(comparison) ? "to the cheapest"
                                                 : "to the least",
                          Grid::Align::right});
  if (columns.odds)
    grid.columns.push_back({is_price(comparison) ? "chance to be cheaper" : "chance to be less", Grid::Align::right});
  if (columns.layer) grid.columns.push_back({"layer"});
  if (columns.basis) grid.columns.push_back({"basis"});
  for (std::size_t i = 0; i < rows; ++i) grid.rows.push_back(row_of(comparison, comparison.options[i], columns));
  leave_out_empty_columns(grid);
  if (wants_bars(comparison)) add_bars(comparison, grid);
  return grid;
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
  if (!comparison.as_of.empty()) grid.below.push_back({"prices", "as of " + comparison.as_of, Tone::dim});
  document.pieces.emplace_back(std::move(grid));
  return document;
}

}  // namespace costcurve
