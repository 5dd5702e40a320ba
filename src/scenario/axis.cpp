#include "scenario/axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "quantity/print.h"
#include "scenario/amounts.h"
#include "scenario/expressions.h"
#include "text/keys.h"

namespace costcurve {

double Axis::coordinate(std::size_t i) const {
  const double at = static_cast<double>(i);
  if (spacing == Spacing::listed) return listed[i];
  if (i + 1 == static_cast<std::size_t>(points)) return last;
  if (i == 0) return first;
  if (spacing == Spacing::geometric) {
    const double share = at / (points - 1), ratio = last / first;
    return std::isfinite(ratio) ? first * std::pow(ratio, share) : std::pow(first, 1 - share) * std::pow(last, share);
  }
  if (step == 0) return (first * (points - 1 - at) + last * at) / (points - 1);
  if (digits == 0) return first + at * step;
  return (std::round(first * digits) + at * std::round(step * digits)) / digits;
}

double Axis::value(std::size_t i) const { return from_unit(coordinate(i), unit); }

std::string Axis::text(std::size_t i) const { return is_words() ? words[i] : amount_text(value(i), unit); }

namespace {

Excerpt excerpt_of(const SourcePointer& source, std::size_t begin, std::size_t end) {
  while (begin < end && source->text[begin] == ' ') ++begin;
  while (end > begin && source->text[end - 1] == ' ') --end;
  return {source, begin, end, source->text.substr(begin, end - begin), true};
}

}  // namespace

std::optional<KeyAndValues> key_and_values(const std::string& over, const std::string& example,
                                           Diagnostics& diagnostics) {
  auto source = std::make_shared<Source>();
  source->name = "--over";
  source->text = over;
  const std::size_t equals = over.find('=');
  KeyAndValues typed{excerpt_of(source, 0, std::min(equals, over.size())), {}};
  if (equals == std::string::npos || typed.key.text.empty()) {
    diagnostics.add({{source, 0, over.size()}, "--over needs a key and its values", "", {example}});
    return std::nullopt;
  }
  typed.values = excerpt_of(source, equals + 1, over.size());
  return typed;
}

std::vector<Excerpt> between_commas(const Excerpt& list) {
  std::vector<Excerpt> excerpts;
  for (std::size_t at = 0; at <= list.text.size();) {
    const std::size_t end = std::min(list.text.find(',', at), list.text.size());
    excerpts.push_back(excerpt_of(list.source, list.begin + at, list.begin + end));
    at = end + 1;
  }
  return excerpts;
}

namespace {

class AxisReader {
 public:
  AxisReader(const Scenario& scenario, Diagnostics& diagnostics) : scenario_(scenario), diagnostics_(diagnostics) {}

  std::optional<SweptAxis> read(const std::string& over) {
    const std::optional<KeyAndValues> typed =
        key_and_values(over, "for example --over \"run.mfu = 20 % .. 60 % step 5 %\"", diagnostics_);
    if (!typed) return std::nullopt;
    axis_.key_text = typed->key;
    axis_.key = axis_.key_text.text;
    axis_.values_text = typed->values;
    const std::optional<std::size_t> quantity = scenario_.quantity(axis_.key);
    const bool is_word = quantity && scenario_.relations->quantities[*quantity].dimension.is_word();
    if ((!quantity && find_key(KeyPlace::part, last_word(axis_.key))) || is_word) return read_words();
    if (quantity) axis_.quantity = *quantity;
    const Progression read = parse_progression(axis_.values_text, scenario_.units, diagnostics_);
    if (!read.understood) return std::nullopt;
    if (!quantity) return axis_;
    return bind(read) ? std::optional(axis_) : std::nullopt;
  }

 private:
  std::nullopt_t fail(const Place& place, std::string problem, std::vector<std::string> notes, std::string label = {}) {
    diagnostics_.add({place, std::move(problem), std::move(label), std::move(notes)});
    return std::nullopt;
  }
  const Quantity& quantity() const { return scenario_.relations->quantities[axis_.quantity]; }
  Place place(const Expression& expression) const { return axis_.values_text.place(expression.begin, expression.end); }

