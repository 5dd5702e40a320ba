#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "audit/beliefs.h"
#include "quantity/print.h"
#include "report/report.h"
#include "solve/undetermined.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

std::string last_word(const std::string& name) { return name.substr(name.rfind('.') + 1); }

Mark mark_of(Verdict verdict) {
  if (holds(verdict)) return Mark::holds;
  if (verdict == Verdict::contradicted || verdict == Verdict::is_false || verdict == Verdict::off) return Mark::fails;
  return verdict == Verdict::cited ? Mark::quoted : Mark::open;
}

std::string verdict_text(const Judgement& judgement) {
  std::string text(verdict_word(judgement.verdict));
  if (!judgement.why.empty()) text += (judgement.verdict == Verdict::possible || judgement.verdict == Verdict::not_determined ? ": " : " ") + judgement.why;
  return text;
}

std::string how_much(const Judgement& judgement) {
  if (!(judgement.ratio > 0) || !std::isfinite(judgement.ratio)) return {};
  return judgement.ratio < 2 && judgement.ratio > 0.0095 ? percent_text(judgement.ratio, 2) + " of it" : number_text(judgement.ratio, 3) + " times it";
}

// A comparison in the words of the claim: 0.9635 against 0.95 is "96.35 % cheaper".
std::string with_comparison(const std::string& amount, Comparison comparison) {
  switch (comparison) {
    case Comparison::inverse: return amount + " less";
    case Comparison::discount: return amount + " less";
    case Comparison::surplus: return amount + " more";
    default: return amount;
  }
}

std::string computed_text(const AuditedVariant& audited, const ClaimResult& result) {
  const Claim& claim = *result.claim;
  return with_comparison(amount_text(result.judgement.computed, shown_unit(audited.scenario, claim)), claim.stated.comparison);
}

std::string subject(const Claim& claim) { return claim.than.empty() ? claim.of : fmt::format("{} against {}", claim.of, claim.than); }

const Summary* belief_of(const AuditedVariant& audited, const Claim* claim) {
  if (!audited.beliefs) return nullptr;
  const auto found = audited.beliefs->of_claim.find(claim);
  return found == audited.beliefs->of_claim.end() ? nullptr : &found->second;
}

const Summary* belief_of(const AuditedVariant& audited, std::size_t quantity) {
  if (!audited.beliefs) return nullptr;
  const auto found = audited.beliefs->of_quantity.find(quantity);
  return found == audited.beliefs->of_quantity.end() ? nullptr : &found->second;
}

// Never "0" or "1" of something that was only sampled.
std::string probability_text(double probability) {
  if (probability > 0.9995) return "above 0.999";
  if (probability < 0.0005) return "below 0.001";
  return fmt::format("{:.3f}", probability);
}

std::string range_part(const AuditedVariant& audited, const ClaimResult& result) {
  const Judgement& judgement = result.judgement;
  const ShownUnit unit = shown_unit(audited.scenario, *result.claim);
  std::string text;
  const auto add = [&](const Bounds& bounds, const std::string& kind) {
    text += fmt::format(" ({}{}{})", range_text(bounds.range.low, bounds.range.high, unit), kind, bounds.exact ? "" : ", a bound");
  };
  if (judgement.has_rounding) add(judgement.rounding, judgement.has_belief ? " by rounding" : "");
  if (const Summary* belief = belief_of(audited, result.claim); belief) text += fmt::format(" (90 %: {})", range_text(belief->p5, belief->p95, unit));
  else if (judgement.has_belief) add(judgement.belief, " over 90 % ranges");
  return text;
}

// What is compared is itself stated, by the scenario or by the catalog.
std::string given_text(const AuditedVariant& audited, const Claim& claim) {
  const Given& given = *audited.solution.found[audited.scenario.problem.graph[claim.node].quantity()].given;
  if (given.rank == Rank::scenario) return " (given)";
  return fmt::format(" ({}{}{})", given.rank == Rank::catalog ? given.where : "default", given.date.empty() ? "" : ", ", given.date);
}

