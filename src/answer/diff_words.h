#pragma once
// What the answers about one difference and about all share. Internal to answer/.

#include "answer/diff.h"

namespace costcurve {

/// The difference with its sign: "+$10,328", "-45 days"; of a pace its factor.
std::string signed_text(double difference, const ShownUnit& shown, const Dimension& dimension);

/// Which file is A and which is B, and contradictions in them.
Notes sides_of(const ComparedSide& a, const ComparedSide& b);

/// "only in A: ...": adds the quantities that the other side does not determine, by part.
void add_only(const char* letter, const AuditedVariant& audited, const std::vector<std::size_t>& quantities,
              Notes& notes);

}  // namespace costcurve
