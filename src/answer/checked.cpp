#include "answer/checked.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "answer/asked.h"
#include "answer/explain.h"
#include "answer/found_pictures.h"
#include "answer/possible_plans.h"
#include "audit/beliefs.h"
#include "audit/double_counting.h"
#include "audit/one_sided.h"
#include "graph/unit_within.h"
#include "solve/undetermined.h"
#include "text/listing.h"

namespace costcurve {

std::vector<std::string> names_of(const Relations& relations, const std::vector<std::size_t>& quantities) {
  std::vector<std::string> names;
  for (const std::size_t q : quantities) names.push_back(relations.quantities[q].name);
  return names;
}

namespace {

// What an entry of the catalog would bring, by its kind: of those kinds that the part names no entry of.
std::map<std::string, std::vector<std::size_t>> brought_by_entries(const AuditedVariant& audited, const Part& part) {
  std::map<std::string, std::vector<std::size_t>> brought;
  if (!part.sheet) return brought;
  for (const std::size_t q : part.quantities) {
    const Row* row = part.sheet->row(last_word(audited.scenario.relations->quantities[q].name));
    if (!row || row->catalog.empty() || audited.solution.knows(q)) continue;
    const std::string kind(row->catalog.substr(0, row->catalog.find('.')));
    if (!part.attributes.contains(kind)) brought[kind].push_back(q);
  }
  return brought;
}

}  // namespace

std::vector<std::vector<std::string>> sets_with_an_entry(const AuditedVariant& audited, Waiting& waiting,
                                                         std::size_t q) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::vector<std::string>> sets;
  for (const Part& part : audited.scenario.parts) {
    if (part.name != relations.quantities[q].part) continue;
    for (const auto& [kind, brought] : brought_by_entries(audited, part)) {
      const std::string entry = part.name + "." + kind;
      const std::vector<std::size_t> known = waiting.with_what_they_give(brought);
      if (std::find(known.begin(), known.end(), q) != known.end() || waiting.is_held_with(q, known)) {
        sets.push_back({entry});
        continue;
      }
      for (const std::size_t single : waiting.single_givens(q, known))
        sets.push_back({entry, relations.quantities[single].name});
    }
  }
  return sets;
}

Undetermined undetermined(const AuditedVariant& audited, std::size_t q) {
  Waiting waiting(*audited.scenario.relations, audited.solution);
  return undetermined(audited, waiting, q);
}

Undetermined undetermined(const AuditedVariant& audited, Waiting& waiting, std::size_t q) {
  const Relations& relations = *audited.scenario.relations;
  const Missing missing = waiting.missing(q);
  Undetermined open{relations.quantities[q].name, relations.quantities[q].part, {}, {}};
  if (!missing.together.empty()) open.refused = why_refused(audited.solution, relations, missing.together);
  if (!open.refused.empty()) return open;
  for (const auto& set : missing.sets) open.sets.push_back(names_of(relations, set));
  // The name of an entry is less to give than a number; with a number more it is told where nothing less would do.
  std::vector<std::vector<std::string>> with_an_entry = sets_with_an_entry(audited, waiting, q);
  if (!open.sets.empty()) std::erase_if(with_an_entry, [](const auto& set) { return set.size() > 1; });
  open.sets.insert(open.sets.begin(), with_an_entry.begin(), with_an_entry.end());
  return open;
}

Withdrawn withdrawn(const AuditedVariant& audited, const Overridden& fact) {
  return {audited.scenario.relations->quantities[fact.quantity].name, fact.offer->text, fact.offer->where};
}

namespace {

bool rests_on_a_given(const AuditedVariant& audited, const Equation& equation) {
  const Relations& relations = *audited.scenario.relations;
  for (const std::size_t q : quantities_of(audited.solution.formulas, equation))
    if (!givens_behind(relations, audited.solution, q).empty()) return true;
  return false;
}

}  // namespace

CheckedEquation equation_of(const AuditedVariant& audited, const CheckResult& check) {
  const Equation& equation = check.equation;
  const Graph& formulas = audited.solution.formulas;
  CheckedEquation row;
  row.sentence = equation.sentence;
  row.part = equation.part;
  row.with_part = sentence_with_part(equation);
  row.reason = check.excuse == Excuse::unusual ? equation.source : equation.left_out.reason(check.judgement.ratio);
  row.statement = equation.statement;
  row.shown = unit_within(*audited.scenario.relations, formulas, equation)
                  .value_or(audited.scenario.units.usual(formulas[equation.left].dimension));
  row.judgement = check.judgement;
  row.failed = check.failed;
  row.excuse = check.excuse;
  row.rests_on_a_given = !check.failed || rests_on_a_given(audited, equation);
  return row;
}

