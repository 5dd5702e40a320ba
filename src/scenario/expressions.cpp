#include "scenario/expressions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

std::vector<std::string> functions() {
  std::vector<std::string> known = {"sum"};
  for (const OperationRow* row : operation_rows)
    if (row->written->kind == Notation::Kind::function) known.emplace_back(*row->name);
  return known;
}

bool is_word_literal(const Expression& expression) {
  return expression.is_literal() && expression.literal.kind == Literal::Kind::word;
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

ExpressionBinder::Result ExpressionBinder::call(const Expression& expression) {
  const std::string& name = expression.name;
  const OperationRow* row = find_function(name);
  if (name == "sum") return over_list(expression, Operation::add);
  if (row && row->dimension == DimensionRule::alike) return over_list(expression, row->operation);
  // Where only the dimension is wanted, a distribution has that of its first value; elsewhere it stands alone in its
  // slot.
  if (is_distribution(name) && infers_ && !expression.operands.empty()) return expand(expression.operands.front());
  if (is_distribution(name))
    return fail(expression, fmt::format("{}() must stand alone as a quantity's value", name),
                {"give it to a quantity of its own, and refer to that: assume.rent"});
  if (row) return function(expression, *row);
  std::vector<std::string> notes;
  if (name.starts_with("log") && name.ends_with("normal"))
    notes.push_back("a log-normal is written by its 90 % range: 80 to 100 h");
  else if (const std::string hint = did_you_mean(name, functions()); !hint.empty())
    notes.push_back(hint);
  notes.push_back("the functions are " + listed(functions()));
  return fail(expression, fmt::format("there is no function `{}`", name), notes);
}

std::optional<std::vector<NodeId>> ExpressionBinder::expanded(const Expression& expression) {
  std::vector<NodeId> nodes;
  if (expression.form != Expression::Form::reference) {
    const Result node = expand(expression);
    if (!node) return std::nullopt;
    return std::vector<NodeId>{*node};
  }
  const std::vector<std::size_t> found = names_.resolve(expression.name, context_, place(expression), diagnostics_);
  if (found.empty()) return std::nullopt;
  for (const std::size_t quantity : found) {
    const std::optional<Dimension> dimension = names_.dimension(quantity);
    if (!dimension) return std::nullopt;
    nodes.push_back(graph_.symbol(quantity, *dimension));
  }
  return nodes;
}

ExpressionBinder::Result ExpressionBinder::over_list(const Expression& expression, Operation operation) {
  if (expression.operands.empty())
    return fail(expression, fmt::format("{}() of nothing", expression.name),
                {fmt::format("for example {}(*.cost), {}(.b7, .b13)", expression.name, expression.name)});
  std::vector<NodeId> nodes;
  bool whole = true;
  for (const Expression& operand : expression.operands) {
    const auto more = expanded(operand);
    if (!more) {
      whole = false;
      continue;
    }
    if (!nodes.empty() && graph_[more->front()].dimension != graph_[nodes.front()].dimension) {
      not_alike(operand, nodes.front(), more->front());
      whole = false;
      continue;
    }
    nodes.insert(nodes.end(), more->begin(), more->end());
  }
  if (!whole || has_words(expression, {nodes.front()})) return std::nullopt;
  if (operation == Operation::add && graph_[nodes.front()].dimension.is_point() && nodes.size() > 1)
    return fail(expression, "dates cannot be added up",
                {"the difference of two dates is a time: 2025-01-20 - 2024-12-26"});
  return fold(operation, nodes, expression);
}

// A balanced tree: a sum of ten thousand rows must not be ten thousand levels deep.
ExpressionBinder::Result ExpressionBinder::fold(Operation operation, std::vector<NodeId> nodes,
                                                const Expression& expression) {
  for (const NodeId node : nodes)
    if (graph_[node].dimension != graph_[nodes.front()].dimension) return not_alike(expression, nodes.front(), node);
  while (nodes.size() > 1) {
    std::vector<NodeId> next;
    for (std::size_t i = 0; i + 1 < nodes.size(); i += 2)
      next.push_back(graph_.binary(operation, nodes[i], nodes[i + 1]));
    if (nodes.size() % 2 == 1) next.push_back(nodes.back());
    nodes = std::move(next);
  }
  return nodes.front();
}

ExpressionBinder::Result ExpressionBinder::not_alike(const Expression& expression, NodeId first, NodeId other) {
  std::vector<std::string> notes = {"only like can be added up or compared"};
  if (graph_[first].dimension.is_plain() || graph_[other].dimension.is_plain())
    notes.push_back("a bare number is a plain number: give it its unit, such as \"512 chip\"");
  return fail(expression, fmt::format("{} and {} cannot stand in one list", spoken(first), spoken(other)), notes,
              words(other));
}

ExpressionBinder::Result ExpressionBinder::function(const Expression& expression, const OperationRow& row) {
  if (expression.operands.size() != row.operands) {
    constexpr std::array<std::string_view, most_operands> counts = {"one value", "two values", "three values"};
    return fail(expression, fmt::format("{} takes {}", expression.name, counts[row.operands - 1]),
                {fmt::format("for example {}", *row.example)});
  }
  std::array<NodeId, most_operands> operands = {no_node, no_node, no_node};
  for (std::size_t i = 0; i < expression.operands.size(); ++i) {
    const Result operand = expand(expression.operands[i]);
    if (!operand) return std::nullopt;
    operands[i] = *operand;
  }
  if (row.dimension != DimensionRule::choice && has_words(expression, {operands[0]})) return std::nullopt;
  if (!fits(expression, row, operands)) return std::nullopt;
  return graph_.record(row.operation, operands[0], operands[1], operands[2]);
}

// True if the operands have the dimensions that the operation needs; reports what they have instead.
bool ExpressionBinder::fits(const Expression& expression, const OperationRow& row,
                            const std::array<NodeId, most_operands>& operands) {
  const Expression& first = expression.operands.front();
  const Dimension& dimension = graph_[operands[0]].dimension;
  const auto refuse = [&](std::string problem, const std::string& advice, std::string label = {}) {
    fail(first, std::move(problem), {advice}, std::move(label));
    return false;
  };
  switch (row.dimension) {
    case DimensionRule::plain:
      return dimension.is_plain() ||
             refuse(fmt::format("{} needs a plain number; this is {}", *row.name, spoken(operands[0])),
                    "divide by a unit of its kind first: log(v3.cost / 1 USD)", words(operands[0]));
    case DimensionRule::date:
      return dimension.is_point() || refuse(fmt::format("{} needs a date; this is {}", *row.name, spoken(operands[0])),
                                            "for example weekday(2025-01-27), which is Monday");
    case DimensionRule::root:
      return dimension.can_raise(0.5) || refuse(fmt::format("there is no square root of {}", spoken(operands[0])),
                                                "the powers of its units must be even");
    case DimensionRule::counted:
      return dimension.is_plain() || dimension.is_count() ||
             refuse(fmt::format("{} needs something that is counted in whole pieces; this is {}", *row.name,
                                spoken(operands[0])),
                    fmt::format("divide by the unit to round to, and multiply by it: {}({} / (1 {})) * 1 {}", *row.name,
                                text(first), units_.usual(dimension).text, units_.usual(dimension).text),
                    words(operands[0]));
    case DimensionRule::choice: return fits_choice(expression, operands);
    case DimensionRule::sum:
    case DimensionRule::difference:
    case DimensionRule::product:
    case DimensionRule::quotient:
    case DimensionRule::power:
    case DimensionRule::alike:
    case DimensionRule::itself:
    case DimensionRule::comparison:
    case DimensionRule::restricted: break;  // not written as a function, or over a list
  }
  return true;
}

bool ExpressionBinder::fits_choice(const Expression& expression, const std::array<NodeId, most_operands>& operands) {
  const auto& [condition, a, b] = operands;
  if (!graph_[condition].dimension.is_plain()) {
    fail(expression.operands[0],
         fmt::format("{} needs a comparison first; this is {}", expression.name, spoken(condition)),
         {"for example select(.chips <= 1000 chip, .small_cost, .large_cost)"}, words(condition));
    return false;
  }
  if (graph_[a].dimension == graph_[b].dimension) return true;
  std::vector<std::string> notes = {fmt::format("where it holds: {}", words(a)),
                                    fmt::format("otherwise: {}", words(b))};
  if (const std::string advice = missing_factor(graph_[a].dimension, graph_[b].dimension, text(expression.operands[2]));
      !advice.empty())
    notes.push_back(advice);
  fail(expression.operands[2], fmt::format("{} chooses between {} and {}", expression.name, spoken(a), spoken(b)),
       notes, words(b));
  return false;
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

ExpressionBinder::Result ExpressionBinder::grown(const Expression& expression) {
  const Result start = expand(expression.operands[0]);
  const Result pace = expand(expression.operands[1]);
  const Result time = expand(expression.operands[2]);
  if (!start || !pace || !time || has_words(expression, {*start, *pace, *time})) return std::nullopt;
  if (!graph_[*pace].dimension.is_pace())
    return fail(expression.operands[1], fmt::format("`grown` needs a pace; this is {}", spoken(*pace)),
                {"for example 4x/year, doubling in 9.5 months, 0.14 OOM/year"}, words(*pace));
  if (graph_[*time].dimension != Dimension(Base::time))
    return fail(expression.operands[2], fmt::format("`for` needs a time; this is {}", spoken(*time)),
                {"for example 2 years, or the difference of two dates"}, words(*time));
  if (graph_[*start].dimension.is_point())
    return fail(expression.operands[0], "a date does not grow", {"amounts do: 5 USD grown 4x/year for 2 years"});
  const NodeId factor = graph_.unary(Operation::exp, graph_.binary(Operation::multiply, *pace, *time));
  return graph_.binary(Operation::multiply, *start, factor);
}

ExpressionBinder::Result ExpressionBinder::sum(const Expression& expression) {
  const bool plus = expression.form == Expression::Form::add;
  const Result left = expand(expression.operands[0]);
  const Result right = expand(expression.operands[1]);
  if (!left || !right || has_words(expression, {*left, *right})) return std::nullopt;
  const Dimension a = graph_[*left].dimension, b = graph_[*right].dimension;
  const Operation operation = plus ? Operation::add : Operation::subtract;
  if (a.is_point() || b.is_point()) {
    const bool difference = !plus && a.is_point() && b.is_point();
    const bool shift = a.is_point() && b == Dimension(Base::time);
    if (difference || shift || (plus && b.is_point() && a == Dimension(Base::time)))
      return graph_.binary(operation, *left, *right);
    return fail(expression,
                plus ? "a date can be moved by a time, nothing else can be added to it"
                     : "only a date or a time can be taken from a date",
                {"2025-01-20 - 2024-12-26 is a time; 2024-12-26 + 25 day is a date"});
  }
  if (a == b) return graph_.binary(operation, *left, *right);
  std::vector<std::string> notes = {fmt::format("left of the {}: {}", plus ? "+" : "-", words(*left)),
                                    fmt::format("right of it: {}", words(*right))};
  if (const std::string advice = missing_factor(a, b, text(expression.operands[1])); !advice.empty())
    notes.push_back(advice);
  return fail(expression.operands[1],
              fmt::format("{} cannot be {} {}", spoken(*right), plus ? "added to" : "taken from", spoken(*left)), notes,
              words(*right));
}

ExpressionBinder::Result ExpressionBinder::product(const Expression& expression) {
  const bool times = expression.form == Expression::Form::multiply;
  const Result left = expand(expression.operands[0]);
  const Result right = expand(expression.operands[1]);
  if (!left || !right || has_words(expression, {*left, *right})) return std::nullopt;
  if (graph_[*left].dimension.is_point() || graph_[*right].dimension.is_point())
    return fail(expression, "a date cannot be multiplied or divided",
                {"the difference of two dates is a time: .end - .start"});
  if (!times && graph_[*right].operation == Operation::constant && graph_[*right].value == 0)
    return fail(expression.operands[1], "this divides by zero", {"what is unknown is not zero: ask for it with \"?\""});
  if (times && graph_[*left].dimension.is_pace() && graph_[*right].dimension.is_pace())
    return fail(expression, "two paces are multiplied",
                {"where factors multiply, paces add: write a + b for a trend that is driven by both"});
  const NodeId made = graph_.binary(times ? Operation::multiply : Operation::divide, *left, *right);
  if (!graph_[made].dimension.can_raise(1))
    return fail(expression, "these units multiply up to too high a power", {"units go up to the tenth power"});
  return made;
}

ExpressionBinder::Result ExpressionBinder::power(const Expression& expression) {
  const Result base = expand(expression.operands[0]);
  const Result exponent = expand(expression.operands[1]);
  if (!base || !exponent || has_words(expression, {*base, *exponent})) return std::nullopt;
  if (!graph_[*exponent].dimension.is_plain())
    return fail(expression.operands[1], fmt::format("an exponent is a plain number; this is {}", spoken(*exponent)),
                {"for a trend over time write: cost grown 4x/year for 2 years"}, words(*exponent));
  const Node base_node = graph_[*base];
  if (base_node.dimension.is_plain()) return graph_.binary(Operation::power, *base, *exponent);
  // An exponent written as a fraction, (1/3), is a constant too.
  const Node exponent_node = graph_[*exponent];
  double constant = exponent_node.value;
  bool is_constant = exponent_node.operation == Operation::constant;
  if (exponent_node.operation == Operation::divide && graph_[exponent_node.a].operation == Operation::constant &&
      graph_[exponent_node.b].operation == Operation::constant) {
    constant = graph_[exponent_node.a].value / graph_[exponent_node.b].value;
    is_constant = true;
  }
  if (!is_constant || !base_node.dimension.can_raise(constant))
    return fail(expression.operands[1], fmt::format("{} can only be raised to a fixed power", spoken(*base)),
                {"such as ^2 or ^(1/2); or divide by a unit first: (v3.cost / 1 USD)^n"});
  return graph_.binary(Operation::power, *base, graph_.constant(constant, Dimension(), text(expression.operands[1])));
}

}  // namespace costcurve
