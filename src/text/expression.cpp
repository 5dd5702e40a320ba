#include "text/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "text/suggest.h"

namespace costcurve {

double Literal::base(double printed) const {
  switch (kind) {
    case Kind::amount: return printed * scale * unit;
    case Kind::pace_factor: return std::log(printed * scale) / unit;
    case Kind::pace_period: return std::log(2.0) / (printed * scale * unit);
    case Kind::date: return printed;
  }
  return printed;
}

bool is_distribution(std::string_view name) {
  constexpr std::array<std::string_view, 5> known = {"uniform", "triangular", "normal", "choose", "draws"};
  return std::find(known.begin(), known.end(), name) != known.end();
}

bool Expression::refers() const {
  return form == Form::reference || std::any_of(operands.begin(), operands.end(), [](const Expression& e) { return e.refers(); });
}

namespace {

// Deep and long enough for any formula a person writes, shallow enough for the stack.
constexpr int deepest = 200;
constexpr int most_operators = 2000;
constexpr std::size_t longest = 64U << 10U;

constexpr std::array<std::string_view, 13> keywords = {"per", "to", "in", "for", "grown", "and", "of", "about",
                                                       "halving", "doubling", "between", "a", "x"};
constexpr std::array<std::string_view, 7> weekdays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

bool is_keyword(std::string_view word) { return std::find(keywords.begin(), keywords.end(), word) != keywords.end(); }

std::string currency_code(std::string_view sign) {
  return sign == "$" ? "USD" : sign == "€" ? "EUR" : sign == "£" ? "GBP" : "";
}

class Parser {
 public:
  Parser(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics)
      : excerpt_(excerpt), units_(units), diagnostics_(diagnostics) {
    if (excerpt.text.size() > longest) {
      tokens_.emplace_back();
      fail(0, excerpt.text.size(), "this text is too long for an amount or an expression", {"long lists are rows of a part: sum(part.quantity) adds them up"});
      return;
    }
    Diagnostics lexical;
    tokens_ = tokens_of(excerpt, lexical);
    for (const Diagnostic& mistake : lexical.sorted()) {
      diagnostics_.add(mistake);
      failed_ = true;
    }
  }

  Slot slot() {
    Slot made;
    if (at_end()) fail(current(), "nothing is written here", {"write an amount, an expression, or `?` to ask for it"});
    else if (accept("?")) ask(made);
    else value(made);
    finish();
    made.understood = !failed_;
    return made;
  }

  Slot lone_expression() {
    Slot made;
    if (at_end()) fail(current(), "nothing is written here", {"write an expression, such as r1.cost or sum(*.cost)"});
    else made.first = expression();
    finish();
    made.understood = !failed_;
    return made;
  }

  Relation relation() {
    Relation made;
    made.left = expression();
    if (accept("=")) made.relation = "=";
    else if (accept("<=")) made.relation = "<=";
    else if (accept(">=")) made.relation = ">=";
    else fail(current(), "an equation needs `=`, `<=` or `>=` here", {"for example \"cluster.power = cluster.chips * 700 W/chip\""});
    if (!failed_) made.right = expression();
    finish();
    made.understood = !failed_;
    return made;
  }

  std::optional<ShownUnit> lone_units() {
    Literal read;
    if (at_end()) return std::nullopt;
    scale(read);
    if (current().kind == TokenKind::word && current().text == "x") {
      advance();
      read.has_unit = true;
      if (accept("/")) divisor(read);
      read.dimension = read.dimension * Dimension();
    } else {
      units_after(read);
    }
    if (!failed_ && !at_end()) fail(current(), fmt::format("`{}` is no unit", current().text), {});
    if (failed_) return std::nullopt;
    ShownUnit shown = read.shown;
    shown.text = excerpt_.text;
    shown.factor = read.scale * read.unit;
    shown.dimension = read.dimension;
    return shown;
  }

 private:
  // --- tokens

