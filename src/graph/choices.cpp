// What decides between operands: rows of the table of operations.

#include "graph/operation_parts.h"
#include "graph/strips.h"
#include "numeric/demand.h"
#include "numeric/random.h"

namespace costcurve {

namespace {

// An operand without a value leaves none: max(5, log(-1)) is not 5.
COSTCURVE_BINARY_STRIP(least, y < x || y != y ? y : x)
COSTCURVE_BINARY_STRIP(most, x < y || y != y ? y : x)

// Which operand rules may change inside the box: each may then get all of the slope or none of it.
OperandSlopeRanges slope_of_ruling(Interval slope, bool a_rules, bool b_rules) {
  if (a_rules) return {slope};
  if (b_rules) return {Interval{}, slope};
  const Interval some = hull(slope, Interval{});
  return {some, some};
}

// max(x, c) is t where x is, if t is above c; never below it; and at c itself for every smaller x.
Undone undo_extreme(double result, double other, double sign) {
  if (meets(Demand::equal, result, other)) return Undone::unknown();
  return sign * (result - other) < 0 ? Undone::none() : Undone::only(result);
}
Undone undo_min(double result, double other) { return undo_extreme(result, other, -1); }
Undone undo_max(double result, double other) { return undo_extreme(result, other, 1); }

constexpr Inverse inverse_of_min{never_unique, no_formula, undo_min};
constexpr Inverse inverse_of_max{never_unique, no_formula, undo_max};

Interval min_range(Interval a, Interval b, Interval) { return {std::min(a.low, b.low), std::min(a.high, b.high)}; }
Interval max_range(Interval a, Interval b, Interval) { return {std::max(a.low, b.low), std::max(a.high, b.high)}; }

// --- comparisons: 1 where it is true, 0 where not, but for rounding. 0.1 h * 3
// is 0.3 h, whatever the last bits say, so that no choice hangs on them.

constexpr double rounding = 1e-12;

[[gnu::always_inline]] inline bool are_equal(double x, double y) {
  const double smaller = std::abs(x) < std::abs(y) ? std::abs(x) : std::abs(y);
  return (x == y) | (std::abs(x - y) < rounding * smaller);
}
[[gnu::always_inline]] inline double truth(bool is_true, double x, double y) {
  return ((x != x) | (y != y)) ? x + y : is_true ? 1.0 : 0.0;
}
[[gnu::always_inline]] inline double is_less(double x, double y) { return truth((x < y) & !are_equal(x, y), x, y); }
[[gnu::always_inline]] inline double is_at_most(double x, double y) { return truth((x < y) | are_equal(x, y), x, y); }
[[gnu::always_inline]] inline double is_equal(double x, double y) { return truth(are_equal(x, y), x, y); }

COSTCURVE_BINARY_STRIP(less, is_less(x, y))
COSTCURVE_BINARY_STRIP(at_most, is_at_most(x, y))
COSTCURVE_BINARY_STRIP(equal, is_equal(x, y))

constexpr Interval either_way{0, 1};

Interval less_range(Interval a, Interval b, Interval) { return {is_less(a.high, b.low), is_less(a.low, b.high)}; }
Interval at_most_range(Interval a, Interval b, Interval) {
  return {is_at_most(a.high, b.low), is_at_most(a.low, b.high)};
}
Interval equal_range(Interval a, Interval b, Interval) {
  if (is_less(a.high, b.low) == 1 || is_less(b.high, a.low) == 1) return Interval::point(0);
  return a.is_point() && b.is_point() ? Interval::point(1) : either_way;
}

// How steep something is that may jump upwards, and nowhere falls. Its difference quotients lie in here, which is all
// that signs of slopes over a box are read for.
constexpr Interval rising{0, std::numeric_limits<double>::infinity()};

OperandSlopeRanges order_slope_ranges(Interval slope, const Over& over) {
  if (over.value.is_point()) return {};
  return {slope * -rising, slope * rising};
}
OperandSlopeRanges equal_slope_ranges(Interval, const Over& over) {
  if (over.value.is_point()) return {};
  return {Interval::everything(), Interval::everything()};
}

// --- select(condition, a, b)

[[gnu::always_inline]] inline double selected(double condition, double a, double b) {
  return condition != condition ? condition : condition != 0 ? a : b;
}

COSTCURVE_VECTOR void select_columns(const double* condition, const double* a, const double* b, double* out,
                                     std::size_t count) {
  COSTCURVE_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) out[i] = selected(condition[i], a[i], b[i]);
}

// What is one value for all places is spread over a strip first.
void select_strip(std::span<const Cells> of, double* out, std::size_t count) {
  std::array<std::array<double, strip_length>, most_operands> spread;
  std::array<const double*, most_operands> columns{};
  for (std::size_t k = 0; k < columns.size(); ++k) {
    columns[k] = of[k].column ? of[k].column : spread[k].data();
    if (!of[k].column) std::fill_n(spread[k].begin(), count, of[k].value);
  }
  select_columns(columns[0], columns[1], columns[2], out, count);
}

bool is_certain(Interval condition) { return !condition.holds(0) || condition.is_point(); }

Interval select_range(Interval condition, Interval a, Interval b) {
  if (is_certain(condition)) return condition.low != 0 ? a : b;
  return hull(a, b);
}

OperandSlopes select_slopes(double slope, const At& at) {
  return at.a != 0 ? OperandSlopes{0, slope, 0} : OperandSlopes{0, 0, slope};
}

// A condition that goes from 0 to 1 takes the value from the one to the other.
OperandSlopeRanges select_slope_ranges(Interval slope, const Over& over) {
  if (is_certain(over.a))
    return over.a.low != 0 ? OperandSlopeRanges{Interval{}, slope, Interval{}}
                           : OperandSlopeRanges{Interval{}, Interval{}, slope};
  const Interval some = hull(slope, Interval{});
  const bool is_truth = over.a.low >= 0 && over.a.high <= 1;
  return {is_truth ? slope * (over.b - over.c) * rising : Interval::everything(), some, some};
}

Shape select_shape(const OperandShapes& of) {
  if (of.a().varies() || std::isnan(of.values[0])) return of.vary() ? Shape::tangled() : Shape{};
  return of.values[0] != 0 ? of.b() : of.c();
}

// --- where

COSTCURVE_BINARY_STRIP(where, y >= 0 ? x : __builtin_nan(""))

// Where it has no value it is not looked at, as the root of a negative number is not.
Interval where_range(Interval a, Interval condition, Interval) {
  return condition.high >= 0 ? a : Interval::everything();
}

}  // namespace

