#include "numeric/random.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

using namespace costcurve;

TEST_CASE("Philox 4x32-10 gives the known answers of Random123 (Salmon et al. 2011, kat_vectors)") {
  struct Row {
    PhiloxCounter counter;
    PhiloxKey key;
    PhiloxCounter answer;
  };
  const std::vector<Row> rows = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
       {0xffffffff, 0xffffffff},
       {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
       {0xa4093822, 0x299f31d0},
       {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (const Row& row : rows) CHECK(philox(row.counter, row.key) == row.answer);
}

TEST_CASE("many words at once are those of one counter after the other") {
  constexpr std::size_t blocks = 65;
  const PhiloxKey key = key_of(7, "r1.rent");
  const std::uint64_t place = 0x123456789AULL;
  std::vector<std::uint32_t> words(4 * blocks);
  philox_words(place, key, words.data(), blocks);
  for (std::uint32_t block = 0; block < blocks; ++block) {
    const PhiloxCounter alone =
        philox({block, static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(place >> 32U), 0}, key);
    for (std::size_t i = 0; i < 4; ++i) CHECK(words[4 * block + i] == alone[i]);
  }
}

TEST_CASE("keys differ by name and by seed") {
  CHECK(key_of(1, "a.x") != key_of(1, "a.y"));
  CHECK(key_of(1, "a.x") != key_of(2, "a.x"));
  CHECK(key_of(1, "a.x") == key_of(1, "a.x"));
}

TEST_CASE("a strip has one number in each stratum, and its order is a permutation") {
  for (const std::size_t count : {1UL, 2UL, 3UL, 100UL, 255UL, 256UL}) {
    StratifiedStrip drawn;
    draw_strip(key_of(1, "x"), 5, count, drawn);
    std::vector<int> seen(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
      CHECK(drawn.ascending[i] * static_cast<double>(count) > static_cast<double>(i));
      CHECK(drawn.ascending[i] * static_cast<double>(count) < static_cast<double>(i + 1));
      REQUIRE(drawn.order[i] < count);
      ++seen[drawn.order[i]];
    }
    CHECK(seen == std::vector<int>(count, 1));
  }
}

namespace {

// A column of 256 with mean 0 and variance 1.
std::vector<double> standardised(double (*function)(std::size_t)) {
  std::vector<double> column(strip_length);
  for (std::size_t i = 0; i < strip_length; ++i) column[i] = function(i);
  const double n = strip_length, mean = std::accumulate(column.begin(), column.end(), 0.0) / n;
  double squares = 0;
  for (double& value : column) squares += (value - mean) * (value - mean);
  for (double& value : column) value = (value - mean) / std::sqrt(squares / n);
  return column;
}

}  // namespace

// For uniformly random permutations, the correlation of f(i) and g(order(i)) over n places has mean 0 and variance
// 1 / (n - 1), whatever f and g are. Over R strips the mean's standard error is sqrt(1 / (n - 1) / R), that of the
// variance about sqrt(2 / R) of it, more where the fourth moments are large.
TEST_CASE("the shuffle leaves no correlation between inputs, in trends, waves, tails and single bits") {
  const std::vector<std::vector<double>> functions = {
      standardised([](std::size_t i) { return static_cast<double>(i); }),
      standardised([](std::size_t i) { return std::pow(static_cast<double>(i) - 127.5, 2); }),
      standardised([](std::size_t i) { return std::sin(0.7 * static_cast<double>(i)); }),
      standardised([](std::size_t i) { return i % 2 ? 1.0 : 0.0; }),
      standardised([](std::size_t i) { return i / 8 % 2 ? 1.0 : 0.0; }),
      standardised([](std::size_t i) { return i < 13 ? 1.0 : 0.0; }),
      standardised([](std::size_t i) { return std::exp(static_cast<double>(i) / 40); }),
  };
  constexpr int strips = 4000;
  constexpr double n = strip_length;
  const std::size_t f = functions.size();
  std::vector<double> sums(f * f), squares(f * f);
  StratifiedStrip x, y;
  for (int strip = 0; strip < strips; ++strip) {
    draw_strip(key_of(1, "x"), strip, strip_length, x);
    draw_strip(key_of(1, "y"), strip, strip_length, y);
    for (std::size_t a = 0; a < f; ++a)
      for (std::size_t b = 0; b < f; ++b) {
        double correlation = 0;
        for (std::size_t i = 0; i < strip_length; ++i)
          correlation += functions[a][x.order[i]] * functions[b][y.order[i]] / n;
        sums[a * f + b] += correlation;
        squares[a * f + b] += correlation * correlation;
      }
  }
  for (std::size_t k = 0; k < f * f; ++k) {
    CAPTURE(k / f);
    CAPTURE(k % f);
    CHECK(std::abs(sums[k] / strips) < 4.5 * std::sqrt(1 / (n - 1) / strips));
    CHECK(squares[k] / strips * (n - 1) == doctest::Approx(1).epsilon(5 * std::sqrt(3.0 / strips)));
  }
}

TEST_CASE("every place of a strip takes every stratum equally often") {
  constexpr int strips = 20000;
  std::vector<double> counts(strip_length * strip_length);
  StratifiedStrip drawn;
  for (int strip = 0; strip < strips; ++strip) {
    draw_strip(key_of(3, "x"), strip, strip_length, drawn);
    for (std::size_t i = 0; i < strip_length; ++i) ++counts[i * strip_length + drawn.order[i]];
  }
  double chi_square = 0;
  const double expected = strips / static_cast<double>(strip_length);
  for (const double count : counts) chi_square += (count - expected) * (count - expected) / expected;
  const double freedom = 255.0 * 255;
  CHECK(std::abs(chi_square - freedom) < 5 * std::sqrt(2 * freedom));
}
