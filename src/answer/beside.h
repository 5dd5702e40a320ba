#pragma once
// What stands beside the numbers of an answer: how it is gone on with. Internal to answer/.

#include <string>

#include "answer/check.h"
#include "answer/library.h"
#include "audit/audit.h"

namespace costcurve {

/// Adds what people are told of a scenario beyond its numbers: that it asks which of some options is best, that another
/// verb finds what it leaves open, what would determine what it asks, or that nothing follows for want of a sheet; and
/// where a rent that follows stands among those that are listed.
void add_what_lies_beside(const std::string& path, const AuditedVariant& audited, Library& library, Checked& checked);

}  // namespace costcurve
