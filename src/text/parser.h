#pragma once
// The parser of the scenario language: recursive descent, one function for each rule of the grammar. Internal to text/.
//
//   parse_slots.cpp         what stands at a key: a question, a value, a relation
//   parse_qualifiers.cpp    what stands around an amount: about, at least, a few of, or more
//   parse_ranges.cpp        the two ends of a range
//   parse_expressions.cpp   sums, products, powers, calls
//   parse_amounts.cpp       numbers with their scales, money, dates
//   parse_paces.cpp         4x/year, halving in 8 months
//   parse_units.cpp         units, what divides them, units of several words
//   parse_progression.cpp   what a sweep runs over
//   parse_mistakes.cpp      words where none can be read
//
// It stops at the first mistake of a text: what follows one is rarely another.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "text/expression.h"
#include "text/phrases.h"

namespace costcurve {

// Deep and long enough for any formula a person writes, shallow enough for the stack.
inline constexpr int deepest = 200;
inline constexpr int most_operators = 2000;
inline constexpr std::size_t longest = 64U << 10U;

/// The factor of a word that makes a pace of a time: 2 of "halving in 8 months".
std::optional<double> pace_word(std::string_view word);
/// The number of times that a word says: 2 of double and twice.
std::optional<double> factor_word(std::string_view word);

class Parser {
 public:
  Parser(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics)
      : excerpt_(excerpt), units_(units), diagnostics_(diagnostics) {
    if (excerpt.text.size() > longest) {
      tokens_.emplace_back();
      fail(0, excerpt.text.size(), "this text is too long for an amount or an expression",
           {"long lists are rows of a part: sum(part.quantity) adds them up"});
      return;
    }
    Diagnostics lexical;
    tokens_ = tokens_of(excerpt, lexical);
    for (const Diagnostic& mistake : lexical.sorted()) {
      diagnostics_.add(mistake);
      failed_ = true;
    }
  }

  Slot slot();

  Slot lone_expression();

  Relation relation();

  Relation target();

  std::optional<ShownUnit> lone_units();

  Progression progression();

 private:
  // --- tokens

  const Token& current() const { return tokens_[at_]; }
  const Token& ahead(std::size_t n = 1) const { return tokens_[std::min(at_ + n, tokens_.size() - 1)]; }
  bool at_end() const { return current().kind == TokenKind::end; }
  const Token& advance() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool is_symbol(const Token& token, std::string_view text) const {
    return token.kind == TokenKind::symbol && token.text == text;
  }
  bool is_word(const Token& token, std::string_view text) const {
    return token.kind == TokenKind::word && token.text == text;
  }
  bool accept(std::string_view symbol);
  bool accept_word(std::string_view word);

  void fail(std::size_t begin, std::size_t end, std::string problem, std::vector<std::string> notes,
            std::string label = {});
  void fail(const Token& token, std::string problem, std::vector<std::string> notes);

  // A stretch of the text on one line, as units are shown.
  std::string spelled(std::size_t begin, std::size_t end) const;

  // One level of brackets, signs or exponents further down. False, and reported, when there are too many.
  bool descend();
  void count_operator();

  void finish();

  // --- slots

  void ask(Slot& made);

  void value(Slot& made);

  void show_as_written(Slot& made);

  std::size_t words_of_phrase(std::string_view phrase) const;
  const Phrase* phrase_here(std::size_t& words) const;
  bool begins_bound() const;
  void bounded(Slot& made, std::string relation);
  void limited(Slot& made, double low, double high);
  void unqualified(Slot& made);
  void deviation(Slot& made);
  void qualified_behind(Slot& made);

  Expression bare_scale();

  bool between(Slot& made);

  void limits_of(Slot& made, double low, double high);

  void refuse_mixed_separators(const Expression& first, const Expression& second);
  void refuse_ends_far_apart(const Expression& first, const Expression& second);
  bool refuse_unlike_ends(const Expression& first, const Expression& second);

  // 20 to 50 M USD: the trailing scale and unit rule both ends. A currency or a scale on the first end alone is
  // refused, because "$20 to 50 M" reads both ways.
  void rule_both_ends(Expression& first, const Expression& second);

  // --- progressions

  Expression signed_expression();

  void run_to_end(Progression& made);

  void count(Progression& made);

  void list_on(Progression& made);

  // A trailing unit rules all that stand before it without one: 2 .. 4 step 0.5 USD/chip/h.
  void rule_all(Progression& made);

  // True at the `step` of a progression; a scenario may call a unit so, and then only a number makes the difference.
  bool begins_step() const;

  // True at the `in` of "in 9" and "in 9 log", which counts points; "44x in 7 years" is a pace.
  bool counts_points() const;

  // --- expressions

  Expression joined(Expression::Form form, Expression a, Expression b);

