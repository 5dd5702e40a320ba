// The ways to split a served model.

#include "serve/plans.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace costcurve;

TEST_CASE("a dense model is split by powers of two that divide its heads, over two domains at most") {
  PlanSpace space;
  space.heads = 64;
  space.domain = 8;
  const std::vector<PlanChoice> all = plans(space);
  CHECK(all.size() == 5);  // 1, 2, 4, 8, 16
  for (const PlanChoice& plan : all) CHECK(plan.replicas == 1);
  space.heads = 40;
  CHECK(plans(space).size() == 4);  // 16 does not divide 40
}

TEST_CASE("a mixture has copies of attention, and experts on all ranks or on one") {
  PlanSpace space;
  space.heads = 128;
  space.experts = 256;
  space.most_chips = 8;
  const std::vector<PlanChoice> all = plans(space);
  for (const PlanChoice& plan : all) {
    CHECK(plan.chips() <= 8);
    CHECK((plan.expert_parallel == 1 || plan.expert_parallel == plan.chips()));
    CHECK_FALSE(plan.two_batches);  // nothing leaves the domain
  }
  const PlanChoice wide{1, 8, 8, false};
  CHECK(std::find(all.begin(), all.end(), wide) != all.end());
}

TEST_CASE("what is fixed stays fixed") {
  PlanSpace space;
  space.heads = 128;
  space.experts = 256;
  space.chips = 16;
  space.tensor = 2;
  for (const PlanChoice& plan : plans(space)) {
    CHECK(plan.tensor == 2);
    CHECK(plan.chips() == 16);
  }
  space.chips = 7;
  CHECK(plans(space).empty());
}

TEST_CASE("plans are named as engineers name them") {
  CHECK(PlanChoice{8, 1, 8, false}.text() == "TP8 EP8");
  CHECK(PlanChoice{1, 64, 64, true}.text() == "DP64 EP64, two batches");
  CHECK(PlanChoice{}.text() == "one chip");
}
