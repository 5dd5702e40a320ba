// What a claim states, with its widths. Unlike a given, a claim keeps all that its digits can mean (rounded, cut off,
// trailing zeros as filling): a verdict names the mildest reading under which the claim stands.

#include <cmath>

#include "quantity/pace.h"
#include "scenario/claims.h"

namespace costcurve {

namespace {

// The frame in which the amount is checked: a name, a dimension, no domain. A claim may state what cannot be.
Quantity frame_of(const Claim& claim, const Dimension& dimension, const ShownUnit& shown) {
  Quantity frame;
  frame.name = claim.of;
  frame.dimension = dimension;
  frame.shown = shown;
  return frame;
}

// What the claim's first amount says alone; the words of the claim and how it compares are kept.
Stated stated_amount(const Slot& slot, double value, const Dimension& dimension, const Stated& before) {
  Stated stated;
  if (slot.first.is_literal())
    stated = stated_literal(slot.first.literal);
  else
    stated.rounding = stated.truncation = stated.round_number = stated.belief = Interval::point(value);
  stated.comparison = before.comparison;
  stated.text = before.text;
  stated.value = value;
  stated.about = slot.about;
  stated.dimension = dimension;
  // A pace that was written as a rate, 17 times per year, has been read as one.
  const bool is_read_as_pace = is_pace(stated.shown) && slot.shown && !is_pace(*slot.shown);
  if (slot.shown && slot.shown->dimension == dimension && !is_read_as_pace) stated.shown = *slot.shown;
  return stated;
}

void state_deviation(double middle, double width, Stated& stated) {
  stated.rounding = stated.belief = {middle - std::abs(width), middle + std::abs(width)};
  stated.truncation = stated.round_number = stated.rounding;
}

void state_limits(double low, double high, const std::string& words, Stated& stated) {
  stated.form = Stated::Form::limits;
  stated.limits = {low, high};
  stated.words = words;
  stated.value = low > 0 ? std::sqrt(low * high) : (low + high) / 2;
}

void state_range(double low, double high, Stated& stated) {
  stated.value = low > 0 && high > 0 && !stated.dimension.is_point() ? std::sqrt(low * high) : (low + high) / 2;
  stated.rounding = stated.truncation = stated.round_number = Interval::point(stated.value);
  stated.belief = {low, high};
  stated.is_belief = true;
}

}  // namespace

void read_stated(const Slot& written, const Excerpt& text, const Dimension& dimension, const ShownUnit& shown,
                 Claim& claim, const Language& language) {
  if (written.form == Slot::Form::asked) return void(claim.cited = true);
  Slot slot = written;
  if (slot.first.refers() || slot.second.refers())
    return language.diagnostics.report(
        text.place(), "a claim states a value, and this refers to a quantity",
        {"to compare two quantities: of = \"a.cost\", than = \"b.cost\", value = \"< 1x\" (or \"27x less\", \"95 % "
         "cheaper\")"});
  const Quantity frame = frame_of(claim, dimension, shown);
  const std::optional<Expression> read = settled(slot.first, text, frame, language);
  if (!read) return;
  slot.first = *read;
  const std::optional<double> first = constant_of(slot.first, text, frame, {}, language);
  if (!first) return;
  claim.stated = stated_amount(slot, *first, dimension, claim.stated);
  if (slot.form == Slot::Form::bound) {
    claim.stated.form = Stated::Form::bound;
    claim.stated.relation = slot.relation;
  }
  if (slot.form == Slot::Form::bound || slot.form == Slot::Form::value) return;
  const std::optional<double> second = constant_of(slot.second, text, frame, {}, language);
  if (!second) return;
  if (slot.form == Slot::Form::deviation) return state_deviation(*first, *second, claim.stated);
  if (*first > *second)
    return language.diagnostics.report(text.place(), "this range runs from the larger end to the smaller",
                                       {"a range is \"low to high\": 7 to 10 months"});
  if (slot.form == Slot::Form::limits) return state_limits(*first, *second, slot.words, claim.stated);
  state_range(*first, *second, claim.stated);
}

}  // namespace costcurve