  Expression expression();

  // a < b, which is 1 or 0
  Expression comparison();

  // cost grown pace for time
  Expression grown(Expression start);

  // "2-3 USD/chip/h", "$200,000-$300,000": a range in a newspaper, a difference here. Neither is meant often enough.
  void refuse_hyphen(const Expression& left);
  // True if a remedy is read.
  bool reads(const std::string& text) const;
  void refuse_lone_unit(const Expression& value);
  void refuse_accountants_brackets();
  void refuse_descent(const Expression& value);

  // $294.000 and 64.000 chip: three noughts behind a point are no precision but a thousand, where commas are decimal.
  void refuse_thousands_point(const Expression& made);

  Expression sum();

  Expression term();

  Expression factor();

  Expression power();

  Expression primary();

  Expression bracket();

  Expression reference();

  Expression date();

  Expression quoted_word();

  Expression word();

  void unknown_word(const Token& token);
  std::string parted_currency(const std::string& word) const;
  std::string small_m(const std::string& word) const;
  std::vector<std::string> notes_on(const std::string& word, const char* otherwise) const;

  Expression call();

  void rule_all_values(Expression& call);

  void unclosed(const Token& open, const std::string& name);

  // halving in 8 months, doubling in 9.5 months
  Expression period_pace();

  Expression currency_amount();
  Expression money_amount(const std::string& code);
  bool is_fraction_of_money() const;
  Expression amount_of_money(const Token& sign, const std::string& code);

  Expression amount();
  // a million USD, half a year
  Expression amount_in_words();
  bool begins_amount_in_words() const;
  void number_into(Literal& literal);
  void fraction_into(Literal& literal);
  void refuse_spaced_fraction(const Expression& above, const Expression& below);
  void power_into(Literal& literal);
  Expression amount_behind(Expression made);
  void smaller_times(Literal& literal);
  void at_least_behind();

  // 27x is a plain factor; 4x/year and 44x in 7 years are paces.
  bool is_factor_sign() const;
  Expression factor_amount(Expression made);
  bool time_follows() const;
  void pace_into(Expression& made);
  void orders_over_time(Expression& made);
  bool read_period(const Expression& factor, Literal& period);

  // --- scales and units

  void scale(Literal& literal);
  void scale_in_letters(Literal& literal);
  void lone_scale(const Expression& made, const Token& token);

  bool unit_follows() const;
  bool divisor_follows() const;
  // per, a, an, each, every in front of a unit
  bool per_follows() const;
  void scale_below(Literal& literal);

  bool reciprocal_follows() const;
  void units_after(Literal& literal);
  void divisors_after(Literal& literal);
  void refuse_unit_behind_divisor(std::size_t begin);

  // GPU-hours: a hyphen that touches both words joins two units.
  bool joins_units() const;
  void skip_hyphen();
  void skip_hyphen_behind_number();
  // USD/GPU-hour, USD per GPU hour: the second word is below the line too.
  void joined_below(Literal& literal, bool per);
  void lasting(Literal& literal);

  void divisor(Literal& literal);
  void counted_divisor(Literal& literal);

  double unit_power(const Unit& unit);
  void scale_of_unit(Literal& literal);
  void unit(Literal& literal, bool below);
  // A unit, and how many tokens it takes: kg CO2e, PF-days, TPU v4.
  struct FoundUnit {
    std::optional<Unit> unit;
    std::size_t tokens = 1;
    bool is_respelled = false;  // large letters and small ones are not as they are defined
  };
  FoundUnit unit_at(std::size_t at) const;
  std::size_t joined_word(std::size_t at, std::string& phrase) const;
  void ask_about(const Token& token, const Unit& unit);
  void name_chip(Literal& literal, const Unit& unit);
  bool is_unit(std::size_t at, const Dimension& dimension) const;

  void no_unit(const Token& token);

  void finish_literal(Expression& made);

  const Excerpt& excerpt_;
  const Units& units_;
  Diagnostics& diagnostics_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  struct Respelled {
    std::size_t begin, end;
    std::string text;
  };
  std::vector<Respelled> respelled_;  // stretches that are shown otherwise than they were written
  std::string number_;                // the last number, as it was written
  std::size_t number_at_ = 0;         // where it stands
  int depth_ = 0;
  int operators_ = 0;
  bool failed_ = false;
  std::string open_;             // a letter that the number read last leaves open
  Dimension last_unit_;          // of the unit read last
  bool at_least_ = false;        // 100k+
  bool may_leave_open_ = false;  // a letter such as B may wait for the quantity it is given to
  bool progresses_ = false;      // what is read is a progression
  bool is_between_ = false;      // the first end of between ... and
  bool is_step_ = false;         // and this is its step: of a pace it may be a factor below 1
};

}  // namespace costcurve
