// From a slot's text to a given value.
//
// What is exact and what is rounded: a quotation (a value with a source) is rounded to half its last printed digit; a value
// without a source, an assumption, a price, a whole count, a bare number, a date in full and every number inside an
// expression is exact. Read literally, "every literal is rounded" would make 2 USD/h into 1.5 to 2.5 and let a false count
// of chips agree.

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "scenario/binding.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

constexpr std::array<std::string_view, 9> writing_keys = {"is", "equals", "assumed", "exact", "source", "note", "date", "printed", "expect"};

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

Writing Binding::writing_of(const Value& value, const Draft& draft) {
  Writing writing;
  writing.source = draft.source;
  if (value.is_array()) {
    if (value.elements.empty()) return writing;
    writing = writing_of(value.elements.front(), draft);
    for (std::size_t i = 1; i < value.elements.size(); ++i) writing.alternatives.push_back(&value.elements[i]);
    return writing;
  }
  if (!value.is_table()) {
    writing.is = &value;
    return writing;
  }
  for (const Entry& member : value.members) {
    if (member.key == "is" || member.key == "assumed") {
      writing.is = &member.value;
      writing.assumed = member.key == "assumed";
    }
    if (member.key == "equals") writing.equals = &member.value;
    if (member.key == "exact") writing.exact = member.value.boolean;
    if (member.key == "source" && member.value.is_text()) writing.source = member.value.text.text;
    if (member.key == "note" && member.value.is_text()) writing.note = member.value.text.text;
    if (member.key == "expect" && member.value.is_text()) writing.expect = member.value.text.text;
  }
  return writing;
}

void Binding::make_quantities() {
  // Sheets first, each in one block: a sheet numbers its symbols in the order of its table.
  Problem& problem = scenario_.problem;
  for (std::size_t q = 0; q < drafts_.size(); ++q) infer(q);
  problem.quantities.resize(drafts_.size());
  for (std::size_t q = 0; q < drafts_.size(); ++q) {
    const Draft& draft = drafts_[q];
    Quantity& quantity = problem.quantities[q];
    quantity.name = draft.name;
    quantity.part = draft.part;
    quantity.dimension = draft.dimension.value_or(Dimension());
    if (draft.row) {
      quantity.meaning = draft.row->meaning;
      quantity.row = static_cast<std::size_t>(draft.row - scenario_.part(draft.part)->sheet->rows().data());
      quantity.domain = draft.row->domain;
      if (!draft.row->relative_to.empty()) quantity.relative_to = draft.part + "." + std::string(draft.row->relative_to);
      thread_local std::map<const Row*, ShownUnit> kept;   // the units of sheets are the catalog's, whatever the scenario defines
      const auto found = kept.find(draft.row);
      if (found != kept.end()) quantity.shown = found->second;
      else quantity.shown = kept[draft.row] = parse_units(built_in(draft.row->unit), catalog_.units(), diagnostics_).value_or(ShownUnit());
    } else if (draft.shown && draft.shown->dimension == quantity.dimension) {
      quantity.shown = *draft.shown;
    } else {
      quantity.shown = scenario_.units.usual(quantity.dimension);
    }
    quantity.symbol = problem.graph.symbol(q, quantity.dimension);
  }
  for (Part& part : scenario_.parts) {
    if (!part.sheet) continue;
    const std::size_t before = problem.equations.size();
    part.sheet->record(problem.graph, part.quantities.front(), problem.equations);
    for (std::size_t e = before; e < problem.equations.size(); ++e) problem.equations[e].part = part.name;
  }
}

