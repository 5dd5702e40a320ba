#include "solve/one_unknown.h"

#include "support/formulas.h"

using namespace costcurve;
using namespace costcurve::testing;

TEST_CASE("two sides as a function of one unknown come to what they come to one at a time") {
  property("for random formulas, to the last digit", [] {
    Formula made = a_formula(Numbers::any);
    const std::size_t unknown = below(made.problem.quantities.size());
    const NodeId right = static_cast<NodeId>(below(made.solution.formulas.size()));
    OneUnknown sides(made.solution, unknown, made.root, right);
    for (const double x : {-3.5, 0.0, 0.25, 1e30}) {
      made.solution.found[unknown].value = x;
      const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
      const auto [left_value, right_value] = sides(x);
      RC_ASSERT(same(left_value, value_of(made.solution, made.root)));
      RC_ASSERT(same(right_value, value_of(made.solution, right)));
    }
  });
}
