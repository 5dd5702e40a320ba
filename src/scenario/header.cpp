// What stands at the head of a scenario: its title, its units, its sources.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenario/binding.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

constexpr std::array<std::string_view, 7> source_keys = {"title", "url", "year", "date", "note", "author", "place"};

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Words of the language of amounts: a unit of that name would never be read as one.
bool is_taken_word(std::string_view word) {
  constexpr std::array<std::string_view, 24> taken = {
      "to",       "in",      "for",       "grown",    "and",    "of",       "about",  "halving",
      "doubling", "between", "a",         "x",        "few",    "several",  "new",    "sum",
      "Monday",   "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "weights"};
  return contains(taken, word) || find_function(word) || is_distribution(word) || scale_factor(word).has_value();
}

}  // namespace

void Binding::read_header() {
  scenario_.title = text_of(document_, "title");
  scenario_.question = text_of(document_, "question");
  text_of(document_, "note");
  if (const Entry* units = document_.find("units")) read_units(units->value);
  if (const Entry* sources = document_.find("sources")) read_sources(sources->value);
  if (const Entry* variants = document_.find("variants")) {
    if (!variants->value.is_table()) report(variants->place, "`variants` is a heading", {"[variants.name] begins one"});
    for (const Entry& variant : variants->value.members) {
      scenario_.variants.push_back(variant.key);
      if (variant.key == as_it_stands)
        report(variant.place, fmt::format("a variant cannot be called `{}`", as_it_stands),
               {fmt::format("`--variant {}` means the scenario as it stands; choose another name", as_it_stands)});
      if (!variant.value.is_table())
        report(variant.place, fmt::format("the variant `{}` is a heading", variant.key),
               {fmt::format("[variants.{}] and below it what it replaces: \"r1.chips\" = 648", variant.key)});
    }
  }
}

// server = "8 chip" is a name for an amount, request = "new" a new thing to count.
void Binding::read_units(const Value& table) {
  if (!table.is_table())
    return report(table.place, "`units` is a heading", {"[units], and below it server = \"8 chip\""});
  for (const Entry& entry : table.members) {
    const bool good_name =
        !entry.key.empty() &&
        entry.key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
            std::string::npos &&
        !(entry.key[0] >= '0' && entry.key[0] <= '9');
    if (!good_name) {
      report(entry.place, fmt::format("`{}` cannot be a unit's name", entry.key),
             {"letters, digits and underscores, a letter first"});
    } else if (is_taken_word(entry.key)) {
      report(entry.place,
             fmt::format("`{}` cannot be a unit's name: it has a meaning of its own in amounts", entry.key),
             {"choose another name"});
    } else if (const auto known = scenario_.units.find(entry.key); known && known->question.empty()) {
      report(entry.place, fmt::format("`{}` is a unit already", entry.key),
             {"choose another name: a unit that changes its meaning in one file misleads"});
    } else {
      read_unit(entry);
      Unit mistaken;  // so that its use is not reported as well
      mistaken.mistaken = true;
      scenario_.units.define(entry.key, mistaken);
    }
  }
}

void Binding::read_unit(const Entry& entry) {
  if (!entry.value.is_text())
    return report(entry.place, fmt::format("the unit `{}` needs a definition in quotes", entry.key),
                  {"server = \"8 chip\" for an amount, request = \"new\" for something to count"});
  if (entry.value.text.text == "new") {
    if (!scenario_.units.define_count(entry.key))
      report(entry.place, "this scenario has too many units of its own",
             {fmt::format("at most {} things to count are told apart", most_bases - named_bases)});
    return;
  }
  const Slot slot = parse_slot(entry.value.text, scenario_.units, diagnostics_);
  if (!slot.understood) return;
  const bool fixed = slot.form == Slot::Form::value && !slot.about && !slot.first.refers() &&
                     slot.first.form != Expression::Form::call;
  if (!fixed) return report(entry.value.place, "a unit is a fixed amount", {"for example server = \"8 chip\""});
  Graph scratch;
  ExpressionBinder binder(scratch, *this, scenario_.units, diagnostics_);
  const std::optional<NodeId> node = binder.bind(slot.first, entry.value.text, {});
  if (!node) return;
  Unit unit;
  unit.symbol = entry.key;
  unit.factor = scratch.constant_value(*node);
  unit.dimension = scratch[*node].dimension;
  unit.prefixes = "k M B T";
  if (unit.dimension.is_point())
    return report(entry.value.place, "a date is no unit", {"a unit is an amount, for example server = \"8 chip\""});
  if (!(unit.factor > 0))
    return report(entry.value.place, "a unit is an amount above zero", {"for example server = \"8 chip\""});
  if (!std::isfinite(unit.factor))
    return report(entry.value.place, "this unit is too large to calculate with",
                  {"numbers lie between 1e-250 and 1e250"});
  scenario_.units.define(entry.key, unit);
}

void Binding::read_sources(const Value& table) {
  if (!table.is_table())
    return report(table.place, "`sources` is a heading",
                  {"[sources], and below it paper = { title = \"...\", year = 2025, url = \"...\" }"});
  for (const Entry& entry : table.members) {
    SourceNote note;
    if (entry.value.is_text())
      note.title = entry.value.text.text;
    else if (entry.value.is_table()) {
      note.title = text_of(entry.value, "title");
      note.url = text_of(entry.value, "url");
      note.year = text_of(entry.value, "year");
      note.unverified = text_of(entry.value, "note").find("unverified") != std::string::npos;
      for (const Entry& member : entry.value.members) {
        if (contains(source_keys, member.key)) continue;
        std::vector<std::string> notes;
        if (const std::string hint = did_you_mean(member.key, {source_keys.begin(), source_keys.end()}); !hint.empty())
          notes.push_back(hint);
        notes.push_back("it has title, author, year, date, place, url and note");
        report(member.place, fmt::format("a source has no `{}`", member.key), notes);
      }
    } else {
      report(entry.place, "a source is a title, or a table with a title",
             {"paper = { title = \"...\", year = 2025, url = \"https://...\" }"});
    }
    scenario_.sources[entry.key] = std::move(note);
  }
}

}  // namespace costcurve
