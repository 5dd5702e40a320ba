#include "document/ink.h"

namespace costcurve {

std::string_view sign_of(Mark mark) {
  switch (mark) {
    case Mark::holds: return "✓";
    case Mark::fails: return "✗";
    case Mark::quoted: return "·";
    case Mark::open: break;
  }
  return "?";
}

std::string_view word_of(Mark mark) {
  switch (mark) {
    case Mark::holds: return "holds";
    case Mark::fails: return "does not hold";
    case Mark::quoted: return "quoted";
    case Mark::open: break;
  }
  return "open";
}

const char* ink_of(Mark mark) {
  switch (mark) {
    case Mark::holds: return ink::green;
    case Mark::fails: return ink::red;
    case Mark::quoted: return ink::dim;
    case Mark::open: break;
  }
  return ink::yellow;
}

const char* ink_of(Tone tone) {
  switch (tone) {
    case Tone::dim: return ink::dim;
    case Tone::good: return ink::green;
    case Tone::bad: return ink::red;
    case Tone::open: return ink::yellow;
    case Tone::plain: break;
  }
  return ink::none;
}

std::string painted(const std::string& text, const char* ink, const TerminalStyle& style) {
  return style.colour && ink && !text.empty() ? ink + text + "\033[0m" : text;
}

}  // namespace costcurve
