#include <fmt/format.h>

#include <algorithm>

#include "scenario/binding.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

std::string last_word(const std::string& name) { return name.substr(name.rfind('.') + 1); }
std::string before_last(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? std::string() : name.substr(0, dot);
}

// The part or, of a row, the part that it is a row of.
std::string top_of(const std::string& part) { return part.substr(0, part.find('.')); }

}  // namespace

// "*.cost": every part that has one, except the one it stands in. "llama.*.cost": every row.
std::vector<std::size_t> Binding::pattern(const std::string& reference, const Context& context) {
  std::vector<std::size_t> found;
  const std::string wanted = last_word(reference);
  const std::string front = before_last(reference);
  for (const Part& part : scenario_.parts) {
    const bool matches =
        front == "*" ? top_of(part.name) != top_of(context.part) : front == part.of + ".*" && !part.of.empty();
    if (!matches) continue;
    for (const std::size_t q : part.quantities)
      if (wanted == "*" || last_word(drafts_[q].name) == wanted) found.push_back(q);
  }
  return found;
}

std::vector<std::size_t> Binding::resolve(const std::string& reference, const Context& context, const Place& place,
                                          Diagnostics& diagnostics) {
  std::string name = reference;
  if (name.front() == '.') {
    if (context.part.empty()) {
      const auto same =
          std::find_if(drafts_.begin(), drafts_.end(), [&](const Draft& draft) { return draft.name.ends_with(name); });
      diagnostics.add({place,
                       fmt::format("`{}` means a quantity of the same part, and this stands in no part", name),
                       "",
                       {fmt::format("name the part: {}", same == drafts_.end() ? "part" + name : same->name)}});
      return {};
    }
    name = context.part + name;
    // In a row, a sibling may also stand in the part that the row is of.
    if (!scenario_.index.contains(name) && context.part.find('.') != std::string::npos) {
      const std::string above = top_of(context.part) + reference;
      if (scenario_.index.contains(above)) name = above;
    }
  }
  if (name.find('*') != std::string::npos) {
    std::vector<std::size_t> all = pattern(name, context);
    if (all.empty() && mistaken_.empty())
      diagnostics.add({place,
                       fmt::format("`{}` names no quantity", name),
                       "",
                       {"*.cost takes the cost of every part that has one, except the one it stands in; llama.*.cost "
                        "that of every row of llama"}});
    return all;
  }
  if (const auto found = scenario_.index.find(name); found != scenario_.index.end()) return {found->second};
  if (const auto rows = rows_of_.find(before_last(name)); rows != rows_of_.end()) {
    std::vector<std::size_t> column;
    for (const std::string& row : rows->second)
      if (const auto found = scenario_.index.find(row + "." + last_word(name)); found != scenario_.index.end())
        column.push_back(found->second);
    if (!column.empty()) return column;
  }
  not_found(name, place, diagnostics);
  return {};
}

// True if the quantity, or the part that it should stand in, has been reported already.
bool Binding::is_mistaken(const std::string& name) const {
  for (std::size_t end = name.find('.'); end != std::string::npos; end = name.find('.', end + 1))
    if (mistaken_.contains(name.substr(0, end))) return true;
  return mistaken_.contains(name);
}

// What stands under a part's name: its quantities, or the columns of its rows.
std::vector<std::string> Binding::quantities_of(const std::string& part) const {
  const auto rows = rows_of_.find(part);
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const Draft& draft : drafts_) {
    const bool inside = draft.part == part || (rows != rows_of_.end() && before_last(draft.part) == part);
    if (inside && seen.insert(last_word(draft.name)).second) names.push_back(last_word(draft.name));
  }
  return names;
}

void Binding::not_found(const std::string& reference, const Place& place, Diagnostics& diagnostics) {
  if (is_mistaken(reference)) return;
  std::vector<std::string> notes;
  if (!diagnostics.full()) notes = nearest_names(reference);
  diagnostics.add({place, fmt::format("there is no quantity `{}`", reference), "", notes});
}

std::vector<std::string> Binding::nearest_names(const std::string& reference) const {
  const std::string part = before_last(reference);
  const std::vector<std::string> here = quantities_of(part);
  std::vector<std::string> known;
  for (const std::string& name : here) known.push_back(part + "." + name);
  if (const std::string hint = did_you_mean(reference, known); !hint.empty()) return {hint};
  known.clear();
  for (const Draft& draft : drafts_) known.push_back(draft.name);
  if (const std::string hint = did_you_mean(reference, known); !hint.empty()) return {hint};
  if (here.size() == 1) return {fmt::format("the only quantity of `{}` is {}", part, here.front())};
  if (!here.empty()) return {fmt::format("the part `{}` has {}", part, listed_some(here))};
  std::vector<std::string> parts;
  for (const Part& p : scenario_.parts) {
    if (p.name == part) return {fmt::format("the part `{}` has no quantities", part)};
    if (parts.empty() || parts.back() != top_of(p.name)) parts.push_back(top_of(p.name));  // rows follow each other
  }
  if (parts.empty()) return {"this scenario has no parts: a part begins with its name in brackets, [r1]"};
  return {fmt::format("the {} {}", parts.size() == 1 ? "only part is" : "parts are", listed_some(parts))};
}

