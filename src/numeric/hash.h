#pragma once
// A number of 64 bits for a text, the same on every machine and for ever.

#include <cstdint>
#include <string_view>

namespace costcurve {

/// FNV-1a. Not for texts that somebody chooses so that they collide.
constexpr std::uint64_t fnv_1a(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

}  // namespace costcurve
