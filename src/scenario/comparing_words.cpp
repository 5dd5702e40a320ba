#include "scenario/comparing_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "text/lines.h"
#include "text/phrases.h"

namespace costcurve {

namespace {

// What an adjective says of the first of two: it is less, it is more, or it is so many times the other.
enum class Adjective : std::uint8_t { less, more, as_much, faster, slower };

constexpr std::array<std::pair<std::string_view, Adjective>, 40> adjectives = {{
    {"cheaper", Adjective::less},      {"less", Adjective::less},           {"lower", Adjective::less},
    {"fewer", Adjective::less},        {"smaller", Adjective::less},        {"below", Adjective::less},
    {"under", Adjective::less},        {"shorter", Adjective::less},        {"less expensive", Adjective::less},
    {"less costly", Adjective::less},  {"more", Adjective::more},           {"dearer", Adjective::more},
    {"pricier", Adjective::more},      {"costlier", Adjective::more},       {"higher", Adjective::more},
    {"larger", Adjective::more},       {"bigger", Adjective::more},         {"greater", Adjective::more},
    {"above", Adjective::more},        {"over", Adjective::more},           {"longer", Adjective::more},
    {"older", Adjective::more},        {"more expensive", Adjective::more}, {"more costly", Adjective::more},
    {"faster", Adjective::faster},     {"quicker", Adjective::faster},      {"slower", Adjective::slower},
    {"as much", Adjective::as_much},   {"as many", Adjective::as_much},     {"as large", Adjective::as_much},
    {"as high", Adjective::as_much},   {"as long", Adjective::as_much},     {"as expensive", Adjective::as_much},
    {"as costly", Adjective::as_much}, {"the cost", Adjective::as_much},    {"the price", Adjective::as_much},
    {"the time", Adjective::as_much},  {"the size", Adjective::as_much},    {"as fast", Adjective::faster},
    {"of it", Adjective::as_much},
}};

// Numbers in words, and the same as a share and as so many per cent.
struct InWords {
  std::string_view words, number, percent;
};
constexpr std::array<InWords, 17> numbers = {{{"twice", "2", ""},
                                              {"double", "2", ""},
                                              {"triple", "3", ""},
                                              {"thrice", "3", ""},
                                              {"quadruple", "4", ""},
                                              {"three times", "3", ""},
                                              {"two thirds", "2/3", "2/3"},
                                              {"two-thirds", "2/3", "2/3"},
                                              {"three quarters", "3/4", "75 %"},
                                              {"three-quarters", "3/4", "75 %"},
                                              {"half", "0.5", "50 %"},
                                              {"one half", "0.5", "50 %"},
                                              {"a third", "1/3", "1/3"},
                                              {"one third", "1/3", "1/3"},
                                              {"a quarter", "0.25", "25 %"},
                                              {"a fifth", "0.2", "20 %"},
                                              {"a tenth", "0.1", "10 %"}}};

// Words of degree that are no number: which of two is more is all they say.
constexpr std::array<std::string_view, 12> degrees = {"a bit", "a little",      "slightly", "somewhat",
                                                      "much",  "far",           "a lot",    "way",
                                                      "even",  "significantly", "vastly",   "considerably"};

struct Ending {
  std::string_view words;
  Adjective adjective = Adjective::as_much;
};

// The longest that the text ends with, as words of their own: "less expensive", not "expensive". "5x or more" is a
// bound.
Ending ending_of(std::string_view text) {
  Ending longest;
  for (const auto& [words, adjective] : adjectives) {
    if (!text.ends_with(words) || words.size() <= longest.words.size()) continue;
    const std::string_view before = text.substr(0, text.size() - words.size());
    if ((before.empty() || before.ends_with(' ')) && !before.ends_with("or ")) longest = {words, adjective};
  }
  return longest;
}

// about, more than, less than: what stands in front of a number.
std::string_view qualifier_of(std::string_view text) {
  std::string_view longest;
  for (const Phrase& phrase : phrases()) {
    const bool fits =
        text.starts_with(phrase.words) && text.size() > phrase.words.size() && text[phrase.words.size()] == ' ';
    if (fits && phrase.words.size() > longest.size()) longest = phrase.words;
  }
  return longest;
}

bool is_percentage(std::string_view slot) {
  constexpr std::array<std::string_view, 4> signs = {"%", "percent", "per cent", "pct"};
  return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return slot.ends_with(sign); });
}

