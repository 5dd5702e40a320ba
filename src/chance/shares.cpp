#include "chance/shares.h"

#include <algorithm>
#include <cmath>

#include "chance/draws.h"

namespace costcurve {

namespace {

// Two independent draws of every input, A and B, a strip at a time.
class PairedStrips {
 public:
  PairedStrips(const std::vector<std::string>& names, const std::vector<Distribution>& beliefs, std::uint64_t seed)
      : beliefs_(beliefs),
        a_draws_(names, beliefs, seed),
        b_draws_(again(names), beliefs, seed),
        a_(beliefs.size()),
        b_(beliefs.size()) {}
  void draw(std::uint64_t strip, std::size_t count) {
    for (std::size_t i = 0; i < beliefs_.size(); ++i) {
      if (beliefs_[i].is_point()) continue;
      a_draws_.strip_of(i, strip, count, a_[i].data());
      b_draws_.strip_of(i, strip, count, b_[i].data());
    }
  }
  using Column = std::array<double, strip_length>;
  const Column& a(std::size_t i) const { return a_[i]; }
  const Column& b(std::size_t i) const { return b_[i]; }

 private:
  static std::vector<std::string> again(std::vector<std::string> names) {
    for (std::string& name : names) name += " drawn again";
    return names;
  }
  const std::vector<Distribution>& beliefs_;
  Draws a_draws_, b_draws_;
  std::vector<Column> a_, b_;
};

struct Sums {
  double first = 0;  // of f(B) (f(AB) - f(A))
  double total = 0;  // of (f(A) - f(AB))^2 / 2
};

class ShareRun {
 public:
  ShareRun(const Program& program, const std::vector<std::string>& names, const std::vector<Distribution>& beliefs,
           const SimulationOptions& options, bool logarithm)
      : beliefs_(beliefs),
        options_(options),
        logarithm_(logarithm),
        strips_(names, beliefs, options.seed),
        columns_(columns_of(program, beliefs)),
        workspace_(columns_.workspace()),
        sums_(beliefs.size()) {}

  // False where the output was not positive and finite throughout, so that it has no logarithm.
  bool all() {
    for (std::uint64_t done = 0, strip = 0; done < options_.samples; done += strip_length, ++strip) {
      if (!one(strip, static_cast<std::size_t>(std::min<std::uint64_t>(strip_length, options_.samples - done))))
        return false;
      if (options_.progress && strip % 64 == 63)
        options_.progress(static_cast<double>(done) / static_cast<double>(options_.samples));
    }
    return true;
  }
  double variance() const {
    const double mean = sum_ / count_;
    return squares_ / count_ - mean * mean;
  }
  double first_order(std::size_t i) const { return sums_[i].first / count_ * 2 / variance(); }
  double total(std::size_t i) const { return sums_[i].total / count_ * 2 / variance(); }

 private:
  using Column = PairedStrips::Column;
  bool evaluate(std::size_t replaced, bool from_b, std::size_t count, Column& out) {
    for (std::size_t i = 0; i < beliefs_.size(); ++i) {
      if (beliefs_[i].is_point()) continue;
      const Column& source = (i == replaced) != from_b ? strips_.b(i) : strips_.a(i);
      std::copy_n(source.begin(), count, workspace_.input(i));
    }
    columns_.evaluate(workspace_, count);
    const double* values = columns_.output(workspace_, 0);
    for (std::size_t k = 0; k < count; ++k) {
      if (!std::isfinite(values[k]) || (logarithm_ && !(values[k] > 0))) return false;
      out[k] = logarithm_ ? std::log(values[k]) : values[k];
    }
    return true;
  }

