#include "scenario/expressions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

bool is_word_literal(const Expression& expression) {
  return expression.is_literal() && expression.literal.kind == Literal::Kind::word;
}

std::string_view written_number(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_of("0123456789."), text.size());
  return text.substr(begin, std::min(text.find_first_not_of("0123456789.,", begin), text.size()) - begin);
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  });
}

}  // namespace

std::string missing_factor(const Dimension& expected, const Dimension& actual, const std::string& text) {
  if (expected.is_point() || actual.is_point()) return {};
  if (actual == Dimension() / expected && !actual.is_plain()) return "it is upside down: invert it";
  const Dimension missing = expected / actual;
  if (missing == Dimension(Base::chip, -1))
    return fmt::format("if this is for a whole node, divide by its chips: \"{} / (8 chip)\"", text);
  if (missing == Dimension(Base::chip))
    return fmt::format("if this is for one chip, multiply by the chips: \"{} * 8 chip\"", text);
  if (missing == Dimension(Base::time))
    return actual.twelfths(static_cast<int>(Base::time)) < 0 ? "it is a rate: multiply by a time"
                                                             : "it lacks a time: multiply by one, such as 80 h";
  if (missing == Dimension(Base::time, -1)) return "it is an amount: divide by a time";
  if (missing == Dimension(Base::token, -1)) return "divide by the tokens it is for";
  if (missing == Dimension(Base::token)) return "it is for one token: multiply by the tokens";
  if (missing == Dimension(Base::money)) return "it has no price: multiply by one";
  return {};
}

ExpressionBinder::Result ExpressionBinder::fail(const Expression& expression, std::string problem,
                                                std::vector<std::string> notes, std::string label) {
  diagnostics_.add({place(expression), std::move(problem), std::move(label), std::move(notes)});
  return std::nullopt;
}

std::string ExpressionBinder::text(const Expression& expression) const {
  return excerpt_->text.substr(expression.begin, expression.end - expression.begin);
}

std::optional<NodeId> ExpressionBinder::bind(const Expression& expression, const Excerpt& excerpt,
                                             const Context& context) {
  excerpt_ = &excerpt;
  context_ = context;
  return expand(expression);
}

ExpressionBinder::Result ExpressionBinder::expand(const Expression& expression) {
  switch (expression.form) {
    case Expression::Form::literal: return literal(expression);
    case Expression::Form::reference: return reference(expression);
    case Expression::Form::call: return call(expression);
    case Expression::Form::grown: return grown(expression);
    case Expression::Form::add:
    case Expression::Form::subtract: return sum(expression);
    case Expression::Form::multiply:
    case Expression::Form::divide: return product(expression);
    case Expression::Form::power: return power(expression);
    case Expression::Form::compare: return comparison(expression);
    case Expression::Form::negate: {
      const Result inner = expand(expression.operands[0]);
      if (!inner || has_words(expression, {*inner})) return std::nullopt;
      if (graph_[*inner].dimension.is_point())
        return fail(expression, "a date has no negative",
                    {"the difference of two dates is a time: 2025-01-20 - 2024-12-26"});
      return graph_.unary(Operation::negate, *inner);
    }
  }
  return std::nullopt;
}

ExpressionBinder::Result ExpressionBinder::literal(const Expression& expression) {
  const Literal& literal = expression.literal;
  if (literal.kind == Literal::Kind::word)
    return fail(expression, fmt::format("'{}' is a word, and stands alone here", literal.word),
                {"a word is compared with a quantity that may be it: select(plan.recompute = 'full', .a, .b)"});
  if (const std::string word = text(expression); !context_.part.empty() && is_word(word)) {
    Diagnostics unheard = Diagnostics::unheard();
    if (!names_.resolve("." + word, context_, {}, unheard).empty())
      return fail(expression, fmt::format("`{}` alone is a unit here, not the quantity", word),
                  {fmt::format("write .{} for the quantity, 1 {} for one of the unit", word, word)});
  }
  if (!literal.open.empty())
    return fail(expression, fmt::format("`{}` alone can be read in two ways", literal.open),
                readings_of_letter(literal, written_number(text(expression))));
  const double value = literal.value();
  if (!std::isfinite(value))
    return fail(expression, "this amount is too large to calculate with",
                {"in base units it is beyond 1e308, where numbers end"});
  if (value == 0 && literal.number != 0)
    return fail(expression, "this amount is too small to calculate with",
                {"in base units it is below 1e-308, where numbers end"});
  return graph_.constant(value, literal.dimension, text(expression));
}

