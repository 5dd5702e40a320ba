#include "audit/cause.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "audit/cause_search.h"
#include "quantity/pace.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr double ratio_near = 0.01;

void list_terms(const Graph& graph, NodeId id, std::vector<NodeId>& terms) {
  if (is_sum(graph[id].operation) && !takes_away(graph[id].operation))
    for (const NodeId operand : graph[id].operands()) list_terms(graph, operand, terms);
  else
    terms.push_back(id);
}

// The formula behind a claim's node: of a derived quantity its own, otherwise the node itself.
NodeId formula_behind(const Graph& graph, const Solution& solution, NodeId node) {
  if (graph[node].operation != Operation::symbol) return node;
  const Finding& finding = solution.found[graph[node].quantity()];
  return finding.status == Status::derived ? finding.formula : node;
}

bool is_value_of(const Search& search, const std::string& name) {
  return std::any_of(search.causes.begin(), search.causes.end(), [&](const Cause& cause) {
    return cause.name == name && (cause.slip == Cause::Slip::other_value || cause.slip == Cause::Slip::term_alone);
  });
}

// Two quantities have to do with each other when they rest on a common given.
bool related(const Search& search, std::size_t other) {
  const std::vector<std::size_t> theirs = givens_behind(search.relations(), search.solution, other);
  return std::any_of(search.givens.begin(), search.givens.end(),
                     [&](std::size_t given) { return std::binary_search(theirs.begin(), theirs.end(), given); });
}

void among_terms(const Search& search) {
  const Graph& graph = search.solution.formulas;
  std::vector<NodeId> terms;
  list_terms(graph, formula_behind(graph, search.solution, search.claim.node), terms);
  if (terms.size() < 2 || terms.size() > 50) return;
  const double residual = search.judgement.stated - search.judgement.computed;
  for (const NodeId term : terms) {
    if (graph[term].operation != Operation::symbol || !search.solution.knows(graph[term].quantity())) continue;
    const std::string& name = search.relations().quantities[graph[term].quantity()].name;
    const double value = search.solution.found[graph[term].quantity()].value;
    if (alike(value, search.judgement.stated) && !is_value_of(search, name))
      search.causes.push_back({Cause::Slip::term_alone, name});
    if (alike(search.judgement.computed - value, search.judgement.stated))
      search.causes.push_back({Cause::Slip::term_left_out, name});
  }
  if (residual > 0 && search.judgement.computed > 0)
    search.causes.push_back({Cause::Slip::missing_row, {}, residual, search.unit()});
}

bool rests_on(const Search& search, std::size_t whole, std::size_t part) {
  std::vector<std::size_t> open = {whole};
  std::vector<bool> seen(search.relations().quantities.size(), false);
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (seen[q]) continue;
    seen[q] = true;
    if (q == part) return q != whole;
    if (search.solution.found[q].status != Status::derived) continue;
    for (const std::size_t below : search.solution.formulas.quantities_below(search.solution.found[q].formula))
      open.push_back(below);
  }
  return false;
}

double mantissa(double value) { return value / std::pow(10.0, std::floor(std::log10(std::abs(value)))); }

int significant_digits(const std::string& text) {
  int digits = 0, zeros = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') continue;
    if (c == '0')
      zeros += digits > 0 ? 1 : 0;
    else {
      digits += 1 + zeros;
      zeros = 0;
    }
  }
  return digits;
}

bool is_sibling(const Relations& relations, const Node& node, const Quantity& other) {
  return node.operation == Operation::symbol && relations.quantities[node.quantity()].part == other.part;
}

bool is_namesake(const Search& search, const Quantity& a, const Quantity& b) {
  const Part *one = search.scenario.part(a.part), *other = search.scenario.part(b.part);
  if (!one || !other || one == other || !one->sheet || one->sheet != other->sheet || one->layer != other->layer)
    return false;
  return a.name.substr(a.part.size()) == b.name.substr(b.part.size());
}

Cause::Kinship kinship(const Search& search, const Node& claimed, std::size_t other) {
  if (claimed.operation != Operation::symbol) return Cause::Kinship::none;
  const std::size_t q = claimed.quantity();
  if (rests_on(search, other, q)) return Cause::Kinship::whole;
  if (rests_on(search, q, other)) return Cause::Kinship::part;
  const std::vector<Quantity>& all = search.relations().quantities;
  return is_namesake(search, all[q], all[other]) ? Cause::Kinship::namesake : Cause::Kinship::none;
}

// True of a factor of the claim's own formula: hours for a token, of all hours.
bool is_factor(const Search& search, std::size_t other) {
  const Graph& graph = search.solution.formulas;
  const std::vector<std::size_t> below =
      graph.quantities_below(formula_behind(graph, search.solution, search.claim.node));
  return std::find(below.begin(), below.end(), other) != below.end();
}

// Round numbers are alike by chance, unless the one is what the other is worked out of: then they are alike to the last
// digit.
constexpr double to_the_last_digit = 1e-9;