std::string comparison_line(const AuditedVariant& audited, const ClaimResult& result) {
  const Claim& claim = *result.claim;
  const Judgement& judgement = result.judgement;
  std::string line = fmt::format("{} = {}{}", subject(claim), computed_text(audited, result), range_part(audited, result));
  if (judgement.verdict == Verdict::not_determined) return fmt::format("{} is not determined{}", subject(claim), judgement.why.empty() ? "" : ": " + judgement.why);
  const std::string stated = claim.stated.text;
  line += fmt::format("{}, stated as {}: ", result.of_given ? given_text(audited, claim) : "", stated);
  line += verdict_text(judgement);
  if (mark_of(judgement.verdict) == Mark::fails && claim.stated.form == Stated::Form::value && judgement.verdict != Verdict::off && !claim.stated.dimension.is_point()) {
    const std::string much = how_much(judgement);
    if (!much.empty()) line += fmt::format(" ({})", much);
  }
  if (audited.beliefs)
    if (const auto chance = audited.beliefs->probability.find(&claim); chance != audited.beliefs->probability.end()) line += fmt::format(", with probability {}", probability_text(chance->second));
  if (result.scope.starts_with("mixed")) line += fmt::format("; {}", result.scope);
  return line;
}

std::string would_line(const AuditedVariant& audited, const ClaimResult& result) {
  std::vector<std::string> options;
  for (const WouldBe& change : result.would_have_to_be) {
    const Quantity& quantity = audited.scenario.problem.quantities[change.quantity];
    const Node& node = audited.scenario.problem.graph[result.claim->node];
    const bool sibling = node.operation == Operation::symbol && audited.scenario.problem.quantities[node.quantity()].part == quantity.part;
    const bool count = quantity.dimension == Dimension(Base::chip);
    const std::string amount = amount_text(change.value, quantity.shown, 4);
    options.push_back(count && sibling ? amount : fmt::format("{} {}", sibling ? last_word(quantity.name) : quantity.name, amount));
    if (options.size() == 5) break;
  }
  if (options.empty()) return {};
  std::string text = "it would take " + std::string(options.size() > 1 ? "one of: " : "");
  for (std::size_t i = 0; i < options.size(); ++i) text += (i ? " · " : "") + options[i];
  return text;
}

ClaimRow claim_row(const AuditedVariant& audited, const ClaimResult& result) {
  const Claim& claim = *result.claim;
  ClaimRow row;
  row.mark = mark_of(result.judgement.verdict);
  row.says = claim.says;
  if (!claim.source.empty()) {
    const auto source = audited.scenario.sources.find(claim.source);
    row.tags.push_back(claim.source + (source != audited.scenario.sources.end() && source->second.unverified ? " (unverified)" : ""));
  }
  if (!claim.fault.empty()) row.tags.push_back(claim.fault);
  if (!claim.variant.empty()) row.tags.push_back("variant " + claim.variant);
  const bool by_default = claim.expect.empty() || claim.expect == "holds";
  if (!result.as_expected) row.tags.push_back(by_default ? "not as expected" : "not as expected: " + claim.expect);
  else if (!by_default) row.tags.push_back("as expected");
  if (result.judgement.verdict == Verdict::cited) {
    row.comparison = "cited: nothing to compute";
    if (!claim.note.empty()) row.details.push_back(claim.note);
    return row;
  }
  row.comparison = comparison_line(audited, result);
  if (const std::string would = would_line(audited, result); !would.empty()) row.details.push_back(would);
  for (const std::string& cause : result.causes) row.details.push_back(cause);
  if (!claim.printed.empty()) row.details.push_back(fmt::format("printed: {}", claim.printed));
  if (!claim.note.empty()) row.details.push_back(claim.note);
  return row;
}

