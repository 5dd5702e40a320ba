#include "answer/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "audit/beliefs.h"
#include "command/command.h"
#include "command/progress.h"
#include "command/quantity.h"

namespace costcurve {

namespace {

// What cancels out moves the answer by rounding noise at most.
bool can_move(const Influence& one, double value) {
  constexpr double noise = 1e-12;
  const bool by_slope = std::isnan(one.elasticity) ? one.slope != 0 : std::abs(one.elasticity) > noise;
  return by_slope || !(one.swing.width() <= noise * std::abs(value));
}

// What matters most first: by share of the variance, then by swing, then by elasticity.
void sort_by_weight(std::vector<InputInfluence>& inputs) {
  const auto weight = [](const InputInfluence& one) {
    const double elasticity = std::abs(one.influence.elasticity);
    return std::tuple(one.influence.total, one.influence.swing.width(), std::isnan(elasticity) ? 0 : elasticity);
  };
  std::stable_sort(inputs.begin(), inputs.end(),
                   [&](const InputInfluence& a, const InputInfluence& b) { return weight(a) > weight(b); });
}

Sensitivity sensitivity_of(const Found& found, const std::string& variant, const Invocation& invocation) {
  const AuditedVariant& audited = found.audited();
  const Relations& relations = audited.scenario.relations;
  const Program& program = found.program;
  const Quantity& quantity = relations.quantities[found.quantity];
  const std::vector<Distribution> beliefs = beliefs_of(program, audited.solution);
  ShownProgress progress(invocation);
  SimulationOptions options = simulation_options(invocation);
  options.progress = progress.callback();
  const Influences all =
      influences(program, stated_values(program, audited.solution), belief_box(program, audited.solution),
                 input_names(program, relations), beliefs, options);
  Sensitivity made;
  made.of = {variant, quantity.name, audited.solution.found[found.quantity].value, quantity.shown};
  made.variance = all.variance;
  made.on_logarithm = all.on_logarithm;
  made.has_beliefs =
      std::any_of(beliefs.begin(), beliefs.end(), [](const Distribution& belief) { return !belief.is_point(); });
  made.samples = invocation.samples;
  made.seed = invocation.seed;
  for (const Influence& one : all.inputs) {
    if (!can_move(one, made.of.value)) continue;  // nor is it listed
    const std::size_t q = program.inputs[one.input];
    const Finding& finding = audited.solution.found[q];
    made.inputs.push_back({relations.quantities[q].name, finding.value, relations.quantities[q].shown,
                           finding.given ? ends_of(*finding.given) : RangeEnds::none, one});
  }
  sort_by_weight(made.inputs);
  return made;
}

Outcome sensitivity_side_by_side(const Invocation& invocation, Library& library) {
  Outcome outcome;
  std::vector<Sensitivity> variants;
  std::vector<std::string> documents;
  for (const FoundInVariant& one : find_side_by_side(invocation, library, outcome)) {
    variants.emplace_back();
    if (one.found)
      variants.back() = sensitivity_of(*one.found, one.variant, invocation);
    else
      variants.back().of = {one.variant, invocation.quantity, std::nan(""), {}};
    documents.push_back(one.found
                            ? json(data_of(invocation.files.front(), variants.back()))
                            : json(not_determined_data(invocation.files.front(), one.variant, invocation.quantity)));
  }
  if (invocation.format == "json")
    outcome.out = json_array(documents);
  else
    outcome.document = sensitivity_document(variants);
  return outcome;
}

}  // namespace

Outcome sensitivity(const Invocation& invocation, Library& library) {
  if (side_by_side(invocation)) return sensitivity_side_by_side(invocation, library);
  Outcome failed;
  const std::unique_ptr<Found> found = find_quantity(invocation, library, failed);
  if (!found) return failed;
  const Sensitivity made = sensitivity_of(*found, invocation.variant, invocation);
  if (invocation.format == "json") return {json(data_of(invocation.files.front(), made)) + "\n"};
  return told(sensitivity_document(made));
}

}  // namespace costcurve
