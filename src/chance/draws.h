#pragma once
// The draws of a program's inputs, a strip at a time.

#include <string>
#include <vector>

#include "numeric/random.h"
#include "program/columns.h"
#include "quantity/distribution.h"

namespace costcurve {

/// Draws the strips of inputs; `names[i]` keys input i, `beliefs[i]` is what is believed of it. One for each thread.
class Draws {
 public:
  Draws(const std::vector<std::string>& names, const std::vector<Distribution>& beliefs, std::uint64_t seed);

  /// The first `count` samples of strip number `strip` of an input.
  void strip_of(std::size_t input, std::uint64_t strip, std::size_t count, double* column);
  /// The same for every input that varies, into their columns of the workspace.
  void strip_of_all(std::uint64_t strip, std::size_t count, ColumnProgram::Workspace& workspace);

 private:
  const std::vector<Distribution>& beliefs_;
  std::vector<PhiloxKey> keys_;
  StratifiedStrip drawn_;
  std::array<double, strip_length> values_;
};

/// The program with the inputs that nobody doubts fixed.
ColumnProgram columns_of(const Program& program, const std::vector<Distribution>& beliefs);

}  // namespace costcurve
