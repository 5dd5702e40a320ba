// Units behind a number, and what divides them.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "text/parser.h"
#include "text/unit_question.h"

namespace costcurve {

bool Parser::unit_follows() const {
  const Token& token = current();
  if (is_word(token, "per") && is_word(ahead(), "cent")) return true;  // a unit of two words
  return token.kind == TokenKind::word && !is_keyword(token.text) && !is_symbol(ahead(), "(") && !begins_step();
}

bool Parser::is_unit(std::size_t at, const Dimension& dimension) const {
  if (at >= tokens_.size() || tokens_[at].kind != TokenKind::word) return false;
  const FoundUnit found = unit_at(at);
  return found.unit && found.unit->question.empty() && found.unit->dimension == dimension;
}

bool Parser::per_follows() const {
  if (current().kind != TokenKind::word) return false;
  if (is_word(current(), "per") && is_word(ahead(), "cent")) return false;
  if (is_word(current(), "per")) return ahead().kind == TokenKind::word || ahead().kind == TokenKind::number;
  constexpr std::array<std::string_view, 4> words = {"a", "an", "each", "every"};
  if (std::find(words.begin(), words.end(), current().text) == words.end() || ahead().kind != TokenKind::word)
    return false;
  return !scale_factor(ahead().text) && unit_at(at_ + 1).unit.has_value();
}

bool Parser::divisor_follows() const {
  if (per_follows()) return true;
  const Token& next = ahead();
  if (!is_symbol(current(), "/")) return false;
  if (next.kind == TokenKind::number)
    return next.text == "1" && scale_factor(ahead(2).text) &&
           (ahead(3).kind == TokenKind::word || ahead(3).kind == TokenKind::end);
  if (next.kind == TokenKind::word)
    return !is_symbol(ahead(2), "(") && next.text != "halving" && next.text != "doubling";
  return is_symbol(next, "(") && ahead(2).kind == TokenKind::word && !is_symbol(ahead(3), "(") &&
         !scale_factor(ahead(2).text);
}

// 0.6 1/kgCO2e: nothing but a one above the line.
bool Parser::reciprocal_follows() const {
  return current().kind == TokenKind::number && current().text == "1" && is_symbol(ahead(), "/") &&
         (ahead(2).kind == TokenKind::word || is_symbol(ahead(2), "("));
}

void Parser::units_after(Literal& literal) {
  const std::size_t begin = current().begin;
  const double number = literal.unit;
  literal.has_unit = true;
  if (reciprocal_follows()) advance();
  while (!failed_ && unit_follows()) {
    unit(literal, false);
    skip_hyphen();
  }
  const bool plain = literal.dimension.is_plain();
  const double above = literal.unit / number;
  divisors_after(literal);
  if (plain && literal.dimension.is_pace()) literal.period = above * number / literal.unit;
  if (failed_ || at_ == 0 || tokens_[at_ - 1].end <= begin) return;  // the text may begin with something else
  literal.shown.text = spelled(begin, tokens_[at_ - 1].end);
  if (literal.shown.text.starts_with('/')) literal.shown.text.insert(0, "1");
}

void Parser::divisors_after(Literal& literal) {
  const std::size_t begin = current().begin;
  while (!failed_ && divisor_follows()) {
    const Token sign = advance();
    respelled_.push_back({at_ > 1 ? tokens_[at_ - 2].end : sign.begin, current().begin, "/"});
    divisor(literal);
    refuse_unit_behind_divisor(begin);
  }
}

void Parser::refuse_unit_behind_divisor(std::size_t begin) {
  if (failed_ || !unit_follows() || is_keyword(current().text) || per_follows() || !unit_at(at_).unit) return;
  const std::string &first = tokens_[at_ - 1].text, &second = current().text;
  fail(begin, current().end, fmt::format("is `{}` above or below the line?", second),
       {fmt::format("write .../{}/{} or .../({} {}) if both divide", first, second, first, second),
        "and put the unit in front of the first / if it multiplies"});
}

bool Parser::joins_units() const {
  return is_symbol(current(), "-") && !current().spaced && ahead().kind == TokenKind::word && !ahead().spaced &&
         unit_at(at_ + 1).unit;
}

void Parser::skip_hyphen() {
  if (joins_units()) advance();
}

// 80-hour, 280-fold, $5-million
void Parser::skip_hyphen_behind_number() {
  const bool touches =
      is_symbol(current(), "-") && !current().spaced && ahead().kind == TokenKind::word && !ahead().spaced;
  if (touches && (joins_units() || scale_factor(ahead().text) || is_word(ahead(), "fold"))) advance();
}

void Parser::joined_below(Literal& literal, bool per) {
  while (!failed_) {
    const bool hyphen = joins_units();
    const bool blank = per && last_unit_ == Dimension(Base::chip) && is_unit(at_, Dimension(Base::time));
    if (!hyphen && !blank) return;
    if (hyphen && last_unit_ == Dimension(Base::time) && is_unit(at_ + 1, Dimension(Base::time)))
      return lasting(literal);
    respelled_.push_back({tokens_[at_ - 1].end, hyphen ? ahead().begin : current().begin, "/"});
    if (hyphen) advance();
    unit(literal, true);
  }
}

// 3,640 PFLOP/s-days is a speed that lasts; what divides by a second and a day is never meant so.
void Parser::lasting(Literal& literal) {
  const Token hyphen = advance();
  respelled_.push_back({hyphen.begin, hyphen.end, "-"});
  unit(literal, false);
}

// One more below the line: a unit, units in brackets, M token, 1K tokens.
void Parser::divisor(Literal& literal) {
  const Token sign = tokens_[at_ - 1];
  if (accept("(")) {
    while (!failed_ && current().kind == TokenKind::word) {
      unit(literal, true);
      skip_hyphen();
    }
    if (!failed_ && !accept(")"))
      fail(current(), "a bracket of units holds units only", {"for example tokens/(chip s)"});
    return;
  }
  if (current().kind == TokenKind::number) counted_divisor(literal);
  scale_below(literal);
  if (failed_ || !open_.empty()) return;
  unit(literal, true);
  joined_below(literal, sign.kind == TokenKind::word);
}

// per 1,000 tokens, per 1M tokens, per 100 h: shown as per k tokens, M tokens, hour.
void Parser::counted_divisor(Literal& literal) {
  const Token number = advance();
  if (!(number.number > 0))
    return fail(number, "this divides by zero", {"what is unknown is not zero: ask for it with \"?\""});
  const std::array<std::pair<double, const char*>, 5> powers = {
      {{1, ""}, {1e3, "k "}, {1e6, "M "}, {1e9, "B "}, {1e12, "T "}}};
  for (const auto& [power, letter] : powers) {
    if (number.number != power) continue;
    literal.unit /= power;
    return void(respelled_.push_back({number.begin, current().begin, letter}));
  }
  literal.number /= number.number;
  literal.step /= number.number;
  literal.round_step /= number.number;
  literal.whole = false;
  respelled_.push_back({number.begin, current().begin, ""});
}

// $30/M: a million of something, which the quantity that it is given to may say.
void Parser::scale_below(Literal& literal) {
  const std::optional<double> factor = current().kind == TokenKind::word ? scale_factor(current().text) : std::nullopt;
  if (!factor) return;
  const Token letter = advance();
  literal.unit /= *factor;
  accept_word("of");
  if (current().kind == TokenKind::word && !is_keyword(current().text)) return;
  Literal asked = literal;
  asked.open = "/" + letter.text;
  if (may_leave_open_ && literal.dimension == Dimension(Base::money) && at_end()) return void(open_ = asked.open);
  fail(letter, fmt::format("`{}` needs something to count", letter.text), readings_of_letter(asked, number_));
}

// chip^0.5: an exponent that touches a unit is the unit's own, in twelfths as dimensions have it. Behind a blank it is
// the whole amount's: 2 h ^ 2 is 4 h h.
double Parser::unit_power(const Unit& unit) {
  const bool touches = is_symbol(current(), "^") && !current().spaced && !ahead().spaced;
  if (!touches || ahead().kind != TokenKind::number || unit.dimension.is_plain()) return 1;
  const double power = std::round(ahead().number * 12) / 12;
  if (std::abs(ahead().number - power) > 1e-5 || !unit.dimension.can_raise(power)) return 1;
  advance();
  advance();
  return power;
}

// "B/s": a letter with nothing to count behind it is asked about where a unit stands alone, as it is behind a number.
void Parser::scale_of_unit(Literal& literal) {
  const Token letter = current();
  scale(literal);
  Expression lone;
  lone.begin = letter.begin;
  if (literal.scaled && !unit_follows()) lone_scale(lone, letter);
}

// A unit of several words, as it is defined: PF-days, kg CO2e, metric tons of CO2e, TPU v4. Of two the longer is meant.
Parser::FoundUnit Parser::unit_at(std::size_t at) const {
  const Token& first = tokens_[at];
  FoundUnit found{units_.find(first.text)};
  if (!units_.leads(first.text)) {
    const bool may_be_a_unit = first.kind == TokenKind::word && !is_keyword(first.text) && !scale_factor(first.text);
    found.is_respelled = !found.unit && may_be_a_unit;
    if (found.is_respelled) found.unit = units_.find_in_any_case(first.text);
    return found;
  }
  std::string phrase = first.text;
  constexpr std::size_t most_joints = 3;
  std::size_t next = at + 1;
  for (std::size_t joints = 0; joints < most_joints; ++joints) {
    const std::size_t more = joined_word(next, phrase);
    if (more == 0) break;
    next += more;
    if (const std::optional<Unit> unit = units_.find(phrase)) found = {unit, next - at};
  }
  return found;
}

// Adds the next word of a unit to a phrase, with what joins it; how many tokens that takes, or 0.
std::size_t Parser::joined_word(std::size_t at, std::string& phrase) const {
  const auto token = [&](std::size_t n) -> const Token& { return tokens_[std::min(at + n, tokens_.size() - 1)]; };
  const auto is_piece = [](const Token& t) {
    return t.kind == TokenKind::word || (t.kind == TokenKind::number && t.whole);
  };
  const bool tight =
      token(0).kind == TokenKind::symbol && (token(0).text == "-" || token(0).text == "/") && !token(1).spaced;
  if (tight && token(1).kind == TokenKind::number && token(2).kind == TokenKind::word && !token(2).spaced)
    return phrase += "-" + token(1).text + token(2).text, 3;  // A100-80GB
  if (tight && is_piece(token(1))) return phrase += token(0).text + token(1).text, 2;
  if (is_word(token(0), "of") && token(1).kind == TokenKind::word) return phrase += "_" + token(1).text, 2;
  if (is_piece(token(0))) return phrase += "_" + token(0).text, 1;
  return 0;
}

// H100, A100 GPU: one chip, and which.
void Parser::name_chip(Literal& literal, const Unit& unit) {
  literal.chip = unit.chip;
  if (!is_unit(at_, Dimension(Base::chip)) || !unit_at(at_).unit->chip.empty()) return;
  respelled_.back().end = current().end;
  advance();
}

void Parser::ask_about(const Token& token, const Unit& unit) {
  std::string number = number_.empty() ? "5" : number_;
  if (!number_.empty() && number_at_ < token.begin) {  // with its scale: 5.52 million
    number = excerpt_.text.substr(number_at_, token.begin - number_at_);
    while (number.ends_with(' ') || number.ends_with('-')) number.pop_back();
  }
  std::string rest = excerpt_.text.substr(std::min(token.end, excerpt_.text.size()));  // of a quotient: /kWh
  if (!rest.starts_with("/") && !rest.starts_with(" per ")) rest.clear();
  fail(token,
       unit.rates ? fmt::format("no rate of `{}` is known for that day", token.text)
                  : fmt::format("`{}` can be read in two ways", token.text),
       {question_about(number, unit, rest)});
}

void Parser::unit(Literal& literal, bool below) {
  const Token& token = current();
  const FoundUnit found = unit_at(at_);
  if (!found.unit) return no_unit(token);
  if (found.unit->mistaken) {
    failed_ = true;  // its definition is reported
    return;
  }
  if (!found.unit->question.empty()) return ask_about(token, *found.unit);
  const bool is_in_other_signs = excerpt_.text.compare(token.begin, token.end - token.begin, token.text) != 0;  // CO₂
  if (found.tokens > 1 || !found.unit->chip.empty() || found.is_respelled || is_in_other_signs)
    respelled_.push_back({token.begin, tokens_[at_ + found.tokens - 1].end, found.unit->symbol});
  at_ += found.tokens;
  if (!found.unit->chip.empty()) name_chip(literal, *found.unit);
  last_unit_ = found.unit->dimension;
  const double power = unit_power(*found.unit) * (below ? -1 : 1);
  const double factor = found.unit->factor;
  literal.unit *= power == -1 ? 1 / factor : power == 1 ? factor : std::pow(factor, power);
  literal.dimension = literal.dimension * found.unit->dimension.raised(power);
  if (!literal.dimension.can_raise(1))
    fail(token, "these units multiply up to too high a power", {"units go up to the tenth power"});
}

}  // namespace costcurve
