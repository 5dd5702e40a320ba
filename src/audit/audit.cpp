#include "audit/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace costcurve {

namespace {

bool is_broken(const Relations& relations, const Solution& solution, const Equation& equation) {
  const Verdict verdict = judge_equation(relations, solution, equation).verdict;
  return verdict == Verdict::contradicted || verdict == Verdict::off;
}

// A check that is flat in every given says nothing where it holds: x = x, but not 1 = 2.
bool can_fail(const Relations& relations, const Solution& solution, const Equation& equation) {
  const std::optional<Program> program = compile_difference(relations, solution, equation.left, equation.right);
  if (!program) return false;
  const std::vector<double> inputs = stated_values(*program, solution);
  const std::vector<double> slope = gradient(*program, inputs);
  double size = std::abs(value_of(solution, equation.left));
  for (std::size_t i = 0; i < slope.size(); ++i)
    if (std::abs(slope[i] * inputs[i]) > 1e-9 * size || (inputs[i] == 0 && slope[i] != 0)) return true;
  return false;
}

// An estimate leaves out some per cent, or half at worst: six FLOP per parameter and token are off by some 30 %, and by
// more only where attention over a long context outweighs the rest. Beyond what it may be off somebody mistyped a
// number.
bool may_be_the_estimate(const Judgement& judgement, double most) {
  const double ratio = std::abs(judgement.ratio);
  return judgement.computed == 0 || judgement.stated == 0 || (ratio <= most && ratio >= 1 / most);
}

struct Estimated {
  std::size_t quantity;
  std::size_t estimate;  // the equation
};

// The quantities behind the equation's sides that are estimated.
std::vector<Estimated> estimated_behind(const AuditedVariant& audited, const Equation& equation) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<Estimated> estimated;
  std::vector<std::size_t> open = quantities_of(audited.solution.formulas, equation);
  std::set<std::size_t> seen;
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    const Finding& finding = audited.solution.found[q];
    if (!seen.insert(q).second || finding.status != Status::derived) continue;
    for (const std::size_t e : equations_behind(audited.solution, finding))
      if (relations.equations[e].statement == Statement::estimate) estimated.push_back({q, e});
    for (const std::size_t below : audited.solution.formulas.quantities_below(finding.formula)) open.push_back(below);
  }
  return estimated;
}

// By how much the limit is broken.
double excess(const Solution& solution, const Equation& limit) {
  const double over = value_of(solution, limit.left) - value_of(solution, limit.right);
  return limit.statement == Statement::at_most ? over : -over;
}

// The same where one of the quantities is given as this.
double excess_with(const AuditedVariant& audited, const Equation& limit, std::size_t quantity, double value) {
  Given given;
  given.value = value;
  given.rounding = given.belief = Interval::point(value);
  return excess(solve(*audited.scenario.relations, audited.givens.with(quantity, given)), limit);
}

// An estimate excuses a broken limit only if what it leaves out would bring it nearer: full uptime can only be too
// high, and with less of it an MFU of 200 % would be more still.
bool an_estimate_excuses(const AuditedVariant& audited, const Equation& limit) {
  constexpr double step = 0.01;
  const double now = excess(audited.solution, limit);
  const auto excuses = [&](const Estimated& estimated) {
    const LeftOut& left_out = audited.scenario.relations->equations[estimated.estimate].left_out;
    const std::size_t q = estimated.quantity;
    const double value = audited.solution.found[q].value;
    const bool more = !left_out.more.empty() || left_out.empty(), less = !left_out.less.empty() || left_out.empty();
    return (more && excess_with(audited, limit, q, value * (1 + step)) < now) ||
           (less && excess_with(audited, limit, q, value * (1 - step)) < now);
  };
  const std::vector<Estimated> behind = estimated_behind(audited, limit);
  return std::any_of(behind.begin(), behind.end(), excuses);
}

// True of what the person replaced on purpose: a plain number by another, anything by a formula.
bool is_replaced(const AuditedVariant& audited, const Equation& estimate) {
  const Relations& relations = *audited.scenario.relations;
  const Node& subject = relations.graph[estimate.left];
  if (subject.operation != Operation::symbol) return false;
  const Finding& finding = audited.solution.found[subject.quantity()];
  if (finding.status == Status::derived) return !relations.equations[finding.equation].where.empty();
  return finding.status == Status::given && relations.graph.quantities_below(estimate.right).empty();
}

