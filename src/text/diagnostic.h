#pragma once
// What is wrong with an input: place, problem, remedy, in the user's words.

#include <string>
#include <utility>
#include <vector>

#include "text/source.h"

namespace costcurve {

struct Diagnostic {
  Place place;
  std::string problem;             // one sentence: "`rent` is money per chip and time; this is money per time"
  std::string label;               // under the carets: "money / time"
  std::vector<std::string> notes;  // the remedy, and what was expected
};

/// A mistake at a place, with what to do about it.
Diagnostic mistake_at(const Place& place, std::string problem, std::string remedy);

/// A mistake that stands in no text: on the command line, or in the installation.
Diagnostic without_place(std::string problem, std::vector<std::string> notes);

/// All the mistakes of an input. Reading goes on after a mistake, so that one run reports them together.
class Diagnostics {
 public:
  static constexpr std::size_t enough = 100;  // beyond them only their number is kept

  explicit Diagnostics(std::size_t most = enough) : most_(most) {}
  /// For a reading whose mistakes another one reports.
  static Diagnostics unheard() { return Diagnostics(0); }

  void add(Diagnostic diagnostic);
  void report(const Place& place, std::string problem, std::vector<std::string> notes = {}, std::string label = {}) {
    add({place, std::move(problem), std::move(label), std::move(notes)});
  }
  /// What another reading reported, with the number of what it left out.
  void add_all(const Diagnostics& others);
  bool empty() const { return all_.empty() && left_out_ == 0; }
  /// True when what is added is only counted, so that nobody needs to look for good advice.
  bool full() const { return all_.size() >= most_; }
  /// By place, so that the report reads like the file.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> all_;
  std::size_t most_;
  std::size_t left_out_ = 0;
};

/// One diagnostic as lines: the problem, the place, the line of the file with carets, the notes. Control characters of
/// the file are made visible; nothing of the input reaches the terminal raw.
std::string render(const Diagnostic& diagnostic, std::size_t width = 100);
/// Several, a blank line between them.
std::string render(const std::vector<Diagnostic>& diagnostics, std::size_t width = 100);

/// Bytes of the well-formed UTF-8 character at `at`, or 0.
std::size_t character_length(std::string_view text, std::size_t at);

/// Text of unknown origin with control characters (\u001b), and bytes that are no UTF-8 (\xff), made visible. A tab
/// becomes a blank.
std::string made_visible(std::string_view text);

/// The number of columns that the text takes on a terminal (one per character; East Asian wide characters take two).
std::size_t display_width(std::string_view text);

}  // namespace costcurve
