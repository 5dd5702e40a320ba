#include "text/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "quantity/unit_product.h"
#include "text/parser.h"

namespace costcurve {

double Literal::base(double printed) const {
  switch (kind) {
    case Kind::amount: return printed * scale * unit;
    case Kind::pace_factor: return std::log(printed * scale) / unit;
    case Kind::pace_period: return std::log(2.0) / (printed * scale * unit);
    case Kind::orders: return std::pow(10.0, printed * scale);
    case Kind::date:
    case Kind::word: return printed;
  }
  return printed;
}

std::string Literal::instead_of_thousands_point() const {
  if (std::abs(step - 0.001) > 1e-12 || number < 1 || number >= 1000) return {};
  const double thousands = std::round(number * 1000);
  if (std::fmod(thousands, 1000) == 0)
    return fmt::format("write {:.0f} for thousands, {:.0f} for the number without its fraction", thousands, number);
  return fmt::format("write {:.0f} for thousands, {:.4f} for the fraction", thousands, number);
}

namespace {

bool is_share(const Literal& literal) {
  return literal.shown.text.starts_with("%") || literal.shown.text.starts_with("percent");
}

}  // namespace

namespace {

bool is_orders_of_magnitude(std::string_view unit) { return unit.starts_with("OOM") || unit.starts_with("dex"); }

}  // namespace

bool Literal::counts_orders() const { return is_orders_of_magnitude(shown.text); }

bool Literal::is_rate() const { return kind == Kind::amount && dimension.is_pace() && !counts_orders(); }

std::optional<Literal> Literal::as_pace(bool grows) const {
  if (!is_rate() || period <= 0) return std::nullopt;
  const double share = number * scale * unit * period;
  const bool is_growth = grows && is_share(*this) && share > 0 && share < 1;
  if (!is_growth && !(shown.text.starts_with("times") && number * scale > 1)) return std::nullopt;
  Literal pace = *this;
  pace.kind = Kind::pace_factor;
  if (is_growth) {
    pace.number = 1 + share;
    pace.scale = 1;
    pace.step = step * scale * unit * period;
    pace.round_step = round_step * scale * unit * period;
  }
  pace.unit = period;
  pace.shown = {"x/year", 1, dimension};
  return pace;
}

bool is_rate(const Expression& expression) {
  if (expression.is_literal()) return expression.literal.is_rate();
  if (expression.form != Expression::Form::divide) return false;
  const Expression &above = expression.operands[0], &below = expression.operands[1];
  return above.is_literal() && above.literal.kind == Literal::Kind::amount && above.literal.dimension.is_plain() &&
         below.is_literal() && below.literal.dimension == Dimension(Base::time);
}

std::vector<std::string> paces_instead(const Expression& expression) {
  const bool divides = !expression.is_literal();
  const Literal& above = divides ? expression.operands[0].literal : expression.literal;
  const Literal& below = divides ? expression.operands[1].literal : expression.literal;
  const std::string& shown = below.shown.text;
  if (divides && above.shown.text == "x" && below.number != 1)
    return {fmt::format("write {:g}x in {:g} {}", above.number * above.scale, below.number * below.scale, shown)};
  const std::string unit = divides ? shown : shown.substr(std::min(shown.find('/') + 1, shown.size()));
  const double period = divides ? below.number * below.scale : 1;
  const double value = above.number * above.scale * (divides ? above.unit : above.unit * above.period) / period;
  if (!(value > 0) || unit.empty() || (!divides && above.period <= 0))
    return {"for example 4x/year, doubling in 9.5 months, 0.14 OOM/year"};
  std::vector<std::string> notes;
  if (!is_share(above) && value > 1)
    notes.push_back(fmt::format("write {:g}x/{} for a factor of {:g}", value, unit, value));
  if (is_share(above) || value <= 1) {
    notes.push_back(fmt::format("write {:g}x/{} for what grows by {:g} %", 1 + value, unit, 100 * value));
    if (value < 1)
      notes.push_back(fmt::format("write {:.6g}x/{} for what falls by {:g} %", 1 / (1 - value), unit, 100 * value));
  }
  return notes;
}

std::vector<std::string> readings_of_letter(const Literal& literal, std::string_view written, std::string_view behind) {
  const std::string number(written.empty() ? "5" : written);
  if (literal.open == "B" && !behind.empty())
    return {"bytes, or a billion of something?",
            fmt::format("write {0} byte{1} or {0} GB{1} for memory, {0} B FLOP{1} for a billion", number, behind)};
  if (literal.open == "B")
    return {"bytes, or a billion of something?",
            fmt::format("write {0} byte or {0} GB for memory, {0} B parameter or {0} B USD for a billion", number)};
  if (literal.open == "T")
    return {"a trillion, or terabytes?", fmt::format("write {0} T token{1}, or {0} TB{1}", number, behind)};
  if (literal.open == "K")
    return {"a thousand of something?", fmt::format("write {} k chip h{}; a small k is a thousand", number, behind)};
  const std::string letter = literal.open == "/K" ? "/k" : literal.open;
  const std::string scale = letter.size() > 2 ? letter + " " : letter;
  return {fmt::format("{} of what?", literal.open.substr(1)),
          fmt::format("of tokens it is {} USD{}token", number, scale)};
}

bool is_distribution(std::string_view name) {
  constexpr std::array<std::string_view, 5> known = {"uniform", "triangular", "normal", "choose", "draws"};
  return std::find(known.begin(), known.end(), name) != known.end();
}

bool Expression::refers() const {
  return form == Form::reference ||
         std::any_of(operands.begin(), operands.end(), [](const Expression& e) { return e.refers(); });
}

namespace {

// Two orders of magnitude are a hundred times. In a pace, 0.14 OOM/year, they stay what they are: a logarithm.
bool read_orders(Expression& expression) {
  for (Expression& operand : expression.operands) read_orders(operand);
  if (!expression.is_literal()) return false;
  Literal& literal = expression.literal;
  if (literal.kind != Literal::Kind::amount || !literal.dimension.is_plain() || !literal.counts_orders()) return false;
  literal.kind = Literal::Kind::orders;
  literal.shown = {"x", 1, Dimension()};
  return true;
}

// "2 OOM ± 0.5 OOM" is no number and its width, and steps between orders are no equal ones.
void refuse_orders(const Excerpt& excerpt, const Expression& expression, std::string remedy, Diagnostics& diagnostics) {
  diagnostics.report(excerpt.place(expression.begin, expression.end), "orders of magnitude are factors here",
                     {std::move(remedy)});
}

}  // namespace

Slot parse_slot(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  Slot slot = Parser(excerpt, units, diagnostics).slot();
  for (Expression* end : {&slot.first, &slot.second}) read_orders(*end);
  if (slot.shown && slot.shown->dimension.is_plain() && is_orders_of_magnitude(slot.shown->text))
    slot.shown = {"x", 1, Dimension()};
  const bool is_wide = slot.form == Slot::Form::deviation && slot.second.is_literal();
  if (is_wide && slot.second.literal.kind == Literal::Kind::orders) {
    const double middle = slot.first.literal.number, width = slot.second.literal.number;
    refuse_orders(excerpt, slot.second, fmt::format("write {:g} to {:g} OOM", middle - width, middle + width),
                  diagnostics);
    slot.understood = false;
  }
  return slot;
}

Slot parse_expression(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  Slot slot = Parser(excerpt, units, diagnostics).lone_expression();
  read_orders(slot.first);
  return slot;
}

Relation parse_relation(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  Relation relation = Parser(excerpt, units, diagnostics).relation();
  for (Expression* side : {&relation.left, &relation.right}) read_orders(*side);
  return relation;
}

Progression parse_progression(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  Progression progression = Parser(excerpt, units, diagnostics).progression();
  bool has_orders = false;
  for (Expression& value : progression.values) has_orders = read_orders(value) || has_orders;
  if (!has_orders) return progression;
  const Expression &first = progression.values.front(), &last = progression.values.back();
  progression.shown = {"x", 1, Dimension()};
  if (progression.form == Progression::Form::list) return progression;
  refuse_orders(excerpt, last, fmt::format("write {:g} .. {:g}x in 5 log", first.literal.value(), last.literal.value()),
                diagnostics);
  progression.understood = false;
  return progression;
}

Relation parse_target(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  Relation relation = Parser(excerpt, units, diagnostics).target();
  for (Expression* side : {&relation.left, &relation.right}) read_orders(*side);
  return relation;
}

std::optional<ShownUnit> parse_units(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  std::optional<ShownUnit> product = unit_product(excerpt.text, units);
  return product ? product : Parser(excerpt, units, diagnostics).lone_units();
}

}  // namespace costcurve
