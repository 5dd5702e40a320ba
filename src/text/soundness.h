#pragma once
// What a file must be before toml++ may read it.

#include <string>

#include "text/diagnostic.h"

namespace costcurve {

/// True for UTF-8 without NUL bytes; what else it is is reported.
bool is_text(const SourcePointer& source, Diagnostics& diagnostics);

/// Finds the faults that toml++ does not survive or describes in words that help nobody. False if one was reported.
bool is_sound(const SourcePointer& source, Diagnostics& diagnostics);

/// The same text with an escape for each letter beyond ASCII that begins a line behind a backslash, where toml++ 3.3.0
/// runs into undefined behaviour: "\\\n§ 1". Lines keep their numbers.
std::string spelled_for_toml(const std::string& text);

}  // namespace costcurve
