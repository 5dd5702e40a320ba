#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/check_words.h"
#include "answer/compared_lines.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// " (90 %: 16.8 to 26.2; 61 % of it)"; nothing where there is nothing to add.
std::string listed_aside(const std::vector<std::string>& remarks) {
  std::string text;
  for (const std::string& remark : remarks)
    if (!remark.empty()) text += (text.empty() ? " (" : "; ") + remark;
  return text.empty() ? text : text + ")";
}

Text claim_sentence(const CheckedClaim& claim) {
  const Judgement& judgement = claim.judgement;
  const std::string in = claim.variant.empty() ? "" : fmt::format(" in {}", claim.variant);
  if (judgement.verdict == Verdict::not_determined && claim.open.empty() && !judgement.why.empty())
    return Text::filled("\"{}\" cannot be judged: {} has no finite value.", {claim.says, subject(claim)});
  if (judgement.verdict == Verdict::not_determined)
    return Text::filled("\"{}\" cannot be judged: {} is not determined.",
                        {claim.says, Text::name(claim.open.empty() ? claim.of : claim.open)});
  const std::optional<RangedText> ranged = ranged_text(claim);
  const Text alone = computed_text(claim, "at least ", "at most "),
             value = alone + (ranged ? fmt::format(" (90 %: {})", ranged->range) : std::string());
  if (holds(judgement.verdict))
    return Text::filled("\"{}\" holds: {} is {}{}.", {claim.says, subject(claim), value, in});
  if (judgement.verdict == Verdict::possible) {
    const std::optional<Likelihood> likelihood = likelihood_of(claim);
    const Interval& digits = judgement.rounding.range;
    const bool is_by_digits = !likelihood && judgement.has_rounding && digits.is_finite();
    return Text::filled(
        "\"{}\" is {}: {} is {}{}, and {}.",
        {claim.says, likelihood && likelihood->is_plausible ? "plausible" : "possible", subject(claim), value,
         is_by_digits ? fmt::format(" ({} by rounding)", range_compared(claim, digits.low, digits.high))
                      : std::string(),
         likelihood ? likelihood->words : "its range reaches the claim"});
  }
  if (judgement.verdict == Verdict::off)
    return Text::filled("\"{}\" is off {}: {} is {}{}.", {claim.says, judgement.why, subject(claim), value, in});
  const std::string much =
      claim.stated.form == Stated::Form::value && !claim.stated.dimension.is_point() ? how_much(judgement) : "";
  const std::string aside = listed_aside({ranged ? "90 %: " + ranged->range : "", much});
  return Text::filled("\"{}\" does not hold: {} is {}{}{}.", {claim.says, subject(claim), alone, aside, in});
}

// How many of them come out how.
struct VerdictTally {
  std::size_t judged = 0, hold = 0, open = 0, unexpected = 0;
  bool foreseen = true;  // of each that does not hold the file says so

  void count(const CheckedClaim& claim) {
    unexpected += claim.as_expected || claim.expect.empty() ? 0 : 1;
    foreseen = foreseen && claim.as_expected;
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
    else if (hold < judged && foreseen)
      text += ", as expected";
    return text + ".";
  }
};

}  // namespace

