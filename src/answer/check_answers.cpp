#include <fmt/format.h>

#include <algorithm>

#include "answer/check_words.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

Text claim_sentence(const AuditedVariant& audited, const ClaimResult& result) {
  const Claim& claim = *result.claim;
  const Judgement& judgement = result.judgement;
  const std::string in = claim.variant.empty() ? "" : fmt::format(" in {}", claim.variant);
  if (judgement.verdict == Verdict::not_determined)
    return Text::filled("\"{}\" cannot be judged: {} is not determined.", {claim.says, Text::name(claim.of)});
  const Text value = computed_text(audited, result);
  if (holds(judgement.verdict))
    return Text::filled("\"{}\" holds: {} is {}{}.", {claim.says, subject(claim), value, in});
  if (judgement.verdict == Verdict::possible)
    return Text::filled("\"{}\" is possible: {} is {}, and its range reaches the claim.",
                        {claim.says, subject(claim), value});
  if (judgement.verdict == Verdict::off)
    return Text::filled("\"{}\" is off {}: {} is {}{}.", {claim.says, judgement.why, subject(claim), value, in});
  const std::string much =
      claim.stated.form == Stated::Form::value && !claim.stated.dimension.is_point() ? how_much(judgement) : "";
  return Text::filled("\"{}\" does not hold: {} is {}{}{}.",
                      {claim.says, subject(claim), value, in, much.empty() ? "" : fmt::format(" ({})", much)});
}

}  // namespace

void answer_claims(const Variants& variants, Lead& lead) {
  constexpr std::size_t most = 4;
  struct JudgedClaim {
    const AuditedVariant* audited;
    const ClaimResult* result;
  };
  std::vector<JudgedClaim> all;
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
    std::string summary =
        hold == judged ? fmt::format("All {} claims hold", judged) : fmt::format("{} of {} claims hold", hold, judged);
    const std::size_t fail = judged - hold - open;
    if (fail > 0) summary += fmt::format("; {} {}", fail, fail == 1 ? "does not" : "do not");
    if (open > 0) summary += fmt::format("; {} {} open", open, open == 1 ? "stays" : "stay");
    if (unexpected > 0)
      summary += fmt::format("; {} not as expected", unexpected == 1 ? "one is" : fmt::format("{} are", unexpected));
    else if (hold < judged)
      summary += ", as expected";
    summary += ".";
    lead.sentences.emplace_back(summary);
  }
  // What is not as expected first, then what fails, then the rest.
  std::stable_sort(all.begin(), all.end(), [](const JudgedClaim& a, const JudgedClaim& b) {
    const auto rank = [](const JudgedClaim& x) {
      return !x.result->as_expected ? 0 : !holds(x.result->judgement.verdict) ? 1 : 2;
    };
    return rank(a) < rank(b);
  });
  for (std::size_t i = 0; i < all.size() && i < (judged > most ? 3 : most); ++i)
    lead.sentences.push_back(claim_sentence(*all[i].audited, *all[i].result));
}

namespace {

bool rests_on_a_given(const AuditedVariant& audited, const Equation& equation) {
  const Relations& relations = *audited.scenario.relations;
  for (const NodeId side : {equation.left, equation.right})
    for (const std::size_t q : audited.solution.formulas.quantities_below(side))
      if (!givens_behind(relations, audited.solution, q).empty()) return true;
  return false;
}

}  // namespace

// What is wrong with the numbers themselves comes before what follows from them.
void answer_contradictions(const Variants& variants, Lead& lead) {
  for (const auto& audited : variants) {
    const Relations& relations = *audited->scenario.relations;
    const std::string in = audited->scenario.variant.empty() ? "" : " in " + audited->scenario.variant;
    for (const Conflict& conflict : audited->conflicts)
      lead.sentences.emplace_back(
          fmt::format("These cannot all be true{}: {}.", in, names_of(relations, conflict.givens, "")));
    for (const CheckResult& check : audited->checks) {
      const Equation& equation = check.equation;
      if (check.failed && is_limit(equation))
        lead.sentences.emplace_back(fmt::format("A limit is broken{}: {}.", in, sentence_with_part(equation)));
      if (check.failed && equation.statement == Statement::estimate)
        lead.sentences.emplace_back(
            fmt::format("An estimate is further off than it can be{}: {}.", in, sentence_with_part(equation)));
      if (check.failed && equation.statement == Statement::equal && !rests_on_a_given(*audited, equation))
        lead.sentences.emplace_back(
            fmt::format("An equation does not hold, whatever is given{}: {}.", in, equation.sentence));
    }
  }
}

std::vector<std::size_t> answered_quantities(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::size_t> wanted;
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (audited.asks_for(q) && audited.solution.knows(q)) wanted.push_back(q);
  // Nothing is asked and nothing claimed: the cost of the last part that has one is what people come for.
  for (auto part = audited.scenario.parts.rbegin(); part != audited.scenario.parts.rend() && wanted.empty(); ++part)
    for (const std::size_t q : part->quantities)
      if (last_word(relations.quantities[q].name) == "cost" && audited.solution.found[q].status == Status::derived)
        wanted.push_back(q);
  return wanted;
}

std::vector<std::size_t> headline_quantities(const AuditedVariant& audited) {
  constexpr std::size_t most = 4;
  std::vector<std::size_t> wanted = answered_quantities(audited);
  wanted.resize(std::min(wanted.size(), most));
  return wanted;
}

void answer_quantities(const AuditedVariant& audited, Lead& lead) {
  const Relations& relations = *audited.scenario.relations;
  for (const std::size_t q : headline_quantities(audited))
    lead.sentences.push_back(Text::filled(
        "{} is {}.", {Text::name(relations.quantities[q].name),
                      Text::amount(amount_text(audited.solution.found[q].value, relations.quantities[q].shown))}));
}

}  // namespace costcurve
