#pragma once
// A formula taken apart as it is written, so that a page can set it: a quotient as a fraction, an exponent raised.

#include <cstdint>
#include <string>
#include <vector>

namespace costcurve {

struct FormulaTree {
  enum class Kind : std::uint8_t {
    leaf,      // a name or an amount
    row,       // its parts with `text` between them, or before the only one
    fraction,  // the first part over the second
    power,     // the first part, raised to the second
    function,  // `text` of its parts
    brackets   // around its only part
  };
  Kind kind = Kind::leaf;
  std::string text;
  std::vector<FormulaTree> parts = {};
};

}  // namespace costcurve