extern constinit const OperationRow min_row{
    .operation = Operation::min,
    .name = "min",
    .operands = 2,
    .written = function("min"),
    .example = "min(2, 3)",
    .list = no_list,
    .dimension = DimensionRule::alike,
    .apply = [](double a, double b, double) { return b < a || std::isnan(b) ? b : a; },
    .enclose = min_range,
    .enclose_outwards = min_range,
    .slopes =
        [](double slope, const At& at) {
          return at.a <= at.b ? OperandSlopes{slope} : OperandSlopes{0, slope};
        },
    .slope_ranges =
        [](Interval slope, const Over& over) {
          return slope_of_ruling(slope, over.a.high < over.b.low, over.b.high < over.a.low);
        },
    .never_negative = if_both,
    .compares = true,
    .inverses = {.of_a = inverse_of_min, .of_b = inverse_of_min, .of_both = unknown_of_itself},
    .shape = tangled_if_varied,
    .strip = least_strip,
    .most_in_strip = 2,
};

extern constinit const OperationRow max_row{
    .operation = Operation::max,
    .name = "max",
    .operands = 2,
    .written = function("max"),
    .example = "max(2, 3)",
    .list = no_list,
    .dimension = DimensionRule::alike,
    .apply = [](double a, double b, double) { return a < b || std::isnan(b) ? b : a; },
    .enclose = max_range,
    .enclose_outwards = max_range,
    .slopes =
        [](double slope, const At& at) {
          return at.a >= at.b ? OperandSlopes{slope} : OperandSlopes{0, slope};
        },
    .slope_ranges =
        [](Interval slope, const Over& over) {
          return slope_of_ruling(slope, over.a.low > over.b.high, over.b.low > over.a.high);
        },
    .never_negative = if_either,
    .compares = true,
    .inverses = {.of_a = inverse_of_max, .of_b = inverse_of_max, .of_both = unknown_of_itself},
    .shape = tangled_if_varied,
    .strip = most_strip,
    .most_in_strip = 2,
};

