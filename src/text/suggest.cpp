#include "text/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace costcurve {

namespace {

std::string lower(std::string_view word) {
  std::string lowered(word);
  for (char& c : lowered) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lowered;
}

// Optimal string alignment distance: like Levenshtein, with neighbours swapped for one.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  return cost[a.size()][b.size()];
}

// In a word of three letters a wrong one makes another word: H80 is no H20. Swapped, missing and extra ones do not.
bool same_letters(std::string a, std::string b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return std::includes(a.begin(), a.end(), b.begin(), b.end()) || std::includes(b.begin(), b.end(), a.begin(), a.end());
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  if (word.empty() || word.size() > 64) return {};
  const std::string wanted = lower(word);
  const std::size_t allowed = std::min<std::size_t>(wanted.size() / 3, 3);
  std::string best;
  std::size_t best_distance = allowed + 1;
  for (const std::string& candidate : known) {
    const std::string other = lower(candidate);
    if (other.size() > wanted.size() + allowed || wanted.size() > other.size() + allowed) continue;
    const std::size_t apart = distance(wanted, other);
    if (apart > allowed || apart >= wanted.size() || (wanted.size() <= 3 && !same_letters(wanted, other))) continue;
    // Of two as near the one of the same length: a wrong letter is likelier than one too many.
    const bool nearer = apart < best_distance ||
                        (apart == best_distance && other.size() == wanted.size() && best.size() != wanted.size());
    if (!nearer) continue;
    best = candidate;
    best_distance = apart;
  }
  if (!best.empty()) return best;
  // A word that begins with what was typed, or the other way round: "H800" for "H800-SXM5", "chip_hours" for "chip".
  for (const std::string& candidate : known) {
    const std::string other = lower(candidate);
    if (wanted.size() >= 3 && other.size() >= 3 && (other.starts_with(wanted) || wanted.starts_with(other)))
      return candidate;
  }
  return {};
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  return near.empty() ? std::string() : fmt::format("did you mean `{}`?", near);
}

}  // namespace costcurve
