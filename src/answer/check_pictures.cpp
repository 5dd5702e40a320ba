#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/check_words.h"
#include "answer/compared_lines.h"
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

Histogram histogram_of(const std::string& name, const Summary& belief, const ShownUnit& unit,
                       const std::optional<SimulationOptions>& drawn) {
  Histogram histogram;
  histogram.title = fmt::format("How often {} was drawn where: the shares of {} samples", name,
                                count_text(static_cast<double>(drawn ? drawn->samples : 0)));
  histogram.unit = unit;
  histogram.lowest = belief.lowest;
  histogram.highest = belief.highest;
  histogram.counts = belief.histogram;
  histogram.p5 = belief.p5;
  histogram.median = belief.median;
  histogram.p95 = belief.p95;
  return histogram;
}

// What only ranges reach, with where it was claimed to be.
void add_claimed(const Checked& checked, std::vector<Histogram>& histograms) {
  for (const CheckedClaim& claim : checked.claims) {
    if (!claim.belief || claim.judgement.verdict != Verdict::possible) continue;
    histograms.push_back(histogram_of(subject(claim).plain(), *claim.belief, claim.shown, checked.drawn));
    if (const std::vector<double> at = claimed_at(claim); !at.empty())
      histograms.back().claimed = {"stated as " + claim.stated.text, at};
  }
}

// The answers that have a range, unless a claim is drawn over the same samples.
void add_answered(const Checked& checked, std::vector<Histogram>& histograms) {
  for (const std::string& name : checked.headlines) {
    const CheckedQuantity* quantity = checked.quantity(name);
    if (!quantity || !quantity->known || !quantity->belief || !(quantity->belief->p5 < quantity->belief->p95)) continue;
    Histogram histogram = histogram_of(name, *quantity->belief, quantity->shown, checked.drawn);
    if (std::none_of(histograms.begin(), histograms.end(),
                     [&](const Histogram& drawn) { return drawn.title == histogram.title; }))
      histograms.push_back(std::move(histogram));
  }
}

}  // namespace

void add_first_picture(const CheckedCases& cases, std::vector<Piece>& pieces) {
  if (!cases.front().pictures.empty()) pieces.emplace_back(cases.front().pictures.front());
}

void add_pictures(const CheckedCases& cases, std::vector<Piece>& pieces) {
  const std::vector<Chart>& found = cases.front().pictures;
  for (std::size_t i = 1; i < found.size(); ++i) pieces.emplace_back(found[i]);
  for (const ComparedLines& kind : answers_of_a_kind(cases.front()))
    if (std::optional<RangeBars> bars = comparison_bars(kind)) pieces.emplace_back(Chart{std::move(*bars)});
  std::vector<Histogram> histograms;
  for (const Checked& checked : cases) {
    add_claimed(checked, histograms);
    add_answered(checked, histograms);
  }
  for (std::size_t i = 0; i < histograms.size() && i < most_histograms; ++i)
    pieces.emplace_back(Chart{std::move(histograms[i])});
}

}  // namespace costcurve
