// Everything that differs between two scenarios, a row each.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/diff_words.h"
#include "answer/explain.h"
#include "quantity/pace.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

std::string answer(const Differences& all, const Relations& relations) {
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
    if (one.is_cause) causes.push_back(relations.quantities[one.in_a].name);
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

// Who says the value where it is given: the scenario on one side at least, else the catalog or the sheet.
std::string cause_word(const Differing& one, const ComparedSide& a, const ComparedSide& b) {
  if (!one.is_cause) return {};
  Rank first = Rank::fallback;
  for (const GivenPointer& given :
       {a.audited->solution.found[one.in_a].given, b.audited->solution.found[one.in_b].given})
    if (given) first = std::min(first, given->rank);
  return first == Rank::scenario ? "given" : first == Rank::catalog ? "catalog" : "default";
}

std::string change_text(double a, double b, const Quantity& quantity) {
  if (quantity.dimension.is_word()) return "";
  const bool is_ratio = a > 0 && b > 0 && !quantity.dimension.is_point() && !is_pace(quantity.shown);
  if (!is_ratio) return signed_text(b - a, quantity.shown, quantity.dimension);
  if (b / a > 2) return number_text(b / a, 3) + " times";
  return (b > a ? "+" : "-") + percent_text(std::abs(b / a - 1));
}

}  // namespace

Document diff_document(const Differences& all, const ComparedSide& a, const ComparedSide& b) {
  const Relations& relations = *a.audited->scenario.relations;
  Document document;
  document.title = "What differs between A and B";
  document.pieces = {Lead{{answer(all, relations)}, {}}, sides_of(a, b)};
  Grid grid;
  grid.columns = {{"quantity"}, {"in A"}, {"in B"}, {"change"}, {}};
  for (const Differing& differing : all.quantities) {
    const Quantity& quantity = relations.quantities[differing.in_a];
    const double x = a.audited->solution.found[differing.in_a].value,
                 y = b.audited->solution.found[differing.in_b].value;
    Grid::Row row;
    row.anchor = quantity.name;
    row.cells = {{quantity.name},
                 {Text::amount(amount_text(x, quantity.shown))},
                 {Text::amount(amount_text(y, quantity.shown))},
                 {Text::amount(change_text(x, y, quantity))},
                 {cause_word(differing, a, b)}};
    grid.rows.push_back(std::move(row));
  }
  document.pieces.emplace_back(std::move(grid));
  Notes below;
  for (const std::size_t q : all.unlike) {
    const Quantity& quantity = relations.quantities[q];
    const Scenario& other = b.audited->scenario;
    below.notes.push_back(
        {{},
         Text::filled("{} is {} in A and {} in B.",
                      {Text::name(quantity.name), a.audited->scenario.units.spoken(quantity.dimension),
                       other.units.spoken(other.relations->quantities[*other.quantity(quantity.name)].dimension)}),
         Tone::plain});
  }
  add_only("A", *a.audited, all.only_in_a, below);
  add_only("B", *b.audited, all.only_in_b, below);
  document.pieces.emplace_back(std::move(below));
  document.pieces.emplace_back(broken_on(a, b));
  return document;
}

namespace {

Text state_in(const char* letter, std::optional<std::size_t> q, const ComparedSide& side) {
  if (!q) return fmt::format("does not exist in {}", letter);
  const Quantity& quantity = side.audited->scenario.relations->quantities[*q];
  if (!side.audited->solution.knows(*q)) return fmt::format("is not determined in {}", letter);
  return Text::filled("is {} in {}",
                      {Text::amount(amount_text(side.audited->solution.found[*q].value, quantity.shown)), letter});
}

// A part may be there under another name.
std::string other_name(const std::string& quantity, const char* letter, const ComparedSide& side) {
  const std::size_t dot = quantity.rfind('.');
  if (dot == std::string::npos) return {};
  const std::string last = quantity.substr(dot);
  std::vector<std::string> alike;
  for (const std::string& name : side.audited->scenario.quantity_names())
    if (name.ends_with(last) && side.audited->solution.knows(*side.audited->scenario.quantity(name)))
      alike.push_back(name);
  if (alike.empty()) return {};
  return fmt::format(
      "{} has {}. To compare parts with different names, give both scenarios a quantity of one name that "
      "refers to them, for example [total] with {} = \"{}\".",
      letter, listed_some(alike), last.substr(1), alike.front());
}

void add_missing(const char* letter, std::optional<std::size_t> q, const ComparedSide& side,
                 std::vector<Piece>& pieces) {
  if (!q || side.audited->solution.knows(*q)) return;
  pieces.emplace_back(Section{fmt::format("What is missing in {}", letter),
                              Section::Of::variant,
                              {Notes{{}, what_would_determine(*side.audited, *q)}}});
}

}  // namespace

Document one_sided_document(const std::string& quantity, std::optional<std::size_t> in_a,
                            std::optional<std::size_t> in_b, const ComparedSide& a, const ComparedSide& b) {
  Document document;
  document.title = quantity;
  document.pieces = {
      Lead{{Text::filled("{} {} and {}.", {Text::name(quantity), state_in("A", in_a, a), state_in("B", in_b, b)})}, {}},
      sides_of(a, b)};
  const std::string advice = !in_a ? other_name(quantity, "A", a) : !in_b ? other_name(quantity, "B", b) : "";
  if (!advice.empty()) document.pieces.emplace_back(Paragraph{{{advice}}});
  add_missing("A", in_a, a, document.pieces);
  add_missing("B", in_b, b, document.pieces);
  return document;
}

}  // namespace costcurve