void another_value(const Search& search, std::size_t q, int digits) {
  const Relations& all = search.relations();
  const Node& node = all.graph[search.claim.node];
  const Quantity& other = all.quantities[q];
  const double value = search.solution.found[q].value, stated = search.judgement.stated;
  // Plain numbers are alike by chance, but not two ratios of one part with three digits: a mark-up and a margin.
  if (node.dimension.is_plain() && (digits < 3 || !is_sibling(all, node, other))) return;
  if (!alike(value, stated, digits < 2 ? to_the_last_digit : 0.005)) return;
  const Cause::Kinship kin = kinship(search, node, q);
  const bool is_kin = kin == Cause::Kinship::whole || kin == Cause::Kinship::part;
  if (digits < 2 && (node.dimension.is_plain() || !is_kin)) return;
  Cause cause{Cause::Slip::other_value, other.name};
  cause.kinship = kin;
  if (kin == Cause::Kinship::whole) cause.value = search.judgement.computed / value;
  search.causes.push_back(std::move(cause));
}

void other_digits(const Search& search, std::size_t q, int digits) {
  const Quantity& other = search.relations().quantities[q];
  const double value = search.solution.found[q].value;
  const bool is_long = digits >= 3 && related(search, q);
  if (!is_long && (digits < 2 || !is_factor(search, q))) return;
  if (alike(mantissa(in_unit(value, other.shown)), mantissa(in_unit(search.judgement.stated, search.unit())),
            is_long ? 5e-4 : to_the_last_digit))
    search.causes.push_back({Cause::Slip::other_digits, other.name, value, other.shown});
}

void other_quantities(const Search& search) {
  constexpr std::size_t most_said = 3;
  const Node& node = search.relations().graph[search.claim.node];
  const int digits = significant_digits(search.claim.stated.text);
  const std::size_t before = search.causes.size();
  for (std::size_t q = 0; q < search.relations().quantities.size(); ++q) {
    if (search.causes.size() - before == most_said) return;
    const Quantity& other = search.relations().quantities[q];
    const bool is_itself = node.operation == Operation::symbol && node.quantity() == q;
    if (other.inner || !search.solution.knows(q) || is_itself) continue;
    const double value = search.solution.found[q].value;
    if (value == 0 || !std::isfinite(value)) continue;
    if (other.dimension == node.dimension)
      another_value(search, q, digits);
    else
      other_digits(search, q, digits);
  }
}

// Somebody divided by one chip where sixteen ran, or took a server's price for a chip's.
void a_count(const Search& search) {
  const double ratio = search.judgement.ratio;
  if (!(ratio > 0) || !std::isfinite(ratio)) return;
  const double times = std::max(ratio, 1 / ratio);
  constexpr double exactly = 0.004;
  for (std::size_t q = 0; q < search.relations().quantities.size(); ++q) {
    const Quantity& other = search.relations().quantities[q];
    // A plain number is a count where no unit is shown: nodes, but not a gap of 2x or 200 %.
    const bool counts =
        (other.dimension.is_plain() && other.shown.text.empty()) || other.dimension == Dimension(Base::chip);
    if (other.inner || !counts || !search.solution.knows(q)) continue;
    const double count = search.solution.found[q].value;
    if (count < 2 || count != std::floor(count) || !alike(times, count, exactly)) continue;
    search.causes.push_back({Cause::Slip::count, other.name, count});
    return;
  }
}

void upside_down(const Search& search) {
  const double computed = in_unit(search.judgement.computed, search.unit()),
               stated = in_unit(search.judgement.stated, search.unit());
  const Dimension& dimension = search.solution.formulas[search.claim.node].dimension;
  const bool is_ratio = dimension.is_plain() || !dimension.is_count();
  if (is_ratio && !alike(computed, stated, ratio_near) && alike(computed * stated, 1))
    search.causes.push_back({Cause::Slip::upside_down});
}

// The stated value is more by another known quantity.
void counted_twice(const Search& search) {
  const Graph& graph = search.solution.formulas;
  const Dimension& dimension = graph[search.claim.node].dimension;
  const double more = search.judgement.stated - search.judgement.computed;
  if (dimension.is_plain() || !(more > ratio_near * std::abs(search.judgement.computed))) return;
  for (std::size_t q = 0; q < search.relations().quantities.size(); ++q) {
    const Quantity& other = search.relations().quantities[q];
    if (other.inner || other.dimension != dimension || !search.solution.knows(q)) continue;
    const double value = search.solution.found[q].value;
    const bool is_a_side = alike(value, search.judgement.computed) || alike(value, search.judgement.stated);
    if (is_a_side || !alike(value, more, 2e-3)) continue;
    search.causes.push_back({Cause::Slip::counted_twice, other.name});
    return;
  }
}

// The constants of a law that was fitted to runs: another fit of the same runs has others.
void a_fitted_law(const Search& search) {
  for (const std::size_t given : search.givens) {
    const GivenPointer& fact = search.solution.found[given].given;
    if (!fact || fact->rank != Rank::catalog) continue;
    const std::string& part = search.relations().quantities[given].part;
    for (const Part& candidate : search.scenario.parts) {
      const auto fit = candidate.attributes.find("fit");
      if (candidate.name != part || fit == candidate.attributes.end()) continue;
      search.causes.push_back({Cause::Slip::fitted_law, fit->second});
      return;
    }
  }
}

