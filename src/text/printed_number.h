#pragma once
// Numbers as they are printed: 1,022,362, .5, 3.14e23, 3.14x10^23, 2 × 10⁶.

#include <cstddef>
#include <string_view>

namespace costcurve {

struct PrintedNumber {
  double number = 0;
  double step = 0;            // one in its last printed digit
  double round_step = 0;      // the same when trailing zeros are taken for filling
  bool whole = false;         // without a fraction and an exponent
  bool stray_commas = false;  // commas that part no groups of three digits
  std::size_t end = 0;        // behind it
};

/// Reads the number that begins at `at` with a digit or a point. `parts_values`: commas may stand between values, as in
/// the brackets of a function. `is_bound`: what stands before it binds tighter than a product, so that in 2/3x10^6 the
/// 10 is a number of its own. Beyond the numbers that a double holds it is infinite or 0.
PrintedNumber printed_number(std::string_view text, std::size_t at, bool parts_values, bool is_bound);

}  // namespace costcurve
