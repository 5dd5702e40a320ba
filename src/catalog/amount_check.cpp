#include "catalog/amount_check.h"

#include <fmt/format.h>

#include <cmath>

#include "catalog/plain_amount.h"
#include "quantity/unit_product.h"

namespace costcurve {

namespace {

// The sentences on one amount.
class AmountCheck {
 public:
  AmountCheck(const CatalogField& field, const std::string& name, const Value& value, const Units& units,
              Diagnostics& diagnostics)
      : field_(field), name_(name), value_(value), text_(value.text.text), units_(units), diagnostics_(diagnostics) {
    if (takes_any() || field.unit.empty()) return;
    const Excerpt unit = built_in(field.unit);
    if (const std::optional<ShownUnit> shown = parse_units(unit, units, diagnostics)) expected_ = shown->dimension;
  }

  void check() {
    if (value_.kind != Value::Kind::text && value_.kind != Value::Kind::number)
      return wrong(fmt::format("`{}` is an amount", name_), {"for example " + example("1")});
    if (const std::optional<ShownUnit> plain = simple_amount(text_, units_);
        plain && is_fine({plain->factor, plain->dimension, text_.find(' ') == std::string::npos}) &&
        !(is_price_of_tokens() && is_price_of_single_token(plain->factor, 1)))
      return;
    const Slot slot = parse_slot(value_.text, units_, diagnostics_);
    if (slot.understood && is_one_number(slot)) check(slot.first);
  }

 private:
  bool takes_any() const { return field_.unit == "*"; }
  bool is_price_of_tokens() const { return expected_ == Dimension(Base::money) / Dimension(Base::token); }

  bool fits(const PlainAmount& amount) const {
    return takes_any() || amount.dimension == expected_ || (amount.dimension.is_plain() && expected_.is_count());
  }
  bool is_fine(const PlainAmount& amount) const { return fits(amount) && lies_in(field_.domain, amount.value); }

  std::string example(const std::string& number) const {
    if (field_.unit.empty())
      return fmt::format("{} = {}", name_, field_.domain == Domain::fraction ? "\"50 %\"" : number);
    return fmt::format("{} = \"{} {}\"", name_, number, takes_any() ? "kWh" : field_.unit);
  }

  void wrong(std::string problem, std::vector<std::string> notes, std::string label = {}) {
    const Place place = value_.text.text.empty() ? value_.place : value_.text.place();
    diagnostics_.report(place, std::move(problem), std::move(notes), std::move(label));
  }

  bool is_one_number(const Slot& slot) {
    if (slot.form == Slot::Form::asked)
      wrong(fmt::format("`{}` is asked for, and the catalog is what answers", name_),
            {"what is not known is left out, and a scenario may ask for it"});
    else if (slot.form != Slot::Form::value || slot.about)
      wrong(fmt::format("`{}` is one number in the catalog; this is several", name_),
            {"write the one that was printed, and the others as `conflicts`",
             "a range belongs into the scenario, which rules over the catalog"});
    else
      return true;
    return false;
  }

  void check(const Expression& expression) {
    if (expression.is_literal() && !expression.literal.open.empty())
      return wrong(fmt::format("`{}` can be read in two ways", text_), readings_of_letter(expression.literal, text_));
    const std::optional<PlainAmount> amount = plain_amount(expression);
    if (!amount)
      wrong(fmt::format("`{}` is an amount; this is none", name_), {"for example " + example("1")});
    else if (!fits(*amount))
      unlike(*amount);
    else if (!std::isfinite(amount->value))
      wrong(fmt::format("`{}` has no end", name_), {"what is not known is left out"});
    else if (!lies_in(field_.domain, amount->value))
      outside(*amount);
    else if (is_price_of_tokens() && expression.is_literal() && !says_how_many(text_) &&
             is_price_of_single_token(amount->value, expression.literal.unit))
      wrong("this is the price of a single token", instead_of_single_token(amount->value));
  }

  void unlike(const PlainAmount& amount) {
    const std::string what =
        amount.dimension.is_plain() ? "this number has no unit" : "this is " + units_.spoken(amount.dimension);
    std::vector<std::string> notes = {"for example " + example(amount.is_bare ? text_ : "1")};
    if (amount.dimension * Dimension(Base::chip, -1) == expected_)
      notes.push_back(fmt::format("if it is of a machine, divide it by its chips: \"{} / 8 chip\"", text_));
    wrong(fmt::format("`{}` is {}; {}", name_, units_.spoken(expected_), what), notes,
          amount.dimension.is_plain() ? "" : units_.words(amount.dimension));
  }

  void outside(const PlainAmount& amount) {
    const bool is_percentage = field_.domain == Domain::fraction && amount.is_bare && amount.value <= 100;
    if (amount.value > 1)
      return wrong(
          fmt::format("`{}` cannot be more than 1", name_),
          {is_percentage ? fmt::format("a percentage is written with its sign: {} = \"{:g} %\"", name_, amount.value)
                         : "it is the share that is taken off"});
    wrong(fmt::format("`{}` cannot be {}", name_, amount.value < 0 ? "negative" : "zero"),
          {field_.domain == Domain::positive ? "what is not known is left out"
                                             : "what is not known is left out, what is free is 0"});
  }

  const CatalogField& field_;
  const std::string& name_;
  const Value& value_;
  const std::string& text_;
  const Units& units_;
  Diagnostics& diagnostics_;
  Dimension expected_;
};

}  // namespace

void check_amount(const CatalogField& field, const std::string& name, const Value& value, const Units& units,
                  Diagnostics& diagnostics) {
  AmountCheck(field, name, value, units, diagnostics).check();
}

bool is_price_of_single_token(double value, double unit) {
  constexpr double dear = 1e-3, of_many = 1e-4;  // no token has cost a tenth of a cent; USD/Mtoken is a millionth
  return value >= dear && unit > of_many;
}

bool says_how_many(std::string_view text) {
  for (const std::string_view per : {std::string_view("/"), std::string_view(" per ")}) {
    const std::size_t at = text.find(per);
    if (at == std::string_view::npos) continue;
    const std::size_t next = text.find_first_not_of(' ', at + per.size());
    if (next != std::string_view::npos && text[next] >= '0' && text[next] <= '9') return true;
  }
  return false;
}

std::vector<std::string> instead_of_single_token(double value) {
  constexpr double of_a_thousand = 0.1;  // what a thousand tokens have cost
  return {value < of_a_thousand ? fmt::format("for a thousand of them write {:g} USD/ktoken", value)
                                : fmt::format("for a million of them write {:g} USD/Mtoken", value),
          fmt::format("if it is meant, write {:.0f} USD/Mtoken", value * 1e6)};
}

}  // namespace costcurve
