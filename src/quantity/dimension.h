#pragma once
// What a number counts or measures, as data: the dimension that scenarios are checked with when they are read.
// Sheets carry the same dimensions as types (dimensions.h); a quantity's two books must agree.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace costcurve {

/// The base dimensions. A GPU-hour is chip times time, so a price per hour is not a rent; FLOP is an operation,
/// FLOP/s is not. Scenarios may add counting dimensions of their own (`request = "new"`) behind these.
enum class Base : std::uint8_t {
  time,
  money,
  chip,
  token,
  parameter,
  operation,
  information,
  energy,
  emission,
  volume
};

inline constexpr int named_bases = 10;
inline constexpr int most_bases = 36;  // the rest are counted: requests, and a scenario's own

/// A product of powers of base dimensions. Exponents are kept in twelfths, so that square, cube and fourth roots
/// stay exact.
class Dimension {
 public:
  constexpr Dimension() = default;
  constexpr explicit Dimension(Base base, int exponent = 1) { set(static_cast<int>(base), exponent * 12); }

  /// The dimension of the scenario's own counting unit number `index`.
  static constexpr Dimension own(int index) {
    Dimension made;
    made.set(named_bases + index, 12);
    return made;
  }
  /// A point in time. Points may be subtracted (a time) and shifted by a time, nothing else.
  static constexpr Dimension point_in_time() {
    Dimension made(Base::time);
    made.point_ = true;
    return made;
  }

  /// One word of a closed list, which its number names. Words are compared with words of the same list, nothing else.
  static constexpr Dimension word(std::uint32_t list) {
    Dimension made;
    made.word_list_ = list;
    return made;
  }

  constexpr int twelfths(int base) const { return twelfths_[static_cast<std::size_t>(base)]; }
  constexpr void set(int base, int twelfths) {
    twelfths_[static_cast<std::size_t>(base)] = static_cast<std::int8_t>(twelfths);
  }
  constexpr bool is_point() const { return point_; }
  constexpr bool is_word() const { return word_list_ != 0; }
  constexpr bool is_plain() const { return *this == Dimension(); }

  /// True for something that can be counted with a bare number: chips, tokens, parameters, requests, or a plain ratio.
  bool is_count() const;
  /// 1/time: the dimension of a pace.
  bool is_pace() const { return *this == Dimension(Base::time, -1); }

  friend constexpr bool operator==(const Dimension&, const Dimension&) = default;
  friend Dimension operator*(const Dimension& a, const Dimension& b);
  friend Dimension operator/(const Dimension& a, const Dimension& b);
  /// The dimension to a power; an exponent that is no multiple of a twelfth, or too large, gives nothing sensible and
  /// is refused by `can_raise`.
  Dimension raised(double exponent) const;
  bool can_raise(double exponent) const;

 private:
  std::array<std::int8_t, most_bases> twelfths_{};
  bool point_ = false;
  std::uint32_t word_list_ = 0;
};

/// The dimension in words, as numerator and divisors: "money / chip / time", "chip * time", "1 / time", "a plain
/// number", "a date". `own` names the scenario's own counting dimensions.
std::string in_words(const Dimension& dimension, const std::vector<std::string>& own = {});
/// The same for a sentence: "money per chip and time", "a number of chips", "a pace".
std::string spoken(const Dimension& dimension, const std::vector<std::string>& own = {});

}  // namespace costcurve