// True if the value can be read; what is wrong beside it is reported all the same.
bool Binding::check_writing(const Value& value, const Draft& draft) {
  const std::vector<std::string> examples = {"{ is = \"80 h\", source = \"paper\" } states one, \"? h\" asks for it"};
  const auto wrong = [&](const Place& place, std::string problem, std::vector<std::string> notes) {
    report(place, std::move(problem), std::move(notes));
    return false;
  };
  if (value.kind == Value::Kind::boolean) return wrong(value.place, fmt::format("`{}` is an amount, not true or false", draft.name), {"for example \"80 h\", or a number for a count"});
  if (value.is_array()) {
    bool good = !value.elements.empty() || wrong(value.place, fmt::format("`{}` has no value", draft.name), examples);
    for (const Value& element : value.elements)
      good = (element.is_array() ? wrong(element.place, "a list of values cannot hold another list", examples) : check_writing(element, draft)) && good;
    return good;
  }
  if (!value.is_table()) return true;
  const auto is_known = [](const Entry& member) { return std::find(writing_keys.begin(), writing_keys.end(), member.key) != writing_keys.end(); };
  if (!value.members.empty() && std::none_of(value.members.begin(), value.members.end(), is_known)) {
    std::string flat = draft.name;
    std::replace(flat.begin(), flat.end(), '.', '_');
    return wrong(draft.place, fmt::format("`{}` is a part inside of a part", draft.name), {fmt::format("write [{}]; a value is {{ is = \"...\", source = \"...\" }}", flat)});
  }
  for (const Entry& member : value.members) check_member(member);
  if (value.find("is") && value.find("assumed")) return wrong(value.find("assumed")->place, "`is` and `assumed` both state the value", {"leave one of them out"});
  return value.find("is") || value.find("assumed") || value.find("equals") || wrong(value.place, fmt::format("`{}` has no value", draft.name), examples);
}

void Binding::check_member(const Entry& member) {
  const std::string& key = member.key;
  if (std::find(writing_keys.begin(), writing_keys.end(), key) == writing_keys.end()) {
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(key, {writing_keys.begin(), writing_keys.end()}); !hint.empty()) notes.push_back(hint);
    notes.push_back("a value is { is = \"...\", source = \"...\" }, with equals, assumed, exact, note, date beside it");
    return report(member.place, fmt::format("a value has no `{}`", key), notes);
  }
  if (key == "is" || key == "assumed" || key == "equals" || (key == "date" && member.value.kind == Value::Kind::number)) return;
  if (key == "exact") {
    if (member.value.kind != Value::Kind::boolean) report(member.value.place, "`exact` is true or false", {"exact = true: not rounded"});
    return;
  }
  if (!member.value.is_text()) return report(member.place, fmt::format("`{}` is a text", key), {fmt::format("write {} = \"...\"", key)});
  if (key == "source") check_source(member.value.text.text, member.value.place);
}

void Binding::bind_draft(std::size_t q) {
  const Draft& draft = drafts_[q];
  bind_offers(q);
  if (!draft.value) return;
  const Value& value = *draft.value;
  if (value.withdrawn) return void(scenario_.problem.quantities[q].asked = true);
  if (!check_writing(value, draft)) return;
  const Writing writing = writing_of(value, draft);
  if (writing.is) bind_slot(q, *writing.is, writing);
  if (writing.equals) bind_relation(q, *writing.equals);
  for (const Value* alternative : writing.alternatives) bind_alternative(q, *alternative, writing_of(*alternative, draft));
}

// The dimension must be the quantity's; a bare number is taken for a count, never for a price or a time.
bool Binding::fits(const Quantity& quantity, const Expression& expression, const Excerpt& text, Dimension actual, bool bare) {
  if (actual == quantity.dimension) return true;
  if (bare && actual.is_plain() && quantity.dimension.is_count()) return true;
  const std::string short_name = quantity.name.substr(quantity.name.rfind('.') + 1);
  const std::string expected = scenario_.units.words(quantity.dimension), is = scenario_.units.spoken(quantity.dimension);
  const Place place = text.place(expression.begin, expression.end);
  const std::string written = text.text.substr(expression.begin, expression.end - expression.begin);
  const std::string unit = quantity.shown.text.empty() ? "" : quantity.shown.text;
  const bool literal = expression.is_literal();
  std::string number = literal ? fmt::format("{:g}", expression.literal.number) : "1";
  if (bare && actual.is_plain()) {
    report(place, fmt::format("`{}` is {}; this number has no unit", short_name, is),
           {fmt::format("for example \"{} {}\"", number, unit == "date" ? "2024-12-26" : unit), "a bare number is taken for a count only"});
    return false;
  }
  std::vector<std::string> notes;
  notes.push_back(unit.empty() || unit == "date" ? fmt::format("expected {}", expected) : fmt::format("expected {}, for example \"{} {}\"", expected, number, unit));
  if (const std::string advice = missing_factor(quantity.dimension, actual, written); !advice.empty()) notes.push_back(advice);
  report(place, fmt::format("`{}` is {}; this is {}", short_name, is, scenario_.units.spoken(actual)), notes, scenario_.units.words(actual));
  return false;
}

