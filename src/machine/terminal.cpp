#include "machine/terminal.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace costcurve {

namespace {

long columns_of(int stream, long otherwise) {
  winsize size{};
  return ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : otherwise;
}

long lines_of(int stream) {
  winsize size{};
  return ioctl(stream, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

// Of the terminal that a person sits at, where neither output is one: into a pager, from a script.
long width_of_controlling_terminal(long otherwise) {
  const int terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return otherwise;
  const long width = columns_of(terminal, otherwise);
  close(terminal);
  return width;
}

// What is read through `head` or `less` is read on the terminal that mistakes are shown on.
long width_of_output() {
  constexpr long usual = 100;
  const char* columns = std::getenv("COLUMNS");
  if (columns && *columns) return std::max(0, std::atoi(columns));
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
    if (const long width = columns_of(stream, 0); width > 0) return width;
  return width_of_controlling_terminal(usual);
}

// True of a locale that is named and is not UTF-8. Where none is named, as in a container, nobody has said anything.
bool locale_is_ascii() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (!value || !*value) continue;
    std::string locale(value);
    std::transform(locale.begin(), locale.end(), locale.begin(), [](unsigned char c) { return std::tolower(c); });
    return locale.find("utf-8") == std::string::npos && locale.find("utf8") == std::string::npos;
  }
  return false;
}

void draw_on_standard_error(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

Terminal terminal_of_process() {
  const char* no_colour = std::getenv("NO_COLOR");
  Terminal terminal;
  terminal.width = width_of_output();
  terminal.height = lines_of(STDOUT_FILENO);
  terminal.is_ascii = locale_is_ascii();
  terminal.is_seen = isatty(STDOUT_FILENO) == 1;
  terminal.colour = terminal.is_seen && !(no_colour && *no_colour);
  if (isatty(STDERR_FILENO) == 1) terminal.draw = draw_on_standard_error;
  terminal.draw_width = static_cast<std::size_t>(columns_of(STDERR_FILENO, 80));
  return terminal;
}

bool show(const std::string& text) {
  const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  return std::fflush(stdout) == 0 && whole;
}

}  // namespace costcurve
