// What was measured near a plan, and what of it nobody has measured.

#include "plan/evidence.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace costcurve;

namespace {

JudgedPlan plan_of(long long chips, long long tensor, long long pipeline, long long data, double tokens) {
  JudgedPlan plan;
  plan.chips = chips;
  plan.shape.degrees = {tensor, pipeline, 1, 1, 1, 1, data};
  plan.microbatch_tokens = tokens;
  return plan;
}

bool says(const std::vector<std::string>& words, std::string_view begin) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& text) { return text.starts_with(begin); });
}

}  // namespace

TEST_CASE("rows are near a plan by their own tokens") {
  CHECK(all_measured() == 921);
  // Of one server's rows with 512 tokens those with 1,024 are near, those with 8,192 are not.
  CHECK(evidence_of(plan_of(4, 2, 2, 1, 512)).near == 264);
  CHECK(evidence_of(plan_of(4, 2, 2, 1, 100)).near == 0);
  CHECK(evidence_of(plan_of(8, 1, 1, 8, 8192)).near == 113);
}

TEST_CASE("what is measured seldom is not called unmeasured, and what nobody measured is named") {
  const Evidence wide = evidence_of(plan_of(64, 16, 1, 4, 4096));
  CHECK(says(wide.thin, "matrices shared by 16 chips"));
  CHECK_FALSE(says(wide.unseen, "matrices"));
  CHECK(says(evidence_of(plan_of(64, 32, 1, 2, 4096)).unseen, "matrices shared by so many chips"));
  JudgedPlan plan = plan_of(8, 8, 1, 1, 4096);
  CHECK(evidence_of(plan).unseen.empty());
  plan.shares_whole_experts = plan.has_linear_attention = plan.has_indexer = true;
  CHECK(evidence_of(plan).unseen.size() == 3);
}