CheckRow check_row(const AuditedVariant& audited, const CheckResult& check) {
  const Equation& equation = audited.scenario.problem.equations[check.equation];
  const Problem& problem = audited.scenario.problem;
  CheckRow row;
  row.mark = check.failed ? Mark::fails : holds(check.judgement.verdict) ? Mark::holds : Mark::open;
  row.sentence = equation.part.empty() || equation.line > 0 ? equation.sentence : fmt::format("{}: {}", equation.part, equation.sentence);
  const Node& left = problem.graph[equation.left];
  const Node& right = problem.graph[equation.right];
  ShownUnit unit;
  if (left.operation == Operation::symbol) unit = problem.quantities[left.quantity()].shown;
  else if (right.operation == Operation::symbol) unit = problem.quantities[right.quantity()].shown;
  const std::string against = equation.statement == Statement::at_most ? "at most" : equation.statement == Statement::at_least ? "at least" : "against";
  row.comparison = fmt::format("{} {} {}: {}", amount_text(check.judgement.computed, unit), against, amount_text(check.judgement.stated, unit),
                               check.gap.empty() ? verdict_text(check.judgement) : check.gap);
  return row;
}

std::string names_of(const Problem& problem, const std::vector<std::size_t>& quantities, const std::string& part) {
  std::vector<std::string> names;
  for (const std::size_t q : quantities) {
    const std::string& name = problem.quantities[q].name;
    names.push_back(!part.empty() && name.starts_with(part + ".") ? name.substr(part.size() + 1) : name);
  }
  return listed(names);
}

std::string missing_text(const AuditedVariant& audited, std::size_t q) {
  const Problem& problem = audited.scenario.problem;
  const Missing missing = what_is_missing(problem, audited.solution, q);
  const std::string& name = problem.quantities[q].name;
  const std::string& part = problem.quantities[q].part;
  if (!missing.together.empty()) {
    std::vector<std::string> sentences;
    for (const std::size_t e : missing.together) sentences.push_back("\"" + problem.equations[e].sentence + "\"");
    if (sentences.size() == 1) return fmt::format("{} is not determined: {} fixes it, but it cannot be solved for it in closed form", name, sentences.front());
    return fmt::format("{} is not determined: {} fix it only together, and costcurve solves one equation at a time so far", name, listed(sentences));
  }
  if (missing.sets.empty()) return fmt::format("{} is not determined: no equation leads to it from what is given", name);
  std::vector<std::string> options;
  for (const auto& set : missing.sets) options.push_back(names_of(problem, set, part));
  return fmt::format("{} is not determined: give {}", name, listed(options, "or"));
}

void missing_of_claims(const AuditedVariant& audited, Report& report) {
  const Problem& problem = audited.scenario.problem;
  std::vector<std::size_t> wanted;
  for (std::size_t q = 0; q < problem.quantities.size(); ++q)
    if (problem.quantities[q].asked && !audited.solution.knows(q)) wanted.push_back(q);
  for (const ClaimResult& result : audited.claims) {
    if (result.judgement.verdict != Verdict::not_determined) continue;
    for (const std::size_t q : problem.graph.quantities_below(result.claim->node))
      if (!audited.solution.knows(q)) wanted.push_back(q);
  }
  for (const std::size_t q : wanted) {
    const std::string text = missing_text(audited, q);
    if (std::find(report.missing.begin(), report.missing.end(), text) == report.missing.end()) report.missing.push_back(text);
  }
}

void describe_conflicts(const AuditedVariant& audited, Report& report) {
  const Problem& problem = audited.scenario.problem;
  for (const Conflict& conflict : audited.conflicts) {
    std::vector<std::string> givens;
    for (const std::size_t q : conflict.givens) {
      const Given& given = *problem.quantities[q].given;
      givens.push_back(fmt::format("{} = {}{}", problem.quantities[q].name, given.text, given.where.empty() ? "" : " (" + given.where + ")"));
    }
    std::string text = fmt::format("these cannot all be true: {}", listed(givens));
    if (!conflict.dependents.empty()) text += fmt::format("; in dispute with them: {}", conflict.dependents.size() > 6 ? fmt::format("{} derived quantities", conflict.dependents.size()) : names_of(problem, conflict.dependents, ""));
    report.conflicts.push_back(text);
  }
}