  // Of a closed list its words, else chips.
  std::string some_names() const {
    const auto q = scenario_.quantity(axis_.key);
    const auto words = q ? scenario_.relations->quantities[*q].shown.words : nullptr;
    if (!words) return "H800, H100, A100";
    std::string names;
    for (const std::string& word : *words) names += (names.empty() ? "" : ", ") + word;
    return names;
  }

  std::optional<SweptAxis> read_words() {
    const std::string& text = axis_.values_text.text;
    if (text.find("..") != std::string::npos)
      return fail(axis_.values_text.place(),
                  fmt::format("`{}` takes names, and between names there is nothing", axis_.key),
                  {fmt::format("list them: {} = {}", axis_.key, some_names())});
    for (const Excerpt& name : between_commas(axis_.values_text)) {
      if (name.text.empty())
        return fail({name.source, name.begin, name.begin + 1}, "a name is missing here",
                    {fmt::format("for example {} = {}", axis_.key, some_names())});
      axis_.names.push_back(name);
      axis_.words.push_back(name.text);
    }
    if (axis_.words.size() == 1)
      return fail(axis_.values_text.place(), "one value is no sweep",
                  {fmt::format("for example {} = {}", axis_.key, some_names()), "--set replaces a value by one other"});
    axis_.points = static_cast<double>(axis_.words.size());
    return axis_;
  }

  bool bind(const Progression& read) {
    const bool factors = std::any_of(read.values.begin(), read.values.end(), [](const Expression& value) {
      return value.is_literal() &&
             (value.literal.kind == Literal::Kind::pace_factor || value.literal.kind == Literal::Kind::pace_period);
    });
    axis_.unit = quantity().shown;
    if (factors)
      axis_.unit = {"x/year", 1, quantity().dimension};
    else if (quantity().dimension.is_point())
      axis_.unit = {"date", 1, quantity().dimension};
    else if (read.shown && read.shown->dimension == quantity().dimension)
      axis_.unit = *read.shown;
    std::vector<double> coordinates;
    for (const Expression& value : read.values) {
      const std::optional<double> number = coordinate_of(value);
      if (!number || !in_domain(*number, place(value))) return false;
      coordinates.push_back(*number);
    }
    if (read.form == Progression::Form::list) {
      axis_.listed = std::move(coordinates);
      axis_.points = static_cast<double>(axis_.listed.size());
      return true;
    }
    axis_.first = coordinates[0];
    axis_.last = coordinates[1];
    if (axis_.first == axis_.last)
      return good(fail(axis_.values_text.place(), "the two ends of this sweep are the same",
                       {"--set replaces a value by one other"}));
    return read.form == Progression::Form::steps ? step_through(read) : place_points(read);
  }
  static bool good(std::nullopt_t) { return false; }

  // What stands before the unit; of a literal in that very unit, the printed number itself.
  std::optional<double> coordinate_of(const Expression& expression) {
    const std::optional<double> base = base_of(expression, quantity().dimension, true);
    if (!base) return std::nullopt;
    const Literal& literal = expression.literal;
    if (expression.is_literal() && literal.kind == Literal::Kind::pace_factor && literal.unit == seconds_per_year)
      return literal.number * literal.scale;
    if (expression.is_literal() && literal.kind == Literal::Kind::amount && literal.unit == axis_.unit.factor)
      return literal.number * literal.scale;
    return in_unit(*base, axis_.unit);
  }

