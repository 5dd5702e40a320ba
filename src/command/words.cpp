#include "command/words.h"

namespace costcurve {

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool open = false;
  char quote = 0;
  bool is_escaped = false;
  for (const char c : line) {
    if (is_escaped) {
      word += c;
      is_escaped = false;
    } else if (c == '\\' && quote == 0) {
      is_escaped = open = true;
    } else if (quote != 0) {
      if (c == quote)
        quote = 0;
      else
        word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
      open = true;
    } else if (c == ' ') {
      if (open || !word.empty()) words.push_back(word);
      word.clear();
      open = false;
    } else {
      word += c;
    }
  }
  if (open || !word.empty()) words.push_back(word);
  return words;
}

}  // namespace costcurve
