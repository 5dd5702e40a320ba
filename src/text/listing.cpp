#include "text/listing.h"

#include <fmt/format.h>

namespace costcurve {

std::string listed_some(std::vector<std::string> words) {
  constexpr std::size_t most = 12;
  if (words.size() > most + 1) {
    const std::size_t more = words.size() - most;
    words.resize(most);
    words.push_back(fmt::format("{} more", more));
  }
  return listed(words);
}

std::string listed(const std::vector<std::string>& words, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? fmt::format(" {} ", last) : std::string(", ");
    out += words[i];
  }
  return out;
}

}  // namespace costcurve
