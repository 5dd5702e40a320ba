#pragma once
// What the reports of one difference and of all share. Internal to report/.

#include "answer/difference.h"

namespace costcurve {

using Rows = std::vector<std::vector<std::string>>;

/// The difference with its sign: "+$10,328", "-45 days"; of a pace its factor.
std::string signed_text(double difference, const ShownUnit& shown, const Dimension& dimension);

/// Which file is A and which is B, and contradictions in them.
std::string sides_text(const ComparedSide& a, const ComparedSide& b, const TerminalStyle& style);

/// The columns that the first `count` columns of a table take on the terminal.
std::size_t width_of(const Rows& rows, std::size_t count);
/// The rows below their heading; where the first `needed` columns do not fit, a paragraph for each row.
std::string table(const Rows& rows, std::size_t needed, std::size_t width);

/// "only in A: ...": quantities that the other side does not determine, by part.
std::string only_text(const char* letter, const AuditedVariant& audited, const std::vector<std::size_t>& quantities,
                      const TerminalStyle& style);

}  // namespace costcurve
