#pragma once
// The answer of `compare`: options side by side, the cheapest first.
//
//   compare_options.cpp   which options there are: what `over` names, the variants, the parts of one sheet
//   comparer.h            each option worked out, and judged
//   compare_words.cpp     the table
//   compare_sentences.cpp which is cheapest, or that what is known does not decide it
//   compare_reasons.cpp   why options have no number, and what has to be known of those that have one
//   compare_data.cpp      the same for programs

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "answer/cases.h"
#include "answer/check.h"

namespace costcurve {

/// One of the options: what is chosen for it, or which part it is.
struct CompareOption {
  std::string name;                  // "DeepSeek-V3.2", "H100, lambda"
  std::vector<std::string> choices;  // one for each key
  std::string variant;
  std::string part;            // where parts are compared: the shown quantities are this part's
  std::string quantity;        // where quantities are compared: the first that is shown
  std::vector<Override> sets;  // what is chosen, as replacements

  /// The part or the quantity, where such are compared.
  const std::string& subject() const { return quantity.empty() ? part : quantity; }
};

/// The heading of quantities that have no last word in common.
inline constexpr std::string_view what_all_come_to = "comes to";

/// What is compared: options and, of each, the quantities.
struct CompareQuestion {
  std::string base;               // the option that all others are held to, where one is named
  std::vector<std::string> keys;  // what is chosen: "bill.api"; "part", "variant"
  std::vector<CompareOption> options;
  std::vector<std::string> shown;  // full names, or of parts their last words; empty: what the scenario is asked for

  bool compares_quantities() const { return !options.empty() && !options.front().quantity.empty(); }
};

/// Of the price that a quantity is: when it was asked, or until when it held.
struct DayOfPrice {
  std::size_t quantity;
  std::string day;

  friend bool operator==(const DayOfPrice&, const DayOfPrice&) = default;
  friend bool operator<(const DayOfPrice& a, const DayOfPrice& b) {
    return std::tie(a.quantity, a.day) < std::tie(b.quantity, b.day);
  }
};

/// An option as it came out.
struct ComparedOption {
  std::string name;
  std::vector<std::string> choices;
  std::vector<std::optional<double>> values;  // of each shown quantity, in base units
  std::string lacking;                        // why there is no value of the first
  std::string kind_of_lacking;                // the same without its numbers, where it has some
  bool is_mistaken = false;                   // since something is wrong with a file
  std::string doubt;                          // why the value is not ranked among the others, where it is not
  std::optional<Interval> belief;             // 90 % of it, where something is believed
  std::vector<std::string> remarks;           // what must be known of its prices
  std::vector<DayOfPrice> days;               // of each price in it
  std::vector<DayOfPrice> known;              // of each, the last day of which somebody has read it
  std::string since;                          // of a price in force, of which no day was asked for: when it began
  bool names_its_day = false;                 // by `at`, which is not that of all
  std::vector<std::string> currencies;        // in which others of its prices are asked
  std::vector<std::string> sources;           // of its prices, each with the day on which it was read
  std::string layer, basis;                   // what it covers and how it was reckoned, where that is said
  std::optional<double> is_cheaper;           // probability that it is cheaper than the first
};

inline bool has_value(const ComparedOption& option) { return option.values.front().has_value(); }

struct ComparedOptions {
  std::string scenario;
  About about;
  std::vector<std::string> keys;
  std::vector<std::string> shown;
  std::vector<ShownUnit> units;
  std::vector<std::string> conventions;  // what each counts where others count otherwise; empty of most
  std::vector<ComparedOption> options;  // ascending by the first shown quantity; then what is in doubt, then no value
  std::string why;                      // what makes the second dearer than the first
  std::string base;                     // the option that all are held to; empty: the first
  bool tells_sources = false;           // of the prices
  std::string as_of;
};

/// The option that the others are held to: the first, where none is named.
const ComparedOption& base_of(const ComparedOptions& comparison);
/// The options that the scenario and the question name. Mistakes are added to `diagnostics`.
CompareQuestion compare_question(const Question& question, const ScenarioFile& file, const Scenario& scenario,
                                 Library& library, Diagnostics& diagnostics);

/// The options that may well come to less than the first.
std::vector<const ComparedOption*> rivals_of(const ComparedOptions& comparison);
/// The first and the last day of the prices that options do not share, of their days or of when they were last read;
/// empty where none is known.
std::pair<std::string, std::string> days_apart(const ComparedOptions& comparison,
                                               std::vector<DayOfPrice> ComparedOption::*of = &ComparedOption::days);
/// True where these prices are too far apart to be held against each other in silence.
bool is_not_of_one_time(const ComparedOptions& comparison,
                        std::vector<DayOfPrice> ComparedOption::*of = &ComparedOption::days);
/// Below the grid: what is said of the options that are told, why the others have no number, and of when prices are.
void add_reasons(const ComparedOptions& comparison, const std::vector<const ComparedOption*>& told, bool in_full,
                 Grid& grid);

/// `width`: of the terminal; options of two choices stand as a matrix where it fits, in full they stand as a list.
Document comparison_document(const ComparedOptions& comparison, bool in_full, std::size_t width);
Data data_of(const ComparedOptions& comparison);

}  // namespace costcurve
