#pragma once
// The library of published claims on cost, energy, rates and prices: scenarios/claims/, each a scenario of its own. The
// verdict that is expected stands at the claim's `expect`; what was found of the first fifty-nine by hand, before there
// was a program, in found_by_hand.csv, with the ratio of computed to stated.

#include <string>
#include <vector>

namespace costcurve::testing {

struct PublishedClaim {
  std::string name;      // "deepseek-r1-648-chips"
  std::string id;        // "B06"
  std::string scenario;  // with one claim
  std::string found;     // by hand: consistent, inconsistent, or in other words; empty of what was added since
  double ratio;          // computed over stated by hand, to four digits
};

/// The files of scenarios/claims/, by name.
const std::vector<PublishedClaim>& corpus();

}  // namespace costcurve::testing
