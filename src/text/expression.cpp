#include "text/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "text/parser.h"

namespace costcurve {

double Literal::base(double printed) const {
  switch (kind) {
    case Kind::amount: return printed * scale * unit;
    case Kind::pace_factor: return std::log(printed * scale) / unit;
    case Kind::pace_period: return std::log(2.0) / (printed * scale * unit);
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

bool is_distribution(std::string_view name) {
  constexpr std::array<std::string_view, 5> known = {"uniform", "triangular", "normal", "choose", "draws"};
  return std::find(known.begin(), known.end(), name) != known.end();
}

bool Expression::refers() const {
  return form == Form::reference ||
         std::any_of(operands.begin(), operands.end(), [](const Expression& e) { return e.refers(); });
}

Slot parse_slot(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  return Parser(excerpt, units, diagnostics).slot();
}

Slot parse_expression(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  return Parser(excerpt, units, diagnostics).lone_expression();
}

Relation parse_relation(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  return Parser(excerpt, units, diagnostics).relation();
}

Progression parse_progression(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  return Parser(excerpt, units, diagnostics).progression();
}

Relation parse_target(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  return Parser(excerpt, units, diagnostics).target();
}

std::optional<ShownUnit> parse_units(const Excerpt& excerpt, const Units& units, Diagnostics& diagnostics) {
  return Parser(excerpt, units, diagnostics).lone_units();
}

}  // namespace costcurve
