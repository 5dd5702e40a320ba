#pragma once
// Colours and weights of a terminal. They say nothing that the text does not say.

#include <string>

#include "document/document.h"

namespace costcurve {

/// Escape sequences that begin a colour or a weight; null for neither.
namespace ink {
inline constexpr const char* none = nullptr;
inline constexpr const char* bold = "\033[1m";
inline constexpr const char* dim = "\033[2m";
inline constexpr const char* red = "\033[31m";
inline constexpr const char* green = "\033[32m";
inline constexpr const char* yellow = "\033[33m";
}  // namespace ink

const char* ink_of(Mark mark);
const char* ink_of(Tone tone);

/// The text in that ink, where the terminal has colour.
std::string painted(const std::string& text, const char* ink, const TerminalStyle& style);

}  // namespace costcurve
