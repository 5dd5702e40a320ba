// Sums, products, powers and growth in an expression, with what their dimensions allow.

#include <fmt/format.h>

#include <cmath>

#include "scenario/expressions.h"

namespace costcurve {

// What something grows by. A number per time is a pace here, if it can be only one: 4 times a year is 4x/year; of 40 %
// per year, growth makes 1.4x/year.
ExpressionBinder::Result ExpressionBinder::growth(const Expression& pace) {
  if (pace.form == Expression::Form::reference) {
    Diagnostics unheard = Diagnostics::unheard();
    const std::vector<std::size_t> found = names_.resolve(pace.name, context_, {}, unheard);
    if (found.size() == 1 && names_.is_rate(found.front()))
      return fail(pace, fmt::format("`grown` needs a pace; `{}` is a number per time", names_.name(found.front())),
                  {"a pace is written as a factor: 4x/year, or doubling in 9.5 months"});
    return expand(pace);
  }
  if (!is_rate(pace)) return expand(pace);
  if (const std::optional<Literal> factor = pace.is_literal() ? pace.literal.as_pace(true) : std::nullopt) {
    constexpr double year = 365.25 * 86400, nearly = 0.01;
    const bool is_yearly = std::abs(factor->unit / year - 1) < nearly;  // 40 %/year is worked with as 1.4x/year
    return graph_.constant(factor->value(), factor->dimension,
                           is_yearly ? fmt::format("{:g}{}", factor->number, factor->shown.text) : text(pace));
  }
  return fail(pace, "`grown` needs a pace; this is a number per time", paces_instead(pace));
}

ExpressionBinder::Result ExpressionBinder::grown(const Expression& expression) {
  const Result start = expand(expression.operands[0]);
  const Result pace = growth(expression.operands[1]);
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

namespace {

bool is_orders(const Expression& expression) {
  return expression.is_literal() && expression.literal.kind == Literal::Kind::orders;
}

bool is_bare_number(const Expression& expression) {
  return expression.is_literal() && expression.literal.kind == Literal::Kind::amount && !expression.literal.has_unit;
}

}  // namespace

// Where orders of magnitude are written beside a number or added up, they may be meant as the factor or as its
// logarithm.
bool ExpressionBinder::asks_about_orders(const Expression& expression) {
  const Expression &left = expression.operands[0], &right = expression.operands[1];
  const bool is_sum = expression.form == Expression::Form::add || expression.form == Expression::Form::subtract;
  const bool is_open = is_sum
                           ? is_orders(left) && is_orders(right)
                           : (is_orders(left) && is_bare_number(right)) || (is_bare_number(left) && is_orders(right));
  if (!is_open) return false;
  const auto logarithm = [](const Literal& literal) { return literal.number * literal.scale; };
  const double a = logarithm(left.literal), b = logarithm(right.literal);
  const auto worked_out = [&](double x, double y) {
    switch (expression.form) {
      case Expression::Form::add: return x + y;
      case Expression::Form::subtract: return x - y;
      case Expression::Form::multiply: return x * y;
      default: return x / y;
    }
  };
  fail(expression, "is this about the orders or about the factors?",
       {fmt::format("write {:g} OOM, or {:g}x", worked_out(a, b),
                    worked_out(left.literal.value(), right.literal.value()))});
  return true;
}

// Two orders in five years are a pace: there they stay a logarithm.
ExpressionBinder::Result ExpressionBinder::as_pace(const Expression& orders, NodeId bound, const Dimension& beside) {
  if (!is_orders(orders) || !beside.is_pace()) return bound;
  return graph_.constant(std::log(10.0) * orders.literal.number * orders.literal.scale, Dimension(), text(orders));
}

ExpressionBinder::Result ExpressionBinder::sum(const Expression& expression) {
  if (asks_about_orders(expression)) return std::nullopt;
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
  if (asks_about_orders(expression)) return std::nullopt;
  const bool times = expression.form == Expression::Form::multiply;
  Result left = expand(expression.operands[0]);
  Result right = expand(expression.operands[1]);
  if (!left || !right || has_words(expression, {*left, *right})) return std::nullopt;
  if (graph_[*left].dimension.is_point() || graph_[*right].dimension.is_point())
    return fail(expression, "a date cannot be multiplied or divided",
                {"the difference of two dates is a time: .end - .start"});
  const Dimension of_left = graph_[*left].dimension, of_right = graph_[*right].dimension;
  left = as_pace(expression.operands[0], *left, times ? of_right : Dimension() / of_right);
  if (times) right = as_pace(expression.operands[1], *right, of_left);
  if (!times && graph_[*right].operation == Operation::constant && graph_[*right].value == 0)
    return fail(expression.operands[1], "this divides by zero", {"what is unknown is not zero: ask for it with \"?\""});
  if (times && graph_[*left].dimension.is_pace() && graph_[*right].dimension.is_pace())
    return fail(expression, "two paces are multiplied",
                {"where factors multiply, paces add: write a + b for a trend that is driven by both"});
  for (const auto& [side, other] : {std::pair(0, of_right), std::pair(1, of_left)})
    if (const Expression& pace = expression.operands[static_cast<std::size_t>(side)];
        times && pace.is_literal() && pace.literal.kind == Literal::Kind::pace_factor && !other.is_plain() &&
        other != Dimension(Base::time))
      return fail(
          pace, "this is a pace, by how much more each time, and no number per time",
          {"what happens so often is a number per time: 4/day", "what grows: 5 M USD grown 4x/year for 2 years"});
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