  const Token& current() const { return tokens_[at_]; }
  const Token& ahead(std::size_t n = 1) const { return tokens_[std::min(at_ + n, tokens_.size() - 1)]; }
  bool at_end() const { return current().kind == TokenKind::end; }
  const Token& advance() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool is_symbol(const Token& token, std::string_view text) const { return token.kind == TokenKind::symbol && token.text == text; }
  bool is_word(const Token& token, std::string_view text) const { return token.kind == TokenKind::word && token.text == text; }
  bool accept(std::string_view symbol) {
    if (!is_symbol(current(), symbol)) return false;
    advance();
    return true;
  }
  bool accept_word(std::string_view word) {
    if (!is_word(current(), word)) return false;
    advance();
    return true;
  }

  void fail(std::size_t begin, std::size_t end, std::string problem, std::vector<std::string> notes, std::string label = {}) {
    if (failed_) return;
    failed_ = true;
    diagnostics_.add({excerpt_.place(begin, std::max(end, begin)), std::move(problem), std::move(label), std::move(notes)});
  }
  void fail(const Token& token, std::string problem, std::vector<std::string> notes) {
    if (token.kind == TokenKind::end && token.begin == 0) fail(0, excerpt_.text.size(), std::move(problem), std::move(notes));
    else fail(token.begin, token.end, std::move(problem), std::move(notes));
  }

  // A stretch of the text on one line, as units are shown.
  std::string spelled(std::size_t begin, std::size_t end) const {
    std::string text;
    for (const char c : excerpt_.text.substr(begin, end - begin)) {
      const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (!blank) text += c;
      else if (text.back() != ' ') text += ' ';
    }
    return text;
  }

  // One level of brackets, signs or exponents further down. False, and reported, when there are too many.
  bool descend() {
    if (++depth_ <= deepest) return true;
    --depth_;
    fail(current(), "this expression is nested too deeply", {fmt::format("at most {} levels of brackets, signs and exponents are read", deepest)});
    return false;
  }
  void count_operator() {
    if (++operators_ > most_operators)
      fail(current(), "this expression is too long", {fmt::format("at most {} operators are read; long lists are rows of a part: sum(part.quantity) adds them up", most_operators)});
  }

  void finish() {
    if (failed_ || at_end()) return;
    const Token& token = current();
    std::vector<std::string> notes;
    std::string problem = fmt::format("`{}` is not expected here", token.text);
    if (is_symbol(token, ")")) problem = "this bracket closes nothing";
    if (is_word(token, "x")) return fail(token, "`x` stands apart from its number", {"a factor is written in one word: 27x, 4x/year"});
    if (token.kind == TokenKind::word) {
      problem = fmt::format("`{}` is not understood here", token.text);
      const std::string hint = is_keyword(token.text) ? "a range has two ends: 7 to 10 months" : did_you_mean(token.text, units_.names());
      if (!hint.empty()) notes.push_back(hint);
    }
    if (token.kind == TokenKind::number || token.kind == TokenKind::reference || token.kind == TokenKind::currency)
      notes.push_back("two values stand side by side: put an operator between them (+ - * /)");
    fail(token, problem, notes);
  }

  // --- slots

  void ask(Slot& made) {
    made.form = Slot::Form::asked;
    if (at_end()) return;
    if (current().kind != TokenKind::word && !is_symbol(current(), "/"))
      return fail(current(), "`?` asks for a value; only a unit may follow it", {"for example \"? USD\""});
    Literal read;
    scale(read);
    if (is_word(current(), "x")) {
      advance();
      read.shown.text = "x";
      if (accept("/")) divisor(read);
    } else {
      units_after(read);
    }
    ShownUnit shown = read.shown;
    shown.text = spelled(tokens_[1].begin, tokens_[at_ - 1].end);
    shown.factor = read.scale * read.unit;
    shown.dimension = read.dimension;
    made.shown = shown;
  }

  void value(Slot& made) {
    if (bounding_words(made) || limiting_words(made)) return;
    made.about = accept_word("about") || accept_word("roughly") || accept_word("around");
    made.first = expression();
    if (failed_) return;
    if (is_word(current(), "to")) {
      advance();
      made.form = Slot::Form::range;
      made.second = expression();
      if (!failed_) rule_both_ends(made.first, made.second);
    } else if (is_symbol(current(), "±")) {
      advance();
      made.form = Slot::Form::deviation;
      made.second = expression();
      if (!failed_) rule_both_ends(made.first, made.second);
    }
    show_as_written(made);
  }

