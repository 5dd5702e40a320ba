// Headings become parts, their keys attributes of the part or drafts of its quantities.
//
// A part has the quantities of its sheet, in the order of the sheet's table and all of them, whether the scenario
// mentions them or not: a sheet numbers its symbols in one block. A part without a sheet has what is written under it.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/names.h"
#include "scenario/outline.h"
#include "text/keys.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// What newspapers and papers call the quantities of sheets.
std::string usual_name(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 22> names = {{
      {"gpus", "chips"},
      {"gpu", "chips"},
      {"gpu_count", "chips"},
      {"accelerators", "chips"},
      {"gpu_hours", "chip_time"},
      {"chip_hours", "chip_time"},
      {"hours", "duration"},
      {"days", "duration"},
      {"time", "duration"},
      {"wall_clock", "duration"},
      {"price", "rent"},
      {"price_per_hour", "rent"},
      {"hourly_price", "rent"},
      {"rate", "rent"},
      {"total_cost", "cost"},
      {"params", "active_parameters"},
      {"parameters", "active_parameters"},
      {"flops", "compute"},
      {"flop", "compute"},
      {"utilization", "mfu"},
      {"peak_flops", "peak"},
      {"co2", "emissions"},
  }};
  const auto found = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == word; });
  return found == names.end() ? std::string() : std::string(found->second);
}

// An attribute that is no text is most often a quantity of the author's own, called like an attribute.
void no_text(const Entry& entry, const Key& key, Diagnostics& diagnostics) {
  const std::string note =
      key.kind == KeyKind::entry
          ? fmt::format("`{}` names an entry of the catalog; call a quantity of your own something else: {}_mix, my_{}",
                        entry.key, entry.key, entry.key)
          : fmt::format("write {} = \"...\"", entry.key);
  diagnostics.report(entry.place, fmt::format("`{}` is a text", entry.key), {note});
}

const Sheet* sheet_named(const std::string& name, const Place& place, Diagnostics& diagnostics) {
  if (const Sheet* sheet = find_sheet(name)) return sheet;
  std::vector<std::string> names;
  for (const Sheet* sheet : sheets()) names.emplace_back(sheet->name);
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, names); !hint.empty()) notes.push_back(hint);
  notes.push_back("the sheets are " + listed(names));
  diagnostics.report(place, fmt::format("there is no sheet `{}`", name), notes);
  return nullptr;
}

void read_attribute(Part& part, const Entry& entry, const Key& key, Outline& outline, Diagnostics& diagnostics) {
  if (!entry.value.is_text()) return no_text(entry, key, diagnostics);
  const std::string& text = entry.value.text.text;
  const Place& place = entry.value.place;
  part.attributes[entry.key] = text;
  outline.attribute_places[{part.name, entry.key}] = place;
  if (key.name == "layer") part.layer = text;
  if (key.name == "basis") part.basis = text;
  switch (key.kind) {
    case KeyKind::word: return check_word(key, text, place, diagnostics);
    case KeyKind::source: return check_source(text, place, outline.header, diagnostics);
    case KeyKind::sheet: part.sheet = sheet_named(text, place, diagnostics); return;
    case KeyKind::date:
      if (date_at(entry, diagnostics).empty()) part.attributes.erase(entry.key);
      return;
    default: return;
  }
}

// The sheet's quantities of the kind that a name spells: `tokens_per_second` is a unit, and token_rate is of it.
std::vector<std::string> of_the_unit_spelled(std::string name, const Sheet& sheet, const Units& units) {
  constexpr std::string_view per = "_per_";
  if (name.find(per) == std::string::npos) return {};
  for (std::size_t at = 0; (at = name.find(per, at)) != std::string::npos;) name.replace(at, per.size(), "/");
  std::replace(name.begin(), name.end(), '_', ' ');
  Diagnostics unheard = Diagnostics::unheard();
  const std::optional<ShownUnit> unit = parse_units(built_in(name), units, unheard);
  std::vector<std::string> quantities;
  for (const Row& row : sheet.rows())
    if (unit && row.dimension == unit->dimension) quantities.push_back(fmt::format("`{}`", row.name));
  return quantities;
}

// "the sheets bill and workload have it"; nothing where none has.
std::string in_other_sheets(const std::string& name) {
  std::vector<std::string> others;
  for (const Sheet* sheet : sheets())
    if (sheet->row(name)) others.push_back("`" + std::string(sheet->name) + "`");
  if (others.empty()) return {};
  return fmt::format("the sheet{} {} {} it", others.size() == 1 ? "" : "s", listed(others),
                     others.size() == 1 ? "has" : "have");
}

