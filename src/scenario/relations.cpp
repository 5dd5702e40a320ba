// Equations that a scenario states: expressions at a key, second values, and the list `equations`.

#include <fmt/format.h>

#include "scenario/givens.h"
#include "scenario/slots.h"

namespace costcurve {

void bind_relation(std::size_t q, const SlotText& text, SlotBinding& binding) {
  const Place& place = text.value->place;
  Diagnostics& diagnostics = binding.diagnostics;
  if (!text.value->is_text())
    return diagnostics.report(place, "a relation is an expression in quotes",
                              {"for example equals = \"sum(.b7, .b13)\""});
  if (!text.slot.understood) return;
  if (text.slot.form != Slot::Form::value || text.slot.about)
    return diagnostics.report(place, "a relation is one expression, not a range, a bound or a question",
                              {"give the range to a quantity of its own, and refer to that"});
  Relations& relations = binding.relations;
  const Quantity& quantity = relations.quantities[q];
  const Language language = binding.language();
  ExpressionBinder binder(relations.graph, language.names, language.units, diagnostics);
  const std::optional<NodeId> node = binder.bind(text.slot.first, text.value->text, {quantity.part});
  if (!node || !binding.names.dimension(q)) return;
  if (!fits(quantity, text.slot.first, text.value->text, relations.graph[*node].dimension, false, language)) return;
  if (relations.graph.mentions(*node, q))
    return diagnostics.report(
        place, fmt::format("`{}` is defined by itself", quantity.name),
        {"an equation that holds a quantity on both sides stands at the top of the file: equations = [\"...\"]"});
  Equation equation;
  equation.left = quantity.symbol;
  equation.right = *node;
  equation.sentence = quantity.name + " = " + text.value->text.text;
  equation.part = quantity.part;
  equation.where = place.where();
  relations.equations.push_back(std::move(equation));
}

namespace {

// True if a second value is one that can be compared with the first.
bool check_alternative(const Writing& writing, const std::string& name, Diagnostics& diagnostics) {
  const auto wrong = [&](const Place& place, std::string problem, const char* remedy) {
    diagnostics.report(place, std::move(problem), {remedy});
    return false;
  };
  if (!writing.is)
    return wrong(writing.value->place, "this value has no `is`", "{ is = \"80 h\", source = \"paper\" }");
  const Value& value = *writing.is->value;
  if (!value.is_text() && value.kind != Value::Kind::number)
    return wrong(value.place, fmt::format("`{}` is an amount in quotes, or a number", name), "for example \"80 h\"");
  return writing.is->slot.understood;
}

// A quantity of its own that is said to be equal: where the two differ, both sources are named.
void add_second_value(std::size_t q, Given given, const Writing& writing, Relations& relations, Givens& givens) {
  const std::string says = writing.source.empty() ? "another value" : writing.source;
  Quantity other = relations.quantities[q];
  other.name += fmt::format(" ({})", says);
  other.inner = true;
  other.symbol = relations.graph.symbol(relations.quantities.size(), other.dimension);
  Equation equation;
  equation.left = relations.quantities[q].symbol;
  equation.right = other.symbol;
  equation.sentence =
      fmt::format("{} is {}, says {}", relations.quantities[q].name, writing.is->value->text.text, says);
  equation.source = writing.source;
  equation.part = other.part;
  equation.where = writing.value->place.where();
  givens.state(relations.quantities.size(), std::move(given));
  relations.quantities.push_back(std::move(other));
  relations.equations.push_back(std::move(equation));
}

}  // namespace

void bind_alternative(std::size_t q, const Writing& writing, SlotBinding& binding) {
  Relations& relations = binding.relations;
  // What was read as a word is no second amount.
  if (relations.quantities[q].dimension.is_word() && writing.is && writing.is->value->is_text())
    parse_slot(writing.is->value->text, binding.outline.header.units, binding.diagnostics);
  if (!check_alternative(writing, relations.quantities[q].name, binding.diagnostics) || !binding.names.dimension(q))
    return;
  const Slot& slot = writing.is->slot;
  if (slot.form == Slot::Form::asked || slot.form == Slot::Form::bound)
    return binding.diagnostics.report(writing.is->value->place, "a second value must be an amount",
                                      {"what is asked for, or a bound, stands alone: not in a list"});
  if (slot.form == Slot::Form::value && slot.first.refers()) return bind_relation(q, *writing.is, binding);
  const Quantity& quantity = relations.quantities[q];
  if (std::optional<Given> given = given_from(*writing.is, quantity, writing, {quantity.part}, binding.language()))
    add_second_value(q, std::move(*given), writing, relations, binding.givens);
}

std::optional<std::pair<NodeId, NodeId>> bind_sides(const Relation& relation, const Excerpt& text, bool counts,
                                                    Graph& graph, const Language& language) {
  const Units& units = language.units;
  ExpressionBinder binder(graph, language.names, units, language.diagnostics);
  const std::optional<NodeId> left = binder.bind(relation.left, text, {});
  std::optional<NodeId> right = binder.bind(relation.right, text, {});
  if (!left || !right) return std::nullopt;
  const bool bare =
      relation.right.is_literal() && !relation.right.literal.has_unit && graph[*right].dimension.is_plain();
  if (counts && bare && graph[*left].dimension.is_count())
    right = graph.constant(graph[*right].value, graph[*left].dimension);
  const Dimension a = graph[*left].dimension, b = graph[*right].dimension;
  if (a == b) return std::pair(*left, *right);
  const auto written = [&](const Expression& side) { return text.text.substr(side.begin, side.end - side.begin); };
  const std::string problem = counts ? fmt::format("`{}` is {}; `{}` is {}", written(relation.left), units.spoken(a),
                                                   written(relation.right), units.spoken(b))
                                     : fmt::format("the two sides differ: {} and {}", units.spoken(a), units.spoken(b));
  language.diagnostics.report(text.place(relation.right.begin, relation.right.end), problem,
                              {fmt::format("left of the {}: {}", relation.relation, units.words(a)),
                               fmt::format("right of it: {}", units.words(b))},
                              units.words(b));
  return std::nullopt;
}

void bind_equations(const Value& list, SlotBinding& binding) {
  constexpr const char* example = "equations = [\"cluster.power = cluster.chips * 700 W/chip\"]";
  if (!list.is_array())
    return binding.diagnostics.report(list.place, "`equations` is a list of equations in quotes", {example});
  Relations& relations = binding.relations;
  const Language language = binding.language();
  for (const Value& text : list.elements) {
    if (!text.is_text()) {
      binding.diagnostics.report(text.place, "an equation stands in quotes", {example});
      continue;
    }
    const Relation relation = parse_relation(text.text, language.units, binding.diagnostics);
    if (!relation.understood) continue;
    const auto sides = bind_sides(relation, text.text, false, relations.graph, language);
    if (!sides) continue;
    Equation equation;
    equation.statement = relation.relation == "="    ? Statement::equal
                         : relation.relation == "<=" ? Statement::at_most
                                                     : Statement::at_least;
    equation.left = sides->first;
    equation.right = sides->second;
    equation.sentence = text.text.text;
    equation.where = text.place.where();
    relations.equations.push_back(std::move(equation));
  }
}

}  // namespace costcurve
