#include "support/readings.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "audit/reasons.h"
#include "program/bounds.h"
#include "program/columns.h"
#include "quantity/print.h"
#include "support/reference.h"
#include "support/spelled.h"

namespace costcurve::testing {

namespace {

constexpr int samples = 24;

class Reader {
 public:
  Reader(const Relations& problem, const Solution& solution, std::vector<std::string>& said)
      : problem_(problem), solution_(solution), said_(said) {}

  void read(std::size_t quantity) {
    quantity_ = quantity;
    const std::optional<Program> compiled = compile(problem_, solution_, {problem_.quantities[quantity].symbol});
    if (!compiled) return disagree("it is known and cannot be compiled");
    program_ = *compiled;
    stated_ = stated_values(program_, solution_);
    value_ = solution_.found[quantity].value;
    if (!near(evaluate_first(program_, stated_), value_, 1e-9))
      disagree(fmt::format("the program says {}, the solver {}", evaluate_first(program_, stated_), value_));
    const std::vector<Interval> hard = rounding_box(program_, solution_), soft = belief_box(program_, solution_);
    lies_within(hard, "what is rounded");
    lies_within(soft, "what is believed");
    columns(soft);
    slopes();
    explanation();
  }

 private:
  void disagree(const std::string& how) { said_.push_back(problem_.quantities[quantity_].name + ": " + how); }

  std::vector<double> sample(const std::vector<Interval>& box) {
    std::vector<double> inputs;
    for (const Interval side : box) {
      const double corner = random_();
      inputs.push_back(corner < 0.2   ? side.low
                       : corner > 0.8 ? side.high
                                      : side.low + (side.high - side.low) * random_());
    }
    return inputs;
  }

  double noise(const std::vector<double>& inputs) const { return 1e-11 * pull(program_, inputs); }

  void lies_within(const std::vector<Interval>& box, const std::string& of) {
    const Bounds found = bounds(program_, box);
    const auto check = [&](const std::vector<double>& inputs, const std::string& what) {
      const double value = evaluate_first(program_, inputs), slack = noise(inputs);
      if (std::isnan(value)) return;
      if (value < found.range.low - slack || value > found.range.high + slack)
        disagree(fmt::format("{} {} lies outside the bounds of {}, {} to {}", what, value, of, found.range.low,
                             found.range.high));
    };
    check(stated_, "the value");
    for (int i = 0; i < samples; ++i) check(sample(box), "a sample");
  }

  void columns(const std::vector<Interval>& box) {
    std::vector<bool> varies;
    for (const Interval side : box) varies.push_back(!side.is_point());
    const ColumnProgram columns(program_, stated_, varies);
    auto workspace = columns.workspace();
    std::vector<std::vector<double>> drawn;
    for (int i = 0; i < samples; ++i) {
      drawn.push_back(stated_);
      const std::vector<double> all = sample(box);
      for (std::size_t k = 0; k < all.size(); ++k) {
        if (!varies[k]) continue;
        drawn.back()[k] = all[k];
        workspace.input(k)[i] = all[k];
      }
    }
    columns.evaluate(workspace, samples);
    for (int i = 0; i < samples; ++i) {
      const double alone = evaluate_first(program_, drawn[i]), in_column = columns.output(workspace, 0)[i];
      if (std::isnan(alone) && std::isnan(in_column)) continue;
      if (!(std::abs(alone - in_column) <= noise(drawn[i])) && alone != in_column)
        disagree(fmt::format("a sample comes to {} alone and to {} in a column", alone, in_column));
    }
  }

  void slopes() {
    const std::vector<double> slope = gradient(program_, stated_);
    for (std::size_t i = 0; i < stated_.size(); ++i) {
      const auto measured = [&](double step) {
        std::vector<double> inputs = stated_;
        const double h = step * (stated_[i] == 0 ? 1 : std::abs(stated_[i]));
        inputs[i] = stated_[i] + h;
        const double above = evaluate_first(program_, inputs);
        inputs[i] = stated_[i] - h;
        return (above - evaluate_first(program_, inputs)) / (2 * h);
      };
      const auto to_one_side = [&](double step) {
        std::vector<double> inputs = stated_;
        const double h = step * (stated_[i] == 0 ? 1 : std::abs(stated_[i]));
        inputs[i] += h;
        return (evaluate_first(program_, inputs) - value_) / h;
      };
      const double wide = measured(1e-4), narrow = measured(2e-5);
      const double size = std::max({std::abs(wide), std::abs(narrow), std::abs(value_ / stated_[i]),
                                    1e5 * noise(stated_) / std::abs(stated_[i])});
      // A curve bends by less over so little.
      const double after = to_one_side(2e-5), before = to_one_side(-2e-5);
      const bool is_on_kink = std::abs(after - before) > 2e-3 * std::max(std::abs(after), std::abs(before));
      // A kink, or the end of a domain.
      if (!std::isfinite(size) || is_on_kink || std::abs(wide - narrow) > 1e-3 * size) continue;
      if (std::abs(slope[i] - narrow) > std::abs(wide - narrow) + 1e-5 * size)
        disagree(fmt::format("the slope by {} is {}, measured {}", problem_.quantities[program_.inputs[i]].name,
                             slope[i], narrow));
    }
  }

