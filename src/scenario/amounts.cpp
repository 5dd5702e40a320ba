#include "scenario/amounts.h"

#include <fmt/format.h>

#include <cmath>

#include "catalog/amount_check.h"
#include "quantity/pace.h"
#include "quantity/word_list.h"
#include "scenario/names.h"

namespace costcurve {

namespace {

// 64.000 where chips or requests are counted: three digits behind a point are thousands where commas are decimal.
std::string instead_of_thousands_point(const Quantity& frame, const Expression& expression) {
  const bool counts = !frame.dimension.is_plain() || !frame.things.empty();
  const bool could_be = expression.is_literal() && counts && !expression.literal.scaled;
  return could_be ? expression.literal.instead_of_thousands_point() : "";
}

std::string without_scale(const std::string& unit) {
  const std::size_t blank = unit.find(' ');
  return blank != std::string::npos && scale_factor(unit.substr(0, blank)) ? unit.substr(blank + 1) : unit;
}

// GFLOP/token becomes FLOP/token: what is scaled in words has no prefix as well.
std::string without_prefix(const std::string& unit, const Units& units) {
  const std::size_t end = unit.find_first_of(" /");
  const std::optional<Unit> first = units.find(unit.substr(0, end));
  return first && !first->prefix.empty() && unit.starts_with(first->prefix) ? unit.substr(first->prefix.size()) : unit;
}

// What may have been meant: the text with the unit behind it, or with what the unit divides by: $30k is $30k/chip.
std::vector<std::string> completed(const std::string& text, const std::string& unit, const Units& units) {
  std::vector<std::string> texts = {text + " " + without_scale(unit),
                                    text + " " + without_prefix(without_scale(unit), units)};
  for (std::size_t line = unit.find('/'); line != std::string::npos; line = unit.find('/', line + 1))
    texts.push_back(text + unit.substr(line));
  return texts;
}

// The first of them that is read, and is of the dimension.
std::string first_of_dimension(const std::vector<std::string>& texts, const Quantity& frame, const Units& units) {
  for (const std::string& text : texts) {
    Diagnostics unheard = Diagnostics::unheard();
    const Slot slot = parse_slot(built_in(text), units, unheard);
    const auto fits_in = [&](const Expression& end) {
      return end.is_literal() && end.literal.open.empty() && end.literal.dimension == frame.dimension;
    };
    const bool has_two_ends = slot.form == Slot::Form::range || slot.form == Slot::Form::deviation;
    if (slot.understood && fits_in(slot.first) && (!has_two_ends || fits_in(slot.second))) return text;
  }
  return {};
}

// What was written, in the unit that is wanted: 5.3 million becomes 5.3 million USD, 4 times becomes 4x/year.
std::string example(const Quantity& frame, const Expression& expression, const Excerpt& text, const Units& units) {
  const std::string& unit = frame.shown.text;
  if (frame.dimension.is_point()) return "2024-12-26";
  if (!is_yearly_factor(frame.shown) && unit != "x" && expression.is_literal()) {
    const std::string whole = first_of_dimension(completed(text.text, unit, units), frame, units);
    if (!whole.empty()) return whole;
  }
  const bool is_number = expression.is_literal() && expression.literal.kind == Literal::Kind::amount;
  const std::string number = is_number ? fmt::format("{:g}", expression.literal.number) : "1";
  if (is_yearly_factor(frame.shown))
    return (is_number && expression.literal.number > 1 && !expression.literal.has_unit ? number : "4") + "x/year";
  if (unit == "x") return number + "x";
  const bool bare = is_number && !expression.literal.has_unit;
  // A number of another scale is none of this unit: 0.385 kg is not 0.385 g/kWh.
  const bool keeps_number =
      is_number && std::abs(expression.literal.value() / frame.shown.factor / expression.literal.number - 1) < 1e-9;
  if (!bare) return (keeps_number ? number : "1") + " " + unit;
  const std::string written = text.text.substr(expression.begin, expression.end - expression.begin);
  return written + " " + (expression.literal.scaled ? without_scale(unit) : unit);
}

void no_unit(const Quantity& frame, const Expression& expression, const Excerpt& text, const Language& language) {
  const std::string completed_text = example(frame, expression, text, language.units);
  // Of a fraction of a second it is not told whether seconds were meant.
  const std::string_view unit = frame.shown.text;
  const bool may_be_seconds = (unit == "ms" || unit == "us") && completed_text.ends_with(unit);
  const std::string in_seconds =
      may_be_seconds ? completed_text.substr(0, completed_text.size() - unit.size()) + "s" : "";
  std::vector<std::string> notes = {
      fmt::format("for example \"{}\"{}", completed_text, may_be_seconds ? " or \"" + in_seconds + "\"" : ""),
      "a bare number is taken for a count only"};
  const bool is_typed = text.source && text.source->name.starts_with("--");
  if (is_typed && frame.dimension.twelfths(static_cast<int>(Base::money)) != 0)
    notes.emplace_back("a shell takes $5 between double quotes for a value of its own: single quotes keep it");
  language.diagnostics.report(
      text.place(expression.begin, expression.end),
      fmt::format("`{}` is {}; this number has no unit", last_word(frame.name), language.units.spoken(frame.dimension)),
      notes);
}

// What is said per time of a number of things is their rate, where the part has one: request_rate for requests.
std::string rate_meant(const Quantity& frame, const Dimension& actual, const Language& language) {
  const std::vector<std::string> things = words_parted(frame.things);
  if (things.empty() || actual != frame.dimension / Dimension(Base::time)) return {};
  const std::string rate = things.front() + "_rate", name = frame.part + "." + rate;
  Diagnostics unheard = Diagnostics::unheard();
  if (language.names.resolve(name, {}, {}, unheard).empty()) return {};
  return fmt::format("`{}` is said per time: write it there", rate);
}

void unlike(const Quantity& frame, const Expression& expression, const Excerpt& text, const Dimension& actual,
            const Language& language) {
  const Units& units = language.units;
  const std::string& unit = frame.shown.text;
  const std::string expected = units.words(frame.dimension);
  std::vector<std::string> notes = {
      unit.empty() || unit == "date"
          ? fmt::format("expected {}", expected)
          : fmt::format("expected {}, for example \"{}\"", expected, example(frame, expression, text, units))};
  const std::string written = text.text.substr(expression.begin, expression.end - expression.begin);
  if (const std::string advice = missing_factor(frame.dimension, actual, written); !advice.empty())
    notes.push_back(advice);
  if (const std::string rate = rate_meant(frame, actual, language); !rate.empty()) notes.push_back(rate);
  language.diagnostics.report(
      text.place(expression.begin, expression.end),
      fmt::format("`{}` is {}; this is {}", last_word(frame.name), units.spoken(frame.dimension), units.spoken(actual)),
      notes, units.words(actual));
}

}  // namespace

std::optional<NodeId> bind(const Excerpt& text, const Language& language, Graph& into) {
  const Slot slot = parse_expression(text, language.units, language.diagnostics);
  if (!slot.understood) return std::nullopt;
  return ExpressionBinder(into, language.names, language.units, language.diagnostics).bind(slot.first, text, {});
}

bool names_its_things(const Quantity& frame, const Dimension& actual, const Units& units) {
  return any_word(frame.things, [&](std::string_view name) {
    const std::optional<Unit> thing = units.find(name);
    return thing && (actual == frame.dimension * thing->dimension || actual == frame.dimension / thing->dimension);
  });
}

bool fits(const Quantity& frame, const Expression& expression, const Excerpt& text, const Dimension& actual, bool bare,
          const Language& language) {
  const bool bare_count = bare && actual.is_plain() && frame.dimension.is_count();
  if ((actual == frame.dimension && !(bare_count && !frame.things.empty())) ||
      (expression.is_literal() && names_its_things(frame, actual, language.units)))
    return true;
  const Place place = text.place(expression.begin, expression.end);
  if (bare_count) {
    const std::string remedy = instead_of_thousands_point(frame, expression);
    if (remedy.empty()) return true;
    language.diagnostics.report(place, "is this point a thousands separator?", {remedy});
  } else if (bare && actual.is_plain()) {
    no_unit(frame, expression, text, language);
  } else {
    unlike(frame, expression, text, actual, language);
  }
  return false;
}

bool in_domain(const Quantity& quantity, double value, const Place& place, Diagnostics& diagnostics, bool bare) {
  const Domain domain = quantity.domain;
  if (lies_in(domain, value)) return true;
  std::vector<std::string> notes = {quantity.meaning.empty()
                                        ? fmt::format("it must be {}", domain_words(domain))
                                        : fmt::format("{}: it must be {}", quantity.meaning, domain_words(domain))};
  if (domain == Domain::positive && value == 0)
    notes.emplace_back("what is unknown is not zero: leave it out, or write \"?\"");
  if (domain == Domain::fraction && bare && value > 1 && value <= 100)
    notes.push_back(fmt::format("a percentage is written with its sign: {:g} %", value));
  diagnostics.report(place,
                     fmt::format("`{}` cannot be {}", last_word(quantity.name),
                                 value < 0    ? "negative"
                                 : value == 0 ? "zero"
                                              : "more than 1"),
                     notes);
  return false;
}

namespace {

// A letter that the text alone leaves open: 70B of what is counted is a billion, $30/M of a price of tokens a million.
bool settles(const Quantity& frame, Literal& literal) {
  const bool counts = frame.dimension.is_count() && !frame.dimension.is_plain();
  const bool prices_tokens = frame.dimension == Dimension(Base::money) / Dimension(Base::token);
  if (literal.open.starts_with('/') ? !prices_tokens : !counts) return false;
  if (prices_tokens) {
    literal.dimension = frame.dimension;
    literal.shown.text += "token";
    literal.shown.dimension = frame.dimension;
  }
  literal.open.clear();
  return true;
}

}  // namespace

bool is_plausible(const Quantity& frame, double value, const Expression& expression, const Excerpt& text,
                  Diagnostics& diagnostics) {
  if (!expression.is_literal()) return true;
  const Literal& literal = expression.literal;
  const auto ask = [&](std::string problem, std::vector<std::string> remedies) {
    diagnostics.report(text.place(expression.begin, expression.end), std::move(problem), std::move(remedies));
    return false;
  };
  const bool prices_tokens = frame.dimension == Dimension(Base::money) / Dimension(Base::token);
  if (prices_tokens && !says_how_many(text.text) && is_price_of_single_token(value, literal.unit))
    return ask("this is the price of a single token", instead_of_single_token(value));
  const bool is_bare = !literal.has_unit && !literal.scaled;
  if (is_bare && frame.dimension == Dimension(Base::parameter) && value > 0 && value < 1000)
    return ask(fmt::format("`{}` is {:g} parameters", last_word(frame.name), value),
               {fmt::format("for billions write {:g} B parameter", value),
                fmt::format("if it is meant, write {:g} parameter", value)});
  const bool bare = is_bare && frame.shown.text == "%";
  if (!bare || value <= 1) return true;
  std::vector<std::string> remedies = {fmt::format("a percentage is written with its sign: {:g} %", value)};
  if (frame.domain != Domain::fraction) remedies.push_back(fmt::format("if it is meant, write {:g} %", 100 * value));
  return ask(fmt::format("`{}` is a share, and {:g} of it is {:g} %", last_word(frame.name), value, 100 * value),
             std::move(remedies));
}

namespace {

// So many per time, and no growth.
bool is_frequency(const Quantity& frame) {
  return frame.dimension.is_pace() && !frame.shown.text.empty() && !is_pace(frame.shown);
}

// The period of 4x/day as it divides a number.
std::string period_behind(const Literal& pace) {
  for (const auto& [seconds, name] : {std::pair{1.0, "s"},
                                      {60.0, "min"},
                                      {3600.0, "h"},
                                      {86400.0, "day"},
                                      {7 * 86400.0, "week"},
                                      {30.4375 * 86400, "month"},
                                      {365.25 * 86400, "year"}})
    if (std::abs(pace.unit / seconds - 1) < 1e-9) return fmt::format("/{}", name);
  return fmt::format(" / ({:g} day)", pace.unit / 86400);
}

}  // namespace

std::optional<Expression> settled(const Expression& expression, const Excerpt& text, const Quantity& frame,
                                  const Language& language) {
  Expression read = expression;
  if (expression.is_literal() && !expression.literal.open.empty()) settles(frame, read.literal);
  if (is_frequency(frame) && expression.is_literal() && expression.literal.kind == Literal::Kind::pace_factor) {
    const double number = expression.literal.number * expression.literal.scale;
    language.diagnostics.report(
        text.place(expression.begin, expression.end),
        fmt::format("`{}` is how often; this is a pace, by how much more each time", last_word(frame.name)),
        {fmt::format("write {:g}{}", number, period_behind(expression.literal))});
    return std::nullopt;
  }
  if (!is_pace(frame.shown) || !is_rate(expression)) return read;
  if (const std::optional<Literal> pace = expression.is_literal() ? expression.literal.as_pace() : std::nullopt) {
    read.literal = *pace;
    return read;
  }
  language.diagnostics.report(text.place(expression.begin, expression.end),
                              fmt::format("`{}` is a pace; this is a number per time", last_word(frame.name)),
                              paces_instead(expression));
  return std::nullopt;
}

std::optional<double> constant_of(const Expression& written, const Excerpt& text, const Quantity& frame,
                                  const Context& context, const Language& language) {
  const Place place = text.place(written.begin, written.end);
  const std::optional<Expression> read = settled(written, text, frame, language);
  if (!read) return std::nullopt;
  const Expression& expression = *read;
  const auto wrong = [&](const char* problem, const char* remedy) {
    language.diagnostics.report(place, problem, {remedy});
    return std::nullopt;
  };
  if (expression.refers())
    return wrong("a range or a bound cannot refer to other quantities",
                 "give the range to a quantity of its own, and refer to that");
  Graph scratch;
  ExpressionBinder binder(scratch, language.names, language.units, language.diagnostics);
  const std::optional<NodeId> node = binder.bind(expression, text, context);
  if (!node) return std::nullopt;
  const Dimension actual = scratch[*node].dimension;
  // "64 * 8" is a bare number as 512 is.
  const bool bare = (expression.is_literal() && !expression.literal.has_unit) || actual.is_plain();
  if (!fits(frame, expression, text, actual, bare, language)) return std::nullopt;
  const double value = scratch.constant_value(*node);
  if (std::isfinite(value))
    return is_plausible(frame, value, expression, text, language.diagnostics) ? std::optional(value) : std::nullopt;
  if (std::isnan(value))
    return wrong("this has no value",
                 "it takes the logarithm or the root of a negative number, or divides nothing by nothing");
  return wrong("this has no finite value", "it divides by zero, or runs beyond 1e308, where numbers end");
}

}  // namespace costcurve
