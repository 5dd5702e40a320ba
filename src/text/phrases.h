#pragma once
// The words that people put around a number, and what each says of it. They are data: the parser knows no other.

#include <optional>
#include <span>
#include <string_view>

namespace costcurve {

/// Words in front of an amount.
struct Phrase {
  enum class Meaning : std::uint8_t {
    about,   // a value that is roughly so
    bound,   // on the one side that `relation` names
    limits,  // between `low` and `high` times the amount
  };
  std::string_view words;  // in small letters, a blank between two
  Meaning meaning = Meaning::about;
  std::string_view relation = {};  // < <= > >=
  double low = 1;
  double high = 1;
  std::string_view shown = {};  // how limits are named, where not by the words
};

/// All of them; of two that begin alike the longer stands first.
std::span<const Phrase> phrases();

/// A word of the grammar, which is no unit: to, per, for, ...
bool is_keyword(std::string_view word);

/// The number of a day of the week, Monday being 1; nothing for other words.
std::optional<double> weekday_word(std::string_view word);

/// The number that a word stands for: two, twenty. Nothing for other words.
std::optional<double> number_word(std::string_view word);

}  // namespace costcurve
