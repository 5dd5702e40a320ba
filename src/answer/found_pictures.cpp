#include "answer/found_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "audit/reasons.h"
#include "compare/members.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr std::size_t most_steps = 12;

// The smaller ones are one step, so that it stays a picture.
void gather_small_steps(Cascade& cascade, const std::vector<double>& values, double sum) {
  if (values.size() <= most_steps) return;
  std::vector<std::size_t> places(values.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  std::vector<Cascade::Step> kept;
  double rest = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i + 1 < most_steps)
      kept.push_back(cascade.steps[places[i]]);
    else
      rest += values[places[i]];
  }
  kept.push_back({fmt::format("{} smaller ones", values.size() - kept.size()),
                  fmt::format("{} ({})", amount_text(rest, cascade.unit), percent_text(rest / sum, 2)), rest});
  cascade.steps = std::move(kept);
}

}  // namespace

std::optional<Cascade> made_of(const AuditedVariant& audited, std::size_t quantity) {
  const Finding& finding = audited.solution.found[quantity];
  const Quantity& row = audited.scenario.relations->quantities[quantity];
  if (finding.status != Status::derived || row.shown.dimension.is_point() || row.shown.words) return std::nullopt;
  const Graph& formulas = audited.solution.formulas;
  const std::vector<Member> members = members_of(formulas, finding.formula, Listing::Kind::sum);
  std::vector<double> values;
  Cascade cascade;
  cascade.title = fmt::format("What {} is made of", row.name);
  cascade.unit = row.shown;
  for (const Member& member : members) {
    const double value = value_of(audited.solution, member.node);
    if (member.inverse || !(value >= 0) || !std::isfinite(value)) return std::nullopt;
    values.push_back(value);
    const std::string share = finding.value > 0 ? " (" + percent_text(value / finding.value, 2) + ")" : "";
    cascade.steps.push_back({formula_text(*audited.scenario.relations, formulas, member.node, row.part),
                             amount_text(value, row.shown) + share, value});
  }
  if (values.size() < 2 || !(finding.value > 0)) return std::nullopt;
  gather_small_steps(cascade, values, finding.value);
  cascade.to = {row.name, amount_text(finding.value, row.shown), finding.value};
  return cascade;
}

std::vector<Chart> found_pictures(const AuditedVariant& audited, const std::vector<std::string>& quantities) {
  std::vector<Chart> pictures;
  if (std::optional<CostCurve> curve = cost_curve_of(audited)) pictures.push_back({std::move(*curve)});
  for (const std::string& name : quantities)
    if (const std::optional<std::size_t> quantity = audited.scenario.quantity(name))
      if (std::optional<Cascade> sum = made_of(audited, *quantity)) pictures.push_back({std::move(*sum)});
  return pictures;
}

}  // namespace costcurve
