// Equations that a scenario states: expressions at a key, second values, and the list `equations`.

#include <fmt/format.h>

#include "scenario/binding.h"

namespace costcurve {

void Binding::bind_relation(std::size_t q, const Value& value) {
  if (value.kind != Value::Kind::text)
    return report(value.place, "a relation is an expression in quotes", {"for example equals = \"sum(.b7, .b13)\""});
  const Slot slot = parse_slot(value.text, scenario_.units, diagnostics_);
  if (!slot.understood) return;
  if (slot.form != Slot::Form::value || slot.about)
    return report(value.place, "a relation is one expression, not a range, a bound or a question",
                  {"give the range to a quantity of its own, and refer to that"});
  Relations& relations = scenario_.relations;
  ExpressionBinder binder(relations.graph, *this, scenario_.units, diagnostics_);
  const std::optional<NodeId> node = binder.bind(slot.first, value.text, {drafts_[q].part});
  if (!node) return;
  Quantity& quantity = relations.quantities[q];
  if (drafts_[q].state == Draft::State::mistaken) return;
  if (!fits(quantity, slot.first, value.text, relations.graph[*node].dimension, false)) return;
  if (relations.graph.mentions(*node, q))
    return report(
        value.place, fmt::format("`{}` is defined by itself", quantity.name),
        {"an equation that holds a quantity on both sides stands at the top of the file: equations = [\"...\"]"});
  Equation made;
  made.left = quantity.symbol;
  made.right = *node;
  made.sentence = quantity.name + " = " + value.text.text;
  made.part = drafts_[q].part;
  made.where = value.place.where();
  relations.equations.push_back(std::move(made));
}

// A second sourced value for one quantity: the first is used, this one is compared with it.
void Binding::bind_alternative(std::size_t q, const Value& value, const Writing& writing) {
  if (!writing.is) return report(value.place, "this value has no `is`", {"{ is = \"80 h\", source = \"paper\" }"});
  if (!writing.is->is_text() && writing.is->kind != Value::Kind::number)
    return report(writing.is->place, fmt::format("`{}` is an amount in quotes, or a number", drafts_[q].name),
                  {"for example \"80 h\""});
  const Slot slot = parse_slot(writing.is->text, scenario_.units, diagnostics_);
  if (!slot.understood || drafts_[q].state == Draft::State::mistaken) return;
  if (slot.form == Slot::Form::asked || slot.form == Slot::Form::bound)
    return report(writing.is->place, "a second value must be an amount",
                  {"what is asked for, or a bound, stands alone: not in a list"});
  if (slot.form == Slot::Form::value && slot.first.refers()) return bind_relation(q, *writing.is);
  Relations& relations = scenario_.relations;
  std::optional<Given> given = given_from(slot, writing.is->text, relations.quantities[q], writing, {drafts_[q].part});
  if (!given) return;
  Quantity other = relations.quantities[q];
  other.name += fmt::format(" ({})", writing.source.empty() ? "another value" : writing.source);
  other.inner = true;
  other.given = std::move(given);
  other.offers.clear();
  const std::size_t number = relations.quantities.size();
  other.symbol = relations.graph.symbol(number, other.dimension);
  Equation made;
  made.left = relations.quantities[q].symbol;
  made.right = other.symbol;
  made.sentence = fmt::format("{} is {}, says {}", relations.quantities[q].name, writing.is->text.text,
                              writing.source.empty() ? "another value" : writing.source);
  made.source = writing.source;
  made.part = drafts_[q].part;
  made.where = value.place.where();
  relations.quantities.push_back(std::move(other));
  relations.equations.push_back(std::move(made));
}

void Binding::bind_equations(const Value& list) {
  if (!list.is_array())
    return report(list.place, "`equations` is a list of equations in quotes",
                  {"equations = [\"cluster.power = cluster.chips * 700 W/chip\"]"});
  Relations& relations = scenario_.relations;
  for (const Value& text : list.elements) {
    if (!text.is_text()) {
      report(text.place, "an equation stands in quotes",
             {"equations = [\"cluster.power = cluster.chips * 700 W/chip\"]"});
      continue;
    }
    const Relation relation = parse_relation(text.text, scenario_.units, diagnostics_);
    if (!relation.understood) continue;
    const auto sides = bind_sides(relation, text.text);
    if (!sides) continue;
    Equation made;
    made.statement = relation.relation == "="    ? Statement::equal
                     : relation.relation == "<=" ? Statement::at_most
                                                 : Statement::at_least;
    made.left = sides->first;
    made.right = sides->second;
    made.sentence = text.text.text;
    made.where = text.place.where();
    relations.equations.push_back(std::move(made));
  }
}

}  // namespace costcurve
