#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "answer/check_words.h"
#include "answer/checked.h"
#include "answer/comparer.h"
#include "audit/beliefs.h"
#include "audit/scopes.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// A limit that is broken makes the number one that cannot be.
bool is_only_of(const Relations& relations, const Equation& equation, const std::set<std::string>& parts) {
  const std::vector<std::size_t> quantities = quantities_of(relations.graph, equation);
  return !quantities.empty() && std::all_of(quantities.begin(), quantities.end(), [&](std::size_t q) {
    return parts.contains(relations.quantities[q].part);
  });
}

// What breaks in another option is no fault of this one.
std::string broken_in(const AuditedVariant& audited, const std::set<std::string>& parts_of_others, std::string& kind) {
  for (const CheckResult& check : audited.checks) {
    if (!check.failed || is_only_of(*audited.scenario.relations, check.equation, parts_of_others)) continue;
    const ComparedSides sides = compared_sides(equation_of(audited, check));
    kind = "breaks the limit that " + check.equation.sentence;
    if (is_limit(check.equation))
      return fmt::format("{}: {}, and {} {}", kind, sides.left, sides.relation, sides.right);
    kind = "contradicts itself: " + check.equation.sentence;
    return fmt::format("{}, but {} {} {}", kind, sides.left, sides.relation, sides.right);
  }
  return audited.conflicts.empty() ? "" : "what is given contradicts itself";
}

// A fact that the part's entry of the catalog lacks, and that the quantity follows from by what the sheet says of it.
std::optional<std::size_t> fact_lacking(const AuditedVariant& audited, std::size_t q, std::set<std::size_t>& seen) {
  if (audited.solution.knows(q) || !seen.insert(q).second) return std::nullopt;
  const Relations& relations = *audited.scenario.relations;
  const Part* part = audited.scenario.part(relations.quantities[q].part);
  bool is_said = false;
  for (const Equation& equation : relations.equations) {
    if (equation.statement != Statement::equal || !says(relations, equation, q)) continue;
    is_said = true;
    for (const std::size_t below : relations.graph.quantities_below(equation.right))
      if (const std::optional<std::size_t> found = fact_lacking(audited, below, seen)) return found;
  }
  if (is_said || !part || !part->sheet) return std::nullopt;
  const std::string_view field = part->sheet->rows()[relations.quantities[q].row].catalog;
  return part->attributes.contains(std::string(field.substr(0, field.find('.')))) ? std::optional(q) : std::nullopt;
}

std::string why_not_determined(const AuditedVariant& audited, std::size_t q) {
  std::set<std::size_t> seen;
  const std::optional<std::size_t> lacking = fact_lacking(audited, q, seen);
  if (!lacking) return "not determined: " + undetermined(audited, q).reason();
  const Quantity& quantity = audited.scenario.relations->quantities[*lacking];
  const Part& part = *audited.scenario.part(quantity.part);
  const std::string_view field = part.sheet->rows()[quantity.row].catalog;
  return fmt::format("the catalog has no {} of {}", last_word(quantity.name),
                     part.attributes.at(std::string(field.substr(0, field.find('.')))));
}

// What the file says of the quantity's own part, else what flows into it.
std::string scope_of(const std::string& own, const std::vector<std::string>& behind) {
  return own.empty() ? listed(behind) : own;
}

}  // namespace

Worked::Worked(const CompareOption& which) {
  option.name = which.name;
  option.choices = which.choices;
}