void run_checks(AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::size_t> failed;
  for (const std::size_t e : audited.solution.checks) {
    const Equation& equation = relations.equations[e];
    const bool tests_givens = determines(equation);
    if (tests_givens && !can_fail(relations, audited.solution, equation) &&
        !(equation.statement == Statement::equal && is_broken(relations, audited.solution, equation)))
      continue;
    CheckResult result;
    result.equation = equation;
    result.judgement = judge_equation(relations, audited.solution, equation);
    const Verdict verdict = result.judgement.verdict;
    if (equation.statement == Statement::estimate && (holds(verdict) || is_replaced(audited, equation)))
      continue;  // an estimate that is right goes without saying
    result.failed = verdict == Verdict::contradicted || verdict == Verdict::off || verdict == Verdict::is_false;
    const bool is_estimate = equation.statement == Statement::estimate;
    if (is_estimate || (is_limit(equation) && result.failed && an_estimate_excuses(audited, equation))) {
      result.failed = result.failed && !may_be_the_estimate(result.judgement, equation.left_out.most);
      if (!result.failed) result.excuse = is_estimate ? Excuse::is_estimate : Excuse::rests_on_estimate;
    }
    if (!tests_givens && verdict == Verdict::is_true && equation.where.empty())
      continue;  // a sheet's limit that is kept goes without saying
    if (equation.seldom_broken) {
      if (verdict != Verdict::is_false) continue;
      result.failed = false;
      result.excuse = Excuse::unusual;
    }
    if (result.failed && equation.statement == Statement::equal) failed.push_back(e);
    audited.checks.push_back(std::move(result));
  }
  audited.conflicts = conflicts(relations, audited.givens, audited.solution, failed, is_broken);
}

enum class Outside : std::uint8_t { no, below, above };

Outside outside_of(Domain domain, double value) {
  if (domain == Domain::any) return Outside::no;
  if (value < 0 || (domain == Domain::positive && value == 0)) return Outside::below;
  return domain == Domain::fraction && value > 1 + 1e-12 ? Outside::above : Outside::no;
}

// Domains are limits too: a share above one gives a mistake away.
void check_domains(AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  for (std::size_t q = 0; q < audited.solution.found.size(); ++q) {
    const Finding finding = audited.solution.found[q];
    const Domain domain = relations.quantities[q].domain;
    const Outside outside = outside_of(domain, finding.value);
    if (finding.status != Status::derived || outside == Outside::no) continue;
    const bool low = outside == Outside::below;
    Equation limit;
    limit.statement = low ? Statement::at_least : Statement::at_most;
    limit.left = relations.quantities[q].symbol;
    limit.right = audited.solution.formulas.constant(low ? 0 : 1, relations.quantities[q].dimension);
    limit.sentence = fmt::format("{} is {}", relations.quantities[q].name,
                                 low ? (domain == Domain::positive ? "above zero" : "not negative") : "at most 1");
    limit.part = relations.quantities[q].part;
    const bool said = std::any_of(audited.checks.begin(), audited.checks.end(), [&](const CheckResult& check) {
      const Equation& other = check.equation;
      return is_limit(other) && other.statement == limit.statement &&
             audited.solution.formulas[other.left].operation == Operation::symbol &&
             audited.solution.formulas[other.left].quantity() == q;
    });
    if (said) continue;
    CheckResult result;
    result.equation = limit;
    result.judgement = judge_equation(relations, audited.solution, limit);
    if (domain == Domain::positive && finding.value == 0) result.judgement.verdict = Verdict::is_false;
    if (result.judgement.verdict == Verdict::is_true) continue;
    result.failed = result.judgement.verdict == Verdict::is_false;
    audited.checks.push_back(std::move(result));
  }
}

bool expected(const Claim& claim, Verdict verdict) {
  if (claim.expect.empty() || claim.expect == "holds")
    return holds(verdict) || (claim.cited && verdict == Verdict::cited);
  if (claim.expect == "true") return verdict == Verdict::is_true;
  if (claim.expect == "contradicted") return verdict == Verdict::contradicted || verdict == Verdict::is_false;
  return claim.expect == verdict_word(verdict);
}

