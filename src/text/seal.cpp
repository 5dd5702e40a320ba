#include "text/seal.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace costcurve {

namespace {

constexpr double step = 0.005;
constexpr std::size_t salt_length = 2, hash_length = 10;
// Without letters that look like digits.
constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";

// The finalizer of splitmix64: every bit of the number moves half of the result's.
std::uint64_t mixed(std::uint64_t number) {
  number += 0x9E3779B97F4A7C15U;
  number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9U;
  number = (number ^ (number >> 27U)) * 0x94D049BB133111EBU;
  return number ^ (number >> 31U);
}

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = text.size();
  for (const char c : text) hash = mixed(hash ^ static_cast<unsigned char>(c));
  return hash;
}

std::string spelled(std::uint64_t hash, std::size_t length) {
  std::string text;
  for (std::size_t i = 0; i < length; ++i, hash >>= 5U) text += letters[hash & 31U];
  return text;
}

// The number of the step that a value lies on; of nought its own.
std::int64_t step_of(double value) { return std::llround(std::log(std::abs(value)) / std::log1p(step)); }

// Worked through often enough that to try every number takes a while, and seldom enough that a file's does not.
std::string hash_of(double value, std::int64_t at, std::string_view kind, std::string_view salt) {
  constexpr int rounds = 2000;
  std::uint64_t hash = hash_of(salt) ^ mixed(hash_of(kind)) ^ (value < 0 ? 1U : 0U);
  const auto number = static_cast<std::uint64_t>(value == 0 ? 0x7A65726FU : static_cast<std::uint64_t>(at));
  for (int i = 0; i < rounds; ++i) hash = mixed(hash ^ number);
  return spelled(hash, hash_length);
}

}  // namespace

std::string seal_of(double value, std::string_view kind, std::string_view asked) {
  const std::string salt = spelled(hash_of(asked), salt_length);
  return salt + "-" + hash_of(value, value == 0 ? 0 : step_of(value), kind, salt);
}

bool is_seal(std::string_view text) {
  if (text.size() != salt_length + 1 + hash_length || text[salt_length] != '-') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '-' || letters.find(c) != std::string_view::npos; });
}

bool opens(std::string_view seal, double value, std::string_view kind) {
  if (!is_seal(seal) || !std::isfinite(value)) return false;
  const std::string_view salt = seal.substr(0, salt_length), hash = seal.substr(salt_length + 1);
  const std::int64_t at = value == 0 ? 0 : step_of(value);
  for (const std::int64_t near : {at - 1, at, at + 1})
    if (hash_of(value, near, kind, salt) == hash) return true;
  return false;
}

}  // namespace costcurve
