#include "answer/diff_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "quantity/pace.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

bool is_small_change(double a, double b) { return a > 0 && b > 0 && b / a >= 0.5 && b / a <= 2; }

// "3.5 %", "28 % of it", "20 times it"; nothing where a ratio means nothing.
std::string relative_text(const QuantityDifference& all) {
  if (!(all.a > 0 && all.b > 0) || all.shown.dimension.is_point() || is_pace(all.shown)) return {};
  if (is_small_change(all.a, all.b)) return fmt::format(" ({})", percent_text(std::abs(all.b / all.a - 1)));
  return all.b > all.a ? fmt::format(" ({} times it)", number_text(all.b / all.a, 3))
                       : fmt::format(" ({} of it)", percent_text(all.b / all.a));
}

std::string cause_text(const QuantityDifference& all) {
  if (all.rows.empty() || all.obstacle != Obstacle::none || all.shares_nothing || all.is_given || all.difference == 0)
    return {};
  if (all.rows.size() == 1) return fmt::format(", because of {}", all.rows.front().input.name);
  // The first that pulls in the direction of the difference: there is one, for they add up to it.
  const auto main = std::find_if(all.rows.begin(), all.rows.end(),
                                 [&](const DifferenceRow& row) { return row.contribution / all.difference > 0; });
  const double share = main->contribution / all.difference;
  return fmt::format(", {} because of {}",
                     share >= 0.995 && share < 1.005 ? "nearly all of it"
                     : share > 0.5                   ? "most of it"
                                                     : "the largest part of it",
                     main->input.name);
}

constexpr std::string_view nine_in_ten = "90 %: ";

int digits_of(const QuantityDifference& all) { return all.belief_a || all.belief_b ? digits_of_believed : 6; }

Text answer(const QuantityDifference& all) {
  const Text quantity = Text::name(all.quantity),
             a = Text::amount(side_text(all.a, all.belief_a, all.shown, nine_in_ten)),
             b = Text::amount(side_text(all.b, all.belief_b, all.shown, all.belief_a ? "" : nine_in_ten));
  if (all.rows.empty()) return Text::filled("Nothing differs: {} is {} in A and in B.", {quantity, a});
  const bool cancels = std::abs(all.difference) <= 1e-12 * std::max(std::abs(all.a), std::abs(all.b));
  if (cancels) return Text::filled("{} is {} in A and in B: what differs cancels out.", {quantity, a});
  return Text::filled("{} is {} in A and {} in B: {}{}{}.",
                      {quantity, a, b, Text::amount(difference_text(all.difference, all.shown, digits_of(all))),
                       relative_text(all), cause_text(all)});
}

std::string value_in(const CommonInput& input, bool of_a) {
  const bool absent = input.presence == (of_a ? CommonInput::Presence::only_b : CommonInput::Presence::only_a);
  return absent ? "–" : amount_text(of_a ? input.a : input.b, input.shown);
}

std::string name_of(const CommonInput& input) {
  switch (input.presence) {
    case CommonInput::Presence::only_a: return input.name + " (only in A)";
    case CommonInput::Presence::only_b: return input.name + " (only in B)";
    case CommonInput::Presence::both: break;
  }
  return input.name;
}

std::string contribution_share_text(double contribution, double difference) {
  const double share = contribution / difference;
  return std::isfinite(share) && std::abs(share) < 100 ? percent_text(share, std::abs(share) < 0.01 ? 1 : 3) : "";
}

Grid grid_of(const QuantityDifference& all) {
  const bool attributed = all.obstacle == Obstacle::none;
  Grid grid;
  grid.columns = {{"input"}, {"in A"}, {"in B"}};
  if (attributed) {
    Grid::Column bars;
    bars.bars = Grid::Bars::both_ways;
    for (const DifferenceRow& row : all.rows) bars.largest = std::max(bars.largest, std::abs(row.contribution));
    grid.columns.insert(grid.columns.end(), {{"contribution"}, {"share"}, bars});
  }
  for (const DifferenceRow& row : all.rows) {
    Grid::Row shown;
    shown.anchor = row.input.name;
    shown.cells = {
        {name_of(row.input)}, {Text::amount(value_in(row.input, true))}, {Text::amount(value_in(row.input, false))}};
    if (attributed) {
      Grid::Cell bar;
      bar.size = row.contribution;
      shown.cells.insert(shown.cells.end(), {{Text::amount(signed_text(row.contribution, all.shown, digits_of(all)))},
                                             {Text::amount(contribution_share_text(row.contribution, all.difference))},
                                             bar});
    }
    grid.rows.push_back(std::move(shown));
  }
  Grid::Row sum;
  sum.anchor = all.quantity;
  sum.is_sum = true;
  sum.cells = {{all.quantity},
               {Text::amount(amount_at_digits(all.a, all.shown, digits_of(all)))},
               {Text::amount(amount_at_digits(all.b, all.shown, digits_of(all)))}};
  if (attributed) sum.cells.push_back({Text::amount(signed_text(all.difference, all.shown, digits_of(all)))});
  grid.rows.push_back(std::move(sum));
  return grid;
}