extern constinit const OperationRow less_row{
    .operation = Operation::less,
    .name = "less",
    .operands = 2,
    .written = Notation{Notation::Kind::infix, 0, " < ", Notation::Row::none},
    .example = "(2 < 3)",
    .list = no_list,
    .dimension = DimensionRule::comparison,
    .apply = [](double a, double b, double) { return is_less(a, b); },
    .enclose = less_range,
    .enclose_outwards = less_range,
    .slopes = no_slopes,
    .slope_ranges = order_slope_ranges,
    .never_negative = always,
    .compares = true,
    .inverses = no_inverses,
    .shape = tangled_if_varied,
    .strip = less_strip,
    .most_in_strip = 2,
};

extern constinit const OperationRow at_most_row{
    .operation = Operation::at_most,
    .name = "at_most",
    .operands = 2,
    .written = Notation{Notation::Kind::infix, 0, " ≤ ", Notation::Row::none},
    .example = "(2 <= 3)",
    .list = no_list,
    .dimension = DimensionRule::comparison,
    .apply = [](double a, double b, double) { return is_at_most(a, b); },
    .enclose = at_most_range,
    .enclose_outwards = at_most_range,
    .slopes = no_slopes,
    .slope_ranges = order_slope_ranges,
    .never_negative = always,
    .compares = true,
    .inverses = no_inverses,
    .shape = tangled_if_varied,
    .strip = at_most_strip,
    .most_in_strip = 2,
};

extern constinit const OperationRow equal_row{
    .operation = Operation::equal,
    .name = "equal",
    .operands = 2,
    .written = Notation{Notation::Kind::infix, 0, " = ", Notation::Row::none},
    .example = "(2 = 3)",
    .list = no_list,
    .dimension = DimensionRule::comparison,
    .apply = [](double a, double b, double) { return is_equal(a, b); },
    .enclose = equal_range,
    .enclose_outwards = equal_range,
    .slopes = no_slopes,
    .slope_ranges = equal_slope_ranges,
    .never_negative = always,
    .compares = true,
    .inverses = no_inverses,
    .shape = tangled_if_varied,
    .strip = equal_strip,
    .most_in_strip = 2,
};

extern constinit const OperationRow select_row{
    .operation = Operation::select,
    .name = "select",
    .operands = 3,
    .written = function("select"),
    .example = "select(2 < 3, 4, 5)",
    .list = no_list,
    .dimension = DimensionRule::choice,
    .apply = selected,
    .enclose = select_range,
    .enclose_outwards = select_range,
    .slopes = select_slopes,
    .slope_ranges = select_slope_ranges,
    .never_negative = [](bool, bool a, bool b) { return a && b; },
    .compares = false,
    .inverses = no_inverses,
    .shape = select_shape,
    .strip = select_strip,
    .most_in_strip = 3,
};

// a where b is not negative, and no number elsewhere: a rearranged formula where it is the equation's solution.
extern constinit const OperationRow where_row{
    .operation = Operation::where,
    .name = "where",
    .operands = 2,
    .written = Notation{Notation::Kind::none, 5, "", Notation::Row::from_left},
    .example = "",
    .list = no_list,
    .dimension = DimensionRule::restricted,
    .apply = [](double a, double condition, double) { return condition >= 0 ? a : std::nan(""); },
    .enclose = where_range,
    .enclose_outwards = where_range,
    .slopes = [](double slope, const At&) { return OperandSlopes{slope}; },
    .slope_ranges = [](Interval slope, const Over&) { return OperandSlopeRanges{slope}; },
    .never_negative = if_first,
    .compares = false,
    .inverses = no_inverses,
    .shape = [](const OperandShapes& of) { return of.b().varies() ? Shape::tangled() : of.a(); },
    .strip = where_strip,
    .most_in_strip = 2,
};

}  // namespace costcurve
