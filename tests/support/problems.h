#pragma once
// Problems for the solver without a scenario around them: equations in a few letters, and sheets as they are.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sheets/system.h"
#include "solve/solve.h"
#include "support/property.h"

namespace costcurve::testing {

/// Relations with the values that are given of them.
struct Problem : Relations {
  Givens givens;
};

Solution solve(const Problem& problem);
/// By identities, from the values of these quantities and nothing else.
Solution solve_only(const Problem& problem, const std::vector<std::size_t>& given);

/// Equations and limits in the language of scenarios between plain numbers, which come to be by being named: ".c = .a *
/// .b". "estimate: .c = 1" is an estimate.
Problem problem(const std::vector<std::string>& equations);

/// An expression recorded into the problem, letters as above.
NodeId node_of(Problem& problem, const std::string& expression);

/// The same recorded into the formulas of a solution of the problem.
NodeId node_of(const Problem& problem, Solution& solution, const std::string& expression);

/// A sheet's quantities and equations.
Problem problem_of(const Sheet& sheet);

/// How often a property is tried that is asked of all sheets, over all of them: a new sheet does not make the tests
/// slower.
inline constexpr int cases_over_sheets = 450;

/// A property of a sheet, tried on its share of the cases over all sheets.
template <class Testable>
void property(const Sheet& sheet, Testable&& testable, int over_all = cases_over_sheets) {
  property(std::string(sheet.name), std::forward<Testable>(testable), over_all / static_cast<int>(sheets().size()));
}

/// The number of a quantity; throws where there is none.
std::size_t number_of(const Relations& problem, const std::string& name);

/// A given with what its digits allow, `width` of it to each side; a value without a width is exact.
Given a_given(double value, double width = 0);
void give(Problem& problem, const std::string& name, double value, double width = 0);
void withdraw(Problem& problem, const std::string& name);
void offer(Problem& problem, const std::string& name, double value, Rank rank);

/// All givens of the problem, for solve_only.
std::vector<std::size_t> givens_of(const Problem& problem);

/// A quantity's value, NaN where it is not determined; and the sentence of the equation that determines it, "given", or
/// nothing.
double value_in(const Relations& problem, const Solution& solution, const std::string& name);
std::string determined_by(const Relations& problem, const Solution& solution, const std::string& name);

/// Equations, some of their quantities given, and what another one is by them.
struct DeterminedCase {
  std::vector<std::string> equations;
  std::vector<std::pair<std::string, double>> givens;
  std::string wanted;
  double value;  // NaN: not determined
};
/// Gives the problem what the case gives, and checks that the wanted quantity has its value, or none.
void check_determined(Problem problem, const DeterminedCase& row);

/// Values for all quantities that satisfy every identity and lie in their domains: drawn for one unknown after the
/// other, all that follows worked out in between. `draw` gives a number between 0 and 1. Nothing where a draw leads
/// nowhere. Of a sheet with many shares nearly every draw does, unless these are drawn before what they are shares of.
enum class DrawFirst : std::uint8_t { anything, shares };
std::optional<std::vector<double>> reference_point(const Problem& problem, const std::function<double()>& draw,
                                                   DrawFirst first = DrawFirst::anything);

}  // namespace costcurve::testing
