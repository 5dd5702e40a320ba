#pragma once
// Text that came from somewhere: a file, the command line, the program itself. Mistakes are shown in it.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

/// A whole text with its name. Kept alive by everything that points into it.
struct Source {
  std::string name;  // as the user typed it: "scenarios/mine.toml", "--set"
  std::string text;

  /// One-based line and column (in characters, not bytes) of a byte offset.
  std::size_t line_of(std::size_t offset) const;
  std::size_t column_of(std::size_t offset) const;
  std::string_view line_text(std::size_t line) const;
  /// The byte offset of a one-based line and column; the end of the text if there is no such place.
  std::size_t offset_of(std::size_t line, std::size_t column) const;

 private:
  const std::vector<std::size_t>& starts() const;  // found when first asked for; a source is read by one thread
  std::size_t characters_before(std::size_t offset) const;
  mutable std::vector<std::size_t> starts_;
  mutable std::vector<std::size_t> characters_;  // before each stretch of bytes, so that a line may be megabytes long
  mutable bool is_ascii_ = true;                 // then a column is a byte
};

using SourcePointer = std::shared_ptr<const Source>;

/// A stretch of a source: what a caret line points at.
struct Place {
  SourcePointer source;
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t line() const { return source ? source->line_of(begin) : 0; }
  /// "scenarios/mine.toml:7"; empty without a source.
  std::string where() const;
};

/// A piece of text to be parsed, and where it stands. `verbatim` is false where the file spells it differently
/// (escapes, several lines): then every mistake points at the whole piece.
struct Excerpt {
  SourcePointer source;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
  bool verbatim = true;

  Place place() const { return {source, begin, end}; }
  Place place(std::size_t from, std::size_t to) const {
    return verbatim ? Place{source, begin + from, begin + to} : place();
  }
};

/// The source without its text: what is wrong with a file as a whole points at no line of it.
SourcePointer named(const SourcePointer& source);

/// An excerpt of text that stands nowhere but in the program.
Excerpt built_in(std::string_view text);

}  // namespace costcurve
