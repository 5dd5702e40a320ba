#pragma once
// How differences are shown.

#include "answer/report.h"
#include "compare/difference.h"

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

std::string to_terminal(const QuantityDifference& difference, const ComparedSide& a, const ComparedSide& b,
                        const TerminalStyle& style);
std::string to_terminal(const Differences& differences, const ComparedSide& a, const ComparedSide& b,
                        const TerminalStyle& style);
/// A quantity that only one side determines, or has; `in_a` and `in_b` say where it exists.
std::string one_sided_to_terminal(const std::string& quantity, std::optional<std::size_t> in_a,
                                  std::optional<std::size_t> in_b, const ComparedSide& a, const ComparedSide& b,
                                  const TerminalStyle& style);

Data data_of(const QuantityDifference& difference, const ComparedSide& a, const ComparedSide& b);
Data data_of(const Differences& differences, const ComparedSide& a, const ComparedSide& b);
Data one_sided_data(const std::string& quantity, std::optional<std::size_t> in_a, std::optional<std::size_t> in_b,
                    const ComparedSide& a, const ComparedSide& b);

}  // namespace costcurve
