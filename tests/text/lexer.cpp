#include "text/lexer.h"

#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::vector<Token> tokens(const std::string& text, Diagnostics& mistakes) {
  return tokens_of(built_in(text), mistakes);
}

std::vector<Token> tokens(const std::string& text) {
  Diagnostics mistakes;
  std::vector<Token> all = tokens(text, mistakes);
  CHECK_MESSAGE(mistakes.empty(), text);
  return all;
}

Token one_token(const std::string& text) {
  const std::vector<Token> all = tokens(text);
  REQUIRE_MESSAGE(all.size() == 2, text);
  return all[0];
}

std::string kinds(const std::string& text) {
  std::string all;
  for (const Token& token : tokens(text)) {
    constexpr std::string_view letters =
        "#xwr$dqs.";  // number, times, word, reference, currency, date, quoted, symbol, end
    all += letters[static_cast<std::size_t>(token.kind)];
  }
  return all;
}

}  // namespace

TEST_CASE("a text is words, numbers, references, dates and signs") {
  struct Row {
    std::string text;
    std::string kinds;
  };
  const Row rows[] = {
      {"", "."},
      {"   ", "."},
      {"80 h", "#w."},
      {"80h", "#w."},
      {"64*8 chip", "#s#w."},
      {"27x", "#x."},
      {"27xs", "#w."},
      {"27 x", "#w."},
      {"4x/year", "#xsw."},
      {"34.6 %", "#w."},
      {"$5.6 M", "$#w."},
      {"€5", "$#."},
      {"£5", "$#."},
      {"total.cost", "r."},
      {".b7", "r."},
      {"*.cost", "r."},
      {"2*.cost", "#sr."},
      {"sum(*.cost)", "wsrs."},
      {"a.b*.c", "rsr."},
      {"llama.*.cost", "r."},
      {"llama.b8.cost", "r."},
      {"x*y", "wsw."},
      {"2.5", "#."},
      {".5", "#."},
      {"2024-12-26", "d."},
      {"2024-12", "d."},
      {"2024 - 12", "#s#."},
      {"2024-Q4", "d."},
      {"2024-1", "#s#."},
      {"2024-123", "#s#."},
      {"20241-12", "#s#."},
      {"2025-01-20 - 2024-12-26", "dsd."},
      {"<= 5", "s#."},
      {"< = 5", "ss#."},
      {"80 ± 0.5 h", "#s#w."},
      {"3 × 4", "#s#."},
      {"3 − 4", "#s#."},
      {"chip·h", "ww."},
      {"µs", "w."},
      {"5 µs", "#w."},
      {"? USD", "sw."},
      {"1e3", "#."},
      {"1e", "#w."},
      {"1e+3", "#."},
      {"1e-3x", "#x."},
      {"1,000", "#."},
      {"sum(1,2)", "ws#s#s."},
      {"sum(1,000)", "ws#s."},
      {"a_b c", "ww."},
      {".a = 'full'", "rsq."},
      {"tokens/(chip s)", "wsswws."},
      {"5\n6\r\n7\t8", "####."},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(kinds(row.text) == row.kinds);
  }
}

