// Named distributions: uniform(a, b), triangular(a, mode, b), normal(mean, deviation), choose(a, b, weights(1, 2)),
// draws([a, b, c]).

#include <fmt/format.h>

#include "scenario/givens.h"

namespace costcurve {

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

class DistributionReader {
 public:
  DistributionReader(const Expression& call, const Excerpt& text, const Quantity& quantity, const Context& context,
                     const Language& language)
      : call_(call), text_(text), quantity_(quantity), context_(context), language_(language) {}

  std::optional<Distribution> read() {
    if (!read_operands()) return std::nullopt;
    const std::string& name = call_.name;
    if (!weights_.empty() && name != "choose")
      return wrong("weights belong to choose()", {"choose(1 USD, 2 USD, weights(1, 3))"});
    if (name == "choose" || name == "draws") return choice();
    if (!has_as_many_as_it_takes()) return std::nullopt;
    return name == "normal" ? normal() : bounded();
  }

 private:
  std::nullopt_t wrong(std::string problem, std::vector<std::string> notes) const {
    language_.diagnostics.report(text_.place(call_.begin, call_.end), std::move(problem), std::move(notes));
    return std::nullopt;
  }
  static bool good(std::nullopt_t) { return false; }

  bool read_operands() {
    for (const Expression& operand : call_.operands) {
      if (operand.form == Expression::Form::call && operand.name == "weights") {
        if (!read_weights(operand)) return false;
        continue;
      }
      if (operand.refers())
        return good(wrong(fmt::format("{}() takes fixed amounts", call_.name),
                          {"give the distribution to a quantity of its own, and refer to that"}));
      const std::optional<double> value = constant_of(operand, text_, quantity_, context_, language_);
      if (!value) return false;
      values_.push_back(*value);
    }
    return true;
  }

  bool read_weights(const Expression& list) {
    Quantity plain;
    plain.name = "weights";
    for (const Expression& weight : list.operands) {
      const std::optional<double> number = constant_of(weight, text_, plain, context_, language_);
      if (!number) return false;
      if (!(*number >= 0))
        return good(wrong("a weight cannot be negative",
                          {"weights say how likely each value is against the others: weights(1, 2, 1)"}));
      weights_.push_back(*number);
    }
    return true;
  }

  std::optional<Distribution> choice() const {
    const std::string& name = call_.name;
    if (has_tight_comma(call_, text_))
      return wrong("does this comma separate thousands, or two values?",
                   {how_to_part, "a value of thousands is written without it here: 1500 USD"});
    if (values_.empty())
      return wrong(fmt::format("{}() of nothing", name),
                   {name == "draws" ? "draws([1.2 USD, 1.4 USD, 1.9 USD]) lists what was observed"
                                    : "choose(2 USD, 3 USD) lists the possible values"});
    double total = 0;
    for (const double weight : weights_) total += weight;
    if (!weights_.empty() && weights_.size() != values_.size())
      return wrong("each value needs one weight",
                   {fmt::format("there are {} values; weights: {}", values_.size(), weights_.size())});
    if (!weights_.empty() && !(total > 0))
      return wrong("all weights are zero, so that no value is likely",
                   {"weights say how likely each value is against the others: weights(1, 2, 1)"});
    return Distribution::choice(values_, weights_);
  }

  bool has_as_many_as_it_takes() const {
    const std::string& name = call_.name;
    const std::size_t wanted = name == "triangular" ? 3 : 2;
    if (values_.size() == wanted) return true;
    const std::string problem = fmt::format("{}() takes {} amounts", name, wanted);
    if (values_.size() < wanted && has_tight_comma(call_, text_)) return good(wrong(problem, {how_to_part}));
    return good(
        wrong(problem, {name == "normal"    ? "the mean and the standard deviation: normal(40 %, 5 %)"
                        : name == "uniform" ? "the two ends: uniform(7 months, 10 months)"
                                            : "the least, the likeliest and the most: triangular(1 h, 2 h, 5 h)"}));
  }

  std::optional<Distribution> normal() const {
    if (!(values_[1] > 0))
      return wrong("a standard deviation is above zero", {"what is known exactly is written alone: \"2 USD\""});
    return Distribution::normal(values_[0], values_[1]);
  }

  std::optional<Distribution> bounded() const {
    if (!(values_.front() < values_.back()))
      return wrong(values_.front() == values_.back() ? "the two ends of this range are the same"
                                                     : "this range runs from the larger end to the smaller",
                   {fmt::format("{}(low, ..., high)", call_.name)});
    if (call_.name == "uniform") return Distribution::uniform(values_[0], values_[1]);
    if (values_[1] < values_[0] || values_[1] > values_[2])
      return wrong("the likeliest value lies outside of the range", {"triangular(least, likeliest, most)"});
    return Distribution::triangular(values_[0], values_[1], values_[2]);
  }

  const Expression& call_;
  const Excerpt& text_;
  const Quantity& quantity_;
  const Context& context_;
  const Language& language_;
  std::vector<double> values_;
  std::vector<double> weights_;
};

}  // namespace

std::optional<Distribution> distribution_of(const Expression& call, const Excerpt& text, const Quantity& quantity,
                                            const Context& context, const Language& language) {
  return DistributionReader(call, text, quantity, context, language).read();
}

}  // namespace costcurve
