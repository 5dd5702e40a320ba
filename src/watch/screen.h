#pragma once
// What `watch` draws.

#include <cstddef>
#include <set>
#include <string>

namespace costcurve {

/// One answer of several that follow each other.
struct Drawn {
  std::string time;       // "11:48:03"
  std::string change;     // what has changed since the answer before; empty where nothing has
  std::string answer;     // the last that could be given
  std::string good_time;  // when that was
  std::string mistakes;   // what keeps the scenario from being answered now; empty where nothing does
  std::string remarks;    // what else went wrong: a page that could not be written
  std::string keys;       // what a key would do
};

/// Lines of `answer` that do not stand in `before` have a bar in front of them, the others a blank.
std::string marked(const std::string& answer, const std::string& before, bool colour);

/// All of it. `before` is the answer before this one.
std::string screen_of(const Drawn& drawn, const std::string& before, bool colour);

/// The text without what only a terminal takes: colours and the like.
std::string without_escapes(const std::string& text);

/// A page that says on top what keeps it from being newer.
std::string page_with_mistakes(const std::string& page, const std::string& mistakes);

/// The first lines of a screen, as many as it has, and how many there are more. A height of 0 has room for all.
std::string within_height(const std::string& screen, long height);

/// Begins in the first line of the screen and clears it.
inline constexpr const char* clear_screen = "\033[H\033[J";

}  // namespace costcurve