std::shared_ptr<const OptionFormula> formula_of_option(const AuditedVariant& audited, std::size_t quantity) {
  const Scenario& scenario = audited.scenario;
  const Relations& relations = *scenario.relations;
  std::optional<Program> program = compile(relations, audited.solution, {relations.quantities[quantity].symbol});
  if (!program) return nullptr;
  OptionFormula formula;
  formula.names = input_names(*program, relations);
  formula.plain = stated_values(*program, audited.solution);
  formula.limits = unusual_limits(audited, *program);
  const Scopes scopes = scopes_of(scenario, audited.solution);
  const Part* part = scenario.part(relations.quantities[quantity].part);
  formula.layer = scope_of(part ? part->layer : "", scopes.layers[quantity]);
  formula.basis = scope_of(part ? part->basis : "", scopes.bases[quantity]);
  formula.program = std::move(*program);
  return std::make_shared<const OptionFormula>(std::move(formula));
}

std::string Comparer::shown_name(const CompareOption& option, std::size_t s) const {
  const std::string& name = asked_.shown[s];
  if (!option.quantity.empty() && s == 0) return option.quantity;
  return option.part.empty() ? name : option.part + "." + name.substr(name.rfind('.') + 1);
}

// The parts that other options are, or of whose quantities they are.
std::set<std::string> Comparer::parts_of_others(const CompareOption& option) const {
  const auto part_of = [](const CompareOption& each) {
    return each.quantity.empty() ? each.part : each.quantity.substr(0, each.quantity.rfind('.'));
  };
  std::set<std::string> parts;
  for (const CompareOption& other : asked_.options)
    if (part_of(other) != part_of(option)) parts.insert(part_of(other));
  parts.erase("");
  return parts;
}

void Comparer::read_values(const AuditedVariant& audited, const CompareOption& option, Worked& worked) const {
  worked.option.lacking = broken_in(audited, parts_of_others(option), worked.option.kind_of_lacking);
  const bool can_be = worked.can_be = worked.option.lacking.empty();
  for (std::size_t s = 0; s < asked_.shown.size(); ++s) {
    const std::optional<std::size_t> q = audited.scenario.quantity(shown_name(option, s));
    const bool counts = q && audited.solution.knows(*q) && (s > 0 || can_be);
    worked.option.values.push_back(counts ? std::optional(audited.solution.found[*q].value) : std::nullopt);
    if (s > 0) continue;
    if (counts)
      worked.formula = formula_of_option(audited, *q);
    else if (can_be)
      worked.option.lacking = q ? why_not_determined(audited, *q) : "it has no such quantity";
  }
  if (!worked.formula) return;
  const auto given = [&](std::size_t input) { return audited.solution.found[input].given; };
  read_givens(audited.scenario, {}, audited.scenario.left_behind, given, worked);
}

std::optional<Comparer::Like> Comparer::like_of(const AuditedVariant& audited, const CompareOption& option,
                                                const Worked& worked) const {
  if (!worked.formula) return std::nullopt;
  std::vector<std::size_t> wanted;
  std::vector<std::optional<std::size_t>> shown;
  for (std::size_t s = 0; s < asked_.shown.size(); ++s) {
    const std::optional<std::size_t> q = audited.scenario.quantity(shown_name(option, s));
    const bool is_known = q && audited.solution.knows(*q);
    shown.push_back(is_known ? std::optional(wanted.size()) : std::nullopt);
    if (is_known) wanted.push_back(*q);
  }
  std::optional<RepeatedAudit> repeated = RepeatedAudit::of(audited, wanted);
  if (!repeated) return std::nullopt;
  return Like{std::move(*repeated), std::move(shown), worked.formula};
}

std::optional<Worked> Comparer::worked_like(const Like& like, const CompareOption& option, const Choice& choice) const {
  const std::optional<std::vector<double>> values = like.repeated.values(choice.givens);
  if (!values) return std::nullopt;
  Worked worked(option);
  for (const std::optional<std::size_t>& wanted : like.shown)
    worked.option.values.push_back(wanted ? std::optional((*values)[*wanted]) : std::nullopt);
  worked.formula = like.formula;
  const auto given = [&](std::size_t input) { return like.repeated.taken(choice.givens, input); };
  read_givens(*base_, choice.parts, choice.left_behind, given, worked);
  return worked;
}

}  // namespace costcurve
