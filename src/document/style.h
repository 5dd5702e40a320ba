#pragma once
// How text is put on a terminal.

#include <cstddef>

namespace costcurve {

struct TerminalStyle {
  std::size_t width = 100;
  bool colour = false;
};

}  // namespace costcurve
