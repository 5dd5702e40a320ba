#include "quantity/distribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "numeric/as241.h"

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
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return values[x] < values[y]; });
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

double Distribution::quantile(double u) const {
  switch (kind) {
    case Kind::point: return first;
    case Kind::log_normal: return std::exp(first + second * normal_quantile(u));
    case Kind::normal: return first + second * normal_quantile(u);
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
  if (kind == Kind::point || kind == Kind::uniform || kind == Kind::triangular) return first;
  return kind == Kind::choice ? values.front() : quantile(0.05);
}

double Distribution::high() const {
  if (kind == Kind::uniform || kind == Kind::triangular) return second;
  return kind == Kind::choice ? values.back() : quantile(0.95);
}

}  // namespace costcurve
