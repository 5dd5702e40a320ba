#include "compare/attribution.h"

#include <algorithm>
#include <numeric>

#include "support/formulas.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

Composition composition_of(const Program& program) {
  Composition made;
  std::vector<std::size_t> operands;
  for (std::size_t i = 0; i < program.inputs.size(); ++i) operands.push_back(made.add_input());
  made.add(program, std::move(operands));
  return made;
}

// An expression in letters as a composition, and the ways of its inputs by letter.
struct Case {
  Composition composition;
  std::vector<Way> ways;
  std::vector<std::string> letters;

  Case(const std::string& expression, const std::vector<std::pair<std::string, Way>>& by_letter) {
    std::string all = "0";
    for (const auto& [letter, way] : by_letter) all += " + ." + letter;
    Problem made = problem({all + " >= 0"});
    for (const auto& [letter, way] : by_letter) give(made, letter, way.from);
    Solution solution = solve(made);
    const Program program = compile(made, solution, {node_of(made, solution, expression)}).value();
    composition = composition_of(program);
    for (const std::size_t input : program.inputs) {
      letters.push_back(made.quantities[input].name);
      ways.push_back(std::find_if(by_letter.begin(), by_letter.end(), [&](const auto& one) {
                       return one.first == letters.back();
                     })->second);
    }
  }
  double of(const std::string& letter) const {
    const Attribution attribution = attribute(composition, ways);
    REQUIRE(attribution.obstacle == Obstacle::none);
    return attribution
        .contributions[static_cast<std::size_t>(std::find(letters.begin(), letters.end(), letter) - letters.begin())];
  }
  Obstacle obstacle() const { return attribute(composition, ways).obstacle; }
};

double sum_of(const std::vector<double>& parts) { return std::accumulate(parts.begin(), parts.end(), 0.0); }
double size_of(const std::vector<double>& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0, [](double sum, double part) { return sum + std::abs(part); });
}

double logarithmic_mean(double a, double b) { return a == b ? a : (b - a) / std::log(b / a); }

// A random formula that goes from its stated values to others.
struct Journey {
  Composition composition;
  std::vector<Way> ways;

  explicit Journey(Numbers numbers, int operations = 8) {
    const Formula formula = a_formula_with_a_value(numbers, operations);
    const Program program = formula.program();
    composition = composition_of(program);
    for (const double from : stated_values(program, formula.solution)) {
      const bool turns = numbers == Numbers::any && below(5) == 0;
      ways.push_back(
          {from, std::stod(number_text(a_size(0.1, 10), 4)) * ((from < 0) != turns ? -1 : 1), below(5) == 0});
      RC_LOG() << ways.back().from << " to " << ways.back().to << (ways.back().straight ? " straight\n" : "\n");
    }
  }
  double at(double s) const {
    std::vector<double> inputs;
    for (const Way& way : ways) inputs.push_back(way.at(s));
    return evaluate(composition, inputs).result;
  }
  // Both ends have values of a common size.
  void need_ends() const {
    RC_PRE(std::isfinite(at(0)) && std::isfinite(at(1)) && std::abs(at(0)) < 1e9 && std::abs(at(1)) < 1e9);
  }
  Journey turned() const {
    Journey made = *this;
    for (Way& way : made.ways) std::swap(way.from, way.to);
    return made;
  }
};

// What each input contributes, by the midpoint rule in many small steps; and the largest result on the way.
struct Measured {
  std::vector<double> contributions;
  double largest = 0;
};
Measured in_small_steps(const Journey& journey, int steps) {
  Measured made{std::vector<double>(journey.ways.size(), 0.0), 0};
  for (int step = 0; step < steps; ++step) {
    const double s = (step + 0.5) / steps;
    std::vector<double> inputs;
    for (const Way& way : journey.ways) inputs.push_back(way.at(s));
    double result = 0;
    const std::vector<double> slope = gradient(journey.composition, inputs, result);
    for (std::size_t i = 0; i < slope.size(); ++i) made.contributions[i] += slope[i] * journey.ways[i].speed(s) / steps;
    made.largest = std::max(made.largest, std::abs(result));
  }
  return made;
}

// True if the result is none, or far larger than at the ends, somewhere near.
bool is_wild_near(const Journey& journey, double where) {
  const double size = std::max(std::abs(journey.at(0)), std::abs(journey.at(1)));
  for (double apart = 1e-17; apart < 0.1; apart *= 2)
    for (const double s : {where, where - apart, where + apart})
      if (s > 0 && s < 1 && !(std::abs(journey.at(s)) < 10 * size)) return true;
  return false;
}

}  // namespace

