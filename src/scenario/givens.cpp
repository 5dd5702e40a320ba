// From a slot's text to a given value.
//
// What is exact and what is rounded: a quotation (a value with a source) is rounded to half its last printed digit; a
// value without a source, an assumption, a price, a whole count, a bare number, a date in full and every number inside
// an expression is exact. Read literally, "every literal is rounded" would make 2 USD/h into 1.5 to 2.5 and let a false
// count of chips agree.

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "scenario/binding.h"

namespace costcurve {

namespace {

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

// The middle of a 90 % range: geometric for positive amounts, the mean for paces and for what may be negative.
double middle_of(double low, double high, const Dimension& dimension) {
  if (low > 0 && high > 0 && !dimension.is_pace() && !dimension.is_point()) return std::sqrt(low * high);
  return (low + high) / 2;
}

}  // namespace

void Binding::make_quantities() {
  // Sheets first, each in one block: a sheet numbers its symbols in the order of its table.
  Relations& relations = scenario_.relations;
  for (std::size_t q = 0; q < drafts_.size(); ++q) infer(q);
  relations.quantities.resize(drafts_.size());
  for (std::size_t q = 0; q < drafts_.size(); ++q) {
    const Draft& draft = drafts_[q];
    Quantity& quantity = relations.quantities[q];
    quantity.name = draft.name;
    quantity.part = draft.part;
    quantity.dimension = draft.dimension.value_or(Dimension());
    if (draft.row) {
      quantity.meaning = draft.row->meaning;
      quantity.row = static_cast<std::size_t>(draft.row - scenario_.part(draft.part)->sheet->rows().data());
      quantity.domain = draft.row->domain;
      if (!draft.row->relative_to.empty())
        quantity.relative_to = draft.part + "." + std::string(draft.row->relative_to);
      thread_local std::map<const Row*, ShownUnit>
          kept;  // the units of sheets are the catalog's, whatever the scenario defines
      const auto found = kept.find(draft.row);
      if (const ShownUnit* list = word_list(quantity.dimension))
        quantity.shown = *list;
      else if (found != kept.end())
        quantity.shown = found->second;
      else
        quantity.shown = kept[draft.row] =
            parse_units(built_in(draft.row->unit), *elsewhere_.catalog.units(), diagnostics_).value_or(ShownUnit());
    } else if (draft.shown && draft.shown->dimension == quantity.dimension) {
      quantity.shown = *draft.shown;
    } else if (const ShownUnit* list = word_list(quantity.dimension)) {
      quantity.shown = *list;
    } else {
      quantity.shown = scenario_.units.usual(quantity.dimension);
    }
    quantity.symbol = relations.graph.symbol(q, quantity.dimension);
  }
  for (Part& part : scenario_.parts) {
    if (!part.sheet) continue;
    const std::size_t before = relations.equations.size();
    part.sheet->record(relations.graph, part.quantities.front(), relations.equations);
    for (std::size_t e = before; e < relations.equations.size(); ++e) relations.equations[e].part = part.name;
  }
}

void Binding::bind_draft(std::size_t q) {
  const Draft& draft = drafts_[q];
  bind_offers(q);
  if (!draft.value) return;
  const Value& value = *draft.value;
  if (value.withdrawn) return void(scenario_.relations.quantities[q].asked = true);
  if (!check_writing(value, draft)) return;
  const Writing writing = writing_of(value, draft);
  if (writing.words && !scenario_.relations.quantities[q].dimension.is_word()) return;  // the list was reported
  if (writing.is) bind_slot(q, *writing.is, writing);
  if (writing.equals) bind_relation(q, *writing.equals);
  for (const Value* alternative : writing.alternatives)
    bind_alternative(q, *alternative, writing_of(*alternative, draft));
}

// The dimension must be the quantity's; a bare number is taken for a count, never for a price or a time.
bool Binding::fits(const Quantity& quantity, const Expression& expression, const Excerpt& text, Dimension actual,
                   bool bare) {
  if (actual == quantity.dimension) return true;
  const std::string remedy = expression.is_literal() && !quantity.dimension.is_plain() && !expression.literal.scaled
                                 ? expression.literal.instead_of_thousands_point()
                                 : "";
  if (bare && actual.is_plain() && quantity.dimension.is_count() && !remedy.empty())
    return report(text.place(expression.begin, expression.end), "is this point a thousands separator?", {remedy}),
           false;
  if (bare && actual.is_plain() && quantity.dimension.is_count()) return true;
  const std::string short_name = quantity.name.substr(quantity.name.rfind('.') + 1);
  const std::string expected = scenario_.units.words(quantity.dimension),
                    is = scenario_.units.spoken(quantity.dimension);
  const Place place = text.place(expression.begin, expression.end);
  const std::string written = text.text.substr(expression.begin, expression.end - expression.begin);
  const std::string unit = quantity.shown.text.empty() ? "" : quantity.shown.text;
  const bool literal = expression.is_literal();
  std::string number = literal ? fmt::format("{:g}", expression.literal.number) : "1";
  if (bare && actual.is_plain()) {
    report(place, fmt::format("`{}` is {}; this number has no unit", short_name, is),
           {fmt::format("for example \"{} {}\"", number, unit == "date" ? "2024-12-26" : unit),
            "a bare number is taken for a count only"});
    return false;
  }
  std::vector<std::string> notes;
  notes.push_back(unit.empty() || unit == "date"
                      ? fmt::format("expected {}", expected)
                      : fmt::format("expected {}, for example \"{} {}\"", expected, number, unit));
  if (const std::string advice = missing_factor(quantity.dimension, actual, written); !advice.empty())
    notes.push_back(advice);
  report(place, fmt::format("`{}` is {}; this is {}", short_name, is, scenario_.units.spoken(actual)), notes,
         scenario_.units.words(actual));
  return false;
}

// `bare`: written as a number without a unit.
bool Binding::in_domain(const Quantity& quantity, double value, const Place& place, bool bare) {
  const Domain domain = quantity.domain;
  const bool good = domain == Domain::any || (domain == Domain::positive && value > 0) ||
                    (domain == Domain::not_negative && value >= 0) ||
                    (domain == Domain::fraction && value >= 0 && value <= 1);
  if (good) return true;
  const std::string short_name = quantity.name.substr(quantity.name.rfind('.') + 1);
  std::vector<std::string> notes = {quantity.meaning.empty()
                                        ? fmt::format("it must be {}", domain_words(domain))
                                        : fmt::format("{}: it must be {}", quantity.meaning, domain_words(domain))};
  if (domain == Domain::positive && value == 0)
    notes.push_back("what is unknown is not zero: leave it out, or write \"?\"");
  if (domain == Domain::fraction && bare && value > 1 && value <= 100)
    notes.push_back(fmt::format("a percentage is written with its sign: {:g} %", value));
  report(place,
         fmt::format("`{}` cannot be {}", short_name,
                     value < 0    ? "negative"
                     : value == 0 ? "zero"
                                  : "more than 1"),
         notes);
  return false;
}

std::optional<double> Binding::constant_of(const Expression& expression, const Excerpt& text, const Quantity& quantity,
                                           const Context& context) {
  if (expression.refers()) {
    report(text.place(expression.begin, expression.end), "a range or a bound cannot refer to other quantities",
           {"give the range to a quantity of its own, and refer to that"});
    return std::nullopt;
  }
  Graph scratch;
  ExpressionBinder binder(scratch, *this, scenario_.units, diagnostics_);
  const std::optional<NodeId> node = binder.bind(expression, text, context);
  if (!node) return std::nullopt;
  const bool bare = expression.is_literal() && !expression.literal.has_unit;
  const bool counts = !expression.refers() && scratch[*node].dimension.is_plain();
  if (!fits(quantity, expression, text, scratch[*node].dimension, bare || counts)) return std::nullopt;
  const double value = scratch.constant_value(*node);
  if (std::isfinite(value)) return value;
  const Place place = text.place(expression.begin, expression.end);
  if (std::isnan(value))
    report(place, "this has no value",
           {"it takes the logarithm or the root of a negative number, or divides nothing by nothing"});
  else
    report(place, "this has no finite value", {"it divides by zero, or runs beyond 1e308, where numbers end"});
  return std::nullopt;
}

std::optional<Given> Binding::given_from(const Slot& slot, const Excerpt& text, const Quantity& quantity,
                                         const Writing& writing, const Context& context) {
  Given given;
  given.text = text.text;
  given.source = writing.source;
  given.assumed = writing.assumed;
  given.note = writing.note;
  given.where = text.place().where();
  if (slot.form == Slot::Form::value && slot.first.form == Expression::Form::call && is_distribution(slot.first.name)) {
    const std::optional<Distribution> belief = distribution_of(slot.first, text, quantity, context);
    if (!belief) return std::nullopt;
    given.distribution = *belief;
    given.value = belief->median();
    given.rounding = Interval::point(given.value);
    given.belief = {belief->low(), belief->high()};
    given.is_belief = true;
    return in_domain(quantity, given.belief.low, text.place()) && in_domain(quantity, given.belief.high, text.place())
               ? std::optional(given)
               : std::nullopt;
  }
  const std::optional<double> first = constant_of(slot.first, text, quantity, context);
  if (!first) return std::nullopt;
  if (slot.form == Slot::Form::value) {
    given.value = *first;
    const bool literal = slot.first.is_literal();
    const bool dated = literal && slot.first.literal.kind == Literal::Kind::date;
    given.rounding = literal && (dated || !is_exact(slot.first.literal, writing))
                         ? stated_literal(slot.first.literal).rounding
                         : Interval::point(*first);
    if (quantity.domain == Domain::positive && given.rounding.low <= 0 && given.value > 0)
      given.rounding.low = given.value / 2;
    given.belief = given.rounding;
    if (slot.about) {
      given.belief = about(*first, quantity.dimension);
      given.is_belief = true;
      given.rounding = Interval::point(*first);
      given.distribution = believed(given.belief, quantity.dimension);
    }
    if (!in_domain(quantity, given.value, text.place(), literal && !slot.first.literal.has_unit)) return std::nullopt;
    return given;
  }
  const std::optional<double> second = constant_of(slot.second, text, quantity, context);
  if (!second) return std::nullopt;
  if (slot.form == Slot::Form::deviation) {
    given.value = *first;
    given.rounding = given.belief = {*first - std::abs(*second), *first + std::abs(*second)};
  } else {
    if (!(*first < *second)) {
      report(text.place(),
             *first == *second ? "the two ends of this range are the same"
                               : "this range runs from the larger end to the smaller",
             {"a range is \"low to high\": 7 to 10 months"});
      return std::nullopt;
    }
    given.value = middle_of(*first, *second, quantity.dimension);
    given.rounding = Interval::point(given.value);
    given.belief = {*first, *second};
    given.is_belief = true;
    given.distribution = believed(given.belief, quantity.dimension);
  }
  const Interval ends = given.belief;
  if (!in_domain(quantity, ends.low, text.place()) || !in_domain(quantity, ends.high, text.place()))
    return std::nullopt;
  return given;
}

void Binding::bind_slot(std::size_t q, const Value& value, const Writing& writing) {
  if (scenario_.relations.quantities[q].dimension.is_word()) return bind_word(q, value, writing);
  if (value.kind != Value::Kind::text && value.kind != Value::Kind::number)
    return report(value.place, fmt::format("`{}` is an amount in quotes, or a number", drafts_[q].name),
                  {"for example \"80 h\""});
  const Slot slot = parse_slot(value.text, scenario_.units, diagnostics_);
  if (!slot.understood) return;
  Relations& relations = scenario_.relations;
  Quantity& quantity = relations.quantities[q];
  const Context context{drafts_[q].part};
  if (slot.form == Slot::Form::asked) {
    quantity.asked = true;
    if (!slot.shown) return;
    if (slot.shown->dimension != quantity.dimension)
      return report(
          value.place,
          fmt::format("`{}` is {}; this asks for {}", quantity.name, scenario_.units.spoken(quantity.dimension),
                      scenario_.units.spoken(slot.shown->dimension)),
          {quantity.shown.text.empty() ? "write \"?\"" : fmt::format("write \"? {}\"", quantity.shown.text)},
          scenario_.units.words(slot.shown->dimension));
    quantity.shown = *slot.shown;
    return;
  }
  if (slot.form == Slot::Form::bound) {
    const std::optional<double> limit = constant_of(slot.first, value.text, quantity, context);
    if (!limit || (slot.relation[0] == '<' && !in_domain(quantity, *limit, value.text.place()))) return;
    Equation made;
    made.statement = slot.relation[0] == '<' ? Statement::at_most : Statement::at_least;
    made.left = quantity.symbol;
    made.right = relations.graph.constant(*limit, quantity.dimension, value.text.text);
    made.sentence = quantity.name + " " + value.text.text;
    made.source = writing.source;
    made.part = drafts_[q].part;
    made.where = value.place.where();
    relations.equations.push_back(std::move(made));
    return;
  }
  const bool distribution =
      slot.form == Slot::Form::value && slot.first.form == Expression::Form::call && is_distribution(slot.first.name);
  if (slot.form == Slot::Form::value && slot.first.refers() && !distribution) return bind_relation(q, value);
  if (drafts_[q].state == Draft::State::mistaken) {  // its text is read all the same, so that its mistakes are reported
    if (distribution && slot.first.operands.empty())
      return void(distribution_of(slot.first, value.text, quantity, context));
    Graph scratch;
    ExpressionBinder binder(scratch, *this, scenario_.units, diagnostics_);
    if (distribution) binder.infer_only();
    binder.bind(slot.first, value.text, context);
    return;
  }
  std::optional<Given> given = given_from(slot, value.text, quantity, writing, context);
  if (!given) return;
  // Answers come in the unit that the question was put in.
  if (slot.shown && slot.shown->dimension == quantity.dimension && !quantity.dimension.is_point() &&
      !quantity.dimension.is_pace())
    quantity.shown = *slot.shown;
  quantity.given = std::move(given);
}

}  // namespace costcurve
