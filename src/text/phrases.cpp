#include "text/phrases.h"

#include <algorithm>
#include <array>
#include <utility>

namespace costcurve {

namespace {

using enum Phrase::Meaning;
constexpr std::string_view under = "just under";
constexpr std::array<Phrase, 77> phrase_table = {{
    {"about", about},
    {"roughly", about},
    {"around", about},
    {"approximately", about},
    {"approx", about},
    {"circa", about},
    {"ca", about},
    {"some", about},
    {"estimated", about},
    {"an estimated", about},
    {"more than", bound, ">"},
    {"greater than", bound, ">"},
    {"over", bound, ">"},
    {"well over", bound, ">"},
    {"in excess of", bound, ">"},
    {"above", bound, ">"},
    {"north of", bound, ">"},
    {"exceeding", bound, ">"},
    {"after", bound, ">"},
    {"less than", bound, "<"},
    {"fewer than", bound, "<"},
    {"under", bound, "<"},
    {"well under", bound, "<"},
    {"below", bound, "<"},
    {"before", bound, "<"},
    {"at least", bound, ">="},
    {"no less than", bound, ">="},
    {"no fewer than", bound, ">="},
    {"not less than", bound, ">="},
    {"upwards of", bound, ">="},
    {"a minimum of", bound, ">="},
    {"at most", bound, "<="},
    {"up to", bound, "<="},
    {"no more than", bound, "<="},
    {"not more than", bound, "<="},
    {"as much as", bound, "<="},
    {"as many as", bound, "<="},
    {"a maximum of", bound, "<="},
    {"nearly", limits, {}, 0.9, 1, under},
    {"almost", limits, {}, 0.9, 1, under},
    {"close to", limits, {}, 0.9, 1, under},
    {"just under", limits, {}, 0.9, 1},
    {"just below", limits, {}, 0.9, 1},
    {"slightly under", limits, {}, 0.9, 1},
    {"slightly below", limits, {}, 0.9, 1},
    {"slightly less than", limits, {}, 0.9, 1},
    {"slightly fewer than", limits, {}, 0.9, 1},
    {"a little under", limits, {}, 0.9, 1},
    {"a little below", limits, {}, 0.9, 1},
    {"a little less than", limits, {}, 0.9, 1},
    {"a bit under", limits, {}, 0.9, 1},
    {"a bit less than", limits, {}, 0.9, 1},
    {"just over", limits, {}, 1, 1.1},
    {"just above", limits, {}, 1, 1.1},
    {"slightly over", limits, {}, 1, 1.1},
    {"slightly above", limits, {}, 1, 1.1},
    {"slightly more than", limits, {}, 1, 1.1},
    {"a little over", limits, {}, 1, 1.1},
    {"a little above", limits, {}, 1, 1.1},
    {"a little more than", limits, {}, 1, 1.1},
    {"a bit over", limits, {}, 1, 1.1},
    {"a bit more than", limits, {}, 1, 1.1},
    {"a couple of", limits, {}, 2, 3},
    {"a couple", limits, {}, 2, 3},
    {"a few", limits, {}, 2, 5},
    {"few", limits, {}, 2, 5},
    {"a handful of", limits, {}, 3, 7},
    {"several", limits, {}, 3, 9},
    {"tens of", limits, {}, 10, 100},
    {"dozens of", limits, {}, 24, 100},
    {"hundreds of", limits, {}, 100, 1000},
    {"thousands of", limits, {}, 1000, 10000},
    {"tens of thousands of", limits, {}, 10000, 100000},
    {"hundreds of thousands of", limits, {}, 100000, 1000000},
    {"on the order of", limits, {}, 1.0 / 3, 3},
    {"in the order of", limits, {}, 1.0 / 3, 3},
    {"of the order of", limits, {}, 1.0 / 3, 3},
}};

}  // namespace

std::span<const Phrase> phrases() { return phrase_table; }

bool is_keyword(std::string_view word) {
  constexpr std::array<std::string_view, 17> keywords = {"per", "to",    "in",      "for",      "grown",   "and",
                                                         "of",  "about", "halving", "doubling", "between", "a",
                                                         "an",  "each",  "every",   "or",       "x"};
  return std::find(keywords.begin(), keywords.end(), word) != keywords.end();
}

std::optional<double> weekday_word(std::string_view word) {
  constexpr std::array<std::string_view, 7> days = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
  const auto found = std::find(days.begin(), days.end(), word);
  return found == days.end() ? std::nullopt : std::optional(static_cast<double>(found - days.begin()) + 1);
}

std::optional<double> number_word(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, double>, 20> known = {
      {{"one", 1},    {"two", 2},    {"three", 3},  {"four", 4},     {"five", 5},    {"six", 6},     {"seven", 7},
       {"eight", 8},  {"nine", 9},   {"ten", 10},   {"eleven", 11},  {"twelve", 12}, {"twenty", 20}, {"thirty", 30},
       {"forty", 40}, {"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90}}};
  for (const auto& [name, number] : known)
    if (name.size() == word.size() && name.substr(1) == word.substr(1) && (word[0] | 0x20) == name[0]) return number;
  return std::nullopt;
}

}  // namespace costcurve
