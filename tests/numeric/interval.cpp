#include "numeric/interval.h"

#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// Ends on either side of zero, at zero, at whole numbers, and both the same.
double an_end() {
  const std::size_t kind = below(6);
  if (kind == 0) return 0;
  if (kind == 1) return a_whole(-4, 4);
  return a_size(1e-3, 1e3) * (flip() ? 1 : -1);
}

Interval an_interval() {
  const double a = an_end(), b = below(4) == 0 ? a : an_end();
  return {std::min(a, b), std::max(a, b)};
}

// A number within, often an end or zero.
double within(Interval interval) {
  const std::size_t kind = below(5);
  if (kind == 0) return interval.low;
  if (kind == 1) return interval.high;
  if (kind == 2 && interval.holds(0)) return 0;
  return std::min(interval.high, a_number(interval.low, interval.high));
}

// Ends are not rounded outwards, so a number may lie an ulp or two beyond.
void holds(Interval interval, double value) {
  if (std::isnan(value)) return;
  RC_LOG() << value << " in " << interval.low << " to " << interval.high;
  RC_ASSERT(!std::isnan(interval.low));
  RC_ASSERT(!std::isnan(interval.high));
  const double slack = std::isfinite(value) ? 1e-12 * std::abs(value) : 0;
  RC_ASSERT(interval.low <= value + slack);
  RC_ASSERT(value - slack <= interval.high);
}

}  // namespace

TEST_CASE("whatever numbers lie within the operands, their result lies within the result") {
  property("of a sum and a difference", [] {
    const Interval a = an_interval(), b = an_interval();
    const double x = within(a), y = within(b);
    RC_LOG() << x << " and " << y;
    RC_ASSERT((a + b).low <= x + y && x + y <= (a + b).high);
    RC_ASSERT((a - b).low <= x - y && x - y <= (a - b).high);
    holds(-a, -x);
  });
  property("of a product", [] {
    const Interval a = an_interval(), b = an_interval();
    holds(a * b, within(a) * within(b));
  });
  property("of a quotient, unless it is 0/0", [] {
    const Interval a = an_interval(), b = an_interval();
    const double x = within(a), y = within(b);
    RC_PRE(y != 0);
    RC_LOG() << x << " / " << y;
    holds(a / b, x / y);
    holds(inverse(b), 1 / y);
  });
  property("of a power, wherever it is a number", [] {
    const Interval a = an_interval();
    const Interval b = flip()   ? Interval::point(a_whole(-3, 4))
                       : flip() ? Interval::point(a_number(-3, 3))
                                : an_interval();
    const double x = within(a), y = std::clamp(within(b), -50.0, 50.0);
    RC_PRE(b.holds(y));
    RC_LOG() << x << " ^ " << y << " of (" << a.low << " to " << a.high << ")^(" << b.low << " to " << b.high << ")";
    if (std::isfinite(std::pow(x, y))) holds(pow(a, b), std::pow(x, y));
  });
  property("of an exponential, a logarithm and a root, wherever it is a number", [] {
    const Interval a = an_interval();
    const double x = within(a);
    RC_LOG() << x;
    holds(exp(a), std::exp(x));
    holds(log(a), std::log(x));
    holds(sqrt(a), std::sqrt(x));
  });
  property("of a hull", [] {
    const Interval a = an_interval(), b = an_interval();
    holds(hull(a, b), within(a));
    holds(hull(a, b), within(b));
  });
}

TEST_CASE("results are as narrow as they can be where the operands do not share a quantity") {
  struct Row {
    Interval result, expected;
  };
  const Row rows[] = {
      {Interval{1, 2} * Interval{3, 4}, {3, 8}},
      {Interval{-1, 2} * Interval{3, 4}, {-4, 8}},
      {Interval{-2, -1} * Interval{-4, -3}, {3, 8}},
      {Interval{-2, 1} * Interval{-4, 3}, {-6, 8}},
      {Interval{1, 2} / Interval{4, 8}, {0.125, 0.5}},
      {Interval{1, 2} / Interval{-8, -4}, {-0.5, -0.125}},
      {inverse({0, 2}), {0.5, infinite}},
      {inverse({-2, 0}), {-infinite, -0.5}},
      {inverse({-1, 2}), Interval::everything()},
      {inverse({0, 0}), Interval::everything()},
      {Interval{0, 0} * Interval::everything(), {0, 0}},
      {pow({-2, 3}, Interval::point(2)), {0, 9}},
      {pow({-3, -2}, Interval::point(2)), {4, 9}},
      {pow({-2, 3}, Interval::point(3)), {-8, 27}},
      {pow({-2, 0}, Interval::point(-1)), {-infinite, -0.5}},
      {pow({0, 2}, Interval::point(-1)), {0.5, infinite}},
      {pow({-2, 0}, Interval::point(-2)), {0.25, infinite}},
      {pow({0, 4}, Interval::point(0.5)), {0, 2}},
      {pow({-1, 4}, Interval::point(0.5)), Interval::everything()},
      {log({0, 1}), {-infinite, 0}},
      {log({-2, -1}), Interval::everything()},
      {sqrt({-4, 9}), {0, 3}},
      {sqrt({4, 9}), {2, 3}},
      {hull({1, 2}, {5, 6}), {1, 6}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expected.low);
    CAPTURE(row.expected.high);
    CHECK(row.result.low == row.expected.low);
    CHECK(row.result.high == row.expected.high);
  }
}

TEST_CASE("touching an end is holding but not enclosing") {
  const Interval interval{1, 2};
  CHECK(interval.holds(1));
  CHECK(interval.holds(2));
  CHECK_FALSE(interval.encloses(1));
  CHECK_FALSE(interval.encloses(2));
  CHECK(interval.encloses(1.5));
  CHECK_FALSE(interval.holds(2.5));
  CHECK(Interval::point(3).is_point());
  CHECK(interval.width() == 1);
  CHECK(interval.is_finite());
  CHECK_FALSE(Interval::everything().is_finite());
  CHECK(Interval::everything().holds(infinite));
}