// --- the answer in sentences

std::string claim_sentence(const AuditedVariant& audited, const ClaimResult& result) {
  const Claim& claim = *result.claim;
  const Judgement& judgement = result.judgement;
  const std::string in = claim.variant.empty() ? "" : fmt::format(" in {}", claim.variant);
  if (judgement.verdict == Verdict::not_determined) return fmt::format("\"{}\" cannot be judged: {} is not determined.", claim.says, claim.of);
  const std::string value = computed_text(audited, result);
  if (holds(judgement.verdict)) return fmt::format("\"{}\" holds: {} is {}{}.", claim.says, subject(claim), value, in);
  if (judgement.verdict == Verdict::possible) return fmt::format("\"{}\" is possible: {} is {}, and its range reaches the claim.", claim.says, subject(claim), value);
  if (judgement.verdict == Verdict::off) return fmt::format("\"{}\" is off {}: {} is {}{}.", claim.says, judgement.why, subject(claim), value, in);
  const std::string much = claim.stated.form == Stated::Form::value && !claim.stated.dimension.is_point() ? how_much(judgement) : "";
  return fmt::format("\"{}\" does not hold: {} is {}{}{}.", claim.says, subject(claim), value, in, much.empty() ? "" : fmt::format(" ({})", much));
}

void answer_claims(const std::vector<std::unique_ptr<AuditedVariant>>& variants, Report& report) {
  constexpr std::size_t most = 4;
  struct Judged { const AuditedVariant* audited; const ClaimResult* result; };
  std::vector<Judged> all;
  std::size_t hold = 0, judged = 0, unexpected = 0, open = 0;
  for (const auto& audited : variants)
    for (const ClaimResult& result : audited->claims) {
      // Looked at in a variant, the scenario's general claims are shown and not judged: they are about something else.
      if (result.claim->variant != audited->scenario.variant) continue;
      unexpected += result.as_expected ? 0 : 1;
      if (result.judgement.verdict == Verdict::cited) continue;
      ++judged;
      hold += holds(result.judgement.verdict) ? 1 : 0;
      open += mark_of(result.judgement.verdict) == Mark::open ? 1 : 0;
      all.push_back({audited.get(), &result});
    }
  if (judged > most) {
    std::string summary = hold == judged ? fmt::format("All {} claims hold", judged) : fmt::format("{} of {} claims hold", hold, judged);
    const std::size_t fail = judged - hold - open;
    if (fail > 0) summary += fmt::format("; {} {}", fail, fail == 1 ? "does not" : "do not");
    if (open > 0) summary += fmt::format("; {} {} open", open, open == 1 ? "stays" : "stay");
    if (unexpected > 0) summary += fmt::format("; {} not as expected", unexpected == 1 ? "one is" : fmt::format("{} are", unexpected));
    else if (hold < judged) summary += ", as expected";
    summary += ".";
    report.answers.push_back(summary);
  }
  // What is not as expected first, then what fails, then the rest.
  std::stable_sort(all.begin(), all.end(), [](const Judged& a, const Judged& b) {
    const auto rank = [](const Judged& x) { return !x.result->as_expected ? 0 : !holds(x.result->judgement.verdict) ? 1 : 2; };
    return rank(a) < rank(b);
  });
  for (std::size_t i = 0; i < all.size() && i < (judged > most ? 3 : most); ++i) report.answers.push_back(claim_sentence(*all[i].audited, *all[i].result));
}

// What is wrong with the numbers themselves comes before what follows from them.
void answer_contradictions(const std::vector<std::unique_ptr<AuditedVariant>>& variants, Report& report) {
  for (const auto& audited : variants) {
    const Problem& problem = audited->scenario.problem;
    const std::string in = audited->scenario.variant.empty() ? "" : " in " + audited->scenario.variant;
    for (const Conflict& conflict : audited->conflicts) report.answers.push_back(fmt::format("These cannot all be true{}: {}.", in, names_of(problem, conflict.givens, "")));
    for (const CheckResult& check : audited->checks) {
      const Equation& equation = problem.equations[check.equation];
      const bool limit = equation.statement == Statement::at_most || equation.statement == Statement::at_least;
      if (check.failed && limit) report.answers.push_back(fmt::format("A limit is broken{}: {}{}.", in, equation.part.empty() ? "" : equation.part + ": ", equation.sentence));
    }
  }
}

