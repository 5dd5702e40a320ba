#include "scenario/override.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/keys.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// A table that states a quantity, not one that leads on to more keys. `source` and `note` stand in both.
bool states_value(const Value& table) {
  return std::any_of(table.members.begin(), table.members.end(), [](const Entry& member) {
    const Key* key = find_key(KeyPlace::value, member.key);
    return key && (key->kind == KeyKind::amount || key->kind == KeyKind::expression || key->kind == KeyKind::truth ||
                   key->kind == KeyKind::list);
  });
}

void collect(const std::string& prefix, const Value& table, std::vector<Replacement>& all) {
  for (const Entry& entry : table.members) {
    const std::string key = prefix.empty() ? entry.key : prefix + "." + entry.key;
    if (entry.value.is_table() && !states_value(entry.value))
      collect(key, entry.value, all);
    else
      all.push_back({key, entry.place, entry.value});
  }
}

std::vector<std::string> split(const std::string& key) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= key.size();) {
    const std::size_t end = std::min(key.find('.', at), key.size());
    parts.push_back(key.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// A part of the scenario's own takes no new keys by replacement: they would be a slip of the pen, and do nothing. A
// sheet names its own mistakes, and a catalog entry may offer more than the file shows.
bool takes_new_key(const Value& part, std::string_view key) {
  if (find_key(KeyPlace::part, key)) return true;
  return std::any_of(part.members.begin(), part.members.end(), [](const Entry& member) {
    const Key* attribute = find_key(KeyPlace::part, member.key);
    return attribute && (attribute->kind == KeyKind::sheet || attribute->kind == KeyKind::entry);
  });
}

void no_part(const Value& table, const std::string& part, const Replacement& replacement, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Entry& entry : table.members)
    if (entry.value.is_table()) known.push_back(entry.key);
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(part, known); !hint.empty()) notes.push_back(hint);
  const Entry* rows = table.find("rows");
  if (rows && rows->value.is_text())
    notes.push_back(fmt::format("the rows are in {}; change them there", rows->value.text.text));
  else
    notes.push_back("a replacement names part.quantity, for example r1.chips");
  diagnostics.add(
      {replacement.place, fmt::format("there is no part `{}` to replace `{}` in", part, replacement.key), "", notes});
}

void no_quantity(const Value& part, const std::string& name, const Replacement& replacement, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Entry& entry : part.members) known.push_back(entry.key);
  const std::string hint = did_you_mean(name, known);
  diagnostics.add({replacement.place,
                   fmt::format("there is no `{}` to replace", replacement.key),
                   "",
                   {!hint.empty()   ? hint
                    : known.empty() ? "the part is empty"
                                    : "the part has " + listed_some(known)}});
}

void replace_at_the_top(Value& document, const Replacement& replacement) {
  if (Entry* entry = document.find(replacement.key))
    entry->value = replacement.value;
  else
    document.members.push_back({replacement.key, replacement.place, replacement.value});
}

}  // namespace

std::vector<Replacement> replacements_of(const Value& variant) {
  std::vector<Replacement> all;
  collect("", variant, all);
  return all;
}

Replacement replacement_of(const Override& override_) {
  Value value = text_value(override_.value);
  return {override_.key, value.place, value};
}

std::string text_at(const Value& document, const std::string& key) {
  const std::vector<std::string> path = split(key);
  const Value* table = &document;
  std::string text;
  for (std::size_t i = 0; table; ++i) {
    const Entry* said = table->find(path.back());
    if (said && said->value.is_text()) text = said->value.text.text;
    if (i + 1 == path.size()) break;
    const Entry* rows = table->find("rows");
    const Entry* next = table->find(path[i]);
    if (!next && rows) next = rows->value.find(path[i]);
    table = next && next->value.is_table() ? &next->value : nullptr;
  }
  return text;
}

void apply_replacement(Value& document, const Replacement& replacement, Diagnostics& diagnostics) {
  const std::vector<std::string> path = split(replacement.key);
  Value* table = &document;
  const Value* shared = &document;  // of a row, the part that it is a row of
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    Entry* next = table->find(path[i]);
    if (!next)
      if (Entry* rows = table->find("rows")) next = rows->value.find(path[i]);
    if (!next || !next->value.is_table()) return no_part(*table, path[i], replacement, diagnostics);
    shared = table;
    table = &next->value;
  }
  if (path.size() < 2 && replacement.key == "as_of") return replace_at_the_top(document, replacement);
  if (path.size() < 2) {
    diagnostics.add({replacement.place,
                     fmt::format("`{}` is not a quantity of a part", replacement.key),
                     "",
                     {"a replacement names part.quantity, for example r1.chips"}});
    return;
  }
  Entry* entry = table->find(path.back());
  const bool withdraws = replacement.value.is_text() && replacement.value.text.text == "?";
  if (!entry && !shared->find(path.back()) && !takes_new_key(*table, path.back()) &&
      !takes_new_key(*shared, path.back()))
    return no_quantity(*table, path.back(), replacement, diagnostics);
  if (!entry)
    table->members.push_back({path.back(), replacement.place, replacement.value});
  else if (const Key* key = find_key(KeyPlace::part, path.back());
           withdraws && key && (key->beside.empty() || table->find(key->beside) || shared->find(key->beside)))
    std::erase_if(table->members, [&](const Entry& member) { return member.key == path.back(); });
  else if (withdraws)
    entry->value.withdrawn = true;
  else if (Entry* is = entry->value.find("words") ? entry->value.find("is") : nullptr;
           is && replacement.value.is_text())
    is->value = replacement.value;  // the list of words stays
  else
    entry->value = replacement.value;
}

}  // namespace costcurve
