#pragma once
// What an operation is: one row says everything that the program knows of it.
//
// A row stands beside its functions, in arithmetic.cpp, powers.cpp, choices.cpp or whole_numbers.cpp. Readers of the
// graph know leaves (constants, quantities, roots) and rows, and no operation by name: a new one is a name in
// `Operation`, a row, and its place in the list at the end of operation.cpp. A row with an empty field does not
// compile.

#include <array>
#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "graph/shape.h"
#include "numeric/interval.h"

namespace costcurve {

enum class Operation : std::uint8_t {
  constant,
  symbol,
  root,  // leaves
  add,
  subtract,
  multiply,
  divide,
  power,
  min,
  max,
  less,
  at_most,
  equal,
  select,
  where,
  negate,
  log,
  exp,
  sqrt,
  floor,
  ceil,
  weekday,
  end,  // of the list; no operation
};

inline constexpr Operation first_operation = Operation::add;
inline constexpr int operation_count = static_cast<int>(Operation::end) - static_cast<int>(first_operation);
inline constexpr std::size_t most_operands = 3;

inline constexpr bool is_leaf(Operation operation) { return operation < first_operation; }

/// A field that has no value of its own: whoever leaves it out is told by the compiler.
template <class T>
class Needed {
 public:
  template <std::convertible_to<T> Given>
  consteval Needed(Given given) : value_(given) {
    if constexpr (std::is_pointer_v<T>)
      if (value_ == nullptr) throw "a row of the table of operations leaves out a function";
  }
  constexpr operator const T&() const { return value_; }
  constexpr const T& operator*() const { return value_; }
  constexpr const T* operator->() const { return &value_; }

 private:
  T value_;
};

/// How an operation is written and read.
struct Notation {
  enum class Kind : std::uint8_t {
    infix,
    prefix,
    function,
    none,  // only its first operand is written: what else it has is no concern of a person
  };
  /// What a row of the same strength means without brackets.
  enum class Row : std::uint8_t {
    any,         // a + (b + c) needs no brackets: the tree of a sum is balanced, its text is a list
    from_left,   // a - b - c is (a - b) - c
    from_right,  // a^b^c is a^(b^c)
    none,        // a < b < c
  };
  Kind kind = Kind::function;
  int strength = 5;         // how tightly it binds; what binds less stands in brackets
  std::string_view symbol;  // as printed: " + "; of a function its name
  Row row = Row::from_left;
};

/// Whether it makes a list: the terms of a sum, the factors of a product.
struct Listing {
  enum class Kind : std::uint8_t { none, sum, product };
  Kind kind = Kind::none;
  bool takes_away = false;  // its last operand is subtracted, or stands below the line
};

/// What dimensions operands need, and which one comes out.
enum class DimensionRule : std::uint8_t {
  sum,         // alike, or a date and a time
  difference,  // alike; of two dates a time
  product,
  quotient,
  power,       // the second is a plain number, and fixed where the first is none
  alike,       // all alike
  negated,     // anything but a date, with the other sign
  plain,       // a plain number, and so is the result
  root,        // half the powers
  date,        // a date; the result is a plain number
  counted,     // what is counted in whole pieces, or a plain number
  comparison,  // both alike; the result is a plain number
  choice,      // a plain number, and then two alike
  restricted,  // any two; the result is as the first
};

/// Operands and result at a point, and over a box.
struct At {
  double a, b, c, value;
};
struct Over {
  Interval a, b, c, value;
};

/// By each operand.
using OperandSlopes = std::array<double, most_operands>;
using OperandSlopeRanges = std::array<Interval, most_operands>;

struct Term;

/// What an operand is, as a formula over the result and the other operand, and what must not be negative for that.
struct Undoing;

/// The numbers that an operand may be. Not known: it takes a search.
struct Undone {
  bool known = false;
  int count = 0;
  std::array<double, 2> values{};

  static Undone unknown() { return {}; }
  static Undone none() { return {true, 0, {}}; }
  static Undone only(double value) { return {true, 1, {value, 0}}; }
  static Undone either(double value, double other) { return {true, 2, {value, other}}; }
};

/// How an operation is undone for one of its operands.
struct Inverse {
  /// True if `formula` gives the only operand there is. The other one is no number where it is not fixed;
  /// `never_negative`: the operand that is looked for is so.
  Needed<bool (*)(double other, bool never_negative)> is_unique;
  Needed<Undoing (*)(Term result, Term other)> formula;
  Needed<Undone (*)(double result, double other)> numbers;
};
struct Inverses {
  Inverse of_a, of_b;
  Needed<Undone (*)(double result)> of_both;  // where both operands are one
};

/// The shapes of operands, what each comes to where it is fixed, and whether the first two are one.
struct OperandShapes {
  std::array<Shape, most_operands> shapes;
  std::array<double, most_operands> values;
  bool same = false;