  std::optional<double> base_of(const Expression& written, const Dimension& wanted, bool may_count) {
    if (refers_to_quantities(written)) return std::nullopt;
    const Language language{*scenario_.names, scenario_.units, diagnostics_};
    const std::optional<Expression> read =
        may_count ? settled(written, axis_.values_text, quantity(), language) : std::optional(written);
    if (!read) return std::nullopt;
    const Expression& expression = *read;
    Graph scratch;
    ExpressionBinder binder(scratch, *scenario_.names, scenario_.units, diagnostics_);
    const std::optional<NodeId> node = binder.bind(expression, axis_.values_text, {});
    if (!node) return std::nullopt;
    const Dimension actual = scratch[*node].dimension;
    const bool counts = may_count && actual.is_plain() && wanted.is_count() &&
                        !(expression.is_literal() && expression.literal.has_unit);
    const bool names_things =
        may_count && expression.is_literal() && names_its_things(quantity(), actual, scenario_.units);
    if (actual != wanted && !counts && !names_things) return unlike(expression, wanted, actual, may_count);
    const double value = scratch.constant_value(*node);
    if (may_count && !is_plausible(quantity(), value, expression, axis_.values_text, diagnostics_)) return std::nullopt;
    if (std::isfinite(value)) return value;
    return fail(place(expression), "this has no finite value",
                {"it divides by zero, takes a root or a logarithm that is none, or runs beyond 1e308"});
  }

  // The ends of a sweep are amounts: what other quantities come to would move with it.
  bool refers_to_quantities(const Expression& expression) {
    bool refers = expression.form == Expression::Form::reference;
    if (refers)
      fail(place(expression), fmt::format("a sweep runs over amounts; `{}` is a quantity", expression.name),
           {"write what it comes to"});
    for (const Expression& operand : expression.operands) refers = refers_to_quantities(operand) || refers;
    return refers;
  }

  std::nullopt_t unlike(const Expression& expression, const Dimension& wanted, const Dimension& actual, bool is_value) {
    const std::string what =
        is_value ? fmt::format("`{}` is {}", last_word(axis_.key), scenario_.units.spoken(wanted))
                 : fmt::format("the step of a sweep over {} is {}", wanted == quantity().dimension ? "it" : "dates",
                               scenario_.units.spoken(wanted));
    const bool bare = actual.is_plain() && !(expression.is_literal() && expression.literal.has_unit);
    const ShownUnit unit = is_value ? axis_.unit : scenario_.units.usual(wanted);
    const std::string number = expression.is_literal() ? fmt::format("{:g}", expression.literal.number) : "1";
    const std::string example = unit.text == "date"     ? "2024-12-26"
                                : unit.text == "x/year" ? "4x/year"
                                                        : number + " " + unit.text;
    std::vector<std::string> notes = {
        fmt::format("expected {}, for example \"{}\"", scenario_.units.words(wanted), example)};
    if (bare) notes.emplace_back("a bare number is taken for a count only");
    return fail(
        place(expression),
        fmt::format("{}; {}", what, bare ? "this number has no unit" : "this is " + scenario_.units.spoken(actual)),
        notes, bare ? "" : scenario_.units.words(actual));
  }

  bool in_domain(double coordinate, const Place& where) {
    const double value = from_unit(coordinate, axis_.unit);
    if (lies_in(quantity().domain, value)) return true;
    std::vector<std::string> notes = {fmt::format("{}{}it must be {}", quantity().meaning,
                                                  quantity().meaning.empty() ? "" : ": ",
                                                  domain_words(quantity().domain))};
    if (value == 0) notes.emplace_back("begin a little above it");
    return good(fail(where,
                     fmt::format("`{}` cannot be {}", last_word(axis_.key),
                                 value < 0    ? "negative"
                                 : value == 0 ? "zero"
                                              : "more than 1"),
                     notes));
  }

  // Of dates a time, of paces in factors a factor, of all else an amount of its own kind.
  std::optional<double> step_of(const Expression& step) {
    const Literal& literal = step.literal;
    if (axis_.unit.text == "x/year" && quantity().dimension.is_pace()) {
      const bool yearly = literal.kind == Literal::Kind::pace_factor
                              ? literal.unit == seconds_per_year
                              : literal.dimension.is_plain() && literal.kind == Literal::Kind::amount &&
                                    (literal.shown.text == "x" || !literal.has_unit);
      if (step.is_literal() && yearly) return literal.number * literal.scale;
      return fail(place(step), "the step of this pace is a factor per year",
                  {"for example 2x/year .. 5x/year step 0.5x/year"});
    }
    if (quantity().dimension.is_point()) return base_of(step, Dimension(Base::time), false);
    const std::optional<double> base = base_of(step, quantity().dimension, true);
    if (!base) return std::nullopt;
    if (step.is_literal() && literal.unit == axis_.unit.factor) return literal.number * literal.scale;
    return *base / axis_.unit.factor;
  }

