// What `check` and `run` come to, as JSON.

#include "answer/compose.h"
#include "answer/json_values.h"
#include "answer/variants.h"

namespace costcurve {

namespace {

Json quantities(const AuditedVariant& audited) {
  Json all = Json::object();
  const Problem& problem = audited.scenario.problem;
  for (std::size_t q = 0; q < problem.quantities.size(); ++q) {
    const Quantity& quantity = problem.quantities[q];
    const Finding& finding = audited.solution.found[q];
    if (quantity.inner || finding.status == Status::unknown) continue;
    Json one;
    one["value"] = amount(finding.value, quantity.shown, quantity.dimension);
    one["unit"] = plain_unit(quantity.shown, quantity.dimension);
    one["status"] = finding.status == Status::given ? "given" : "derived";
    if (finding.status == Status::given && finding.given->rank != Rank::scenario)
      one["rank"] = finding.given->rank == Rank::catalog ? "catalog" : "default";
    const std::optional<Program> program = compile(problem, audited.solution, {quantity.symbol});
    Interval range = Interval::point(finding.value);
    if (program) range = bounds(*program, belief_box(*program, audited.solution)).range;
    one["low"] = amount(range.low, quantity.shown, quantity.dimension);
    one["high"] = amount(range.high, quantity.shown, quantity.dimension);
    if (const Summary* belief = belief_of(audited, q)) {
      for (const auto& [name, value] : {std::pair<const char*, double>{"p5", belief->p5},
                                        {"median", belief->median},
                                        {"p95", belief->p95},
                                        {"mean", belief->mean}})
        one[name] = amount(value, quantity.shown, quantity.dimension);
      one["standard_error"] = number(quantity.dimension.is_point() || quantity.dimension.is_pace()
                                         ? belief->standard_error
                                         : belief->standard_error / quantity.shown.factor);
      if (!quantity.dimension.is_point())
        for (const auto& [name, value, error] :
             {std::tuple<const char*, double, double>{"p5_standard_error", belief->p5, belief->p5_error},
              {"median_standard_error", belief->median, belief->median_error},
              {"p95_standard_error", belief->p95, belief->p95_error}})
          one[name] = number(error_in_unit(value, error, quantity.shown));
      if (belief->not_finite > 0) one["not_finite"] = belief->not_finite;
    }
    if (quantity.dimension == Dimension(Base::money)) {
      if (const std::string layer = scope_text(layers_of(audited, q)); !layer.empty()) one["layer"] = layer;
      if (const std::string basis = scope_text(bases_of(audited, q)); !basis.empty()) one["basis"] = basis;
    }
    if (finding.status == Status::given && !finding.given->source.empty()) one["source"] = finding.given->source;
    all[quantity.name] = std::move(one);
  }
  return all;
}

Json checks(const AuditedVariant& audited) {
  Json all = Json::array();
  for (const CheckResult& check : audited.checks) {
    const Equation& equation = audited.scenario.problem.equations[check.equation];
    Json one;
    one["equation"] = equation.sentence;
    if (!equation.part.empty()) one["part"] = equation.part;
    one["verdict"] = std::string(verdict_word(check.judgement.verdict));
    one["ratio"] = number(check.judgement.ratio);
    one["failed"] = check.failed;
    all.push_back(std::move(one));
  }
  return all;
}

Json claim(const AuditedVariant& audited, const ClaimResult& result) {
  const Claim& stated = *result.claim;
  const Problem& problem = audited.scenario.problem;
  Json one;
  one["says"] = stated.says;
  if (!stated.id.empty()) one["id"] = stated.id;
  if (!stated.of.empty()) one["of"] = stated.of;
  if (!stated.than.empty()) one["than"] = stated.than;
  if (!stated.variant.empty()) one["in"] = stated.variant;
  if (result.judgement.verdict != Verdict::cited) {
    const ShownUnit unit = shown_unit(audited.scenario, stated);
    const Dimension dimension = problem.graph[stated.node].dimension;
    one["stated"] = amount(stated.stated.value, unit, dimension);
    const bool determined = result.judgement.verdict != Verdict::not_determined;
    one["computed"] = determined ? amount(result.judgement.computed, unit, dimension) : Json(nullptr);
    one["unit"] = plain_unit(unit, dimension);
    one["ratio"] = determined ? number(result.judgement.ratio) : Json(nullptr);
  }
  one["verdict"] = std::string(verdict_word(result.judgement.verdict));
  if (!result.judgement.why.empty()) one["why"] = result.judgement.why;
  one["expected"] = result.as_expected;
  if (audited.beliefs)
    if (const auto chance = audited.beliefs->probability.find(&stated); chance != audited.beliefs->probability.end()) {
      one["probability"] = number(chance->second.value);
      one["probability_standard_error"] = number(chance->second.standard_error);
    }
  if (!result.scope.empty()) one["scope"] = result.scope;
  if (!stated.source.empty()) one["source"] = stated.source;
  if (!stated.fault.empty()) one["fault"] = stated.fault;
  Json would = Json::object();
  for (const WouldBe& change : result.would_have_to_be) {
    const Quantity& quantity = problem.quantities[change.quantity];
    would[quantity.name] = {{"value", amount(change.value, quantity.shown, quantity.dimension)},
                            {"unit", plain_unit(quantity.shown, quantity.dimension)}};
  }
  one["would_have_to_be"] = std::move(would);
  one["cause"] = result.causes;
  return one;
}

Json contradictions(const AuditedVariant& audited) {
  Json all = Json::array();
  for (const Conflict& conflict : audited.conflicts) {
    Json names = Json::array();
    for (const std::size_t q : conflict.givens) names.push_back(audited.scenario.problem.quantities[q].name);
    all.push_back(std::move(names));
  }
  return all;
}

// `variant` as it is to be named, or empty; claims as gathered.
Json document_of(const std::string& file, const AuditedVariant& audited, const std::string& variant, Json claims) {
  Json document;
  document["scenario"] = file;
  document["title"] = audited.scenario.title;
  if (!variant.empty()) document["variant"] = variant;
  document["quantities"] = quantities(audited);
  document["checks"] = checks(audited);
  document["claims"] = std::move(claims);
  if (Json all = contradictions(audited); !all.empty()) document["contradictions"] = std::move(all);
  return document;
}

}  // namespace

std::string to_json(const std::string& file, const std::vector<std::unique_ptr<AuditedVariant>>& variants,
                    const Changes* changes) {
  Json claims = Json::array();
  for (const auto& audited : variants)
    for (const ClaimResult& result : audited->claims) claims.push_back(claim(*audited, result));
  Json document = document_of(file, *variants.front(), variants.front()->scenario.variant, std::move(claims));
  if (changes) document["since"] = since_member(*changes, variants);
  return document_text(document);
}

std::string to_json(const std::string& file, const AuditedVariant& audited) {
  Json claims = Json::array();
  for (const ClaimResult& result : audited.claims) claims.push_back(claim(audited, result));
  return document_text(document_of(file, audited, column_name(audited), std::move(claims)));
}

}  // namespace costcurve
