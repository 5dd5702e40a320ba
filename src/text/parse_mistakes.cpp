// A word where none can be read: what was probably meant, and how to write it.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "quantity/letters.h"
#include "text/parser.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

constexpr const char* how_to_list = "`costcurve list units` shows them all; your own go under [units]";

// What is counted and has no unit yet: calls, seats.
std::string how_to_count(std::string_view word) {
  const bool is_noun =
      word.size() > 3 && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
  return is_noun ? fmt::format("if it counts something, define it: [units] {} = \"new\"", word) : "";
}
constexpr const char* how_to_refer =
    "a quantity is referred to with a dot: part.quantity, or .quantity for one of the same part; units stand behind a "
    "number";

bool is_month(std::string_view word) {
  constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string lowered = in_small_letters(word);
  const std::string_view start = std::string_view(lowered).substr(0, 3);
  return word.size() >= 3 && word[0] != lowered[0] && std::find(months.begin(), months.end(), start) != months.end();
}

// Words of newspapers that mean something else here, or nothing.
std::string advice_on(std::string_view word) {
  constexpr std::array<std::string_view, 8> comparing = {"cheaper", "dearer", "less",  "more",
                                                         "lower",   "higher", "fewer", "faster"};
  if (is_month(word)) return "a date is year-month-day, such as 2025-01-27; a month is 2025-01";
  if (word == "from") return "a range is written without it: 7 to 10 months";
  if (word == "or" || word == "until" || word == "through") return "a range is written with `to`: 7 to 10 months";
  if (word == "of") return "a share of something is a product: 50 % * run.cost";
  if (word == "yuan" || word == "renminbi") return "it is written CNY";
  if (word == "euro" || word == "euros") return "it is written EUR";
  if (word == "yen") return "it is written JPY";
  if (word == "won") return "it is written KRW";
  if (word == "sterling" || word == "quid") return "it is written GBP";
  for (const std::string_view currency : {"INR", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "SGD",
                                          "HKD", "TWD", "BRL", "MXN", "ZAR", "ILS", "AED", "SAR", "TRY", "RUB"})
    if (word == currency)
      return fmt::format(
          "its rate is not known here: state it under [units], {} = \"1 USD / n\" with what a dollar buys for n",
          currency);
  if (word == "out") return "a share is a quotient: 5/8";
  if (word == "third" || word == "thirds") return "a fraction is written in figures: 1/3, 2/3";
  if (word == "per") return "write / for it: 2 USD/chip/h";
  if (word == "approx" || word == "approximately" || word == "ca" || word == "circa")
    return "write `about` for a value that is roughly so";
  if (std::find(comparing.begin(), comparing.end(), word) != comparing.end())
    return "comparisons belong to claims: of, than, and value = \"95 % cheaper\"";
  return {};
}

// $240 annually: per year.
std::string per_time(std::string_view word, std::string before) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> times = {{{"yearly", "year"},
                                                                                   {"annually", "year"},
                                                                                   {"annual", "year"},
                                                                                   {"monthly", "month"},
                                                                                   {"weekly", "week"},
                                                                                   {"daily", "day"},
                                                                                   {"hourly", "h"}}};
  while (before.ends_with(' ')) before.pop_back();
  for (const auto& [known, time] : times)
    if (word == known)
      return before.empty() ? fmt::format("write / {} behind the amount", time)
                            : fmt::format("write {}/{}", before, time);
  return {};
}

// 3$/Mtoken, 5M$: the same with its sign where it belongs, if nothing but a number stands before it.
std::string sign_in_front(const std::string& text, const Token& sign) {
  std::string amount = text.substr(0, sign.begin);
  while (amount.ends_with(' ')) amount.pop_back();
  const bool is_amount = !amount.empty() && amount.find_first_not_of("0123456789.,kMBT ") == std::string::npos;
  if (!is_amount) return "for example $294,000 or $5.6 M";
  std::string behind = text.substr(sign.end);
  if (const std::size_t slash = behind.find('/'); slash != std::string::npos)
    behind = behind.substr(slash).erase(1, behind.find_first_not_of(' ', slash + 1) - slash - 1);
  return fmt::format("write {}{}{}", sign.text, amount, behind);
}

// 3.000,50: the signs of other languages, in ours; empty of anything else.
std::string with_signs_exchanged(const std::string& text, const Token& comma) {
  const std::size_t begin = text.find_last_not_of("0123456789.", comma.begin - 1) + 1;
  const std::size_t end = std::min(text.find_first_not_of("0123456789", comma.end), text.size());
  std::string whole = text.substr(begin, comma.begin - begin);
  const std::string fraction = text.substr(comma.end, end - comma.end);
  if (whole.find('.') == std::string::npos || fraction.empty()) return {};
  std::replace(whole.begin(), whole.end(), '.', ',');
  return fmt::format("a point stands before decimals, and commas between thousands: {}.{}", whole, fraction);
}

}  // namespace

