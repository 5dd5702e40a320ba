#pragma once
// The answer of `diff`: what differs between two scenarios or variants, and which inputs make it differ.

#include "answer/check.h"
#include "compare/difference.h"
#include "document/data.h"
#include "document/document.h"

namespace costcurve {

/// One side of a comparison, in the words of the command line, and what is wrong with it by itself.
struct ComparedSide {
  std::string scenario;  // the file
  std::string subject;   // the part or the quantity of it, where such are compared
  std::string variant;
  std::vector<std::string> sets;  // key=value
  bool contradicts_itself = false;
  std::vector<std::string> broken;  // what does not hold there
};

/// How a quantity stands on one side of those that not both determine.
struct StandingOnSide {
  bool exists = false;
  std::optional<double> value;  // nothing where it is not determined
  ShownUnit shown;
  std::optional<Undetermined> missing;
  std::vector<std::string> alike;  // where it does not exist: quantities of other parts that are called so
};

Document diff_document(const QuantityDifference& difference, const ComparedSide& a, const ComparedSide& b);
Document diff_document(const Differences& differences, const ComparedSide& a, const ComparedSide& b);
/// A quantity that only one side determines, or has.
Document one_sided_document(const std::string& quantity, const StandingOnSide& in_a, const StandingOnSide& in_b,
                            const ComparedSide& a, const ComparedSide& b);

/// What cannot be on either side: a difference between such numbers is told as one. Without notes where all is well.
Notes broken_on(const ComparedSide& a, const ComparedSide& b);

Data data_of(const QuantityDifference& difference, const ComparedSide& a, const ComparedSide& b);
Data data_of(const Differences& differences, const ComparedSide& a, const ComparedSide& b);
Data one_sided_data(const std::string& quantity, const StandingOnSide& in_a, const StandingOnSide& in_b,
                    const ComparedSide& a, const ComparedSide& b);

}  // namespace costcurve
