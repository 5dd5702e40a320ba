#include "text/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "numeric/stable_order.h"
#include "quantity/letters.h"
#include "text/listing.h"

namespace costcurve {

namespace {

bool is_capitals(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
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

std::string digits_of(const std::string& word) {
  std::string digits;
  std::copy_if(word.begin(), word.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

// Another number is another thing: an A800 is no A100. One digit too many or too few is a slip.
bool same_number(const std::string& a, const std::string& b) { return same_letters(digits_of(a), digits_of(b)); }

// The word with fewest slips, if they are few.
std::string fewest_slips(const std::string& wanted, const std::vector<std::string>& known) {
  const std::size_t allowed = std::min<std::size_t>(wanted.size() / 3, 3);
  std::string best;
  std::size_t best_distance = allowed + 1;
  for (const std::string& candidate : known) {
    const std::string other = in_small_letters(candidate);
    if (other.size() > wanted.size() + allowed || wanted.size() > other.size() + allowed) continue;
    const std::size_t apart = distance(wanted, other);
    if (apart > allowed || apart >= wanted.size() || (wanted.size() <= 3 && !same_letters(wanted, other))) continue;
    if (!same_number(wanted, other)) continue;
    // Of two as near the one of the same length: a wrong letter is likelier than one too many.
    const bool nearer = apart < best_distance ||
                        (apart == best_distance && other.size() == wanted.size() && best.size() != wanted.size());
    if (!nearer) continue;
    best = candidate;
    best_distance = apart;
  }
  return best;
}

// What was typed may be the beginning of a word, or of several; the shortest stands first.
std::vector<std::string> beginning_with(const std::string& wanted, const std::vector<std::string>& known) {
  std::vector<std::string> found;
  for (const std::string& candidate : known)
    if (wanted.size() >= 3 && in_small_letters(candidate).starts_with(wanted) &&
        std::find(found.begin(), found.end(), candidate) == found.end())
      found.push_back(candidate);
  sort_stably(found, [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
  const bool same = !found.empty() && found.front().size() == wanted.size();  // but for its case
  if (same) std::erase_if(found, [&](const std::string& candidate) { return candidate.size() > wanted.size(); });
  return found;
}

// "US" for united_states: capitals are initials.
std::vector<std::string> of_these_initials(std::string_view word, const std::vector<std::string>& known) {
  std::vector<std::string> found;
  if (word.size() < 2 || word.size() > 4 || !is_capitals(word)) return found;
  for (const std::string& candidate : known) {
    std::string initials;
    for (std::size_t i = 0; i < candidate.size(); ++i)
      if (i == 0 || candidate[i - 1] == '_' || candidate[i - 1] == ' ') initials += candidate[i];
    if (in_small_letters(initials) == in_small_letters(word)) found.push_back(candidate);
  }
  return found;
}

// Words that begin with what was typed, or the other way round: "H800" for "H800-SXM5", "chip_hours" for "chip"; or
// both with the same letters, most of the shorter one: "params" for "parameters".
std::vector<std::string> alike_at_the_beginning(const std::string& wanted, const std::vector<std::string>& known) {
  std::vector<std::string> found;
  for (const std::string& candidate : known) {
    const std::string other = in_small_letters(candidate);
    const auto [end, other_end] = std::mismatch(wanted.begin(), wanted.end(), other.begin(), other.end());
    const auto same = static_cast<std::size_t>(end - wanted.begin()), shorter = std::min(wanted.size(), other.size());
    if (same >= 3 && (same == shorter || (same >= 5 && same + 1 == shorter && same_number(wanted, other))))
      found.push_back(candidate);
  }
  sort_stably(found, [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
  return found;
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  const std::vector<std::string> near = nearest_words(word, known);
  return near.empty() ? std::string() : near.front();
}

namespace {

// Of two letters capitals make another word: US is no us.
bool shouts(std::string_view word, std::string_view candidate) {
  return word.size() <= 2 && is_capitals(word) &&
         std::none_of(candidate.begin(), candidate.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::vector<std::string> nearest_as_written(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t most = 4;
  if (word.empty() || word.size() > 64) return {};
  if (std::vector<std::string> spelled_out = of_these_initials(word, known); !spelled_out.empty()) return spelled_out;
  const std::string wanted = in_small_letters(word);
  std::vector<std::string> longer = beginning_with(wanted, known);
  if (!longer.empty() && longer.size() <= most) return longer;
  if (const std::string best = fewest_slips(wanted, known); !best.empty()) {
    std::vector<std::string> same;
    for (const std::string& candidate : known)
      if (in_small_letters(candidate) == in_small_letters(best) && !shouts(word, candidate) &&
          std::find(same.begin(), same.end(), candidate) == same.end())
        same.push_back(candidate);
    return same;
  }
  std::vector<std::string> found = alike_at_the_beginning(wanted, known);
  // More than a few say nothing; the first is then as good as any.
  if (found.size() > most) found.resize(1);
  return found;
}

}  // namespace

std::vector<std::string> nearest_words(std::string_view word, const std::vector<std::string>& known) {
  std::vector<std::string> found = nearest_as_written(word, known);
  const std::size_t blank = word.find(' ');
  if (!found.empty() || blank == std::string_view::npos) return found;
  std::string joined(word);
  std::replace(joined.begin(), joined.end(), ' ', '-');
  found = nearest_as_written(joined, known);
  return found.empty() ? nearest_words(word.substr(blank + 1), known) : found;  // NVIDIA H100: the maker stands first
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  std::vector<std::string> near = nearest_words(word, known);
  if (near.empty()) return {};
  for (std::string& candidate : near) candidate = "`" + candidate + "`";
  return fmt::format("did you mean {}?", listed(near, "or"));
}

}  // namespace costcurve
