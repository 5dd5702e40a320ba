#pragma once
// Fifty-nine published claims on cost, energy, rates and prices, each as a small scenario.

#include <string>
#include <vector>

namespace costcurve::testing {

struct PublishedClaim {
  std::string id;
  std::string scenario;  // with one claim; the sources stand in `sources_of_corpus`
  std::string found;     // by hand, before there was a program: consistent, inconsistent, or in other words
  std::string verdict;   // what the rules say
  double ratio;          // computed over stated, to four digits
};

extern const std::vector<PublishedClaim> corpus;
extern const char* const sources_of_corpus;

}  // namespace costcurve::testing
