#include "numeric/linear_equations.h"

#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

TEST_CASE("linear equations are solved, whatever their order and scale") {
  property("for random matrices", [] {
    const std::size_t size = 1 + below(5);
    Matrix matrix(size, std::vector<double>(size));
    std::vector<double> expected(size), right(size);
    for (std::size_t r = 0; r < size; ++r) {
      expected[r] = a_number(-3, 3);
      const double scale = a_size(1e-12, 1e12);
      for (std::size_t c = 0; c < size; ++c) matrix[r][c] = scale * (a_number(-1, 1) + (r == (c + 1) % size ? 6 : 0));
    }
    for (std::size_t r = 0; r < size; ++r)
      for (std::size_t c = 0; c < size; ++c) right[r] += matrix[r][c] * expected[c];
    const LinearSolution found = solve_linear_equations(matrix, right);
    RC_ASSERT(found.is_unique());
    for (std::size_t c = 0; c < size; ++c) RC_ASSERT(std::abs(found.values[c] - expected[c]) <= 1e-10);
  });
}

TEST_CASE("where equations leave unknowns loose, the direction says which") {
  const LinearSolution same = solve_linear_equations({{1, 1, 0}, {2, 2, 0}, {0, 0, 3}}, {1, 2, 3});
  REQUIRE_FALSE(same.is_unique());
  CHECK(same.free[0] == doctest::Approx(-same.free[1]));
  CHECK(same.free[0] != 0);
  CHECK(same.free[2] == 0);
  CHECK_FALSE(solve_linear_equations({{0}}, {1}).is_unique());
  CHECK(solve_linear_equations({{0, 2}, {3, 0}}, {4, 9}).values == std::vector<double>{3, 2});
}