// A slip of the pen, the sheet's own word for what was meant, or a quantity that belongs elsewhere.
void unknown_quantity(const Part& part, const Entry& entry, const Units& units, Diagnostics& diagnostics) {
  std::vector<std::string> known = key_names(KeyPlace::part), quantities;
  for (const Row& row : part.sheet->rows()) quantities.emplace_back(row.name);
  known.insert(known.end(), quantities.begin(), quantities.end());
  std::vector<std::string> notes;
  const std::string usual = usual_name(entry.key);
  const Key* lacks_another = find_key(KeyPlace::part, entry.key);
  if (lacks_another && !lacks_another->beside.empty())
    notes.push_back(fmt::format("it is a word beside `{}`: name one", lacks_another->beside));
  else if (std::find(quantities.begin(), quantities.end(), usual) != quantities.end())
    notes.push_back(fmt::format("here it is called `{}`", usual));
  else if (const std::vector<std::string> same = of_the_unit_spelled(entry.key, *part.sheet, units); !same.empty())
    notes.push_back("of this kind it has " + listed(same));
  else if (const std::string others = in_other_sheets(entry.key); !others.empty())
    notes.push_back(others);
  else if (const std::string hint = did_you_mean(entry.key, known); !hint.empty())
    notes.push_back(hint);
  notes.push_back(fmt::format("the sheet {} has {}", part.sheet->name, listed(quantities)));
  notes.push_back("quantities of your own go into a part without a sheet");
  diagnostics.report(entry.place, fmt::format("the sheet {} has no `{}`", part.sheet->name, entry.key), notes);
}

// Only what stands where it will be used is read aloud: a value that was replaced by "?" tells its unit and nothing
// else, and what has not the form of a value is reported for that.
void write(Draft& draft, const Entry& entry, const std::string& source, const Outline& outline,
           Diagnostics& diagnostics) {
  const Value& value = entry.value;
  draft.value = &value;
  draft.place = entry.place;
  const bool is_word = draft.dimension && draft.dimension->is_word();  // read against its list
  draft.readable = value.withdrawn || (is_word && value.kind == Value::Kind::boolean) ||
                   check_writing(value, draft.name, draft.place, outline.header, diagnostics);
  Diagnostics unheard = Diagnostics::unheard();
  if (draft.readable && !value.withdrawn && !is_word)
    draft.writings = writings_of(value, source, outline.header.units, diagnostics);
  else if (!value.is_array())
    draft.writings = writings_of(value, source, outline.header.units, unheard);
  else if (!value.elements.empty())
    draft.writings = writings_of(value.elements.front(), source, outline.header.units, unheard);
}

void add_sheet_quantities(Part& part, const std::vector<const Entry*>& entries, const std::string& source,
                          Outline& outline, Diagnostics& diagnostics) {
  for (const Entry* entry : entries)
    if (!part.sheet->row(entry->key)) unknown_quantity(part, *entry, outline.header.units, diagnostics);
  for (const Row& row : part.sheet->rows()) {
    Draft draft;
    draft.name = part.name + "." + std::string(row.name);
    draft.part = part.name;
    draft.row = &row;
    draft.dimension = row.dimension;
    if (!row.words.empty()) draft.shown = shown_words(row.words);
    for (const Entry* entry : entries)
      if (entry->key == row.name) write(draft, *entry, source, outline, diagnostics);
    part.quantities.push_back(outline.add(std::move(draft)));
  }
}

void add_own_quantities(Part& part, const std::vector<const Entry*>& entries, const std::string& source,
                        Outline& outline, Diagnostics& diagnostics) {
  for (const Entry* entry : entries) {
    if (!check_name(*entry, diagnostics)) {
      outline.mistaken.insert(part.name + "." + as_name(entry->key));
      continue;
    }
    Draft draft;
    draft.name = part.name + "." + entry->key;
    draft.part = part.name;
    write(draft, *entry, source, outline, diagnostics);
    part.quantities.push_back(outline.add(std::move(draft)));
  }
}

void collect_chips(const Expression& expression, std::vector<std::string>& chips) {
  if (expression.is_literal() && !expression.literal.chip.empty()) chips.push_back(expression.literal.chip);
  for (const Expression& operand : expression.operands) collect_chips(operand, chips);
}

std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : as_name(name))
    if (c != '_') letters += c;
  return letters;
}

// H100 names an H100-PCIe as well, and A100-80GB an A100.
bool is_same_chip(std::string_view a, std::string_view b) {
  const std::string one = letters_of(a), other = letters_of(b);
  return one.starts_with(other) || other.starts_with(one);
}

}  // namespace

void check_chips_of_claim(const Slot& slot, const Part& part, const Place& place, Diagnostics& diagnostics) {
  const auto named = part.attributes.find("chip");
  if (named == part.attributes.end()) return;
  std::vector<std::string> chips;
  collect_chips(slot.first, chips);
  collect_chips(slot.second, chips);
  for (const std::string& chip : chips)
    if (!is_same_chip(named->second, chip))
      diagnostics.report(
          place, fmt::format("this claim counts {}, and the chip of `{}` is {}", chip, part.name, named->second),
          {"count chips, which may be any: 100 k chip h", fmt::format("or claim it of a part whose chip is {}", chip)});
}

