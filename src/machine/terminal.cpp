#include "machine/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace costcurve {

namespace {

long columns_of(int stream, long otherwise) {
  winsize size{};
  return ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : otherwise;
}

long width_of_output() {
  const char* columns = std::getenv("COLUMNS");
  return columns && *columns ? std::max(0, std::atoi(columns)) : columns_of(STDOUT_FILENO, 100);
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
  terminal.is_seen = isatty(STDOUT_FILENO) == 1;
  terminal.colour = terminal.is_seen && !(no_colour && *no_colour);
  if (isatty(STDERR_FILENO) == 1) terminal.draw = draw_on_standard_error;
  terminal.draw_width = static_cast<std::size_t>(columns_of(STDERR_FILENO, 80));
  return terminal;
}

}  // namespace costcurve
