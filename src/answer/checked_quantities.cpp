#include <algorithm>

#include "answer/asked.h"
#include "answer/check_words.h"
#include "answer/checked.h"
#include "answer/found_pictures.h"
#include "audit/beliefs.h"
#include "audit/reasons.h"
#include "audit/scopes.h"
#include "text/listing.h"

namespace costcurve {

Origin origin_of(const Scenario& scenario, const Given& given) {
  const auto source = scenario.sources.find(given.source);
  Origin origin;
  origin.way = given.rank == Rank::fallback       ? Origin::Way::by_default
               : given.rank == Rank::catalog      ? Origin::Way::catalog
               : given.where.starts_with("--set") ? Origin::Way::set
               : given.assumed                    ? Origin::Way::assumed
                                                  : Origin::Way::given;
  origin.source = given.source;
  origin.unverified = source != scenario.sources.end() && source->second.unverified;
  origin.where = given.where;
  origin.date = given.date;
  origin.retrieved = given.retrieved;
  origin.note = given.note;
  return origin;
}

namespace {

// How it is worked out is told to people only.
Origin origin_of(const AuditedVariant& audited, std::size_t q, Detail detail) {
  const Finding& finding = audited.solution.found[q];
  if (finding.status == Status::given) return origin_of(audited.scenario, *finding.given);
  const Relations& relations = *audited.scenario.relations;
  const Graph& formulas = audited.solution.formulas;
  Origin origin;
  origin.way = relations.equations[finding.equation].statement == Statement::estimate ? Origin::Way::estimate
               : formulas[finding.formula].operation == Operation::root               ? Origin::Way::together
                                                                                      : Origin::Way::formula;
  if (detail != Detail::data)
    origin.formula = formula_text(relations, formulas, finding.formula, relations.quantities[q].part);
  return origin;
}

std::optional<Whole> whole_of(const AuditedVariant& audited, const Quantity& quantity) {
  const auto whole = audited.scenario.quantity(quantity.relative_to);
  if (!whole || !audited.solution.knows(*whole)) return std::nullopt;
  Whole of{audited.solution.found[*whole].value, audited.scenario.relations->quantities[*whole].shown, {}, {}};
  if (const Part* own = audited.scenario.part(quantity.part); own && own->sheet)
    of.convention = own->sheet->rows()[quantity.row].convention;
  const GivenPointer& stated = audited.solution.found[*whole].given;
  const bool is_the_catalogs = stated && stated->rank == Rank::catalog;
  if (last_word(quantity.relative_to) != "peak" || !is_the_catalogs) return of;
  const Part& part = *audited.scenario.part(quantity.part);
  // A sheet that works in several precisions names the one that shares are of: "chip.peak.bf16".
  constexpr std::string_view named = "chip.peak.";
  const std::size_t row = audited.scenario.relations->quantities[*whole].row;
  if (const std::string_view field = part.sheet ? part.sheet->rows()[row].catalog : ""; field.starts_with(named)) {
    of.precision = field.substr(named.size());
    return of;
  }
  const auto& attributes = part.attributes;
  const auto precision = attributes.find("precision");
  of.precision = precision == attributes.end() ? "bf16" : precision->second;
  return of;
}

bool is_disputed(const AuditedVariant& audited, std::size_t q) {
  const auto among = [&](const std::vector<std::size_t>& all) {
    return std::find(all.begin(), all.end(), q) != all.end();
  };
  return std::any_of(audited.conflicts.begin(), audited.conflicts.end(),
                     [&](const Conflict& conflict) { return among(conflict.dependents) || among(conflict.givens); });
}

void add_beliefs(const AuditedVariant& audited, std::size_t q, CheckedQuantity& row) {
  const GivenPointer& given = audited.solution.found[q].given;
  if (audited.solution.found[q].status == Status::given && given->is_belief) {
    row.stated = given->belief;
    row.is_hard = given->distribution.is_bounded();
  }
  if (!audited.beliefs) return;
  const auto belief = audited.beliefs->of_quantity.find(q);
  if (belief != audited.beliefs->of_quantity.end() && !is_constant(belief->second)) row.belief = belief->second;
}

// Where it comes from, and what is peculiar to it.
void add_account(const AuditedVariant& audited, const Scopes& scopes, std::size_t q, Detail detail,
                 CheckedQuantity& row) {
  row.origin = origin_of(audited, q, detail);
  row.whole = whole_of(audited, audited.scenario.relations->quantities[q]);
  row.is_disputed = is_disputed(audited, q);
  if (row.shown.dimension != Dimension(Base::money)) return;
  row.layer = scope_text(scopes.layers[q]);
  row.basis = scope_text(scopes.bases[q]);
}

// Which quantities rest on a given that was rounded when it was printed.
std::vector<bool> rest_on_rounded(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  const Solution& solution = audited.solution;
  std::vector<bool> rounded(relations.quantities.size(), false);
  for (const std::size_t q : in_order_of_derivation(solution)) {
    const Finding& finding = solution.found[q];
    if (is_input(relations, solution, finding)) {
      rounded[q] = finding.given && !finding.given->rounding.is_point();
      continue;
    }
    const std::vector<std::size_t> behind = quantities_in(relations, solution, finding.formula);
    rounded[q] = std::any_of(behind.begin(), behind.end(), [&](std::size_t other) { return rounded[other]; });
  }
  return rounded;
}

CheckedQuantity quantity_of(const AuditedVariant& audited, const Scopes& scopes, const std::vector<bool>& rounded,
                            std::size_t q, const Wanted& wanted) {
  const Quantity& quantity = audited.scenario.relations->quantities[q];
  CheckedQuantity row;
  row.name = quantity.name;
  row.shown = quantity.shown;
  row.known = audited.solution.knows(q);
  if (!row.known) return row;
  row.value = audited.solution.found[q].value;
  add_beliefs(audited, q, row);
  const bool ranges = wanted.since || wanted.detail == Detail::data,
             account = (wanted.detail != Detail::claims_and_checks || wanted.since) && !wanted.beside;
  if (account) add_account(audited, scopes, q, wanted.detail, row);
  const bool digits = wanted.detail != Detail::data && !wanted.beside;
  if (!ranges && !digits) return row;
  row.range = Interval::point(row.value);
  if (digits) row.rounding = Bounds{row.range};
  if (audited.solution.found[q].natural.is_point() || (!ranges && !rounded[q])) return row;
  const std::optional<Program> program = compile(*audited.scenario.relations, audited.solution, {quantity.symbol});
  if (!program) return row;
  if (ranges)
    row.range = of_what_can_be(*audited.scenario.relations, q, row.value,
                               bounds(*program, belief_box(*program, audited.solution)).range);
  if (digits) row.rounding = bounds(*program, rounding_box(*program, audited.solution));
  return row;
}

}  // namespace

namespace {

std::vector<CheckedQuantity::Share> shares_of(const AuditedVariant& audited, std::size_t quantity) {
  std::vector<CheckedQuantity::Share> shares;
  const std::optional<Stream> stream = stream_of(audited, quantity);
  if (!stream) return shares;
  for (const Stream::Share& part : stream->whole.parts)
    shares.push_back({part.name, part.amount / stream->whole.amount});
  return shares;
}

// What the file writes, and what it names or claims something of.
std::set<std::size_t> asked_for_in(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  const std::vector<std::size_t> answers = answered_quantities(audited);
  std::set<std::size_t> asked_for(answers.begin(), answers.end());
  const auto add = [&](const std::vector<std::size_t>& quantities) {
    asked_for.insert(quantities.begin(), quantities.end());
  };
  for (const Equation& equation : relations.equations)
    if (!equation.where.empty()) add(quantities_of(audited.solution.formulas, equation));
  for (const Claim& claim : audited.scenario.claims)
    if (claim.node != no_node) add(audited.solution.formulas.quantities_below(claim.node));
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (audited.givens.stated(q)) asked_for.insert(q);
  for (const Part& part : audited.scenario.parts)
    if (!part.sheet) asked_for.insert(part.quantities.begin(), part.quantities.end());
  return asked_for;
}

std::set<std::size_t> results_in(const AuditedVariant& audited) {
  std::set<std::size_t> results;
  for (const Part& part : audited.scenario.parts)
    for (std::size_t r = 0; part.sheet && r < part.sheet->results.size(); ++r)
      if (const auto q = audited.scenario.quantity(part.name + "." + std::string(part.sheet->results[r])))
        results.insert(*q);
  return results;
}

}  // namespace

std::optional<Interval> CheckedQuantity::reach() const {
  if (belief && belief->p5 < belief->p95) return Interval{belief->p5, belief->p95};
  return !belief && stated && stated->low < stated->high ? stated : std::nullopt;
}

void add_quantities(const AuditedVariant& audited, const Wanted& wanted, const std::vector<std::string>& headlines,
                    Checked& checked) {
  const std::vector<Quantity>& all = audited.scenario.relations->quantities;
  const Scopes scopes = scopes_of(audited.scenario, audited.solution);
  const std::vector<bool> rounded = rest_on_rounded(audited);
  const auto add = [&](std::size_t q) {
    checked.places.emplace(all[q].name, checked.quantities.size());
    checked.quantities.push_back(quantity_of(audited, scopes, rounded, q, wanted));
    const Part* part = audited.scenario.part(all[q].part);
    checked.quantities.back().is_of_sheet = part && part->sheet;
  };
  if (wanted.detail == Detail::claims_and_checks && !wanted.since) {
    for (const std::string& name : headlines)
      if (const std::optional<std::size_t> q = audited.scenario.quantity(name)) add(*q);
    return;
  }
  for (std::size_t q = 0; q < all.size(); ++q)
    if (!all[q].inner && (wanted.detail != Detail::data || wanted.since || audited.solution.knows(q))) add(q);
  if (wanted.detail != Detail::everything) return;
  for (const std::string& name : headlines)
    if (const auto place = checked.places.find(name); place != checked.places.end())
      checked.quantities[place->second].shares = shares_of(audited, *audited.scenario.quantity(name));
  const std::set<std::size_t> asked_for = asked_for_in(audited), results = results_in(audited);
  for (std::size_t q = 0; q < all.size(); ++q)
    if (const auto place = checked.places.find(all[q].name); place != checked.places.end()) {
      checked.quantities[place->second].is_asked_for = asked_for.contains(q) || results.contains(q);
      checked.quantities[place->second].is_result = results.contains(q) && !asked_for.contains(q);
    }
  for (const Part& part : audited.scenario.parts) {
    checked.parts.push_back({part.name, part.sheet ? std::string(part.sheet->name) : "", part.of, {}});
    for (const std::size_t q : part.quantities)
      checked.parts.back().quantities.push_back(checked.places.at(all[q].name));
  }
}

}  // namespace costcurve
