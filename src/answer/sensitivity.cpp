#include "answer/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "answer/asked_quantity.h"
#include "answer/progress.h"
#include "audit/beliefs.h"
#include "audit/swept.h"
#include "numeric/stable_order.h"
#include "program/one_input.h"

namespace costcurve {

namespace {

double with_one_more(const AskedQuantity& asked, std::size_t input) {
  std::vector<double> inputs = stated_values(*asked.program, asked.audited().solution);
  inputs[input] += 1;
  return evaluate_first(*asked.program, inputs);
}

// What cancels out moves the answer by rounding noise at most.
bool can_move(const Influence& influence, double value) {
  constexpr double noise = 1e-12;
  const bool by_slope =
      std::isnan(influence.elasticity) ? influence.slope != 0 : std::abs(influence.elasticity) > noise;
  return by_slope || !(influence.swing.width() <= noise * std::abs(value));
}

// What matters most first: by share of the variance, then by swing, then by elasticity.
void sort_by_weight(std::vector<InputInfluence>& inputs) {
  const auto weight = [](const InputInfluence& one) {
    const double elasticity = std::abs(one.influence.elasticity);
    return std::tuple(one.influence.total, one.influence.swing.width(), std::isnan(elasticity) ? 0 : elasticity);
  };
  sort_stably(inputs, [&](const InputInfluence& a, const InputInfluence& b) { return weight(a) > weight(b); });
}

// What cannot move it is named apart, unless the quantity does not rest on it at all.
void add_inputs(const AskedQuantity& asked, const Influences& all, Sensitivity& sensitivity) {
  const std::vector<bool> behind = inputs_behind(*asked.program, 0);
  for (std::size_t i = 0; i < all.inputs.size(); ++i) {
    const std::size_t q = asked.program->inputs[i];
    const Quantity& quantity = asked.audited().scenario.relations->quantities[q];
    const Finding& finding = asked.audited().solution.found[q];
    const bool is_word = quantity.dimension.is_word();
    if (!is_word && can_move(all.inputs[i], sensitivity.of.value)) {
      sensitivity.inputs.push_back({quantity.name,
                                    finding.value,
                                    quantity.shown,
                                    finding.given ? ends_of(*finding.given) : RangeEnds::none,
                                    all.inputs[i],
                                    {}});
      if (!roundings_of(*asked.program, i).empty() && quantity.dimension.is_count() &&
          finding.value == std::floor(finding.value))
        sensitivity.inputs.back().with_one_more = with_one_more(asked, i);
    } else if (behind[i]) {
      (is_word ? sensitivity.words : sensitivity.in_steps).push_back(quantity.name);
    }
  }
}

Sensitivity sensitivity_of(const AskedQuantity& asked, const Question& question) {
  Sensitivity sensitivity;
  if (!asked.program) {
    sensitivity.of = {asked.variant, asked.row().name, std::nan(""), {}};
    return sensitivity;
  }
  const Relations& relations = *asked.audited().scenario.relations;
  const Solution& solution = asked.audited().solution;
  const Program& program = *asked.program;
  const std::vector<Distribution> beliefs = beliefs_of(program, solution);
  ShownProgress progress(question);
  SimulationOptions options = question.simulation();
  options.progress = progress.callback();
  const Influences all = influences(program, stated_values(program, solution), belief_box(program, solution),
                                    input_names(program, relations), beliefs, options);
  sensitivity.of = {asked.variant, asked.row().name, asked.value(), asked.row().shown};
  sensitivity.variance = all.variance;
  sensitivity.on_logarithm = all.on_logarithm;
  sensitivity.has_beliefs =
      std::any_of(beliefs.begin(), beliefs.end(), [](const Distribution& belief) { return !belief.is_point(); });
  sensitivity.samples = options.samples;
  sensitivity.seed = options.seed;
  add_inputs(asked, all, sensitivity);
  sort_by_weight(sensitivity.inputs);
  return sensitivity;
}

}  // namespace

Answer sensitivity(const Question& question, Library& library) {
  return about_quantity(
      question, library,
      [question](const AskedQuantity& asked) { return sensitivity_document(sensitivity_of(asked, question)); },
      [question](const std::vector<AskedQuantity>& variants) {
        std::vector<Sensitivity> columns;
        for (const AskedQuantity& asked : variants) columns.push_back(sensitivity_of(asked, question));
        return sensitivity_document(columns);
      },
      [question](const AskedQuantity& asked) { return data_of(question.file(), sensitivity_of(asked, question)); });
}

}  // namespace costcurve
