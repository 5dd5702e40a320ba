#include "serve/drawn_requests.h"

#include <array>
#include <cmath>

#include "numeric/random.h"
#include "quantity/distribution.h"

namespace costcurve {

namespace {

// Uniform numbers in (0, 1), one after the other.
class Uniforms {
 public:
  Uniforms(std::uint64_t seed, std::string_view name) : key_(key_of(seed, name)) {}

  double next() {
    if (at_ % words_.size() == 0) philox_words(at_ / words_.size(), key_, words_.data(), block);
    return (words_[at_++ % words_.size()] + 0.5) / 4294967296.0;
  }

 private:
  static constexpr std::size_t block = 64;
  PhiloxKey key_;
  std::array<std::uint32_t, 4 * block> words_{};
  std::size_t at_ = 0;
};

double exponential(Uniforms& uniforms) { return -std::log(uniforms.next()); }

// Times between arrivals, of mean one. Two phases match a squared coefficient of variation above one (balanced means),
// a sum of phases, one more or less by chance, one below (Tijms 2003, appendix B).
class Gaps {
 public:
  Gaps(double cv2, std::uint64_t seed) : cv2_(cv2), times_(seed, "arrivals"), phases_(seed, "phases") {}

  double next() {
    constexpr double evenly = 0.01;
    if (cv2_ < evenly) return 1;
    if (cv2_ == 1) return exponential(times_);
    return cv2_ > 1 ? in_bursts() : more_evenly();
  }

 private:
  double in_bursts() {
    const double often = (1 + std::sqrt((cv2_ - 1) / (cv2_ + 1))) / 2;
    const double share = phases_.next() < often ? often : 1 - often;
    return exponential(times_) / (2 * share);
  }

  double more_evenly() {
    const double most = std::ceil(1 / cv2_);
    const double fewer = (most * cv2_ - std::sqrt(most * (1 + cv2_) - most * most * cv2_)) / (1 + cv2_);
    double sum = 0;
    for (double phase = phases_.next() < fewer ? 2 : 1; phase <= most; ++phase) sum += exponential(times_);
    return sum / (most - fewer);
  }

  double cv2_;
  Uniforms times_, phases_;
};

double of_request(const std::vector<double>& all, std::size_t request) {
  return all.size() == 1 ? all.front() : all[request];
}

}  // namespace

std::vector<TracedRequest> drawn_requests(std::size_t count, const ArrivalProcess& process, const DrawnLengths& lengths,
                                          std::uint64_t seed) {
  Gaps gaps(process.cv2, seed);
  std::vector<TracedRequest> requests;
  requests.reserve(count);
  double now = 0;
  for (std::size_t i = 0; i < count; ++i) {
    requests.push_back({now, of_request(lengths.inputs, i), of_request(lengths.outputs, i), 0});
    now += gaps.next() / process.rate;
  }
  return requests;
}

std::vector<double> drawn_around(std::size_t count, double mean, double cv2, std::uint64_t seed) {
  Uniforms uniforms(seed, "lengths");
  const double deviation = std::sqrt(std::log1p(cv2)), median = mean / std::sqrt(1 + cv2);
  std::vector<double> drawn(count);
  for (double& value : drawn) value = median * std::exp(deviation * normal_quantile(uniforms.next()));
  return drawn;
}

}  // namespace costcurve
