#include "scenario/outline.h"

#include <fmt/format.h>

#include "text/keys.h"
#include "text/suggest.h"

namespace costcurve {

std::size_t Outline::add(Draft draft) {
  const std::size_t number = drafts.size();
  index[draft.name] = number;
  draft.part_number = parts.size();
  drafts.push_back(std::move(draft));
  return number;
}

void relate(const std::string& relation, const Place& place, Draft& draft, Outline& outline) {
  Value written = text_value(built_in(relation));
  written.place = place;
  outline.tables.push_back(std::move(written));
  Diagnostics unheard = Diagnostics::unheard();
  draft.value = &outline.tables.back();
  draft.place = place;
  draft.readable = true;
  draft.writings = writings_of(outline.tables.back(), "", outline.header.units, unheard);
}

namespace {

bool is_list_of_tables(const Value& value) {
  return value.is_array() && !value.elements.empty() && value.elements.front().is_table();
}

void stands_in_no_part(const Entry& entry, Diagnostics& diagnostics) {
  unknown_key(entry, KeyPlace::header, fmt::format("`{}` stands outside of any part", entry.key),
              fmt::format("a quantity stands in a part, under a heading: [assume], and below it `{} = ...`", entry.key),
              diagnostics);
}

void read_heading(const Entry& entry, const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics) {
  if (entry.value.is_table()) return read_part(entry, elsewhere, outline, diagnostics);
  if (!is_list_of_tables(entry.value)) return stands_in_no_part(entry, diagnostics);
  outline.mistaken.insert(entry.key);
  diagnostics.report(entry.place, fmt::format("`{}` stands in double brackets", entry.key),
                     {nearest(entry.key, {"claim"}).empty()
                          ? fmt::format("only claims do: write [{}], or rows of it: rows.a = {{ ... }}", entry.key)
                          : "claims stand below [[claim]], one for each"});
}

// A part may be called like a list of the head: [answer].
bool belongs_to_head(const Entry& entry) {
  const Key* key = find_key(KeyPlace::header, entry.key);
  return key && !(key->name == "answer" && entry.value.is_table());
}

}  // namespace

Outline outline_of(const SourcePointer& source, const Value& document, const std::string& variant,
                   const Elsewhere& elsewhere, Diagnostics& diagnostics) {
  Outline outline;
  outline.source = source;
  outline.header = header_of(document, elsewhere.catalog.units(), diagnostics);
  for (const Entry& entry : document.members)
    if (!belongs_to_head(entry)) read_heading(entry, elsewhere, outline, diagnostics);
  link_like_parts(outline, diagnostics);
  check_services(elsewhere, outline, diagnostics);
  link_tiers(elsewhere, outline);
  const Entry* claims = document.find("claim");
  if (outline.parts.empty() && diagnostics.empty() && !claims)
    diagnostics.report({named(source), 0, 0}, "there is nothing in this scenario",
                       {"`costcurve new training` prints one to start from"});
  outline.equations = document.find("equations");
  outline.answer = document.find("answer");
  if (claims) outline.claims = read_claims(*claims, variant.empty(), outline.header, diagnostics);
  return outline;
}

}  // namespace costcurve
