#include "scenario/override.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/suggest.h"

namespace costcurve {

namespace {

// A table that states a quantity, not one that leads on to more keys.
bool states_value(const Value& value) {
  constexpr std::array<std::string_view, 4> words = {"is", "equals", "assumed", "exact"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return value.find(word) != nullptr; });
}

void collect(const std::string& prefix, const Value& table, std::vector<Replacement>& all) {
  for (const Entry& entry : table.members) {
    const std::string key = prefix.empty() ? entry.key : prefix + "." + entry.key;
    if (entry.value.is_table() && !states_value(entry.value)) collect(key, entry.value, all);
    else all.push_back({key, entry.place, entry.value});
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

// "? USD" for an own quantity that stood there as "5 USD": withdrawn, its dimension is still known.
Value withdrawn(const Value& before) {
  const Value* text = &before;
  if (before.is_array() && !before.elements.empty()) text = &before.elements.front();
  if (text->is_table())
    if (const Entry* is = text->find("is")) text = &is->value;
  Value made = *text;
  std::string unit = text->text.text;
  const std::size_t letter = unit.find_first_not_of("0123456789.,+-eE*/ kKMBT$?");
  const bool dollars = unit.starts_with("$");
  unit = letter == std::string::npos ? "" : unit.substr(letter);
  if (dollars) unit = "USD" + unit;
  made.kind = Value::Kind::text;
  made.text.text = unit.empty() ? "?" : "? " + unit;
  made.text.verbatim = false;
  return made;
}

}  // namespace

std::vector<Replacement> replacements_of(const Value& variant) {
  std::vector<Replacement> all;
  collect("", variant, all);
  return all;
}

Replacement replacement_of(const Override& override_) {
  Value value;
  value.kind = Value::Kind::text;
  value.text = override_.value;
  value.place = override_.value.place();
  return {override_.key, value.place, value};
}

void apply_replacement(Value& document, const Replacement& replacement, Diagnostics& diagnostics) {
  const std::vector<std::string> path = split(replacement.key);
  Value* table = &document;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    Entry* next = table->find(path[i]);
    if (!next)
      if (Entry* rows = table->find("rows")) next = rows->value.find(path[i]);
    if (!next || !next->value.is_table()) {
      std::vector<std::string> known;
      for (const Entry& entry : table->members)
        if (entry.value.is_table()) known.push_back(entry.key);
      std::vector<std::string> notes;
      if (const std::string hint = did_you_mean(path[i], known); !hint.empty()) notes.push_back(hint);
      notes.push_back("a replacement names part.quantity, for example r1.chips");
      diagnostics.add({replacement.place, fmt::format("there is no part `{}` to replace `{}` in", path[i], replacement.key), "", notes});
      return;
    }
    table = &next->value;
  }
  if (path.size() < 2) {
    diagnostics.add({replacement.place, fmt::format("`{}` is not a quantity of a part", replacement.key), "", {"a replacement names part.quantity, for example r1.chips"}});
    return;
  }
  Entry* entry = table->find(path.back());
  const bool withdraws = replacement.value.is_text() && replacement.value.text.text == "?";
  if (!entry) table->members.push_back({path.back(), replacement.place, replacement.value});
  else entry->value = withdraws ? withdrawn(entry->value) : replacement.value;
}

}  // namespace costcurve
