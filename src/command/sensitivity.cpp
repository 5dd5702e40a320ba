#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "audit/beliefs.h"
#include "command/command.h"
#include "command/quantity.h"
#include "evaluate/bounds.h"
#include "evaluate/shares.h"
#include "quantity/print.h"
#include "report/layout.h"

namespace costcurve {

namespace {

std::string bar(double share, std::size_t width) {
  if (!(share > 0)) return {};   // nor is infinity of infinity a share
  const auto blocks = static_cast<std::size_t>(std::lround(std::min(share, 1.0) * static_cast<double>(width)));
  std::string text;
  for (std::size_t i = 0; i < blocks; ++i) text += "█";
  return text;
}

// What matters most first: by share of the variance, then by swing, then by elasticity.
void sort_by_weight(std::vector<Influence>& inputs) {
  const auto weight = [](const Influence& one) { return std::tuple(one.total, one.swing.width(), std::abs(one.elasticity)); };
  std::stable_sort(inputs.begin(), inputs.end(), [&](const Influence& a, const Influence& b) { return weight(a) > weight(b); });
}

std::vector<std::vector<std::string>> rows_of(const Found& found, const Program& program, const Influences& all) {
  const Problem& problem = found.audited().scenario.problem;
  const ShownUnit& unit = problem.quantities[found.quantity].shown;
  double widest = 0;
  for (const Influence& one : all.inputs) widest = std::max(widest, one.swing.width());
  std::vector<std::vector<std::string>> rows = {{"input", "elasticity", "its range", "takes it to", "variance", "alone", ""}};
  for (const Influence& one : all.inputs) {
    const Quantity& input = problem.quantities[program.inputs[one.input]];
    const bool doubted = !one.over.is_point(), shared = one.total > 0;
    rows.push_back({input.name, std::isfinite(one.elasticity) ? fmt::format("{:+.3g}", one.elasticity) : "",
                    doubted ? range_text(one.over.low, one.over.high, input.shown) : "exact", doubted ? range_text(one.swing.low, one.swing.high, unit) : "",
                    shared ? percent_text(one.total) : "", shared ? percent_text(one.first_order) : "", bar(widest > 0 ? one.swing.width() / widest : 0, 16)});
  }
  return rows;
}

}  // namespace

Outcome sensitivity(const Invocation& invocation) {
  Outcome failed;
  const std::unique_ptr<Found> found = find_quantity(invocation, failed);
  if (!found) return failed;
  const AuditedVariant& audited = found->audited();
  const Problem& problem = audited.scenario.problem;
  const Program& program = found->program;
  Influences all = influences(program, stated_values(program, audited.solution), belief_box(program, audited.solution), input_names(program, problem),
                              beliefs_of(program, audited.solution), simulation_options(invocation));
  // What cannot move the answer is not listed.
  std::erase_if(all.inputs, [](const Influence& one) { return one.slope == 0 && one.swing.is_point(); });
  sort_by_weight(all.inputs);
  const Quantity& quantity = problem.quantities[found->quantity];
  std::string out;
  if (all.inputs.empty()) out = fmt::format("{} is {} and rests on nothing that could change it.\n", quantity.name, amount_text(audited.solution.found[found->quantity].value, quantity.shown));
  else {
    const Quantity& first = problem.quantities[program.inputs[all.inputs.front().input]];
    out = wrapped(fmt::format("{} is {}; what matters most is {}.", quantity.name, amount_text(audited.solution.found[found->quantity].value, quantity.shown), first.name), "", 2, invocation.style.width) + "\n" +
          columns(rows_of(*found, program, all), invocation.style.width);
    if (all.variance > 0)
      out += "\n" + wrapped(fmt::format("variance: each input's share of the variance of {}{}, with all it does together with others; alone: without. {} samples, seed {}.",
                                        all.on_logarithm ? "the logarithm of " : "", quantity.name, number_text(static_cast<double>(invocation.samples), 9), invocation.seed), "  ", 2, invocation.style.width);
  }
  return {out, "", as_expected};
}

Outcome range(const Invocation& invocation) {
  Outcome failed;
  const std::unique_ptr<Found> found = find_quantity(invocation, failed);
  if (!found) return failed;
  const AuditedVariant& audited = found->audited();
  const Quantity& quantity = audited.scenario.problem.quantities[found->quantity];
  const double value = audited.solution.found[found->quantity].value;
  const auto line = [&](const std::string& what, const std::vector<Interval>& box) {
    const Bounds all = bounds(found->program, box);
    return wrapped(fmt::format("{}: {}{}", what, range_text(all.range.low, all.range.high, quantity.shown), all.exact ? "" : " (a bound: the range itself lies within)"), "  ", 4, invocation.style.width);
  };
  std::string out = fmt::format("{} is {}.\n", quantity.name, amount_text(value, quantity.shown));
  const std::vector<Interval> rounding = rounding_box(found->program, audited.solution), belief = belief_box(found->program, audited.solution);
  const auto wide = [](const std::vector<Interval>& box) { return std::any_of(box.begin(), box.end(), [](Interval side) { return !side.is_point(); }); };
  if (wide(rounding)) out += line("by rounding alone", rounding);
  if (!(rounding == belief)) out += line("over every stated range at once", belief);
  if (!wide(belief)) out += "  It rests on exact numbers alone.\n";
  return {out, "", as_expected};
}

}  // namespace costcurve
