#pragma once
// The words that compare two quantities, as people print them: "95 % cheaper", "27x less", "half as much", "more than
// twice", "a quarter more", "-25 %".

#include <string>

#include "scenario/stated.h"

namespace costcurve {

/// A comparison in words: how it compares, and the slot in front.
struct ComparingWords {
  Comparison comparison = Comparison::share;
  std::size_t begin = 0, length = 0;  // of the slot in the text
  std::string slot;                   // the slot where it stands otherwise than in figures: "twice" is 2
};

/// Splits a comparison. A text without comparing words compares as a share. Of times what is faster is less.
ComparingWords comparing_words(const std::string& text, bool of_times);

}  // namespace costcurve
