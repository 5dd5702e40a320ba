#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/check_words.h"
#include "answer/since.h"
#include "audit/reasons.h"
#include "quantity/pace.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

Text how_text(const AuditedVariant& audited, std::size_t q) {
  const Relations& relations = *audited.scenario.relations;
  const Finding& finding = audited.solution.found[q];
  if (finding.status == Status::derived) {
    const Equation& equation = relations.equations[finding.equation];
    const std::string formula =
        formula_text(relations, audited.solution.formulas, finding.formula, relations.quantities[q].part);
    if (equation.statement == Statement::estimate) return Text::formula("≈ " + formula) + " (estimate)";
    return audited.solution.formulas[finding.formula].operation == Operation::root ? Text(formula)
                                                                                   : Text::formula("= " + formula);
  }
  const Given& given = *finding.given;
  if (given.rank == Rank::fallback) return "default: " + Text::source(given.source);
  if (given.rank == Rank::catalog)
    return "catalog: " +
           Text::source(fmt::format("{}{}", given.source.empty() ? given.where : given.source,
                                    given.date.empty() ? "" : ", " + given.date)) +
           (given.note.empty() ? "" : "; " + given.note);
  if (given.where.starts_with("--set")) return "set on the command line";
  if (given.assumed) return "assumed";
  const auto source = audited.scenario.sources.find(given.source);
  const bool unverified = source != audited.scenario.sources.end() && source->second.unverified;
  return given.source.empty() ? "given" : "given: " + Text::source(given.source) + (unverified ? " (unverified)" : "");
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

std::string belief_text(const Summary& belief, const Quantity& quantity, std::uint64_t samples) {
  if (belief.not_finite == samples) return "every sample was infinite or no number";
  const ShownUnit& unit = quantity.shown;
  const bool date = quantity.dimension.is_point();
  std::string text = fmt::format("median {}{}, 90 %: {}", amount_text(belief.median, unit, 4),
                                 date ? "" : error_text(error_in_unit(belief.median, belief.median_error, unit)),
                                 range_text(belief.p5, belief.p95, unit));
  if (const std::string low = error_text(error_in_unit(belief.p5, belief.p5_error, unit)),
      high = error_text(error_in_unit(belief.p95, belief.p95_error, unit));
      !date && !low.empty() && !high.empty())
    text += fmt::format(" ({} and {})", low.substr(1), high.substr(1));
  // The mean of logarithms is not the logarithm of a mean: of a pace only the quantiles mean something.
  if (!date && !is_pace(unit))
    text +=
        fmt::format(", mean {}{}", amount_text(belief.mean, unit, 4), error_text(belief.standard_error / unit.factor));
  if (belief.not_finite > 0)
    text += fmt::format("; {} of {} samples {} infinite or no number and {} left out",
                        number_text(static_cast<double>(belief.not_finite), 9),
                        number_text(static_cast<double>(samples), 9), belief.not_finite == 1 ? "was" : "were",
                        belief.not_finite == 1 ? "is" : "are");
  return text + "  " + blocks(belief.histogram);
}

// "of 989.4 TFLOP/s/chip (bf16 dense)": what a share is a share of.
std::string whole_text(const AuditedVariant& audited, const Quantity& quantity) {
  const auto whole = audited.scenario.quantity(quantity.relative_to);
  if (!whole || !audited.solution.knows(*whole)) return {};
  const Part* part = audited.scenario.part(quantity.part);
  const auto precision = part->attributes.find("precision");
  return fmt::format(
      "of {}{}",
      amount_text(audited.solution.found[*whole].value, audited.scenario.relations->quantities[*whole].shown),
      last_word(quantity.relative_to) == "peak"
          ? fmt::format(" ({} dense)", precision == part->attributes.end() ? "bf16" : precision->second)
          : "");
}

// What its digits allow, and what digits allow of it.
std::string rounding_text(const AuditedVariant& audited, std::size_t q) {
  const Quantity& quantity = audited.scenario.relations->quantities[q];
  const std::optional<Program> program = compile(*audited.scenario.relations, audited.solution, {quantity.symbol});
  if (!program) return {};
  const Bounds range = bounds(*program, rounding_box(*program, audited.solution));
  if (!(range.range.high - range.range.low > 1e-11 * std::abs(audited.solution.found[q].value))) return {};
  return fmt::format("({}{})", range_text(range.range.low, range.range.high, quantity.shown),
                     range.exact ? "" : " (bound)");
}

// What is believed of it: as it was stated, else as it was drawn.
std::string beliefs_text(const AuditedVariant& audited, std::size_t q) {
  const Quantity& quantity = audited.scenario.relations->quantities[q];
  const Finding& finding = audited.solution.found[q];
  const Summary* belief = belief_of(audited, q);
  const bool stated = finding.status == Status::given && finding.given->is_belief;
  if (stated) {
    const std::string range = (finding.given->distribution.is_bounded() ? "within " : "90 %: ") +
                              range_text(finding.given->belief.low, finding.given->belief.high, quantity.shown);
    return belief && belief->not_finite < audited.beliefs->options.samples ? range + "  " + blocks(belief->histogram)
                                                                           : range;
  }
  return belief ? belief_text(*belief, quantity, audited.beliefs->options.samples) : "";
}

bool is_disputed(const AuditedVariant& audited, std::size_t q) {
  return std::any_of(audited.conflicts.begin(), audited.conflicts.end(), [&](const Conflict& conflict) {
    return std::find(conflict.dependents.begin(), conflict.dependents.end(), q) != conflict.dependents.end() ||
           std::find(conflict.givens.begin(), conflict.givens.end(), q) != conflict.givens.end();
  });
}

// Dispute; else the layer and the basis of a cost.
std::string scope_note(const AuditedVariant& audited, std::size_t q) {
  if (is_disputed(audited, q)) return "[in dispute]";
  if (audited.scenario.relations->quantities[q].dimension != Dimension(Base::money)) return {};
  const std::string layer = scope_text(layers_of(audited, q)), basis = scope_text(bases_of(audited, q));
  const std::string note = layer + (layer.empty() || basis.empty() ? "" : ", ") + basis;
  return note.empty() ? "" : "[" + note + "]";
}

std::string was_text(const std::string& name, const Changes* changes) {
  if (!changes) return {};
  const auto change = changes->quantities.find(name);
  return change == changes->quantities.end() ? "" : "← " + change->second.was;
}

Entries::Entry entry_of(const AuditedVariant& audited, std::size_t q, const Changes* changes) {
  const Quantity& quantity = audited.scenario.relations->quantities[q];
  Entries::Entry entry;
  entry.anchor = quantity.name;
  entry.name = last_word(quantity.name);
  entry.value = Text::amount(amount_text(audited.solution.found[q].value, quantity.shown));
  entry.words = Text::joined({whole_text(audited, quantity), how_text(audited, q), rounding_text(audited, q),
                              scope_note(audited, q), was_text(quantity.name, changes)},
                             "  ");
  if (std::string belief = beliefs_text(audited, q); !belief.empty()) entry.below.emplace_back(std::move(belief));
  return entry;
}

}  // namespace

double error_in_unit(double value, double error, const ShownUnit& unit) {
  return std::abs(in_unit(value + error, unit) - in_unit(value - error, unit)) / 2;
}

std::vector<Entries> parts_of(const AuditedVariant& audited, const Changes* changes) {
  std::vector<Entries> parts;
  for (const Part& part : audited.scenario.parts) {
    Entries entries;
    entries.heading = part.name + (audited.scenario.variant.empty() ? "" : " in variant " + audited.scenario.variant) +
                      (part.sheet ? fmt::format(" ({})", part.sheet->name) : "");
    std::vector<std::string> unknown;
    for (const std::size_t q : part.quantities) {
      if (audited.solution.knows(q))
        entries.entries.push_back(entry_of(audited, q, changes));
      else
        unknown.push_back(last_word(audited.scenario.relations->quantities[q].name));
    }
    if (!unknown.empty()) entries.below.push_back({{}, "not determined: " + listed(unknown), Tone::dim});
    parts.push_back(std::move(entries));
  }
  return parts;
}

}  // namespace costcurve
