#include "chance/shares.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "audit/beliefs.h"
#include "program/bounds.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double z95 = 1.6448536269514722;

Influences influences_on(const AuditedVariant& audited, const std::string& quantity, std::uint64_t seed,
                         std::uint64_t samples) {
  const Relations& relations = *audited.scenario.relations;
  const Program program =
      compile(relations, audited.solution, {relations.quantities[audited.scenario.quantity(quantity).value()].symbol})
          .value();
  SimulationOptions options;
  options.seed = seed;
  options.samples = samples;
  return influences(program, stated_values(program, audited.solution), belief_box(program, audited.solution),
                    input_names(program, relations), beliefs_of(program, audited.solution), options);
}

std::map<std::string, Influence> by_name(const AuditedVariant& audited, const std::string& quantity,
                                         const Influences& all) {
  const Relations& relations = *audited.scenario.relations;
  const Program program =
      compile(relations, audited.solution, {relations.quantities[audited.scenario.quantity(quantity).value()].symbol})
          .value();
  std::map<std::string, Influence> named;
  for (std::size_t i = 0; i < all.inputs.size(); ++i)
    named[relations.quantities[program.inputs[i]].name] = all.inputs[i];
  return named;
}

// An estimate from several seeds and its standard error.
struct Estimate {
  std::vector<double> values;

  double mean() const {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
  }
  double error() const {
    double squares = 0;
    for (const double value : values) squares += (value - mean()) * (value - mean());
    const auto n = static_cast<double>(values.size());
    return std::sqrt(squares / (n - 1) / n);
  }
  bool is(double wanted) const { return std::abs(mean() - wanted) < 4 * error(); }
};

}  // namespace

// ln(index) = ln C_ref - ln C - ln g - ln(r) t: a sum of normals and of a normal times a uniform number, so all shares
// are known.
TEST_CASE("shares of the variance of the trend index agree with the closed form") {
  const auto curve = audited(R"toml(
[curve]
sheet          = "cost_curve"
cost           = "5.576 M USD"
reference_cost = "20 to 50 M USD"
trend          = "2 to 8x/year"
elapsed        = "uniform(7 months, 10 months)"
quality_gap    = "1 to 3x"
)toml");
  const auto squared = [](double x) { return x * x; };
  const double reference = squared(std::log(2.5) / (2 * z95)), gap = squared(std::log(3.0) / (2 * z95));
  const double pace = std::log(4.0), pace_variance = squared(std::log(4.0) / (2 * z95)), years = 8.5 / 12,
               years_variance = squared(3.0 / 12) / 12;
  const double trend = squared(years) * pace_variance, elapsed = squared(pace) * years_variance,
               together = pace_variance * years_variance;
  const double variance = reference + gap + trend + elapsed + together;
  CHECK(variance == doctest::Approx(0.28914).epsilon(2e-5));
  CHECK(gap / variance == doctest::Approx(0.386).epsilon(2e-3));
  CHECK(reference / variance == doctest::Approx(0.268).epsilon(2e-3));
  CHECK(trend / variance == doctest::Approx(0.308).epsilon(2e-3));
  CHECK(elapsed / variance == doctest::Approx(0.035).epsilon(2e-2));
  Estimate found_variance;
  std::map<std::string, Estimate> first, total;
  for (std::uint64_t seed = 1; seed <= 16; ++seed) {
    const Influences all = influences_on(*curve, "curve.trend_index", seed, 32768);
    CHECK(all.on_logarithm);
    found_variance.values.push_back(all.variance);
    for (const auto& [name, one] : by_name(*curve, "curve.trend_index", all))
      first[name].values.push_back(one.first_order), total[name].values.push_back(one.total);
  }
  CHECK(found_variance.is(variance));
  CHECK(found_variance.error() < 0.003 * variance);
  const std::map<std::string, double> shares = {{"curve.quality_gap", gap},
                                                {"curve.reference_cost", reference},
                                                {"curve.trend", trend},
                                                {"curve.elapsed", elapsed}};
  for (const auto& [name, share] : shares) {
    CAPTURE(name);
    const bool interacts = name == "curve.trend" || name == "curve.elapsed";
    CHECK(first[name].is(share / variance));
    CHECK(total[name].is((share + (interacts ? together : 0)) / variance));
    CHECK(first[name].error() < 0.004);
  }
  CHECK(first["curve.cost"].mean() == 0);
}

TEST_CASE("elasticities of a cost that multiplies and divides are one or minus one") {
  const auto run = audited(R"toml(
[run]
sheet             = "training"
active_parameters = "37 B parameter"
tokens            = "14.8 T token"
peak              = "989.4 TFLOP/s/chip"
mfu               = "35 %"
rent              = "2 USD/chip/h"
)toml");
  const auto all = by_name(*run, "run.cost", influences_on(*run, "run.cost", 1, 256));
  for (const char* name : {"run.active_parameters", "run.tokens", "run.rent"})
    CHECK(all.at(name).elasticity == doctest::Approx(1).epsilon(1e-15));
  for (const char* name : {"run.peak", "run.mfu"}) CHECK(all.at(name).elasticity == doctest::Approx(-1).epsilon(1e-15));
  CHECK(all.at("run.rent").total == 0);
}
