#include "scenario/writing.h"
#include "text/suggest.h"

#include <fmt/format.h>

#include <algorithm>

namespace costcurve {

namespace {

SlotText slot_text(const Value& value, const Units& units, Diagnostics& diagnostics) {
  SlotText text;
  text.value = &value;
  if (value.is_text() || value.kind == Value::Kind::number)
    text.slot = parse_slot(value.text, units, diagnostics);
  else
    text.slot.understood = false;
  return text;
}

Writing writing_of(const Value& value, const std::string& source, const Units& units, Diagnostics& diagnostics) {
  Writing writing;
  writing.value = &value;
  writing.source = source;
  if (value.is_array()) return writing;  // a list within a list, which is reported
  if (!value.is_table()) {
    writing.is = slot_text(value, units, diagnostics);
    return writing;
  }
  const Entry* words = value.find("words");
  if (words) writing.words = &words->value;
  Diagnostics unheard = Diagnostics::unheard();
  for (const Entry& member : value.members) {
    if (member.key == "is" || member.key == "assumed") {
      writing.is = slot_text(member.value, units, words ? unheard : diagnostics);
      writing.assumed = member.key == "assumed";
    }
    if (member.key == "equals") writing.equals = slot_text(member.value, units, diagnostics);
    if (member.key == "exact") writing.exact = member.value.boolean;
    if (member.key == "source" && member.value.is_text()) writing.source = member.value.text.text;
    if (member.key == "note" && member.value.is_text()) writing.note = member.value.text.text;
  }
  return writing;
}

void check_member(const Entry& member, const Header& header, Diagnostics& diagnostics) {
  const Key* key = find_key(KeyPlace::value, member.key);
  if (!key)
    return unknown_key(
        member, KeyPlace::value, fmt::format("a value has no `{}`", member.key),
        "a value is { is = \"...\", source = \"...\" }, with equals, assumed, exact, note, date beside it",
        diagnostics);
  switch (key->kind) {
    case KeyKind::amount:
    case KeyKind::expression:
    case KeyKind::list: return;  // read where it is bound
    case KeyKind::truth:
      if (member.value.kind != Value::Kind::boolean)
        diagnostics.report(member.value.place, fmt::format("`{}` is true or false", key->name),
                           {fmt::format("{} = true: {}", key->name, key->meaning)});
      return;
    case KeyKind::date:
      if (member.value.kind == Value::Kind::number) return;
      break;
    default: break;
  }
  if (!member.value.is_text())
    return diagnostics.report(member.place, fmt::format("`{}` is a text", member.key),
                              {fmt::format("write {} = \"...\"", member.key)});
  if (key->kind == KeyKind::source) check_source(member.value.text.text, member.value.place, header, diagnostics);
}

constexpr const char* two_ways = "{ is = \"80 h\", source = \"paper\" } states one, \"? h\" asks for it";

bool wrong(const Place& place, std::string problem, std::string remedy, Diagnostics& diagnostics) {
  diagnostics.report(place, std::move(problem), {std::move(remedy)});
  return false;
}

bool check_list(const Value& list, const std::string& name, const Place& place, const Header& header,
                Diagnostics& diagnostics) {
  constexpr std::size_t most = 1000;
  if (list.elements.empty()) return wrong(list.place, fmt::format("`{}` has no value", name), two_ways, diagnostics);
  if (list.elements.size() > most)
    return wrong(list.place, fmt::format("`{}` has more than {} values", name, most),
                 "a list holds what several sources say of one quantity; many quantities are rows", diagnostics);
  bool good = true;
  for (const Value& element : list.elements)
    good =
        (element.is_array() ? wrong(element.place, "a list of values cannot hold another list", two_ways, diagnostics)
                            : check_writing(element, name, place, header, diagnostics)) &&
        good;
  return good;
}

bool check_table(const Value& table, const std::string& name, const Place& place, const Header& header,
                 Diagnostics& diagnostics) {
  const bool is_value =
      table.members.empty() || std::any_of(table.members.begin(), table.members.end(), [](const Entry& member) {
        return find_key(KeyPlace::value, member.key) != nullptr;
      });
  if (!is_value) {
    const std::string heading = name.substr(0, name.find('.'));
    if (const Key* key = find_key(KeyPlace::header, nearest(heading, {"sources", "units", "variants"})))
      return wrong(place, fmt::format("`{}` is a part inside of a part", name),
                   fmt::format("did you mean [{}]?", key->name), diagnostics);
    std::string flat = name;
    std::replace(flat.begin(), flat.end(), '.', '_');
    return wrong(place, fmt::format("`{}` is a part inside of a part", name),
                 fmt::format("write [{}]; a value is {{ is = \"...\", source = \"...\" }}", flat), diagnostics);
  }
  for (const Entry& member : table.members) check_member(member, header, diagnostics);
  if (table.find("is") && table.find("assumed"))
    return wrong(table.find("assumed")->place, "`is` and `assumed` both state the value", "leave one of them out",
                 diagnostics);
  return table.find("is") || table.find("assumed") || table.find("equals") ||
         wrong(table.place, fmt::format("`{}` has no value", name), two_ways, diagnostics);
}

}  // namespace

std::vector<Writing> writings_of(const Value& value, const std::string& source, const Units& units,
                                 Diagnostics& diagnostics) {
  std::vector<Writing> writings;
  if (!value.is_array()) return {writing_of(value, source, units, diagnostics)};
  for (const Value& element : value.elements) writings.push_back(writing_of(element, source, units, diagnostics));
  return writings;
}

bool check_writing(const Value& value, const std::string& name, const Place& place, const Header& header,
                   Diagnostics& diagnostics) {
  if (value.kind == Value::Kind::boolean)
    return wrong(value.place, fmt::format("`{}` is an amount, not true or false", name),
                 "for example \"80 h\", or a number for a count", diagnostics);
  if (value.is_array()) return check_list(value, name, place, header, diagnostics);
  return !value.is_table() || check_table(value, name, place, header, diagnostics);
}

}  // namespace costcurve
