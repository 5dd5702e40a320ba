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
  CHECK(std::count_if(all.begin(), all.end(), [](const PlanChoice& plan) { return plan.pipeline == 1; }) == 5);
  for (const PlanChoice& plan : all) CHECK(plan.replicas == 1);
  space.heads = 40;
  space.pipeline = 1;
  CHECK(plans(space).size() == 4);  // 16 does not divide 40
}

TEST_CASE("cards that no link joins are split over two servers of eight, with stages inside one") {
  PlanSpace space;
  space.heads = 128;
  space.layers = 126;
  space.domain = 1;
  const std::vector<PlanChoice> all = plans(space);
  CHECK(std::find(all.begin(), all.end(), PlanChoice{16}) != all.end());
  CHECK(std::find(all.begin(), all.end(), PlanChoice{8, 1, 1, false, 8}) != all.end());
  space.chips = 32;
  // TP4 PP8, TP8 PP4; and where it is said how many chips one has, copies: DP32, TP2 DP16, TP4 DP8, TP8 DP4, TP16 DP2.
  CHECK(plans(space).size() == 7);
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

TEST_CASE("stages are for chips inside a domain, without copies of attention; a stated number is kept") {
  PlanSpace space;
  space.heads = 64;
  space.layers = 80;
  space.domain = 8;
  const std::vector<PlanChoice> all = plans(space);
  CHECK(std::find(all.begin(), all.end(), PlanChoice{8, 1, 1, false, 2}) != all.end());
  for (const PlanChoice& plan : all) CHECK((plan.pipeline == 1 || (plan.tensor <= 8 && plan.pipeline <= 8)));
  for (const PlanChoice& plan : all) CHECK(plan.chips() <= space.most_chips);
  space.pipeline = 3;
  for (const PlanChoice& plan : plans(space)) CHECK(plan.pipeline == 3);
  space.layers = 1;
  space.pipeline.reset();
  for (const PlanChoice& plan : plans(space)) CHECK(plan.pipeline == 1);
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
  CHECK(PlanChoice{8, 1, 1, false, 2}.text() == "TP8 PP2");
  CHECK(PlanChoice{1, 64, 64, true}.text() == "DP64 EP64, two batches");
  CHECK(PlanChoice{}.text() == "one chip");
}
