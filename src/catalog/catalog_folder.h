#pragma once
// Whether a folder that somebody names is a catalog.

#include <optional>
#include <string>

#include "text/diagnostic.h"
#include "text/files.h"

namespace costcurve {

/// What is wrong with a folder that shall be read as a catalog: it is not there, is a file, or holds none of the
/// folders and files of a catalog. Nothing where one can be looked into.
std::optional<Diagnostic> no_catalog(const std::string& folder, const Files& files);

}  // namespace costcurve
