#include "text/listing.h"

#include <fmt/format.h>

#include "quantity/print.h"

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

std::string counted(std::size_t count, std::string_view noun, std::string_view several) {
  const std::string number = count_text(static_cast<double>(count));
  if (count == 1) return fmt::format("{} {}", number, noun);
  return several.empty() ? fmt::format("{} {}s", number, noun) : fmt::format("{} {}", number, several);
}

}  // namespace costcurve