std::vector<std::string> layers_of(const AuditedVariant& audited, const Claim& claim) {
  std::vector<std::string> all;
  const auto add = [&](const std::string& word) {
    if (!word.empty() && std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
  };
  for (const std::size_t q : audited.solution.formulas.quantities_below(claim.node)) {
    for (const std::string& layer : layers_of(audited, q)) add(layer);
  }
  add(claim.layer);
  return all;
}

void judge_claim(AuditedVariant& audited, const Claim& claim) {
  ClaimResult result;
  result.claim = &claim;
  const Relations& relations = *audited.scenario.relations;
  if (claim.cited || claim.node == no_node) {
    result.judgement.verdict = Verdict::cited;
    result.as_expected = expected(claim, Verdict::cited);
    audited.claims.push_back(std::move(result));
    return;
  }
  result.judgement = judge(relations, audited.solution, claim.node, claim.stated);
  const Node& node = audited.solution.formulas[claim.node];
  result.of_given =
      node.operation == Operation::symbol && audited.solution.found[node.quantity()].status == Status::given;
  // What a scenario expects of its claims, it expects of itself, not of a variant that is looked at.
  const bool elsewhere = claim.variant != audited.scenario.variant;
  result.as_expected = elsewhere || expected(claim, result.judgement.verdict);
  result.layers = layers_of(audited, claim);
  const Verdict verdict = result.judgement.verdict;
  const bool failed = verdict == Verdict::contradicted || verdict == Verdict::is_false || verdict == Verdict::off;
  if (failed) {
    double target = claim.stated.value;
    if (claim.stated.form == Stated::Form::limits)
      target = result.judgement.computed < claim.stated.limits.low ? claim.stated.limits.low : claim.stated.limits.high;
    if (!result.of_given) result.would_have_to_be = single_changes(relations, audited.solution, claim.node, target);
    result.causes = likely_causes(audited.scenario, audited.solution, claim, result.judgement);
  }
  audited.claims.push_back(std::move(result));
}

// A part's own word, and those of the costs that flow into the quantity from other parts: a company's budget that a
// final run is part of is both, and says so.
void collect_words(const AuditedVariant& audited, std::size_t quantity, const std::string Part::*word,
                   std::set<std::size_t>& seen, std::vector<std::string>& all) {
  const Relations& relations = *audited.scenario.relations;
  if (!seen.insert(quantity).second) return;
  const Quantity& asked = relations.quantities[quantity];
  const bool is_money = asked.dimension == Dimension(Base::money);
  const Part* part = audited.scenario.part(asked.part);
  if (is_money && part && !(part->*word).empty() && std::find(all.begin(), all.end(), part->*word) == all.end())
    all.push_back(part->*word);
  const Finding& finding = audited.solution.found[quantity];
  if (finding.status != Status::derived) return;
  for (const std::size_t below : audited.solution.formulas.quantities_below(finding.formula))
    collect_words(audited, below, word, seen, all);
}

std::vector<std::string> words_of(const AuditedVariant& audited, std::size_t quantity, const std::string Part::*word) {
  std::set<std::size_t> seen;
  std::vector<std::string> all;
  collect_words(audited, quantity, word, seen, all);
  return all;
}

}  // namespace

