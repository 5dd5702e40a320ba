#pragma once
// Fifty-nine published claims on cost, energy, rates and prices: tests/corpus/, each a scenario of its own.
//
// What is expected stands in the file: the verdict at the claim's `expect`, and in the comment at its head what was found
// by hand before there was a program, and the ratio of computed to stated.

#include <string>
#include <vector>

namespace costcurve::testing {

struct PublishedClaim {
  std::string id;        // "B01"
  std::string scenario;  // with one claim
  std::string found;     // by hand: consistent, inconsistent, or in other words
  double ratio;          // computed over stated, to four digits
};

/// The files of tests/corpus/, by name.
const std::vector<PublishedClaim>& corpus();

}  // namespace costcurve::testing
