#include "audit/single_changes.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "program/program.h"
#include "quantity/print.h"
#include "support/drawn_sheets.h"
#include "support/reference.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const std::string stage = R"toml(
[b]
sheet    = "training"
chips    = 512
duration = "80 h"
rent     = "2 USD/chip/h"
)toml";  // 81,920

// What `solve --for all` finds for a target, by name.
struct Found {
  std::string name;
  WouldBe change;
};

std::vector<Found> all_changes(const AuditedVariant& result, const std::string& quantity, double target) {
  const Relations& problem = *result.scenario.relations;
  std::optional<Program> sides =
      compile(problem, result.solution, {problem.quantities[result.scenario.quantity(quantity).value()].symbol});
  sides->outputs.push_back(static_cast<std::uint32_t>(sides->code.size()));
  sides->code.push_back({Operation::constant, 0, 0, target, 0});
  std::vector<std::size_t> cannot;
  std::vector<Found> found;
  for (const WouldBe& change : all_single_changes(problem, result.solution, *sides, cannot))
    found.push_back({problem.quantities[change.quantity].name, change});
  for (const std::size_t q : cannot) found.push_back({problem.quantities[q].name + " cannot", {}});
  return found;
}

std::string names(const std::vector<Found>& found) {
  std::string all;
  for (const Found& one : found) all += one.name + " ";
  return all;
}

}  // namespace

TEST_CASE("changes are ordered by how implausible they are, each against what is uncertain of it") {
  const auto result = audited(R"toml(
[sources]
paper = "A paper"
[p]
believed = "8 to 12.5 USD"
wide     = "2 to 50 USD"
assumed  = { assumed = "10 USD", source = "paper" }
quoted   = { is = "10 USD", source = "paper" }
loose    = { is = "10.0 USD", source = "paper" }
sum      = "sum(.believed, .wide, .assumed, .quoted, .loose)"
)toml");
  const double now = value(*result, "p.sum");
  const std::vector<Found> found = all_changes(*result, "p.sum", now + 0.4);
  CHECK(names(found) == "p.wide p.believed p.assumed p.quoted p.loose ");
  // 10 to 10.4, over the 90 % range 8 to 12.5 in logarithms.
  CHECK(found.at(1).change.standing == Standing::believed);
  CHECK(found.at(1).change.implausibility == doctest::Approx(std::log(1.04) / (std::log(12.5 / 8) / 2 / 1.645)));
  CHECK(found.at(2).change.standing == Standing::nominal);
  CHECK(found.at(2).change.implausibility == doctest::Approx(std::log(1.04) / (std::log(1.1 / 0.9) / 2 / 1.645)));
  CHECK(found.at(3).change.standing == Standing::within_digits);  // 10 is 9.5 to 10.5
  CHECK(found.at(4).change.standing == Standing::beyond_digits);  // 10.0 is 9.95 to 10.05
  CHECK(std::isinf(found.at(4).change.implausibility));
}

TEST_CASE("what cannot do it is said, and what could only beyond its limits") {
  const auto result = audited(stage);
  CHECK(names(all_changes(*result, "b.cost", 294000)) == "b.chips b.duration b.rent ");
  CHECK(names(all_changes(*result, "b.cost", -5)).find("b.rent cannot") != std::string::npos);
}

TEST_CASE("`check` and `solve --for all` name the same values") {
  for (const std::string& file : files_in(source_folder() + "/scenarios", ".toml")) {
    const std::string text = read_file(file);
    if (text.find(".csv") != std::string::npos) continue;  // its rows stand in a file beside it
    const auto result = audited(text);
    for (const ClaimResult& claim : result->claims) {
      const Relations& problem = *result->scenario.relations;
      if (claim.would_have_to_be.empty() || problem.graph[claim.claim->node].operation != Operation::symbol) continue;
      double target = claim.claim->stated.value;
      if (claim.claim->stated.form == Stated::Form::limits)
        target = claim.judgement.computed < claim.claim->stated.limits.low ? claim.claim->stated.limits.low
                                                                           : claim.claim->stated.limits.high;
      const std::vector<Found> found =
          all_changes(*result, problem.quantities[problem.graph[claim.claim->node].quantity()].name, target);
      for (const WouldBe& change : claim.would_have_to_be) {
        const auto same = std::find_if(found.begin(), found.end(), [&](const Found& one) {
          return one.name == problem.quantities[change.quantity].name;
        });
        CAPTURE(file);
        CAPTURE(claim.claim->says);
        REQUIRE(same != found.end());
        CHECK(same->change.value == change.value);
      }
    }
  }
}

