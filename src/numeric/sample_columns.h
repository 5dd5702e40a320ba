#pragma once
// Room for the samples of several outputs, side by side.

#include <cstddef>
#include <memory>
#include <span>

namespace costcurve {

/// Columns of equal length in one block of memory, their values unset. In large pages where the system has them: of a
/// few megabytes that are written once, asking for a thousand small pages takes as long as drawing the samples.
class SampleColumns {
 public:
  SampleColumns(std::size_t columns, std::size_t length);

  std::span<double> operator[](std::size_t column) { return {block_.get() + column * length_, length_}; }

 private:
  struct Freed {
    void operator()(double* block) const;
  };
  std::size_t length_;
  std::unique_ptr<double[], Freed> block_;
};

}  // namespace costcurve
