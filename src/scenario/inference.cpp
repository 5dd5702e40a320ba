// Of what dimension each quantity is. A sheet's quantity has that of its row; one of the scenario's own has the
// dimension of what it is said to be, so that what it refers to comes first. Mistakes inside are reported when it is
// bound; here they only leave the dimension open.

#include <fmt/format.h>

#include "scenario/expressions.h"
#include "scenario/names.h"
#include "scenario/outline.h"
#include "scenario/words.h"

namespace costcurve {

namespace {

void collect_references(const Expression& expression, std::vector<std::string>& references) {
  if (expression.form == Expression::Form::reference) references.push_back(expression.name);
  for (const Expression& operand : expression.operands) collect_references(operand, references);
}

class Inference {
 public:
  Inference(const Outline& outline, Names& names, Diagnostics& diagnostics)
      : outline_(outline), names_(names), diagnostics_(diagnostics), states_(outline.drafts.size()) {
    for (std::size_t q = 0; q < states_.size(); ++q)
      if (outline.drafts[q].dimension) states_[q] = State::done;
  }

  // An explicit stack: a scenario may chain ten thousand quantities. What is open on it waits for those above.
  void infer(std::size_t quantity) {
    if (states_[quantity] != State::untouched) return;
    std::vector<std::size_t> waiting = {quantity};
    while (!waiting.empty()) {
      const std::size_t q = waiting.back();
      if (states_[q] == State::untouched) {
        states_[q] = State::open;
        for (const std::size_t other : referred_to(q, first_text(q)))
          if (states_[other] == State::untouched) waiting.push_back(other);
        if (waiting.back() != q) continue;
      }
      waiting.pop_back();
      if (states_[q] != State::open) continue;
      const std::optional<Dimension> dimension = dimension_of(q);
      if (states_[q] == State::open) names_.quantities[q].dimension = dimension;
      states_[q] = State::done;
    }
  }

 private:
  enum class State : std::uint8_t { untouched, open, done };

  // What is counted per time may be a pace or a rate, which its dimension does not tell: it is shown as what it is made
  // of. 2 * a.trend is a pace if a.trend is one; token/s over tokens is neither, and is shown as a rate.
  std::optional<ShownUnit> unit_per_time(const Expression& expression, std::size_t q) const {
    if (expression.is_literal())
      return expression.literal.dimension.is_pace() ? std::optional(expression.literal.shown) : std::nullopt;
    if (expression.form == Expression::Form::reference) {
      Diagnostics unheard = Diagnostics::unheard();
      for (const std::size_t other : names_.resolve(expression.name, {outline_.drafts[q].part}, {}, unheard))
        if (const NamedQuantity& named = names_.quantities[other]; named.dimension && named.dimension->is_pace()) {
          const Row* row = outline_.drafts[other].row;
          if (row && row->unit == "x/year") return ShownUnit{"x/year", 1, *named.dimension};
          return named.shown ? named.shown : outline_.header.units.usual(*named.dimension);
        }
      return std::nullopt;
    }
    for (const Expression& operand : expression.operands) {
      const bool is_orders = operand.is_literal() && operand.literal.kind == Literal::Kind::orders;
      if (is_orders) return ShownUnit{"x/year", 1, Dimension(Base::time, -1)};  // 2 OOM / 5 years
      if (std::optional<ShownUnit> unit = unit_per_time(operand, q)) return unit;
    }
    return std::nullopt;
  }

  // What the first value of the quantity says: itself, and a relation beside it.
  std::vector<const SlotText*> texts(std::size_t q) const {
    std::vector<const SlotText*> found;
    if (outline_.drafts[q].writings.empty()) return found;
    const Writing& writing = outline_.drafts[q].writings.front();
    for (const std::optional<SlotText>* text : {&writing.is, &writing.equals})
      if (*text && (*text)->slot.understood) found.push_back(&**text);
    return found;
  }
  const SlotText* first_text(std::size_t q) const {
    const std::vector<const SlotText*> found = texts(q);
    return found.empty() ? nullptr : found.front();
  }

  std::vector<std::size_t> referred_to(std::size_t q, const SlotText* text) const {
    std::vector<std::size_t> quantities;
    if (!text) return quantities;
    std::vector<std::string> references;
    collect_references(text->slot.first, references);
    Diagnostics unheard = Diagnostics::unheard();
    for (const std::string& reference : references) {
      const std::vector<std::size_t> found = names_.resolve(reference, {outline_.drafts[q].part}, {}, unheard);
      quantities.insert(quantities.end(), found.begin(), found.end());
    }
    return quantities;
  }

  void defined_by_itself(std::size_t q) {
    states_[q] = State::done;
    diagnostics_.report(
        outline_.drafts[q].place, fmt::format("`{}` is defined by itself", outline_.drafts[q].name),
        {"say its unit in one place of the circle, for example \"? USD\", and put the relation under `equations`"});
  }

  std::optional<Dimension> dimension_of(std::size_t q) {
    const Draft& draft = outline_.drafts[q];
    if (!draft.writings.empty() && draft.writings.front().words) {
      names_.quantities[q].shown = word_list_of(*draft.writings.front().words, diagnostics_);
      const std::optional<ShownUnit>& list = names_.quantities[q].shown;
      return list ? std::optional(list->dimension) : std::nullopt;
    }
    for (const SlotText* text : texts(q)) {
      const Slot& slot = text->slot;
      names_.quantities[q].shown = slot.shown;
      names_.quantities[q].is_rate = slot.form != Slot::Form::asked && is_rate(slot.first);
      if (slot.form == Slot::Form::asked) return slot.shown ? slot.shown->dimension : Dimension();
      for (const std::size_t other : referred_to(q, text))
        if (states_[other] == State::open) defined_by_itself(other);
      Graph scratch;
      Diagnostics unheard = Diagnostics::unheard();
      ExpressionBinder binder(scratch, names_, outline_.header.units, unheard);
      binder.infer_only();
      const std::optional<NodeId> node = binder.bind(slot.first, text->value->text, {outline_.drafts[q].part});
      if (!node) continue;
      const Dimension dimension = scratch[*node].dimension;
      std::optional<ShownUnit>& shown = names_.quantities[q].shown;
      if (dimension.is_pace() && !shown) shown = unit_per_time(slot.first, q);
      return dimension;
    }
    return std::nullopt;
  }

  const Outline& outline_;
  Names& names_;
  Diagnostics& diagnostics_;
  std::vector<State> states_;
};

}  // namespace

Names names_of(const Outline& outline, Diagnostics& diagnostics) {
  Names names;
  names.index = outline.index;
  names.rows_of = outline.rows_of;
  names.mistaken = outline.mistaken;
  for (const Draft& draft : outline.drafts)
    names.quantities.push_back({draft.name, draft.part, draft.dimension, draft.shown});
  for (const Part& part : outline.parts) names.parts.push_back({part.name, part.of, part.quantities});
  Inference inference(outline, names, diagnostics);
  for (std::size_t q = 0; q < outline.drafts.size(); ++q) inference.infer(q);
  return names;
}

}  // namespace costcurve
