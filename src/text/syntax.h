#pragma once
// A file that is no TOML: the first thing that is wrong with it, in the user's words.

#include "text/diagnostic.h"

namespace costcurve {

/// True for UTF-8 without NUL bytes; what else it is is reported.
bool is_text(const SourcePointer& source, Diagnostics& diagnostics);

/// Finds the faults that toml++ does not survive or describes in words that help nobody. False if one was reported.
bool is_sound(const SourcePointer& source, Diagnostics& diagnostics);

/// The first syntax error of a text: where toml++ stopped, and why.
Diagnostic syntax_error(const SourcePointer& source, std::size_t offset, std::string_view description);

}  // namespace costcurve
