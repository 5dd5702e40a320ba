#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/found_pictures.h"
#include "audit/beliefs.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

struct Known {
  std::size_t quantity;
  double value;
};

std::optional<Known> known(const AuditedVariant& audited, const std::string& name) {
  const std::optional<std::size_t> quantity = audited.scenario.quantity(name);
  if (!quantity || audited.solution.found[*quantity].status == Status::unknown) return std::nullopt;
  return Known{*quantity, audited.solution.found[*quantity].value};
}

// What 90 % of the samples or a statement leave of it.
Interval believed(const AuditedVariant& audited, const Known& known) {
  if (const GivenPointer& given = audited.solution.found[known.quantity].given; given && given->is_belief)
    return given->belief;
  if (audited.beliefs)
    if (const auto drawn = audited.beliefs->of_quantity.find(known.quantity);
        drawn != audited.beliefs->of_quantity.end())
      return {drawn->second.p5, drawn->second.p95};
  return {known.value, known.value};
}

// Of two digits that are told of an index, half the last is nothing.
CostCurve::Point::Place place_of(double index) {
  using enum CostCurve::Point::Place;
  return std::abs(index - 1) < 0.005 ? on : index > 1 ? below : above;
}

void add_part(const AuditedVariant& audited, const Part& part, CostCurve& curve) {
  const auto elapsed = known(audited, part.name + ".elapsed"), trend = known(audited, part.name + ".trend"),
             index = known(audited, part.name + ".trend_index");
  if (!elapsed || !trend || !index || !(index->value > 0)) return;
  const Interval pace = believed(audited, *trend), range = believed(audited, *index);
  const double expected = std::exp(-trend->value * elapsed->value);
  const std::vector<Quantity>& quantities = audited.scenario.relations->quantities;
  const bool is_drawn = std::any_of(curve.trends.begin(), curve.trends.end(), [&](const CostCurve::Trend& other) {
    return other.pace == trend->value && other.low == pace.low && other.high == pace.high;
  });
  const std::string pace_text = amount_text(trend->value, quantities[trend->quantity].shown, 3);
  const bool is_named = std::any_of(curve.trends.begin(), curve.trends.end(),
                                    [&](const CostCurve::Trend& other) { return other.name == pace_text; });
  if (!is_drawn) curve.trends.push_back({is_named ? "" : pace_text, trend->value, pace.low, pace.high});
  curve.unit = quantities[elapsed->quantity].shown;
  curve.points.push_back(
      {fmt::format("{}: index {}", part.name, amount_text(index->value, quantities[index->quantity].shown, 3)),
       elapsed->value, expected / index->value, expected / range.high, expected / range.low, place_of(index->value)});
}

}  // namespace

std::optional<CostCurve> cost_curve_of(const AuditedVariant& audited) {
  CostCurve curve;
  curve.title = "Cost at the same quality since the reference, whose cost is 1";
  for (const Part& part : audited.scenario.parts)
    if (part.sheet && part.sheet->name == "cost_curve") add_part(audited, part, curve);
  if (curve.points.empty()) return std::nullopt;
  return curve;
}

}  // namespace costcurve
