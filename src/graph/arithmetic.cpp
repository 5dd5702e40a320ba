// Sums, differences, products, quotients and negatives: rows of the table of operations.

#include "graph/operation_parts.h"
#include "graph/strips.h"

namespace costcurve {

namespace {

COSTCURVE_BINARY_STRIP(sum_of_two, x + y)
COSTCURVE_BINARY_STRIP(difference, x - y)
COSTCURVE_BINARY_STRIP(product_of_two, x* y)
COSTCURVE_BINARY_STRIP(quotient, x / y)
COSTCURVE_UNARY_STRIP(negative, -x)

COSTCURVE_VECTOR void sum_of_three(const double* a, const double* b, const double* c, double* out, std::size_t n) {
  COSTCURVE_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = a[i] + b[i] + c[i];
}
COSTCURVE_VECTOR void sum_of_four(const double* a, const double* b, const double* c, const double* d, double* out,
                                  std::size_t n) {
  COSTCURVE_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = a[i] + b[i] + c[i] + d[i];
}
COSTCURVE_VECTOR void product_of_three(const double* a, const double* b, const double* c, double* out, std::size_t n) {
  COSTCURVE_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = a[i] * b[i] * c[i];
}
COSTCURVE_VECTOR void product_of_four(const double* a, const double* b, const double* c, const double* d, double* out,
                                      std::size_t n) {
  COSTCURVE_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = a[i] * b[i] * c[i] * d[i];
}

void sum_strip(std::span<const Cells> of, double* out, std::size_t count) {
  if (of.size() == 2) return sum_of_two_strip(of, out, count);
  if (of.size() == 3) return sum_of_three(of[0].column, of[1].column, of[2].column, out, count);
  sum_of_four(of[0].column, of[1].column, of[2].column, of[3].column, out, count);
}

void product_strip(std::span<const Cells> of, double* out, std::size_t count) {
  if (of.size() == 2) return product_of_two_strip(of, out, count);
  if (of.size() == 3) return product_of_three(of[0].column, of[1].column, of[2].column, out, count);
  product_of_four(of[0].column, of[1].column, of[2].column, of[3].column, out, count);
}

// Nought times anything is nought, and nothing else.
Undone other_factor(double product, double factor) {
  if (factor != 0) return Undone::only(product / factor);
  return product == 0 ? Undone::unknown() : Undone::none();
}

Undone root_of_square(double square) {
  if (square < 0) return Undone::none();
  return square == 0 ? Undone::only(0) : Undone::either(std::sqrt(square), -std::sqrt(square));
}

// --- shapes

Shape sum_shape(const OperandShapes& of) {
  const Shape &a = of.a(), &b = of.b();
  if (!a.varies() && !b.varies()) return {};
  if (a.is_power() && b.is_power() && a.exponent == b.exponent)
    return Shape::power_of(a.exponent, a.rooted || b.rooted);
  if ((a.is_line() || !a.varies()) && (b.is_line() || !b.varies())) return Shape::line();
  return Shape::tangled();
}

Shape product_shape(const OperandShapes& of, double sign) {
  const Shape &a = of.a(), &b = of.b();
  if (a.is_power() && b.is_power()) return Shape::power_of(a.exponent + sign * b.exponent, a.rooted || b.rooted);
  if (!b.varies()) return a;
  if (!a.varies() && sign > 0) return b;
  if (!a.varies() && b.is_power()) return Shape::power_of(-b.exponent, b.rooted);
  return Shape::tangled();
}

}  // namespace

extern constinit const OperationRow add_row{
    .operation = Operation::add,
    .name = "add",
    .operands = 2,
    .written = associative(1, " + "),
    .example = "2 + 3",
    .list = Listing{Listing::Kind::sum, false},
    .dimension = DimensionRule::sum,
    .apply = [](double a, double b, double) { return a + b; },
    .enclose = [](Interval a, Interval b, Interval) { return a + b; },
    .enclose_outwards =
        [](Interval a, Interval b, Interval) {
          return outwards(a + b, 1, sign_throughout(a) == sign_throughout(b) ? sign_throughout(a) : 0);
        },
    .slopes =
        [](double slope, const At&) {
          return OperandSlopes{slope, slope};
        },
    .slope_ranges =
        [](Interval slope, const Over&) {
          return OperandSlopeRanges{slope, slope};
        },
    .never_negative = if_both,
    .compares = false,
    .inverses =
        {
            .of_a = {always_unique, [](Term result, Term b) { return Undoing{result - b}; },
                     [](double result, double b) { return Undone::only(result - b); }},
            .of_b = {always_unique, [](Term result, Term a) { return Undoing{result - a}; },
                     [](double result, double a) { return Undone::only(result - a); }},
            .of_both = unknown_of_itself,
        },
    .shape = sum_shape,
    .strip = sum_strip,
    .most_in_strip = 4,
};

extern constinit const OperationRow subtract_row{
    .operation = Operation::subtract,
    .name = "subtract",
    .operands = 2,
    .written = infix(1, " − "),
    .example = "5 - 3",
    .list = Listing{Listing::Kind::sum, true},
    .dimension = DimensionRule::difference,
    .apply = [](double a, double b, double) { return a - b; },
    .enclose = [](Interval a, Interval b, Interval) { return a - b; },
    .enclose_outwards =
        [](Interval a, Interval b, Interval) {
          return outwards(a - b, 1, a.low >= b.high ? 1 : a.high <= b.low ? -1 : 0);
        },
    .slopes =
        [](double slope, const At&) {
          return OperandSlopes{slope, -slope};
        },
    .slope_ranges =
        [](Interval slope, const Over&) {
          return OperandSlopeRanges{slope, -slope};
        },
    .never_negative = never,
    .compares = false,
    .inverses =
        {
            .of_a = {always_unique, [](Term result, Term b) { return Undoing{result + b}; },
                     [](double result, double b) { return Undone::only(result + b); }},
            .of_b = {always_unique, [](Term result, Term a) { return Undoing{a - result}; },
                     [](double result, double a) { return Undone::only(a - result); }},
            .of_both = unknown_of_itself,
        },
    .shape = [](const OperandShapes& of) { return of.same ? Shape{} : sum_shape(of); },
    .strip = difference_strip,
    .most_in_strip = 2,
};

extern constinit const OperationRow multiply_row{
    .operation = Operation::multiply,
    .name = "multiply",
    .operands = 2,
    .written = associative(2, " × "),
    .example = "2 * 3",
    .list = Listing{Listing::Kind::product, false},
    .dimension = DimensionRule::product,
    .apply = [](double a, double b, double) { return a * b; },
    .enclose = [](Interval a, Interval b, Interval) { return a * b; },
    .enclose_outwards = [](Interval a, Interval b,
                           Interval) { return outwards(a * b, 1, sign_throughout(a) * sign_throughout(b)); },
    .slopes =
        [](double slope, const At& at) {
          return OperandSlopes{slope * at.b, slope * at.a};
        },
    .slope_ranges =
        [](Interval slope, const Over& over) {
          return OperandSlopeRanges{slope * over.b, slope * over.a};
        },
    .never_negative = if_both,
    .compares = false,
    .inverses =
        {
            .of_a = {always_unique, [](Term result, Term b) { return Undoing{result / b}; }, other_factor},
            .of_b = {always_unique, [](Term result, Term a) { return Undoing{result / a}; }, other_factor},
            .of_both = root_of_square,
        },
    .shape = [](const OperandShapes& of) { return product_shape(of, 1); },
    .strip = product_strip,
    .most_in_strip = 4,
};

extern constinit const OperationRow divide_row{
    .operation = Operation::divide,
    .name = "divide",
    .operands = 2,
    .written = infix(2, " / "),
    .example = "6 / 3",
    .list = Listing{Listing::Kind::product, true},
    .dimension = DimensionRule::quotient,
    .apply = [](double a, double b, double) { return a / b; },
    .enclose = [](Interval a, Interval b, Interval) { return a / b; },
    // An inverse and a product.
    .enclose_outwards = [](Interval a, Interval b,
                           Interval) { return outwards(a / b, 2, sign_throughout(a) * sign_throughout(b)); },
    .slopes =
        [](double slope, const At& at) {
          return OperandSlopes{slope / at.b, -(slope * at.a / (at.b * at.b))};
        },
    .slope_ranges =
        [](Interval slope, const Over& over) {
          return OperandSlopeRanges{slope / over.b, -(slope * over.a / (over.b * over.b))};
        },
    .never_negative = if_both,
    .compares = false,
    .inverses =
        {
            .of_a = {always_unique, [](Term result, Term b) { return Undoing{result * b}; },
                     [](double result, double b) { return b == 0 ? Undone::unknown() : Undone::only(result * b); }},
            .of_b = {always_unique, [](Term result, Term a) { return Undoing{a / result}; },
                     [](double result, double a) {
                       if (a == 0) return Undone::unknown();
                       return result == 0 ? Undone::none() : Undone::only(a / result);
                     }},
            .of_both = unknown_of_itself,
        },
    // (x + y) / (x + y)
    .shape = [](const OperandShapes& of) { return of.same ? Shape{} : product_shape(of, -1); },
    .strip = quotient_strip,
    .most_in_strip = 2,
};

extern constinit const OperationRow negate_row{
    .operation = Operation::negate,
    .name = "negate",
    .operands = 1,
    .written = Notation{Notation::Kind::prefix, 3, "−", Notation::Row::from_left},
    .example = "-.a",
    .list = Listing{Listing::Kind::sum, true},
    .dimension = DimensionRule::negated,
    .apply = [](double a, double, double) { return -a; },
    .enclose = [](Interval a, Interval, Interval) { return -a; },
    .enclose_outwards = [](Interval a, Interval, Interval) { return -a; },
    .slopes = [](double slope, const At&) { return OperandSlopes{-slope}; },
    .slope_ranges = [](Interval slope, const Over&) { return OperandSlopeRanges{-slope}; },
    .never_negative = never,
    .compares = false,
    .inverses =
        {
            .of_a = {always_unique, [](Term result, Term) { return Undoing{-result}; },
                     [](double result, double) { return Undone::only(-result); }},
            .of_b = no_inverse,
            .of_both = unknown_of_itself,
        },
    .shape = [](const OperandShapes& of) { return of.a(); },
    .strip = negative_strip,
    .most_in_strip = 1,
};

}  // namespace costcurve
