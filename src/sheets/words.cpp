// Quantities that are one word of a closed list, for sheets.

#include <algorithm>
#include <stdexcept>

#include "sheets/system.h"

namespace costcurve {

Term Word::constant(std::string_view text) const {
  const auto found = std::find(words_->begin(), words_->end(), text);
  if (found == words_->end()) throw std::logic_error("the list has no word " + std::string(text));
  return {term_.graph, term_.graph->constant(static_cast<double>(found - words_->begin()),
                                             (*term_.graph)[term_.node].dimension, "'" + std::string(text) + "'")};
}

Row& Table::words(std::string_view name, Word& member, std::vector<std::string> words, std::string_view meaning) {
  const ShownUnit shown = shown_words(std::move(words));
  Row made;
  made.name = name;
  made.meaning = meaning;
  made.dimension = shown.dimension;
  made.words = *shown.words;
  made.domain = Domain::not_negative;
  member = Word(Term{&graph_, graph_.symbol(next_++, made.dimension)}, shown.words);
  rows.push_back(made);
  return rows.back();
}

}  // namespace costcurve