  void show_as_written(Slot& made) {
    const Expression& last = made.form == Slot::Form::value || made.form == Slot::Form::bound ? made.first : made.second;
    if (last.is_literal() && last.literal.has_unit) made.shown = last.literal.shown;
  }

  bool bounding_words(Slot& made) {
    struct Words { std::string_view first, second, relation; };
    constexpr std::array<Words, 14> known = {{{"more", "than", ">"}, {"less", "than", "<"}, {"at", "least", ">="}, {"at", "most", "<="},
                                              {"up", "to", "<="}, {"over", "", ">"}, {"above", "", ">"}, {"under", "", "<"},
                                              {"below", "", "<"}, {"fewer", "than", "<"}, {"before", "", "<"}, {"after", "", ">"},
                                              {"nearly", "", "~"}, {"almost", "", "~"}}};
    std::string relation;
    if (current().kind == TokenKind::symbol && (current().text[0] == '<' || current().text[0] == '>')) {
      relation = advance().text;
    } else {
      for (const Words& words : known) {
        if (!is_word(current(), words.first)) continue;
        if (!words.second.empty() && !is_word(ahead(), words.second)) continue;
        relation = words.relation;
        advance();
        if (!words.second.empty()) advance();
        break;
      }
    }
    if (relation.empty()) return false;
    if (relation == "~") {
      made.form = Slot::Form::limits;
      made.words = "just under";
    } else {
      made.form = Slot::Form::bound;
      made.relation = relation;
    }
    made.first = expression();
    if (made.form == Slot::Form::limits && !failed_) limits_of(made, 0.9, 1.0);
    else show_as_written(made);
    return true;
  }

  // The words with a width that people print: each stands for limits on both sides.
  bool limiting_words(Slot& made) {
    if (is_word(current(), "between")) return between(made);
    struct Words { std::vector<std::string_view> words; double low, high; };
    static const std::vector<Words> known = {
        {{"a", "few"}, 2, 5}, {{"few"}, 2, 5}, {{"several"}, 3, 9}, {{"tens", "of"}, 10, 100}, {{"dozens", "of"}, 24, 100},
        {{"hundreds", "of"}, 100, 1000}, {{"thousands", "of"}, 1000, 10000}, {{"on", "the", "order", "of"}, 1.0 / 3, 3},
        {{"just", "under"}, 0.9, 1}, {{"just", "over"}, 1, 1.1}};
    for (const Words& phrase : known) {
      bool matches = true;
      for (std::size_t i = 0; i < phrase.words.size(); ++i) matches = matches && is_word(ahead(i), phrase.words[i]);
      if (!matches) continue;
      for (std::size_t i = 0; i < phrase.words.size(); ++i) {
        made.words += (i ? " " : "") + std::string(phrase.words[i]);
        advance();
      }
      made.form = Slot::Form::limits;
      // "tens of billions of USD", "hundreds of M USD": a scale may stand where a number would.
      made.first = scale_factor(current().text) && current().kind == TokenKind::word ? bare_scale() : expression();
      if (!failed_) limits_of(made, phrase.low, phrase.high);
      return true;
    }
    return false;
  }

