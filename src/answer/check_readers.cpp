// What a reader thought beforehand, and what they answered.

#include <fmt/format.h>

#include <cmath>

#include "answer/check_words.h"
#include "answer/tally.h"
#include "quantity/print.h"
#include "text/seal.h"

namespace costcurve {

namespace {

// "2.3 % too low", "3.6 times too high"; nothing of what has no ratio.
std::string how_far(double predicted, double computed) {
  if (!(predicted > 0) || !(computed > 0))
    return predicted == computed ? "right" : predicted < computed ? "too low" : "too high";
  constexpr double as_good_as_right = 0.01, told_as_times = 2;
  const double ratio = predicted / computed, times = std::max(ratio, 1 / ratio);
  if (times < 1 + as_good_as_right) return "right";
  const char* way = ratio < 1 ? "low" : "high";
  return times < told_as_times ? fmt::format("{} too {}", percent_text(std::abs(ratio - 1), 2), way)
                               : fmt::format("{} times too {}", number_text(times, 2), way);
}

Answered answered(const CheckedCases& cases) {
  Answered count;
  for (const Checked& checked : cases)
    for (const CheckedClaim& claim : checked.claims)
      if (claim.is_exercise() && claim.sealed != "?") count.count(claim.judgement.verdict);
  return count;
}

}  // namespace

std::string prediction_text(const CheckedClaim& claim) {
  if (claim.predict.empty()) return {};
  if (!claim.predicted) return "no prediction yet: write one in place of predict = \"?\"";
  const bool is_known = claim.judgement.verdict != Verdict::not_determined;
  const std::string far = is_known ? how_far(*claim.predicted, claim.judgement.computed) : "";
  return fmt::format("predicted {}{}", claim.predict, far.empty() ? "" : ": " + far);
}

Items::Item question_item(const CheckedClaim& claim) {
  Items::Item item;
  item.mark = mark_of(claim.judgement.verdict);
  item.says = claim.says;
  const Text value =
      Text::filled("{} = {}", {subject(claim), Text::amount(amount_text(claim.judgement.computed, claim.shown))});
  switch (claim.judgement.verdict) {
    case Verdict::is_true: item.evidence = value + ": right"; break;
    case Verdict::is_false:
      item.evidence = value + ": " + (claim.judgement.why.empty() ? "not it" : claim.judgement.why);
      break;
    case Verdict::cited: item.evidence = value; break;
    default: item.evidence = Text::filled("no answer yet: give {}", {Text::name(claim.of)});
  }
  if (claim.sealed == "?" && claim.judgement.verdict == Verdict::cited)
    item.details.emplace_back(
        fmt::format("sealed = \"{}\"", seal_of(claim.judgement.computed, in_words(claim.shown.dimension), claim.says)));
  if (const std::string guess = prediction_text(claim); !guess.empty()) item.details.emplace_back(guess);
  if (!claim.note.empty() && claim.judgement.verdict != Verdict::is_true) item.details.emplace_back(claim.note);
  return item;
}

std::string exercises_sentence(const CheckedCases& cases) {
  const Answered count = answered(cases);
  if (count.all == 0) return {};
  if (count.all == 1)
    return count.right == 1   ? "The exercise is solved."
           : count.wrong == 1 ? "The exercise is not solved: that is not the answer."
                              : "The exercise waits for an answer.";
  return fmt::format("{} of {} exercises {} solved{}.", count.right, count.all, count.right == 1 ? "is" : "are",
                     count.wrong == 0 ? "" : fmt::format(", {} not right", count.wrong));
}

}  // namespace costcurve
