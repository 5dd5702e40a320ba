#pragma once
// The words of the scenario language.

#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace costcurve {

enum class TokenKind : std::uint8_t {
  number,
  times,      // 27 ; the x that touches a number: 27x
  word,       // a unit, a scale, a function or a keyword; also %
  reference,  // with a dot: total.cost, .b7, *.chip_time
  currency,   // $ before a number
  date,       // 2024-12-26, 2024-12, 2024-Q4
  quoted,     // 'full'
  symbol,     // + - * / ^ ( ) , = < <= > >= ± ? [ ] ..
  end
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool spaced = false;  // white space stands before it
  // of numbers
  double number = 0;
  double step = 0;        // one in its last printed digit
  double round_step = 0;  // the same when trailing zeros are taken for filling: 2,000 -> 1,000
  bool whole = false;     // printed without a fraction or an exponent
  // of dates
  double seconds = 0;  // where the day, month or quarter begins
  double period = 0;   // how long it is
};

/// Splits the text; the last token is `end`. Mistakes are added to `diagnostics`, and the offending characters skipped.
std::vector<Token> tokens_of(const Excerpt& excerpt, Diagnostics& diagnostics);

/// Seconds from 1970-01-01 to the beginning of a day of the proleptic Gregorian calendar.
double seconds_at(int year, int month, int day);
/// The date as "2024-12-26".
std::string date_text(double seconds);

}  // namespace costcurve
