#include "scenario/own_units.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "scenario/expressions.h"
#include "scenario/names.h"
#include "text/keys.h"
#include "text/phrases.h"

namespace costcurve {

namespace {

// Words of the language of amounts: a unit of that name would never be read as one.
bool is_taken_word(std::string_view word) {
  constexpr std::array<std::string_view, 4> taken = {"new", "sum", "weights", "half"};
  const bool begins_phrase =
      std::any_of(phrases().begin(), phrases().end(), [&](const Phrase& phrase) { return phrase.words == word; });
  return std::find(taken.begin(), taken.end(), word) != taken.end() || is_keyword(word) || weekday_word(word) ||
         begins_phrase || number_word(word) || find_function(word) || is_distribution(word) ||
         scale_factor(word).has_value();
}

bool is_unit_name(const std::string& name) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  return !name.empty() && name.find_first_not_of(allowed) == std::string::npos && !(name[0] >= '0' && name[0] <= '9');
}

// The fixed amount that a unit stands for; its dimension and its factor to base units.
std::optional<Unit> unit_from(const Entry& entry, const Value& is, const Units& units, Diagnostics& diagnostics) {
  const Slot slot = parse_slot(is.text, units, diagnostics);
  if (!slot.understood) return std::nullopt;
  const auto wrong = [&](const char* problem, const char* remedy) {
    diagnostics.report(is.place, problem, {remedy});
    return std::nullopt;
  };
  const bool fixed = slot.form == Slot::Form::value && !slot.about && !slot.first.refers() &&
                     slot.first.form != Expression::Form::call;
  if (!fixed) return wrong("a unit is a fixed amount", "for example server = \"8 chip\"");
  const Names no_names;
  Graph scratch;
  ExpressionBinder binder(scratch, no_names, units, diagnostics);
  const std::optional<NodeId> node = binder.bind(slot.first, is.text, {});
  if (!node) return std::nullopt;
  Unit unit;
  unit.symbol = entry.key;
  unit.factor = scratch.constant_value(*node);
  unit.dimension = scratch[*node].dimension;
  unit.prefixes = "k M B T";
  if (unit.dimension.is_point())
    return wrong("a date is no unit", "a unit is an amount, for example server = \"8 chip\"");
  if (!(unit.factor > 0)) return wrong("a unit is an amount above zero", "for example server = \"8 chip\"");
  if (!std::isfinite(unit.factor))
    return wrong("this unit is too large to calculate with", "numbers lie between 1e-250 and 1e250");
  return unit;
}

// request = "new", or person = { is = "new", plural = "people" }.
struct Definition {
  const Value* is = nullptr;
  std::string plural;
};

Definition definition_of(const Entry& entry) {
  if (!entry.value.is_table()) return {&entry.value, {}};
  Definition definition;
  for (const Entry& member : entry.value.members) {
    if (member.key == "is") definition.is = &member.value;
    if (member.key == "plural" && member.value.is_text()) definition.plural = member.value.text.text;
  }
  return definition;
}

// True if the definition of a unit is written with another, in the singular or the plural.
bool names_unit(const Entry& entry, const std::string& name) {
  const Value* is = definition_of(entry).is;
  if (!is || !is->is_text()) return false;
  const auto is_of_word = [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; };
  const std::string& text = is->text.text;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_of_word(text[end])) ++end;
    const std::string_view word = std::string_view(text).substr(at, end - at);
    if (word == name || (!word.empty() && word == plural_of(name))) return true;
    at = std::max(end, at + 1);
  }
  return false;
}

void define(const Entry& entry, Units& units, Diagnostics& diagnostics) {
  const Definition definition = definition_of(entry);
  if (!definition.is || !definition.is->is_text())
    return diagnostics.report(entry.place, fmt::format("the unit `{}` needs a definition in quotes", entry.key),
                              {"server = \"8 chip\" for an amount, request = \"new\" for something to count"});
  if (!definition.plural.empty() && !is_unit_name(definition.plural))
    return diagnostics.report(entry.place, fmt::format("`{}` cannot be a unit's name", definition.plural),
                              {"letters, digits and underscores, a letter first"});
  if (has_word(*find_key(KeyPlace::unit, ""), definition.is->text.text)) {
    if (!units.define_count(entry.key, definition.plural))
      diagnostics.report(entry.place, "this scenario has too many units of its own",
                         {fmt::format("at most {} things to count are told apart, requests and the like among them",
                                      most_bases - named_bases)});
    return;
  }
  std::optional<Unit> unit = unit_from(entry, *definition.is, units, diagnostics);
  if (!unit) return;
  units.define(entry.key, std::make_shared<const Unit>(*unit));
  units.define_plural(definition.plural.empty() ? plural_of(entry.key) : definition.plural, *unit);
}

// request = "new" says no more than the catalog does.
bool is_counted_again(const Entry& entry, const Unit& known) {
  const Definition definition = definition_of(entry);
  const bool counts =
      definition.is && definition.is->is_text() && has_word(*find_key(KeyPlace::unit, ""), definition.is->text.text);
  return counts && known.symbol == entry.key && known.dimension.is_count();
}

void read_own_unit(const Entry& entry, Units& units, Diagnostics& diagnostics) {
  if (!is_unit_name(entry.key))
    return diagnostics.report(entry.place, fmt::format("`{}` cannot be a unit's name", entry.key),
                              {"letters, digits and underscores, a letter first"});
  if (is_taken_word(entry.key))
    return diagnostics.report(
        entry.place, fmt::format("`{}` cannot be a unit's name: it has a meaning of its own in amounts", entry.key),
        {"choose another name"});
  const std::optional<Unit> known = units.find(entry.key);
  if (known && is_counted_again(entry, *known)) return;
  if (known && known->question.empty() && !known->yields)
    return diagnostics.report(entry.place, fmt::format("`{}` is a unit already", entry.key),
                              {"choose another name: a unit that changes its meaning in one file misleads"});
  define(entry, units, diagnostics);
  const auto mistaken =
      std::make_shared<Unit>();  // where no definition was understood: so that its use is not reported too
  mistaken->mistaken = true;
  units.define(entry.key, mistaken);
}

}  // namespace

void read_own_units(const Value& table, Units& units, Diagnostics& diagnostics) {
  if (!table.is_table())
    return diagnostics.report(table.place, "`units` is a heading", {"[units], and below it server = \"8 chip\""});
  // Whatever the order they are written in: a rack of 9 servers waits for the server. Those in a circle do not.
  std::vector<const Entry*> waiting;
  for (const Entry& entry : table.members) waiting.push_back(&entry);
  while (!waiting.empty()) {
    const auto rests_on_waiting = [&](const Entry* entry) {
      return std::any_of(waiting.begin(), waiting.end(),
                         [&](const Entry* other) { return other != entry && names_unit(*entry, other->key); });
    };
    auto next = std::find_if_not(waiting.begin(), waiting.end(), rests_on_waiting);
    if (next == waiting.end()) next = waiting.begin();
    read_own_unit(**next, units, diagnostics);
    waiting.erase(next);
  }
}

}  // namespace costcurve