void answer_quantities(const AuditedVariant& audited, Report& report) {
  const Problem& problem = audited.scenario.problem;
  std::vector<std::size_t> wanted;
  for (std::size_t q = 0; q < problem.quantities.size(); ++q)
    if (problem.quantities[q].asked && audited.solution.knows(q)) wanted.push_back(q);
  if (wanted.empty() && !audited.scenario.parts.empty()) {
    // Nothing is asked and nothing claimed: the cost of the last part that has one is what people come for.
    for (auto part = audited.scenario.parts.rbegin(); part != audited.scenario.parts.rend() && wanted.empty(); ++part)
      for (const std::size_t q : part->quantities)
        if (last_word(problem.quantities[q].name) == "cost" && audited.solution.found[q].status == Status::derived) wanted.push_back(q);
  }
  for (std::size_t i = 0; i < wanted.size() && i < 4; ++i)
    report.answers.push_back(fmt::format("{} is {}.", problem.quantities[wanted[i]].name, amount_text(audited.solution.found[wanted[i]].value, problem.quantities[wanted[i]].shown)));
}

// --- everything determined

std::string how_text(const AuditedVariant& audited, std::size_t q) {
  const Problem& problem = audited.scenario.problem;
  const Finding& finding = audited.solution.found[q];
  if (finding.status == Status::derived) {
    const Equation& equation = problem.equations[finding.equation];
    const std::string formula = formula_text(problem, finding.formula, problem.quantities[q].part);
    if (equation.statement == Statement::estimate) return fmt::format("≈ {} (estimate)", formula);
    return "= " + formula;
  }
  const Given& given = *finding.given;
  if (given.rank == Rank::fallback) return fmt::format("default: {}", given.source);
  if (given.rank == Rank::catalog) return fmt::format("catalog: {}{}{}", given.source.empty() ? given.where : given.source, given.date.empty() ? "" : ", " + given.date, given.note.empty() ? "" : "; " + given.note);
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
  for (const std::uint64_t count : histogram) line += heights[most == 0 ? 0 : static_cast<std::size_t>((count * 8 + most - 1) / most)];
  return line;
}

void describe_belief(QuantityRow& row, const Summary& belief, const Quantity& quantity) {
  const bool date = quantity.dimension.is_point();
  row.belief = fmt::format("median {}, 90 %: {}", amount_text(belief.median, quantity.shown, 4), range_text(belief.p5, belief.p95, quantity.shown));
  // The mean of logarithms is not the logarithm of a mean: of a pace only the quantiles mean something.
  if (!date && !quantity.dimension.is_pace()) row.belief += fmt::format(", mean {} ± {}", amount_text(belief.mean, quantity.shown, 4), number_text(belief.standard_error / quantity.shown.factor, 1));
  if (belief.not_finite > 0) row.belief += fmt::format("; {} samples were infinite or no number and are left out", belief.not_finite);
  row.histogram = blocks(belief.histogram);
}

