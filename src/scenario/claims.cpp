#include <fmt/format.h>

#include <array>
#include <cmath>

#include "scenario/binding.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

constexpr std::array<std::string_view, 14> claim_keys = {"says",  "of",     "than",    "value", "source",
                                                         "fault", "expect", "printed", "note",  "in",
                                                         "layer", "basis",  "date",    "id"};
const std::vector<std::string>& expectations() {
  static const std::vector<std::string> known = {"holds",        "exact", "agrees",         "possible", "off",
                                                 "contradicted", "cited", "not determined", "true",     "false"};
  return known;
}

}  // namespace

void Binding::read_claims(const std::string& variant) {
  const Entry* claims = document_.find("claim");
  if (!claims) return;
  if (!claims->value.is_array())
    return report(claims->place, "claims stand under double brackets: [[claim]]", {"each [[claim]] begins one"});
  for (const Value& table : claims->value.elements) {
    if (!table.is_table()) {
      report(table.place, "a claim is a table under [[claim]]");
      continue;
    }
    const Entry* in = table.find("in");
    const std::string belongs = in && in->value.is_text() ? in->value.text.text : "";
    if (in && in->value.is_text() && variant.empty() &&
        std::find(scenario_.variants.begin(), scenario_.variants.end(), belongs) == scenario_.variants.end()) {
      std::vector<std::string> notes;
      if (const std::string hint = did_you_mean(belongs, scenario_.variants); !hint.empty()) notes.push_back(hint);
      notes.push_back(fmt::format("[variants.{}] makes one", belongs));
      report(in->value.place, fmt::format("there is no variant `{}`", belongs), notes);
    }
    read_claim(table);
  }
}

void Binding::read_claim(const Value& table) {
  Claim claim;
  claim.place = table.place;
  bool misspelt = false;  // what seems to be missing may stand under a wrong name
  for (const Entry& entry : table.members) {
    bool known = false;
    for (const std::string_view key : claim_keys) known = known || key == entry.key;
    if (known) continue;
    misspelt = true;
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(entry.key, {claim_keys.begin(), claim_keys.end()}); !hint.empty())
      notes.push_back(hint);
    notes.push_back("a claim has says, of, value, source; and than, fault, expect, printed, in, note where they apply");
    report(entry.place, fmt::format("a claim has no `{}`", entry.key), notes);
  }
  claim.id = text_of(table, "id");
  claim.says = text_of(table, "says");
  claim.source = text_of(table, "source");
  claim.fault = text_of(table, "fault");
  claim.expect = text_of(table, "expect");
  claim.printed = text_of(table, "printed");
  claim.note = text_of(table, "note");
  claim.variant = text_of(table, "in");
  claim.layer = text_of(table, "layer");
  claim.basis = text_of(table, "basis");
  if (claim.says.empty() && (!table.find("says") || table.find("says")->value.is_text()))
    report(table.place, "a claim needs `says`: the sentence that was printed",
           {"says = \"R1 cost $294,000 to train\""});
  if (!claim.source.empty()) check_source(claim.source, table.find("source")->value.place);
  if (!claim.layer.empty()) check_word("layer", claim.layer, table.find("layer")->value.place);
  if (!claim.basis.empty()) check_word("basis", claim.basis, table.find("basis")->value.place);
  if (!claim.expect.empty() &&
      std::find(expectations().begin(), expectations().end(), claim.expect) == expectations().end()) {
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(claim.expect, expectations()); !hint.empty()) notes.push_back(hint);
    notes.push_back("a claim is expected to be " + listed(expectations(), "or"));
    report(table.find("expect")->value.place, fmt::format("there is no verdict `{}`", claim.expect), notes);
  }
  const Entry* of = table.find("of");
  const Entry* value = table.find("value");
  const Entry* than = table.find("than");
  claim.cited = !of || !value;
  if (than && !of)
    report(than->place, "this claim does not say of what",
           {"of = \"r1.cost\" names the quantity, `than` what it is compared with"});
  if (of && !than && !value && !misspelt)
    report(table.place, "this claim says of what, and no value",
           {"value = \"80 h\" is compared; a claim that is cited only has neither `of` nor `value`"});
  if (than && of && !value)
    report(than->place, "this comparison has no value", {"value = \"95 % cheaper\", \"27x\", \"twice\""});
  const bool than_is_wrong = than && !than->value.is_text();
  if (than_is_wrong) report(than->place, "`than` is an expression in quotes", {"than = \"o1.output_price\""});
  if (value && !of)
    report(value->place, "this claim does not say of what",
           {"of = \"r1.cost\" names the quantity; without `of` and `value` a claim is cited only"});
  if (!of || of->value.kind != Value::Kind::text) {
    if (of) report(of->place, "`of` is an expression in quotes", {"of = \"r1.cost\""});
    scenario_.claims.push_back(std::move(claim));
    return;
  }
  claim.of = of->value.text.text;
  const Slot slot = parse_expression(of->value.text, scenario_.units, diagnostics_);
  Relations& relations = scenario_.relations;
  ExpressionBinder binder(relations.graph, *this, scenario_.units, diagnostics_);
  std::optional<NodeId> node;
  if (slot.understood) node = binder.bind(slot.first, of->value.text, {});
  if (than && than->value.is_text() && node) {
    claim.than = than->value.text.text;
    const Slot other = parse_expression(than->value.text, scenario_.units, diagnostics_);
    std::optional<NodeId> base;
    if (other.understood) base = binder.bind(other.first, than->value.text, {});
    if (base && relations.graph[*base].dimension != relations.graph[*node].dimension) {
      report(than->value.place,
             fmt::format("{} cannot be compared with {}", scenario_.units.spoken(relations.graph[*node].dimension),
                         scenario_.units.spoken(relations.graph[*base].dimension)),
             {fmt::format("`of` is {}", scenario_.units.words(relations.graph[*node].dimension))},
             scenario_.units.words(relations.graph[*base].dimension));
      base.reset();
    }
    node = base ? std::optional(relations.graph.binary(Operation::divide, *node, *base)) : std::nullopt;
  }
  if (node) claim.node = *node;
  if (value && node && !than_is_wrong) stated_value(value->value, claim, relations.graph[*node].dimension);
  if (value && !node && !than && value->value.is_text()) parse_slot(value->value.text, scenario_.units, diagnostics_);
  scenario_.claims.push_back(std::move(claim));
}

