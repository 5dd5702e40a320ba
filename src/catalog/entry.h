#pragma once
// An entry of the catalog: what is known of a chip, an llm, an API, a cloud, each number with its date and its source.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace costcurve {

/// What another source prints of the same.
struct Conflicting {
  std::string text;
  std::string source;

  std::string words() const { return text + " (" + source + ")"; }
};

/// The days on which a price is in force, as written: a day, or a month or a year. An end that is open or not known is
/// empty.
struct Period {
  std::string from;
  std::string to;
};

/// What a cloud lets, and for how long one has to take it.
struct Offering {
  std::string chip;
  std::string instance;  // "p5.48xlarge"
  std::string region;
  std::string term;  // on_demand, spot, reserved_1y, reserved_3y
};

/// One number of the catalog, as written, with where it is from.
struct Fact {
  std::string field;   // "peak.bf16", "released", "rent"
  Excerpt text;        // "989.4 TFLOP/s/chip"
  std::string source;  // title of the source
  std::string source_key;
  std::string date;       // of the fact, else of its source
  std::string retrieved;  // when its source was read, or came out; empty where that is not said
  std::string note;
  bool verified = true;
  bool has_history = false;  // one of several of its field, each of its date
  std::vector<Conflicting> conflicts;
  std::size_t price = 0;  // which of the entry's prices it belongs to, from 1; 0 where to none
  Offering offering;      // of a rent
  std::string path;       // of the file, where that is not its entry's: a shipped one below an entry of the user's own
};

/// A chip, an llm, an API, a cloud, a grid.
struct CatalogEntry {
  std::string kind;   // "chip"
  std::string name;   // as scenarios write it: "H800", "openai/gpt-4.1"
  std::string title;  // "H800 SXM5 80 GB"
  std::string vendor;
  std::string path;
  std::vector<Fact> facts;      // in the order of the file, so a history is ascending
  std::vector<Period> periods;  // of its prices, ascending
  std::string known_on;         // the newest day on which one of its sources was read; empty where none says
  bool mistaken = false;        // there are mistakes in it, which reading reports

  /// The fact of a field on that day (empty: the newest), or null. A price is the one in force; of what was observed
  /// now and then it is the last observation before, or the first where there is none before.
  const Fact* find(std::string_view field, std::string_view at = {}) const;
  /// When the price in force on that day began; null where none was. Without a day it is the newest that had begun when
  /// the sources were last read, whether it has ended or not; the first, where all were announced.
  const Period* price_at(std::string_view at) const;
  /// Whether a price had begun, and had ended, when the sources were last read.
  bool has_begun(const Period& period) const;
  bool has_ended(const Period& period) const;
  /// When that fact is in force; null of what is no price.
  const Period* period_of(const Fact& fact) const { return fact.price == 0 ? nullptr : &periods[fact.price - 1]; }
};

/// True of a day that is in a month, a month in a year, and of the same.
bool is_within(std::string_view day, std::string_view period);
/// Days from the first date to the second, each a day, a month or a year, of which the beginning counts; negative where
/// the second is earlier.
long days_between(std::string_view first, std::string_view second);

/// "h800" for "H800", "deepseekv3" for "DeepSeek-V3": case and punctuation do not tell entries apart.
std::string plain_name(std::string_view name);

}  // namespace costcurve
