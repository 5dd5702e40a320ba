#include "answer/possible_plans.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "plan/stated_plan.h"
#include "quantity/print.h"
#include "serve/legality.h"

namespace costcurve {

namespace {

bool trains(const Part& part) { return part.sheet && part.sheet->name == "parallel_training"; }

template <std::size_t N>
std::vector<std::optional<std::size_t>> numbers_of(const Scenario& scenario, const Part& part,
                                                   const std::array<std::string_view, N>& names) {
  std::vector<std::optional<std::size_t>> numbers;
  for (const std::string_view name : names) numbers.push_back(scenario.quantity(part.name + "." + std::string(name)));
  return numbers;
}

}  // namespace

std::string ImpossiblePlan::text() const { return remedy.empty() ? problem : problem + "; " + remedy; }

StatedPlans::StatedPlans(const Scenario& scenario) {
  const auto states = [&](const Part& part, const char* name) {
    const std::optional<std::size_t> q = scenario.quantity(part.name + "." + name);
    return q && scenario.givens.stated(*q);
  };
  for (const Part& part : scenario.parts) {
    if (!part.sheet) continue;
    StatedPlan plan{&part, trains(part), {}, states(part, "chips"), states(part, "data")};
    plan.quantities =
        plan.trains ? numbers_of(scenario, part, plan_quantities) : numbers_of(scenario, part, deployment_quantities);
    // A deployment is known by how long the requests are that its model takes.
    const bool serves = !plan.trains && plan.quantities.back().has_value();
    if (plan.trains || serves) plans_.push_back(std::move(plan));
  }
}

std::vector<std::size_t> StatedPlans::quantities() const {
  std::vector<std::size_t> all;
  for (const StatedPlan& plan : plans_)
    for (const std::optional<std::size_t>& q : plan.quantities)
      if (q) all.push_back(*q);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<std::size_t> StatedPlans::choices() const {
  constexpr std::array<std::string_view, 9> had = {"batch",   "sequence", "layers",   "heads",          "kv_heads",
                                                   "experts", "domain",   "balanced", "longest_context"};
  std::vector<std::size_t> all;
  for (const StatedPlan& plan : plans_)
    for (std::size_t i = 0; i < plan.quantities.size(); ++i) {
      const std::string_view name = plan.trains ? plan_quantities[i] : deployment_quantities[i];
      if (plan.quantities[i] && std::find(had.begin(), had.end(), name) == had.end())
        all.push_back(*plan.quantities[i]);
    }
  return all;
}

std::vector<ImpossiblePlan> StatedPlans::mistakes_of_one(const StatedPlan& plan,
                                                         const std::function<double(std::size_t quantity)>& value,
                                                         bool with_remedies) const {
  std::vector<ImpossiblePlan> found;
  const auto read = [&](auto& values) {
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = plan.quantities[i] ? value(*plan.quantities[i]) : std::nan("");
  };
  if (plan.trains) {
    PlanNumbers numbers;
    read(numbers.values);
    numbers.states_chips = plan.states_chips;
    numbers.states_data = plan.states_data;
    for (StatedMistake& mistake : mistakes_of(numbers, with_remedies))
      found.push_back({plan.part, std::move(mistake.quantity), std::move(mistake.problem), std::move(mistake.remedy)});
  } else {
    DeploymentNumbers numbers;
    read(numbers);
    for (DeploymentMistake& mistake : mistakes_of(numbers))
      found.push_back({plan.part, std::move(mistake.quantity), std::move(mistake.problem), std::move(mistake.remedy)});
  }
  return found;
}

std::vector<ImpossiblePlan> StatedPlans::mistakes(const std::function<double(std::size_t quantity)>& value,
                                                  bool with_remedies) const {
  std::vector<ImpossiblePlan> all;
  for (const StatedPlan& plan : plans_) {
    std::vector<ImpossiblePlan> found = mistakes_of_one(plan, value, with_remedies);
    std::move(found.begin(), found.end(), std::back_inserter(all));
  }
  return all;
}

std::vector<ImpossiblePlan> StatedPlans::mistakes(const Solution& solution, bool with_remedies) const {
  return mistakes([&](std::size_t q) { return solution.knows(q) ? solution.found[q].value : std::nan(""); },
                  with_remedies);
}

namespace {

// The line of the file that states the quantity, "mine.toml:7"; nowhere where none does.
Place place_of(const AuditedVariant& audited, const std::string& name) {
  const auto q = audited.scenario.quantity(name);
  const GivenPointer given = q ? audited.givens.stated(*q) : nullptr;
  const SourcePointer& source = audited.scenario.source;
  if (!given || !source || !given->where.starts_with(source->name + ":")) return {};
  long line = std::atol(given->where.c_str() + source->name.size() + 1);
  std::size_t begin = 0;
  for (; line > 1 && begin != std::string::npos; --line) begin = source->text.find('\n', begin) + 1;
  return {source, begin, std::min(source->text.find('\n', begin), source->text.size())};
}

}  // namespace

std::vector<std::string> what_says_a_shape(const std::string& part) {
  return {fmt::format("say it in `{}`: layers, hidden, heads, kv_heads, head_width, ffn, vocabulary", part),
          "`costcurve import hf-config config.json NAME` takes it from a model's config.json"};
}

namespace {

bool has_a_shape(const AuditedVariant& audited, const Part& part, Diagnostics& diagnostics) {
  const auto llm = part.attributes.find("llm");
  const auto layers = audited.scenario.quantity(part.name + ".layers");
  if (llm == part.attributes.end() || (layers && audited.solution.knows(*layers))) return true;
  diagnostics.add(without_place(fmt::format("the catalog does not know the shape of {}", llm->second),
                                what_says_a_shape(part.name)));
  return false;
}

bool states_a_split(const AuditedVariant& audited, const Part& part) {
  const auto states = [&](std::string_view name) {
    const auto q = audited.scenario.quantity(part.name + "." + std::string(name));
    return q && audited.givens.stated(*q);
  };
  return std::any_of(plan_quantities.begin(), plan_quantities.begin() + degree_count,
                     [&](std::string_view degree) { return states(degree); });
}

}  // namespace

JudgedPlan judged_plan(long long chips, const PlanShape& shape, const PlanSwitches& switches, std::string precision,
                       const std::function<std::optional<double>(std::string_view)>& value) {
  JudgedPlan plan;
  plan.chips = chips;
  plan.shape = shape;
  plan.switches = switches;
  plan.precision = std::move(precision);
  plan.microbatch_tokens = value("microbatch_tokens").value_or(0);
  plan.domain = std::llround(value("domain").value_or(1));
  plan.is_frozen = value("frozen") == 0;  // the place of `yes`
  plan.shares_whole_experts = value("replicas") == 1 && value("experts").value_or(0) > 0 &&
                              shape[Degree::expert_parallel] < shape[Degree::tensor];
  plan.has_linear_attention = value("linear_layers").value_or(0) > 0;
  plan.has_indexer = value("sparse_top").value_or(0) > 0;
  plan.mfu = value("mfu");
  return plan;
}

namespace {

// The plan of a part as it was worked out; nothing where a degree or its number of chips is not known.
std::optional<JudgedPlan> plan_of_part(const AuditedVariant& audited, const Part& part) {
  const auto found = [&](std::string_view name) -> std::optional<double> {
    const auto q = audited.scenario.quantity(part.name + "." + std::string(name));
    return q && audited.solution.knows(*q) ? std::optional(audited.solution.found[*q].value) : std::nullopt;
  };
  if (!found("step") || !found("chips")) return std::nullopt;
  PlanShape shape;
  for (std::size_t d = 0; d < degree_count; ++d) {
    const std::optional<double> degree = found(name_of(static_cast<Degree>(d)));
    if (!degree) return std::nullopt;
    shape.degrees[d] = std::llround(*degree);
  }
  PlanSwitches switches;
  for (std::size_t s = 0; s < switch_count; ++s)
    switches.words[s] =
        static_cast<std::uint8_t>(found(name_of(static_cast<PlanSwitch>(s))).value_or(0));  // the place of a word
  std::string precision = JudgedPlan().precision;
  if (const std::optional<double> word = found("precision")) {
    const auto q = *audited.scenario.quantity(part.name + ".precision");
    precision = amount_text(*word, audited.scenario.relations->quantities[q].shown);
  }
  return judged_plan(std::llround(*found("chips")), shape, switches, std::move(precision), found);
}

}  // namespace

std::string evidence_words(const Evidence& evidence) {
  std::string words = fmt::format(
      "{} of {} measured rows are within a factor of two of it in chips, tokens of a microbatch and every degree",
      evidence.near, count_text(static_cast<double>(evidence.known)));
  for (const std::string& unseen : evidence.unseen) words += "; " + unseen + ": no measured run";
  for (const std::string& thin : evidence.thin) words += "; " + thin;
  if (evidence.beaten)
    words += fmt::format("; no published run in {} has so high an MFU: the highest is {}", evidence.precision,
                         percent_text(*evidence.beaten, 3));
  return words;
}

std::vector<std::pair<std::string, std::string>> evidence_for_plans(const AuditedVariant& audited) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const Part& part : audited.scenario.parts)
    if (trains(part))
      if (const std::optional<JudgedPlan> plan = plan_of_part(audited, part))
        lines.emplace_back(part.name, evidence_words(evidence_of(*plan)));
  return lines;
}

void refuse_impossible_plans(const AuditedVariant& audited, Diagnostics& diagnostics) {
  for (const Part& part : audited.scenario.parts)
    if (trains(part)) has_a_shape(audited, part, diagnostics);
  for (const ImpossiblePlan& mistake : StatedPlans(audited.scenario).mistakes(audited.solution)) {
    std::vector<std::string> notes;
    if (!mistake.remedy.empty()) notes.push_back(mistake.remedy);
    const bool has_a_plan = !mistake.remedy.starts_with(no_split);
    if (trains(*mistake.part) && has_a_plan && !states_a_split(audited, *mistake.part) && audited.scenario.source)
      notes = {fmt::format("how it is split is not said: `costcurve plan {}` finds the best way",
                           audited.scenario.source->name)};
    const Place place = place_of(audited, mistake.part->name + "." + mistake.quantity);
    if (place.source)
      diagnostics.report(place, mistake.problem, notes);
    else
      diagnostics.add(without_place(fmt::format("`{}`: {}", mistake.part->name, mistake.problem), notes));
  }
}

}  // namespace costcurve
