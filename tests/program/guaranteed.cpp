// The guaranteed range against brute force: random expressions over random boxes, every corner and ten thousand points
// inside.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

#include "audit/reasons.h"
#include "program/bounds.h"
#include "support/problems.h"
#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(engine_); }
  double between(double low, double high) { return std::uniform_real_distribution<double>(low, high)(engine_); }

 private:
  std::mt19937_64 engine_;
};

struct FormulaInBox {
  Problem problem;
  Program program;
  std::vector<Interval> box;
  std::string text;
};

// Up to four inputs, some of them across zero, and up to ten operations: + - * / pow min max exp log.
FormulaInBox a_boxed_expression(Random& random) {
  FormulaInBox made;
  Graph& graph = made.problem.graph;
  const std::size_t inputs = 1 + random.below(4);
  std::vector<NodeId> nodes;
  std::vector<Interval> sides;
  for (std::size_t i = 0; i < inputs; ++i) {
    const double low = random.below(3) == 0 ? random.between(-2, 1) : random.between(0.2, 3),
                 width = random.between(0, 1) * random.between(0, 2);
    sides.push_back({low, low + width});
    Quantity quantity;
    quantity.name = std::string(1, static_cast<char>('a' + i));
    quantity.symbol = graph.symbol(i, Dimension());
    made.problem.givens.state(i, a_given(low + width / 2));
    nodes.push_back(quantity.symbol);
    made.problem.quantities.push_back(std::move(quantity));
  }
  const auto any = [&] { return nodes[random.below(nodes.size())]; };
  const Operation two[] = {Operation::add,      Operation::add,      Operation::subtract,
                           Operation::multiply, Operation::multiply, Operation::divide,
                           Operation::power,    Operation::min,      Operation::max};
  const Operation one[] = {Operation::exp, Operation::log, Operation::negate, Operation::sqrt};
  for (std::size_t step = 1 + random.below(10); step > 0; --step) {
    if (random.below(5) == 0)
      nodes.push_back(graph.constant(std::vector<double>{-2, -1, 0.5, 2, 3}[random.below(5)], Dimension()));
    if (random.below(4) == 0)
      nodes.push_back(graph.unary(one[random.below(std::size(one))], any()));
    else
      nodes.push_back(graph.binary(two[random.below(std::size(two))], any(), any()));
  }
  const Solution solution = solve(made.problem);
  made.program = compile(made.problem, solution, {nodes.back()}).value();
  for (const std::size_t input : made.program.inputs) made.box.push_back(sides[input]);
  made.text = formula_text(made.problem, graph, nodes.back(), "");
  for (std::size_t i = 0; i < made.box.size(); ++i)
    made.text += fmt::format("; {} from {} to {}", made.problem.quantities[made.program.inputs[i]].name,
                             made.box[i].low, made.box[i].high);
  return made;
}

std::vector<double> corner(const std::vector<Interval>& box, std::size_t number) {
  std::vector<double> inputs;
  for (std::size_t i = 0; i < box.size(); ++i) inputs.push_back(number >> i & 1 ? box[i].high : box[i].low);
  return inputs;
}

// The largest intermediate result: the rounding of the value is a trifle of it.
double largest_value_inside(Program program, const std::vector<double>& inputs) {
  program.outputs.clear();
  for (std::uint32_t i = 0; i < program.code.size(); ++i) program.outputs.push_back(i);
  double largest = 0;
  for (const double value : evaluate(program, inputs)) largest = std::max(largest, std::abs(value));
  return largest;
}

struct Tried {
  std::size_t exact = 0, bounds = 0, unbounded = 0;
};

// How far a value may lie outside an exact range: its own rounding, which the corners have likewise.
double slack_of(const FormulaInBox& of, const std::vector<double>& inputs) {
  return 4 * std::numeric_limits<double>::epsilon() * static_cast<double>(of.program.code.size()) *
         largest_value_inside(of.program, inputs);
}

void try_one(Random& random, Tried& tried) {
  const FormulaInBox of = a_boxed_expression(random);
  const Bounds found = bounds(of.program, of.box);
  INFO(of.text, ": ", found.range.low, " to ", found.range.high, found.exact ? " exact" : " bound");
  REQUIRE(!std::isnan(found.range.low));
  REQUIRE(!std::isnan(found.range.high));
  Interval reached{HUGE_VAL, -HUGE_VAL};
  const auto check = [&](const std::vector<double>& inputs) {
    const double value = evaluate_first(of.program, inputs);
    if (std::isnan(value)) return;  // no value there: a logarithm of a negative number
    reached = hull(reached, Interval::point(value));
    if (found.range.holds(value)) return;
    const double slack = found.exact ? slack_of(of, inputs) : 0;  // a bound is rounded outwards and needs none
    CHECK_MESSAGE((found.range.low - slack <= value && value <= found.range.high + slack), "reaches ", value);
  };
  for (std::size_t i = 0; i < (std::size_t{1} << of.box.size()); ++i) check(corner(of.box, i));
  std::vector<double> inputs(of.box.size());
  for (int i = 0; i < 10000; ++i) {
    for (std::size_t k = 0; k < inputs.size(); ++k)
      inputs[k] = std::min(of.box[k].high, random.between(of.box[k].low, std::nextafter(of.box[k].high, HUGE_VAL)));
    check(inputs);
  }
  (found.exact ? tried.exact : found.range.is_finite() ? tried.bounds : tried.unbounded) += 1;
  if (found.exact && of.box.size() == 1)
    CHECK_MESSAGE(reached.width() >= 0.98 * found.range.width(), "brute force reaches only ", reached.low, " to ",
                  reached.high);
}

}  // namespace

