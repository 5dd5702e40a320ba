#include "scenario/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

std::optional<ShownUnit> word_list_of(const Value& list, Diagnostics& diagnostics) {
  const auto wrong = [&](const Place& place, std::string problem) {
    diagnostics.report(place, std::move(problem), {"for example words = [\"none\", \"selective\", \"full\"]"});
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

namespace {

std::string without_quotes(const std::string& text) {
  const bool is_quoted = text.size() > 1 && text.front() == '\'' && text.back() == '\'';
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

// A reference to another such quantity, or select(...).
bool is_relation(const std::string& text) { return text.find_first_of(".(") != std::string::npos; }

void no_such_word(const Quantity& quantity, const Excerpt& text, const std::string& word, Diagnostics& diagnostics) {
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(word, *quantity.shown.words); !hint.empty()) notes.push_back(hint);
  notes.push_back(fmt::format("it is one of {}", listed(*quantity.shown.words, "or")));
  diagnostics.report(text.place(), fmt::format("`{}` cannot be `{}`", quantity.name, word), notes);
}

}  // namespace

std::optional<Given> given_word(const Quantity& quantity, std::string_view word) {
  const std::vector<std::string>& known = *quantity.shown.words;
  const auto found = std::find(known.begin(), known.end(), word);
  if (found == known.end()) return std::nullopt;
  Given given = exact(static_cast<double>(found - known.begin()));
  given.text = word;
  return given;
}

void bind_word(std::size_t q, const SlotText& slot_text, const Writing& writing, SlotBinding& binding) {
  Quantity& quantity = binding.relations.quantities[q];
  const Value& value = *slot_text.value;
  const std::vector<std::string>* known = quantity.shown.words.get();
  if (!known) return;  // its list was reported
  // A word may be a digit: zero = 1.
  if (!value.is_text() && !given_word(quantity, value.text.text))
    return binding.diagnostics.report(value.place, fmt::format("`{}` is a word in quotes", quantity.name),
                                      {fmt::format("it is one of {}", listed(*known, "or"))});
  if (value.text.text == "?") return void(quantity.asked = true);
  if (is_relation(value.text.text)) {
    // It was read in silence, because it might have been a word.
    parse_slot(value.text, binding.outline.header.units, binding.diagnostics);
    return bind_relation(q, slot_text, binding);
  }
  const std::string word = without_quotes(value.text.text);
  std::optional<Given> given = given_word(quantity, word);
  if (!given) return no_such_word(quantity, value.text, word, binding.diagnostics);
  given->text = value.text.text;
  given->source = writing.source;
  given->assumed = writing.assumed;
  given->note = writing.note;
  given->where = value.text.place().where();
  binding.givens.state(q, *std::move(given));
}

}  // namespace costcurve
