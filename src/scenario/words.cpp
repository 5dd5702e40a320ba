// Quantities that are one word of a closed list: recompute = { words = ["none", "full"], is = "full" }.

#include <fmt/format.h>

#include <algorithm>

#include "scenario/binding.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

const std::vector<std::string>* Binding::words(std::size_t quantity) const {
  const std::optional<Dimension>& dimension = drafts_[quantity].dimension;
  const ShownUnit* list = dimension ? word_list(*dimension) : nullptr;
  return list ? list->words.get() : nullptr;
}

// The list whose words have that dimension: a quantity that only refers to another is shown in its words.
const ShownUnit* Binding::word_list(const Dimension& dimension) const {
  if (!dimension.is_word()) return nullptr;
  for (const Draft& draft : drafts_)
    if (draft.shown && draft.shown->words && draft.shown->dimension == dimension) return &*draft.shown;
  return nullptr;
}

// The list at a key `words`; nothing if it is none, and that is reported.
std::optional<ShownUnit> Binding::word_list(const Value& list) {
  const auto wrong = [&](const Place& place, std::string problem) {
    report(place, std::move(problem), {"for example words = [\"none\", \"selective\", \"full\"]"});
    return std::nullopt;
  };
  if (!list.is_array() || list.elements.empty()) return wrong(list.place, "`words` is a list of texts");
  std::vector<std::string> words;
  for (const Value& word : list.elements) {
    if (!word.is_text() || word.text.text.empty()) return wrong(word.place, "`words` is a list of texts");
    if (word.text.text.find_first_of("'.?") != std::string::npos)
      return wrong(word.place, "a word of a list has no quotes, dots and question marks in it");
    if (std::find(words.begin(), words.end(), word.text.text) != words.end())
      return wrong(word.place, fmt::format("the word `{}` is listed twice", word.text.text));
    words.push_back(word.text.text);
  }
  return shown_words(std::move(words));
}

void Binding::bind_word(std::size_t q, const Value& value, const Writing& writing) {
  Quantity& quantity = scenario_.relations.quantities[q];
  const std::vector<std::string>* known = quantity.shown.words.get();
  if (!known) return;  // its list was reported
  const std::string example = fmt::format("it is one of {}", listed(*known, "or"));
  if (!value.is_text()) return report(value.place, fmt::format("`{}` is a word in quotes", drafts_[q].name), {example});
  const std::string& text = value.text.text;
  if (text == "?") return void(quantity.asked = true);
  if (text.find('.') != std::string::npos || text.find('(') != std::string::npos) return bind_relation(q, value);
  const bool is_quoted = text.size() > 1 && text.front() == '\'' && text.back() == '\'';
  const std::string word = is_quoted ? text.substr(1, text.size() - 2) : text;
  const auto found = std::find(known->begin(), known->end(), word);
  if (found == known->end()) {
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(word, *known); !hint.empty()) notes.push_back(hint);
    notes.push_back(example);
    return report(value.text.place(), fmt::format("`{}` cannot be `{}`", drafts_[q].name, word), notes);
  }
  Given given;
  given.value = static_cast<double>(found - known->begin());
  given.rounding = given.belief = Interval::point(given.value);
  given.text = text;
  given.source = writing.source;
  given.assumed = writing.assumed;
  given.note = writing.note;
  given.where = value.text.place().where();
  quantity.given = std::move(given);
}

}  // namespace costcurve
