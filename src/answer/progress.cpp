#include "answer/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/question.h"

namespace costcurve {

namespace {

std::string time_left(double seconds) {
  if (!(seconds < 1e6)) return "long";
  const auto whole = static_cast<long>(std::ceil(seconds));
  return whole < 60     ? fmt::format("{} s", whole)
         : whole < 3600 ? fmt::format("{} min", (whole + 59) / 60)
                        : fmt::format("{:.1f} h", static_cast<double>(whole) / 3600);
}

}  // namespace

std::string progress_line(double share, double seconds, std::size_t width) {
  share = std::clamp(share, 0.0, 1.0);
  const std::string percent = fmt::format("{:3.0f} %", std::floor(share * 100));
  const std::string left = share > 0 ? fmt::format(", {} left", time_left(seconds * (1 - share) / share)) : "";
  const std::string before = "drawing ";
  // The bar takes what the words leave; on a narrow terminal the words go first.
  if (width < before.size() + percent.size() + left.size() + 5) return width < percent.size() ? "" : percent;
  const std::size_t bar = std::min<std::size_t>(40, width - before.size() - percent.size() - left.size() - 1);
  const auto done = static_cast<std::size_t>(share * static_cast<double>(bar));
  std::string line = before;
  for (std::size_t i = 0; i < bar; ++i) line += i < done ? "█" : "░";
  return line + " " + percent + left;
}

std::string ProgressBar::at(double share, double seconds) {
  if (seconds < 1 || (drawn_ && seconds - last_ < 0.1)) return {};
  last_ = seconds;
  drawn_ = true;
  // One column stays free: a full line would make some terminals wrap.
  return "\r\033[K" + progress_line(share, seconds, width_ > 0 ? width_ - 1 : 0);
}

std::string ProgressBar::erased() {
  if (!drawn_) return {};
  drawn_ = false;
  return "\r\033[K";
}

ShownProgress::ShownProgress(const Question& question) : bar_(question.terminal.draw_width) {
  // Many files are worked on side by side, and a program that reads JSON looks at no bar.
  constexpr std::size_t many_files = 32;
  if (question.words.size() < many_files && (question.is_for_terminal || question.terminal.is_seen))
    draw_ = question.terminal.draw;
}

void ShownProgress::send(const std::string& text) const {
  if (!text.empty()) draw_(text);
}

ShownProgress::~ShownProgress() { send(bar_.erased()); }

std::function<void(double)> ShownProgress::callback() {
  if (!draw_) return {};
  return [this](double share) {
    send(bar_.at(share, std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count()));
  };
}

}  // namespace costcurve
