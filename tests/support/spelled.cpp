#include "support/spelled.h"

#include <cmath>

#include "scenario/expressions.h"
#include "solve/solve.h"

namespace costcurve::testing {

namespace {

class NoNames : public References {
 public:
  std::vector<std::size_t> resolve(const std::string& reference, const Context&, const Place& place,
                                   Diagnostics& diagnostics) const override {
    diagnostics.add({place, "there is no quantity `" + reference + "`", "", {}});
    return {};
  }
  std::optional<Dimension> dimension(std::size_t) const override { return std::nullopt; }
  std::string name(std::size_t) const override { return {}; }
};

}  // namespace

Spelled spelled(const std::string& text) { return spelled(text, catalog_units()); }

Spelled spelled(const std::string& text, const Units& units) {
  Diagnostics mistakes;
  Spelled made;
  const Excerpt excerpt = built_in(text);
  made.slot = parse_slot(excerpt, units, mistakes);
  NoNames names;
  Graph graph;
  ExpressionBinder binder(graph, names, units, mistakes);
  const bool pair = made.slot.form == Slot::Form::range || made.slot.form == Slot::Form::deviation ||
                    made.slot.form == Slot::Form::limits;
  if (made.slot.understood && made.slot.form != Slot::Form::asked)
    for (const Expression* expression : {&made.slot.first, &made.slot.second}) {
      if (expression == &made.slot.second && !pair) continue;
      const std::optional<NodeId> node = binder.bind(*expression, excerpt, {});
      if (!node) break;
      if (made.values.empty()) made.dimension = graph[*node].dimension;
      made.values.push_back(graph.constant_value(*node));
    }
  const std::vector<Diagnostic> all = mistakes.sorted();
  if (all.empty()) return made;
  made.mistake = all.front().problem;
  for (const std::string& note : all.front().notes) made.notes += note + "\n";
  return made;
}

}  // namespace costcurve::testing
