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

void System::equal_forward(std::string_view sentence, const Word& left, const WordValue& right,
                           std::string_view source) {
  add(Statement::equal, sentence, left.term().node, right.term.node, source, {}, graph_[left.term().node].dimension);
  equations_.back().only_forward = true;
}

Row& Table::words(std::string_view name, Word& member, std::vector<std::string> words, std::string_view meaning) {
  const ShownUnit shown = shown_words(std::move(words));
  Row made;
  made.name = name;
  made.meaning = meaning;
  made.dimension = shown.dimension;
  made.words = *shown.words;
  made.domain = Domain::not_negative;
  const auto [symbol, row] = added(std::move(made));
  member = Word(symbol, shown.words);
  return *row;
}

}  // namespace costcurve
