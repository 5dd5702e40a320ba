// Everything that differs between two scenarios, a row each.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/check_words.h"
#include "answer/diff_words.h"
#include "answer/explain.h"
#include "quantity/pace.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

std::string answer(const Differences& all) {
  const bool one_sided = !all.only_in_a.empty() || !all.only_in_b.empty() || !all.unlike.empty();
  if (all.quantities.empty() && all.compared == 0) return "A and B have no quantity in common.";
  if (all.quantities.empty() && !one_sided)
    return fmt::format("Nothing differs: {} the same in A and in B.",
                       all.compared == 1 ? "the one quantity is" : fmt::format("all {} quantities are", all.compared));
  if (all.quantities.empty())
    return fmt::format("What both have is the same: {} {}. The rest is on one side only.", all.compared,
                       all.compared == 1 ? "quantity" : "quantities");
  std::vector<std::string> causes;
  for (const Differing& one : all.quantities)
    if (one.given) causes.push_back(one.name);
  const std::size_t following = all.quantities.size() - causes.size();
  if (causes.empty())
    return fmt::format("{} of {} quantities that both have {}, though none that is given.", all.quantities.size(),
                       all.compared, all.quantities.size() == 1 ? "differs" : "differ");
  return fmt::format("{} {}{}", listed_some(causes), causes.size() == 1 ? "differs" : "differ",
                     following == 0
                         ? "; nothing else does."
                         : fmt::format(", and so {} {} that {} worked out.", following == 1 ? "does" : "do",
                                       following == 1 ? "one quantity" : fmt::format("{} quantities", following),
                                       following == 1 ? "is" : "are"));
}

// How much, of what A is asked for: "total.cost is $294,672 in A and $370,288 in B, 26 % more."
std::string answers_differ(const Differences& all) {
  for (const std::string& name : all.answers)
    for (const Differing& differing : all.quantities) {
      if (differing.name != name || differing.shown.words) continue;
      const auto& [a, b] = std::pair(differing.a, differing.b);
      const bool has_share = a > 0 && b > 0 && !differing.shown.dimension.is_point() && !is_pace(differing.shown);
      return fmt::format("{} is {} in A and {} in B{}.", name,
                         side_text(a, differing.belief_a, differing.shown, "90 %: "),
                         side_text(b, differing.belief_b, differing.shown, differing.belief_a ? "" : "90 %: "),
                         has_share ? ", " + share_changed(a, b) : "");
    }
  return {};
}

std::string given_word(const std::optional<Rank>& given) {
  if (!given) return {};
  return *given == Rank::scenario ? "given" : *given == Rank::catalog ? "catalog" : "default";
}

std::string change_text(const Differing& differing) {
  const auto& [a, b] = std::pair(differing.a, differing.b);
  const ShownUnit& shown = differing.shown;
  if (shown.words) return "";
  const bool is_ratio = a > 0 && b > 0 && !shown.dimension.is_point() && !is_pace(shown);
  if (!is_ratio) return signed_text(b - a, shown);
  if (b / a > 2) return number_text(b / a, 3) + " times";
  return (b > a ? "+" : "-") + percent_text(std::abs(b / a - 1));
}

Grid::Row row_of(const Differing& differing) {
  Grid::Row row;
  row.anchor = differing.name;
  row.cells = {{differing.name},
               {Text::amount(amount_text(differing.a, differing.shown))},
               {Text::amount(amount_text(differing.b, differing.shown))},
               {Text::amount(change_text(differing))},
               {given_word(differing.given)}};
  return row;
}

// What is given, and what A is asked for; of little more all of it.
bool is_told(const Differing& differing, const Differences& all) {
  constexpr std::size_t few = 12;
  if (!all.folds || differing.given) return true;
  const auto is_given = [](const Differing& each) { return each.given.has_value(); };
  const auto given = std::count_if(all.quantities.begin(), all.quantities.end(), is_given);
  if (all.quantities.size() - static_cast<std::size_t>(given) <= few) return true;
  return std::find(all.answers.begin(), all.answers.end(), differing.name) != all.answers.end();
}

Grid grid_of(const Differences& all) {
  Grid grid;
  grid.columns = {{"quantity"}, {"in A"}, {"in B"}, {"change"}, {}};
  std::vector<std::string> folded;
  for (const Differing& differing : all.quantities)
    if (is_told(differing, all))
      grid.rows.push_back(row_of(differing));
    else
      folded.push_back(differing.name);
  if (!folded.empty()) grid.below.push_back(folded_note(folded));
  return grid;
}

}  // namespace

Document diff_document(const Differences& all, const ComparedSide& a, const ComparedSide& b) {
  Document document;
  document.title = "What differs between A and B";
  Lead lead;
  if (const std::string differ = answers_differ(all); !differ.empty()) lead.sentences.emplace_back(differ);
  lead.sentences.emplace_back(answer(all));
  const Notes sides = sides_of(a, b);
  document.pieces = {std::move(lead), sides};
  if (std::optional<Cascade> steps = all.of_answer ? waterfall_of(*all.of_answer, sides) : std::nullopt)
    document.pieces.emplace_back(Chart{std::move(*steps)});
  document.pieces.emplace_back(grid_of(all));
  Notes below;
  for (const Unlike& unlike : all.unlike)
    below.notes.push_back(
        {{},
         Text::filled("{} is {} in A and {} in B.", {Text::name(unlike.name), unlike.in_a, unlike.in_b}),
         Tone::plain});
  add_only("A", all.only_in_a, below);
  add_only("B", all.only_in_b, below);
  document.pieces.emplace_back(std::move(below));
  document.pieces.emplace_back(broken_on(a, b));
  return document;
}

namespace {

Text state_in(const char* letter, const StandingOnSide& quantity) {
  if (!quantity.exists) return fmt::format("does not exist in {}", letter);
  if (!quantity.value) return fmt::format("is not determined in {}", letter);
  return Text::filled("is {} in {}", {Text::amount(amount_text(*quantity.value, quantity.shown)), letter});
}

// A part may be there under another name.
std::string other_name(const std::string& quantity, const char* letter, const StandingOnSide& standing) {
  if (standing.alike.empty()) return {};
  return fmt::format(
      "{} has {}. To compare parts with different names, give both scenarios a quantity of one name that "
      "refers to them, for example [total] with {} = \"{}\".",
      letter, listed_some(standing.alike), last_word(quantity), standing.alike.front());
}

void add_missing(const char* letter, const StandingOnSide& quantity, std::vector<Piece>& pieces) {
  if (!quantity.missing) return;
  pieces.emplace_back(Section{fmt::format("What is missing in {}", letter),
                              Section::Of::variant,
                              {Notes{{}, what_would_determine(*quantity.missing)}}});
}

}  // namespace

Document one_sided_document(const std::string& quantity, const StandingOnSide& in_a, const StandingOnSide& in_b,
                            const ComparedSide& a, const ComparedSide& b) {
  Document document;
  document.title = quantity;
  document.pieces = {
      Lead{{Text::filled("{} {} and {}.", {Text::name(quantity), state_in("A", in_a), state_in("B", in_b)})}, {}},
      sides_of(a, b)};
  const std::string advice = !in_a.exists   ? other_name(quantity, "A", in_a)
                             : !in_b.exists ? other_name(quantity, "B", in_b)
                                            : "";
  if (!advice.empty()) document.pieces.emplace_back(Paragraph{{{advice}}});
  add_missing("A", in_a, document.pieces);
  add_missing("B", in_b, document.pieces);
  return document;
}

}  // namespace costcurve