// 2/3, 1 / 4
bool is_fraction(std::string_view slot) {
  const std::size_t line = slot.find('/');
  return line != std::string_view::npos && line > 0 && slot.find_first_not_of("0123456789/ ") == std::string_view::npos;
}

// A part of the other is what is missing to it, or what comes on top; a number of times is a factor.
Comparison comparison_of(Adjective adjective, bool is_part) {
  switch (adjective) {
    case Adjective::less: return is_part ? Comparison::discount : Comparison::inverse;
    case Adjective::more: return is_part ? Comparison::surplus : Comparison::share;
    default: return Comparison::share;
  }
}

Adjective of_the_quantity(const Ending& ending, bool of_times) {
  const bool faster = ending.adjective == Adjective::faster, slower = ending.adjective == Adjective::slower;
  if (!faster && !slower) return ending.adjective;
  if (ending.words.starts_with("as ")) return of_times ? Adjective::less : Adjective::as_much;
  return faster == of_times ? Adjective::less : Adjective::more;
}

// Nothing but the words: which of two it is, and not by how much.
ComparingWords without_a_number(const Ending& ending, Adjective adjective) {
  ComparingWords words;
  words.comparison = comparison_of(adjective, adjective == Adjective::less);
  words.slot = adjective == Adjective::as_much ? "1.0x" : adjective == Adjective::less ? "> 0 %" : "> 1x";
  if (ending.words == "of it") words.slot.clear();
  return words;
}

// +25 %, -25 %
std::optional<ComparingWords> signed_share(std::string_view text) {
  const bool is_signed = text.starts_with('+') || text.starts_with('-') || text.starts_with("−");
  if (!is_signed || !is_percentage(text)) return std::nullopt;
  const std::string_view amount = trimmed(text.substr(text.find_first_of("0123456789.")));
  ComparingWords words;
  words.comparison = text.front() == '+' ? Comparison::surplus : Comparison::discount;
  words.slot = amount;
  return words;
}

}  // namespace

ComparingWords comparing_words(const std::string& text, bool of_times) {
  const std::string_view whole = trimmed(text);
  const Ending ending = ending_of(whole);
  const std::string_view front = trimmed(whole.substr(0, whole.size() - ending.words.size()));
  const Adjective adjective = of_the_quantity(ending, of_times);
  if (ending.words.empty())
    if (const std::optional<ComparingWords> share = signed_share(whole)) return *share;
  if (front.empty() || std::find(degrees.begin(), degrees.end(), front) != degrees.end())
    return without_a_number(ending, adjective);
  ComparingWords words;
  const std::string_view qualifier = qualifier_of(front), number = trimmed(front.substr(qualifier.size()));
  words.comparison = comparison_of(adjective, is_percentage(number) || is_fraction(number));
  words.begin = static_cast<std::size_t>(front.data() - text.data());
  words.length = front.size();
  if (front == "a fraction" || front == "a fraction of") words.slot = "< 1";
  for (const InWords& known : numbers) {
    if (number != known.words) continue;
    const bool is_part = !known.percent.empty() && comparison_of(adjective, true) != Comparison::share;
    words.comparison = comparison_of(adjective, is_part);
    words.slot =
        std::string(qualifier) + (qualifier.empty() ? "" : " ") + std::string(is_part ? known.percent : known.number);
  }
  return words;
}

}  // namespace costcurve
