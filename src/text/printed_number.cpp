#include "text/printed_number.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <string>

#include "quantity/digits.h"

namespace costcurve {

namespace {

class Reader {
 public:
  Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  PrintedNumber read(bool parts_values, bool is_bound) {
    whole_part(parts_values);
    const std::size_t fraction = fraction_part();
    if (!exponent() && !is_bound) power_of_ten();
    const int power = std::atoi(exponent_.substr(0, 8).c_str());
    std::size_t zeros = 0;
    if (fraction == 0)
      while (zeros + 1 < digits_.size() && digits_[digits_.size() - 1 - zeros] == '0') ++zeros;
    number_.whole = fraction == 0 && power == 0;
    number_.number = std::strtod((digits_ + "e" + (exponent_.empty() ? "0" : exponent_)).c_str(), nullptr);
    number_.step = std::pow(10.0, power - static_cast<int>(fraction));
    number_.round_step = std::pow(10.0, power - static_cast<int>(fraction) + static_cast<int>(zeros));
    number_.end = at_;
    return number_;
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  std::string_view rest() const { return text_.substr(at_); }
  bool accept(std::string_view wanted) {
    if (!rest().starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }
  void skip_blanks() {
    while (peek() == ' ') ++at_;
  }
  bool three_digits_follow() const { return is_digit(peek(1)) && is_digit(peek(2)) && is_digit(peek(3)); }

  void whole_part(bool parts_values) {
    while (is_digit(peek())) digits_ += text_[at_++];
    bool grouped = false;
    while (peek() == ',' && three_digits_follow() && !is_digit(peek(4))) {
      if (!grouped && (digits_.size() > 3 || digits_.empty() || digits_[0] == '0')) break;  // 0,125 is no thousand
      grouped = true;
      digits_ += text_.substr(at_ + 1, 3);
      at_ += 4;
    }
    if (grouped || peek() != ',' || !is_digit(peek(1)) || parts_values) return;
    number_.stray_commas = true;
    for (++at_; is_digit(peek());) digits_ += text_[at_++];
  }

  // The number of its digits.
  std::size_t fraction_part() {
    if (peek() != '.' || !is_digit(peek(1))) return 0;
    const std::size_t before = at_;
    do digits_ += text_[at_++];
    while (is_digit(peek()));
    return at_ - before - 1;
  }

  bool exponent() {
    if (peek() != 'e' && peek() != 'E') return false;
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (!is_digit(peek(1 + sign))) return false;
    for (exponent_ = text_.substr(at_ + 1, sign), at_ += 1 + sign; is_digit(peek());) exponent_ += text_[at_++];
    return true;
  }

  // x10^23, × 10²³ behind a number, or 10^23 alone.
  void power_of_ten() {
    const std::size_t before = at_;
    const bool alone = digits_ == "10";
    if (!alone) {
      skip_blanks();
      if (!accept("x") && !accept("×") && !accept("·")) return void(at_ = before);
      skip_blanks();
      if (!accept("10")) return void(at_ = before);
    }
    const std::string power = accept("^") ? plain_power() : raised_power();
    if (power.empty() || power == "-") return void(at_ = before);
    exponent_ = power;
    if (alone) digits_ = "1";
  }

  // Of 10^2.5 and 10^2^3 nothing: they are calculations.
  std::string plain_power() {
    std::string power;
    if (accept("-") || accept("−"))
      power = "-";
    else
      accept("+");
    if (!is_digit(peek())) return {};
    while (is_digit(peek())) power += text_[at_++];
    const bool goes_on = (peek() == '.' && is_digit(peek(1))) || peek() == '^';
    return goes_on ? std::string() : power;
  }

  std::string raised_power() {
    constexpr std::array<std::string_view, 11> raised = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁻"};
    std::string power;
    for (std::size_t i = 0; i < raised.size();) {
      if (accept(raised[i])) {
        power += i == 10 ? '-' : static_cast<char>('0' + i);
        i = 0;
      } else {
        ++i;
      }
    }
    return power;
  }

  std::string_view text_;
  std::size_t at_;
  std::string digits_;  // with the point
  std::string exponent_;
  PrintedNumber number_;
};

}  // namespace

PrintedNumber printed_number(std::string_view text, std::size_t at, bool parts_values, bool is_bound) {
  return Reader(text, at).read(parts_values, is_bound);
}

}  // namespace costcurve