bool Binding::in_domain(const Quantity& quantity, double value, const Place& place) {
  const Domain domain = quantity.domain;
  const bool good = domain == Domain::any || (domain == Domain::positive && value > 0) || (domain == Domain::not_negative && value >= 0) ||
                    (domain == Domain::fraction && value >= 0 && value <= 1);
  if (good) return true;
  const std::string short_name = quantity.name.substr(quantity.name.rfind('.') + 1);
  std::vector<std::string> notes = {quantity.meaning.empty() ? fmt::format("it must be {}", domain_words(domain)) : fmt::format("{}: it must be {}", quantity.meaning, domain_words(domain))};
  if (domain == Domain::positive && value == 0) notes.push_back("what is unknown is not zero: leave it out, or write \"?\"");
  report(place, fmt::format("`{}` cannot be {}", short_name, value < 0 ? "negative" : value == 0 ? "zero" : "more than 1"), notes);
  return false;
}

std::optional<double> Binding::constant_of(const Expression& expression, const Excerpt& text, const Quantity& quantity, const Context& context) {
  if (expression.refers()) {
    report(text.place(expression.begin, expression.end), "a range or a bound cannot refer to other quantities", {"give the range to a quantity of its own, and refer to that"});
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
  if (std::isnan(value)) report(place, "this has no value", {"it takes the logarithm or the root of a negative number, or divides nothing by nothing"});
  else report(place, "this has no finite value", {"it divides by zero, or runs beyond 1e308, where numbers end"});
  return std::nullopt;
}

namespace {

// A 90 % range: log-normal for positive amounts; normal for a pace (in the rate), a date and whatever may be negative.
Distribution believed(Interval range, const Dimension& dimension) {
  return Distribution::interval(range.low, range.high, !dimension.is_pace() && !dimension.is_point());
}

}  // namespace

// uniform(a, b), triangular(a, mode, b), normal(mean, deviation), choose(a, b, c, weights(1, 2, 1)), draws([...])
std::optional<Distribution> Binding::distribution_of(const Expression& call, const Excerpt& text, const Quantity& quantity, const Context& context) {
  std::vector<double> values;
  std::vector<double> weights;
  const auto wrong = [&](std::string problem, std::vector<std::string> notes) {
    report(text.place(call.begin, call.end), std::move(problem), std::move(notes));
    return std::nullopt;
  };
  for (const Expression& operand : call.operands) {
    if (operand.form == Expression::Form::call && operand.name == "weights") {
      Quantity plain;
      plain.name = "weights";
      for (const Expression& weight : operand.operands) {
        const std::optional<double> number = constant_of(weight, text, plain, context);
        if (!number) return std::nullopt;
        if (!(*number >= 0)) return wrong("a weight cannot be negative", {"weights say how likely each value is against the others: weights(1, 2, 1)"});
        weights.push_back(*number);
      }
      continue;
    }
    if (operand.refers()) return wrong(fmt::format("{}() takes fixed amounts", call.name), {"give the distribution to a quantity of its own, and refer to that"});
    const std::optional<double> value = constant_of(operand, text, quantity, context);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  const std::string& name = call.name;
  if (!weights.empty() && name != "choose") return wrong("weights belong to choose()", {"choose(1 USD, 2 USD, weights(1, 3))"});
  if (name == "choose" || name == "draws") {
    if (values.empty()) return wrong(fmt::format("{}() of nothing", name), {name == "draws" ? "draws([1.2 USD, 1.4 USD, 1.9 USD]) lists what was observed" : "choose(2 USD, 3 USD) lists the possible values"});
    double total = 0;
    for (const double weight : weights) total += weight;
    if (!weights.empty() && (weights.size() != values.size() || !(total > 0)))
      return wrong("each value needs one weight, and not all may be zero", {fmt::format("there are {} values; weights: {}", values.size(), weights.size())});
    return Distribution::choice(values, weights);
  }
  const std::size_t wanted = name == "triangular" ? 3 : 2;
  if (values.size() != wanted)
    return wrong(fmt::format("{}() takes {} amounts", name, wanted), {name == "normal" ? "the mean and the standard deviation: normal(40 %, 5 %)" : name == "uniform" ? "the two ends: uniform(7 months, 10 months)" : "the least, the likeliest and the most: triangular(1 h, 2 h, 5 h)"});
  if (name == "normal") {
    if (!(values[1] > 0)) return wrong("a standard deviation is above zero", {"what is known exactly is written alone: \"2 USD\""});
    return Distribution::normal(values[0], values[1]);
  }
  if (!(values.front() < values.back())) return wrong(values.front() == values.back() ? "the two ends of this range are the same" : "this range runs from the larger end to the smaller", {fmt::format("{}(low, ..., high)", name)});
  if (name == "uniform") return Distribution::uniform(values[0], values[1]);
  if (values[1] < values[0] || values[1] > values[2]) return wrong("the likeliest value lies outside of the range", {"triangular(least, likeliest, most)"});
  return Distribution::triangular(values[0], values[1], values[2]);
}

std::optional<Given> Binding::given_from(const Slot& slot, const Excerpt& text, const Quantity& quantity, const Writing& writing, const Context& context) {
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
    return in_domain(quantity, given.belief.low, text.place()) && in_domain(quantity, given.belief.high, text.place()) ? std::optional(given) : std::nullopt;
  }
  const std::optional<double> first = constant_of(slot.first, text, quantity, context);
  if (!first) return std::nullopt;
  if (slot.form == Slot::Form::value) {
    given.value = *first;
    const bool literal = slot.first.is_literal();
    const bool dated = literal && slot.first.literal.kind == Literal::Kind::date;
    given.rounding = literal && (dated || !is_exact(slot.first.literal, writing)) ? stated_literal(slot.first.literal).rounding : Interval::point(*first);
    if (quantity.domain == Domain::positive && given.rounding.low <= 0 && given.value > 0) given.rounding.low = given.value / 2;
    given.belief = given.rounding;
    if (slot.about) {
      given.belief = about(*first, quantity.dimension);
      given.is_belief = true;
      given.rounding = Interval::point(*first);
      given.distribution = believed(given.belief, quantity.dimension);
    }
    if (!in_domain(quantity, given.value, text.place())) return std::nullopt;
    return given;
  }
  const std::optional<double> second = constant_of(slot.second, text, quantity, context);
  if (!second) return std::nullopt;
  if (slot.form == Slot::Form::deviation) {
    given.value = *first;
    given.rounding = given.belief = {*first - std::abs(*second), *first + std::abs(*second)};
  } else {
    if (!(*first < *second)) {
      report(text.place(), *first == *second ? "the two ends of this range are the same" : "this range runs from the larger end to the smaller",
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
  if (!in_domain(quantity, ends.low, text.place()) || !in_domain(quantity, ends.high, text.place())) return std::nullopt;
  return given;
}

void Binding::bind_slot(std::size_t q, const Value& value, const Writing& writing) {
  if (value.kind != Value::Kind::text && value.kind != Value::Kind::number)
    return report(value.place, fmt::format("`{}` is an amount in quotes, or a number", drafts_[q].name), {"for example \"80 h\""});
  const Slot slot = parse_slot(value.text, scenario_.units, diagnostics_);
  if (!slot.understood) return;
  Problem& problem = scenario_.problem;
  Quantity& quantity = problem.quantities[q];
  const Context context{drafts_[q].part};
  if (slot.form == Slot::Form::asked) {
    quantity.asked = true;
    if (!slot.shown) return;
    if (slot.shown->dimension != quantity.dimension)
      return report(value.place, fmt::format("`{}` is {}; this asks for {}", quantity.name, scenario_.units.spoken(quantity.dimension), scenario_.units.spoken(slot.shown->dimension)),
                    {quantity.shown.text.empty() ? "write \"?\"" : fmt::format("write \"? {}\"", quantity.shown.text)}, scenario_.units.words(slot.shown->dimension));
    quantity.shown = *slot.shown;
    return;
  }
  if (slot.form == Slot::Form::bound) {
    const std::optional<double> limit = constant_of(slot.first, value.text, quantity, context);
    if (!limit || (slot.relation[0] == '<' && !in_domain(quantity, *limit, value.text.place()))) return;
    Equation made;
    made.statement = slot.relation[0] == '<' ? Statement::at_most : Statement::at_least;
    made.left = quantity.symbol;
    made.right = problem.graph.constant(*limit, quantity.dimension, value.text.text);
    made.sentence = quantity.name + " " + value.text.text;
    made.source = writing.source;
    made.part = drafts_[q].part;
    made.where = value.place.where();
    problem.equations.push_back(std::move(made));
    return;
  }
  const bool distribution = slot.form == Slot::Form::value && slot.first.form == Expression::Form::call && is_distribution(slot.first.name);
  if (slot.form == Slot::Form::value && slot.first.refers() && !distribution) return bind_relation(q, value);
  if (drafts_[q].state == Draft::State::mistaken) {   // its text is read all the same, so that its mistakes are reported
    if (distribution && slot.first.operands.empty()) return void(distribution_of(slot.first, value.text, quantity, context));
    Graph scratch;
    ExpressionBinder binder(scratch, *this, scenario_.units, diagnostics_);
    if (distribution) binder.infer_only();
    binder.bind(slot.first, value.text, context);
    return;
  }
  std::optional<Given> given = given_from(slot, value.text, quantity, writing, context);
  if (!given) return;
  // Answers come in the unit that the question was put in.
  if (slot.shown && slot.shown->dimension == quantity.dimension && !quantity.dimension.is_point() && !quantity.dimension.is_pace()) quantity.shown = *slot.shown;
  quantity.given = std::move(given);
}

void Binding::bind_relation(std::size_t q, const Value& value) {
  if (value.kind != Value::Kind::text) return report(value.place, "a relation is an expression in quotes", {"for example equals = \"sum(.b7, .b13)\""});
  const Slot slot = parse_slot(value.text, scenario_.units, diagnostics_);
  if (!slot.understood) return;
  if (slot.form != Slot::Form::value || slot.about) return report(value.place, "a relation is one expression, not a range, a bound or a question", {"give the range to a quantity of its own, and refer to that"});
  Problem& problem = scenario_.problem;
  ExpressionBinder binder(problem.graph, *this, scenario_.units, diagnostics_);
  const std::optional<NodeId> node = binder.bind(slot.first, value.text, {drafts_[q].part});
  if (!node) return;
  Quantity& quantity = problem.quantities[q];
  if (drafts_[q].state == Draft::State::mistaken) return;
  if (!fits(quantity, slot.first, value.text, problem.graph[*node].dimension, false)) return;
  if (problem.graph.mentions(*node, q)) return report(value.place, fmt::format("`{}` is defined by itself", quantity.name), {"an equation that holds a quantity on both sides stands at the top of the file: equations = [\"...\"]"});
  Equation made;
  made.left = quantity.symbol;
  made.right = *node;
  made.sentence = quantity.name + " = " + value.text.text;
  made.part = drafts_[q].part;
  made.where = value.place.where();
  problem.equations.push_back(std::move(made));
}

// A second sourced value for one quantity: the first is used, this one is compared with it.
void Binding::bind_alternative(std::size_t q, const Value& value, const Writing& writing) {
  if (!writing.is) return report(value.place, "this value has no `is`", {"{ is = \"80 h\", source = \"paper\" }"});
  if (!writing.is->is_text() && writing.is->kind != Value::Kind::number) return report(writing.is->place, fmt::format("`{}` is an amount in quotes, or a number", drafts_[q].name), {"for example \"80 h\""});
  const Slot slot = parse_slot(writing.is->text, scenario_.units, diagnostics_);
  if (!slot.understood || drafts_[q].state == Draft::State::mistaken) return;
  if (slot.form == Slot::Form::asked || slot.form == Slot::Form::bound) return report(writing.is->place, "a further value is an amount", {"what is asked for, or a bound, stands alone: not in a list"});
  if (slot.form == Slot::Form::value && slot.first.refers()) return bind_relation(q, *writing.is);
  Problem& problem = scenario_.problem;
  std::optional<Given> given = given_from(slot, writing.is->text, problem.quantities[q], writing, {drafts_[q].part});
  if (!given) return;
  Quantity other = problem.quantities[q];
  other.name += fmt::format(" ({})", writing.source.empty() ? "another value" : writing.source);
  other.inner = true;
  other.given = std::move(given);
  other.offers.clear();
  const std::size_t number = problem.quantities.size();
  other.symbol = problem.graph.symbol(number, other.dimension);
  Equation made;
  made.left = problem.quantities[q].symbol;
  made.right = other.symbol;
  made.sentence = fmt::format("{} is {}, says {}", problem.quantities[q].name, writing.is->text.text, writing.source.empty() ? "another value" : writing.source);
  made.source = writing.source;
  made.part = drafts_[q].part;
  made.where = value.place.where();
  problem.quantities.push_back(std::move(other));
  problem.equations.push_back(std::move(made));
}

void Binding::offer(std::size_t q, Rank rank, const Excerpt& text, Given given) {
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(text, catalog_.units(), unheard);
  if (!slot.understood || slot.form != Slot::Form::value || slot.first.refers()) return;
  Graph scratch;
  ExpressionBinder binder(scratch, *this, catalog_.units(), unheard);
  const std::optional<NodeId> node = binder.bind(slot.first, text, {});
  Quantity& quantity = scenario_.problem.quantities[q];
  if (!node || (scratch[*node].dimension != quantity.dimension && !(scratch[*node].dimension.is_plain() && quantity.dimension.is_count()))) return;
  given.rank = rank;
  given.text = text.text;
  given.value = scratch.constant_value(*node);
  const bool dated = slot.first.is_literal() && slot.first.literal.kind == Literal::Kind::date;
  given.rounding = given.belief = dated ? stated_literal(slot.first.literal).rounding : Interval::point(given.value);
  quantity.offers.push_back(std::move(given));
}

void Binding::bind_offers(std::size_t q) {
  const Draft& draft = drafts_[q];
  const auto from_fact = [&](const Fact& fact, const CatalogEntry& entry) {
    Given given;
    given.source = fact.source;
    given.date = fact.date;
    given.where = entry.path;
    given.note = fact.verified ? "" : "unverified";
    offer(q, Rank::catalog, fact.text, std::move(given));
  };
  if (draft.fact) return from_fact(*draft.fact, *fact_entries_[q]);
  if (!draft.row) return;
  const Row& row = *draft.row;
  if (!row.catalog.empty()) {
    const std::size_t dot = row.catalog.find('.');
    const std::string kind(row.catalog.substr(0, dot));
    std::string field(row.catalog.substr(dot + 1));
    const Part& part = *scenario_.part(draft.part);
    const CatalogEntry* entry = catalog_entry(part, kind);
    if (entry && field == "peak") {
      const auto precision = part.attributes.find("precision");
      field += "." + (precision == part.attributes.end() ? "bf16" : precision->second);
      if (!entry->find(field) && precision == part.attributes.end()) field = "peak.fp16";
      if (!entry->find(field) && precision != part.attributes.end()) {
        std::vector<std::string> known;
        for (const Fact& fact : entry->facts)
          if (fact.field.starts_with("peak.")) known.push_back(fact.field.substr(5));
        report(attribute_places_[{part.name, "precision"}], fmt::format("the catalog has no peak of {} in precision `{}`", entry->name, precision->second), {known.empty() ? "it knows none" : "it knows " + listed(known)});
      }
    }
    if (const Fact* fact = entry ? entry->find(field) : nullptr) from_fact(*fact, *entry);
  }
  if (row.fallback.empty()) return;
  Given given;
  given.source = row.fallback_source;
  offer(q, Rank::fallback, built_in(row.fallback), std::move(given));
}

void Binding::bind_equations(const Value& list) {
  if (!list.is_array()) return report(list.place, "`equations` is a list of equations in quotes", {"equations = [\"cluster.power = cluster.chips * 700 W/chip\"]"});
  Problem& problem = scenario_.problem;
  for (const Value& text : list.elements) {
    if (!text.is_text()) {
      report(text.place, "an equation stands in quotes", {"equations = [\"cluster.power = cluster.chips * 700 W/chip\"]"});
      continue;
    }
    const Relation relation = parse_relation(text.text, scenario_.units, diagnostics_);
    if (!relation.understood) continue;
    ExpressionBinder binder(problem.graph, *this, scenario_.units, diagnostics_);
    const std::optional<NodeId> left = binder.bind(relation.left, text.text, {});
    const std::optional<NodeId> right = binder.bind(relation.right, text.text, {});
    if (!left || !right) continue;
    if (problem.graph[*left].dimension != problem.graph[*right].dimension) {
      report(text.text.place(relation.right.begin, relation.right.end),
             fmt::format("the two sides differ: {} and {}", scenario_.units.spoken(problem.graph[*left].dimension), scenario_.units.spoken(problem.graph[*right].dimension)),
             {fmt::format("left of the {}: {}", relation.relation, scenario_.units.words(problem.graph[*left].dimension)), fmt::format("right of it: {}", scenario_.units.words(problem.graph[*right].dimension))},
             scenario_.units.words(problem.graph[*right].dimension));
      continue;
    }
    Equation made;
    made.statement = relation.relation == "=" ? Statement::equal : relation.relation == "<=" ? Statement::at_most : Statement::at_least;
    made.left = *left;
    made.right = *right;
    made.sentence = text.text.text;
    made.where = text.place.where();
    problem.equations.push_back(std::move(made));
  }
}

}  // namespace costcurve