TEST_CASE("a number keeps what its digits say") {
  struct Row {
    std::string text;
    double number, step, round_step;
    bool whole;
  };
  const Row rows[] = {
      {"80", 80, 1, 10, true},
      {"81", 81, 1, 1, true},
      {"2,000", 2000, 1, 1000, true},
      {"294,000", 294000, 1, 1000, true},
      {"1,022,362", 1022362, 1, 1, true},
      {"5.576", 5.576, 0.001, 0.001, false},
      {"5.0", 5, 0.1, 0.1, false},
      {"5.60", 5.6, 0.01, 0.01, false},
      {"0", 0, 1, 1, true},
      {"100", 100, 1, 100, true},
      {"3.3e24", 3.3e24, 1e23, 1e23, false},
      {"1e3", 1000, 1000, 1000, false},
      {"20e3", 20000, 1000, 10000, false},
      {".25", 0.25, 0.01, 0.01, false},
      {"1.5e-3", 1.5e-3, 1e-4, 1e-4, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Token token = one_token(row.text);
    CHECK(token.number == doctest::Approx(row.number).epsilon(1e-15));
    CHECK(token.step == doctest::Approx(row.step).epsilon(1e-12));
    CHECK(token.round_step == doctest::Approx(row.round_step).epsilon(1e-12));
    CHECK(token.whole == row.whole);
  }
}

TEST_CASE("a date begins on its first day and lasts to its last") {
  constexpr double day = 86400;
  struct Row {
    std::string text;
    int year, month, day_of_month;
    double days;
  };
  const Row rows[] = {
      {"2024-12-26", 2024, 12, 26, 1}, {"2024-12", 2024, 12, 1, 31},    {"2024-02", 2024, 2, 1, 29},
      {"2023-02", 2023, 2, 1, 28},     {"1900-02", 1900, 2, 1, 28},     {"2000-02", 2000, 2, 1, 29},
      {"2024-Q1", 2024, 1, 1, 91},     {"2024-Q4", 2024, 10, 1, 92},    {"1969-12-31", 1969, 12, 31, 1},
      {"0001-01-01", 1, 1, 1, 1},      {"9000-12-31", 9000, 12, 31, 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Token token = one_token(row.text);
    CHECK(token.kind == TokenKind::date);
    CHECK(token.seconds == seconds_at(row.year, row.month, row.day_of_month));
    CHECK(token.period == row.days * day);
    CHECK(date_text(token.seconds).starts_with(row.text.substr(0, 4)));
  }
  CHECK(seconds_at(1970, 1, 1) == 0);
  CHECK(seconds_at(2024, 12, 26) == 1735171200);
  CHECK(date_text(1735171200) == "2024-12-26");
  CHECK(date_text(1e13) == "a date beyond the calendar");
}

TEST_CASE("what is no number, no date and no sign is a mistake at its place") {
  struct Row {
    std::string text;
    std::string problem;
    std::size_t begin, end;
  };
  const Row rows[] = {
      {"1,5", "the commas of this number", 0, 3},
      {"5 + 12,34", "the commas of this number", 4, 9},
      {"1e300", "this number is too large", 0, 5},
      {"1e-300", "this number is too small", 0, 6},
      {"2023-02-29", "there is no day 2023-02-29", 0, 10},
      {"2024-00", "there is no month 2024-00", 0, 7},
      {"2024-Q5", "there is no quarter 2024-Q5", 0, 7},
      {"5 & 6", "`&` means nothing here", 2, 3},
      {"5 – 6", "`–` means nothing here", 2, 5},
      {"#5", "`#` means nothing here", 0, 1},
      {"r1.", "`.` means nothing here", 2, 3},
      {"5 \x1b h", "`\\u001b` means nothing here", 2, 3},
      {"5 \xff h", "`\\xff` means nothing here", 2, 3},
      {"2024-12-26T10:00:00Z", "a date has no time of day", 10, 20},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Diagnostics mistakes;
    tokens(row.text, mistakes);
    const std::vector<Diagnostic> all = mistakes.sorted();
    REQUIRE(all.size() == 1);
    CHECK_MESSAGE(all[0].problem.starts_with(row.problem), all[0].problem);
    CHECK(all[0].place.begin == row.begin);
    CHECK(all[0].place.end == row.end);
    CHECK(!all[0].notes.empty());
  }
}

TEST_CASE("tokens know where they stand and whether a blank stands before them") {
  const std::vector<Token> all = tokens("64 *8 chip");
  REQUIRE(all.size() == 5);
  CHECK(all[1].begin == 3);
  CHECK(all[1].spaced);
  CHECK(all[2].begin == 4);
  CHECK_FALSE(all[2].spaced);
  CHECK(all[3].text == "chip");
  CHECK(all[3].end == 10);
  CHECK(all[4].begin == 10);
  property("whatever bytes come, tokens follow each other within the text, and the last is its end", [] {
    std::string text;
    for (int count = a_whole(0, 30); count > 0; --count) text += static_cast<char>(a_whole(0, 255));
    Diagnostics mistakes;
    std::size_t at = 0;
    for (const Token& token : tokens(text, mistakes)) {
      RC_ASSERT(token.begin >= at);
      RC_ASSERT(token.end >= token.begin);
      RC_ASSERT(token.end <= text.size());
      at = token.end;
    }
    RC_ASSERT(tokens(text, mistakes).back().kind == TokenKind::end);
  });
}

TEST_CASE("a whole number is read to the digit, with commas and without") {
  property("up to fifteen digits", [] {
    const double number = std::floor(a_size(1, 1e15));
    std::string digits = std::to_string(static_cast<long long>(number)), grouped = digits;
    for (std::size_t at = digits.size(); at > 3;) grouped.insert(at -= 3, ",");
    for (const std::string& text : {digits, grouped}) {
      Diagnostics mistakes;
      const std::vector<Token> all = tokens(text, mistakes);
      RC_ASSERT(all.size() == std::size_t{2});
      RC_ASSERT(all[0].number == number);
      RC_ASSERT(all[0].whole);
    }
  });
}
