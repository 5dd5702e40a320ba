#pragma once
// Bytes from anywhere as a parser takes them that reads each once.

#include <cstddef>
#include <iterator>

namespace costcurve {

/// Reads on in a source that tells `at_end()` and `current()`, and takes `advance()`. Copies share the source, and so
/// where it is; without one it stands behind the last byte.
template <class Source>
struct ByteIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Source* source = nullptr;

  reference operator*() const { return source->current(); }
  ByteIterator& operator++() {
    source->advance();
    return *this;
  }
  bool is_end() const { return !source || source->at_end(); }
  friend bool operator==(const ByteIterator& a, const ByteIterator& b) { return a.is_end() == b.is_end(); }
};

}  // namespace costcurve
