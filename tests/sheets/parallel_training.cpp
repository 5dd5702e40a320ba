// Training plans: worked examples, and properties that hold of every plan.

#include "directions.h"
#include "literature.h"
#include "worked_plans.h"

using namespace costcurve::testing;

namespace {

std::string plan(const std::string& given) { return "[run]\nsheet = \"parallel_training\"\n" + given; }

}  // namespace

TEST_CASE("twelve training plans come out as an independent program has them, to a thousandth in every figure") {
  for (const WorkedPlan& worked : worked_plans()) {
    const auto audited_plan = audited(plan(worked.given));
    for (const WorkedFigure& figure : worked.figures) {
      const double found = in_unit_of(value(*audited_plan, "run." + figure.quantity), figure.unit);
      CHECK_MESSAGE(std::abs(found - figure.value) <= 1e-3 * std::abs(figure.value), worked.name, ": ", figure.quantity,
                    " is ", found, " ", figure.unit, ", expected ", figure.value);
    }
    CHECK_MESSAGE(audited_plan->as_expected(), worked.name);
  }
}
