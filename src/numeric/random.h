#pragma once
// Random numbers by counting: Philox 4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"). A
// number depends on its key and its place alone, so any thread may make any part of a sequence.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace costcurve {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

/// Four random words for a counter.
PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key);

/// 4 * blocks words, those of the counters (0, place), (1, place), ... in a row.
void philox_words(std::uint64_t place, PhiloxKey key, std::uint32_t* words, std::size_t blocks);

/// The key of one quantity's sequence under a seed: FNV-1a of the name, mixed with the seed.
PhiloxKey key_of(std::uint64_t seed, std::string_view name);

/// Uniform numbers in (0, 1), one in each of `count` equal strata: `ascending` has them in order, `order[i]` says which
/// of them sample i of strip number `strip` is.
inline constexpr std::size_t strip_length = 256;
struct StratifiedStrip {
  std::array<double, strip_length> ascending;
  std::array<std::uint16_t, strip_length> order;
};
void draw_strip(PhiloxKey key, std::uint64_t strip, std::size_t count, StratifiedStrip& drawn);

}  // namespace costcurve
