// What stands around an amount: about, at least, just under, a few of; between ... and; or more.

#include <fmt/format.h>

#include "quantity/letters.h"
#include "text/parser.h"

namespace costcurve {

// How many words of the text a phrase takes; 0 if it does not stand there.
std::size_t Parser::words_of_phrase(std::string_view phrase) const {
  std::size_t words = 0;
  for (std::size_t at = 0; at < phrase.size(); ++words) {
    const std::size_t end = std::min(phrase.find(' ', at), phrase.size());
    const Token& token = ahead(words);
    if (token.kind != TokenKind::word || !same_in_any_case(token.text, phrase.substr(at, end - at))) return 0;
    at = end + 1;
  }
  return words;
}

// The longest phrase that stands here. "a few" is none before what it could not count: "after" may be a unit of one's
// own, and "some" is no word of an expression.
const Phrase* Parser::phrase_here(std::size_t& words) const {
  const Phrase* best = nullptr;
  words = 0;
  if (current().kind != TokenKind::word) return nullptr;
  for (const Phrase& phrase : phrases()) {
    const std::size_t found = words_of_phrase(phrase.words);
    if (found <= words) continue;
    words = found;
    best = &phrase;
  }
  return best;
}

void Parser::value(Slot& made) {
  if (is_word(current(), "between")) return void(between(made));
  if (accept("~")) made.about = true;
  if (current().kind == TokenKind::symbol && (current().text[0] == '<' || current().text[0] == '>'))
    return bounded(made, advance().text);
  std::size_t words = 0;
  if (const Phrase* phrase = phrase_here(words)) {
    at_ += words;
    switch (phrase->meaning) {
      case Phrase::Meaning::about: made.about = true; break;
      case Phrase::Meaning::bound: return bounded(made, std::string(phrase->relation));
      case Phrase::Meaning::limits:
        made.words = phrase->shown.empty() ? phrase->words : phrase->shown;
        return limited(made, phrase->low, phrase->high);
    }
  }
  accept("~");
  unqualified(made);
}

bool Parser::begins_bound() const {
  if (current().kind == TokenKind::symbol && (current().text[0] == '<' || current().text[0] == '>')) return true;
  std::size_t words = 0;
  const Phrase* phrase = phrase_here(words);
  return phrase && phrase->meaning == Phrase::Meaning::bound;
}

void Parser::bounded(Slot& made, std::string relation) {
  made.form = Slot::Form::bound;
  made.relation = std::move(relation);
  made.first = expression();
  show_as_written(made);
}

// "tens of billions of USD", "hundreds of M USD": a scale may stand where a number would.
void Parser::limited(Slot& made, double low, double high) {
  made.form = Slot::Form::limits;
  const bool bare = current().kind == TokenKind::word && !is_word(current(), "a") && !is_word(current(), "half");
  made.first = bare && scale_factor(current().text) ? bare_scale() : expression();
  if (!failed_) limits_of(made, low, high);
}

// An amount, a range, a deviation, and what may stand behind it: or more, or so.
void Parser::unqualified(Slot& made) {
  made.first = expression();
  if (failed_) return;
  if (is_word(current(), "to")) {
    advance();
    made.form = Slot::Form::range;
    made.second = expression();
    if (!failed_) rule_both_ends(made.first, made.second);
  } else if (is_symbol(current(), "±")) {
    advance();
    deviation(made);
  } else {
    qualified_behind(made);
  }
  show_as_written(made);
}

// 10 M USD ± 20 % is 20 % of it; 40 % ± 5 % are points.
void Parser::deviation(Slot& made) {
  made.form = Slot::Form::deviation;
  made.second = expression();
  if (failed_) return;
  const auto is_share = [](const Expression& e) { return e.is_literal() && e.literal.shown.text == "%"; };
  if (is_share(made.second) && !is_share(made.first) && !(made.first.is_literal() && !made.first.literal.has_unit)) {
    Expression first = made.first;
    made.second = joined(Expression::Form::multiply, made.second, std::move(first));
    std::swap(made.second.begin, made.second.end);
    made.second.begin = made.first.begin;
    made.second.end = tokens_[at_ - 1].end;
    return;
  }
  rule_both_ends(made.first, made.second);
}

void Parser::qualified_behind(Slot& made) {
  struct Behind {
    std::string_view words, relation;
  };
  constexpr std::array<Behind, 9> known = {{{"or more", ">="},
                                            {"or greater", ">="},
                                            {"or higher", ">="},
                                            {"or above", ">="},
                                            {"or less", "<="},
                                            {"or fewer", "<="},
                                            {"or lower", "<="},
                                            {"or below", "<="},
                                            {"or so", ""}}};
  for (const Behind& behind : known) {
    const std::size_t words = words_of_phrase(behind.words);
    if (words == 0 || made.about) continue;
    at_ += words;
    if (behind.relation.empty()) return void(made.about = true);
    made.form = Slot::Form::bound;
    made.relation = behind.relation;
    return;
  }
  if (at_least_) {
    made.form = Slot::Form::bound;
    made.relation = ">=";
  }
}

bool Parser::between(Slot& made) {
  advance();
  made.form = Slot::Form::limits;
  made.words = "between";
  is_between_ = true;
  made.first = expression();
  is_between_ = false;
  if (!failed_ && !accept_word("and"))
    fail(current(), "`between` needs an `and`", {"for example \"between 60 and 65 B USD\""});
  if (!failed_) made.second = expression();
  if (!failed_) rule_both_ends(made.first, made.second);
  show_as_written(made);
  return true;
}

Expression Parser::bare_scale() {
  Expression made;
  made.begin = current().begin;
  Literal& literal = made.literal;
  literal.number = literal.step = literal.round_step = 1;
  scale(literal);
  accept_word("of");
  if (current().kind == TokenKind::word) units_after(literal);
  finish_literal(made);
  return made;
}

void Parser::limits_of(Slot& made, double low, double high) {
  show_as_written(made);
  if (made.first.is_literal() && made.first.literal.has_unit) made.shown = made.first.literal.shown;
  const auto times = [&](double factor) {
    if (made.first.is_literal() &&
        made.first.literal.counts_orders()) {  // so many orders, and not so many times a factor
      Expression orders = made.first;
      orders.literal.number *= factor;
      return orders;
    }
    Expression number;
    number.literal.number = factor;
    Expression product = joined(Expression::Form::multiply, std::move(number), made.first);
    product.begin = product.operands[0].begin = made.first.begin;
    product.end = product.operands[0].end = made.first.end;
    return product;
  };
  const Expression lower = times(low);
  made.second = times(high);
  made.first = lower;
}

void Parser::show_as_written(Slot& made) {
  const Expression& last = made.form == Slot::Form::value || made.form == Slot::Form::bound ? made.first : made.second;
  // uniform(3 years, 6 years): the unit of the first amount, as a lone amount has its own.
  const bool believed = last.form == Expression::Form::call && is_distribution(last.name) && !last.operands.empty();
  const bool share = made.form == Slot::Form::deviation && last.form == Expression::Form::multiply;
  const Expression& written = believed ? last.operands.front() : share ? made.first : last;
  if (written.is_literal() && written.literal.has_unit) made.shown = written.literal.shown;
}

}  // namespace costcurve