QuantityRow quantity_row(const AuditedVariant& audited, std::size_t q) {
  const Problem& problem = audited.scenario.problem;
  const Quantity& quantity = problem.quantities[q];
  const Finding& finding = audited.solution.found[q];
  QuantityRow row;
  row.name = last_word(quantity.name);
  row.value = amount_text(finding.value, quantity.shown);
  if (const auto other = audited.scenario.quantity(quantity.relative_to); other && audited.solution.knows(*other)) {
    const Part* part = audited.scenario.part(quantity.part);
    const auto precision = part->attributes.find("precision");
    row.value += fmt::format(" of {}{}", amount_text(audited.solution.found[*other].value, problem.quantities[*other].shown),
                             last_word(quantity.relative_to) == "peak" ? fmt::format(" ({} dense)", precision == part->attributes.end() ? "bf16" : precision->second) : "");
  }
  if (const Summary* belief = belief_of(audited, q)) describe_belief(row, *belief, quantity);
  if (const std::optional<Program> program = compile(problem, audited.solution, {quantity.symbol})) {
    const bool believed = finding.status == Status::given && finding.given->is_belief;
    if (believed) row.belief = "90 %: " + range_text(finding.given->belief.low, finding.given->belief.high, quantity.shown);
    const Bounds range = bounds(*program, rounding_box(*program, audited.solution));
    if (range.range.high - range.range.low > 1e-11 * std::abs(finding.value)) row.range = range_text(range.range.low, range.range.high, quantity.shown) + (range.exact ? "" : " (bound)");
  }
  row.how = how_text(audited, q);
  if (quantity.dimension == Dimension(Base::money)) {
    const std::string layer = scope_text(layers_of(audited, q)), basis = scope_text(bases_of(audited, q));
    row.notes = layer + (layer.empty() || basis.empty() ? "" : ", ") + basis;
  }
  for (const Conflict& conflict : audited.conflicts)
    if (std::find(conflict.dependents.begin(), conflict.dependents.end(), q) != conflict.dependents.end() || std::find(conflict.givens.begin(), conflict.givens.end(), q) != conflict.givens.end())
      row.notes = "in dispute";
  return row;
}

void list_parts(const AuditedVariant& audited, Report& report) {
  const Problem& problem = audited.scenario.problem;
  for (const Part& part : audited.scenario.parts) {
    PartRows rows;
    rows.part = part.name + (audited.scenario.variant.empty() ? "" : " in variant " + audited.scenario.variant);
    rows.sheet = part.sheet ? std::string(part.sheet->name) : "";
    std::vector<std::string> unknown;
    for (const std::size_t q : part.quantities) {
      if (audited.solution.knows(q)) rows.quantities.push_back(quantity_row(audited, q));
      else unknown.push_back(last_word(problem.quantities[q].name));
    }
    if (!unknown.empty()) rows.unknown = "not determined: " + listed(unknown);
    report.parts.push_back(std::move(rows));
  }
}

// --- the foot: what was assumed

// Everything that the judged claims rest on; all quantities where nothing is claimed.
std::set<std::size_t> relied_on(const AuditedVariant& audited, Detail detail) {
  const Problem& problem = audited.scenario.problem;
  std::vector<std::size_t> open;
  for (const ClaimResult& result : audited.claims)
    if (result.claim->node != no_node)
      for (const std::size_t q : problem.graph.quantities_below(result.claim->node)) open.push_back(q);
  if (detail == Detail::everything || open.empty())
    for (std::size_t q = 0; q < problem.quantities.size(); ++q) open.push_back(q);
  std::set<std::size_t> all;
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (!all.insert(q).second || audited.solution.found[q].status != Status::derived) continue;
    for (const std::size_t below : problem.graph.quantities_below(audited.solution.found[q].formula)) open.push_back(below);
  }
  return all;
}

// One line of the foot: texts in the order they came up, each with the parts it holds for.
class FootLine {
 public:
  void add(const std::string& text, const std::string& part) {
    auto& parts = parts_[text];
    if (parts.empty()) order_.push_back(text);
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
  }
  std::string text() const {
    std::string out;
    for (const std::string& one : order_) {
      const auto& parts = parts_.at(one);
      const bool own = parts.size() == 1 && parts.front() == "assume";
      out += (out.empty() ? "" : "; ") + one;
      if (!own) out += parts.size() > 3 ? fmt::format(" ({} parts)", parts.size()) : " in " + listed(parts);
    }
    return out;
  }

 private:
  std::map<std::string, std::vector<std::string>> parts_;
  std::vector<std::string> order_;
};