TEST_CASE(
    "in a product of powers an input contributes the logarithmic mean times its power times the logarithm of its "
    "ratio") {
  property("for random ends", [] {
    const auto way = [] { return Way{a_size(1e-3, 1e3), a_size(1e-3, 1e3), false}; };
    const Way a = way(), b = way(), c = way();
    const Case made(".a ^ 2 * .b / .c ^ 0.5 * 7", {{"a", a}, {"b", b}, {"c", c}});
    const auto result = [](double x, double y, double z) { return x * x * y / std::sqrt(z) * 7; };
    const double mean = logarithmic_mean(result(a.from, b.from, c.from), result(a.to, b.to, c.to));
    RC_ASSERT(near(made.of("a"), mean * 2 * std::log(a.to / a.from), 1e-10));
    RC_ASSERT(near(made.of("b"), mean * std::log(b.to / b.from), 1e-10));
    RC_ASSERT(near(made.of("c"), mean * -0.5 * std::log(c.to / c.from), 1e-10));
  });
  // 512 chips for 80 h at $2 to 1,024 chips for 40 h at $3: chips and hours cancel, the rent has all of it.
  const Case bill(".chips * .hours * .rent",
                  {{"chips", {512, 1024, false}}, {"hours", {80, 40, false}}, {"rent", {2, 3, false}}});
  const double mean = logarithmic_mean(81920, 122880);
  CHECK(bill.of("chips") == doctest::Approx(mean * std::log(2)).epsilon(1e-13));
  CHECK(bill.of("hours") == doctest::Approx(-mean * std::log(2)).epsilon(1e-13));
  CHECK(bill.of("rent") == doctest::Approx(40960).epsilon(1e-13));
}

TEST_CASE("contributions to a sum are the changes of its terms") {
  const Case made(".a + 3 * .b - .c", {{"a", {1, 5, false}}, {"b", {2, 1, false}}, {"c", {4, 9, true}}});
  CHECK(made.of("a") == doctest::Approx(4).epsilon(1e-13));
  CHECK(made.of("b") == doctest::Approx(-3).epsilon(1e-13));
  CHECK(made.of("c") == doctest::Approx(-5).epsilon(1e-13));
}

TEST_CASE("contributions add up to the difference, and are what small steps measure") {
  property("for random formulas", [] {
    const Journey journey(Numbers::any);
    journey.need_ends();
    const Attribution attribution = attribute(journey.composition, journey.ways);
    if (attribution.obstacle == Obstacle::undefined) RC_ASSERT(is_wild_near(journey, attribution.where));
    if (attribution.obstacle != Obstacle::none) return;
    const Measured measured = in_small_steps(journey, 2000), coarser = in_small_steps(journey, 1000);
    const double size = std::max(size_of(attribution.contributions), 1e-9 * measured.largest);
    RC_ASSERT(attribution.difference == journey.at(1) - journey.at(0));
    RC_ASSERT(std::abs(sum_of(attribution.contributions) - attribution.difference) <= 1e-12 * size);
    const auto moving =
        std::count_if(journey.ways.begin(), journey.ways.end(), [](const Way& way) { return way.from != way.to; });
    for (std::size_t i = 0; i < journey.ways.size() && moving > 1;
         ++i) {  // one alone has all of it, over poles and jumps
      const double doubt = std::abs(measured.contributions[i] - coarser.contributions[i]);
      if (!(doubt < 1e-2 * size)) continue;  // too steep for small steps
      RC_ASSERT(std::abs(attribution.contributions[i] - measured.contributions[i]) <=
                5 * doubt + 3e-3 * std::max(size, measured.largest));
    }
  });
}

TEST_CASE("formulas that are smooth between positive numbers never meet an obstacle") {
  property("for random products, sums and powers", [] {
    Case made("(.a * .b + .c ^ 2) / (.a + sqrt(.c)) * exp(.b / (.b + .c)) + max(.a, .b * .c) - log(1 + .a)",
              {{"a", {a_size(1e-3, 1e3), a_size(1e-3, 1e3), flip()}},
               {"b", {a_size(1e-3, 1e3), a_size(1e-3, 1e3), flip()}},
               {"c", {a_size(1e-3, 1e3), a_size(1e-3, 1e3), flip()}}});
    const Attribution attribution = attribute(made.composition, made.ways);
    RC_ASSERT(attribution.obstacle == Obstacle::none);
    RC_ASSERT(std::abs(sum_of(attribution.contributions) - attribution.difference) <=
              1e-12 * size_of(attribution.contributions));
  });
}

TEST_CASE("from B to A is the opposite of from A to B") {
  property("for random formulas", [] {
    const Journey journey(Numbers::any);
    journey.need_ends();
    const Attribution there = attribute(journey.composition, journey.ways),
                      back = attribute(journey.composition, journey.turned().ways);
    if (there.obstacle != Obstacle::none || back.obstacle != Obstacle::none) return;
    const double size = std::max({size_of(there.contributions), std::abs(journey.at(0)), std::abs(journey.at(1))});
    for (std::size_t i = 0; i < there.contributions.size(); ++i)
      RC_ASSERT(std::abs(there.contributions[i] + back.contributions[i]) <= 1e-8 * size);
  });
}

