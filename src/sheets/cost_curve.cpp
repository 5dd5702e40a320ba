#include "sheets/system.h"

namespace costcurve {

namespace {

/// The cost-curve argument: the cost of a fixed capability falls at a steady pace, so a later model should cost less.
/// How much less did this one cost than the reference, and how much less was to be expected?
///
/// Both costs must be of one layer (final run, development, fleet) and one basis (rent, amortised purchase); the sheet
/// divides them and cannot tell. Left out: that the pace differs between tasks, and that the gap is one number.
struct CostCurve {
  Money cost;
  Money reference_cost;
  Pace trend;
  Time elapsed;
  Ratio quality_gap;
  Ratio observed_reduction;
  Ratio expected_reduction;
  Ratio trend_index;
  Pace implied_trend;
  Time lead;
  Money expected_cost;
  Money break_even_reference_cost;
};

void quantities(CostCurve& curve, Table& table) {
  table.row("cost", curve.cost, "USD", "what the tested model cost to train");
  table.row("reference_cost", curve.reference_cost, "USD",
            "what the earlier model cost to train: same layer, same basis");
  table.row("trend", curve.trend, "x/year", "pace at which the cost of a fixed capability falls");
  table.row("elapsed", curve.elapsed, "month",
            "time from the reference's training to the tested model's. Not between their releases: "
            "a release lag is no training lag");
  // No default. Equal quality would be the silent guess, and half of the argument is that the models are not equal: the
  // gap carries the largest share of the index's variance (39 % in the essay's ranges). Who means 1 writes 1.
  table.row("quality_gap", curve.quality_gap, "x",
            "compute factor by which the tested model trails the reference on the scaling curve: "
            "1 if equal, below 1 if better");
  table.row("observed_reduction", curve.observed_reduction, "x", "how many times cheaper it was than the reference");
  table.row("expected_reduction", curve.expected_reduction, "x",
            "how many times cheaper the trend and the gap make it");
  table.row("trend_index", curve.trend_index, "x",
            "observed over expected reduction: above 1 is cheaper than the trend");
  table.row("implied_trend", curve.implied_trend, "x/year", "pace that would put it exactly on trend").in(Domain::any);
  table.row("lead", curve.lead, "month", "time by which it is ahead of the trend; negative: behind").in(Domain::any);
  table.row("expected_cost", curve.expected_cost, "USD", "what it would have cost on trend");
  table.row("break_even_reference_cost", curve.break_even_reference_cost, "USD",
            "what the reference must have cost for the tested model to be just on trend");
}

void equations(CostCurve& curve, System& system) {
  // The gap multiplies: a worse model is one that stopped lower on the same curve, which makes it cheaper by that
  // factor of compute at any date. Dividing by it (8x observed, 2x worse, "so 4x") reads the argument backwards.
  system.equal("expected reduction is the gap times the trend over the time elapsed", curve.expected_reduction,
               curve.quality_gap * exp(curve.trend * curve.elapsed),
               "after Amodei, On DeepSeek and Export Controls, 2025");
  system.equal("observed reduction is the reference's cost over the cost", curve.observed_reduction,
               curve.reference_cost / curve.cost);
  system.equal("trend index is observed over expected reduction", curve.trend_index,
               curve.observed_reduction / curve.expected_reduction);
  system.equal("the implied trend over the time elapsed leaves the observed reduction without the gap",
               curve.implied_trend * curve.elapsed, log(curve.observed_reduction / curve.quality_gap));
  system.equal("the trend over the lead makes the trend index", curve.lead * curve.trend, log(curve.trend_index));
  system.equal("expected cost is the reference's cost over the expected reduction", curve.expected_cost,
               curve.reference_cost / curve.expected_reduction);
  system.equal("break-even reference cost is cost times expected reduction", curve.break_even_reference_cost,
               curve.cost * curve.expected_reduction);
}

}  // namespace

extern const Sheet cost_curve_sheet = {
    "cost_curve",
    "is a model cheaper than the trend? cost against an earlier model's, pace, time, quality gap",
    record_sheet<CostCurve>,
    rows_of_sheet<CostCurve>,
    R"(# Is a model on the cost curve? How many times cheaper it was than an earlier one, against what the trend, the
# time from one training to the other and the gap in quality lead one to expect. Leave one of them out and give
# `trend_index = 1` to ask what it would have to be.

title    = "DeepSeek-V3 on the cost curve"
question = "It cost $5.576 M to train. Is that less than the trend would have it?"

[sources]
v3_report = { title = "DeepSeek-V3 technical report, table 1", year = 2024, url = "https://arxiv.org/abs/2412.19437" }
essay     = { title = "Dario Amodei, On DeepSeek and Export Controls", year = 2025, url = "https://darioamodei.com/post/on-deepseek-and-export-controls" }

[curve]
sheet          = "cost_curve"
layer          = "final run"               # of both costs
cost           = { is = "5.576 M USD", source = "v3_report" }
reference_cost = "20 to 50 M USD"          # "a few $10M's": a 90 % range
trend          = "4x/year"                 # also "halving in 8 months", "0.14 OOM/year", "44x in 7 years"
elapsed        = "7 to 10 months"          # training to training; the releases are six months apart
quality_gap    = 2                         # "let's say by ~2x on the scaling curve"; 1 for equal models

[[claim]]
says   = "on-trend at best"
of     = "curve.trend_index"
value  = "<= 1"
source = "essay"
expect = "possible"                        # it rests on a cost that was never published
)",
    {"trend_index", "lead", "expected_cost", "observed_reduction", "implied_trend"}};

}  // namespace costcurve
