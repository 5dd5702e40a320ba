#pragma once
// Files of a catalog as one text, to be kept, sent and imported again: behind a line with its path stands each file as
// it is.
//
//   === apis/openai.toml ===
//   [sources]
//   ...

#include <optional>
#include <string>
#include <vector>

#include "text/source.h"

namespace costcurve::imports {

struct BundledFile {
  std::string path;  // in the catalog
  std::string text;  // ends with a newline
};

/// The files as one text.
std::string bundle_of(const std::vector<BundledFile>& files);
/// True for a line that stands before a file; no TOML has one outside of a text of several lines.
bool is_file_line(std::string_view line);

}  // namespace costcurve::imports
