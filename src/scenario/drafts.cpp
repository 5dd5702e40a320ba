#include <fmt/format.h>

#include <algorithm>

#include "scenario/binding.h"
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
    const bool matches = front == "*" ? top_of(part.name) != top_of(context.part)
                                      : front == part.of + ".*" && !part.of.empty();
    if (!matches) continue;
    for (const std::size_t q : part.quantities)
      if (wanted == "*" || last_word(drafts_[q].name) == wanted) found.push_back(q);
  }
  return found;
}

std::vector<std::size_t> Binding::resolve(const std::string& reference, const Context& context, const Place& place, Diagnostics& diagnostics) {
  std::string name = reference;
  if (name.front() == '.') {
    name = context.part + name;
    // In a row, a sibling may also stand in the part that the row is of.
    if (!scenario_.index.contains(name) && context.part.find('.') != std::string::npos) {
      const std::string above = top_of(context.part) + reference;
      if (scenario_.index.contains(above)) name = above;
    }
  }
  if (name.find('*') != std::string::npos) {
    std::vector<std::size_t> all = pattern(name, context);
    if (all.empty()) diagnostics.add({place, fmt::format("no other part has a quantity `{}`", last_word(name)), "", {"*.cost takes the cost of every part that has one, except the one it stands in"}});
    return all;
  }
  if (const auto found = scenario_.index.find(name); found != scenario_.index.end()) return {found->second};
  if (const auto rows = rows_of_.find(before_last(name)); rows != rows_of_.end()) {
    std::vector<std::size_t> column;
    for (const std::string& row : rows->second)
      if (const auto found = scenario_.index.find(row + "." + last_word(name)); found != scenario_.index.end()) column.push_back(found->second);
    if (!column.empty()) return column;
  }
  not_found(name, context, place, diagnostics);
  return {};
}

void Binding::not_found(const std::string& reference, const Context& context, const Place& place, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Draft& draft : drafts_) known.push_back(draft.name);
  std::vector<std::string> notes;
  const std::string part = before_last(reference);
  const bool part_exists = std::any_of(scenario_.parts.begin(), scenario_.parts.end(), [&](const Part& p) { return p.name == part; });
  std::string hint = did_you_mean(reference, known);
  if (hint.empty() && part_exists) {
    std::vector<std::string> here;
    for (const Draft& draft : drafts_)
      if (draft.part == part) here.push_back(last_word(draft.name));
    if (here.empty()) notes.push_back(fmt::format("the part `{}` has no quantities", part));
    else notes.push_back(fmt::format("the part `{}` has {}", part, listed(here)));
  }
  if (!hint.empty()) notes.push_back(hint);
  if (!part_exists) {
    std::vector<std::string> parts;
    for (const Part& p : scenario_.parts) parts.push_back(p.name);
    if (hint.empty() && !parts.empty()) notes.push_back("the parts are " + listed(parts));
  }
  (void)context;
  diagnostics.add({place, fmt::format("there is no quantity `{}`", reference), "", notes});
}

std::optional<Dimension> Binding::dimension(std::size_t quantity) {
  infer(quantity);
  return drafts_[quantity].state == Draft::State::known ? drafts_[quantity].dimension : std::nullopt;
}

// A quantity of the scenario's own has the dimension of what it is said to be. Mistakes inside are reported when it is
// bound; here they only leave the dimension open.
void Binding::infer(std::size_t quantity) {
  if (drafts_[quantity].state == Draft::State::open) {
    drafts_[quantity].state = Draft::State::mistaken;
    report(drafts_[quantity].place, fmt::format("the unit of `{}` cannot be told: it is defined by itself", drafts_[quantity].name),
           {"say its unit in one place of the circle, for example \"? USD\", and put the relation under `equations`"});
    return;
  }
  if (drafts_[quantity].state != Draft::State::untouched) return;
  drafts_[quantity].state = Draft::State::open;
  const std::optional<Dimension> inferred = drafts_[quantity].value ? inferred_from(*drafts_[quantity].value, drafts_[quantity]) : std::nullopt;
  Draft& draft = drafts_[quantity];
  if (draft.state == Draft::State::mistaken) return;
  draft.state = inferred ? Draft::State::known : Draft::State::mistaken;
  draft.dimension = inferred;
}

std::optional<Dimension> Binding::inferred_from(const Value& value, Draft& draft) {
  Diagnostics unheard;
  const Writing writing = writing_of(value, draft);
  for (const Value* slot_value : {writing.is, writing.equals}) {
    if (!slot_value) continue;
    if (slot_value->kind != Value::Kind::text && slot_value->kind != Value::Kind::number) continue;
    const Slot slot = parse_slot(slot_value->text, scenario_.units, unheard);
    if (!slot.understood) continue;
    draft.shown = slot.shown;
    if (slot.form == Slot::Form::asked) return slot.shown ? slot.shown->dimension : Dimension();
    Graph scratch;
    ExpressionBinder binder(scratch, *this, scenario_.units, unheard);
    const std::string part = draft.part;
    const std::optional<NodeId> node = binder.bind(slot.first, slot_value->text, {part});
    if (node) return scratch[*node].dimension;
  }
  return std::nullopt;
}

}  // namespace costcurve