void list_assumptions(const AuditedVariant& audited, Detail detail, Report& report) {
  const Problem& problem = audited.scenario.problem;
  FootLine assumed, catalog, defaults, estimates;
  for (const std::size_t q : relied_on(audited, detail)) {
    const Quantity& quantity = problem.quantities[q];
    const Finding& finding = audited.solution.found[q];
    const std::string name = last_word(quantity.name);
    const std::string amount = amount_text(finding.value, quantity.shown);
    if (finding.status == Status::given) {
      const Given& given = *finding.given;
      if (given.assumed || quantity.part == "assume") assumed.add(name + " " + (given.is_belief ? given.text : amount), quantity.part);
      else if (given.rank == Rank::catalog) catalog.add(fmt::format("{} {} ({}{})", name, amount, given.where, given.date.empty() ? "" : ", " + given.date), quantity.part);
      else if (given.rank == Rank::fallback) defaults.add(fmt::format("{} {} ({})", name, amount, given.source), quantity.part);
    } else if (finding.status == Status::derived && problem.equations[finding.equation].statement == Statement::estimate) {
      const Equation& equation = problem.equations[finding.equation];
      estimates.add(equation.sentence + (equation.gap.empty() ? "" : ", leaving out " + equation.gap), quantity.part);
    }
  }
  for (const auto& [heading, line] : {std::pair<std::string, const FootLine*>{"assumed", &assumed}, {"estimated", &estimates}, {"by default", &defaults}, {"from the catalog", &catalog}})
    if (const std::string text = line->text(); !text.empty()) report.foot.push_back({heading, text});
}

void note_overridden(const AuditedVariant& audited, Report& report) {
  const Problem& problem = audited.scenario.problem;
  for (const Overridden& overridden : audited.solution.overridden) {
    const Quantity& quantity = problem.quantities[overridden.quantity];
    const double yours = audited.solution.found[overridden.quantity].value;
    if (std::abs(yours - overridden.offer->value) <= 1e-9 * std::abs(yours)) continue;
    report.notes.push_back(fmt::format("{}: catalog {}; your numbers {} {}", quantity.name, amount_text(overridden.offer->value, quantity.shown),
                                       quantity.given ? "say" : "imply", amount_text(yours, quantity.shown)));
  }
  for (const std::string& withdrawn : audited.withdrawn) report.notes.push_back(withdrawn);
  for (const std::string& refusal : audited.solution.refused) report.notes.push_back(refusal);
}

}  // namespace

Report compose(const std::vector<std::unique_ptr<AuditedVariant>>& variants, Detail detail) {
  Report report;
  const AuditedVariant& first = *variants.front();
  report.title = first.scenario.title;
  report.question = first.scenario.question;
  answer_contradictions(variants, report);
  answer_claims(variants, report);
  if (report.answers.empty() || detail == Detail::everything) answer_quantities(first, report);
  for (const auto& audited : variants) {
    for (const ClaimResult& result : audited->claims) report.claims.push_back(claim_row(*audited, result));
    describe_conflicts(*audited, report);
    missing_of_claims(*audited, report);
  }
  if (detail == Detail::everything) list_parts(first, report);
  if (report.answers.empty() && report.claims.empty()) report.answers.push_back("There is nothing to judge in this scenario; `costcurve run` shows what follows from it.");
  for (const CheckResult& check : first.checks) report.checks.push_back(check_row(first, check));
  for (const auto& audited : variants)
    if (audited.get() != &first)
      for (const CheckResult& check : audited->checks)
        if (check.failed) {
          report.checks.push_back(check_row(*audited, check));
          report.checks.back().sentence = fmt::format("in {}: {}", audited->scenario.variant, report.checks.back().sentence);
        }
  list_assumptions(first, detail, report);
  note_overridden(first, report);
  if (first.beliefs) report.foot.push_back({"drawn", fmt::format("{} samples with seed {}; ± is one standard error", number_text(static_cast<double>(first.beliefs->options.samples), 9), first.beliefs->options.seed)});
  return report;
}

}  // namespace costcurve