TEST_CASE("corners and ten thousand points inside lie within the guaranteed range") {
  Random random(20250120);
  Tried tried;
  for (int i = 0; i < 400; ++i) try_one(random, tried);
  // The cases are worth something: of every kind there are many.
  CHECK(tried.exact > 100);
  CHECK(tried.bounds > 15);
}

TEST_CASE("the ends of an exact range are attained at corners") {
  // Signs of slopes that hold over the whole box: no split, the corners of the box itself.
  Random random(7);
  int attained = 0;
  for (int i = 0; i < 600; ++i) {
    const FormulaInBox of = a_boxed_expression(random);
    const Bounds found = bounds(of.program, of.box);
    if (!found.exact || !found.range.is_finite()) continue;
    INFO(of.text, ": ", found.range.low, " to ", found.range.high);
    Interval corners{HUGE_VAL, -HUGE_VAL};
    double noise = 0;
    // Where the box had to be split, the ends lie at corners of its parts: halves of sides, again and again.
    std::vector<std::vector<double>> stops;
    for (const Interval side : of.box) {
      std::vector<double> at = {side.low, side.high};
      for (int depth = 0; depth < 6 && of.box.size() == 1; ++depth) {
        std::vector<double> finer;
        for (std::size_t k = 0; k + 1 < at.size(); ++k)
          finer.insert(finer.end(), {at[k], at[k] > 0 ? std::sqrt(at[k] * at[k + 1]) : (at[k] + at[k + 1]) / 2});
        finer.push_back(at.back());
        at = finer;
      }
      stops.push_back(at);
    }
    std::vector<std::size_t> place(of.box.size(), 0);
    for (bool more = true; more;) {
      std::vector<double> inputs;
      for (std::size_t k = 0; k < place.size(); ++k) inputs.push_back(stops[k][place[k]]);
      if (const double value = evaluate_first(of.program, inputs); !std::isnan(value))
        corners = hull(corners, Interval::point(value));
      noise = std::max(noise, 1e-15 * largest_value_inside(of.program, inputs));
      more = false;
      for (std::size_t k = 0; k < place.size() && !more; ++k) {
        more = ++place[k] < stops[k].size();
        if (!more) place[k] = 0;
      }
    }
    const bool at_corners = std::abs(corners.low - found.range.low) <= 1e-12 * std::abs(found.range.low) + noise &&
                            std::abs(corners.high - found.range.high) <= 1e-12 * std::abs(found.range.high) + noise;
    CHECK(at_corners);
    attained += at_corners ? 1 : 0;
  }
  CHECK(attained > 200);
}

TEST_CASE("an operation rounded outwards holds what real arithmetic comes to") {
  // Judged with the 64-bit mantissa of long double.
  Random random(11);
  const Operation all[] = {Operation::add,   Operation::subtract, Operation::multiply, Operation::divide,
                           Operation::power, Operation::exp,      Operation::log,      Operation::sqrt};
  for (int i = 0; i < 200000; ++i) {
    const Operation operation = all[random.below(std::size(all))];
    const double x = std::exp(random.between(-20, 20)), y = random.between(-30, 30);
    const double a = operation == Operation::exp ? y : x, b = operation == Operation::power ? y / 4 : y;
    long double exact = 0;
    const long double p = a, q = b;
    switch (operation) {
      case Operation::add: exact = p + q; break;
      case Operation::subtract: exact = p - q; break;
      case Operation::multiply: exact = p * q; break;
      case Operation::divide: exact = p / q; break;
      case Operation::power: exact = std::pow(p, q); break;
      case Operation::exp: exact = std::exp(p); break;
      case Operation::log: exact = std::log(p); break;
      default: exact = std::sqrt(p); break;
    }
    const Interval found = enclose_outwards(operation, Interval::point(a), Interval::point(b));
    CHECK((static_cast<long double>(found.low) <= exact && exact <= static_cast<long double>(found.high)));
    CHECK(found.width() <=
          8 * std::numeric_limits<double>::epsilon() * std::max(std::abs(static_cast<double>(exact)), 1e-300));
  }
}

TEST_CASE("what cannot be negative does not become so by rounding outwards") {
  CHECK(enclose_outwards(Operation::multiply, {0, 1}, {0, 2}).low == 0);
  CHECK(enclose_outwards(Operation::sqrt, {0, 4}, {}).low == 0);
  CHECK(enclose_outwards(Operation::exp, {-HUGE_VAL, 0}, {}).low == 0);
  CHECK(enclose_outwards(Operation::divide, {0, 1}, {1, 2}).low == 0);
  CHECK(enclose_outwards(Operation::multiply, {-2, -1}, {0, 3}).high == 0);
  CHECK(enclose_outwards(Operation::power, {0, 4}, {0.5, 2}).low == 0);
}
