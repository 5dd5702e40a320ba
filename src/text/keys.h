#pragma once
// The keys of a scenario and the words that a key may be limited to: one row for each, with its place and what it
// means. The binder reads it, and so do suggestions, refusals and `costcurve list language`.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

/// Where a key stands.
enum class KeyPlace : std::uint8_t {
  header,   // at the top of the file, before any part
  part,     // under a part's heading, beside its quantities
  value,    // in the braces of a quantity's value
  claim,    // under [[claim]]
  source,   // in the braces of an entry of [sources]
  unit,     // what stands behind a name under [units]
  compare,  // under [compare]
};

/// What stands behind a key.
enum class KeyKind : std::uint8_t {
  text,        // words for people
  word,        // one of the row's words
  amount,      // "80 h", a range, a bound, a question
  expression,  // "run.cost / run.chips"
  source,      // the name of an entry of [sources]
  entry,       // the name of an entry of the catalog
  sheet,
  variant,
  date,  // "2025-01-27", or a month or a year, or a bare year
  truth,
  list,
  heading,
};

/// A word that means something at a key, or in place of one.
struct KeyWord {
  std::string_view name;
  std::string_view meaning;
};

struct Key {
  KeyPlace place;
  std::string_view name;
  KeyKind kind;
  std::string_view meaning;
  std::span<const KeyWord> words = {};  // of a word: all that there are
  std::string_view beside = {};         // it is a key only where this one stands too; else a name like any other
};

/// Every key of the language, by place.
std::span<const Key> keys();
/// The key of that name in that place, or null.
const Key* find_key(KeyPlace place, std::string_view name);
/// The names of a place's keys, in the order of the table.
std::vector<std::string> key_names(KeyPlace place);
/// True if the word is one of the key's words.
bool has_word(const Key& key, std::string_view word);
/// The names of a key's words.
std::vector<std::string> word_names(const Key& key);

/// "At the top of a file", "Under [[claim]]": a heading.
std::string_view place_words(KeyPlace place);
/// "amount", "true or false".
std::string_view kind_words(KeyKind kind);

}  // namespace costcurve
