// What is believed of a given: 90 % ranges and named distributions.

#include <fmt/format.h>

#include "scenario/binding.h"

namespace costcurve {

Distribution believed(Interval range, const Dimension& dimension) {
  return Distribution::interval(range.low, range.high, !dimension.is_pace() && !dimension.is_point());
}

namespace {

// uniform(400,600 M USD): between digits a comma without a blank separates thousands, and two values have become one.
bool has_tight_comma(const Expression& call, const Excerpt& text) {
  for (const Expression& operand : call.operands)
    if (operand.is_literal() &&
        text.text.substr(operand.begin, operand.end - operand.begin).find(',') != std::string::npos)
      return true;
  return false;
}

constexpr const char* how_to_part =
    "between digits a comma separates thousands; between values a blank stands behind it: 400, 600 M USD";

}  // namespace

// uniform(a, b), triangular(a, mode, b), normal(mean, deviation), choose(a, b, c, weights(1, 2, 1)), draws([...])
std::optional<Distribution> Binding::distribution_of(const Expression& call, const Excerpt& text,
                                                     const Quantity& quantity, const Context& context) {
  std::vector<double> values;
  std::vector<double> weights;
  const auto wrong = [&](std::string problem, std::vector<std::string> notes) {
    report(text.place(call.begin, call.end), std::move(problem), std::move(notes));
    return std::nullopt;
  };
  for (const Expression& operand : call.operands) {
    if (operand.form == Expression::Form::call && operand.name == "weights") {
      Quantity plain;
      plain.name = "weights";
      for (const Expression& weight : operand.operands) {
        const std::optional<double> number = constant_of(weight, text, plain, context);
        if (!number) return std::nullopt;
        if (!(*number >= 0))
          return wrong("a weight cannot be negative",
                       {"weights say how likely each value is against the others: weights(1, 2, 1)"});
        weights.push_back(*number);
      }
      continue;
    }
    if (operand.refers())
      return wrong(fmt::format("{}() takes fixed amounts", call.name),
                   {"give the distribution to a quantity of its own, and refer to that"});
    const std::optional<double> value = constant_of(operand, text, quantity, context);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  const std::string& name = call.name;
  if (!weights.empty() && name != "choose")
    return wrong("weights belong to choose()", {"choose(1 USD, 2 USD, weights(1, 3))"});
  if (name == "choose" || name == "draws") {
    if (has_tight_comma(call, text))
      return wrong("does this comma separate thousands, or two values?",
                   {how_to_part, "a value of thousands is written without it here: 1500 USD"});
    if (values.empty())
      return wrong(fmt::format("{}() of nothing", name),
                   {name == "draws" ? "draws([1.2 USD, 1.4 USD, 1.9 USD]) lists what was observed"
                                    : "choose(2 USD, 3 USD) lists the possible values"});
    double total = 0;
    for (const double weight : weights) total += weight;
    if (!weights.empty() && weights.size() != values.size())
      return wrong("each value needs one weight",
                   {fmt::format("there are {} values; weights: {}", values.size(), weights.size())});
    if (!weights.empty() && !(total > 0))
      return wrong("all weights are zero, so that no value is likely",
                   {"weights say how likely each value is against the others: weights(1, 2, 1)"});
    return Distribution::choice(values, weights);
  }
  const std::size_t wanted = name == "triangular" ? 3 : 2;
  if (values.size() < wanted && has_tight_comma(call, text))
    return wrong(fmt::format("{}() takes {} amounts", name, wanted), {how_to_part});
  if (values.size() != wanted)
    return wrong(fmt::format("{}() takes {} amounts", name, wanted),
                 {name == "normal"    ? "the mean and the standard deviation: normal(40 %, 5 %)"
                  : name == "uniform" ? "the two ends: uniform(7 months, 10 months)"
                                      : "the least, the likeliest and the most: triangular(1 h, 2 h, 5 h)"});
  if (name == "normal") {
    if (!(values[1] > 0))
      return wrong("a standard deviation is above zero", {"what is known exactly is written alone: \"2 USD\""});
    return Distribution::normal(values[0], values[1]);
  }
  if (!(values.front() < values.back()))
    return wrong(values.front() == values.back() ? "the two ends of this range are the same"
                                                 : "this range runs from the larger end to the smaller",
                 {fmt::format("{}(low, ..., high)", name)});
  if (name == "uniform") return Distribution::uniform(values[0], values[1]);
  if (values[1] < values[0] || values[1] > values[2])
    return wrong("the likeliest value lies outside of the range", {"triangular(least, likeliest, most)"});
  return Distribution::triangular(values[0], values[1], values[2]);
}

}  // namespace costcurve
