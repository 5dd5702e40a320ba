#pragma once
// Text on a terminal: paragraphs that wrap, no line wider than the terminal.

#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

/// The text broken at blanks: `first` stands before the first line, `rest` blanks before the others. Control characters
/// are made visible. Ends with a newline.
std::string wrapped(const std::string& text, const std::string& first, std::size_t rest, std::size_t width);

/// The lines of the text, without newlines; `rest` stands before all but the first.
std::vector<std::string> wrapped_lines(const std::string& text, const std::string& first, const std::string& rest,
                                       std::size_t width);

/// The text filled with blanks to so many columns.
std::string padded(const std::string& text, std::size_t width);

/// The text so many times in a row.
std::string repeated(std::string_view text, std::size_t times);

}  // namespace costcurve
