#pragma once
// The answer of `diff`: what differs between two scenarios or variants, and which inputs make it differ.

#include "audit/audit.h"
#include "compare/difference.h"
#include "document/data.h"
#include "document/document.h"

namespace costcurve {

/// One side of a comparison, in the words of the command line.
struct ComparedSide {
  std::string scenario;  // the file
  std::string variant;
  std::vector<std::string> sets;  // key=value
  const AuditedVariant* audited = nullptr;
};

/// What a quantity's difference is measured in: of dates days, of paces a factor per year, else its own unit.
ShownUnit unit_of_difference(const ShownUnit& shown, const Dimension& dimension);
/// "$10,328 more", "45 days earlier", "3 points less", "faster by 1.25x/year".
std::string difference_text(double difference, const ShownUnit& shown, const Dimension& dimension);

Document diff_document(const QuantityDifference& difference, const ComparedSide& a, const ComparedSide& b);
Document diff_document(const Differences& differences, const ComparedSide& a, const ComparedSide& b);
/// A quantity that only one side determines, or has; `in_a` and `in_b` say where it exists.
Document one_sided_document(const std::string& quantity, std::optional<std::size_t> in_a,
                            std::optional<std::size_t> in_b, const ComparedSide& a, const ComparedSide& b);

/// What cannot be on either side: a difference between such numbers is told as one. Without notes where all is well.
Notes broken_on(const ComparedSide& a, const ComparedSide& b);

Data data_of(const QuantityDifference& difference, const ComparedSide& a, const ComparedSide& b);
Data data_of(const Differences& differences, const ComparedSide& a, const ComparedSide& b);
Data one_sided_data(const std::string& quantity, std::optional<std::size_t> in_a, std::optional<std::size_t> in_b,
                    const ComparedSide& a, const ComparedSide& b);

}  // namespace costcurve