// A factor that slips in, the dimensions in which it does, and how near the ratio must be.
struct FamiliarFactor {
  double factor;
  std::string_view meaning;
  std::vector<Base> where;
  std::string_view fault = {};  // the word of the language for it
  double tolerance = ratio_near;
  bool of_peak = false;  // and of whatever rests on a peak: a share of it, a duration
};

bool rests_on_peak(const Search& search) {
  const Dimension peak = Dimension(Base::operation) / Dimension(Base::chip) / Dimension(Base::time);
  return std::any_of(search.givens.begin(), search.givens.end(),
                     [&](std::size_t given) { return search.relations().quantities[given].dimension == peak; });
}

bool involves(const Dimension& dimension, const std::vector<Base>& bases) {
  return bases.empty() || std::any_of(bases.begin(), bases.end(),
                                      [&](Base base) { return dimension.twelfths(static_cast<int>(base)) != 0; });
}

void familiar_ratio(const Search& search) {
  static const std::vector<FamiliarFactor> factors = {
      {8,
       "the chips of one node, or the bits of a byte",
       {Base::chip, Base::information, Base::money, Base::operation},
       "factor of eight"},
      {24, "the hours of a day", {}, "rate misconverted"},
      {12, "the months of a year", {Base::time, Base::money}, "rate misconverted"},
      {60, "minutes for hours, or seconds for minutes", {Base::time, Base::money, Base::token}, "rate misconverted"},
      {3600,
       "an hour taken for a second",
       {Base::time, Base::money, Base::energy, Base::information},
       "rate misconverted"},
      {8760, "the hours of a year", {Base::time, Base::money, Base::energy}, "rate misconverted"},
      {2,
       "the peak with sparsity or of another precision, in place of the dense one",
       {},
       "other peak",
       ratio_near,
       true},
      {2,
       "both directions of a link, or a multiply-add counted once",
       {Base::information, Base::operation},
       "counted twice"},
      {4.0 / 3, "recomputed activations counted or left out", {Base::operation}, "wrong factor", ratio_near, true},
      {1.073741824, "GiB printed as GB", {Base::information}, "binary thousands", 0.002},
      {1.099511627776, "TiB printed as TB", {Base::information}, "binary thousands", 0.002},
      {3, "forward alone against forward and backward", {Base::operation}, "wrong factor", ratio_near, true},
      {4,
       "the sparse peak of the next narrower precision, in place of the dense one",
       {},
       "other peak",
       ratio_near,
       true},
      {1.024, "binary against decimal thousands", {Base::information, Base::token}, "binary thousands", 0.001},
      {1 / 0.9, "an uptime of 90 % put in or taken out", {Base::chip, Base::time}, "downtime"}};
  if (search.claim.stated.comparison != Comparison::none || is_pace(search.claim.stated.shown)) return;
  const Dimension& dimension = search.solution.formulas[search.claim.node].dimension;
  const double ratio = search.judgement.ratio;
  if (!(ratio > 0) || !std::isfinite(ratio)) return;
  const double tens = std::round(std::log10(ratio));
  if (tens != 0 && alike(ratio, std::pow(10.0, tens), ratio_near))
    search.causes.push_back({Cause::Slip::power_of_ten, {}, std::pow(10.0, std::abs(tens))});
  for (const FamiliarFactor& familiar : factors) {
    const bool by_peak = familiar.of_peak && rests_on_peak(search);
    if (!by_peak && ((familiar.of_peak && familiar.where.empty()) || !involves(dimension, familiar.where))) continue;
    if (!alike(ratio, familiar.factor, familiar.tolerance) && !alike(ratio, 1 / familiar.factor, familiar.tolerance))
      continue;
    search.causes.push_back({Cause::Slip::familiar_factor, {}, familiar.factor, {}, familiar.meaning, familiar.fault});
  }
}

}  // namespace

std::vector<Cause> likely_causes(const Scenario& scenario, const Givens& givens, const Solution& solution,
                                 const Claim& claim, const Judgement& judgement) {
  std::vector<Cause> causes;
  Search search{scenario, givens, solution, claim, judgement, causes};
  for (const std::size_t q : quantities_in(*scenario.relations, solution, claim.node))
    for (const std::size_t given : givens_behind(*scenario.relations, solution, q)) search.givens.push_back(given);
  if (claim.stated.dimension.is_point()) return causes;
  flipped_bound(search);
  beyond_limits(search);
  if (claim.stated.form != Stated::Form::value) return causes;
  if (alike(judgement.computed, -judgement.stated)) {
    causes.push_back({Cause::Slip::turned_sign});
    return causes;
  }
  other_quantities(search);
  other_comparison(search);
  among_terms(search);
  counted_twice(search);
  a_count(search);
  familiar_ratio(search);
  not_compounded(search);
  exchange_rate(search);
  upside_down(search);
  lost_operator(search);
  a_fitted_law(search);
  return causes;
}

}  // namespace costcurve