  Expression bare_scale() {
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

  bool between(Slot& made) {
    advance();
    made.form = Slot::Form::limits;
    made.words = "between";
    made.first = expression();
    if (!failed_ && !accept_word("and")) fail(current(), "`between` needs an `and`", {"for example \"between 60 and 65 B USD\""});
    if (!failed_) made.second = expression();
    if (!failed_) rule_both_ends(made.first, made.second);
    show_as_written(made);
    return true;
  }

  void limits_of(Slot& made, double low, double high) {
    show_as_written(made);
    if (made.first.is_literal() && made.first.literal.has_unit) made.shown = made.first.literal.shown;
    const auto times = [&](double factor) {
      Expression product;
      product.form = Expression::Form::multiply;
      product.begin = made.first.begin;
      product.end = made.first.end;
      Expression number;
      number.literal.number = factor;
      number.begin = product.begin;
      number.end = product.end;
      product.operands = {number, made.first};
      return product;
    };
    const Expression lower = times(low);
    made.second = times(high);
    made.first = lower;
  }

  // 20 to 50 M USD: the trailing scale and unit rule both ends. A currency or a scale on the first end alone is refused,
  // because "$20 to 50 M" reads both ways.
  void rule_both_ends(Expression& first, const Expression& second) {
    if (!first.is_literal() || !second.is_literal()) return;
    Literal& low = first.literal;
    const Literal& high = second.literal;
    if (low.currency && (high.scaled || high.has_unit) != low.scaled && !high.currency)
      return fail(first.begin, second.end, "the two ends of this range are written differently",
                  {"put scale and unit behind both at once (20 to 50 M USD), or in full on each ($20 M to $50 M)"});
    if (low.kind == Literal::Kind::date || high.kind == Literal::Kind::date) return;
    if (low.has_unit && low.dimension.is_plain() && high.kind == Literal::Kind::pace_factor && low.shown.text == "x") low.has_unit = false;
    if (low.has_unit || low.scaled) {
      if (!high.has_unit && low.has_unit)
        fail(second.begin, second.end, "the second end of this range has no unit",
             {"put the unit behind the second end, where it rules both: 20 to 50 M USD"});
      return;
    }
    low.kind = high.kind;
    low.scale = high.scale;
    low.scaled = high.scaled;
    low.unit = high.unit;
    low.has_unit = high.has_unit;
    low.dimension = high.dimension;
    low.shown = high.shown;
    low.whole = low.whole && !high.scaled;
  }

  // --- expressions

  Expression joined(Expression::Form form, Expression a, Expression b) {
    Expression made;
    made.form = form;
    made.begin = a.begin;
    made.end = b.end;
    made.operands.push_back(std::move(a));
    made.operands.push_back(std::move(b));
    return made;
  }

  Expression expression() {
    if (!descend()) return {};
    Expression made = sum();
    while (!failed_ && is_word(current(), "grown")) made = grown(std::move(made));
    --depth_;
    return made;
  }

  // cost grown pace for time
  Expression grown(Expression start) {
    count_operator();
    advance();
    Expression pace = sum();
    if (!failed_ && !accept_word("for"))
      fail(current(), "`grown` needs a pace and a time: `for` is missing", {"for example v3.cost grown 4x/year for 2 years"});
    if (failed_) return start;
    Expression time = sum();
    Expression made = joined(Expression::Form::grown, std::move(start), std::move(pace));
    made.end = time.end;
    made.operands.push_back(std::move(time));
    return made;
  }

  // "2-3 USD/chip/h", "$200,000-$300,000": a range in a newspaper, a difference here. Neither is meant often enough.
  void refuse_hyphen(const Expression& left) {
    const Token& next = ahead();
    const bool tight = is_symbol(current(), "-") && !current().spaced && !next.spaced && (next.kind == TokenKind::number || next.kind == TokenKind::currency);
    if (!tight || !left.is_literal() || left.literal.kind == Literal::Kind::date) return;
    fail(current(), "is this a range or a difference?", {"a range is written with `to`: 2 to 3 USD/chip/h", "a difference has blanks around its minus: 5 - 3"});
  }

  // $294.000 and 64.000 chip: three noughts behind a point are no precision but a thousand, where commas are decimal.
  void refuse_thousands_point(const Expression& made) {
    const Literal& literal = made.literal;
    const bool counts = literal.dimension.is_count() && !literal.dimension.is_plain();
    if (literal.scaled || literal.kind != Literal::Kind::amount || !(counts || literal.currency)) return;
    const std::string text = excerpt_.text.substr(made.begin, made.end - made.begin);
    if (text.find(".000") == std::string::npos || std::abs(literal.step - 0.001) > 1e-12 || literal.number < 1) return;
    fail(made.begin, made.end, "is this point a thousands separator?", {fmt::format("write {:.0f} for thousands, {:.0f} for the number without its fraction", literal.number * 1000, literal.number)});
  }

  Expression sum() {
    Expression made = term();
    while (!failed_ && (is_symbol(current(), "+") || is_symbol(current(), "-"))) {
      count_operator();
      refuse_hyphen(made);
      const bool plus = advance().text == "+";
      made = joined(plus ? Expression::Form::add : Expression::Form::subtract, std::move(made), term());
    }
    return made;
  }

  Expression term() {
    Expression made = factor();
    while (!failed_ && (is_symbol(current(), "*") || is_symbol(current(), "/"))) {
      count_operator();
      const bool times = advance().text == "*";
      made = joined(times ? Expression::Form::multiply : Expression::Form::divide, std::move(made), factor());
    }
    return made;
  }

  Expression factor() {
    if (!is_symbol(current(), "-") && !is_symbol(current(), "+")) return power();
    if (!descend()) return {};
    const Token sign = advance();
    Expression inner = factor();
    --depth_;
    if (sign.text == "+") return inner;
    if (inner.is_literal() && inner.literal.kind == Literal::Kind::amount) {
      inner.literal.number = -inner.literal.number;
      inner.begin = sign.begin;
      return inner;
    }
    Expression made;
    made.form = Expression::Form::negate;
    made.begin = sign.begin;
    made.end = inner.end;
    made.operands.push_back(std::move(inner));
    return made;
  }

  Expression power() {
    Expression made = primary();
    if (failed_ || !is_symbol(current(), "^") || !descend()) return made;
    advance();
    made = joined(Expression::Form::power, std::move(made), factor());
    --depth_;
    return made;
  }

  Expression primary() {
    if (failed_) return {};
    const Token& token = current();
    switch (token.kind) {
      case TokenKind::number: return amount();
      case TokenKind::currency: return currency_amount();
      case TokenKind::date: return date();
      case TokenKind::reference: return reference();
      case TokenKind::word: return word();
      case TokenKind::symbol:
        if (token.text == "(") return bracket();
        break;
      default: break;
    }
    if (token.kind == TokenKind::end) fail(token, "the expression stops here, but something must follow", {"a number, a reference or a bracket"});
    else fail(token, fmt::format("`{}` is not expected here", token.text), {"a number, a reference or a bracket was expected"});
    return {};
  }

  Expression bracket() {
    const Token open = advance();
    Expression inner = expression();
    if (!failed_ && !is_symbol(current(), ")")) fail(open, "this bracket is never closed", {"every ( needs its )"});
    if (failed_) return {};
    inner.begin = open.begin;
    inner.end = advance().end;
    // A bracketed amount is a term of its own: the units behind it do not reach in.
    return inner;
  }

  Expression reference() {
    Expression made;
    made.form = Expression::Form::reference;
    made.begin = current().begin;
    made.end = current().end;
    made.name = advance().text;
    return made;
  }

  Expression date() {
    const Token& token = advance();
    Expression made;
    made.begin = token.begin;
    made.end = token.end;
    made.literal.kind = Literal::Kind::date;
    made.literal.number = token.period > 86400 ? token.seconds + token.period / 2 : token.seconds;
    made.literal.period = token.period;
    made.literal.dimension = Dimension::point_in_time();
    made.literal.has_unit = true;
    made.literal.shown = {"date", 1, made.literal.dimension};
    return made;
  }

  Expression word() {
    const Token& token = current();
    if (token.text == "halving" || token.text == "doubling") return period_pace();
    if (is_symbol(ahead(), "(")) return call();
    for (std::size_t day = 0; day < weekdays.size(); ++day) {
      if (token.text != weekdays[day]) continue;
      Expression made;
      made.begin = token.begin;
      made.end = advance().end;
      made.literal.number = static_cast<double>(day + 1);
      made.literal.whole = true;
      return made;
    }
    if (!units_.find(token.text)) {
      unknown_word(token);
      return {};
    }
    if (ahead().kind == TokenKind::number && units_.find(token.text)->dimension == Dimension(Base::money)) return money_amount(token.text);  // USD 5.6 million
    Expression made;  // units alone are one of them
    made.begin = token.begin;
    made.literal.number = 1;
    units_after(made.literal);
    made.literal.whole = true;
    finish_literal(made);
    return made;
  }

  void unknown_word(const Token& token) {
    std::vector<std::string> notes;
    for (const std::string_view word : {"nan", "NaN", "NAN", "inf", "Inf", "infinity", "Infinity"})
      if (token.text == word) return fail(token, fmt::format("`{}` is no amount", token.text), {"leave out what is unknown, or ask for it: \"?\""});
    const std::string hint = did_you_mean(token.text, units_.names());
    if (!hint.empty()) notes.push_back(hint);
    notes.push_back("a quantity is referred to with a dot: part.quantity, or .quantity for a sibling; units stand behind a number");
    fail(token, fmt::format("`{}` is neither a unit nor a reference", token.text), notes);
  }

  Expression call() {
    Expression made;
    made.form = Expression::Form::call;
    made.begin = current().begin;
    made.name = advance().text;
    const Token open = advance();
    const bool list = accept("[");   // draws([1, 2, 3])
    if (!is_symbol(current(), ")") && !is_symbol(current(), "]")) {
      do made.operands.push_back(expression());
      while (!failed_ && accept(","));
    }
    if (!failed_ && list && !accept("]")) fail(current(), "this list is never closed", {"a list stands in square brackets: draws([1.2 USD, 1.4 USD])"});
    if (!failed_ && !is_symbol(current(), ")")) fail(open, "this bracket is never closed", {"every ( needs its )"});
    if (failed_) return {};
    made.end = advance().end;
    // uniform(7, 10 months): as in a range, the last unit rules those before it.
    if (is_distribution(made.name))
      for (std::size_t i = 0; i + 1 < made.operands.size(); ++i) rule_both_ends(made.operands[i], made.operands.back());
    return made;
  }

  // halving in 8 months, doubling in 9.5 months
  Expression period_pace() {
    Expression made;
    made.begin = current().begin;
    const std::string which = advance().text;
    if (!accept_word("in")) {
      fail(current(), fmt::format("`{}` needs a time: `in` is missing", which), {fmt::format("for example \"{} in 8 months\"", which)});
      return {};
    }
    if (current().kind != TokenKind::number) {
      fail(current(), fmt::format("`{} in` needs a time", which), {fmt::format("for example \"{} in 8 months\"", which)});
      return {};
    }
    const Expression time = amount();
    if (failed_) return {};
    if (time.literal.dimension != Dimension(Base::time)) {
      fail(time.begin, time.end, fmt::format("`{} in` needs a time; this is {}", which, units_.spoken(time.literal.dimension)),
           {fmt::format("for example \"{} in 8 months\"", which)});
      return {};
    }
    if (!(time.literal.value() > 0)) {
      fail(time.begin, time.end, fmt::format("`{} in` needs a time above zero", which), {fmt::format("for example \"{} in 8 months\"", which)});
      return {};
    }
    made.literal = time.literal;
    made.literal.kind = Literal::Kind::pace_period;
    made.literal.dimension = Dimension(Base::time, -1);
    made.literal.shown = {which, 1, made.literal.dimension};
    made.end = time.end;
    return made;
  }

  Expression currency_amount() {
    const Token sign = advance();
    if (current().kind != TokenKind::number) {
      fail(sign, fmt::format("`{}` must stand before a number", sign.text), {"for example $294,000 or $5.6 M"});
      return {};
    }
    const std::string code = currency_code(sign.text);
    if (code.empty()) {
      fail(sign, "`¥` may be yuan or yen", {"write CNY or JPY behind the number: 2.08 M CNY"});
      return {};
    }
    return amount_of_money(sign, code);
  }

  Expression money_amount(const std::string& code) {
    const Token word = advance();
    return amount_of_money(word, code);
  }

  Expression amount_of_money(const Token& sign, const std::string& code) {
    Expression made;
    made.begin = sign.begin;
    number_into(made.literal);
    Literal& literal = made.literal;
    if (is_word(current(), "m") || is_word(current(), "mn"))
      fail(current(), fmt::format("`{}` behind money: million?", current().text), {"a million is M, a billion B: $5.6 M, $65 B"});
    scale(literal);
    const std::optional<Unit> unit = units_.find(code);
    if (!unit) {
      fail(sign, fmt::format("the currency {} is not defined", code), {"define it under [units], for example EUR = \"1.08 USD\""});
      return {};
    }
    literal.unit = unit->factor;
    literal.dimension = unit->dimension;
    literal.has_unit = literal.currency = true;
    const std::size_t divisors = current().begin;
    while (!failed_ && divisor_follows()) {
      advance();
      divisor(literal);
    }
    literal.shown.text = code + (tokens_[at_ - 1].end > divisors ? excerpt_.text.substr(divisors, tokens_[at_ - 1].end - divisors) : "");
    literal.shown.text = plain_units(literal.shown.text);
    finish_literal(made);
    return made;
  }

  void number_into(Literal& literal) {
    const Token& token = advance();
    literal.number = token.number;
    literal.step = token.step;
    literal.round_step = token.round_step;
    literal.whole = token.whole;
  }

  Expression amount() {
    Expression made;
    made.begin = current().begin;
    Literal& literal = made.literal;
    number_into(literal);
    if (current().kind == TokenKind::times) return factor_amount(made);
    const std::size_t scale_at = at_;
    scale(literal);
    if (!failed_ && unit_follows()) units_after(literal);
    else if (!failed_ && literal.scaled) lone_scale(made, tokens_[scale_at]);
    finish_literal(made);
    return made;
  }

  // 27x is a plain factor; 4x/year and 44x in 7 years are paces.
  Expression factor_amount(Expression& made) {
    Literal& literal = made.literal;
    advance();
    literal.has_unit = true;
    literal.shown = {"x", 1, Dimension()};
    literal.whole = false;
    const bool per = is_symbol(current(), "/") && ahead().kind == TokenKind::word && units_.find(ahead().text).has_value();
    const bool in = is_word(current(), "in") && ahead().kind == TokenKind::number;
    if (per || in) {
      advance();
      Literal period;
      period.number = 1;
      if (in) {
        const Expression time = amount();
        if (failed_) return {};
        period = time.literal;
      } else {
        units_after(period);
      }
      if (failed_) return {};
      if (period.dimension != Dimension(Base::time)) {
        fail(made.begin, tokens_[at_ - 1].end, "a pace is a factor per time", {"for example 4x/year, 44x in 7 years, halving in 8 months"});
        return {};
      }
      if (!(period.value() > 0)) {
        fail(made.begin, tokens_[at_ - 1].end, "a pace needs a time above zero", {"for example 4x/year, 44x in 7 years, halving in 8 months"});
        return {};
      }
      literal.kind = Literal::Kind::pace_factor;
      literal.unit = period.value();
      literal.dimension = Dimension(Base::time, -1);
      literal.shown = {"x/year", 1, literal.dimension};
      if (!(literal.number > 1)) {
        fail(made.begin, tokens_[at_ - 1].end, "a pace is given as a factor above 1", {"the quantity's name says whether it grows or falls: 4x/year"});
        return {};
      }
    }
    finish_literal(made);
    return made;
  }

  // --- scales and units

  void scale(Literal& literal) {
    const Token& token = current();
    if (token.kind != TokenKind::word) return;
    const std::optional<double> factor = scale_factor(token.text);
    if (!factor) return;
    // "3 B/s": bytes or billions? "5 GB" is one word and no scale. A letter behind a number is a scale only before a unit.
    literal.scale = *factor;
    literal.scaled = true;
    literal.whole = false;
    advance();
    accept_word("of");
  }

  void lone_scale(const Expression& made, const Token& token) {
    const std::string& word = token.text;
    std::vector<std::string> asks;
    if (word == "B") asks = {"bytes, or a billion of something?", "write 80 GB for memory, 671 B parameter or $65 B for a billion"};
    else if (word == "T") asks = {"a trillion, or terabytes?", "write 14.8 T token, or 14.8 TB"};
    else if (word == "K") asks = {"a thousand of something?", "write 5 k chip h; a small k is a thousand"};
    else return;
    fail(made.begin, token.end, fmt::format("`{}` alone can be read in two ways", word), asks);
  }

  bool unit_follows() const {
    const Token& token = current();
    return token.kind == TokenKind::word && !is_keyword(token.text) && !is_symbol(ahead(), "(");
  }
  bool divisor_follows() const {
    const Token& next = ahead();
    if (is_word(current(), "per")) return next.kind == TokenKind::word;
    if (!is_symbol(current(), "/")) return false;
    if (next.kind == TokenKind::word) return !is_symbol(ahead(2), "(") && next.text != "halving" && next.text != "doubling";
    return is_symbol(next, "(") && ahead(2).kind == TokenKind::word && !is_symbol(ahead(3), "(") && !scale_factor(ahead(2).text);
  }

  // "USD per chip per hour" and "GPU-hours" as they are shown: USD/chip/hour, GPU hours.
  static std::string plain_units(std::string text) {
    for (std::size_t at = text.find(" per "); at != std::string::npos; at = text.find(" per ")) text.replace(at, 5, "/");
    std::replace(text.begin(), text.end(), '-', ' ');
    return text;
  }

  void units_after(Literal& literal) {
    const std::size_t begin = current().begin;
    literal.has_unit = true;
    while (!failed_ && unit_follows()) {
      unit(literal, false);
      skip_hyphen();
    }
    while (!failed_ && divisor_follows()) {
      advance();
      divisor(literal);
      skip_hyphen();
      if (!failed_ && unit_follows() && !is_keyword(current().text)) {
        const std::string second = current().text;
        fail(begin, current().end, fmt::format("is `{}` above or below the line?", second),
             {fmt::format("write .../{}/{} or .../({} {}) if both divide", tokens_[at_ - 1].text, second, tokens_[at_ - 1].text, second),
              "and put the unit in front of the first / if it multiplies"});
      }
    }
    if (!failed_ && tokens_[at_ - 1].end > begin) literal.shown.text = plain_units(spelled(begin, tokens_[at_ - 1].end));
  }

  // GPU-hours: a hyphen that touches both words joins two units.
  void skip_hyphen() {
    if (is_symbol(current(), "-") && !current().spaced && ahead().kind == TokenKind::word && !ahead().spaced && units_.find(ahead().text)) advance();
  }

  void divisor(Literal& literal) {
    if (!accept("(")) {
      if (current().kind == TokenKind::word && scale_factor(current().text) && ahead().kind == TokenKind::word) {
        literal.unit /= *scale_factor(advance().text);
      }
      return unit(literal, true);
    }
    while (!failed_ && current().kind == TokenKind::word) unit(literal, true);
    if (!failed_ && !accept(")")) fail(current(), "a bracket of units holds units only", {"for example tokens/(chip s)"});
  }

  void unit(Literal& literal, bool below) {
    const Token& token = current();
    const std::optional<Unit> found = units_.find(token.text);
    if (!found) return no_unit(token);
    if (found->mistaken) {
      failed_ = true;   // its definition is reported
      return;
    }
    if (!found->question.empty()) return fail(token, fmt::format("`{}` can be read in two ways", token.text), {found->question});
    advance();
    literal.unit = below ? literal.unit / found->factor : literal.unit * found->factor;
    literal.dimension = below ? literal.dimension / found->dimension : literal.dimension * found->dimension;
    if (!literal.dimension.can_raise(1)) fail(token, "these units multiply up to too high a power", {"units go up to the tenth power"});
  }

  void no_unit(const Token& token) {
    std::vector<std::string> notes;
    const std::string hint = did_you_mean(token.text, units_.names());
    if (!hint.empty()) notes.push_back(hint);
    notes.push_back("`costcurve list units` shows them all; your own go under [units]");
    fail(token, fmt::format("`{}` is no unit", token.text), notes);
  }

  void finish_literal(Expression& made) {
    made.end = tokens_[at_ > 0 ? at_ - 1 : 0].end;
    Literal& literal = made.literal;
    literal.shown.factor = literal.unit;
    literal.shown.dimension = literal.dimension;
    if (!failed_) refuse_thousands_point(made);
  }

  const Excerpt& excerpt_;
  const Units& units_;
  Diagnostics& diagnostics_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int operators_ = 0;
  bool failed_ = false;
};

}  // namespace

Slot parse_slot(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  return Parser(excerpt, units, diagnostics).slot();
}

Slot parse_expression(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  return Parser(excerpt, units, diagnostics).lone_expression();
}

Relation parse_relation(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  return Parser(excerpt, units, diagnostics).relation();
}

std::optional<ShownUnit> parse_units(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  return Parser(excerpt, units, diagnostics).lone_units();
}

}  // namespace costcurve
