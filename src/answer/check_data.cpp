// What `check` and `run` come to, for programs.

#include "answer/amount_data.h"
#include "answer/cases.h"
#include "answer/check_words.h"
#include "answer/since.h"
#include "answer/tally.h"
#include "quantity/pace.h"

namespace costcurve {

namespace {

void add_belief(const Summary& belief, const ShownUnit& shown, Data& row) {
  for (const auto& [name, value] : {std::pair<const char*, double>{"p5", belief.p5},
                                    {"median", belief.median},
                                    {"p95", belief.p95},
                                    {"mean", belief.mean}})
    row.add(name, amount(value, shown));
  const bool date = shown.dimension.is_point();
  row.add("standard_error",
          Data(date || is_pace(shown) ? belief.standard_error : belief.standard_error / shown.factor));
  for (const auto& [name, value, error] :
       {std::tuple<const char*, double, double>{"p5_standard_error", belief.p5, belief.p5_error},
        {"median_standard_error", belief.median, belief.median_error},
        {"p95_standard_error", belief.p95, belief.p95_error}})
    if (!date) row.add(name, Data(error_in_unit(value, error, shown)));
  if (belief.not_finite > 0) row.add("not_finite", belief.not_finite);
}

Data quantity_data(const CheckedQuantity& quantity) {
  using Way = Origin::Way;
  const Way way = quantity.origin.way;
  const bool derived = way == Way::formula || way == Way::estimate || way == Way::together;
  Data row;
  row.add("value", amount(quantity.value, quantity.shown));
  row.add("unit", plain_unit(quantity.shown));
  row.add("status", derived ? "derived" : "given");
  if (way == Way::catalog || way == Way::by_default) row.add("rank", way == Way::catalog ? "catalog" : "default");
  row.add("low", amount(quantity.range.low, quantity.shown));
  row.add("high", amount(quantity.range.high, quantity.shown));
  if (quantity.belief) add_belief(*quantity.belief, quantity.shown, row);
  if (!quantity.layer.empty()) row.add("layer", quantity.layer);
  if (!quantity.basis.empty()) row.add("basis", quantity.basis);
  if (!quantity.origin.source.empty()) row.add("source", quantity.origin.source);
  if (!quantity.origin.retrieved.empty()) row.add("retrieved", quantity.origin.retrieved);
  return row;
}

Data quantities(const Checked& checked) {
  Data all = Data::members();
  for (const CheckedQuantity& quantity : checked.quantities)
    if (quantity.known) all.add(quantity.name, quantity_data(quantity));
  return all;
}

Data checks(const Checked& checked) {
  Data all = Data::list();
  for (const CheckedEquation& equation : checked.equations) {
    Data row;
    row.add("equation", equation.sentence);
    if (!equation.part.empty()) row.add("part", equation.part);
    row.add("verdict", std::string(verdict_word(equation.judgement.verdict)));
    row.add("ratio", Data(equation.judgement.ratio));
    row.add("failed", equation.failed);
    all.push(std::move(row));
  }
  return all;
}

void add_unless_empty(Data& row, const char* name, const std::string& text) {
  if (!text.empty()) row.add(name, text);
}

Data causes(const CheckedClaim& claim) {
  Data all = Data::list();
  for (const Cause& cause : claim.causes) all.push(cause_text(cause, claim));
  return all;
}

Data remedies(const CheckedClaim& claim) {
  Data all = Data::members();
  for (const Remedy& remedy : claim.remedies)
    all.add(remedy.name,
            Data::members({{"value", amount(remedy.value, remedy.shown)}, {"unit", plain_unit(remedy.shown)}}));
  return all;
}

Data claim_data(const CheckedClaim& claim) {
  Data row;
  row.add("says", claim.says);
  add_unless_empty(row, "id", claim.id);
  add_unless_empty(row, "of", claim.of);
  add_unless_empty(row, "than", claim.than);
  add_unless_empty(row, "in", claim.variant);
  if (claim.is_exercise()) {
    row.add("exercise", claim.judgement.verdict == Verdict::is_true    ? "right"
                        : claim.judgement.verdict == Verdict::is_false ? "wrong"
                                                                       : "open");
    return row;
  }
  if (claim.is_asked()) {
    row.add("computed",
            claim.judgement.verdict == Verdict::cited ? amount(claim.judgement.computed, claim.shown) : Data());
    row.add("unit", plain_unit(claim.shown));
    if (claim.predicted) row.add("predicted", amount(*claim.predicted, claim.shown));
    return row;
  }
  if (claim.judgement.verdict != Verdict::cited) {
    const bool determined = claim.judgement.verdict != Verdict::not_determined;
    row.add("stated", amount(claim.stated.value, claim.shown));
    row.add("computed", determined ? amount(claim.judgement.computed, claim.shown) : Data());
    if (claim.judgement.side) row.add("side", *claim.judgement.side == Statement::at_least ? "at least" : "at most");
    row.add("unit", plain_unit(claim.shown));
    row.add("ratio", determined ? Data(claim.judgement.ratio) : Data());
  }
  row.add("verdict", std::string(verdict_word(claim.judgement.verdict)));
  add_unless_empty(row, "why", claim.judgement.why);
  row.add("expected", claim.as_expected);
  if (claim.probability) {
    row.add("probability", Data(claim.probability->value));
    row.add("probability_standard_error", Data(claim.probability->standard_error));
  }
  add_unless_empty(row, "scope", scope_text(claim.layers));
  add_unless_empty(row, "source", claim.source);
  add_unless_empty(row, "fault", claim.fault);
  if (!claim.fault.empty()) row.add("fault_found", claim.finds_fault);
  if (claim.predicted) row.add("predicted", amount(*claim.predicted, claim.shown));
  row.add("would_have_to_be", remedies(claim));
  row.add("cause", causes(claim));
  return row;
}

Data contradictions(const Checked& checked) {
  Data all = Data::list();
  for (const Contradiction& contradiction : checked.contradictions) {
    Data names = Data::list();
    for (const Contradiction::Stated& given : contradiction.givens) names.push(given.name);
    all.push(std::move(names));
  }
  return all;
}

// What a claim is, and what became of it; what would have to be instead has another name in each row.
Data as_table_of_claims(Data claims) {
  return std::move(claims).as_table().with_columns(
      {"says", "of", "stated", "computed", "unit", "verdict", "expected", "fault", "cause"});
}

// How a file that was handed in comes out: one row.
Data exercises_data(const CheckedCases& cases) {
  Answered answered;
  for (const Checked& checked : cases)
    for (const CheckedClaim& claim : checked.claims)
      if (claim.is_exercise()) answered.count(claim.judgement.verdict);
  Data row;
  row.add("exercises", answered.all);
  row.add("right", answered.right);
  row.add("wrong", answered.wrong);
  row.add("mark", answered.wrong > 0 ? "wrong" : answered.right == answered.all ? "right" : "open");
  Data rows = Data::list();
  rows.push(std::move(row));
  return std::move(rows).as_table();
}

// `variant` as it is to be named, or empty; claims as gathered.
Data document_of(const std::string& file, const Checked& checked, const std::string& variant, Data claims,
                 TableOf table) {
  Data document;
  document.add("scenario", file);
  document.add("title", checked.title);
  if (!variant.empty()) document.add("variant", variant);
  Data known = quantities(checked);
  document.add("quantities", table == TableOf::quantities ? std::move(known).as_table("quantity") : std::move(known));
  document.add("checks", checks(checked));
  document.add("claims", table == TableOf::claims ? as_table_of_claims(std::move(claims)) : std::move(claims));
  if (Data all = contradictions(checked); !all.empty()) document.add("contradictions", std::move(all));
  if (!checked.not_as_handed_out.empty()) document.add("not_as_handed_out", Data(checked.not_as_handed_out));
  return document;
}

}  // namespace

Data data_of(const std::string& file, const CheckedCases& cases, const Changes* changes, TableOf table) {
  Data claims = Data::list();
  for (const Checked& checked : cases)
    for (const CheckedClaim& claim : checked.claims) claims.push(claim_data(claim));
  Data document = document_of(file, cases.front(), cases.front().variant, std::move(claims), table);
  if (table == TableOf::exercises) document.add("exercises", exercises_data(cases));
  if (changes) document.add("since", since_member(*changes));
  return document;
}

Data data_of(const std::string& file, const Checked& checked, TableOf table) {
  Data claims = Data::list();
  for (const CheckedClaim& claim : checked.claims) claims.push(claim_data(claim));
  return document_of(file, checked, column_name(checked.variant), std::move(claims),
                     table == TableOf::exercises ? TableOf::claims : table);
}

}  // namespace costcurve
