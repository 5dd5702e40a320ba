// Which of the numbers that were put in otherwise moved the answers, and by how much each.

#include <cmath>

#include "answer/since.h"
#include "program/program.h"

namespace costcurve {

namespace {

// How far the value moves, as a ratio where it has one.
double distance(double a, double b) {
  if (a > 0 && b > 0) return std::abs(std::log(a / b));
  return std::isfinite(a - b) ? std::abs(a - b) : HUGE_VAL;
}

}  // namespace

void weigh_causes(const AuditedVariant& audited, const std::vector<std::string>& answers, Changes& changes) {
  const Relations& relations = *audited.scenario.relations;
  for (const std::string& answer : answers) {
    const std::optional<std::size_t> q = audited.scenario.quantity(answer);
    if (!q || !changes.quantities.contains(answer)) continue;
    const std::optional<Program> program = compile(relations, audited.solution, {relations.quantities[*q].symbol});
    if (!program) continue;
    const std::vector<double> now = stated_values(*program, audited.solution);
    const double value = evaluate(*program, now).front();
    for (std::size_t i = 0; i < program->inputs.size(); ++i) {
      const auto change = changes.quantities.find(relations.quantities[program->inputs[i]].name);
      if (change == changes.quantities.end() || !change->second.before) continue;
      std::vector<double> then = now;
      then[i] = *change->second.before;
      change->second.weight += distance(evaluate(*program, then).front(), value);
    }
  }
}

}  // namespace costcurve