  bool step_through(const Progression& read) {
    const std::optional<double> step = step_of(read.step);
    if (!step) return false;
    if (*step == 0)
      return good(fail(place(read.step), "a step of zero leads nowhere", {"for example 20 % .. 60 % step 5 %"}));
    const double steps = (axis_.last - axis_.first) / *step;
    if (steps < 0)
      return good(fail(place(read.step), "this step leads away from the end",
                       {*step < 0 ? "leave out its minus, or turn the ends around"
                                  : "turn the ends around, or put a minus before the step"}));
    // Of a step that is tiny against the ends, what is left of their difference is all that can be told.
    const double rounding =
        std::clamp(1e-15 * std::max(std::abs(axis_.first), std::abs(axis_.last)) / std::abs(*step), 1e-9, 0.1);
    if (steps < 1 - rounding)
      return good(fail(place(read.step), "this step is longer than the way from one end to the other",
                       {"for example 20 % .. 60 % step 5 %"}));
    axis_.spacing = Axis::Spacing::equal;
    axis_.step = *step;
    axis_.points = std::floor(steps * (1 + 1e-15) + rounding) + 1;
    set_digits(read);
    const double reached = axis_.first + (axis_.points - 1) * *step;
    if (std::abs(reached - axis_.last) > rounding * std::abs(*step)) {
      axis_.points += 1;  // so that it is no last one that is asked for
      axis_.last = axis_.coordinate(static_cast<std::size_t>(std::min(axis_.points - 2, 1e15)));
      axis_.points -= 1;
    }
    return true;
  }

  // 0.1, 0.2, 0.3 and not 0.30000000000000004: numbers that were printed with few digits are stepped through in whole
  // ones.
  void set_digits(const Progression& read) {
    const Expression &low = read.values[0], &step = read.step;
    double smallest = 1;
    for (const Expression* one : {&low, &step}) {
      const Literal& literal = one->literal;
      const bool same =
          one->is_literal() && (literal.unit == axis_.unit.factor || literal.kind == Literal::Kind::pace_factor ||
                                quantity().dimension.is_point());
      if (!same)
        smallest = 0;
      else
        smallest = std::min(smallest, literal.step * literal.scale);
    }
    axis_.digits = smallest > 0 ? std::round(1 / smallest) : 0;
    const double most = std::max({std::abs(axis_.first), std::abs(axis_.last), std::abs(axis_.step)}) * axis_.digits;
    const auto whole = [&](double number) {
      return std::abs(number * axis_.digits - std::round(number * axis_.digits)) < 1e-6;
    };
    if (!(axis_.digits >= 1 && most < 1e15 && whole(axis_.first) && whole(axis_.step))) axis_.digits = 0;
  }

  bool place_points(const Progression& read) {
    axis_.points = read.points;
    if (axis_.first > axis_.last)
      return good(fail(axis_.values_text.place(), "this sweep runs from the larger end to the smaller",
                       {"turn the ends around, or give a step with a minus: 60 % .. 20 % step -5 %"}));
    axis_.spacing = read.form == Progression::Form::ratios ? Axis::Spacing::geometric : Axis::Spacing::equal;
    if (axis_.spacing == Axis::Spacing::equal) return true;
    if (quantity().dimension.is_point())
      return good(fail(axis_.values_text.place(read.begin, read.end), "dates have no ratios", {"leave out `log`"}));
    if (!(axis_.first > 0))
      return good(fail(place(read.values[0]), "a geometric sweep begins above zero",
                       {"leave out `log`, or begin a little above zero"}));
    return true;
  }

  const Scenario& scenario_;
  Diagnostics& diagnostics_;
  SweptAxis axis_;
};

}  // namespace

std::optional<SweptAxis> read_axis(const std::string& over, const Scenario& scenario, Diagnostics& diagnostics) {
  return AxisReader(scenario, diagnostics).read(over);
}

}  // namespace costcurve
