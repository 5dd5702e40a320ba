#include "scenario/header.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/names.h"
#include "scenario/own_units.h"
#include "scenario/scenario.h"
#include "text/calendar.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

std::string text_at(const Value& table, std::string_view key, Diagnostics& diagnostics) {
  const Entry* entry = table.find(key);
  if (!entry) return {};
  if (entry->value.is_text()) return entry->value.text.text;
  if (entry->value.kind == Value::Kind::number && key == "year") return entry->value.text.text;
  diagnostics.report(entry->place, fmt::format("`{}` is a text", key), {fmt::format("write {} = \"...\"", key)});
  return {};
}

std::string date_at(const Entry& entry, Diagnostics& diagnostics) {
  const bool is_word = !entry.value.is_table() && !entry.value.is_array();
  if (is_word && is_date(entry.value.text.text)) return entry.value.text.text;
  diagnostics.report(entry.value.place, fmt::format("`{}` is a date", entry.key),
                     {fmt::format("for example {} = \"2025-01-27\"", entry.key)});
  return {};
}

void unknown_key(const Entry& entry, KeyPlace place, const std::string& problem, const std::string& what_there_is,
                 Diagnostics& diagnostics) {
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(entry.key, key_names(place)); !hint.empty()) notes.push_back(hint);
  notes.push_back(what_there_is);
  diagnostics.report(entry.place, problem, notes);
}

void check_source(const std::string& name, const Place& place, const Header& header, Diagnostics& diagnostics) {
  if (header.sources.contains(name)) return;
  std::vector<std::string> known;
  for (const auto& [other, note] : header.sources) known.push_back(other);
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, known); !hint.empty()) notes.push_back(hint);
  const std::string key = as_name(name);
  notes.push_back(fmt::format("list it under [sources]: {} = {{ title = \"...\", year = 2025, url = \"...\" }}",
                              key.empty() ? "paper" : key));
  diagnostics.report(place, fmt::format("there is no source `{}`", name), notes);
}

void check_word(const Key& key, const std::string& word, const Place& place, Diagnostics& diagnostics) {
  if (has_word(key, word)) return;
  const std::vector<std::string> known = word_names(key);
  const bool verdict = key.name == "expect";
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(word, known); !hint.empty()) notes.push_back(hint);
  notes.push_back(fmt::format("{} {}", verdict ? "a claim is expected to be" : "it is one of", listed(known, "or")));
  diagnostics.report(place, fmt::format("there is no {} `{}`", verdict ? "verdict" : key.name, word), notes);
}

