#include "numeric/random.h"

#include "numeric/hash.h"
#include "numeric/vector_math.h"

namespace costcurve {

namespace {

constexpr std::uint32_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
constexpr std::uint32_t weyl_0 = 0x9E3779B9, weyl_1 = 0xBB67AE85;
constexpr int rounds = 10;

std::uint64_t mixed(std::uint64_t x) {  // the finaliser of splitmix64
  x ^= x >> 30U;
  x *= 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 27U;
  x *= 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

// Many counters at once, a column for each word of the counter, so that the loop is one of independent lanes.
template <std::size_t N>
struct PhiloxLanes {
  std::array<std::uint32_t, N> a, b, c, d;
};

template <std::size_t N>
[[gnu::always_inline]] inline void round_of(PhiloxLanes<N>& x, std::uint32_t key_0, std::uint32_t key_1) {
  for (std::size_t i = 0; i < N; ++i) {
    const std::uint64_t p = std::uint64_t{multiplier_0} * x.a[i], q = std::uint64_t{multiplier_1} * x.c[i];
    const std::uint32_t a = static_cast<std::uint32_t>(q >> 32U) ^ x.b[i] ^ key_0;
    const std::uint32_t c = static_cast<std::uint32_t>(p >> 32U) ^ x.d[i] ^ key_1;
    x.b[i] = static_cast<std::uint32_t>(q);
    x.d[i] = static_cast<std::uint32_t>(p);
    x.a[i] = a;
    x.c[i] = c;
  }
}

constexpr std::size_t lanes_at_once = 32;

COSTCURVE_VECTOR void philox_lanes(std::uint32_t first, std::uint64_t place, PhiloxKey key, std::uint32_t* words) {
  PhiloxLanes<lanes_at_once> x;
  for (std::size_t i = 0; i < lanes_at_once; ++i) {
    x.a[i] = first + static_cast<std::uint32_t>(i);
    x.b[i] = static_cast<std::uint32_t>(place);
    x.c[i] = static_cast<std::uint32_t>(place >> 32U);
    x.d[i] = 0;
  }
  std::uint32_t key_0 = key[0], key_1 = key[1];
  for (int r = 0; r < rounds; ++r) {
    round_of(x, key_0, key_1);
    key_0 += weyl_0;
    key_1 += weyl_1;
  }
  for (std::size_t i = 0; i < lanes_at_once; ++i) {
    words[4 * i] = x.a[i];
    words[4 * i + 1] = x.b[i];
    words[4 * i + 2] = x.c[i];
    words[4 * i + 3] = x.d[i];
  }
}

COSTCURVE_VECTOR void place_in_strata(const std::uint32_t* words, double* ascending, std::size_t count) {
  const double width = 1.0 / static_cast<double>(count);
  for (std::size_t i = 0; i < count; ++i)
    ascending[i] =
        (static_cast<double>(static_cast<std::int32_t>(i)) + (static_cast<double>(words[i]) + 0.5) * 0x1p-32) * width;
}

// A random permutation of 0 to 255 without a swap: six rounds, each of which is a bijection. An affine map modulo 256
// carries low bits upwards, a shift folds high bits down. With three rounds correlations between two permutations are
// plainly off, with six they are those of a Fisher-Yates shuffle in every moment that tests/numeric/random.cpp looks
// at.
COSTCURVE_VECTOR void shuffle(const std::uint32_t* keys, std::uint16_t* order) {
  for (std::uint16_t i = 0; i < strip_length; ++i) order[i] = i;
  for (unsigned round = 0; round < 6; ++round) {
    const std::uint32_t key = keys[round / 2] >> (16 * (round % 2));
    const auto factor = static_cast<std::uint16_t>((key & 0xFFU) | 1U),
               shift = static_cast<std::uint16_t>(key >> 8U & 0xFFU);
    for (std::size_t i = 0; i < strip_length; ++i) {
      const auto moved = static_cast<std::uint16_t>((order[i] * factor + shift) & 0xFFU);
      order[i] = static_cast<std::uint16_t>(moved ^ (moved >> (round % 3 == 1 ? 4U : 3U)));
    }
  }
}

}  // namespace

PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key) {
  PhiloxLanes<1> x{{counter[0]}, {counter[1]}, {counter[2]}, {counter[3]}};
  for (int r = 0; r < rounds; ++r) {
    round_of(x, key[0], key[1]);
    key[0] += weyl_0;
    key[1] += weyl_1;
  }
  return {x.a[0], x.b[0], x.c[0], x.d[0]};
}

void philox_words(std::uint64_t place, PhiloxKey key, std::uint32_t* words, std::size_t blocks) {
  std::size_t block = 0;
  for (; block + lanes_at_once <= blocks; block += lanes_at_once)
    philox_lanes(static_cast<std::uint32_t>(block), place, key, words + 4 * block);
  for (; block < blocks; ++block) {
    const PhiloxCounter four = philox({static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(place),
                                       static_cast<std::uint32_t>(place >> 32U), 0},
                                      key);
    for (std::size_t i = 0; i < 4; ++i) words[4 * block + i] = four[i];
  }
}

PhiloxKey key_of(std::uint64_t seed, std::string_view name) {
  const std::uint64_t key = mixed(fnv_1a(name) ^ mixed(seed + 0x9E3779B97F4A7C15ULL));
  return {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32U)};
}

void draw_strip(PhiloxKey key, std::uint64_t strip, std::size_t count, StratifiedStrip& drawn) {
  // 256 words place each number within its stratum; one more block of four keys the shuffle.
  constexpr std::size_t blocks = strip_length / 4 + 1;
  std::array<std::uint32_t, 4 * blocks> words;
  philox_words(strip, key, words.data(), blocks);
  place_in_strata(words.data(), drawn.ascending.data(), count);
  shuffle(words.data() + strip_length, drawn.order.data());
  if (count == strip_length) return;
  // Of a shorter strip, those of the 256 that it has, in the order in which they come.
  std::size_t kept = 0;
  for (const std::uint16_t place : drawn.order)
    if (place < count) drawn.order[kept++] = place;
}

}  // namespace costcurve
