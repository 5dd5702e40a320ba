// What a verdict is worth: a claim that holds must not hold when its figure is a quarter larger.
//
// Every claim of every scenario that is shipped, and of the corpus, that holds of a value is judged again with the
// stated figure and all its widths multiplied by 1.25, as if it had been printed with the same relative precision.
// Where it still holds, its own printed precision is that coarse: those are listed below with the reason, and the list
// is exact.

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <map>

#include "scenario/corpus.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double a_quarter_more = 1.25;

Interval times(Interval interval, double factor) {
  return factor * interval.low <= factor * interval.high ? Interval{factor * interval.low, factor * interval.high}
                                                         : Interval{factor * interval.high, factor * interval.low};
}

Stated inflated(Stated stated) {
  const std::array widths = {&Stated::rounding, &Stated::truncation, &Stated::round_number, &Stated::belief};
  if (stated.dimension.is_pace()) {
    // A pace is the logarithm of what is printed: 4x/year a quarter larger is 5x/year.
    constexpr double year = 365.25 * 86400;
    const double more = std::log(a_quarter_more) / year;
    stated.value += more;
    for (Interval Stated::*width : widths) stated.*width = stated.*width + Interval::point(more);
    return stated;
  }
  stated.value *= a_quarter_more;
  for (Interval Stated::*width : widths) stated.*width = times(stated.*width, a_quarter_more);
  return stated;
}

/// The claims of a scenario that hold, by what they say, and whether they still do when inflated.
struct Inflation {
  std::string says;
  std::string stated;
  std::string why;  // why it still holds; empty if it does not
  bool still_holds = false;
};

std::vector<Inflation> inflations(const AuditedVariant& audited) {
  std::vector<Inflation> all;
  for (const ClaimResult& claim : audited.claims) {
    const Stated& stated = claim.claim->stated;
    // A bound or a limit is no figure, and a date has no quarter more.
    if (!holds(claim.judgement.verdict) || stated.form != Stated::Form::value || stated.dimension.is_point()) continue;
    const Judgement again = judge(*audited.scenario.relations, audited.solution, claim.claim->node, inflated(stated));
    all.push_back({claim.claim->says, stated.text, again.why, holds(again.verdict)});
  }
  return all;
}

/// What still holds when inflated: scenario or id of the corpus, and the claim's sentence.
using Sentence = std::pair<std::string, std::string>;

std::map<Sentence, std::string> found_too_coarse(int& judged) {
  std::map<Sentence, std::string> found;
  const auto keep = [&](const std::string& where, const AuditedVariant& audited) {
    for (const Inflation& inflation : inflations(audited)) {
      ++judged;
      if (inflation.still_holds) found[{where, inflation.says}] = inflation.stated + ": " + inflation.why;
    }
  };
  for (const std::string& path : files_in(source_folder() + "/scenarios", ".toml")) {
    Diagnostics mistakes;
    const auto variants = audited_cases(path, Question(), true, library(), mistakes);
    REQUIRE_MESSAGE(!variants.empty(), render(mistakes.sorted()));
    for (const auto& variant : variants) keep(std::filesystem::path(path).filename().string(), *variant);
  }
  for (const PublishedClaim& published : corpus()) keep(published.id, *audited(published.scenario));
  return found;
}

}  // namespace

TEST_CASE("a claim that holds does not hold of a figure a quarter larger, unless it is printed so coarsely") {
  // All are printed with one digit, a 1 or a 2: half of it is 50 or 25 per cent, and a quarter more lies within.
  const std::map<Sentence, std::string> expected = {
      {{"budgets.toml", "$100 billion of Stargate at once is a fifth of it"},
       "0.2 is 0.15 to 0.25, so 0.25 is 0.19 to 0.31"},
      {{"cost-curve.toml", "a thousandfold in three years is 10x a year"},
       "10x is 5x to 15x, and 12.5x a year is only a tenth faster than 10x, as rates"},
      {{"dates.toml", "Sonnet stands for the US models developed a year ago"},
       "likewise, and the age is 9 to 12 months"},
      {{"dates.toml", "the report of January 28 is of the day after"},
       "1 day is 0.5 to 1.5: a whole number of days is exact only where it counts"},
      {{"dates.toml", "the rule came a week before the president left office"}, "1 week is 3.5 to 10.5 days"},
  };
  int judged = 0;
  const std::map<Sentence, std::string> found = found_too_coarse(judged);
  CHECK(judged >= 120);
  for (const auto& [place, why] : found)
    CHECK_MESSAGE(expected.contains(place), place.first, ": \"", place.second, "\" holds even a quarter larger: ", why);
  for (const auto& [place, why] : expected)
    CHECK_MESSAGE(found.contains(place), place.first, ": \"", place.second,
                  "\" no longer holds a quarter larger, or is gone: take it from the list");
}
