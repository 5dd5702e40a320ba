#include "scenario/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

bool is_name(std::string_view name) {
  if (name.empty() || name.size() > 64) return false;
  if (!(std::islower(static_cast<unsigned char>(name[0])) || name[0] == '_')) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return std::islower(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c)) || c == '_';
  });
}

std::string as_name(std::string_view name) {
  std::string nearest;
  for (const char c : name.substr(0, 64)) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte))
      nearest += static_cast<char>(std::tolower(byte));
    else if (!nearest.empty() && nearest.back() != '_')
      nearest += '_';
  }
  while (!nearest.empty() && nearest.back() == '_') nearest.pop_back();
  if (!nearest.empty() && std::isdigit(static_cast<unsigned char>(nearest[0]))) nearest = "_" + nearest;
  return nearest;
}

std::string last_word(const std::string& name) { return name.substr(name.rfind('.') + 1); }

namespace {

std::string before_last(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? std::string() : name.substr(0, dot);
}

// The part or, of a row, the part that it is a row of.
std::string top_of(const std::string& part) { return part.substr(0, part.find('.')); }

// "*.cost": every part that has one, except the one it stands in. "llama.*.cost": every row.
std::vector<std::size_t> matching(const Names& names, const std::string& pattern, const Context& context) {
  std::vector<std::size_t> found;
  const std::string wanted = last_word(pattern);
  const std::string front = before_last(pattern);
  for (const NamedPart& part : names.parts) {
    const bool matches =
        front == "*" ? top_of(part.name) != top_of(context.part) : front == part.of + ".*" && !part.of.empty();
    if (!matches) continue;
    for (const std::size_t q : part.quantities)
      if (wanted == "*" || last_word(names.quantities[q].name) == wanted) found.push_back(q);
  }
  return found;
}

// "llama.cost" where llama has rows: the cost of each.
std::vector<std::size_t> column(const Names& names, const std::string& name) {
  std::vector<std::size_t> found;
  const auto rows = names.rows_of.find(before_last(name));
  if (rows == names.rows_of.end()) return found;
  for (const std::string& row : rows->second)
    if (const auto quantity = names.find(row + "." + last_word(name))) found.push_back(*quantity);
  return found;
}

void stands_in_no_part(const Names& names, const std::string& sibling, const Place& place, Diagnostics& diagnostics) {
  const auto same = std::find_if(names.quantities.begin(), names.quantities.end(),
                                 [&](const NamedQuantity& quantity) { return quantity.name.ends_with(sibling); });
  diagnostics.report(
      place, fmt::format("`{}` means a quantity of the same part, and this stands in no part", sibling),
      {fmt::format("name the part: {}", same == names.quantities.end() ? "part" + sibling : same->name)});
}

// The full name of a sibling. In a row, it may also stand in the part that the row is of.
std::string full_name(const Names& names, const std::string& sibling, const Context& context) {
  std::string name = context.part + sibling;
  if (names.index.contains(name) || context.part.find('.') == std::string::npos) return name;
  const std::string above = top_of(context.part) + sibling;
  return names.index.contains(above) ? above : name;
}

// True if the quantity, or the part that it should stand in, has been reported already.
bool is_mistaken(const Names& names, const std::string& name) {
  for (std::size_t end = name.find('.'); end != std::string::npos; end = name.find('.', end + 1))
    if (names.mistaken.contains(name.substr(0, end))) return true;
  return names.mistaken.contains(name);
}

// What stands under a part's name: its quantities, or the columns of its rows.
std::vector<std::string> quantities_under(const Names& names, const std::string& part) {
  const auto rows = names.rows_of.find(part);
  std::vector<std::string> words;
  std::set<std::string> seen;
  for (const NamedQuantity& quantity : names.quantities) {
    const bool inside = quantity.part == part || (rows != names.rows_of.end() && before_last(quantity.part) == part);
    if (inside && seen.insert(last_word(quantity.name)).second) words.push_back(last_word(quantity.name));
  }
  return words;
}

std::string parts_there_are(const Names& names) {
  std::vector<std::string> parts;
  for (const NamedPart& part : names.parts)
    if (parts.empty() || parts.back() != top_of(part.name)) parts.push_back(top_of(part.name));  // rows are neighbours
  if (parts.empty()) return "this scenario has no parts: a part begins with its name in brackets, [r1]";
  return fmt::format("the {} {}", parts.size() == 1 ? "only part is" : "parts are", listed_some(parts));
}

// Advice goes from near to far: a quantity of the part that was named, one of any part, what the part has, which parts
// there are.
std::string nearest_name(const Names& names, const std::string& reference) {
  const std::string part = before_last(reference);
  const std::vector<std::string> here = quantities_under(names, part);
  std::vector<std::string> known;
  for (const std::string& word : here) known.push_back(part + "." + word);
  if (const std::string hint = did_you_mean(reference, known); !hint.empty()) return hint;
  known.clear();
  for (const NamedQuantity& quantity : names.quantities) known.push_back(quantity.name);
  if (const std::string hint = did_you_mean(reference, known); !hint.empty()) return hint;
  if (here.size() == 1) return fmt::format("the only quantity of `{}` is {}", part, here.front());
  if (!here.empty()) return fmt::format("the part `{}` has {}", part, listed_some(here));
  const bool is_part =
      std::any_of(names.parts.begin(), names.parts.end(), [&](const NamedPart& other) { return other.name == part; });
  return is_part ? fmt::format("the part `{}` has no quantities", part) : parts_there_are(names);
}

}  // namespace

std::optional<std::size_t> Names::find(std::string_view name) const {
  const auto found = index.find(name);
  return found == index.end() ? std::nullopt : std::optional(found->second);
}

const ShownUnit* Names::word_list(const Dimension& dimension) const {
  if (!dimension.is_word()) return nullptr;
  for (const NamedQuantity& quantity : quantities)
    if (quantity.shown && quantity.shown->words && quantity.shown->dimension == dimension) return &*quantity.shown;
  return nullptr;
}

const std::vector<std::string>* Names::words(std::size_t quantity) const {
  const std::optional<Dimension>& dimension = quantities[quantity].dimension;
  const ShownUnit* list = dimension ? word_list(*dimension) : nullptr;
  return list ? list->words.get() : nullptr;
}

std::vector<std::size_t> Names::resolve(const std::string& reference, const Context& context, const Place& place,
                                        Diagnostics& diagnostics) const {
  std::string name = reference;
  if (name.front() == '.') {
    if (context.part.empty()) return stands_in_no_part(*this, name, place, diagnostics), std::vector<std::size_t>();
    name = full_name(*this, name, context);
  }
  if (name.find('*') != std::string::npos) {
    std::vector<std::size_t> found = matching(*this, name, context);
    if (found.empty() && mistaken.empty())
      diagnostics.report(place, fmt::format("`{}` names no quantity", name),
                         {"*.cost takes the cost of every part that has one, except the one it stands in; "
                          "llama.*.cost that of every row of llama"});
    return found;
  }
  if (const auto quantity = find(name)) return {*quantity};
  std::vector<std::size_t> rows = column(*this, name);
  if (!rows.empty() || is_mistaken(*this, name)) return rows;
  std::vector<std::string> notes;
  if (!diagnostics.full()) notes = {nearest_name(*this, name)};
  diagnostics.report(place, fmt::format("there is no quantity `{}`", name), notes);
  return {};
}

}  // namespace costcurve