  void explanation() {
    const Quantity& quantity = problem_.quantities[quantity_];
    const Finding& finding = solution_.found[quantity_];
    const Reason root = explain(problem_, solution_, quantity_, 1);
    if (value_text(root) != amount_text(value_, quantity.shown))
      disagree(fmt::format("its explanation begins with {}", value_text(root)));
    if (root.sentence.find(problem_.equations[finding.equation].sentence) == std::string::npos)
      disagree("its explanation rests on another equation");
    if (root.below.size() != solution_.formulas.quantities_below(finding.formula).size())
      disagree("its explanation leaves out a reason");
    for (const Reason& below : root.below) {
      const std::string& part = quantity.part;
      const bool sibling = !part.empty() && below.name.starts_with(part + ".");
      if (root.formula.find(sibling ? below.name.substr(part.size() + 1) : below.name) == std::string::npos)
        disagree(fmt::format("its formula {} does not name {}", root.formula, below.name));
    }
    numbers_come_to_the_value(root.numbers, finding.formula);
  }

  // Shares are printed with four digits, and so are paces, as factors. A scenario's own units are not known here.
  void numbers_come_to_the_value(const std::string& text, NodeId formula) {
    const Spelled read = spelled(text);
    if (!read.mistake.empty()) return;
    if (read.dimension != problem_.quantities[quantity_].dimension)
      return disagree(fmt::format("{} is {}", text, in_words(read.dimension)));
    Solution blurred = solution_;
    double allowed = 1e-5 * std::abs(value_);
    for (const std::size_t q : solution_.formulas.quantities_below(formula)) {
      const double before = blurred.found[q].value;
      blurred.found[q].value *= problem_.quantities[q].dimension.is_pace() ? 1.005 : 1.001;
      allowed += std::abs(value_of(blurred, formula) - value_);
      blurred.found[q].value = before;
    }
    if (allowed < 0.1 * std::abs(value_) && std::abs(read.value() - value_) > allowed)
      disagree(fmt::format("{} comes to {} and not to {}", text, read.value(), value_));
  }

  double random_() { return std::uniform_real_distribution<double>(0, 1)(generator_); }

  const Relations& problem_;
  const Solution& solution_;
  std::vector<std::string>& said_;
  std::mt19937_64 generator_{7};
  std::size_t quantity_ = 0;
  Program program_;
  std::vector<double> stated_;
  double value_ = 0;
};

std::string listed_below_each_other(const std::vector<std::string>& sentences) {
  std::string all;
  for (const std::string& sentence : sentences) all += "\n" + sentence;
  return all;
}

}  // namespace

std::vector<std::string> disagreements(const Relations& problem, const Solution& solution) {
  std::vector<std::string> said;
  Reader reader(problem, solution, said);
  std::vector<std::size_t> derived;
  for (std::size_t q = 0; q < problem.quantities.size(); ++q)
    if (solution.found[q].status == Status::derived) derived.push_back(q);
  // Of a plan's hundreds, each of a thousand operations, some: all would take minutes.
  constexpr std::size_t many = 150, some = 15;
  const std::size_t step = derived.size() > many ? derived.size() / some : 1;
  for (std::size_t i = 0; i < derived.size(); i += step) reader.read(derived[i]);
  return said;
}

void expect_readings_agree(const AuditedVariant& audited) {
  const std::vector<std::string> said = disagreements(*audited.scenario.relations, audited.solution);
  CHECK_MESSAGE(said.empty(), audited.scenario.source->name, listed_below_each_other(said));
}

void expect_readings_agree(const Sheet& sheet) {
  Problem problem = problem_of(sheet);
  property(sheet, [&] {
    const std::vector<double> reference = a_reference_point(problem);
    for (std::size_t q = 0; q < reference.size(); ++q) {
      problem.givens = problem.givens.without(q);
      if (flip()) continue;
      Given given = a_given(reference[q], one_of<double>({0, 0, 0.005, 0.05}));
      if (below(4) == 0)
        given.belief = {0.7 * std::min(reference[q], 2 * reference[q]),
                        1.3 * std::max(reference[q], 0.5 * reference[q])};
      if (problem.quantities[q].domain == Domain::fraction) given.belief.high = std::min(given.belief.high, 1.0);
      given.is_belief = given.belief != given.rounding;
      problem.givens.state(q, given);
      RC_LOG() << problem.quantities[q].name << " = " << reference[q] << "\n";
    }
    const Solution solution = solve(problem);
    const std::vector<std::string> said = disagreements(problem, solution);
    RC_LOG() << listed_below_each_other(said);
    RC_ASSERT(said.empty());
  });
}

}  // namespace costcurve::testing
