#include "scenario/claims.h"

#include <fmt/format.h>

#include "scenario/comparing_words.h"
#include "scenario/names.h"

namespace costcurve {

namespace {

struct ClaimBinding {
  const Outline& outline;
  const Names& names;
  Relations& relations;
  Diagnostics& diagnostics;

  Graph& graph() { return relations.graph; }
  Language language() const { return {names, outline.header.units, diagnostics}; }
};

std::optional<NodeId> bind_expression(const Excerpt& text, ClaimBinding& binding) {
  return bind(text, binding.language(), binding.graph());
}

// What the claim compares its quantity with, of the same dimension.
std::optional<NodeId> bind_than(const Value& than, NodeId of, ClaimBinding& binding) {
  const std::optional<NodeId> base = bind_expression(than.text, binding);
  if (!base) return std::nullopt;
  const Dimension dimension = binding.graph()[of].dimension, other = binding.graph()[*base].dimension;
  if (dimension == other) return base;
  const Units& units = binding.outline.header.units;
  binding.diagnostics.report(than.place,
                             fmt::format("{} cannot be compared with {}", units.spoken(dimension), units.spoken(other)),
                             {fmt::format("`of` is {}", units.words(dimension))}, units.words(other));
  return std::nullopt;
}

// The node that is compared: a quantity, or its ratio to another.
std::optional<NodeId> bind_subject(const ClaimText& text, Claim& claim, ClaimBinding& binding) {
  claim.of = text.of->value.text.text;
  const std::optional<NodeId> of = bind_expression(text.of->value.text, binding);
  if (!of || !text.than || !text.than->value.is_text()) {
    if (of) binding.relations.ask(*of, claim.of);
    return of;
  }
  claim.than = text.than->value.text.text;
  const std::optional<NodeId> than = bind_than(text.than->value, *of, binding);
  if (!than) return std::nullopt;
  const NodeId ratio = binding.graph().binary(Operation::divide, *of, *than);
  binding.relations.ask(ratio, fmt::format("{} over {}", claim.of, claim.than));
  return ratio;
}

// "27x less" speaks of the inverse ratio, "95 % cheaper" of what is missing to one.
NodeId compared(Comparison comparison, NodeId ratio, Graph& graph) {
  const NodeId one = graph.constant(1, Dimension());
  switch (comparison) {
    case Comparison::inverse: return graph.binary(Operation::divide, one, ratio);
    case Comparison::discount: return graph.binary(Operation::subtract, one, ratio);
    case Comparison::surplus: return graph.binary(Operation::subtract, ratio, one);
    default: return ratio;
  }
}

// The slot in front of the comparing words, or the one that they imply.
Excerpt slot_before(const ComparingWords& words, const Excerpt& text) {
  if (!words.slot.empty()) return built_in(words.slot);
  Excerpt front = text;
  front.text = front.text.substr(words.begin, words.length);
  if (!front.verbatim) return front;
  front.begin += words.begin;
  front.end = front.begin + words.length;
  return front;
}

void bind_comparison(const Value& value, Claim& claim, ClaimBinding& binding) {
  const Node& ratio = binding.graph()[claim.node];
  const bool of_times =
      ratio.operation == Operation::divide && binding.graph()[ratio.a].dimension == Dimension(Base::time);
  const ComparingWords words = comparing_words(value.text.text, of_times);
  const Excerpt front = slot_before(words, value.text);
  const Slot slot = parse_slot(front, binding.outline.header.units, binding.diagnostics);
  if (!slot.understood) return;
  claim.stated.comparison = words.comparison;
  claim.node = compared(words.comparison, claim.node, binding.graph());
  read_stated(slot, front, Dimension(), {}, claim, binding.language());
  const bool is_share = words.comparison == Comparison::discount || words.comparison == Comparison::surplus;
  if (claim.stated.shown.text.empty())
    claim.stated.shown = is_share ? ShownUnit{"%", 0.01, Dimension()} : ShownUnit{"x", 1, Dimension()};
}

void bind_value(const Value& value, Claim& claim, ClaimBinding& binding) {
  if (!value.is_text() && value.kind != Value::Kind::number)
    return binding.diagnostics.report(value.place, "a claim's value is an amount in quotes, or a number",
                                      {"value = \"$294,000\""});
  claim.stated.text = value.text.text;
  if (!claim.than.empty()) return bind_comparison(value, claim, binding);
  const Slot slot = parse_slot(value.text, binding.outline.header.units, binding.diagnostics);
  if (!slot.understood) return;
  const std::optional<std::size_t> quantity = binding.names.find(claim.of);
  if (quantity)
    for (const Part& part : binding.outline.parts)
      if (part.name == binding.relations.quantities[*quantity].part)
        check_chips_of_claim(slot, part, value.place, binding.diagnostics);
  const ShownUnit shown = quantity ? binding.relations.quantities[*quantity].shown : ShownUnit();
  read_stated(slot, value.text, binding.graph()[claim.node].dimension, shown, claim, binding.language());
}

// Read as the claim's value is, and compared in its words. A "?" says that nobody has thought of one yet.
void bind_prediction(const ClaimText& text, NodeId subject, Claim& claim, ClaimBinding& binding) {
  Claim read = text.claim;
  read.of = claim.of;
  read.than = claim.than;
  read.node = subject;
  const Value& predict = text.predict->value;
  claim.predict = predict.text.text;
  bind_value(predict, read, binding);
  if (read.cited || read.stated.text.empty()) return;
  const bool is_amount = read.stated.form == Stated::Form::value;
  if (!is_amount || (text.value && read.stated.comparison != claim.stated.comparison))
    return binding.diagnostics.report(predict.place, "a prediction is one amount, compared as the claim's value is",
                                      {"predict = \"80,000 USD\", or \"?\" before there is one"});
  claim.predicted = read.stated.value;
}

Claim bind_claim(const ClaimText& text, ClaimBinding& binding) {
  Claim claim = text.claim;
  if (!text.of || !text.of->value.is_text()) return claim;
  const std::optional<NodeId> subject = bind_subject(text, claim, binding);
  if (subject) claim.node = *subject;
  if (!text.value) {
    if (subject && text.predict) bind_prediction(text, *subject, claim, binding);
    return claim;
  }
  const bool than_is_wrong = text.than && !text.than->value.is_text();
  const Value& value = text.value->value;
  if (subject && !than_is_wrong) {
    bind_value(value, claim, binding);
    if (text.predict) bind_prediction(text, *subject, claim, binding);
  }
  // What the value is of is not known; that it cannot be read is said all the same.
  if (!subject && !text.than && value.is_text())
    parse_slot(value.text, binding.outline.header.units, binding.diagnostics);
  return claim;
}

}  // namespace

std::vector<Claim> bind_claims(const Outline& outline, const Names& names, Relations& relations,
                               Diagnostics& diagnostics) {
  ClaimBinding binding{outline, names, relations, diagnostics};
  std::vector<Claim> claims;
  for (const ClaimText& text : outline.claims) claims.push_back(bind_claim(text, binding));
  return claims;
}

ShownUnit shown_unit(const Scenario& scenario, const Claim& claim) {
  const Node& node = scenario.relations->graph[claim.node];
  const ShownUnit& stated = claim.stated.shown;
  const ShownUnit own = node.operation == Operation::symbol ? scenario.relations->quantities[node.quantity()].shown
                                                            : scenario.units.usual(node.dimension);
  const bool usable = !stated.text.empty() && stated.dimension == node.dimension;
  // A claim of 3.7 days is answered in days, though the quantity is shown in hours; one in kUSD is answered in dollars.
  if (!usable || node.dimension == Dimension(Base::money)) return own.text.empty() && usable ? stated : own;
  return stated;
}

}  // namespace costcurve
