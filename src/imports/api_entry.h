#pragma once
// What an import knows of an API: its prices in the form of the catalog.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace costcurve::imports {

/// What is billed.
enum class Billed : std::uint8_t { input, cached_input, cache_write, cache_write_hour, output, reasoning, request };
inline constexpr std::size_t kinds_billed = 7;
/// The catalog's word for it, and the unit of its price.
std::string_view key_of(Billed billed);
std::string_view unit_of(Billed billed);

/// A price in US dollars, digit for digit as its source has it.
struct Price {
  std::string digits;  // "2.19"
  double number = 0;
  bool is_doubtful = false;  // far from all that such a thing costs

  bool operator==(const Price& other) const { return number == other.number; }
};

/// What is doubtful of a record: "input is 2190000 USD/Mtoken".
std::string priced_words(Billed billed, const Price& price);

/// A file's word for what is billed. Its prices are for so many tokens that they are multiplied by 10^`shift`. Of
/// several words for one thing the first that is there holds.
struct BilledKey {
  std::string_view key;
  Billed billed;
  int shift;
};

/// A price, or nothing where it is not known.
using PriceList = std::array<std::optional<Price>, kinds_billed>;

/// Above so many tokens of input in one request the prices of all its tokens are others.
struct Tier {
  long long above = 0;
  PriceList prices;
  bool operator==(const Tier&) const = default;
};

/// What is charged at one time.
struct Rates {
  PriceList prices;
  std::vector<Tier> tiers;  // in the order of their lengths
  bool operator==(const Rates&) const = default;
};

/// Rates from what is charged from a length on, from 0 for all. What a length says nothing of is what it is below.
/// Hidden reasoning at the price of output is output.
Rates rates_by_length(const std::map<long long, PriceList>& by_length);

/// Classes of service beside the standard one, in the catalog's words.
inline constexpr std::array<std::string_view, 3> service_names = {"batch", "flex", "priority"};

/// Hours of the day, UTC, at which less is charged.
struct OffPeak {
  std::string hours;            // "16:30 to 00:30"
  std::string discount;         // "50 %", of what is not named below
  std::string cached_discount;  // empty where it is the same
  std::string output_discount;

  bool operator==(const OffPeak&) const = default;
};

/// Rates from a day on.
struct DatedRates {
  std::string from;          // "2025-06-10"; empty where a file knows only until when
  std::string to;            // the last day, where a file says so
  bool is_first_day = true;  // and not only the day on which they were first read
  Rates rates;
  std::optional<OffPeak> off_peak;
  std::array<std::optional<Rates>, service_names.size()> services;  // nothing of those that are not listed
  std::string read_on;                                              // the last day on which a file had them

  /// Whether as much is charged.
  bool charges_like(const DatedRates& other) const {
    return rates == other.rates && off_peak == other.off_peak && services == other.services;
  }
};

struct ApiEntry {
  std::string key;   // "gpt-4.1", as its provider spells it
  std::string name;  // empty where it is the key
  std::string use;   // what it is for, in the catalog's words; empty: answers in text
  std::optional<long long> context;
  std::string note;
  std::string read_on;            // the last day on which a file had it
  std::vector<DatedRates> dated;  // in the order of their days
};

/// The entries of one provider: a file of the catalog.
struct Provider {
  std::string id;    // "openai": the file's name
  std::string name;  // "OpenAI"
  std::string price_page;
  std::vector<ApiEntry> entries;
};

/// Where facts were read.
struct ReadFrom {
  std::string_view kind;        // "genai-prices": of the import
  std::string_view source_key;  // "genai_prices"
  std::string title, url;
  std::string day;  // "2026-11-28"
};

/// The provider's file. What was read on another day than `from` says stands with that day.
std::string toml_of(const Provider& provider, const ReadFrom& from);

}  // namespace costcurve::imports