namespace {

// The facts of the catalog and the defaults that an equation rests on.
std::vector<std::size_t> offers_behind(const AuditedVariant& audited, const Equation& equation) {
  std::vector<std::size_t> offers;
  for (const std::size_t q : quantities_of(audited.solution.formulas, equation))
    for (const std::size_t given : givens_behind(*audited.scenario.relations, audited.solution, q))
      if (audited.solution.found[given].given->rank != Rank::scenario) offers.push_back(given);
  return offers;
}

bool breaks(const Relations& relations, const Solution& solution, std::size_t equation) {
  return relations.equations[equation].statement == Statement::equal &&
         std::find(solution.checks.begin(), solution.checks.end(), equation) != solution.checks.end() &&
         is_broken(relations, solution, relations.equations[equation]);
}

// A fact of the catalog or a default behind an equation that is broken, and would not be without them.
std::optional<std::size_t> contradicting_offer(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  for (const std::size_t e : audited.solution.checks) {
    if (!breaks(relations, audited.solution, e)) continue;
    const std::vector<std::size_t> offers = offers_behind(audited, relations.equations[e]);
    if (offers.empty()) continue;
    Givens without = audited.givens;
    for (const std::size_t q : offers) without = without.without_offer(q, audited.solution.found[q].given);
    if (!breaks(relations, solve(relations, without), e)) return offers.back();
  }
  return std::nullopt;
}

// The limits that a solution breaks and the quantities that it puts outside of their domains, in numbers that say
// which.
std::set<std::size_t> broken_limits(const Relations& relations, const Solution& solution) {
  std::set<std::size_t> broken;
  for (const std::size_t e : solution.checks)
    if (is_limit(relations.equations[e]) &&
        judge_equation(relations, solution, relations.equations[e]).verdict == Verdict::is_false)
      broken.insert(e);
  for (std::size_t q = 0; q < solution.found.size(); ++q)
    if (solution.found[q].status == Status::derived &&
        outside_of(relations.quantities[q].domain, solution.found[q].value) != Outside::no)
      broken.insert(relations.equations.size() + q);
  return broken;
}

bool breaks_an_equation(const Relations& relations, const Solution& solution) {
  return std::any_of(solution.checks.begin(), solution.checks.end(), [&](std::size_t e) {
    return relations.equations[e].statement == Statement::equal &&
           is_broken(relations, solution, relations.equations[e]);
  });
}

// A default without which fewer limits are broken, and none that was not: the givens fit together, it does not fit
// them. Where they break a limit by themselves, it stays.
std::optional<std::size_t> default_beyond_a_limit(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  const std::set<std::size_t> broken = broken_limits(relations, audited.solution);
  if (broken.empty()) return std::nullopt;
  std::map<std::string, std::size_t> defaults;
  for (std::size_t q = 0; q < audited.solution.found.size(); ++q)
    if (const Finding& finding = audited.solution.found[q];
        finding.status == Status::given && finding.given->rank == Rank::fallback)
      defaults[relations.quantities[q].name] = q;
  for (const auto& [name, q] : defaults) {
    const Solution without = solve(relations, audited.givens.without_offer(q, audited.solution.found[q].given));
    const std::set<std::size_t> still_broken = broken_limits(relations, without);
    if (still_broken.size() < broken.size() && !breaks_an_equation(relations, without) &&
        std::includes(broken.begin(), broken.end(), still_broken.begin(), still_broken.end()))
      return q;
  }
  return std::nullopt;
}

// A catalog fact or a default never contradicts a given: where a check fails that rests on one, the fact is withdrawn
// and noted, and the rest worked out without it. Each round leaves one offer fewer.
void solve_without_contradicting_offers(AuditedVariant& audited) {
  for (;;) {
    audited.solution = solve(*audited.scenario.relations, audited.givens);
    std::optional<std::size_t> offending = contradicting_offer(audited);
    if (!offending) offending = default_beyond_a_limit(audited);
    if (!offending) return;
    audited.withdrawn.push_back({*offending, audited.solution.found[*offending].given});
    audited.givens = audited.givens.without_offer(*offending, audited.withdrawn.back().offer);
  }
}

}  // namespace

bool AuditedVariant::as_expected() const {
  return conflicts.empty() &&
         std::none_of(checks.begin(), checks.end(), [](const CheckResult& check) { return check.failed; }) &&
         std::all_of(claims.begin(), claims.end(), [](const ClaimResult& claim) { return claim.as_expected; });
}

std::unique_ptr<AuditedVariant> audit(std::shared_ptr<const Scenario> scenario, const Givens& givens, Judged judged) {
  auto audited = std::make_unique<AuditedVariant>(std::move(scenario), givens);
  solve_without_contradicting_offers(*audited);
  run_checks(*audited);
  check_domains(*audited);
  if (judged == Judged::no_claims) return audited;
  for (const Claim& claim : audited->scenario.claims)
    if (claim.variant == audited->scenario.variant || judged == Judged::every_claim ||
        (claim.variant.empty() && judged == Judged::general_claims_too))
      judge_claim(*audited, claim);
  return audited;
}

std::unique_ptr<AuditedVariant> audit(Scenario scenario, Judged judged) {
  const auto shared = std::make_shared<const Scenario>(std::move(scenario));
  return audit(shared, shared->givens, judged);
}

std::vector<std::string> layers_of(const AuditedVariant& audited, std::size_t quantity) {
  return words_of(audited, quantity, &Part::layer);
}
std::vector<std::string> bases_of(const AuditedVariant& audited, std::size_t quantity) {
  return words_of(audited, quantity, &Part::basis);
}

}  // namespace costcurve
