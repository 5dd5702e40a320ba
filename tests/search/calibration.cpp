// Constants found from rows that were measured.

#include "search/calibration.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double step_share = 0.3, host_share = 0.2;  // deviations of their logarithms before any row

// A step of a time for each token and a time that is always the same.
Observation measured_step(double tokens, double measured) {
  const auto plan = audited("[m]\na = 2\nb = 30\nx = 10\ny = 'm.a * m.x + m.b'\n");
  const Relations& relations = *plan->scenario.relations;
  Observation observation;
  observation.program =
      *compile(relations, plan->solution, {relations.quantities[*plan->scenario.quantity("m.y")].symbol});
  for (const std::size_t input : observation.program.inputs) {
    const std::string& name = relations.quantities[input].name;
    observation.inputs.push_back(name == "m.x" ? tokens : plan->solution.found[input].value);
    observation.constant_of.push_back(name == "m.a"   ? std::optional<std::size_t>(0)
                                      : name == "m.b" ? std::optional<std::size_t>(1)
                                                      : std::nullopt);
  }
  observation.measured = measured;
  return observation;
}

const std::vector<CalibratedConstant> believed = {{2, step_share}, {30, host_share}};

Calibration calibrated(const std::vector<Observation>& observations, double unexplained = 0.1) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < observations.size(); ++i) rows.push_back(i);
  return calibrate(believed, observations, rows, unexplained);
}

}  // namespace

TEST_CASE("constants that were hidden are found again, and what is left is the noise that was added") {
  std::mt19937 random(7);
  std::normal_distribution<double> noise(0, 0.02);
  std::vector<Observation> observations;
  for (int i = 0; i < 40; ++i) {
    const double tokens = std::pow(1.25, i % 20);
    observations.push_back(measured_step(tokens, (2.6 * tokens + 24) * std::exp(noise(random))));
  }
  const Calibration found = calibrated(observations);
  CHECK(found.constants[0].value == doctest::Approx(2.6).epsilon(0.03));
  CHECK(found.constants[1].value == doctest::Approx(24).epsilon(0.03));
  CHECK(found.unexplained == doctest::Approx(0.02).epsilon(0.3));
  CHECK(found.constants[0].deviation < 0.02);
  for (std::size_t o = 0; o < observations.size(); ++o)
    CHECK(std::abs(found.after[o]) <= std::abs(found.left_out[o]) + 1e-9);
}

TEST_CASE("one row moves constants no further than is believed of them, and what no row depends on stays") {
  const Calibration one = calibrated({measured_step(10, 80)});
  CHECK(one.constants[0].value > 2);
  CHECK(one.constants[0].value < 2 * std::exp(2 * step_share));
  CHECK(std::isnan(one.left_out[0]));
  const Calibration none = calibrated({});
  CHECK(none.constants[0].value == 2);
  CHECK(none.constants[0].deviation == doctest::Approx(step_share));
  // Of a row without tokens the time for each says nothing.
  const Calibration always = calibrated({measured_step(0, 36), measured_step(0, 35), measured_step(0, 37)});
  CHECK(always.constants[0].value == doctest::Approx(2));
  CHECK(always.constants[0].deviation == doctest::Approx(step_share));
  CHECK(always.constants[1].value > 34);
}

TEST_CASE("in what order rows stand, and in what unit they are, does not matter") {
  std::vector<Observation> rows = {measured_step(1, 31), measured_step(30, 99), measured_step(200, 401),
                                   measured_step(60, 140)};
  const Calibration forwards = calibrated(rows);
  std::reverse(rows.begin(), rows.end());
  const Calibration backwards = calibrated(rows);
  for (std::size_t c = 0; c < believed.size(); ++c) {
    CHECK(forwards.constants[c].value == doctest::Approx(backwards.constants[c].value).epsilon(1e-9));
    CHECK(forwards.constants[c].deviation == doctest::Approx(backwards.constants[c].deviation).epsilon(1e-9));
  }
  // A row twice as sure counts as the row twice.
  std::vector<Observation> twice = rows;
  twice.insert(twice.end(), rows.begin(), rows.end());
  for (Observation& row : rows) row.weight = 2;
  const Calibration heavy = calibrated(rows), doubled = calibrated(twice);
  for (std::size_t c = 0; c < believed.size(); ++c)
    CHECK(heavy.constants[c].value == doctest::Approx(doubled.constants[c].value).epsilon(1e-6));
}

TEST_CASE("a row that cannot be worked out is not counted") {
  const Calibration with = calibrated({measured_step(10, 80), measured_step(-15.0, 30), measured_step(40, 130)});
  const Calibration without = calibrated({measured_step(10, 80), measured_step(40, 130)});
  for (std::size_t c = 0; c < believed.size(); ++c)
    CHECK(with.constants[c].value == doctest::Approx(without.constants[c].value).epsilon(1e-9));
}

TEST_CASE("a row that was written down wrongly is named, and constants are found as if it were not there") {
  std::mt19937 random(5);
  std::normal_distribution<double> noise(0, 0.01);
  std::vector<Observation> observations;
  for (int i = 0; i < 8; ++i) {
    const double tokens = std::pow(1.9, i);
    observations.push_back(measured_step(tokens, (1.6 * tokens + 24) * std::exp(noise(random))));
  }
  const Calibration right = calibrated(observations);
  CHECK(std::count(right.is_outlier.begin(), right.is_outlier.end(), true) == 0);
  for (const double factor : {10.0, 0.1, 1.8}) {
    std::vector<Observation> wrong = observations;
    wrong[3].measured *= factor;
    const Calibration found = calibrated(wrong);
    CHECK(found.is_outlier[3]);
    CHECK(std::count(found.is_outlier.begin(), found.is_outlier.end(), true) == 1);
    CHECK(found.constants[0].value == doctest::Approx(right.constants[0].value).epsilon(0.02));
    CHECK(found.unexplained < 0.03);
  }
  // Two of eight may be to blame. Three are too many: then it is the machine that is unlike others.
  observations[3].measured *= 10;
  observations[5].measured *= 10;
  const std::vector<bool> two = calibrated(observations).is_outlier;
  CHECK(std::count(two.begin(), two.end(), true) == 2);
  observations[1].measured *= 10;
  const std::vector<bool> three = calibrated(observations).is_outlier;
  CHECK(std::count(three.begin(), three.end(), true) == 0);
}
