#include "text/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "quantity/digits.h"
#include "text/phrases.h"
#include "text/printed_number.h"
#include "text/stray_signs.h"

namespace costcurve {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// 3,00 as it is written here, if its comma can be nothing but a decimal one.
std::string with_point(std::string number) {
  const std::size_t comma = number.find(',');
  const bool is_decimal = comma != std::string::npos && number.find_first_of(",.", comma + 1) == std::string::npos &&
                          (number.size() - comma <= 3 || number.starts_with("0,"));
  if (std::count(number.begin(), number.end(), ',') > 1) {
    std::string list;
    while (number.ends_with(',')) number.pop_back();
    for (const char c : number) list += c == ',' ? std::string(", ") : std::string(1, c);
    return fmt::format("of several values, blanks stand behind the commas: {}; one number has groups of three: 1,022,362", list);
  }
  if (!is_decimal) return "write 1,022,362 or 1022362; a decimal point is a point: 1.5";
  number[comma] = '.';
  return fmt::format("a decimal point is a point: write {}", number);
}

class Lexer {
 public:
  Lexer(const Excerpt& excerpt, Diagnostics& diagnostics)
      : excerpt_(excerpt), text_(excerpt.text), diagnostics_(diagnostics) {}

  std::vector<Token> run() {
    while (true) {
      const std::size_t before = at_;
      while (at_ < text_.size() &&
             (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
        ++at_;
      spaced_ = at_ > before;
      if (at_ >= text_.size()) break;
      next();
    }
    push(TokenKind::end, at_);
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  Token& push(TokenKind kind, std::size_t begin) {
    Token token;
    token.kind = kind;
    token.begin = begin;
    token.end = at_;
    token.text = text_.substr(begin, at_ - begin);
    token.spaced = spaced_;
    tokens_.push_back(std::move(token));
    return tokens_.back();
  }

  void next() {
    const char c = peek();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number_or_date();
    if (is_letter(c) && !text_.substr(at_).starts_with("US$")) return word();
    if (c == '.' && is_letter(peek(1))) return reference(at_);
    if (c == '*' && peek(1) == '.' && is_letter(peek(2)) && may_begin_pattern()) return reference(at_);
    if (text_.substr(at_).starts_with("±")) return take(TokenKind::symbol, 2);
    if (text_.substr(at_).starts_with("+/-") || text_.substr(at_).starts_with("+-"))
      return take_as("±", peek(1) == '/' ? 3 : 2);
    if (text_.substr(at_).starts_with("≈")) return take_as("~", 3);
    if (text_.substr(at_).starts_with("US$")) return take_as_dollars();
    if (text_.substr(at_).starts_with("×")) return take_as("*", 2);
    if (text_.substr(at_).starts_with("÷")) return take_as("/", 2);
    if (text_.substr(at_).starts_with("·")) {
      at_ += 2;
      return;
    }
    if (text_.substr(at_).starts_with("−")) return take_as("-", 3);
    if (text_.substr(at_).starts_with("≤")) return take_as("<=", 3);
    if (text_.substr(at_).starts_with("≥")) return take_as(">=", 3);
    if (text_.substr(at_).starts_with("µ") || text_.substr(at_).starts_with("μ")) return micro();
    if (text_.substr(at_).starts_with("€")) return take(TokenKind::currency, 3);
    if (text_.substr(at_).starts_with("£")) return take(TokenKind::currency, 2);
    if (text_.substr(at_).starts_with("¥")) return take(TokenKind::currency, 2);
    if (c == '$') return take(TokenKind::currency, 1);
    if (c == '%') return take(TokenKind::word, 1);
    if ((c == '<' || c == '>') && peek(1) == '=') return take(TokenKind::symbol, 2);
    if (c == '.' && peek(1) == '.') return take_as("..", peek(2) == '.' ? 3 : 2);
    if (c == '(' || c == ')') open_ += c == '(' ? 1 : -1;
    if (std::string_view("+-*/^(),=<>?[]~").find(c) != std::string_view::npos) return take(TokenKind::symbol, 1);
    if (chinese_word()) return;
    if (c == '\'' && text_.find('\'', at_ + 1) != std::string_view::npos) return quoted();
    stray();
  }

  // 'full': a word of a closed list.
  void quoted() {
    const std::size_t begin = at_++, end = text_.find('\'', at_);
    at_ = end + 1;
    push(TokenKind::quoted, begin).text = text_.substr(begin + 1, end - begin - 1);
  }

  void take(TokenKind kind, std::size_t length) {
    const std::size_t begin = at_;
    at_ += length;
    push(kind, begin);
  }
  void take_as(const char* text, std::size_t length) {
    take(TokenKind::symbol, length);
    tokens_.back().text = text;
  }
  void take_as_dollars() {
    take(TokenKind::currency, 3);
    tokens_.back().text = "$";
  }
  void micro() {
    const std::size_t begin = at_;
    at_ += 2;
    while (is_letter(peek())) ++at_;
    push(TokenKind::word, begin).text = "µ" + std::string(text_.substr(begin + 2, at_ - begin - 2));
  }

  // "*.cost" is a pattern where an operand is expected; after one, the star multiplies.
  bool may_begin_pattern() const {
    if (tokens_.empty()) return true;
    const Token& last = tokens_.back();
    return last.kind == TokenKind::symbol && last.text != ")" && last.text != "?";
  }

  void word() {
    const std::size_t begin = at_;
    if (const std::size_t length = clock_unit(); length > 0) return take(TokenKind::word, length);
    while (is_letter(peek()) || is_digit(peek())) ++at_;
    if (small_digit() != '\0') return word_with_small_digits(begin);
    if (peek() == '.' && (is_letter(peek(1)) || peek(1) == '*')) return reference(begin);
    if (!number_in_words(begin)) push(TokenKind::word, begin);
    if (peek() == '.' && (tokens_.back().text == "approx" || tokens_.back().text == "ca")) ++at_;
  }

  // The 2 of CO₂, the 3 of m³.
  char small_digit() const {
    return text_.substr(at_).starts_with("₂") ? '2' : text_.substr(at_).starts_with("³") ? '3' : '\0';
  }
  void word_with_small_digits(std::size_t begin) {
    std::string plain(text_.substr(begin, at_ - begin));
    while (is_letter(peek()) || is_digit(peek()) || small_digit() != '\0') {
      const char small = small_digit();
      plain += small == '\0' ? peek() : small;
      at_ += small == '\0' ? 1 : small == '2' ? 3 : 2;
    }
    push(TokenKind::word, begin).text = std::move(plain);
  }

  // two; tenfold, which is two words
  bool number_in_words(std::size_t begin) {
    const std::string_view word = text_.substr(begin, at_ - begin);
    const std::size_t fold = word.size() > 4 && word.ends_with("fold") ? 4 : 0;
    std::optional<double> number = number_word(word.substr(0, word.size() - fold));
    if (!number) return false;
    at_ -= fold;
    if (fold == 0) *number += ones_behind(*number);
    Token& token = push(TokenKind::number, begin);
    token.number = *number;
    token.step = token.round_step = 1;
    token.whole = true;
    spaced_ = false;
    if (fold > 0) take(TokenKind::word, fold);
    return true;
  }

  // Words that stand without blanks: 29.4万美元 is 29.4, ten thousand, dollars.
  bool chinese_word() {
    for (const auto& [word, meaning] : {std::pair<std::string_view, const char*>{"万", "万"},
                                        {"亿", "亿"},
                                        {"美元", "USD"},
                                        {"人民币", "CNY"},
                                        {"元", "CNY"},
                                        {"小时", "h"}}) {
      if (!text_.substr(at_).starts_with(word)) continue;
      take(TokenKind::word, word.size());
      tokens_.back().text = meaning;
      return true;
    }
    return false;
  }

  // The five of twenty-five; 0 where none stands behind.
  double ones_behind(double tens) {
    constexpr double fewest_tens = 20, most_ones = 9;
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    if (peek() != '-' || tens < fewest_tens || end == at_ + 1) return 0;
    const std::optional<double> ones = number_word(text_.substr(at_ + 1, end - at_ - 1));
    if (!ones || *ones > most_ones) return 0;
    at_ = end;
    return *ones;
  }

  // The h of 3h51m, which touches the numbers on both sides; 0 for other words.
  std::size_t clock_unit() const {
    const bool touches = !tokens_.empty() && tokens_.back().kind == TokenKind::number && tokens_.back().end == at_;
    for (const std::string_view unit : {"d", "hr", "h", "min", "m"})
      if (touches && text_.substr(at_).starts_with(unit) && is_digit(peek(unit.size()))) return unit.size();
    return 0;
  }

  void reference(std::size_t begin) {
    if (peek() == '*') ++at_;
    while (is_letter(peek()) || is_digit(peek())) ++at_;
    while (peek() == '.' && (is_letter(peek(1)) || peek(1) == '*')) {
      ++at_;
      if (peek() == '*') ++at_;
      while (is_letter(peek()) || is_digit(peek())) ++at_;
    }
    push(TokenKind::reference, begin);
  }

  int digits(std::size_t begin, std::size_t count) const {
    int value = 0;
    for (std::size_t i = begin; i < begin + count; ++i) {
      if (i >= text_.size() || !is_digit(text_[i])) return -1;
      value = 10 * value + (text_[i] - '0');
    }
    return value;
  }

  bool date() {
    const std::size_t begin = at_;
    const int year = digits(begin, 4);
    if (year < 0 || begin + 5 >= text_.size() || text_[begin + 4] != '-') return false;
    if (text_[begin + 5] == 'Q' && begin + 6 < text_.size() && is_digit(text_[begin + 6]))
      return quarter(year, text_[begin + 6] - '0');
    const int month = digits(begin + 5, 2);
    if (month < 0 || (begin + 7 < text_.size() && is_digit(text_[begin + 7]))) return false;
    const bool has_day = begin + 7 < text_.size() && text_[begin + 7] == '-' && digits(begin + 8, 2) >= 0;
    const int day = has_day ? digits(begin + 8, 2) : 1;
    at_ = begin + (has_day ? 10U : 7U);
    Token& token = push(TokenKind::date, begin);
    const std::chrono::year_month_day named{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                            std::chrono::day(static_cast<unsigned>(day))};
    if (!named.ok()) return no_date(has_day ? "day" : "month", token);
    time_of_day(token);
    token.seconds = seconds_at(year, month, day);
    const double end = has_day       ? token.seconds + 86400
                       : month == 12 ? seconds_at(year + 1, 1, 1)
                                     : seconds_at(year, month + 1, 1);
    token.period = end - token.seconds;
    return true;
  }

  bool no_date(std::string_view what, const Token& token) {
    diagnostics_.add({excerpt_.place(token.begin, token.end),
                      fmt::format("there is no {} {}", what, token.text),
                      "",
                      {"a date is year-month-day, such as 2024-12-26; 2024-12 is a month, 2024-Q4 a quarter",
                       "for a difference, put spaces around the minus: 2024 - 12"}});
    return true;
  }

  // 01/27/2025, 27.1.2025, 2025/01/27, 2025-1-27: dates in other notations, which would be calculated otherwise.
  bool foreign_date() {
    std::array<std::size_t, 3> lengths{};
    std::size_t end = at_;
    const std::size_t separator = text_.find_first_not_of("0123456789", at_);
    if (separator == std::string_view::npos || std::string_view("-./").find(text_[separator]) == std::string_view::npos)
      return false;
    for (std::size_t part = 0; part < 3; ++part) {
      if (part > 0 && (end >= text_.size() || text_[end++] != text_[separator])) return false;
      while (end < text_.size() && is_digit(text_[end])) ++end, ++lengths[part];
    }
    const bool year_first = lengths[0] == 4 && lengths[1] >= 1 && lengths[1] <= 2 && lengths[2] >= 1 && lengths[2] <= 2;
    const bool year_last = lengths[2] == 4 && lengths[0] <= 2 && lengths[1] >= 1 && lengths[1] <= 2;
    const bool ours = year_first && text_[separator] == '-' && lengths[1] == 2 && lengths[2] == 2;
    if (ours || !(year_first || year_last) ||
        (end < text_.size() && (is_letter(text_[end]) || text_[end] == text_[separator])))
      return false;
    const std::size_t begin = std::exchange(at_, end);
    push(TokenKind::number, begin);
    diagnostics_.add(
        {excerpt_.place(begin, end),
         fmt::format("is `{}` a date?", text_.substr(begin, end - begin)),
         "",
         {"a date is year-month-day: 2025-01-27", "for a calculation put spaces around its signs: 1 / 27 / 2025"}});
    return true;
  }

  // 2024-12-26T10:00:00Z, as TOML and log files write it.
  void time_of_day(const Token& token) {
    if ((peek() != 'T' && peek() != 't') || !is_digit(peek(1))) return;
    while (is_letter(peek()) || is_digit(peek()) || peek() == ':') ++at_;
    diagnostics_.add(
        {excerpt_.place(token.end, at_), "a date has no time of day", "", {fmt::format("write {}", token.text)}});
  }

  bool quarter(int year, int which) {
    const std::size_t begin = at_;
    at_ += 7;
    Token& token = push(TokenKind::date, begin);
    if (which < 1 || which > 4) return no_date("quarter", token);
    token.seconds = seconds_at(year, 3 * which - 2, 1);
    token.period = (which == 4 ? seconds_at(year + 1, 1, 1) : seconds_at(year, 3 * which + 1, 1)) - token.seconds;
    return true;
  }

  void number_or_date() {
    if (foreign_date() || date()) return;
    const std::size_t begin = at_;
    const bool is_bound = !tokens_.empty() && (tokens_.back().text == "^" || tokens_.back().text == "/");
    const PrintedNumber printed = printed_number(text_, at_, open_ > 0, is_bound);
    at_ = printed.end;
    Token& token = push(TokenKind::number, begin);
    token.whole = printed.whole;
    token.number = printed.number;
    token.step = printed.step;
    token.round_step = printed.round_step;
    if (printed.stray_commas)
      diagnostics_.add({excerpt_.place(begin, at_),
                        "the commas of this number are not between groups of three digits",
                        "",
                        {with_point(std::string(text_.substr(begin, end_of_digits() - begin)))}});
    check_size(token);
    const bool names_chip = peek(1) >= 'A' && peek(1) <= 'Z';  // 8xH100
    if (peek() == 'x' && (names_chip || (!is_letter(peek(1)) && !is_digit(peek(1))))) {
      spaced_ = false;
      take(TokenKind::times, 1);
    }
  }

  // Behind digits and commas, as far as they go on.
  std::size_t end_of_digits() const {
    std::size_t end = at_;
    while (end < text_.size() && (is_digit(text_[end]) || text_[end] == ',')) ++end;
    return end;
  }

  void check_size(Token& token) {
    const bool is_zero =
        token.text.substr(0, token.text.find_first_of("eExX^")).find_first_of("123456789") == std::string::npos;
    if (std::isfinite(token.number) && token.number < 1e250 && (token.number > 1e-250 || is_zero)) return;
    diagnostics_.add(
        {excerpt_.place(token.begin, token.end),
         token.number > 1 ? "this number is too large to calculate with" : "this number is too small to calculate with",
         "",
         {"numbers lie between 1e-250 and 1e250"}});
    token.number = 1;
  }

  void stray() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U) ++at_;
    if (std::exchange(strayed_, true)) return;  // of a text in another language or notation the first character will do
    const std::string shown = made_visible(text_.substr(begin, at_ - begin));
    diagnostics_.add({excerpt_.place(begin, at_), fmt::format("`{}` means nothing here", shown), "",
                      notes_on_sign(shown, text_.substr(0, begin), text_.substr(at_))});
  }

  const Excerpt& excerpt_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  bool spaced_ = false;
  bool strayed_ = false;
  int open_ = 0;  // brackets
};

}  // namespace

std::vector<Token> tokens_of(const Excerpt& excerpt, Diagnostics& diagnostics) {
  return Lexer(excerpt, diagnostics).run();
}

double seconds_at(int year, int month, int day) {
  using namespace std::chrono;
  const sys_days days = sys_days(std::chrono::year(year) / month / day);
  return static_cast<double>(days.time_since_epoch().count()) * 86400.0;
}

std::string date_text(double seconds) {
  using namespace std::chrono;
  if (!(std::abs(seconds) < 2.5e11)) return "a date beyond the calendar";
  const year_month_day date{sys_days(days(static_cast<int>(std::floor(seconds / 86400.0))))};
  return fmt::format("{:04d}-{:02d}-{:02d}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace costcurve
