#include "scenario/slots.h"

#include <fmt/format.h>

#include <algorithm>

#include "quantity/pace.h"
#include "scenario/givens.h"
#include "scenario/words.h"

namespace costcurve {

namespace {

// The units of sheets are the catalog's, whatever the scenario defines. A sheet's rows live as long as the program, so
// what was read of one thread's first scenario serves the next.
ShownUnit unit_of_row(const Row& row, SlotBinding& binding) {
  thread_local std::map<const Row*, ShownUnit> kept;
  const auto found = kept.find(&row);
  if (found != kept.end()) return found->second;
  return kept[&row] = parse_units(built_in(row.unit), *binding.elsewhere.catalog.units(), binding.diagnostics)
                          .value_or(ShownUnit());
}

void fill_from_row(Quantity& quantity, const Row& row, const Sheet& sheet, SlotBinding& binding) {
  quantity.meaning = row.meaning;
  quantity.row = static_cast<std::size_t>(&row - sheet.rows().data());
  quantity.domain = row.domain;
  quantity.only_said = row.only_said_itself;
  quantity.taken_last = row.taken_last;
  quantity.left_out = row.left_out;
  quantity.things = row.things;
  if (!row.relative_to.empty()) quantity.relative_to = quantity.part + "." + std::string(row.relative_to);
  const ShownUnit* words = binding.names.word_list(quantity.dimension);
  quantity.shown = words ? *words : unit_of_row(row, binding);
}

// What is asked for and counted is not negative; a difference of two counts, which a formula says, may be.
Domain domain_of_own(const Draft& draft, const Dimension& dimension) {
  const bool counts = dimension.is_count() && !dimension.is_plain();
  return counts && draft.asks() ? Domain::not_negative : Domain::any;
}

// How many parts a part is like, one behind the other; in a circle as many as there are.
std::size_t likeness_of(const Part& part, const std::vector<Part>& parts) {
  std::size_t count = 0;
  for (const Part* at = &part; at && count < parts.size(); ++count) {
    const auto like = at->attributes.find("like");
    const auto other = like == at->attributes.end()
                           ? parts.end()
                           : std::find_if(parts.begin(), parts.end(),
                                          [&](const Part& candidate) { return candidate.name == like->second; });
    if (other == parts.end()) break;
    at = &*other;
  }
  return count;
}

// All quantities before any formula: a sheet numbers its symbols in one block.
void make_quantities(SlotBinding& binding) {
  Relations& relations = binding.relations;
  const Units& units = binding.outline.header.units;
  relations.quantities.resize(binding.outline.drafts.size());
  for (const Part& part : binding.outline.parts) {
    const std::size_t likeness = likeness_of(part, binding.outline.parts);
    for (const std::size_t q : part.quantities) {
      const NamedQuantity& named = binding.names.quantities[q];
      Quantity& quantity = relations.quantities[q];
      quantity.likeness = likeness;
      quantity.name = named.name;
      quantity.part = named.part;
      quantity.dimension = named.dimension.value_or(Dimension());
      quantity.domain = domain_of_own(binding.outline.drafts[q], quantity.dimension);
      const ShownUnit* words = binding.names.word_list(quantity.dimension);
      if (const Row* row = binding.outline.drafts[q].row)
        fill_from_row(quantity, *row, *part.sheet, binding);
      else if (words)
        quantity.shown = *words;
      else if (named.shown && named.shown->dimension == quantity.dimension)
        quantity.shown = *named.shown;
      else
        quantity.shown = units.usual(quantity.dimension);
    }
  }
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    relations.quantities[q].symbol = relations.graph.symbol(q, relations.quantities[q].dimension);
}

void record_sheets(SlotBinding& binding) {
  Relations& relations = binding.relations;
  for (const Part& part : binding.outline.parts) {
    if (!part.sheet) continue;
    const std::size_t before = relations.equations.size();
    part.sheet->record(relations.graph, part.quantities.front(), relations.equations);
    for (std::size_t e = before; e < relations.equations.size(); ++e) relations.equations[e].part = part.name;
  }
}

void bind_question(Quantity& quantity, const SlotText& text, const Language& language) {
  quantity.asked = true;
  const std::optional<ShownUnit>& asked = text.slot.shown;
  if (!asked) return;
  if (asked->dimension == quantity.dimension) return void(quantity.shown = *asked);
  const Units& units = language.units;
  language.diagnostics.report(
      text.value->place,
      fmt::format("`{}` is {}; this asks for {}", quantity.name, units.spoken(quantity.dimension),
                  units.spoken(asked->dimension)),
      {quantity.shown.text.empty() ? "write \"?\"" : fmt::format("write \"? {}\"", quantity.shown.text)},
      units.words(asked->dimension));
}

// What is said to be at least 1.2 is not estimated to be 1.1.
void drop_estimates_beyond(std::size_t q, bool upper, double limit, Relations& relations) {
  std::erase_if(relations.equations, [&](const Equation& equation) {
    const Node& subject = relations.graph[equation.left];
    if (equation.statement != Statement::estimate || subject.operation != Operation::symbol || subject.quantity() != q)
      return false;
    const double estimated = relations.graph.constant_value(equation.right);
    return upper ? estimated > limit : estimated < limit;
  });
}

void bind_bound(std::size_t q, const SlotText& text, const Writing& writing, SlotBinding& binding) {
  Relations& relations = binding.relations;
  const Quantity& quantity = relations.quantities[q];
  const Excerpt& excerpt = text.value->text;
  const bool upper = text.slot.relation[0] == '<';
  const std::optional<double> limit =
      constant_of(text.slot.first, excerpt, quantity, {quantity.part}, binding.language());
  // A quantity may well be said to be above zero, but not below it where it cannot be.
  if (!limit || (upper && !in_domain(quantity, *limit, excerpt.place(), binding.diagnostics))) return;
  drop_estimates_beyond(q, upper, *limit, relations);
  Equation equation;
  equation.statement = upper ? Statement::at_most : Statement::at_least;
  equation.left = quantity.symbol;
  equation.right = relations.graph.constant(*limit, quantity.dimension, excerpt.text);
  equation.sentence = quantity.name + " " + excerpt.text;
  equation.source = writing.source;
  equation.part = quantity.part;
  equation.where = text.value->place.where();
  relations.equations.push_back(std::move(equation));
}

// What is said of a quantity whose dimension is not known is read all the same, so that its mistakes are reported.
void report_mistakes(const Quantity& quantity, const SlotText& text, const Language& language) {
  const Expression& expression = text.slot.first;
  const Context context{quantity.part};
  const bool distribution = holds_distribution(text.slot);
  if (distribution && expression.operands.empty())
    return void(distribution_of(expression, text.value->text, quantity, context, language));
  Graph scratch;
  ExpressionBinder binder(scratch, language.names, language.units, language.diagnostics);
  if (distribution) binder.infer_only();
  binder.bind(expression, text.value->text, context);
}

void bind_given(std::size_t q, const SlotText& text, const Writing& writing, SlotBinding& binding) {
  Quantity& quantity = binding.relations.quantities[q];
  std::optional<Given> given = given_from(text, quantity, writing, {quantity.part}, binding.language());
  if (!given) return;
  // Answers come in the unit that the question was put in.
  const std::optional<ShownUnit>& shown = text.slot.shown;
  if (shown && shown->dimension == quantity.dimension && !quantity.dimension.is_point() && !is_pace(quantity.shown))
    quantity.shown = *shown;
  binding.givens.state(q, std::move(*given));
}

void bind_slot(std::size_t q, const SlotText& text, const Writing& writing, SlotBinding& binding) {
  Quantity& quantity = binding.relations.quantities[q];
  if (quantity.dimension.is_word()) return bind_word(q, text, writing, binding);
  if (!text.value->is_text() && text.value->kind != Value::Kind::number)
    return binding.diagnostics.report(text.value->place,
                                      fmt::format("`{}` is an amount in quotes, or a number", quantity.name),
                                      {"for example \"80 h\""});
  if (!text.slot.understood) return;
  if (text.slot.form == Slot::Form::asked) return bind_question(quantity, text, binding.language());
  if (text.slot.form == Slot::Form::bound) return bind_bound(q, text, writing, binding);
  if (text.slot.form == Slot::Form::value && text.slot.first.refers() && !holds_distribution(text.slot))
    return bind_relation(q, text, binding);
  if (!binding.names.dimension(q)) return report_mistakes(quantity, text, binding.language());
  bind_given(q, text, writing, binding);
}

void bind_draft(std::size_t q, SlotBinding& binding) {
  bind_offers(q, binding);
  const Draft& draft = binding.outline.drafts[q];
  if (!draft.value || !draft.readable) return;
  if (draft.value->withdrawn) return void(binding.relations.quantities[q].asked = true);
  const Writing& first = draft.writings.front();
  if (first.words && !binding.relations.quantities[q].dimension.is_word()) return;  // the list was reported
  if (first.is) bind_slot(q, *first.is, first, binding);
  if (first.equals) bind_relation(q, *first.equals, binding);
  // What is said of a quantity of one's own that is worked out says what it is.
  if (std::string& meaning = binding.relations.quantities[q].meaning; meaning.empty() && !binding.givens.stated(q))
    meaning = first.note;
  for (std::size_t i = 1; i < draft.writings.size(); ++i) bind_alternative(q, draft.writings[i], binding);
}

}  // namespace

Relations bind_slots(const Outline& outline, const Names& names, const Elsewhere& elsewhere, Givens& givens,
                     Diagnostics& diagnostics) {
  Relations relations;
  SlotBinding binding{outline, names, elsewhere, diagnostics, relations, givens};
  make_quantities(binding);
  record_sheets(binding);
  for (std::size_t q = 0; q < outline.drafts.size(); ++q) bind_draft(q, binding);
  if (outline.equations) bind_equations(outline.equations->value, binding);
  return relations;
}

}  // namespace costcurve