// The steps from A to B, one for each input that differs. Those that hardly matter are one step, so that it stays a
// picture.
Cascade cascade_of(const QuantityDifference& all, const Notes& sides) {
  constexpr std::size_t most_steps = 12;
  Cascade cascade;
  cascade.title = fmt::format("What takes {} from A to B", all.quantity);
  cascade.unit = all.shown;
  const auto side = [&](std::size_t s, double value) {
    return Cascade::Step{Text::joined({sides.notes[s].heading, sides.notes[s].text}, ": ").plain(),
                         side_text(value, s == 0 ? all.belief_a : all.belief_b, all.shown, nine_in_ten), value};
  };
  cascade.from = side(0, all.a);
  cascade.to = side(1, all.b);
  double others = 0;
  for (std::size_t r = 0; r < all.rows.size(); ++r) {
    const DifferenceRow& row = all.rows[r];
    if (r >= most_steps) {
      others += row.contribution;
      continue;
    }
    const std::string share = contribution_share_text(row.contribution, all.difference);
    cascade.steps.push_back(
        {name_of(row.input),
         signed_text(row.contribution, all.shown, digits_of(all)) + (share.empty() ? "" : " (" + share + ")"),
         row.contribution});
  }
  if (all.rows.size() > most_steps)
    cascade.steps.push_back({fmt::format("{} others", all.rows.size() - most_steps),
                             signed_text(others, all.shown, digits_of(all)), others});
  return cascade;
}

// The inputs of the two sides, where they have nothing in common to attribute to.
Notes two_lists(const QuantityDifference& all) {
  Notes notes;
  notes.notes.push_back(
      {{},
       "The two sides come to it in ways that share nothing, so the difference is attributed to nothing.",
       Tone::plain});
  for (const auto& [way, letter] : {std::pair(&all.way_a, "A"), {&all.way_b, "B"}}) {
    Text text = way->formula.empty() ? Text("it is given") : Text::formula("= " + way->formula);
    std::vector<std::string> inputs;
    for (const ValueOfSide& input : way->inputs)
      inputs.push_back(fmt::format("{} {}", input.name, amount_text(input.value, input.shown)));
    if (!inputs.empty()) text += "; it rests on " + listed(inputs);
    notes.notes.push_back({fmt::format("in {}", letter), text, Tone::plain});
  }
  return notes;
}

std::string obstacle_text(const QuantityDifference& all) {
  const std::string what = all.obstacle == Obstacle::jump ? "jumps or has no value" : "becomes infinite or undefined";
  return fmt::format("The difference cannot be divided among them: on the way from A to B, at about {} of it, {} {}.",
                     percent_text(all.where, 2), all.quantity, what);
}

// Where the two sides come to an input in different ways, and which parts stand for which.
void add_remarks(const QuantityDifference& all, Notes& notes) {
  const auto add = [&](const Text& text) { notes.notes.push_back({{}, text, Tone::plain}); };
  for (const auto& [a, b] : all.paired_parts) add(fmt::format("{} in A is compared with {} in B.", a, b));
  if (all.is_given) add("It is given on both sides.");
  for (const DifferenceRow& row : all.rows)
    if (!row.input.how_a.empty())
      add(Text::filled("{}: in A {}; in B {}.", {Text::name(row.input.name), row.input.how_a, row.input.how_b}));
  if (is_pace(all.shown) && all.rows.size() > 1)
    add("Paces add up: the factors of the contributions multiply to that of the difference.");
}

}  // namespace

std::optional<Cascade> waterfall_of(const QuantityDifference& all, const Notes& sides) {
  if (all.shares_nothing || all.is_given || all.obstacle != Obstacle::none) return std::nullopt;
  return cascade_of(all, sides);
}

Document diff_document(const QuantityDifference& all, const ComparedSide& a, const ComparedSide& b) {
  Document document;
  document.title = all.quantity;
  const Notes sides = sides_of(a, b);
  document.pieces = {Lead{{answer(all)}, {}}, sides};
  if (std::optional<Cascade> steps = waterfall_of(all, sides)) document.pieces.emplace_back(Chart{std::move(*steps)});
  if (!all.shares_nothing && !all.rows.empty() && !all.is_given) document.pieces.emplace_back(grid_of(all));
  Notes below;
  if (all.shares_nothing) below = two_lists(all);
  if (all.obstacle != Obstacle::none) below.notes.push_back({{}, obstacle_text(all), Tone::plain});
  if (!all.shares_nothing) {
    add_remarks(all, below);
    add_only("A", all.only_in_a, below);
    add_only("B", all.only_in_b, below);
  }
  document.pieces.emplace_back(std::move(below));
  document.pieces.emplace_back(broken_on(a, b));
  return document;
}

}  // namespace costcurve
