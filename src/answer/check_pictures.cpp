#include <fmt/format.h>

#include <cmath>

#include "answer/check_words.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr std::size_t most_histograms = 4;

// Where the claim lies among values of what it is about. Of what was said in a comparison that is somewhere else.
std::vector<double> claimed_at(const CheckedClaim& claim) {
  const Stated& stated = claim.stated;
  if (stated.comparison != Comparison::none) return {};
  if (stated.form == Stated::Form::bound) return {limit_of(stated)};
  if (stated.form == Stated::Form::limits) return {stated.limits.low, stated.limits.high};
  if (stated.is_belief) return {stated.belief.low, stated.belief.high};
  return {stated.value};
}

Histogram histogram_of(const CheckedClaim& claim, std::uint64_t samples) {
  const Summary& belief = *claim.belief;
  Histogram histogram;
  histogram.title = fmt::format("How often {} was drawn where: the shares of {} samples", subject(claim).plain(),
                                count_text(static_cast<double>(samples)));
  histogram.unit = claim.shown;
  histogram.lowest = belief.lowest;
  histogram.highest = belief.highest;
  histogram.counts = belief.histogram;
  histogram.p5 = belief.p5;
  histogram.median = belief.median;
  histogram.p95 = belief.p95;
  if (const std::vector<double> at = claimed_at(claim); !at.empty())
    histogram.claimed = {"stated as " + claim.stated.text, at};
  return histogram;
}

}  // namespace

void add_pictures(const CheckedCases& cases, std::vector<Piece>& pieces) {
  for (const Chart& picture : cases.front().pictures) pieces.emplace_back(picture);
  std::size_t drawn = 0;
  for (const Checked& checked : cases)
    for (const CheckedClaim& claim : checked.claims) {
      if (!claim.belief || claim.judgement.verdict != Verdict::possible || drawn == most_histograms) continue;
      pieces.emplace_back(Chart{histogram_of(claim, checked.drawn ? checked.drawn->samples : 0)});
      ++drawn;
    }
}

}  // namespace costcurve