// True, and reported, if one of the operands is a word: there is no arithmetic on words.
bool ExpressionBinder::has_words(const Expression& expression, std::initializer_list<NodeId> operands) {
  if (std::none_of(operands.begin(), operands.end(), [&](NodeId id) { return graph_[id].dimension.is_word(); }))
    return false;
  fail(expression, "words cannot be calculated with",
       {"they can be compared: select(plan.recompute = 'full', .a, .b)"});
  return true;
}

ExpressionBinder::Result ExpressionBinder::reference(const Expression& expression) {
  const std::vector<std::size_t> found = names_.resolve(expression.name, context_, place(expression), diagnostics_);
  if (found.empty()) return std::nullopt;
  if (found.size() > 1)
    return fail(
        expression, fmt::format("`{}` names {} quantities here", expression.name, found.size()),
        {fmt::format("add them up with sum({}), or name one: {}", expression.name, names_.name(found.front()))});
  const std::optional<Dimension> dimension = names_.dimension(found.front());
  if (!dimension) return std::nullopt;
  return graph_.symbol(found.front(), *dimension);
}

// Both sides of a comparison. A word that is written there is one of the words that the other side may be.
std::pair<ExpressionBinder::Result, ExpressionBinder::Result> ExpressionBinder::sides_of(const Expression& expression) {
  const Expression &left = expression.operands[0], &right = expression.operands[1];
  if (is_word_literal(right) && !is_word_literal(left)) {
    const Result other = expand(left);
    return {other, other ? word(right, *other) : std::nullopt};
  }
  if (is_word_literal(left) && !is_word_literal(right)) {
    const Result other = expand(right);
    return {other ? word(left, *other) : std::nullopt, other};
  }
  const Result first = expand(left);
  return {first, expand(right)};
}

ExpressionBinder::Result ExpressionBinder::word(const Expression& expression, NodeId other) {
  const std::string& word = expression.literal.word;
  const Dimension dimension = graph_[other].dimension;
  const std::vector<std::string>* known = nullptr;
  for (const std::size_t quantity : graph_.quantities_below(other))
    if (!known && names_.dimension(quantity) == dimension) known = names_.words(quantity);
  if (!dimension.is_word() || !known)
    return fail(expression, fmt::format("'{}' is a word, and it is compared with {}", word, spoken(other)),
                {"a quantity that is a word says of which list: { words = [\"none\", \"full\"], is = \"full\" }"},
                words(other));
  const auto found = std::find(known->begin(), known->end(), word);
  if (found != known->end())
    return graph_.constant(static_cast<double>(found - known->begin()), dimension, "'" + word + "'");
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(word, *known); !hint.empty()) notes.push_back(hint);
  notes.push_back("its words are " + listed(*known));
  return fail(expression, fmt::format("there is no word '{}' in that list", word), notes);
}

ExpressionBinder::Result ExpressionBinder::comparison(const Expression& expression) {
  struct Sign {
    std::string_view text;
    Operation operation;
    bool swapped;
  };
  constexpr std::array<Sign, 5> signs = {{{"<", Operation::less, false},
                                          {"<=", Operation::at_most, false},
                                          {">", Operation::less, true},
                                          {">=", Operation::at_most, true},
                                          {"=", Operation::equal, false}}};
  const auto& [left, right] = sides_of(expression);
  if (!left || !right) return std::nullopt;
  const Sign& sign =
      *std::find_if(signs.begin(), signs.end(), [&](const Sign& s) { return s.text == expression.name; });
  if (graph_[*left].dimension.is_word() && sign.operation != Operation::equal)
    return fail(expression, "words have no order", {"they are alike or not: select(plan.recompute = 'full', .a, .b)"});
  if (graph_[*left].dimension == graph_[*right].dimension)
    return sign.swapped ? graph_.binary(sign.operation, *right, *left) : graph_.binary(sign.operation, *left, *right);
  if (graph_[*left].dimension.is_word() && graph_[*right].dimension.is_word())
    return fail(expression, "these are words of two different lists",
                {"a word is compared with words of its own list"});
  std::vector<std::string> notes = {fmt::format("left of the {}: {}", sign.text, words(*left)),
                                    fmt::format("right of it: {}", words(*right))};
  if (const std::string advice =
          missing_factor(graph_[*left].dimension, graph_[*right].dimension, text(expression.operands[1]));
      !advice.empty())
    notes.push_back(advice);
  return fail(expression.operands[1], fmt::format("{} cannot be compared with {}", spoken(*left), spoken(*right)),
              notes, words(*right));
}

}  // namespace costcurve
