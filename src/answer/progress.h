#pragma once
// A bar that shows how much of a long run is done.

#include <chrono>
#include <functional>
#include <string>

namespace costcurve {

struct Question;

/// "drawing ████████░░░░░░░░  50 %, 3 s left": at most `width` columns; `seconds` have gone by.
std::string progress_line(double share, double seconds, std::size_t width);

/// What to send to a terminal and when: nothing in the first second, then at most ten lines a second, each in the place
/// of the one before, and in the end a blank in place of the last. Times are in seconds from the beginning.
class ProgressBar {
 public:
  explicit ProgressBar(std::size_t width) : width_(width) {}
  /// What is to be written now; mostly nothing.
  std::string at(double share, double seconds);
  /// What takes the bar away again; nothing if there is none.
  std::string erased();

 private:
  std::size_t width_;
  double last_ = 0;
  bool drawn_ = false;
};

/// Draws the bar beside the answer while it lives, if somebody looks at it.
class ShownProgress {
 public:
  explicit ShownProgress(const Question& question);
  ~ShownProgress();
  ShownProgress(const ShownProgress&) = delete;
  ShownProgress& operator=(const ShownProgress&) = delete;
  /// To be called with the share done; empty where nothing is to be drawn.
  std::function<void(double)> callback();

 private:
  void send(const std::string& text) const;

  std::function<void(const std::string&)> draw_;
  ProgressBar bar_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace costcurve
