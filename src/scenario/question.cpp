#include "scenario/question.h"

#include "scenario/slots.h"

namespace costcurve {

std::optional<Target> bind_target(const Excerpt& text, const Scenario& scenario, Graph& formulas,
                                  Diagnostics& diagnostics) {
  Relation relation = parse_target(text, scenario.units, diagnostics);
  if (!relation.understood) return std::nullopt;
  const Language language{*scenario.names, scenario.units, diagnostics};
  // The right side of "run.tokens = 15T" is read as the quantity on its left lets it be.
  const std::optional<std::size_t> subject =
      relation.left.form == Expression::Form::reference ? scenario.quantity(relation.left.name) : std::nullopt;
  if (subject) {
    const Quantity& quantity = scenario.relations->quantities[*subject];
    const std::optional<Expression> read = settled(relation.right, text, quantity, language);
    if (!read) return std::nullopt;
    relation.right = *read;
    if (read->is_literal() && !is_plausible(quantity, read->literal.value(), *read, text, diagnostics))
      return std::nullopt;
  }
  const auto sides = bind_sides(relation, text, true, formulas, language);
  if (!sides) return std::nullopt;
  if (!relation.left.refers() && !relation.right.refers()) {
    diagnostics.report(text.place(), "this names no quantity", {"for example total.cost = 294 kUSD"});
    return std::nullopt;
  }
  const std::string left = text.text.substr(relation.left.begin, relation.left.end - relation.left.begin);
  return Target{text.text, relation.relation, sides->first, sides->second, left};
}

namespace {

// The words of a range and of limits alike, and two dots as `sweep` has them.
Excerpt as_slot(const Excerpt& bracket) {
  Excerpt text = bracket;
  text.verbatim = false;
  if (const std::size_t dots = text.text.find(".."); dots != std::string::npos)
    text.text.replace(dots, 2, " to ");
  else if (text.text.find(" and ") != std::string::npos && !text.text.starts_with("between"))
    text.text = "between " + text.text;
  return text;
}

}  // namespace

std::optional<Interval> bind_bracket(const Excerpt& text, std::size_t quantity, const Scenario& scenario,
                                     Diagnostics& diagnostics) {
  constexpr const char* example = "for example --between \"10 h .. 500 h\"";
  const auto wrong = [&](const char* problem) {
    diagnostics.report(text.place(), problem, {example});
    return std::nullopt;
  };
  const Excerpt slot_text = as_slot(text);
  const Slot slot = parse_slot(slot_text, scenario.units, diagnostics);
  if (!slot.understood) return std::nullopt;
  if (slot.form != Slot::Form::range && slot.form != Slot::Form::limits) return wrong("--between needs two ends");
  const Quantity& asked = scenario.relations->quantities[quantity];
  const Language language{*scenario.names, scenario.units, diagnostics};
  const auto low = constant_of(slot.first, slot_text, asked, {}, language),
             high = constant_of(slot.second, slot_text, asked, {}, language);
  if (!low || !high) return std::nullopt;
  if (!(*low < *high)) return wrong("this runs from the larger end to the smaller");
  return Interval{*low, *high};
}

}  // namespace costcurve
