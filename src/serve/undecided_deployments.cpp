// Why no deployment can be looked for: no plan has what is said, or a step is not determined. Each with what would do.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "serve/deployments.h"
#include "solve/undetermined.h"
#include "text/listing.h"

namespace costcurve {

namespace {

struct StatedNumber {
  const char* name;
  std::optional<double> PlanSpace::*number;
};
constexpr std::array<StatedNumber, 5> stated_numbers = {{{"chips", &PlanSpace::chips},
                                                         {"tensor", &PlanSpace::tensor},
                                                         {"pipeline", &PlanSpace::pipeline},
                                                         {"replicas", &PlanSpace::replicas},
                                                         {"expert_parallel", &PlanSpace::expert_parallel}}};

// The next numbers of chips below and above that have a plan.
std::vector<std::string> chips_that_would_do(PlanSpace space) {
  constexpr double most = 1024;
  std::vector<std::string> found;
  const double stated = space.chips.value_or(0);
  const auto take_first = [&](double from, double step) {
    for (double chips = from; chips >= 1 && chips <= most; chips += step) {
      space.chips = chips;
      if (plans(space).empty()) continue;
      found.push_back(fmt::format("chips = {:.0f}", chips));
      return;
    }
  };
  if (space.chips) {
    take_first(std::floor(stated) - 1, -1);
    take_first(std::floor(stated) + 1, 1);
  }
  return found;
}

}  // namespace

// Each change that is named was tried.
void Deployments::report_no_plan(Diagnostics& diagnostics) const {
  std::vector<std::string> stated, notes;
  for (const StatedNumber& one : stated_numbers) {
    if (!(space_.*one.number)) continue;
    stated.push_back(fmt::format("{} = {:g}", one.name, *(space_.*one.number)));
    PlanSpace open = space_;
    (open.*one.number).reset();
    if (!costcurve::plans(open).empty()) notes.push_back(fmt::format("leave `{}.{}` open", part_, one.name));
  }
  if (const std::vector<std::string> chips = chips_that_would_do(space_); !chips.empty())
    notes.push_back(listed(chips, "or") + " would do");
  diagnostics.add(without_place(
      fmt::format("no plan has {} and divides {:.0f} attention heads", listed(stated), space_.heads), notes));
}

namespace {

// What a part takes of an entry that it names.
struct TakenOfEntry {
  const char* kind;
  std::vector<std::string_view> needed;
};

// "the catalog's RTX-4090 has no network_bandwidth: say it in `llama`": what is not known of it stays unknown.
std::string what_the_entry_lacks(const AuditedVariant& audited, const std::string& part, const TakenOfEntry& taken) {
  const auto& attributes = audited.scenario.part(part)->attributes;
  const auto entry = attributes.find(taken.kind);
  if (entry == attributes.end()) return {};
  std::vector<std::string> lacking;
  for (const std::string_view name : taken.needed)
    if (const auto q = audited.scenario.quantity(part + "." + std::string(name)); q && !audited.solution.knows(*q))
      lacking.emplace_back(name);
  if (lacking.empty()) return {};
  return fmt::format("the catalog's {} has no {}: say {} in `{}`", entry->second, listed(lacking),
                     lacking.size() == 1 ? "it" : "them", part);
}

// "with llama.llm or llama.layers and llama.hidden it is": the smallest sets of further givens.
std::vector<std::string> what_would_do(const AuditedVariant& audited, std::size_t quantity) {
  constexpr std::size_t most = 3;
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::string> notes;
  for (const std::vector<std::size_t>& set : what_is_missing(relations, audited.solution, quantity).sets) {
    std::vector<std::string> names;
    for (const std::size_t q : set) names.push_back(relations.quantities[q].name);
    if (notes.size() < most) notes.push_back(fmt::format("with {} it is", listed(names)));
  }
  const TakenOfEntry of_entries[] = {
      {"chip", {"memory", "memory_bandwidth", "link_bandwidth", "network_bandwidth", "domain", "peak_bf16"}},
      {"llm", {"layers", "hidden", "heads", "kv_heads", "head_width", "ffn", "vocabulary"}}};
  const std::size_t told = notes.size();
  const std::string& part = relations.quantities[quantity].part;
  for (const TakenOfEntry& taken : of_entries)
    if (const std::string lacking = what_the_entry_lacks(audited, part, taken); !lacking.empty())
      notes.push_back(lacking);
  if (notes.size() == told)
    notes.emplace_back("`llm`, `chip`, `format` and the tokens of a request say everything that is needed");
  return notes;
}

}  // namespace

void Deployments::report_undetermined(std::size_t quantity, Diagnostics& diagnostics) const {
  diagnostics.add(without_place(fmt::format("{} is not determined, so no deployment can be judged",
                                            scenario_->relations->quantities[quantity].name),
                                what_would_do(*audited_, quantity)));
}

}  // namespace costcurve
