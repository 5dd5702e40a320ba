#pragma once
// Single keys of a person at a terminal, and signals that end a wait.

#include <chrono>
#include <optional>

namespace costcurve {

class FileChanges;

/// While it lives, keys are read one by one and not shown, and an interruption is told instead of ending the program.
/// Where standard input is no terminal there are no keys.
class Keyboard {
 public:
  Keyboard();
  ~Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;

  bool is_there() const { return is_there_; }

 private:
  bool is_there_ = false;
};

/// What ended a wait.
struct Happened {
  bool files = false;        // a followed file changed, and then nothing for a moment
  bool interrupted = false;  // by the person, or whoever ends programs
  bool resized = false;      // the terminal has another width
  char key = 0;
};

/// Waits for the next of these, for files until nothing has happened to them for `quiet`. At most so long, if that is
/// said.
Happened next_happening(FileChanges& changes, const Keyboard& keyboard, std::chrono::milliseconds quiet,
                        std::optional<std::chrono::milliseconds> most = std::nullopt);

}  // namespace costcurve