  const Shape& a() const { return shapes[0]; }
  const Shape& b() const { return shapes[1]; }
  const Shape& c() const { return shapes[2]; }
  bool vary() const { return a().varies() || b().varies() || c().varies(); }
};

/// An operand in a strip: a column of values, or one value for all places.
struct Cells {
  const double* column = nullptr;
  double value = 0;

  double operator[](std::size_t i) const { return column ? column[i] : value; }
};
using Strip = void (*)(std::span<const Cells> operands, double* out, std::size_t count);

struct OperationRow {
  Needed<Operation> operation;
  Needed<std::string_view> name;
  Needed<std::size_t> operands;
  Needed<Notation> written;
  Needed<std::string_view> example;  // as a person types it: "sqrt(9)"
  Needed<Listing> list;
  Needed<DimensionRule> dimension;
  /// The result on numbers; the single definition of what the operation means.
  Needed<double (*)(double, double, double)> apply;
  /// What it can come to when operands lie in intervals.
  Needed<Interval (*)(Interval, Interval, Interval)> enclose;
  /// The same with ends rounded outwards: what real arithmetic comes to lies inside, and so does what `apply` comes to.
  Needed<Interval (*)(Interval, Interval, Interval)> enclose_outwards;
  /// What a slope by the result comes to as slopes by the operands: at a point, and over a box.
  Needed<OperandSlopes (*)(double slope, const At&)> slopes;
  Needed<OperandSlopeRanges (*)(Interval slope, const Over&)> slope_ranges;
  /// True if the result is never negative, from whether the operands are so.
  Needed<bool (*)(bool, bool, bool)> never_negative;
  /// Its first two operands are compared, and which is the larger decides what it comes to.
  Needed<bool> compares;
  Inverses inverses;
  Needed<Shape (*)(const OperandShapes&)> shape;
  /// A strip of results, one for each place: bit for bit what `apply` comes to, but for exp and log (1 ulp).
  /// Some operand is a column.
  Needed<Strip> strip;
  /// The longest list of operands, all of them columns, that `strip` takes at once: storing a column takes longer than
  /// multiplying one. Left to right, and an operand may change places with what stands before it.
  Needed<std::size_t> most_in_strip;
};
inline constexpr std::size_t most_in_any_strip = 4;

extern const std::array<const OperationRow*, static_cast<std::size_t>(operation_count)> operation_rows;

/// The row of an operation, which is no leaf.
inline const OperationRow& row_of(Operation operation) {
  return *operation_rows[static_cast<std::size_t>(operation) - static_cast<std::size_t>(first_operation)];
}

/// How many operands it has; a leaf has none.
inline std::size_t operand_count(Operation operation) {
  if (is_leaf(operation)) return 0;
  return row_of(operation).operands;
}

/// True of what makes a list of two: a sum or a difference, a product or a quotient.
inline bool is_list(Operation operation, Listing::Kind kind) {
  return operand_count(operation) == 2 && row_of(operation).list->kind == kind;
}
inline bool is_sum(Operation operation) { return is_list(operation, Listing::Kind::sum); }
inline bool is_product(Operation operation) { return is_list(operation, Listing::Kind::product); }
/// True if the last operand is subtracted, or stands below the line.
inline bool takes_away(Operation operation) { return !is_leaf(operation) && row_of(operation).list->takes_away; }

/// The operation that is written as a function of this name, or none.
const OperationRow* find_function(std::string_view name);

/// The operands of a node or of an instruction, none of a leaf.
template <class Id>
class Operands {
 public:
  Operands(Operation operation, Id a, Id b, Id c) : ids_{a, b, c}, count_(operand_count(operation)) {}
  const Id* begin() const { return ids_.data(); }
  const Id* end() const { return ids_.data() + count_; }
  std::size_t size() const { return count_; }
  Id operator[](std::size_t i) const { return ids_[i]; }

 private:
  std::array<Id, most_operands> ids_;
  std::size_t count_;
};

/// The result of one operation on numbers; no number of a leaf.
double apply(Operation operation, double a, double b, double c = 0);

/// What an operation can come to when its operands lie in intervals; anything of a leaf. Ends are not rounded.
inline Interval enclose(Operation operation, Interval a, Interval b, Interval c = {}) {
  return is_leaf(operation) ? Interval::everything() : row_of(operation).enclose(a, b, c);
}
inline Interval enclose_outwards(Operation operation, Interval a, Interval b, Interval c = {}) {
  return is_leaf(operation) ? Interval::everything() : row_of(operation).enclose_outwards(a, b, c);
}

}  // namespace costcurve
