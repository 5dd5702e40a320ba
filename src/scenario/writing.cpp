// What stands at a key, taken apart: a bare value, { is = ..., source = ... }, or a list of them.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/binding.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

constexpr std::array<std::string_view, 10> writing_keys = {"is",    "equals", "assumed", "exact",   "source",
                                                           "words", "note",   "date",    "printed", "expect"};

}  // namespace

Writing Binding::writing_of(const Value& value, const Draft& draft) {
  Writing writing;
  writing.source = draft.source;
  if (value.is_array()) {
    if (value.elements.empty()) return writing;
    writing = writing_of(value.elements.front(), draft);
    for (std::size_t i = 1; i < value.elements.size(); ++i) writing.alternatives.push_back(&value.elements[i]);
    return writing;
  }
  if (!value.is_table()) {
    writing.is = &value;
    return writing;
  }
  for (const Entry& member : value.members) {
    if (member.key == "is" || member.key == "assumed") {
      writing.is = &member.value;
      writing.assumed = member.key == "assumed";
    }
    if (member.key == "equals") writing.equals = &member.value;
    if (member.key == "words") writing.words = &member.value;
    if (member.key == "exact") writing.exact = member.value.boolean;
    if (member.key == "source" && member.value.is_text()) writing.source = member.value.text.text;
    if (member.key == "note" && member.value.is_text()) writing.note = member.value.text.text;
    if (member.key == "expect" && member.value.is_text()) writing.expect = member.value.text.text;
  }
  return writing;
}

// True if the value can be read; what is wrong beside it is reported all the same.
bool Binding::check_writing(const Value& value, const Draft& draft) {
  const std::vector<std::string> examples = {"{ is = \"80 h\", source = \"paper\" } states one, \"? h\" asks for it"};
  const auto wrong = [&](const Place& place, std::string problem, std::vector<std::string> notes) {
    report(place, std::move(problem), std::move(notes));
    return false;
  };
  if (value.kind == Value::Kind::boolean)
    return wrong(value.place, fmt::format("`{}` is an amount, not true or false", draft.name),
                 {"for example \"80 h\", or a number for a count"});
  if (value.is_array()) {
    constexpr std::size_t most = 1000;
    if (value.elements.size() > most)
      return wrong(value.place, fmt::format("`{}` has more than {} values", draft.name, most),
                   {"a list holds what several sources say of one quantity; many quantities are rows"});
    bool good = !value.elements.empty() || wrong(value.place, fmt::format("`{}` has no value", draft.name), examples);
    for (const Value& element : value.elements)
      good = (element.is_array() ? wrong(element.place, "a list of values cannot hold another list", examples)
                                 : check_writing(element, draft)) &&
             good;
    return good;
  }
  if (!value.is_table()) return true;
  const auto is_known = [](const Entry& member) {
    return std::find(writing_keys.begin(), writing_keys.end(), member.key) != writing_keys.end();
  };
  if (!value.members.empty() && std::none_of(value.members.begin(), value.members.end(), is_known)) {
    std::string flat = draft.name;
    std::replace(flat.begin(), flat.end(), '.', '_');
    return wrong(draft.place, fmt::format("`{}` is a part inside of a part", draft.name),
                 {fmt::format("write [{}]; a value is {{ is = \"...\", source = \"...\" }}", flat)});
  }
  for (const Entry& member : value.members) check_member(member);
  if (value.find("is") && value.find("assumed"))
    return wrong(value.find("assumed")->place, "`is` and `assumed` both state the value", {"leave one of them out"});
  return value.find("is") || value.find("assumed") || value.find("equals") ||
         wrong(value.place, fmt::format("`{}` has no value", draft.name), examples);
}

void Binding::check_member(const Entry& member) {
  const std::string& key = member.key;
  if (std::find(writing_keys.begin(), writing_keys.end(), key) == writing_keys.end()) {
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(key, {writing_keys.begin(), writing_keys.end()}); !hint.empty())
      notes.push_back(hint);
    notes.push_back("a value is { is = \"...\", source = \"...\" }, with equals, assumed, exact, note, date beside it");
    return report(member.place, fmt::format("a value has no `{}`", key), notes);
  }
  if (key == "is" || key == "assumed" || key == "equals" || key == "words" ||
      (key == "date" && member.value.kind == Value::Kind::number))
    return;
  if (key == "exact") {
    if (member.value.kind != Value::Kind::boolean)
      report(member.value.place, "`exact` is true or false", {"exact = true: not rounded"});
    return;
  }
  if (!member.value.is_text())
    return report(member.place, fmt::format("`{}` is a text", key), {fmt::format("write {} = \"...\"", key)});
  if (key == "source") check_source(member.value.text.text, member.value.place);
}

}  // namespace costcurve
