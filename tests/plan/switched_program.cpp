// A program with switches comes to the same as the program, whatever is worked out once for several combinations.

#include "plan/switched_program.h"

#include <doctest/doctest.h>

using namespace costcurve;

namespace {

// Quantities 0 and 1 are columns, 2 and 3 switches.
struct Written {
  Program program;

  std::uint32_t add(Operation operation, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0) {
    Instruction step;
    step.operation = operation;
    step.a = a, step.b = b, step.c = c;
    program.code.push_back(step);
    return static_cast<std::uint32_t>(program.code.size() - 1);
  }
  std::uint32_t input(std::size_t quantity) {
    const std::uint32_t place = add(Operation::symbol);
    program.code.back().input = static_cast<std::uint32_t>(program.inputs.size());
    program.inputs.push_back(quantity);
    return place;
  }
};

Program with_two_switches() {
  Written made;
  const std::uint32_t a = made.input(0), b = made.input(1), s = made.input(2), t = made.input(3);
  const std::uint32_t of_none = made.add(Operation::multiply, a, b), of_s = made.add(Operation::add, of_none, s),
                      of_t = made.add(Operation::multiply, of_none, t),
                      choice = made.add(Operation::select, s, of_t, b),
                      of_both = made.add(Operation::add, of_s, choice), product = made.add(Operation::multiply, s, t);
  made.program.outputs = {of_both, of_s, product, a, of_none};
  return made.program;
}

}  // namespace

TEST_CASE("each combination of switches comes to what the program comes to, whichever was worked out before") {
  const Program program = with_two_switches();
  std::vector<SwitchedProgram::Combination> combinations;
  for (const double s : {0.0, 1.0, 3.0})
    for (const double t : {0.5, 2.0}) combinations.push_back({s, t});
  const SwitchedProgram switched(program, {2, 3}, combinations);
  REQUIRE(switched.quantities() == std::vector<std::size_t>{0, 1});
  SwitchedProgram::Strip strip(switched);
  for (const double more : {0.0, 10.0}) {
    strip.begin();
    constexpr std::size_t rows = 5;
    for (std::size_t row = 0; row < rows; ++row) {
      strip.input(0)[row] = 1.5 + more + static_cast<double>(row);
      strip.input(1)[row] = 7 - static_cast<double>(row);
    }
    // Twice, and the second time in another order.
    for (std::size_t i = 0; i < 2 * combinations.size(); ++i) {
      const std::size_t which = i < combinations.size() ? i : 2 * combinations.size() - 1 - i;
      strip.evaluate(which, rows);
      for (std::size_t row = 0; row < rows; ++row) {
        const std::vector<double> wanted = evaluate(
            program, {strip.input(0)[row], strip.input(1)[row], combinations[which][0], combinations[which][1]});
        for (std::size_t o = 0; o < wanted.size(); ++o) CHECK(strip.output(which, o)[row] == wanted[o]);
      }
    }
  }
}

TEST_CASE("a program whose switches are not among its inputs is worked out once") {
  const Program program = with_two_switches();
  const SwitchedProgram switched(program, {8, 9}, {{0, 0}, {1, 1}});
  CHECK(switched.quantities() == std::vector<std::size_t>{0, 1, 2, 3});
  SwitchedProgram::Strip strip(switched);
  const std::vector<double> inputs = {2, 3, 4, 5};
  for (std::size_t q = 0; q < inputs.size(); ++q) *strip.input(q) = inputs[q];
  strip.begin();
  for (const std::size_t which : {0, 1}) {
    strip.evaluate(which, 1);
    CHECK(*strip.output(which, 0) == evaluate(program, inputs)[0]);
  }
}