bool Binding::stated_value(const Value& value, Claim& claim, const Dimension& dimension) {
  if (value.kind != Value::Kind::text && value.kind != Value::Kind::number) {
    report(value.place, "a claim's value is an amount in quotes, or a number", {"value = \"$294,000\""});
    return false;
  }
  claim.stated.text = value.text.text;
  if (claim.than.empty()) {
    const Slot slot = parse_slot(value.text, scenario_.units, diagnostics_);
    return slot.understood && stated_slot(slot, value.text, claim, dimension);
  }
  const ComparingWords words = comparing_words(value.text.text);
  Excerpt front = value.text;
  if (!words.slot.empty()) {
    front = built_in(words.slot);
  } else {
    front.text = front.text.substr(0, words.length);
    front.end = front.begin + (front.verbatim ? words.length : front.end - front.begin);
  }
  const Slot slot = parse_slot(front, scenario_.units, diagnostics_);
  if (!slot.understood) return false;
  claim.stated.comparison = words.comparison;
  Relations& relations = scenario_.relations;
  const NodeId one = relations.graph.constant(1, Dimension());
  switch (words.comparison) {
    case Comparison::inverse: claim.node = relations.graph.binary(Operation::divide, one, claim.node); break;
    case Comparison::discount: claim.node = relations.graph.binary(Operation::subtract, one, claim.node); break;
    case Comparison::surplus: claim.node = relations.graph.binary(Operation::subtract, claim.node, one); break;
    default: break;
  }
  return stated_slot(slot, front, claim, Dimension());
}

bool Binding::stated_slot(const Slot& slot, const Excerpt& excerpt, Claim& claim, const Dimension& dimension) {
  Stated& stated = claim.stated;
  Quantity frame;  // the frame in which an amount is checked: a name, a dimension, no domain
  frame.name = claim.of;
  frame.dimension = dimension;
  const auto draft = scenario_.index.find(claim.of);
  if (draft != scenario_.index.end()) frame.shown = scenario_.relations.quantities[draft->second].shown;
  if (slot.form == Slot::Form::asked) {
    claim.cited = true;
    return true;
  }
  if (slot.first.refers() || slot.second.refers()) {
    report(excerpt.place(), "a claim states a value, and this refers to a quantity",
           {"to compare two quantities: of = \"a.cost\", than = \"b.cost\", value = \"< 1x\" (or \"27x less\", \"95 % "
            "cheaper\")"});
    return false;
  }
  const std::optional<double> first = constant_of(slot.first, excerpt, frame, {});
  if (!first) return false;
  const Comparison comparison = stated.comparison;
  const std::string text = stated.text;
  if (slot.first.is_literal()) {
    stated = stated_literal(slot.first.literal);
  } else {
    stated.value = *first;
    stated.rounding = stated.truncation = stated.round_number = stated.belief = Interval::point(*first);
  }
  stated.comparison = comparison;
  stated.text = text;
  stated.value = *first;
  stated.about = slot.about;
  stated.dimension = dimension;
  if (slot.shown && slot.shown->dimension == dimension) stated.shown = *slot.shown;
  if (slot.form == Slot::Form::bound) {
    stated.form = Stated::Form::bound;
    stated.relation = slot.relation;
    return true;
  }
  if (slot.form == Slot::Form::value) return true;
  const std::optional<double> second = constant_of(slot.second, excerpt, frame, {});
  if (!second) return false;
  if (slot.form == Slot::Form::deviation) {
    stated.rounding = stated.belief = {*first - std::abs(*second), *first + std::abs(*second)};
    stated.truncation = stated.round_number = stated.rounding;
    return true;
  }
  if (*first > *second) {
    report(excerpt.place(), "this range runs from the larger end to the smaller",
           {"a range is \"low to high\": 7 to 10 months"});
    return false;
  }
  if (slot.form == Slot::Form::limits) {
    stated.form = Stated::Form::limits;
    stated.limits = {*first, *second};
    stated.words = slot.words;
    stated.value = *first > 0 ? std::sqrt(*first * *second) : (*first + *second) / 2;
    return true;
  }
  stated.value =
      *first > 0 && *second > 0 && !dimension.is_point() ? std::sqrt(*first * *second) : (*first + *second) / 2;
  stated.rounding = stated.truncation = stated.round_number = Interval::point(stated.value);
  stated.belief = {*first, *second};
  stated.is_belief = true;
  return true;
}

ShownUnit shown_unit(const Scenario& scenario, const Claim& claim) {
  const Node& node = scenario.relations.graph[claim.node];
  const ShownUnit& stated = claim.stated.shown;
  const ShownUnit own = node.operation == Operation::symbol ? scenario.relations.quantities[node.quantity()].shown
                                                            : scenario.units.usual(node.dimension);
  const bool usable = !stated.text.empty() && stated.dimension == node.dimension;
  // A claim of 3.7 days is answered in days, though the quantity is shown in hours; one in kUSD is answered in dollars.
  if (!usable || node.dimension == Dimension(Base::money)) return own.text.empty() && usable ? stated : own;
  return stated;
}

}  // namespace costcurve
