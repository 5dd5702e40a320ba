// The space of plans: counted against published counts, and by its own rules.

#include "plan/shapes.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "plan/legality.h"

using namespace costcurve;

namespace {

ShapeSpace space_of_gpt_3(long long chips, long long batch) {
  ShapeSpace space;
  space.chips = chips;
  space.batch = batch;
  space.sequence = 2048;
  space.layers = space.heads = space.kv_heads = 96;
  space.domain = 8;
  return space;
}

ShapeSpace space_of_deepseek_v3(long long chips, long long batch) {
  ShapeSpace space;
  space.chips = chips;
  space.batch = batch;
  space.sequence = 4096;
  space.layers = 61;
  space.heads = space.kv_heads = 128;
  space.experts = 256;
  space.domain = 8;
  return space;
}

}  // namespace

TEST_CASE("Calculon's plans are counted exactly: 11,698,528 of GPT-3 on 1,024 chips, 10,944 of Turing on 5,128") {
  CHECK(calculon_plans(1024, 96, 12288, 96, 2048, 1536) == 11'698'528);
  CHECK(calculon_plans(5128, 105, 20480, 128, 2048, 2520) == 10'944);
}

TEST_CASE("GPT-3 on 1,024 chips has 6,428 shapes and 2,995,456 plans, DeepSeek-V3 on 2,048 has 11,700 shapes") {
  CHECK(shapes_of(space_of_gpt_3(1024, 1536)).size() == 6428);
  CHECK(plans_of(space_of_gpt_3(1024, 1536)) == 2'995'456);
  CHECK(shapes_of(space_of_deepseek_v3(2048, 15360)).size() == 11'700);
}

TEST_CASE("every shape of a space can be carried out, none stands in it twice, and what is stated is kept to") {
  for (const ShapeSpace& space : {space_of_gpt_3(64, 64), space_of_deepseek_v3(256, 1024)}) {
    std::set<std::array<long long, degree_count>> seen;
    for (const PlanShape& shape : shapes_of(space)) {
      CHECK(seen.insert(shape.degrees).second);
      CHECK(mistakes_of(shape, {space, true}).empty());
    }
  }
  ShapeSpace stated = space_of_gpt_3(1024, 1536);
  stated.stated[static_cast<std::size_t>(Degree::tensor)] = 4;
  stated.stated[static_cast<std::size_t>(Degree::microbatch)] = 2;
  std::size_t expected = 0;
  for (const PlanShape& shape : shapes_of(space_of_gpt_3(1024, 1536)))
    expected += shape[Degree::tensor] == 4 && shape[Degree::microbatch] == 2 ? 1 : 0;
  CHECK(shapes_of(stated).size() == expected);
}

TEST_CASE("what is wrong with a plan is said with numbers that would do") {
  PlanShape shape;
  shape.degrees = {8, 7, 1, 1, 1, 1, 16};  // tensor, pipeline, context, experts, microbatch, interleave, data
  PlanRules rules{space_of_gpt_3(1024, 1536)};
  const std::vector<PlanMistake> mistakes = mistakes_of(shape, rules);
  REQUIRE(mistakes.size() == 2);
  CHECK(mistakes[0].problem == "tensor × pipeline × context × data is 8 × 7 × 1 × 16 = 896, and there are 1024 chips");
  CHECK(mistakes[1].degree == Degree::pipeline);
  CHECK(what_would_do(shape, rules, Degree::pipeline) == "pipeline = 8 would do");
  rules.data_follows = true;
  CHECK(what_would_do(shape, rules, Degree::pipeline) == "pipeline = 4 or pipeline = 8 would do");
  shape[Degree::tensor] = 5;  // no other number of stages makes a plan of five chips
  CHECK(what_would_do(shape, rules, Degree::pipeline) == "tensor = 4, pipeline = 8 would do");
}

TEST_CASE("what is stated and cannot be leaves no shape, and what has not been looked for may be stated") {
  const auto with = [](Degree degree, long long number) {
    ShapeSpace space = space_of_gpt_3(1024, 1536);
    space.stated[static_cast<std::size_t>(degree)] = number;
    return space;
  };
  CHECK_FALSE(has_shapes(with(Degree::expert_parallel, 4)));  // of a dense model
  CHECK_FALSE(has_shapes(with(Degree::tensor, 5)));
  CHECK_FALSE(has_shapes(with(Degree::interleave, 5)));
  CHECK(has_shapes(with(Degree::context, 32)));
  CHECK(has_shapes(with(Degree::tensor, 32)));
}

TEST_CASE("no space has more shapes than are counted beforehand") {
  for (const ShapeSpace& space : {space_of_gpt_3(1024, 1536), space_of_deepseek_v3(2048, 15360)}) {
    const auto shapes = static_cast<double>(shapes_of(space).size());
    CHECK(shapes <= most_shapes_of(space));
    CHECK(most_shapes_of(space) < 10 * shapes);
  }
}

TEST_CASE("what is stated of the switches is not counted as if it were searched") {
  StatedSwitches stated{};
  const ShapeSpace space = space_of_gpt_3(1024, 1536);
  stated[static_cast<std::size_t>(PlanSwitch::recompute)] = stated[static_cast<std::size_t>(PlanSwitch::offload)] = 0;
  CHECK(plans_of(space, stated) == plans_of(space) / (4 * 4));
  stated.fill(0);
  CHECK(plans_of(space, stated) == static_cast<double>(shapes_of(space).size()));
}

TEST_CASE("the plan that would do in place of one that cannot be can be carried out, with other chips where it must") {
  std::mt19937 random(11);
  const auto of = [&](const std::vector<long long>& numbers) { return numbers[random() % numbers.size()]; };
  int with_other_chips = 0;
  for (int i = 0; i < 300; ++i) {
    ShapeSpace space = i % 2 == 0 ? space_of_gpt_3(of({8, 12, 60, 1000, 1280}), of({1, 7, 96, 1536}))
                                  : space_of_deepseek_v3(of({64, 1000, 1024}), of({7, 1024}));
    PlanRules rules{space, of({0, 1}) == 1, true};
    rules.space.may_balance = rules.balanced;
    PlanShape shape;
    shape.degrees = {of({1, 3, 8, 10}), of({1, 2, 7, 16, 61}), of({1, 3}), of({1, 3, 8}), of({1, 5}), of({1, 2}), 1};
    const long long of_a_replica = shape[Degree::tensor] * shape[Degree::pipeline] * shape[Degree::context];
    shape[Degree::data] = std::max(1LL, space.chips / of_a_replica);
    const std::string text = nearest_plan(shape, rules);
    if (!text.ends_with(" would do")) continue;
    CAPTURE(text);
    const std::string changes = text.substr(text.starts_with(no_split) ? text.find("; ") + 2 : 0);
    with_other_chips += changes.starts_with("chips = ") ? 1 : 0;
    const auto number_of = [&](std::string_view name) -> std::optional<long long> {
      const std::size_t found = (", " + changes).find(", " + std::string(name) + " = ");
      if (found == std::string::npos) return std::nullopt;
      return std::stoll(changes.substr(found + name.size() + 3));
    };
    rules.space.chips = number_of("chips").value_or(rules.space.chips);
    for (std::size_t d = 0; d < degree_count; ++d)
      shape.degrees[d] = number_of(name_of(static_cast<Degree>(d))).value_or(shape.degrees[d]);
    shape[Degree::data] =
        rules.space.chips / (shape[Degree::tensor] * shape[Degree::pipeline] * shape[Degree::context]);
    CHECK(mistakes_of(shape, rules).empty());
  }
  CHECK(with_other_chips > 20);
}
