#pragma once
// The scenario language as a tree: expressions, amounts, and the slots that hold them.
//
//   slot  = "?" [units]  |  [about | < | <= | > | >=] value
//   value = expr [("to" | "±") expr]  |  "between" expr "and" expr  |  "a few" amount ...
//
// A comparison, such as .chips < 8 chip, stands in brackets or in a function: select(.chips < 8 chip, .a, .b).
//
// An amount with its units is one word: 64*8 chip is 512 chip, 1/7.07 USD is 1/(7.07 USD). A trailing scale and unit
// rule both ends of a range: 20 to 50 M USD. References always have a dot, units never do.

#include <optional>
#include <string>
#include <vector>

#include "quantity/units.h"
#include "text/lexer.h"

namespace costcurve {

/// A number as it was printed, with what its digits allow.
struct Literal {
  enum class Kind : std::uint8_t {
    amount,       // 80 h
    pace_factor,  // 4x/year, 44x in 7 years: ln(number) over the period
    pace_period,  // halving in 8 months: ln 2 over the number
    orders,       // 2 OOM, with no time: ten to the number
    date,         // 2024-12-26
    word,         // 'full', of a closed list
  };
  Kind kind = Kind::amount;
  double number = 0;      // as printed
  double scale = 1;       // k, M, billion
  double unit = 1;        // base units in one of its unit; for a pace the period in seconds
  double step = 0;        // one in the last printed digit
  double round_step = 0;  // the same, taking trailing zeros for filling
  double period = 0;      // of a date: a day, a month; of a plain number per time: that time
  std::string open;       // a letter that can be read in two ways, as it was written: B, T, K, /M
  bool whole = false;     // without fraction, exponent and scale
  bool scaled = false;
  bool has_unit = false;
  bool currency = false;
  std::string word;
  std::string chip;  // that its unit names: H100
  Dimension dimension;
  ShownUnit shown;  // its unit, to answer in the asker's own

  /// The value in base units for a number printed as `printed`.
  double base(double printed) const;
  /// What to write instead of 64.000 or 1.024 where things are counted or paid: three digits behind a point are
  /// thousands where commas are decimal. Empty for a number that cannot be read so.
  std::string instead_of_thousands_point() const;
  /// True for what is written in orders of magnitude, or in so many per time.
  bool counts_orders() const;
  /// True for a plain number per time that is not said to be a pace: 4/year, 4 times a year, 40 % per year, 5 Hz.
  bool is_rate() const;
  /// The pace that such a number stands for where only a pace can be meant: "4 times a year" is 4x/year; of what
  /// `grows`, 40 % a year is 1.4x/year. Nothing where it could be two: 40 % a year of what falls is 1.67x/year.
  std::optional<Literal> as_pace(bool grows = false) const;
  double value() const { return kind == Kind::date ? number : base(number); }
};

struct Expression {
  enum class Form : std::uint8_t {
    literal,
    reference,
    call,
    negate,
    add,
    subtract,
    multiply,
    divide,
    power,
    grown,
    compare,
  };
  Form form = Form::literal;
  Literal literal;
  std::string name;  // of a reference or a call; of a comparison its sign: < <= > >= =
  std::vector<Expression> operands;
  std::size_t begin = 0;  // within the excerpt
  std::size_t end = 0;

  bool is_literal() const { return form == Form::literal; }
  /// True if a reference occurs in it.
  bool refers() const;
};

/// True for what is written as a rate, and no pace: 4/year, 4 times a year, 40 % per year.
bool is_rate(const Expression& expression);
/// What to write for such a rate where a pace is wanted.
std::vector<std::string> paces_instead(const Expression& expression);
/// What to ask about a letter that can be read in two ways, with the answers in the number as it was written.
std::vector<std::string> readings_of_letter(const Literal& literal, std::string_view written,
                                            std::string_view behind = {});

/// True for uniform, triangular, normal, choose and draws: calls that state what is believed of a value.
bool is_distribution(std::string_view name);

/// What stands at a key or in a claim's `value`.
struct Slot {
  enum class Form : std::uint8_t {
    asked,      // ? USD
    value,      // one expression
    range,      // a to b: a 90 % range
    deviation,  // a ± b: a rounding range
    limits,     // between a and b, a few, tens of, just under: bounds on both sides
    bound,      // < a
  };
  Form form = Form::value;
  std::string relation;  // of a bound: < <= > >=
  std::string words;     // "a few", "tens of", "just under": how the limits were put
  bool about = false;
  Expression first;
  Expression second;
  std::optional<ShownUnit> shown;  // the unit asked for, or the one that was used
  bool understood = true;
};

struct Relation {
  Expression left;
  std::string relation;  // = <= >=, of a target also < and >
  Expression right;
  bool understood = true;
};

/// The values that a sweep runs over.
struct Progression {
  enum class Form : std::uint8_t {
    list,    // a, b, c
    steps,   // low .. high step s
    points,  // low .. high in n
    ratios,  // low .. high in n log
  };
  Form form = Form::list;
  std::vector<Expression> values;  // of a list; otherwise the two ends
  Expression step;
  double points = 0;      // not yet a number to allocate
  std::size_t begin = 0;  // of the words behind the ends, within the excerpt
  std::size_t end = 0;
  std::optional<ShownUnit> shown;  // the unit that was used
  bool understood = true;
};

/// Reads a slot. Mistakes go to `diagnostics`, and `understood` is false then.
Slot parse_slot(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics);
/// Reads a lone expression, such as a claim's `of`.
Slot parse_expression(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics);
/// Reads `left = right`.
Relation parse_relation(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics);
/// Reads `20 % .. 60 % step 5 %`, `1 h .. 9 h in 5`, `1 .. 1000 chip in 4 log`, `80 h, 90 h, 120 h`.
Progression parse_progression(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics);
/// Reads what somebody wants to be true: `total.cost = 294 kUSD`, `total.cost under 300 kUSD`.
Relation parse_target(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics);
/// Reads bare units: "USD/chip/h", "k chip h/T token", "x/year".
std::optional<ShownUnit> parse_units(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics);

}  // namespace costcurve
