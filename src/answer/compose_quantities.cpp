#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/compose.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

std::string how_text(const AuditedVariant& audited, std::size_t q) {
  const Relations& relations = audited.scenario.relations;
  const Finding& finding = audited.solution.found[q];
  if (finding.status == Status::derived) {
    const Equation& equation = relations.equations[finding.equation];
    const std::string formula = formula_text(relations, finding.formula, relations.quantities[q].part);
    if (equation.statement == Statement::estimate) return fmt::format("≈ {} (estimate)", formula);
    return relations.graph[finding.formula].operation == Operation::root ? formula : "= " + formula;
  }
  const Given& given = *finding.given;
  if (given.rank == Rank::fallback) return fmt::format("default: {}", given.source);
  if (given.rank == Rank::catalog)
    return fmt::format("catalog: {}{}{}", given.source.empty() ? given.where : given.source,
                       given.date.empty() ? "" : ", " + given.date, given.note.empty() ? "" : "; " + given.note);
  if (given.where.starts_with("--set")) return "set on the command line";
  if (given.assumed) return "assumed";
  const auto source = audited.scenario.sources.find(given.source);
  const bool unverified = source != audited.scenario.sources.end() && source->second.unverified;
  return given.source.empty() ? "given" : fmt::format("given: {}{}", given.source, unverified ? " (unverified)" : "");
}

std::string blocks(const std::vector<std::uint64_t>& histogram) {
  static const std::vector<std::string> heights = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::uint64_t most = histogram.empty() ? 0 : *std::max_element(histogram.begin(), histogram.end());
  std::string line;
  for (const std::uint64_t count : histogram)
    line += heights[most == 0 ? 0 : static_cast<std::size_t>((count * 8 + most - 1) / most)];
  return line;
}

// "± 0.002", "± 30 k": one digit, which is as much as is known of it. Nothing where there is no error.
std::string error_text(double shown) {
  if (!(shown > 0) || !std::isfinite(shown)) return {};
  for (const auto& [scale, word] : {std::pair{1e12, " T"}, {1e9, " B"}, {1e6, " M"}, {1e3, " k"}})
    if (const double scaled = shown / scale; scaled >= 0.95)
      return fmt::format(" ± {:.0f}{}", std::stod(fmt::format("{:.0e}", scaled)), word);
  return fmt::format(" ± {:g}", std::stod(fmt::format("{:.0e}", shown)));
}

void describe_belief(QuantityRow& row, const Summary& belief, const Quantity& quantity, std::uint64_t samples) {
  if (belief.not_finite == samples) {
    row.belief = "every sample was infinite or no number";
    return;
  }
  const ShownUnit& unit = quantity.shown;
  const bool date = quantity.dimension.is_point();
  row.belief = fmt::format("median {}{}, 90 %: {}", amount_text(belief.median, unit, 4),
                           date ? "" : error_text(error_in_unit(belief.median, belief.median_error, unit)),
                           range_text(belief.p5, belief.p95, unit));
  if (const std::string low = error_text(error_in_unit(belief.p5, belief.p5_error, unit)),
      high = error_text(error_in_unit(belief.p95, belief.p95_error, unit));
      !date && !low.empty() && !high.empty())
    row.belief += fmt::format(" ({} and {})", low.substr(1), high.substr(1));
  // The mean of logarithms is not the logarithm of a mean: of a pace only the quantiles mean something.
  if (!date && !quantity.dimension.is_pace())
    row.belief +=
        fmt::format(", mean {}{}", amount_text(belief.mean, unit, 4), error_text(belief.standard_error / unit.factor));
  if (belief.not_finite > 0)
    row.belief += fmt::format("; {} of {} samples {} infinite or no number and {} left out",
                              number_text(static_cast<double>(belief.not_finite), 9),
                              number_text(static_cast<double>(samples), 9), belief.not_finite == 1 ? "was" : "were",
                              belief.not_finite == 1 ? "is" : "are");
  row.histogram = blocks(belief.histogram);
}

QuantityRow quantity_row(const AuditedVariant& audited, std::size_t q) {
  const Relations& relations = audited.scenario.relations;
  const Quantity& quantity = relations.quantities[q];
  const Finding& finding = audited.solution.found[q];
  QuantityRow row;
  row.name = last_word(quantity.name);
  row.value = amount_text(finding.value, quantity.shown);
  if (const auto other = audited.scenario.quantity(quantity.relative_to); other && audited.solution.knows(*other)) {
    const Part* part = audited.scenario.part(quantity.part);
    const auto precision = part->attributes.find("precision");
    row.of =
        fmt::format("of {}{}", amount_text(audited.solution.found[*other].value, relations.quantities[*other].shown),
                    last_word(quantity.relative_to) == "peak"
                        ? fmt::format(" ({} dense)", precision == part->attributes.end() ? "bf16" : precision->second)
                        : "");
  }
  if (const Summary* belief = belief_of(audited, q))
    describe_belief(row, *belief, quantity, audited.beliefs->options.samples);
  if (const std::optional<Program> program = compile(relations, audited.solution, {quantity.symbol})) {
    const bool believed = finding.status == Status::given && finding.given->is_belief;
    if (believed)
      row.belief = (finding.given->distribution.is_bounded() ? "within " : "90 %: ") +
                   range_text(finding.given->belief.low, finding.given->belief.high, quantity.shown);
    const Bounds range = bounds(*program, rounding_box(*program, audited.solution));
    if (range.range.high - range.range.low > 1e-11 * std::abs(finding.value))
      row.range = range_text(range.range.low, range.range.high, quantity.shown) + (range.exact ? "" : " (bound)");
  }
  row.how = how_text(audited, q);
  if (quantity.dimension == Dimension(Base::money)) {
    const std::string layer = scope_text(layers_of(audited, q)), basis = scope_text(bases_of(audited, q));
    row.notes = layer + (layer.empty() || basis.empty() ? "" : ", ") + basis;
  }
  for (const Conflict& conflict : audited.conflicts)
    if (std::find(conflict.dependents.begin(), conflict.dependents.end(), q) != conflict.dependents.end() ||
        std::find(conflict.givens.begin(), conflict.givens.end(), q) != conflict.givens.end())
      row.notes = "in dispute";
  return row;
}

}  // namespace

double error_in_unit(double value, double error, const ShownUnit& unit) {
  return std::abs(in_unit(value + error, unit) - in_unit(value - error, unit)) / 2;
}

void list_parts(const AuditedVariant& audited, Report& report) {
  const Relations& relations = audited.scenario.relations;
  for (const Part& part : audited.scenario.parts) {
    PartRows rows;
    rows.part = part.name + (audited.scenario.variant.empty() ? "" : " in variant " + audited.scenario.variant);
    rows.sheet = part.sheet ? std::string(part.sheet->name) : "";
    std::vector<std::string> unknown;
    for (const std::size_t q : part.quantities) {
      if (audited.solution.knows(q))
        rows.quantities.push_back(quantity_row(audited, q));
      else
        unknown.push_back(last_word(relations.quantities[q].name));
    }
    if (!unknown.empty()) rows.unknown = "not determined: " + listed(unknown);
    report.parts.push_back(std::move(rows));
  }
}

}  // namespace costcurve
