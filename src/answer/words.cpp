#include "answer/words.h"

#include <fmt/format.h>

namespace costcurve {

std::string words_of(const ShownUnit& unit) {
  std::string words;
  if (unit.words)
    for (const std::string& word : *unit.words) words += (words.empty() ? "" : ", ") + word;
  return words;
}

std::string sweep_over_words(const std::string& file, const Quantity& quantity) {
  return fmt::format("costcurve sweep {} --over '{} = {}'", file, quantity.name, words_of(quantity.shown));
}

}  // namespace costcurve
