#pragma once
// A file that is no TOML: the first thing that is wrong with it, in the user's words.

#include "text/diagnostic.h"

namespace costcurve {

/// The first syntax error of a text: where toml++ stopped, and why.
Diagnostic syntax_error(const SourcePointer& source, std::size_t offset, std::string_view description);

}  // namespace costcurve
