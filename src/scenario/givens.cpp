// What is exact and what is rounded: a quotation (a value with a source) is rounded to half its last printed digit; a
// value without a source, an assumption, a price, a whole count, a bare number, a date in full and every number inside
// an expression is exact. Read literally, "every literal is rounded" would make 2 USD/h into 1.5 to 2.5 and let a false
// count of chips agree.
//
// Rounding and belief are kept apart: rounding is what the digits allow, and nothing outside of it was printed; belief
// is somebody's 90 %, and one sample in ten lies outside. A range "7 to 10 months" is belief alone, so its rounding is
// a point; a deviation "5 ± 1" is read as the range of an instrument, which is rounding.

#include "scenario/givens.h"

#include <fmt/format.h>

#include <cmath>

#include "quantity/pace.h"
#include "scenario/names.h"
#include "scenario/stated.h"

namespace costcurve {

double middle_of(double low, double high, const ShownUnit& unit) {
  if (low > 0 && high > 0 && !is_pace(unit) && !unit.dimension.is_point()) return std::sqrt(low * high);
  return (low + high) / 2;
}

bool holds_distribution(const Slot& slot) {
  return slot.form == Slot::Form::value && slot.first.form == Expression::Form::call &&
         is_distribution(slot.first.name);
}

namespace {

// A 90 % range: log-normal for positive amounts; normal for a pace (in the rate), a date and whatever may be negative.
Distribution believed(const Interval& range, const ShownUnit& unit) {
  return Distribution::interval(range.low, range.high, !is_pace(unit) && !unit.dimension.is_point());
}

// Money per something: list prices are set, not measured.
bool is_price(const Dimension& dimension) {
  if (dimension.twelfths(static_cast<int>(Base::money)) != 12) return false;
  for (int base = 0; base < most_bases; ++base)
    if (dimension.twelfths(base) < 0) return true;
  return false;
}

bool is_exact(const Literal& literal, const Writing& writing) {
  if (writing.exact || writing.assumed || writing.source.empty()) return true;
  if (is_price(literal.dimension)) return true;
  if (!literal.has_unit && !literal.scaled) return true;
  return literal.whole && literal.dimension.is_count() && !literal.dimension.is_plain();
}

class GivenReader {
 public:
  GivenReader(const SlotText& text, const Quantity& quantity, const Writing& writing, const Context& context,
              const Language& language)
      : slot_(text.slot),
        text_(text.value->text),
        quantity_(quantity),
        writing_(writing),
        context_(context),
        language_(language) {
    given_.text = text_.text;
    given_.source = writing.source;
    given_.assumed = writing.assumed;
    given_.note = writing.note;
    given_.where = text_.place().where();
  }

  std::optional<Given> read() {
    if (!settle()) return std::nullopt;
    const bool good = holds_distribution(slot_)             ? distribution()
                      : slot_.form == Slot::Form::value     ? single()
                      : slot_.form == Slot::Form::deviation ? deviation()
                                                            : range();
    return good ? std::optional(std::move(given_)) : std::nullopt;
  }

 private:
  std::optional<double> amount(const Expression& expression) const {
    return constant_of(expression, text_, quantity_, context_, language_);
  }
  bool in_domain(double value, bool bare = false) const {
    return costcurve::in_domain(quantity_, value, text_.place(), language_.diagnostics, bare);
  }
  bool belief_in_domain() const { return in_domain(given_.belief.low) && in_domain(given_.belief.high); }

  bool distribution() {
    const std::optional<Distribution> belief = distribution_of(slot_.first, text_, quantity_, context_, language_);
    if (!belief) return false;
    given_.distribution = *belief;
    given_.value = belief->median();
    given_.rounding = Interval::point(given_.value);
    given_.belief = {belief->low(), belief->high()};
    given_.is_belief = true;
    return belief_in_domain();
  }

  bool single() {
    const std::optional<double> value = amount(slot_.first);
    if (!value) return false;
    const bool is_literal = slot_.first.is_literal();
    given_.value = *value;
    given_.rounding = given_.belief = rounding_of(*value);
    if (slot_.about) {
      given_.belief = about(*value, quantity_.shown);
      given_.is_belief = true;
      given_.rounding = Interval::point(*value);
      given_.distribution = believed(given_.belief, quantity_.shown);
    }
    return in_domain(*value, is_literal && !slot_.first.literal.has_unit);
  }

  // What was printed as 0.4 may be anything from 0.35, but 1 in its last digit not from 0: a positive quantity is none.
  Interval rounding_of(double value) const {
    const bool is_literal = slot_.first.is_literal();
    const bool dated = is_literal && slot_.first.literal.kind == Literal::Kind::date;
    const bool rounded = is_literal && (dated || !is_exact(slot_.first.literal, writing_));
    Interval rounding = rounded ? stated_literal(slot_.first.literal).rounding : Interval::point(value);
    if (quantity_.domain == Domain::positive && rounding.low <= 0 && value > 0) rounding.low = value / 2;
    return rounding;
  }

  bool deviation() {
    const std::optional<double> middle = amount(slot_.first);
    const std::optional<double> width = middle ? amount(slot_.second) : std::nullopt;
    if (!width) return false;
    given_.value = *middle;
    given_.rounding = given_.belief = {*middle - std::abs(*width), *middle + std::abs(*width)};
    return belief_in_domain();
  }

  bool range() {
    const std::optional<double> low = amount(slot_.first);
    const std::optional<double> high = low ? amount(slot_.second) : std::nullopt;
    if (!high) return false;
    if (!(*low < *high)) {
      language_.diagnostics.report(text_.place(),
                                   *low == *high ? "the two ends of this range are the same"
                                                 : "this range runs from the larger end to the smaller",
                                   {"a range is \"low to high\": 7 to 10 months"});
      return false;
    }
    given_.value = middle_of(*low, *high, quantity_.shown);
    given_.rounding = Interval::point(given_.value);
    given_.belief = {*low, *high};
    given_.is_belief = true;
    given_.distribution = believed(given_.belief, quantity_.shown);
    return belief_in_domain();
  }

  // What the quantity says of a text that can be read in two ways; false, and reported, if it stays so.
  bool settle() {
    for (Expression* end : {&slot_.first, &slot_.second}) {
      std::optional<Expression> read = settled(*end, text_, quantity_, language_);
      if (!read) return false;
      *end = std::move(*read);
    }
    return true;
  }

  Slot slot_;
  const Excerpt& text_;
  const Quantity& quantity_;
  const Writing& writing_;
  const Context& context_;
  const Language& language_;
  Given given_;
};

}  // namespace

std::optional<Given> given_from(const SlotText& text, const Quantity& quantity, const Writing& writing,
                                const Context& context, const Language& language) {
  return GivenReader(text, quantity, writing, context, language).read();
}

}  // namespace costcurve