void answer_claims(const CheckedCases& cases, Lead& lead, Telling telling) {
  constexpr std::size_t most = 4;
  std::vector<const CheckedClaim*> judged;
  VerdictTally tally;
  for (const Checked& checked : cases)
    for (const CheckedClaim& claim : checked.claims) {
      // Looked at in a variant, the scenario's general claims are shown and not judged: they are about something else.
      if (claim.elsewhere || claim.is_asked()) continue;
      tally.count(claim);
      if (claim.judgement.verdict != Verdict::cited) judged.push_back(&claim);
    }
  if (tally.judged > most) lead.sentences.emplace_back(tally.sentence());
  // What is not as expected first, then what fails, then the rest.
  sort_stably(judged, [](const CheckedClaim* a, const CheckedClaim* b) {
    const auto rank = [](const CheckedClaim& claim) {
      return !claim.as_expected ? 0 : !holds(claim.judgement.verdict) ? 1 : 2;
    };
    return rank(*a) < rank(*b);
  });
  // Of many, those below that do not hold stand first: here only what nobody expects is said.
  const bool only_unexpected = tally.judged > most && telling == Telling::folded;
  for (std::size_t i = 0; i < judged.size() && i < (tally.judged > most ? 3 : most); ++i)
    if (!only_unexpected || !judged[i]->as_expected) lead.sentences.push_back(claim_sentence(*judged[i]));
  if (std::string exercises = exercises_sentence(cases); !exercises.empty())
    lead.sentences.emplace_back(std::move(exercises));
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

namespace {

// As many digits as the range that is known of it bears out.
int digits_borne_out(double value, const Interval& range) {
  constexpr int fewest = 3, most = 6;
  const double width = (range.high - range.low) / 2;
  if (!(width > 1e-11 * std::abs(value)) || !std::isfinite(width) || value == 0) return most;
  return std::clamp(static_cast<int>(std::ceil(std::log10(std::abs(value) / width))), fewest, most);
}

// "$21.6 M (90 %: 17.2 to 27.6)"
std::string answer_text(const CheckedQuantity& quantity) {
  const auto with = [&](const char* what, const Interval& range) {
    const RangedText text = ranged_text(quantity.value, range.low, range.high, quantity.shown);
    return fmt::format("{} ({}{})", text.value, what, text.range);
  };
  if (quantity.belief && quantity.belief->p5 < quantity.belief->p95)
    return with("90 %: ", {quantity.belief->p5, quantity.belief->p95});
  if (quantity.stated) return with(quantity.is_hard ? "" : "90 %: ", *quantity.stated);
  return amount_text(quantity.value, quantity.shown, digits_borne_out(quantity.value, quantity.rounding.range));
}

std::vector<const CheckedQuantity*> answers_known(const Checked& checked) {
  std::vector<const CheckedQuantity*> known;
  for (const std::string& name : checked.headlines)
    if (const CheckedQuantity* quantity = checked.quantity(name); quantity && quantity->known)
      known.push_back(quantity);
  return known;
}

// Two sums of money are compared: "own.cost is 36 % less than rent.cost."
std::string comparison(const CheckedQuantity& a, const CheckedQuantity& b) {
  const bool alike = a.shown.dimension == b.shown.dimension && last_word(a.name) == last_word(b.name);
  const bool is_money = a.shown.dimension.twelfths(static_cast<int>(Base::money)) > 0;
  if (!alike || !is_money || !(a.value > 0) || !(b.value > 0) || a.value == b.value) return {};
  const bool first = a.value < b.value;
  const CheckedQuantity &less = first ? a : b, &more = first ? b : a;
  constexpr double worth_a_factor = 2;
  const double times = more.value / less.value;
  const Interval of_less = less.reach().value_or(Interval::point(less.value)),
                 of_more = more.reach().value_or(Interval::point(more.value));
  const char* open = of_less.high >= of_more.low ? ", as they stand: their ranges overlap" : "";
  return times >= worth_a_factor
             ? fmt::format("{} is {} times {}{}.", more.name, number_text(times, 3), less.name, open)
             : fmt::format("{} is {} less than {}{}.", less.name, percent_text(1 - less.value / more.value, 2),
                           more.name, open);
}

}  // namespace

namespace {

std::string others(const std::vector<const CheckedQuantity*>& known, std::size_t from) {
  std::vector<std::string> names;
  for (std::size_t i = from; i < known.size(); ++i) names.push_back(known[i]->name);
  return listed_some(names);
}

}  // namespace

namespace {

Text answer_of(const CheckedQuantity& quantity, const Checked& checked) {
  const auto among = checked.among_listed.find(quantity.name);
  return Text::filled("{} is {}{}", {Text::name(quantity.name), Text::amount(answer_text(quantity)),
                                     among == checked.among_listed.end() ? "" : ": " + among->second});
}

}  // namespace

void answer_quantities(const Checked& checked, Lead& lead) {
  constexpr std::size_t most = 6;
  std::vector<const CheckedQuantity*> known = answers_known(checked);
  for (const ComparedLines& kind : answers_of_a_kind(checked)) {
    const std::string spread = spread_sentence(kind.quantities.front(), kind.lines, 0);
    if (spread.empty()) continue;
    lead.sentences.emplace_back(spread);
    std::erase_if(known, [&](const CheckedQuantity* quantity) {
      return std::any_of(kind.lines.begin(), kind.lines.end(),
                         [&](const ComparedLines::Line& line) { return line.cells.front() == quantity; });
    });
  }
  std::vector<Text> answers;
  for (std::size_t i = 0; i < known.size() && i < most; ++i) answers.push_back(answer_of(*known[i], checked));
  if (!answers.empty()) lead.sentences.push_back(Text::joined(answers, "; ") + ".");
  if (known.size() > most) lead.below.push_back({"also worked out", others(known, most), Tone::dim});
  if (known.size() == 2 && checked.compares)
    if (const std::string compared = comparison(*known[0], *known[1]); !compared.empty())
      lead.sentences.emplace_back(compared);
}

}  // namespace costcurve
