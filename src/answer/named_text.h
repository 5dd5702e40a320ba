#pragma once
// A text that a question names beside its scenario: rows that were measured, a trace of requests.

#include <string>

#include "answer/library.h"

namespace costcurve {

/// The text, noted as read, so that whoever watches looks at it again. Null where it cannot be read, which is reported
/// of what it is `called`; `when_too_large` is the remedy beyond `most_bytes`.
SourcePointer read_named_text(const std::string& path, const std::string& called, std::size_t most_bytes,
                              const std::string& when_too_large, Library& library, Diagnostics& diagnostics);

}  // namespace costcurve