TEST_CASE("where max changes its operand the other input takes over") {
  // They meet half way, at 2: until then z falls from 4, from then on x rises to 4.
  const Case meeting("max(.x, .z)", {{"x", {1, 4, false}}, {"z", {4, 1, false}}});
  CHECK(meeting.of("x") == doctest::Approx(2).epsilon(1e-12));
  CHECK(meeting.of("z") == doctest::Approx(-2).epsilon(1e-12));
  // x passes the limit of 2 a third of the way from 1 to 8, and counts only below it.
  const Case capped("min(.x, 2) * .y", {{"x", {1, 8, false}}, {"y", {5, 5, false}}});
  CHECK(capped.of("x") == doctest::Approx(5).epsilon(1e-12));
  CHECK(capped.of("y") == 0);
}

TEST_CASE("where an end is not positive the way is straight") {
  // b goes from 3 to 5 geometrically while a goes from 0 to 2 in a straight line: the integral of b is its logarithmic
  // mean.
  const Case from_nought(".a * .b", {{"a", {0, 2, false}}, {"b", {3, 5, false}}});
  CHECK(from_nought.of("a") == doctest::Approx(2 * logarithmic_mean(3, 5)).epsilon(1e-12));
  CHECK(from_nought.of("b") == doctest::Approx(10 - 2 * logarithmic_mean(3, 5)).epsilon(1e-12));
  const Case through_nought(".a * .b", {{"a", {-1, 2, false}}, {"b", {-3, 5, false}}});
  CHECK(through_nought.of("a") == doctest::Approx(3 * (-3 + 5) / 2.0).epsilon(1e-12));
  CHECK(through_nought.of("b") == doctest::Approx(8 * (-1 + 2) / 2.0).epsilon(1e-12));
  const Case both_straight(".a * .b", {{"a", {1, 2, true}}, {"b", {3, 5, true}}});
  CHECK(both_straight.of("a") == doctest::Approx(4).epsilon(1e-12));
}

TEST_CASE("a slope without bound at an end does no harm") {
  const Case root("sqrt(.a) * .b", {{"a", {0, 4, false}}, {"b", {3, 5, true}}});
  // The integrals of b / (2 sqrt(a)) da and of sqrt(a) db, by hand: 22/3 and 8/3.
  CHECK(root.of("a") == doctest::Approx(22.0 / 3).epsilon(1e-6));
  CHECK(root.of("b") == doctest::Approx(8.0 / 3).epsilon(1e-6));
  CHECK(root.of("a") + root.of("b") == doctest::Approx(10).epsilon(1e-14));
}

TEST_CASE("a pole on the way, or a value that is none, is said and nothing is attributed") {
  CHECK(Case(".a / (.b - 3)", {{"a", {1, 2, false}}, {"b", {1, 7, false}}}).obstacle() == Obstacle::undefined);
  CHECK(Case(".a / (.b - 3) ^ 2", {{"a", {1, 2, false}}, {"b", {1, 7, false}}}).obstacle() == Obstacle::undefined);
  CHECK(Case(".a * log((.b - 3) ^ 2 - 1)", {{"a", {1, 2, false}}, {"b", {1, 7, false}}}).obstacle() ==
        Obstacle::undefined);
  // One input alone has all of it, pole or not.
  const Case alone(".a / (.b - 3)", {{"a", {1, 1, false}}, {"b", {1, 7, false}}});
  CHECK(alone.of("b") == doctest::Approx(0.25 + 0.5).epsilon(1e-13));
}

TEST_CASE("a jump on the way is said") {
  Problem made = problem({".a + .b >= 0"});
  give(made, "a", 0);
  give(made, "b", 1);
  Solution solution = solve(made);
  Graph& graph = solution.formulas;
  const NodeId root = graph.binary(Operation::multiply, graph.unary(Operation::weekday, made.quantities[0].symbol),
                                   made.quantities[1].symbol);
  const Composition composition = composition_of(compile(made, solution, {root}).value());
  CHECK(attribute(composition, {{0, 3 * 86400.0, true}, {1, 2, false}}).obstacle == Obstacle::jump);
}

TEST_CASE("stages are one function") {
  // cost = (chips * hours) * rent, in two programs.
  Problem made = problem({".time = .chips * .hours", ".cost = .time * .rent"});
  give(made, "chips", 512);
  give(made, "hours", 80);
  give(made, "rent", 2);
  const Solution solution = solve(made);
  std::vector<bool> cut(made.quantities.size(), false);
  cut[number_of(made, "time")] = true;
  const Program time = compile(made, solution, {made.quantities[number_of(made, "time")].symbol}).value();
  const Program cost = compile(made, solution, {made.quantities[number_of(made, "cost")].symbol}, cut).value();
  REQUIRE(cost.inputs.size() == 2);
  CHECK(cost.input_of(number_of(made, "time")).has_value());
  Composition composition;
  const std::size_t chips = composition.add_input(), hours = composition.add_input(), rent = composition.add_input();
  const std::size_t product = composition.add(time, {chips, hours});
  composition.add(cost, cost.inputs.front() == number_of(made, "time") ? std::vector<std::size_t>{product, rent}
                                                                       : std::vector<std::size_t>{rent, product});
  CHECK(evaluate(composition, {512, 80, 2}).result == 81920);
  double result = 0;
  CHECK(gradient(composition, {512, 80, 2}, result) == std::vector<double>{160, 1024, 40960});
  CHECK(result == 81920);
}