void Parser::finish() {
  if (failed_ || at_end()) return;
  const Token& token = current();
  if (is_symbol(token, ".."))
    return fail(token, "`..` is not expected here", {"a range is written with `to`: 7 to 10 months"});
  if (is_symbol(token, ")")) return fail(token, "this bracket closes nothing", {"every ) needs its ("});
  if (is_word(token, "x"))
    return fail(token, "`x` stands apart from its number",
                {"a factor is written in one word: 27x, 4x/year; a product with *: 8 chip * 24 h"});
  if (token.kind == TokenKind::currency && ahead().kind != TokenKind::number)
    return fail(token, fmt::format("`{}` must stand before its number", token.text),
                {sign_in_front(excerpt_.text, token)});
  if (token.kind == TokenKind::symbol && (token.text[0] == '<' || token.text[0] == '>'))
    return fail(token, "a comparison stands in brackets or in a function",
                {"it is 1 or 0: (.chips < 1000 chip), select(.chips < 1000 chip, .a, .b)"});
  if (is_symbol(token, ",") && token.begin > 0)
    if (const std::string exchanged = with_signs_exchanged(excerpt_.text, token); !exchanged.empty())
      return fail(token, "`,` is not expected here", {exchanged});
  if (token.kind != TokenKind::word) {
    // 25 000 chips: a blank between thousands.
    const Token& before = tokens_[at_ > 0 ? at_ - 1 : 0];
    const bool is_group = token.kind == TokenKind::number && token.text.size() == 3 &&
                          before.kind == TokenKind::number && before.text.size() <= 3 && before.whole;
    if (is_group)
      return fail(token, fmt::format("`{}` is not expected here", token.text),
                  {fmt::format("commas stand between thousands: {},{}", before.text, token.text)});
    const bool value =
        token.kind == TokenKind::number || token.kind == TokenKind::reference || token.kind == TokenKind::currency;
    return fail(token, fmt::format("`{}` is not expected here", token.text),
                {value ? "two values stand side by side: put an operator between them (+ - * /)"
                       : "the text should end here, or go on with an operator (+ - * /)"});
  }
  std::vector<std::string> notes;
  if (const std::string advice = advice_on(token.text); !advice.empty())
    notes.push_back(advice);
  else if (const std::string time = per_time(token.text, excerpt_.text.substr(0, token.begin)); !time.empty())
    notes.push_back(time);
  else if (token.text == "in" && ahead().kind == TokenKind::number)
    notes.push_back(
        fmt::format("one of so many is a quotient: {}/{}", excerpt_.text.substr(0, token.begin - 1), ahead().text));
  else if (is_keyword(token.text))
    notes.push_back("a range has two ends: 7 to 10 months");
  else if (units_.find(token.text))
    notes.push_back("a unit stands once, behind a number: 5 USD, or run.n * 1 USD");
  else if (const std::string hint = did_you_mean(token.text, units_.names()); !hint.empty())
    notes.push_back(hint);
  if (notes.empty()) notes.push_back(how_to_list);
  fail(token, fmt::format("`{}` is not understood here", token.text), notes);
}

// USD2M: a currency that touches its number.
std::string Parser::parted_currency(const std::string& word) const {
  const std::size_t letters = word.find_first_of("0123456789");
  if (letters == std::string::npos || letters < 3) return {};
  const std::optional<Unit> unit = units_.find(word.substr(0, letters));
  const bool is_money = unit && unit->dimension == Dimension(Base::money);
  return is_money ? fmt::format("write {} {}", word.substr(0, letters),
                                excerpt_.text.substr(excerpt_.text.find(word) + letters))
                  : "";
}

// mUSD: of money and tokens m may be a thousandth or a million.
std::string Parser::small_m(const std::string& word) const {
  if (word.size() < 2 || word[0] != 'm') return {};
  const std::string behind = word.substr(1);
  if (!units_.find("M" + behind) || !units_.find(behind)) return {};
  return fmt::format("a million is written M{}, a thousandth as a number: 0.001 {}", behind, behind);
}

// What a newspaper's word would be here, or the nearest unit and where to find the others.
std::vector<std::string> Parser::notes_on(const std::string& word, const char* otherwise) const {
  if (diagnostics_.full()) return {};  // a word of a closed list is tried as an amount first
  if (const std::string advice = advice_on(word); !advice.empty()) return {advice};
  if (const std::string time = per_time(word, excerpt_.text.substr(0, excerpt_.text.find(word))); !time.empty())
    return {time};
  if (const std::string parted = parted_currency(word); !parted.empty()) return {parted};
  if (const std::string small = small_m(word); !small.empty()) return {small};
  if (const std::string hint = did_you_mean(word, units_.names()); !hint.empty()) return {hint, otherwise};
  return {otherwise};
}

void Parser::unknown_word(const Token& token) {
  for (const std::string_view word : {"nan", "NaN", "NAN", "inf", "Inf", "infinity", "Infinity", "N", "NA", "unknown",
                                      "TBD", "TBA", "none", "None", "null"})
    if (token.text == word)
      return fail(token, fmt::format("`{}` is no amount", token.text),
                  {"leave out what is unknown, or ask for it: \"?\""});
  fail(token, fmt::format("`{}` is neither a unit nor a quantity", token.text), notes_on(token.text, how_to_refer));
}

void Parser::no_unit(const Token& token) {
  std::vector<std::string> notes = notes_on(token.text, how_to_list);
  const bool is_product = token.text.size() > 1 && token.text[0] == 'x' && token.text[1] >= '0' && token.text[1] <= '9';
  if (is_product) notes = {fmt::format("a product is written with *: {} * {}", number_, token.text.substr(1))};  // 64x8
  if (const std::string count = how_to_count(token.text);
      notes.size() == 1 && notes.front() == how_to_list && !count.empty())
    notes.insert(notes.begin(), count);
  fail(token, fmt::format("`{}` is no unit", token.text), notes);
}

}  // namespace costcurve