TEST_CASE("each single given that would make the claim true is named, the least far first") {
  const auto result = audited(stage + "[[claim]]\nsays = \"it is so\"\nof = \"b.cost\"\nvalue = \"$294,000\"\n");
  const ClaimResult& claim = result->claims.at(0);
  std::vector<std::string> names;
  for (const WouldBe& change : claim.would_have_to_be)
    names.push_back(result->scenario.relations->quantities[change.quantity].name);
  std::sort(names.begin(), names.end());
  CHECK(names == std::vector<std::string>{"b.chips", "b.duration", "b.rent"});
  for (const WouldBe& change : claim.would_have_to_be)
    CHECK(change.apart == doctest::Approx(std::log(294000.0 / 81920)));
}

TEST_CASE("no change is proposed that breaks a domain or a limit, or that is a thousand times off") {
  const std::string part =
      "[run]\nsheet = \"training\"\nchips = 1000\nduration = \"100 h\"\nuptime = \"90 %\"\nrent = \"2 USD/chip/h\"\n"
      "[useful]\nprice = \"run.useful_chip_time * run.rent\"\n";
  const auto names = [&](const std::string& value) {
    const auto result =
        audited(part + "[[claim]]\nsays = \"it is so\"\nof = \"useful.price\"\nvalue = \"" + value + "\"\n");
    std::string all;
    for (const WouldBe& change : result->claims.at(0).would_have_to_be)
      all += result->scenario.relations->quantities[change.quantity].name + " ";
    return all;
  };
  CHECK(names("$170,000").find("run.uptime") != std::string::npos);  // 85 %
  CHECK(names("$300,000").find("run.uptime") == std::string::npos);  // 150 %
  CHECK(names("$300,000").find("run.chips") != std::string::npos);
  CHECK(names("$900 M").empty());
}

TEST_CASE("a change that is proposed does make the claim true") {
  for (const Sheet* sheet : drawn_sheets()) {
    Problem made = problem_of(*sheet);
    property(
        *sheet,
        [&] {
          const std::vector<double> reference = a_reference_point(made);
          for (std::size_t q = 0; q < reference.size(); ++q) {
            made.givens = made.givens.without(q);
            if (flip()) made.givens.state(q, a_given(reference[q]));
          }
          const Solution solution = solve_only(made, givens_of(made));
          std::vector<std::size_t> derived;
          for (std::size_t q = 0; q < reference.size(); ++q)
            if (solution.found[q].status == Status::derived && reference[q] != 0)  // nought has no size to be near to
              derived.push_back(q);
          RC_PRE(!derived.empty());
          const std::size_t of = derived[below(derived.size())];
          const double target = reference[of] * a_size(0.3, 3);
          const NodeId node = made.quantities[of].symbol;
          const std::vector<WouldBe> changes = single_changes(made, solution, node, target);
          for (std::size_t i = 0; i < changes.size(); ++i) {
            const Program program = compile(made, solution, {node}).value();
            std::vector<double> inputs = stated_values(program, solution);
            inputs[program.input_of(changes[i].quantity).value()] = changes[i].value;
            RC_LOG() << made.quantities[of].name << " would be " << target << " with "
                     << made.quantities[changes[i].quantity].name << " = " << changes[i].value << "\n";
            RC_ASSERT(near(evaluate_first(program, inputs), target, 1e-6));
            RC_ASSERT(lies_in(made.quantities[changes[i].quantity].domain, changes[i].value));
            if (i > 0) RC_ASSERT(changes[i - 1].apart <= changes[i].apart);
          }
        },
        cases_over_sheets / 4);
  }
}