namespace {

// "2.1 M H100-hours" says which chip the part has; beside another that is a contradiction.
void take_chip(Part& part, const SlotText& text, const Elsewhere& elsewhere, Outline& outline,
               Diagnostics& diagnostics) {
  std::vector<std::string> chips;
  collect_chips(text.slot.first, chips);
  collect_chips(text.slot.second, chips);
  for (const std::string& chip : chips) {
    const auto named = part.attributes.find("chip");
    if (named == part.attributes.end()) {
      if (!elsewhere.catalog.find("chip", chip)) continue;
      part.attributes["chip"] = chip;
      outline.attribute_places[{part.name, "chip"}] = text.value->place;
    } else if (!is_same_chip(named->second, chip)) {
      diagnostics.report(
          text.value->place, fmt::format("this counts {}, and the chip of `{}` is {}", chip, part.name, named->second),
          {elsewhere.catalog.find("chip", chip) ? fmt::format("write chip = \"{}\", or count chips", chip)
                                                : "count chips, which may be any"});
    }
  }
}

void take_chips(Part& part, const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics) {
  for (const std::size_t q : part.quantities)
    for (const Writing& writing : outline.drafts[q].writings)
      if (writing.is && writing.is->slot.understood) take_chip(part, *writing.is, elsewhere, outline, diagnostics);
}

// A list of equations under a heading: it is the file's, not the part's.
bool belongs_at_the_top(const Entry& entry) {
  const Key* key = find_key(KeyPlace::header, entry.key);
  return key && key->kind == KeyKind::list && entry.value.is_array();
}

bool stands_beside(const Key& key, const std::vector<const Entry*>& entries) {
  return key.beside.empty() ||
         std::any_of(entries.begin(), entries.end(), [&](const Entry* entry) { return entry->key == key.beside; });
}

// `of`: the part whose row it is.
void add_part(const std::string& name, const std::string& of, const std::vector<const Entry*>& entries,
              const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics) {
  Part part;
  part.name = name;
  part.of = of;
  std::vector<const Entry*> quantities;
  for (const Entry* entry : entries) {
    if (const Key* key = find_key(KeyPlace::part, entry->key); key && stands_beside(*key, entries))
      read_attribute(part, *entry, *key, outline, diagnostics);
    else if (belongs_at_the_top(*entry))
      diagnostics.report(entry->place, fmt::format("`{}` stands at the top of the file", entry->key),
                         {"write it above the first heading: it is about quantities of any parts"});
    else
      quantities.push_back(entry);
  }
  // A part that names no day of its own takes the scenario's.
  if (!outline.header.as_of.empty() && part.attributes.try_emplace("at", outline.header.as_of).second)
    outline.attribute_places[{part.name, "at"}] = outline.header.as_of_place;
  // A word that chooses what the catalog brings may be a quantity of the sheet as well: the precision of matmuls.
  for (const Entry* entry : entries)
    if (part.sheet && part.sheet->row(entry->key) && find_key(KeyPlace::part, entry->key)) quantities.push_back(entry);
  const auto source = part.attributes.find("source");
  const std::string source_name = source == part.attributes.end() ? std::string() : source->second;
  if (part.sheet)
    add_sheet_quantities(part, quantities, source_name, outline, diagnostics);
  else if (!part.attributes.contains("sheet"))
    add_own_quantities(part, quantities, source_name, outline, diagnostics);
  else
    outline.mistaken.insert(name);  // of which sheet these are quantities is not known
  if (part.sheet) take_chips(part, elsewhere, outline, diagnostics);
  attach_catalog(part, elsewhere, outline, diagnostics);
  outline.parts.push_back(std::move(part));
}

}  // namespace

bool check_name(const Entry& entry, Diagnostics& diagnostics) {
  if (is_name(entry.key)) return true;
  const std::string better = as_name(entry.key);
  std::vector<std::string> notes = {
      "a name is small letters, digits and underscores, so that it can be told from a minus and a unit"};
  if (!better.empty()) notes.insert(notes.begin(), fmt::format("write {}", better));
  diagnostics.report(entry.place, fmt::format("`{}` cannot be a name", entry.key), notes);
  return false;
}

void read_part(const Entry& heading, const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics) {
  if (!check_name(heading, diagnostics)) return void(outline.mistaken.insert(as_name(heading.key)));
  if (outline.header.units.find(heading.key) && heading.value.members.empty()) return;
  if (const Entry* rows = heading.value.find("rows")) {
    const std::vector<RowText> texts = read_rows(heading, rows->value, elsewhere, outline, diagnostics);
    std::vector<std::string>& names = outline.rows_of[heading.key];
    for (const RowText& row : texts) {
      names.push_back(row.name);
      add_part(row.name, heading.key, row.entries, elsewhere, outline, diagnostics);
    }
    return;
  }
  std::vector<const Entry*> entries;
  for (const Entry& member : heading.value.members) entries.push_back(&member);
  add_part(heading.key, "", entries, elsewhere, outline, diagnostics);
}

}  // namespace costcurve
