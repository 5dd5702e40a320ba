#include "answer/difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/difference_pieces.h"
#include "document/layout.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

bool is_small_change(double a, double b) { return a > 0 && b > 0 && b / a >= 0.5 && b / a <= 2; }

// "3.5 %", "28 % of it", "20 times it"; nothing where a ratio means nothing.
std::string relative_text(const QuantityDifference& all) {
  if (!(all.a > 0 && all.b > 0) || all.dimension.is_point() || all.dimension.is_pace()) return {};
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

std::string answer(const QuantityDifference& all) {
  const std::string a = amount_text(all.a, all.shown), b = amount_text(all.b, all.shown);
  if (all.rows.empty()) return fmt::format("Nothing differs: {} is {} in A and in B.", all.quantity, a);
  const bool cancels = std::abs(all.difference) <= 1e-12 * std::max(std::abs(all.a), std::abs(all.b));
  if (cancels) return fmt::format("{} is {} in A and in B: what differs cancels out.", all.quantity, a);
  return fmt::format("{} is {} in A and {} in B: {}{}{}.", all.quantity, a, b,
                     difference_text(all.difference, all.shown, all.dimension), relative_text(all), cause_text(all));
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

// Blocks to the left of the line for less, to the right for more.
std::string bar(double contribution, double largest, bool both_ways, std::size_t half) {
  if (!(largest > 0)) return {};
  const auto blocks =
      static_cast<std::size_t>(std::lround(std::abs(contribution) / largest * static_cast<double>(half)));
  const std::string drawn = repeated("█", blocks);
  if (contribution < 0) return std::string(half - blocks, ' ') + drawn + "│";
  return (both_ways ? std::string(half, ' ') : "") + "│" + drawn;
}

std::string share_text(double contribution, double difference) {
  const double share = contribution / difference;
  return std::isfinite(share) && std::abs(share) < 100 ? percent_text(share, std::abs(share) < 0.01 ? 1 : 3) : "";
}

Rows rows_of(const QuantityDifference& all, std::size_t half_a_bar) {
  const bool attributed = all.obstacle == Obstacle::none;
  double largest = 0;
  bool less = false;
  for (const DifferenceRow& row : all.rows) {
    largest = std::max(largest, std::abs(row.contribution));
    less = less || row.contribution < 0;
  }
  Rows rows = {{"input", "in A", "in B"}};
  if (attributed) rows.front().insert(rows.front().end(), {"contribution", "share", ""});
  for (const DifferenceRow& row : all.rows) {
    rows.push_back({name_of(row.input), value_in(row.input, true), value_in(row.input, false)});
    if (!attributed) continue;
    rows.back().insert(rows.back().end(), {signed_text(row.contribution, all.shown, all.dimension),
                                           share_text(row.contribution, all.difference),
                                           bar(row.contribution, largest, less, half_a_bar)});
  }
  rows.push_back({all.quantity, amount_text(all.a, all.shown), amount_text(all.b, all.shown)});
  if (attributed) rows.back().push_back(signed_text(all.difference, all.shown, all.dimension));
  return rows;
}

// With the longest bars that fit.
std::string table_of(const QuantityDifference& all, std::size_t width) {
  for (const std::size_t half_a_bar : {8U, 5U, 3U})
    if (const Rows rows = rows_of(all, half_a_bar); width_of(rows, rows.front().size()) <= width)
      return table(rows, 4, width);
  return table(rows_of(all, 3), 4, width);
}

// The inputs of the two sides, where they have nothing in common to attribute to.
std::string two_lists(const QuantityDifference& all, const ComparedSide& a, const ComparedSide& b,
                      const TerminalStyle& style) {
  std::string out =
      wrapped("The two sides come to it in ways that share nothing, so the difference is attributed to nothing.", "  ",
              2, style.width);
  for (const auto& [side, letter] : {std::pair(&a, "A"), {&b, "B"}}) {
    const Relations& relations = side->audited->scenario.relations;
    const Solution& solution = side->audited->solution;
    const std::size_t q = *side->audited->scenario.quantity(all.quantity);
    const std::optional<Program> program = compile(relations, solution, {relations.quantities[q].symbol});
    const Finding& finding = solution.found[q];
    std::string text =
        finding.status == Status::given ? "it is given" : "= " + formula_text(relations, finding.formula, "");
    std::vector<std::string> inputs;
    for (const std::size_t input : program->inputs)
      if (input != q)
        inputs.push_back(fmt::format("{} {}", relations.quantities[input].name,
                                     amount_text(solution.found[input].value, relations.quantities[input].shown)));
    if (!inputs.empty()) text += "; it rests on " + listed(inputs);
    out += wrapped(text, fmt::format("  in {}: ", letter), 8, style.width);
  }
  return out;
}

std::string obstacle_text(const QuantityDifference& all) {
  const std::string what = all.obstacle == Obstacle::jump ? "jumps or has no value" : "becomes infinite or undefined";
  return fmt::format("The difference cannot be divided among them: on the way from A to B, at about {} of it, {} {}.",
                     percent_text(all.where, 2), all.quantity, what);
}

// Where the two sides come to an input in different ways, and which parts stand for which.
std::string remarks(const QuantityDifference& all, const TerminalStyle& style) {
  std::string out;
  for (const auto& [a, b] : all.paired_parts)
    out += wrapped(fmt::format("{} in A is compared with {} in B.", a, b), "  ", 4, style.width);
  if (all.is_given) out += wrapped("It is given on both sides.", "  ", 4, style.width);
  for (const DifferenceRow& row : all.rows)
    if (!row.input.how_a.empty())
      out += wrapped(fmt::format("{}: in A {}; in B {}.", row.input.name, row.input.how_a, row.input.how_b), "  ", 4,
                     style.width);
  if (all.dimension.is_pace() && all.rows.size() > 1)
    out += wrapped("Paces add up: the factors of the contributions multiply to that of the difference.", "  ", 4,
                   style.width);
  return out;
}

}  // namespace

std::string to_terminal(const QuantityDifference& all, const ComparedSide& a, const ComparedSide& b,
                        const TerminalStyle& style) {
  std::string out = wrapped(answer(all), "", 2, style.width) + "\n" + sides_text(a, b, style);
  std::string below;
  if (all.shares_nothing)
    below = two_lists(all, a, b, style);
  else if (!all.rows.empty() && !all.is_given)
    out += "\n" + table_of(all, style.width);
  if (all.obstacle != Obstacle::none) below += wrapped(obstacle_text(all), "  ", 2, style.width);
  if (!all.shares_nothing)
    below += remarks(all, style) + only_text("A", *a.audited, all.only_in_a, style) +
             only_text("B", *b.audited, all.only_in_b, style);
  return out + (below.empty() ? "" : "\n" + below);
}

}  // namespace costcurve
