#include "quantity/distribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "numeric/as241.h"
#include "numeric/stable_order.h"

namespace costcurve {

namespace {

constexpr double z95 = 1.6448536269514722;  // the 95 % quantile of the standard normal

// Horner's rule, highest power first.
template <std::size_t N>
double polynomial(const double (&c)[N], double x) {
  double sum = c[0];
  for (std::size_t i = 1; i < N; ++i) sum = sum * x + c[i];
  return sum;
}

double middle_quantile(double q) {
  const double r = as241::middle * as241::middle - q * q;
  return q * polynomial(as241::a, r) / polynomial(as241::b, r);
}

double tail_quantile(double q, double minus_log) {
  const double r = std::sqrt(minus_log);
  const double z = r <= 5 ? polynomial(as241::c, r - 1.6) / polynomial(as241::d, r - 1.6)
                          : polynomial(as241::e, r - 5) / polynomial(as241::f, r - 5);
  return q < 0 ? -z : z;
}

}  // namespace

double normal_quantile(double u) {
  const double q = u - 0.5;
  if (std::abs(q) <= as241::middle) return middle_quantile(q);
  return tail_quantile(q, -std::log(q < 0 ? u : 1 - u));
}

Distribution Distribution::point(double value) {
  Distribution made;
  made.first = value;
  return made;
}

Distribution Distribution::interval(double low, double high, bool may_be_log) {
  Distribution made;
  const bool logarithmic = may_be_log && low > 0 && high > 0;
  made.kind = logarithmic ? Kind::log_normal : Kind::normal;
  const double from = logarithmic ? std::log(low) : low, to = logarithmic ? std::log(high) : high;
  made.first = (from + to) / 2;
  made.second = (to - from) / (2 * z95);
  return made;
}

Distribution Distribution::around(double median, double low, double high) {
  Distribution made;
  made.kind = Kind::two_sided;
  made.first = std::log(median);
  made.second = (made.first - std::log(low)) / z95;
  made.mode = (std::log(high) - made.first) / z95;
  return made;
}

Distribution Distribution::normal(double mean, double deviation) {
  Distribution made;
  made.kind = Kind::normal;
  made.first = mean;
  made.second = deviation;
  return made;
}

Distribution Distribution::uniform(double low, double high) {
  Distribution made;
  made.kind = Kind::uniform;
  made.first = low;
  made.second = high;
  return made;
}

Distribution Distribution::triangular(double low, double mode, double high) {
  Distribution made;
  made.kind = Kind::triangular;
  made.first = low;
  made.second = high;
  made.mode = mode;
  return made;
}

Distribution Distribution::choice(std::vector<double> values, std::vector<double> weights) {
  Distribution made;
  made.kind = Kind::choice;
  if (weights.empty()) weights.assign(values.size(), 1.0);
  // Ascending values, so that the quantile function ascends too.
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  sort_stably(order, [&](std::size_t x, std::size_t y) { return values[x] < values[y]; });
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  double sum = 0;
  for (const std::size_t i : order) {
    sum += weights[i];
    made.values.push_back(values[i]);
    made.cumulative.push_back(sum / total);
  }
  made.cumulative.back() = 1;
  return made;
}

double Distribution::cumulative_at(double value) const {
  const auto beside = [&](double x, double deviation) {
    return 0.5 * std::erfc((first - x) / (deviation * std::sqrt(2.0)));
  };
  const auto normal = [&](double x) { return beside(x, second); };
  switch (kind) {
    case Kind::point: return value >= first ? 1 : 0;
    case Kind::normal: return normal(value);
    case Kind::log_normal: return value > 0 ? normal(std::log(value)) : 0;
    case Kind::two_sided: {
      if (!(value > 0)) return 0;
      const double x = std::log(value);
      return beside(x, x < first ? second : mode);
    }
    case Kind::uniform: return std::clamp((value - first) / (second - first), 0.0, 1.0);
    case Kind::triangular: {
      const double width = second - first, x = std::clamp(value, first, second);
      if (x < mode) return (x - first) * (x - first) / (width * (mode - first));
      return mode == second ? 1 : 1 - (second - x) * (second - x) / (width * (second - mode));
    }
    case Kind::choice: break;
  }
  const auto above = std::upper_bound(values.begin(), values.end(), value);
  return above == values.begin() ? 0 : cumulative[static_cast<std::size_t>(above - values.begin()) - 1];
}

Distribution Distribution::within(Interval possible) const {
  constexpr double trifle = 1e-6;
  if (kind == Kind::point) return *this;
  // A value that may just be is kept: of a choice the step at it lies before it.
  const double least = cumulative_at(std::nextafter(possible.low, -HUGE_VAL)), most = cumulative_at(possible.high);
  if (least + (1 - most) < trifle || most - least < trifle) return *this;
  Distribution cut = *this;
  cut.from = least;
  cut.to = most;
  return cut;
}

double Distribution::quantile(double u) const {
  u = from + u * (to - from);
  switch (kind) {
    case Kind::point: return first;
    case Kind::log_normal: return std::exp(first + second * normal_quantile(u));
    case Kind::normal: return first + second * normal_quantile(u);
    case Kind::two_sided: {
      const double z = normal_quantile(u);
      return std::exp(first + (z < 0 ? second : mode) * z);
    }
    case Kind::uniform: return first + (second - first) * u;
    case Kind::triangular: {
      const double width = second - first, left = (mode - first) / width;
      return u < left ? first + std::sqrt(u * width * (mode - first))
                      : second - std::sqrt((1 - u) * width * (second - mode));
    }
    case Kind::choice:
      return values[static_cast<std::size_t>(std::lower_bound(cumulative.begin(), cumulative.end() - 1, u) -
                                             cumulative.begin())];
  }
  return first;
}

double Distribution::low() const {
  if (kind == Kind::point) return first;
  return quantile(is_bounded() ? 0 : 0.05);
}

double Distribution::high() const {
  if (kind == Kind::point) return first;
  return quantile(is_bounded() ? 1 : 0.95);
}

}  // namespace costcurve