std::optional<Dimension> Binding::dimension(std::size_t quantity) {
  infer(quantity);
  return drafts_[quantity].state == Draft::State::known ? drafts_[quantity].dimension : std::nullopt;
}

// A quantity of the scenario's own has the dimension of what it is said to be. Mistakes inside are reported when it is
// bound; here they only leave the dimension open.
void Binding::infer(std::size_t quantity) {
  if (drafts_[quantity].state == Draft::State::open) return defined_by_itself(quantity);
  if (drafts_[quantity].state != Draft::State::untouched) return;
  // An explicit stack: a scenario may chain ten thousand quantities. What is open on it waits for those above.
  std::vector<std::size_t> waiting = {quantity};
  while (!waiting.empty()) {
    const std::size_t q = waiting.back();
    if (drafts_[q].state == Draft::State::untouched) {
      drafts_[q].state = Draft::State::open;
      for (const std::size_t other : referred_to(q))
        if (drafts_[other].state == Draft::State::untouched) waiting.push_back(other);
      if (waiting.back() != q) continue;
    }
    waiting.pop_back();
    if (drafts_[q].state != Draft::State::open) continue;
    Draft& draft = drafts_[q];
    const std::optional<Dimension> inferred = draft.value ? inferred_from(*draft.value, draft) : std::nullopt;
    if (draft.state == Draft::State::mistaken) continue;
    draft.state = inferred ? Draft::State::known : Draft::State::mistaken;
    draft.dimension = inferred;
  }
}

void Binding::defined_by_itself(std::size_t quantity) {
  drafts_[quantity].state = Draft::State::mistaken;
  report(drafts_[quantity].place, fmt::format("`{}` is defined by itself", drafts_[quantity].name),
         {"say its unit in one place of the circle, for example \"? USD\", and put the relation under `equations`"});
}

namespace {

void collect_references(const Expression& expression, std::vector<std::string>& names) {
  if (expression.form == Expression::Form::reference) names.push_back(expression.name);
  for (const Expression& operand : expression.operands) collect_references(operand, names);
}

}  // namespace

// The quantities that the text of a quantity refers to.
std::vector<std::size_t> Binding::referred_to(std::size_t quantity) {
  const Draft& draft = drafts_[quantity];
  std::vector<std::size_t> all;
  if (!draft.value) return all;
  Diagnostics unheard = Diagnostics::unheard();
  const Writing writing = writing_of(*draft.value, draft);
  const Value* text = writing.is ? writing.is : writing.equals;
  if (!text || !text->is_text() || text->text.text.find('.') == std::string::npos) return all;
  std::vector<std::string> names;
  collect_references(parse_slot(text->text, scenario_.units, unheard).first, names);
  for (const std::string& name : names) {
    const std::vector<std::size_t> found = resolve(name, {draft.part}, {}, unheard);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

std::optional<Dimension> Binding::inferred_from(const Value& value, Draft& draft) {
  Diagnostics unheard = Diagnostics::unheard();
  const Writing writing = writing_of(value, draft);
  if (writing.words) {
    draft.shown = word_list(*writing.words);
    return draft.shown ? std::optional(draft.shown->dimension) : std::nullopt;
  }
  for (const Value* slot_value : {writing.is, writing.equals}) {
    if (!slot_value) continue;
    if (slot_value->kind != Value::Kind::text && slot_value->kind != Value::Kind::number) continue;
    const Slot slot = parse_slot(slot_value->text, scenario_.units, unheard);
    if (!slot.understood) continue;
    draft.shown = slot.shown;
    if (slot.form == Slot::Form::asked) return slot.shown ? slot.shown->dimension : Dimension();
    Graph scratch;
    ExpressionBinder binder(scratch, *this, scenario_.units, unheard);
    binder.infer_only();
    const std::string part = draft.part;
    const std::optional<NodeId> node = binder.bind(slot.first, slot_value->text, {part});
    if (node) return scratch[*node].dimension;
  }
  return std::nullopt;
}

}  // namespace costcurve
