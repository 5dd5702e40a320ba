// Powers, roots, exponentials and logarithms: rows of the table of operations.

#include "graph/operation_parts.h"
#include "graph/strips.h"

namespace costcurve {

namespace {

// Common exponents without std::pow, which takes 45 ns where a product takes a fraction of one.
double power_of(double a, double b) {
  if (b == 2) return a * a;
  if (b == 0.5) return std::sqrt(a);
  if (b == -1) return 1 / a;
  if (b == 3) return a * a * a;
  return std::pow(a, b);
}

// --- intervals

// a to the power b, a not negative: monotone in each, so that the corners hold the extremes. (exp(b log(a)) would
// multiply the rounding of the logarithm by the exponent.)
Interval power_at_corners(Interval a, Interval b) {
  const double low = a.low + 0.0;  // minus zero would have the wrong infinity
  const double p = power_of(low, b.low), q = power_of(low, b.high), r = power_of(a.high, b.low),
               s = power_of(a.high, b.high);
  return {std::min({p, q, r, s}), std::max({p, q, r, s})};
}

Interval power_outwards(Interval a, Interval b, Interval) {
  if (a.low >= 0) return outwards(power_at_corners(a, b), 2, 1);
  return outwards(pow(a, b), 2,
                  0);  // of a negative base only whole exponents have a meaning
}

// --- slopes

OperandSlopes power_slopes(double slope, const At& at) {
  return {slope * at.b * power_of(at.a, at.b - 1), at.a > 0 ? slope * at.value * std::log(at.a) : 0};
}

OperandSlopeRanges power_slope_ranges(Interval slope, const Over& over) {
  return {slope * over.b * pow(over.a, over.b - Interval::point(1)),
          over.b.is_point() ? Interval{} : slope * over.value * log(over.a)};
}

// --- inverses

// A whole exponent has a meaning for negative bases too: an even one then two inverses, an odd one a root that pow
// refuses.
bool base_is_unique(double exponent, bool never_negative) {
  if (std::isnan(exponent)) return true;
  if (exponent == 0) return false;
  return exponent != std::floor(exponent) || std::abs(exponent) == 1 || never_negative;
}

// A fixed exponent becomes a fixed root, so that dimensions stay known; any other is divided into one. A base that has
// such a power is not negative, and nor is the power: x^(1/3) = -2 has no solution, though (-2)^3 is a number.
Undoing base_formula(Term result, Term exponent) {
  Graph& graph = *result.graph;
  const Node node = graph[exponent.node];
  const bool is_fixed = node.operation == Operation::constant;
  const Term one_over = is_fixed ? Term{&graph, graph.constant(1.0 / node.value, Dimension())}
                                 : Term{&graph, graph.constant(1, Dimension())} / exponent;
  const Term base = pow(result, one_over);
  if (is_fixed && std::abs(node.value) == 1) return {base};
  // Of a moving exponent it shows only in what the base comes to: (-2)^n is a number for n = 1.
  return {base, is_fixed ? result : result * pow(base, exponent)};
}

Undone base_numbers(double result, double exponent) {
  if (exponent == 0) return Undone::unknown();
  if (exponent == 2) return row_of(Operation::multiply).inverses.of_both(result);
  const bool is_whole = exponent == std::round(exponent), is_even = std::fmod(exponent, 2) == 0;
  if (result == 0) return exponent < 0 ? Undone::none() : Undone::only(0);
  if (is_whole && !is_even) return Undone::only(std::copysign(std::pow(std::abs(result), 1 / exponent), result));
  if (result < 0) return Undone::none();
  const double base = std::pow(result, 1 / exponent);
  return is_even ? Undone::either(base, -base) : Undone::only(base);
}

Undone exponent_numbers(double result, double base) {
  if (!(base > 0) || base == 1) return Undone::unknown();
  return result <= 0 ? Undone::none() : Undone::only(std::log(result) / std::log(base));
}

// --- strips

COSTCURVE_UNARY_STRIP(square, x* x)
COSTCURVE_UNARY_STRIP(cube, x* x* x)
COSTCURVE_UNARY_STRIP(inverse, 1 / x)
COSTCURVE_UNARY_STRIP(root, std::sqrt(x))

void power_strip(std::span<const Cells> of, double* out, std::size_t count) {
  struct Loop {
    double exponent;
    Strip strip;
  };
  constexpr Loop loops[] = {{2, square_strip}, {3, cube_strip}, {-1, inverse_strip}, {0.5, root_strip}};
  for (const Loop& loop : loops)
    if (!of[1].column && of[1].value == loop.exponent) return loop.strip(of, out, count);
  for (std::size_t i = 0; i < count; ++i) out[i] = power_of(of[0][i], of[1][i]);
}
void exponential_strip(std::span<const Cells> of, double* out, std::size_t count) {
  exponentials(of[0].column, out, count);
}
void logarithm_strip(std::span<const Cells> of, double* out, std::size_t count) {
  logarithms(of[0].column, out, count);
}

}  // namespace

extern constinit const OperationRow power_row{
    .operation = Operation::power,
    .name = "power",
    .operands = 2,
    .written = Notation{Notation::Kind::infix, 4, "^", Notation::Row::from_right},
    .example = "2^3",
    .list = no_list,
    .dimension = DimensionRule::power,
    .apply = [](double a, double b, double) { return power_of(a, b); },
    .enclose = [](Interval a, Interval b, Interval) { return pow(a, b); },
    .enclose_outwards = power_outwards,
    .slopes = power_slopes,
    .slope_ranges = power_slope_ranges,
    .never_negative = if_first,
    .compares = false,
    .inverses =
        {
            .of_a = {base_is_unique, base_formula, base_numbers},
            .of_b = {always_unique, [](Term result, Term base) { return Undoing{log(result) / log(base)}; },
                     exponent_numbers},
            .of_both = unknown_of_itself,
        },
    .shape =
        [](const OperandShapes& of) {
          if (of.b().varies()) return Shape::tangled();
          return of.a().varies() ? raised(of.a(), of.values[1]) : Shape{};
        },
    .strip = power_strip,
    .most_in_strip = 2,
};

extern constinit const OperationRow exp_row{
    .operation = Operation::exp,
    .name = "exp",
    .operands = 1,
    .written = function("exp"),
    .example = "exp(2)",
    .list = no_list,
    .dimension = DimensionRule::plain,
    .apply = [](double a, double, double) { return std::exp(a); },
    .enclose = [](Interval a, Interval, Interval) { return exp(a); },
    .enclose_outwards = [](Interval a, Interval, Interval) { return outwards(exp(a), 2, 1); },
    .slopes = [](double slope, const At& at) { return OperandSlopes{slope * at.value}; },
    .slope_ranges = [](Interval slope, const Over& over) { return OperandSlopeRanges{slope * over.value}; },
    .never_negative = always,
    .compares = false,
    .inverses =
        {
            .of_a = {
                always_unique, [](Term result, Term) { return Undoing{log(result)}; },
                [](double result, double) { return result <= 0 ? Undone::none() : Undone::only(std::log(result)); }},
            .of_b = no_inverse,
            .of_both = unknown_of_itself,
        },
    .shape = tangled_if_varied,
    .strip = exponential_strip,
    .most_in_strip = 1,
};

extern constinit const OperationRow log_row{
    .operation = Operation::log,
    .name = "log",
    .operands = 1,
    .written = function("log"),
    .example = "log(2)",
    .list = no_list,
    .dimension = DimensionRule::plain,
    .apply = [](double a, double, double) { return std::log(a); },
    .enclose = [](Interval a, Interval, Interval) { return log(a); },
    .enclose_outwards = [](Interval a, Interval, Interval) { return outwards(log(a), 2, 0); },
    .slopes = [](double slope, const At& at) { return OperandSlopes{slope / at.a}; },
    .slope_ranges = [](Interval slope, const Over& over) { return OperandSlopeRanges{slope / over.a}; },
    .never_negative = never,
    .compares = false,
    .inverses =
        {
            .of_a = {always_unique, [](Term result, Term) { return Undoing{exp(result)}; },
                     [](double result, double) { return Undone::only(std::exp(result)); }},
            .of_b = no_inverse,
            .of_both = unknown_of_itself,
        },
    .shape = tangled_if_varied,
    .strip = logarithm_strip,
    .most_in_strip = 1,
};

extern constinit const OperationRow sqrt_row{
    .operation = Operation::sqrt,
    .name = "sqrt",
    .operands = 1,
    .written = function("sqrt"),
    .example = "sqrt(2)",
    .list = no_list,
    .dimension = DimensionRule::root,
    .apply = [](double a, double, double) { return std::sqrt(a); },
    .enclose = [](Interval a, Interval, Interval) { return sqrt(a); },
    .enclose_outwards = [](Interval a, Interval, Interval) { return outwards(sqrt(a), 1, 1); },
    .slopes = [](double slope, const At& at) { return OperandSlopes{slope / (2 * at.value)}; },
    .slope_ranges = [](Interval slope,
                       const Over& over) { return OperandSlopeRanges{slope / (over.value + over.value)}; },
    .never_negative = always,
    .compares = false,
    .inverses =
        {
            .of_a = {always_unique,
                     [](Term result, Term) {
                       const Term two{result.graph, result.graph->constant(2, Dimension())};
                       return Undoing{pow(result, two), result};
                     },
                     [](double result, double) { return result < 0 ? Undone::none() : Undone::only(result * result); }},
            .of_b = no_inverse,
            .of_both = unknown_of_itself,
        },
    .shape = [](const OperandShapes& of) { return of.a().varies() ? raised(of.a(), 0.5) : Shape{}; },
    .strip = root_strip,
    .most_in_strip = 1,
};

}  // namespace costcurve
