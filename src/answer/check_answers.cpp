#include <fmt/format.h>

#include <algorithm>

#include "answer/check_words.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

Text claim_sentence(const CheckedClaim& claim) {
  const Judgement& judgement = claim.judgement;
  const std::string in = claim.variant.empty() ? "" : fmt::format(" in {}", claim.variant);
  if (judgement.verdict == Verdict::not_determined && claim.open.empty() && !judgement.why.empty())
    return Text::filled("\"{}\" cannot be judged: {} has no finite value.", {claim.says, subject(claim)});
  if (judgement.verdict == Verdict::not_determined)
    return Text::filled("\"{}\" cannot be judged: {} is not determined.",
                        {claim.says, Text::name(claim.open.empty() ? claim.of : claim.open)});
  const Text value = computed_text(claim, "at least ", "at most ");
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

// How many of them come out how.
struct Tally {
  std::size_t judged = 0, hold = 0, open = 0, unexpected = 0;

  void count(const CheckedClaim& claim) {
    unexpected += claim.as_expected ? 0 : 1;
    if (claim.judgement.verdict == Verdict::cited) return;
    ++judged;
    hold += holds(claim.judgement.verdict) ? 1 : 0;
    open += mark_of(claim.judgement.verdict) == Mark::open ? 1 : 0;
  }
  std::string sentence() const {
    std::string text =
        hold == judged ? fmt::format("All {} claims hold", judged) : fmt::format("{} of {} claims hold", hold, judged);
    const std::size_t fail = judged - hold - open;
    if (fail > 0) text += fmt::format("; {} {}", fail, fail == 1 ? "does not" : "do not");
    if (open > 0) text += fmt::format("; {} {} open", open, open == 1 ? "stays" : "stay");
    if (unexpected > 0)
      text += fmt::format("; {} not as expected", unexpected == 1 ? "one is" : fmt::format("{} are", unexpected));
    else if (hold < judged)
      text += ", as expected";
    return text + ".";
  }
};

}  // namespace

void answer_claims(const CheckedCases& cases, Lead& lead) {
  constexpr std::size_t most = 4;
  std::vector<const CheckedClaim*> judged;
  Tally tally;
  for (const Checked& checked : cases)
    for (const CheckedClaim& claim : checked.claims) {
      // Looked at in a variant, the scenario's general claims are shown and not judged: they are about something else.
      if (claim.elsewhere) continue;
      tally.count(claim);
      if (claim.judgement.verdict != Verdict::cited) judged.push_back(&claim);
    }
  if (tally.judged > most) lead.sentences.emplace_back(tally.sentence());
  // What is not as expected first, then what fails, then the rest.
  std::stable_sort(judged.begin(), judged.end(), [](const CheckedClaim* a, const CheckedClaim* b) {
    const auto rank = [](const CheckedClaim& claim) {
      return !claim.as_expected ? 0 : !holds(claim.judgement.verdict) ? 1 : 2;
    };
    return rank(*a) < rank(*b);
  });
  for (std::size_t i = 0; i < judged.size() && i < (tally.judged > most ? 3 : most); ++i)
    lead.sentences.push_back(claim_sentence(*judged[i]));
}

// What is wrong with the numbers themselves comes before what follows from them.
void answer_contradictions(const CheckedCases& cases, Lead& lead) {
  for (const Checked& checked : cases) {
    const std::string in = checked.variant.empty() ? "" : " in " + checked.variant;
    const auto add = [&](const char* what, const std::string& sentence) {
      lead.sentences.emplace_back(fmt::format("{}{}: {}.", what, in, sentence));
    };
    for (const Contradiction& contradiction : checked.contradictions) {
      std::vector<std::string> names;
      for (const Contradiction::Stated& given : contradiction.givens) names.push_back(given.name);
      if (contradiction.defined_twice.empty())
        add("These cannot all be true", listed(names));
      else
        add("Two definitions differ", contradiction.defined_twice);
    }
    for (const CheckedEquation& equation : checked.equations) {
      if (!equation.failed) continue;
      if (equation.statement == Statement::estimate)
        add("An estimate is further off than it can be", equation.with_part);
      else if (equation.statement != Statement::equal)
        add("A limit is broken", equation.with_part);
      else if (!equation.rests_on_a_given)
        add("An equation does not hold, whatever is given", equation.sentence);
    }
  }
}

void answer_quantities(const Checked& checked, Lead& lead) {
  for (const std::string& name : checked.headlines) {
    const CheckedQuantity& quantity = *checked.quantity(name);
    lead.sentences.push_back(
        Text::filled("{} is {}.", {Text::name(name), Text::amount(amount_text(quantity.value, quantity.shown))}));
  }
}

}  // namespace costcurve
