// What somebody wants to be true: targets and brackets, in the language of the scenario and with its names.

#include <fmt/format.h>

#include "scenario/binding.h"

namespace costcurve {

void Binding::read_question(const Question& question) {
  for (const Excerpt& text : question.targets) read_target(text);
  for (const Override& bracket : question.brackets) read_bracket(bracket);
}

// A bare number is taken for a count, as it is at a key.
NodeId Binding::counted(const Expression& expression, NodeId node, NodeId other) {
  Graph& graph = scenario_.relations.graph;
  const bool bare = expression.is_literal() && !expression.literal.has_unit && graph[node].dimension.is_plain();
  return bare && graph[other].dimension.is_count() ? graph.constant(graph[node].value, graph[other].dimension) : node;
}

std::optional<std::pair<NodeId, NodeId>> Binding::bind_sides(const Relation& relation, const Excerpt& text,
                                                             bool counts) {
  Relations& relations = scenario_.relations;
  ExpressionBinder binder(relations.graph, *this, scenario_.units, diagnostics_);
  std::optional<NodeId> left = binder.bind(relation.left, text, {});
  std::optional<NodeId> right = binder.bind(relation.right, text, {});
  if (!left || !right) return std::nullopt;
  if (counts) right = counted(relation.right, *right, *left);
  const Dimension a = relations.graph[*left].dimension, b = relations.graph[*right].dimension;
  if (a == b) return std::pair(*left, *right);
  const auto written = [&](const Expression& side) { return text.text.substr(side.begin, side.end - side.begin); };
  const std::string problem_text =
      counts ? fmt::format("`{}` is {}; `{}` is {}", written(relation.left), scenario_.units.spoken(a),
                           written(relation.right), scenario_.units.spoken(b))
             : fmt::format("the two sides differ: {} and {}", scenario_.units.spoken(a), scenario_.units.spoken(b));
  report(text.place(relation.right.begin, relation.right.end), problem_text,
         {fmt::format("left of the {}: {}", relation.relation, scenario_.units.words(a)),
          fmt::format("right of it: {}", scenario_.units.words(b))},
         scenario_.units.words(b));
  return std::nullopt;
}

void Binding::read_target(const Excerpt& text) {
  const Relation relation = parse_target(text, scenario_.units, diagnostics_);
  if (!relation.understood) return;
  const auto sides = bind_sides(relation, text, true);
  if (!sides) return;
  if (!relation.left.refers() && !relation.right.refers())
    return report(text.place(), "this names no quantity", {"for example total.cost = 294 kUSD"});
  const auto written = [&](const Expression& side) { return text.text.substr(side.begin, side.end - side.begin); };
  scenario_.targets.push_back(
      {text.text, relation.relation, sides->first, sides->second, written(relation.left), written(relation.right)});
}

// "10 h .. 500 h", "10 h and 500 h", "10 to 500 h": the words of a range and of limits alike.
void Binding::read_bracket(const Override& bracket) {
  const auto quantity = scenario_.index.find(bracket.key);
  if (quantity == scenario_.index.end()) return;  // reported where the unknown is
  Excerpt text = bracket.value;
  const std::size_t dots = text.text.find("..");
  text.verbatim = false;
  if (dots != std::string::npos)
    text.text.replace(dots, 2, " to ");
  else if (text.text.find(" and ") != std::string::npos && !text.text.starts_with("between"))
    text.text = "between " + text.text;
  const Slot slot = parse_slot(text, scenario_.units, diagnostics_);
  if (!slot.understood) return;
  if (slot.form != Slot::Form::range && slot.form != Slot::Form::limits)
    return report(bracket.value.place(), "--between needs two ends", {"for example --between \"10 h .. 500 h\""});
  const Quantity& asked = scenario_.relations.quantities[quantity->second];
  const auto low = constant_of(slot.first, text, asked, {}), high = constant_of(slot.second, text, asked, {});
  if (!low || !high) return;
  if (!(*low < *high))
    return report(bracket.value.place(), "this runs from the larger end to the smaller",
                  {"for example --between \"10 h .. 500 h\""});
  scenario_.brackets.push_back({*low, *high});
}

}  // namespace costcurve