namespace {

SourceNote read_source_note(const Entry& entry, Diagnostics& diagnostics) {
  SourceNote note;
  if (entry.value.is_text()) {
    note.title = entry.value.text.text;
    return note;
  }
  if (!entry.value.is_table()) {
    diagnostics.report(entry.place, "a source is a title, or a table with a title",
                       {"paper = { title = \"...\", year = 2025, url = \"https://...\" }"});
    return note;
  }
  note.title = text_at(entry.value, "title", diagnostics);
  note.url = text_at(entry.value, "url", diagnostics);
  note.year = text_at(entry.value, entry.value.find("date") ? "date" : "year", diagnostics);
  note.unverified = text_at(entry.value, "note", diagnostics).find("unverified") != std::string::npos;
  for (const Entry& member : entry.value.members)
    if (!find_key(KeyPlace::source, member.key))
      unknown_key(member, KeyPlace::source, fmt::format("a source has no `{}`", member.key),
                  "it has title, author, year, date, place, url and note", diagnostics);
  return note;
}

void read_sources(const Value& table, Header& header, Diagnostics& diagnostics) {
  if (!table.is_table())
    return diagnostics.report(table.place, "`sources` is a heading",
                              {"[sources], and below it paper = { title = \"...\", year = 2025, url = \"...\" }"});
  for (const Entry& entry : table.members) header.sources[entry.key] = read_source_note(entry, diagnostics);
}

void read_variant_names(const Entry& variants, Header& header, Diagnostics& diagnostics) {
  if (!variants.value.is_table())
    diagnostics.report(variants.place, "`variants` is a heading", {"[variants.name] begins one"});
  for (const Entry& variant : variants.value.members) {
    header.variants.push_back(variant.key);
    if (variant.key == as_it_stands)
      diagnostics.report(
          variant.place, fmt::format("a variant cannot be called `{}`", as_it_stands),
          {fmt::format("`--variant {}` means the scenario as it stands; choose another name", as_it_stands)});
    if (!variant.value.is_table())
      diagnostics.report(variant.place, fmt::format("the variant `{}` is a heading", variant.key),
                         {fmt::format("[variants.{}] and below it what it replaces: \"r1.chips\" = 648", variant.key)});
  }
}

bool is_list_of_texts(const Value& value) {
  return value.is_array() && !value.elements.empty() &&
         std::all_of(value.elements.begin(), value.elements.end(), [](const Value& name) { return name.is_text(); });
}

// What is compared is read by `compare`; what it cannot read is reported whatever is asked.
void check_compare(const Value& document, Diagnostics& diagnostics) {
  const Entry* compare = document.find("compare");
  if (!compare) return;
  if (!compare->value.is_table())
    return diagnostics.report(compare->place, "`compare` is a heading",
                              {"[compare], and below it over = { bill.api = [\"...\", \"...\"] }"});
  for (const Entry& entry : compare->value.members) {
    const Key* key = find_key(KeyPlace::compare, entry.key);
    if (!key)
      unknown_key(entry, KeyPlace::compare, fmt::format("a comparison has no `{}`", entry.key),
                  "it has " + listed(key_names(KeyPlace::compare)), diagnostics);
    else if (key->kind == KeyKind::list && !is_list_of_texts(entry.value))
      diagnostics.report(entry.place, fmt::format("`{}` is a list of quantities", entry.key),
                         {fmt::format("{} = [\"...\", \"...\"]", entry.key)});
    else if (key->kind == KeyKind::heading && !entry.value.is_table())
      diagnostics.report(entry.place, fmt::format("`{}` is a table: what is chosen, and a list of values", entry.key),
                         {fmt::format("{} = {{ bill.api = [\"...\", \"...\"] }}", entry.key)});
  }
}

// What is written in a currency is converted at the rate of that day, here and in the catalog.
void read_day(const Value& document, Header& header, Diagnostics& diagnostics) {
  const Entry* as_of = document.find("as_of");
  if (!as_of) return;
  header.as_of = date_at(*as_of, diagnostics);
  header.as_of_place = as_of->value.place;
  if (header.as_of.empty()) return;
  const auto of_the_day = std::make_shared<Units>(header.catalog_units);
  of_the_day->take_rates_of(header.as_of);
  header.catalog_units = of_the_day;
}

// What the catalog says in a currency is told with its rate; what the file says is its author's to say otherwise.
std::shared_ptr<const Units> units_asked_about(const Header& header) {
  if (header.as_of.empty()) return header.catalog_units;
  const auto asked = std::make_shared<Units>(header.catalog_units);
  asked->ask_about_rates_far_from(header.as_of);
  return asked;
}

}  // namespace

Header header_of(const Value& document, std::shared_ptr<const Units> shared, Diagnostics& diagnostics) {
  Header header;
  header.catalog_units = std::move(shared);
  read_day(document, header, diagnostics);
  header.units = Units(units_asked_about(header));
  header.title = text_at(document, "title", diagnostics);
  header.question = text_at(document, "question", diagnostics);
  header.prose = text_at(document, "prose", diagnostics);
  text_at(document, "note", diagnostics);  // for people: only that it is a text matters
  if (const Entry* units = document.find("units")) read_own_units(units->value, header.units, diagnostics);
  if (const Entry* sources = document.find("sources")) read_sources(sources->value, header, diagnostics);
  if (const Entry* variants = document.find("variants")) read_variant_names(*variants, header, diagnostics);
  check_compare(document, diagnostics);
  return header;
}

}  // namespace costcurve
