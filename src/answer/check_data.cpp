// What `check` and `run` come to, for programs.

#include "answer/amount_data.h"
#include "answer/check_words.h"
#include "answer/side_by_side.h"
#include "answer/since.h"
#include "quantity/pace.h"

namespace costcurve {

namespace {

Data quantities(const AuditedVariant& audited) {
  Data all = Data::members();
  const Relations& relations = *audited.scenario.relations;
  for (std::size_t q = 0; q < relations.quantities.size(); ++q) {
    const Quantity& quantity = relations.quantities[q];
    const Finding& finding = audited.solution.found[q];
    if (quantity.inner || finding.status == Status::unknown) continue;
    Data row;
    row.add("value", amount(finding.value, quantity.shown, quantity.dimension));
    row.add("unit", plain_unit(quantity.shown, quantity.dimension));
    row.add("status", finding.status == Status::given ? "given" : "derived");
    if (finding.status == Status::given && finding.given->rank != Rank::scenario)
      row.add("rank", finding.given->rank == Rank::catalog ? "catalog" : "default");
    const std::optional<Program> program = compile(relations, audited.solution, {quantity.symbol});
    Interval range = Interval::point(finding.value);
    if (program) range = bounds(*program, belief_box(*program, audited.solution)).range;
    row.add("low", amount(range.low, quantity.shown, quantity.dimension));
    row.add("high", amount(range.high, quantity.shown, quantity.dimension));
    if (const Summary* belief = belief_of(audited, q)) {
      for (const auto& [name, value] : {std::pair<const char*, double>{"p5", belief->p5},
                                        {"median", belief->median},
                                        {"p95", belief->p95},
                                        {"mean", belief->mean}})
        row.add(name, amount(value, quantity.shown, quantity.dimension));
      row.add("standard_error", Data(quantity.dimension.is_point() || is_pace(quantity.shown)
                                         ? belief->standard_error
                                         : belief->standard_error / quantity.shown.factor));
      if (!quantity.dimension.is_point())
        for (const auto& [name, value, error] :
             {std::tuple<const char*, double, double>{"p5_standard_error", belief->p5, belief->p5_error},
              {"median_standard_error", belief->median, belief->median_error},
              {"p95_standard_error", belief->p95, belief->p95_error}})
          row.add(name, Data(error_in_unit(value, error, quantity.shown)));
      if (belief->not_finite > 0) row.add("not_finite", belief->not_finite);
    }
    if (quantity.dimension == Dimension(Base::money)) {
      if (const std::string layer = scope_text(layers_of(audited, q)); !layer.empty()) row.add("layer", layer);
      if (const std::string basis = scope_text(bases_of(audited, q)); !basis.empty()) row.add("basis", basis);
    }
    if (finding.status == Status::given && !finding.given->source.empty()) row.add("source", finding.given->source);
    all.add(quantity.name, std::move(row));
  }
  return all;
}

Data checks(const AuditedVariant& audited) {
  Data all = Data::list();
  for (const CheckResult& check : audited.checks) {
    const Equation& equation = check.equation;
    Data row;
    row.add("equation", equation.sentence);
    if (!equation.part.empty()) row.add("part", equation.part);
    row.add("verdict", std::string(verdict_word(check.judgement.verdict)));
    row.add("ratio", Data(check.judgement.ratio));
    row.add("failed", check.failed);
    all.push(std::move(row));
  }
  return all;
}

Data claim(const AuditedVariant& audited, const ClaimResult& result) {
  const Claim& stated = *result.claim;
  const Relations& relations = *audited.scenario.relations;
  Data row;
  row.add("says", stated.says);
  if (!stated.id.empty()) row.add("id", stated.id);
  if (!stated.of.empty()) row.add("of", stated.of);
  if (!stated.than.empty()) row.add("than", stated.than);
  if (!stated.variant.empty()) row.add("in", stated.variant);
  if (result.judgement.verdict != Verdict::cited) {
    const ShownUnit unit = shown_unit(audited.scenario, stated);
    const Dimension dimension = audited.solution.formulas[stated.node].dimension;
    row.add("stated", amount(stated.stated.value, unit, dimension));
    const bool determined = result.judgement.verdict != Verdict::not_determined;
    row.add("computed", determined ? amount(result.judgement.computed, unit, dimension) : Data());
    row.add("unit", plain_unit(unit, dimension));
    row.add("ratio", determined ? Data(result.judgement.ratio) : Data());
  }
  row.add("verdict", std::string(verdict_word(result.judgement.verdict)));
  if (!result.judgement.why.empty()) row.add("why", result.judgement.why);
  row.add("expected", result.as_expected);
  if (audited.beliefs)
    if (const auto chance = audited.beliefs->probability.find(&stated); chance != audited.beliefs->probability.end()) {
      row.add("probability", Data(chance->second.value));
      row.add("probability_standard_error", Data(chance->second.standard_error));
    }
  if (!result.scope.empty()) row.add("scope", result.scope);
  if (!stated.source.empty()) row.add("source", stated.source);
  if (!stated.fault.empty()) row.add("fault", stated.fault);
  Data would = Data::members();
  for (const WouldBe& change : result.would_have_to_be) {
    const Quantity& quantity = relations.quantities[change.quantity];
    would.add(quantity.name, Data::members({{"value", amount(change.value, quantity.shown, quantity.dimension)},
                                            {"unit", plain_unit(quantity.shown, quantity.dimension)}}));
  }
  row.add("would_have_to_be", std::move(would));
  row.add("cause", result.causes);
  return row;
}

Data contradictions(const AuditedVariant& audited) {
  Data all = Data::list();
  for (const Conflict& conflict : audited.conflicts) {
    Data names = Data::list();
    for (const std::size_t q : conflict.givens) names.push(audited.scenario.relations->quantities[q].name);
    all.push(std::move(names));
  }
  return all;
}

// `variant` as it is to be named, or empty; claims as gathered.
Data document_of(const std::string& file, const AuditedVariant& audited, const std::string& variant, Data claims) {
  Data document;
  document.add("scenario", file);
  document.add("title", audited.scenario.title);
  if (!variant.empty()) document.add("variant", variant);
  document.add("quantities", quantities(audited).as_table("quantity"));
  document.add("checks", checks(audited));
  document.add("claims", std::move(claims));
  if (Data all = contradictions(audited); !all.empty()) document.add("contradictions", std::move(all));
  return document;
}

}  // namespace

Data data_of(const std::string& file, const std::vector<std::unique_ptr<AuditedVariant>>& variants,
             const Changes* changes) {
  Data claims = Data::list();
  for (const auto& audited : variants)
    for (const ClaimResult& result : audited->claims) claims.push(claim(*audited, result));
  Data document = document_of(file, *variants.front(), variants.front()->scenario.variant, std::move(claims));
  if (changes) document.add("since", since_member(*changes, variants));
  return document;
}

Data data_of(const std::string& file, const AuditedVariant& audited) {
  Data claims = Data::list();
  for (const ClaimResult& result : audited.claims) claims.push(claim(audited, result));
  return document_of(file, audited, column_name(audited), std::move(claims));
}

}  // namespace costcurve
