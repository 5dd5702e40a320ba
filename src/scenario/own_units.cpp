#include "scenario/own_units.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenario/expressions.h"
#include "scenario/names.h"
#include "text/keys.h"

namespace costcurve {

namespace {

// Words of the language of amounts: a unit of that name would never be read as one.
bool is_taken_word(std::string_view word) {
  constexpr std::array<std::string_view, 24> taken = {
      "to",       "in",      "for",       "grown",    "and",    "of",       "about",  "halving",
      "doubling", "between", "a",         "x",        "few",    "several",  "new",    "sum",
      "Monday",   "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "weights"};
  return std::find(taken.begin(), taken.end(), word) != taken.end() || find_function(word) || is_distribution(word) ||
         scale_factor(word).has_value();
}

bool is_unit_name(const std::string& name) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  return !name.empty() && name.find_first_not_of(allowed) == std::string::npos && !(name[0] >= '0' && name[0] <= '9');
}

// The fixed amount that a unit stands for; its dimension and its factor to base units.
std::optional<Unit> unit_from(const Entry& entry, const Units& units, Diagnostics& diagnostics) {
  const Slot slot = parse_slot(entry.value.text, units, diagnostics);
  if (!slot.understood) return std::nullopt;
  const auto wrong = [&](const char* problem, const char* remedy) {
    diagnostics.report(entry.value.place, problem, {remedy});
    return std::nullopt;
  };
  const bool fixed = slot.form == Slot::Form::value && !slot.about && !slot.first.refers() &&
                     slot.first.form != Expression::Form::call;
  if (!fixed) return wrong("a unit is a fixed amount", "for example server = \"8 chip\"");
  const Names no_names;
  Graph scratch;
  ExpressionBinder binder(scratch, no_names, units, diagnostics);
  const std::optional<NodeId> node = binder.bind(slot.first, entry.value.text, {});
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

void define(const Entry& entry, Units& units, Diagnostics& diagnostics) {
  if (!entry.value.is_text())
    return diagnostics.report(entry.place, fmt::format("the unit `{}` needs a definition in quotes", entry.key),
                              {"server = \"8 chip\" for an amount, request = \"new\" for something to count"});
  if (has_word(*find_key(KeyPlace::unit, ""), entry.value.text.text)) {
    if (!units.define_count(entry.key))
      diagnostics.report(entry.place, "this scenario has too many units of its own",
                         {fmt::format("at most {} things to count are told apart", most_bases - named_bases)});
    return;
  }
  if (const std::optional<Unit> unit = unit_from(entry, units, diagnostics)) units.define(entry.key, *unit);
}

void read_own_unit(const Entry& entry, Units& units, Diagnostics& diagnostics) {
  if (!is_unit_name(entry.key))
    return diagnostics.report(entry.place, fmt::format("`{}` cannot be a unit's name", entry.key),
                              {"letters, digits and underscores, a letter first"});
  if (is_taken_word(entry.key))
    return diagnostics.report(
        entry.place, fmt::format("`{}` cannot be a unit's name: it has a meaning of its own in amounts", entry.key),
        {"choose another name"});
  if (const auto known = units.find(entry.key); known && known->question.empty())
    return diagnostics.report(entry.place, fmt::format("`{}` is a unit already", entry.key),
                              {"choose another name: a unit that changes its meaning in one file misleads"});
  define(entry, units, diagnostics);
  Unit mistaken;  // where no definition was understood: so that its use is not reported as well
  mistaken.mistaken = true;
  units.define(entry.key, mistaken);
}

}  // namespace

void read_own_units(const Value& table, Units& units, Diagnostics& diagnostics) {
  if (!table.is_table())
    return diagnostics.report(table.place, "`units` is a heading", {"[units], and below it server = \"8 chip\""});
  for (const Entry& entry : table.members) read_own_unit(entry, units, diagnostics);
}

}  // namespace costcurve