namespace {

std::vector<Remedy> remedies_of(const AuditedVariant& audited, const ClaimResult& result) {
  const std::vector<Quantity>& quantities = audited.scenario.relations->quantities;
  std::vector<Remedy> remedies;
  for (const WouldBe& change : result.would_have_to_be) {
    const Quantity& quantity = quantities[change.quantity];
    const Node& node = audited.solution.formulas[result.claim->node];
    const bool same_part = node.operation == Operation::symbol && quantities[node.quantity()].part == quantity.part;
    remedies.push_back({quantity.name, change.value, quantity.shown, same_part});
  }
  return remedies;
}

CheckedClaim claim_of(const AuditedVariant& audited, std::size_t place) {
  const ClaimResult& result = audited.claims[place];
  const Claim& claim = *result.claim;
  CheckedClaim row;
  static_cast<PublishedValue&>(row) = claim;
  row.judgement = result.judgement;
  row.as_expected = result.as_expected;
  row.elsewhere = claim.variant != audited.scenario.variant;
  row.computable = !claim.cited && claim.node != no_node;
  if (row.computable) row.shown = shown_unit(audited.scenario, claim);
  if (result.of_given)
    row.given =
        origin_of(audited.scenario, *audited.solution.found[audited.solution.formulas[claim.node].quantity()].given);
  const auto source = audited.scenario.sources.find(claim.source);
  row.unverified = source != audited.scenario.sources.end() && source->second.unverified;
  row.remedies = remedies_of(audited, result);
  row.causes = result.causes;
  row.finds_fault = result.finds_fault;
  row.layers = result.layers;
  if (row.computable)
    for (const std::size_t q : audited.solution.formulas.quantities_below(claim.node))
      if (!audited.solution.knows(q) && row.open.empty()) row.open = audited.scenario.relations->quantities[q].name;
  if (!audited.beliefs) return row;
  if (const auto belief = audited.beliefs->of_claim.find(place); belief != audited.beliefs->of_claim.end())
    row.belief = belief->second;
  if (const auto chance = audited.beliefs->probability.find(place); chance != audited.beliefs->probability.end())
    row.probability = chance->second;
  if (const auto chance = audited.beliefs->as_much.find(place); chance != audited.beliefs->as_much.end())
    row.as_much = chance->second;
  return row;
}

// The quantity that an equation of the scenario's own defines: it stands alone on the left.
std::optional<std::size_t> defined_by(const Relations& relations, const Equation& equation) {
  const Node& left = relations.graph[equation.left];
  if (equation.where.empty() || left.operation != Operation::symbol) return std::nullopt;
  return left.quantity();
}

// What contradicts may be no given: "r.cost = ..." may be said twice.
void add_definitions(const AuditedVariant& audited, const Conflict& conflict, Contradiction& contradiction) {
  const Relations& relations = *audited.scenario.relations;
  const Equation& broken = relations.equations[conflict.equation];
  const std::optional<std::size_t> q = defined_by(relations, broken);
  if (!q || audited.solution.found[*q].status != Status::derived) return;
  const Equation& used = relations.equations[audited.solution.found[*q].equation];
  if (defined_by(relations, used) != q) return;
  contradiction.defined_twice = relations.quantities[*q].name;
  std::erase(contradiction.dependents, contradiction.defined_twice);
  for (const Equation* equation : {&used, &broken})
    contradiction.definitions.push_back({contradiction.defined_twice, equation->sentence, equation->where});
}

Contradiction contradiction_of(const AuditedVariant& audited, const Conflict& conflict) {
  const Relations& relations = *audited.scenario.relations;
  Contradiction contradiction;
  for (const std::size_t q : conflict.givens) {
    const Given& given = *audited.givens.stated(q);
    contradiction.givens.push_back({relations.quantities[q].name, given.text, given.where});
  }
  contradiction.dependents = names_of(relations, conflict.dependents);
  add_definitions(audited, conflict, contradiction);
  return contradiction;
}

// What readers are to give themselves.
std::set<std::size_t> asked_in_exercises(const AuditedVariant& audited) {
  std::set<std::size_t> asked;
  for (const ClaimResult& result : audited.claims)
    if (result.claim->is_exercise() && result.claim->node != no_node)
      for (const std::size_t q : audited.solution.formulas.quantities_below(result.claim->node)) asked.insert(q);
  return asked;
}

// What would determine the quantities asked for and those that claims are about.
std::vector<Undetermined> missing_in(const AuditedVariant& audited) {
  const std::set<std::size_t> exercises = asked_in_exercises(audited);
  std::vector<std::size_t> wanted;
  for (std::size_t q = 0; q < audited.solution.found.size(); ++q)
    if (audited.asks_for(q) && !audited.solution.knows(q) && !exercises.contains(q)) wanted.push_back(q);
  for (const ClaimResult& result : audited.claims) {
    if (result.judgement.verdict != Verdict::not_determined || result.claim->is_exercise()) continue;
    for (const std::size_t q : audited.solution.formulas.quantities_below(result.claim->node))
      if (!audited.solution.knows(q)) wanted.push_back(q);
  }
  std::vector<Undetermined> missing;
  if (wanted.empty()) return missing;
  Waiting waiting(*audited.scenario.relations, audited.solution);
  std::set<std::size_t> told;
  for (const std::size_t q : wanted)
    if (told.insert(q).second) missing.push_back(undetermined(audited, waiting, q));
  return missing;
}

std::vector<Overruled> overruled_in(const AuditedVariant& audited) {
  std::vector<Overruled> overruled;
  for (const Overridden& fact : audited.solution.overridden) {
    const Quantity& quantity = audited.scenario.relations->quantities[fact.quantity];
    const double yours = audited.solution.found[fact.quantity].value;
    if (std::abs(yours - fact.offer->value) > 1e-9 * std::abs(yours))
      overruled.push_back(
          {quantity.name, quantity.shown, fact.offer->value, yours, audited.givens.stated(fact.quantity) != nullptr});
  }
  return overruled;
}

// What stands at the foot, for people only.
void add_foot(const AuditedVariant& audited, const Wanted& wanted, Checked& checked) {
  checked.missing = missing_in(audited);
  checked.taken = taken_for_all(audited, wanted);
  checked.evidence = evidence_for_plans(audited);
  checked.bounded = bounded_in(audited);
  checked.overruled = overruled_in(audited);
  for (const Overridden& fact : audited.withdrawn) checked.withdrawn.push_back(withdrawn(audited, fact));
  for (const Refused& refused : audited.solution.refused)
    if (!refused.is_for_who_asks) checked.refused.push_back(refused.why);
  const std::vector<Quantity>& quantities = audited.scenario.relations->quantities;
  for (const CountedTwice& twice : counted_twice(audited))
    checked.counted_twice.push_back(
        fmt::format("{} adds electricity ({}) to a rent ({}), and a rent contains it: counted twice?",
                    quantities[twice.total].name, quantities[twice.price].name, quantities[twice.rent].name));
}

std::vector<std::string> headlines_of(const AuditedVariant& audited) {
  return names_of(*audited.scenario.relations, answered_quantities(audited));
}

bool rests_on(const AuditedVariant& audited, std::size_t q, std::size_t other) {
  std::set<std::size_t> seen;
  std::vector<std::size_t> open = {q};
  while (!open.empty()) {
    const std::size_t next = open.back();
    open.pop_back();
    if (next == other) return true;
    if (!seen.insert(next).second || audited.solution.found[next].status != Status::derived) continue;
    const NodeId formula = audited.solution.found[next].formula;
    for (const std::size_t below : audited.solution.formulas.quantities_below(formula)) open.push_back(below);
  }
  return false;
}

bool stand_beside_each_other(const AuditedVariant& audited, const std::vector<std::string>& names) {
  if (names.size() != 2) return false;
  const auto a = audited.scenario.quantity(names[0]), b = audited.scenario.quantity(names[1]);
  return a && b && !rests_on(audited, *a, *b) && !rests_on(audited, *b, *a);
}

// Of the answers and of what claims are about, as far as it is worked out; what is given stands in its row.
std::vector<Reason> derivations_of(const AuditedVariant& audited, const Checked& checked) {
  constexpr std::size_t most = 12;
  std::vector<std::string> names = checked.headlines;
  for (const CheckedClaim& claim : checked.claims) names.push_back(claim.of);
  std::vector<std::size_t> derived;
  for (const std::string& name : names)
    if (const std::optional<std::size_t> q = audited.scenario.quantity(name);
        q && audited.solution.found[*q].status == Status::derived && derived.size() < most &&
        std::find(derived.begin(), derived.end(), *q) == derived.end())
      derived.push_back(*q);
  std::vector<Reason> reasons =
      explain(*audited.scenario.relations, audited.solution, derived, usual_depth, &audited.scenario.units);
  if (audited.beliefs)
    for (Reason& reason : reasons) add_ranges(audited, *audited.beliefs, reason);
  return reasons;
}

Checked checked(const AuditedVariant& audited, const Wanted& wanted, const std::vector<std::string>& headlines) {
  Checked checked;
  checked.title = audited.scenario.title;
  if (wanted.detail != Detail::data) checked.about = about(audited.scenario);
  checked.asks = !wanted.shown.empty() || says_what_is_asked(audited);
  checked.variant = audited.scenario.variant;
  checked.headlines = headlines;
  checked.compares = stand_beside_each_other(audited, headlines);
  add_quantities(audited, wanted, headlines, checked);
  for (const CheckResult& check : audited.checks) checked.equations.push_back(equation_of(audited, check));
  for (std::size_t c = 0; c < audited.claims.size(); ++c) checked.claims.push_back(claim_of(audited, c));
  for (const Conflict& conflict : audited.conflicts)
    checked.contradictions.push_back(contradiction_of(audited, conflict));
  if (wanted.detail != Detail::data) add_foot(audited, wanted, checked);
  if (audited.beliefs) checked.drawn = audited.beliefs->options;
  if (wanted.detail != Detail::data && !wanted.beside) checked.pictures = found_pictures(audited, headlines);
  if (wanted.as.derives && !wanted.beside) checked.derivations = derivations_of(audited, checked);
  checked.as_expected = audited.as_expected();
  return checked;
}

}  // namespace

CheckedCases checked(const Variants& variants, const Wanted& wanted) {
  CheckedCases cases;
  const std::vector<std::string> headlines = wanted.shown.empty() ? headlines_of(*variants.front()) : wanted.shown;
  for (const auto& audited : variants) cases.push_back(checked(*audited, wanted, headlines));
  return cases;
}

}  // namespace costcurve
