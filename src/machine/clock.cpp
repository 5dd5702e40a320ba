#include "machine/clock.h"

#include <array>
#include <ctime>

namespace costcurve {

std::string local_time() {
  const std::time_t now = std::time(nullptr);
  std::tm moment{};
  localtime_r(&now, &moment);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &moment);
  return text.data();
}

}  // namespace costcurve
