#include <fmt/format.h>

#include <algorithm>

#include "answer/checked.h"
#include "answer/comparer.h"
#include "audit/beliefs.h"
#include "audit/scopes.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// A limit that is broken makes the number one that cannot be.
std::string broken_in(const AuditedVariant& audited) {
  for (const CheckResult& check : audited.checks)
    if (check.failed) return "cannot be: " + check.equation.sentence;
  return audited.conflicts.empty() ? "" : "what is given contradicts itself";
}

bool is_rent_of_cloud(const Scenario& scenario, std::size_t q) {
  const Quantity& quantity = scenario.relations->quantities[q];
  const Part* part = scenario.part(quantity.part);
  return part && part->sheet && part->sheet->rows()[quantity.row].catalog == "cloud.rent";
}

// What the file says of the quantity's own part, else what flows into it.
std::string scope_of(const std::string& own, const std::vector<std::string>& behind) {
  return own.empty() ? listed(behind) : own;
}

void add_remark(std::vector<std::string>& remarks, const std::string& remark) {
  if (std::find(remarks.begin(), remarks.end(), remark) == remarks.end()) remarks.push_back(remark);
}

// What nobody asked a price for by the day that is asked for is not ranked among what could be had then.
void leave_out_what_came_later(Worked& worked) {
  const auto later = std::find_if(worked.givens.begin(), worked.givens.end(),
                                  [](const GivenPointer& given) { return given && given->is_later; });
  if (later == worked.givens.end()) return;
  worked.option.lacking = fmt::format("no price is known by then: the first is of {}", (*later)->date);
  worked.option.values.front().reset();
  worked.option.remarks.clear();
  worked.formula = nullptr;
  worked.givens.clear();
}

// What has to be known of the prices that an option rests on, and when its rent was asked.
void read_givens(const Scenario& scenario, const std::vector<LeftBehind>& left_behind, Worked& worked) {
  std::vector<std::string>& remarks = worked.option.remarks;
  for (const LeftBehind& left : left_behind)
    if (worked.formula->program.input_of(left.quantity))
      add_remark(remarks, fmt::format("{} was written for {}",
                                      last_word(scenario.relations->quantities[left.quantity].name), left.entry));
  for (std::size_t i = 0; i < worked.givens.size(); ++i) {
    const GivenPointer& given = worked.givens[i];
    if (!given || given->rank != Rank::catalog) continue;
    for (const std::string& caveat : given->caveats) add_remark(remarks, caveat);
    for (const Unit& currency : scenario.units.currencies_in(given->text))
      add_remark(remarks, fmt::format("asked in {}: 1 USD = {} {} ({})", currency.symbol,
                                      number_text(1 / currency.factor), currency.symbol, currency.rate_date));
    if (worked.formula->is_rent[i]) worked.option.seen = given->date;
  }
  leave_out_what_came_later(worked);
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
  for (const std::size_t input : program->inputs) formula.is_rent.push_back(is_rent_of_cloud(scenario, input));
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

void Comparer::read_values(const AuditedVariant& audited, const CompareOption& option, Worked& worked) const {
  worked.option.lacking = broken_in(audited);
  const bool can_be = worked.option.lacking.empty();
  for (std::size_t s = 0; s < asked_.shown.size(); ++s) {
    const std::optional<std::size_t> q = audited.scenario.quantity(shown_name(option, s));
    const bool counts = q && audited.solution.knows(*q) && (s > 0 || can_be);
    worked.option.values.push_back(counts ? std::optional(audited.solution.found[*q].value) : std::nullopt);
    if (s > 0) continue;
    if (counts)
      worked.formula = formula_of_option(audited, *q);
    else if (can_be)
      worked.option.lacking = q ? "not determined: " + undetermined(audited, *q).reason() : "it has no such quantity";
  }
  if (!worked.formula) return;
  for (const std::size_t input : worked.formula->program.inputs)
    worked.givens.push_back(audited.solution.found[input].given);
  read_givens(audited.scenario, audited.scenario.left_behind, worked);
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
  for (const std::size_t input : like.formula->program.inputs)
    worked.givens.push_back(like.repeated.taken(choice.givens, input));
  read_givens(*base_, choice.left_behind, worked);
  return worked;
}

}  // namespace costcurve