  bool one(std::uint64_t strip, std::size_t count) {
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    strips_.draw(strip, count);
    Column fa, fb, fab;
    if (!evaluate(none, false, count, fa) || !evaluate(none, true, count, fb)) return false;
    if (strip == 0) middle_ = fa[0];
    for (std::size_t k = 0; k < count; ++k)
      for (const double value : {fa[k] - middle_, fb[k] - middle_}) {
        sum_ += value;
        squares_ += value * value;
        count_ += 1;
      }
    for (std::size_t i = 0; i < beliefs_.size(); ++i) {
      if (beliefs_[i].is_point()) continue;
      if (!evaluate(i, false, count, fab)) return false;
      for (std::size_t k = 0; k < count; ++k) {
        sums_[i].first += (fb[k] - middle_) * (fab[k] - fa[k]);
        sums_[i].total += (fa[k] - fab[k]) * (fa[k] - fab[k]) / 2;
      }
    }
    return true;
  }

  const std::vector<Distribution>& beliefs_;
  const SimulationOptions& options_;
  bool logarithm_;
  PairedStrips strips_;
  ColumnProgram columns_;
  ColumnProgram::Workspace workspace_;
  std::vector<Sums> sums_;
  double middle_ = 0, sum_ = 0, squares_ = 0, count_ = 0;  // over A and B: two values for each sample
};

// Where the output is looked at: the range's ends and between them, in equal steps or factors; of a choice, what there
// is to choose.
std::vector<double> places_over(Interval range, const Distribution& belief, double stated) {
  constexpr int steps = 64;
  if (range.is_point()) return {stated};
  if (belief.kind == Distribution::Kind::choice) return belief.values;
  std::vector<double> places = {stated, range.low, range.high};
  for (int i = 1; i < steps; ++i) {
    const double share = static_cast<double>(i) / steps;
    places.push_back(range.low > 0 ? range.low * std::pow(range.high / range.low, share)
                                   : range.low + range.width() * share);
  }
  return places;
}

void look_over_range(Influence& one, const Program& program, std::vector<double> inputs, std::size_t i,
                     const Distribution& belief) {
  const double stated = inputs[i];
  const auto output_at = [&](double place) {
    inputs[i] = place;
    return evaluate_first(program, inputs);
  };
  const double value = output_at(stated);
  one.swing = Interval::point(value);
  one.least_at = one.greatest_at = stated;
  for (const double place : places_over(one.over, belief, stated)) {
    const double output = output_at(place);
    if (output < one.swing.low) {
      one.swing.low = output;
      one.least_at = place;
    }
    if (output > one.swing.high) {
      one.swing.high = output;
      one.greatest_at = place;
    }
  }
  one.at_low = output_at(one.over.low);
  one.at_high = output_at(one.over.high);
}

}  // namespace

Influences influences(const Program& program, const std::vector<double>& stated, const std::vector<Interval>& ranges,
                      const std::vector<std::string>& names, const std::vector<Distribution>& beliefs,
                      const SimulationOptions& options) {
  Influences made;
  const double value = evaluate_first(program, stated);
  const std::vector<double> slope = gradient(program, stated);
  for (std::size_t i = 0; i < stated.size(); ++i) {
    Influence one;
    one.slope = slope[i];
    one.elasticity = value != 0 && stated[i] != 0 ? slope[i] * stated[i] / value : std::nan("");
    one.over = ranges[i];
    look_over_range(one, program, stated, i, beliefs[i]);
    made.inputs.push_back(one);
  }
  if (std::all_of(beliefs.begin(), beliefs.end(), [](const Distribution& belief) { return belief.is_point(); }))
    return made;
  for (const bool logarithm : {true, false}) {
    ShareRun run(program, names, beliefs, options, logarithm);
    if (!run.all()) continue;
    made.on_logarithm = logarithm;
    made.variance = run.variance();
    const auto doubted =
        std::count_if(beliefs.begin(), beliefs.end(), [](const Distribution& belief) { return !belief.is_point(); });
    const bool is_alone = doubted == 1 && made.variance > 0;  // what it does it does alone: no need to estimate that
    for (std::size_t i = 0; i < beliefs.size(); ++i) {
      if (beliefs[i].is_point()) continue;
      made.inputs[i].first_order = is_alone ? 1 : run.first_order(i);
      made.inputs[i].total = is_alone ? 1 : run.total(i);
    }
    break;
  }
  return made;
}

}  // namespace costcurve
