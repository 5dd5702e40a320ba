#include "catalog/plain_amount.h"

namespace costcurve {

namespace {

using Form = Expression::Form;

std::optional<PlainAmount> calculated(Form form, const PlainAmount& a, const PlainAmount& b) {
  if (form == Form::multiply) return PlainAmount{a.value * b.value, a.dimension * b.dimension};
  if (form == Form::divide) return PlainAmount{a.value / b.value, a.dimension / b.dimension};
  const bool adds = form == Form::add || form == Form::subtract;
  if (!adds || a.dimension != b.dimension) return std::nullopt;
  return PlainAmount{form == Form::add ? a.value + b.value : a.value - b.value, a.dimension};
}

}  // namespace

std::optional<PlainAmount> plain_amount(const Expression& expression) {
  if (expression.is_literal()) {
    const Literal& literal = expression.literal;
    if (literal.kind != Literal::Kind::amount) return std::nullopt;
    return PlainAmount{literal.value(), literal.dimension, !literal.has_unit};
  }
  if (expression.operands.empty() || expression.operands.size() > 2) return std::nullopt;
  const std::optional<PlainAmount> first = plain_amount(expression.operands.front());
  if (!first) return std::nullopt;
  if (expression.operands.size() == 1)
    return expression.form == Form::negate ? std::optional(PlainAmount{-first->value, first->dimension}) : std::nullopt;
  const std::optional<PlainAmount> second = plain_amount(expression.operands.back());
  return second ? calculated(expression.form, *first, *second) : std::nullopt;
}

}  // namespace costcurve
