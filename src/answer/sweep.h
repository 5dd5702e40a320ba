#pragma once
// The answer of `sweep`: a table of points.
//
//   sweep_sentences.cpp   what each quantity does over the sweep
//   sweep_words.cpp       sentences, line plots, a table
//   sweep_remarks.cpp     what a table of numbers cannot say
//   sweep_data.cpp        the same for programs

#include <string>
#include <vector>

#include "answer/check.h"
#include "quantity/print.h"
#include "scenario/axis.h"

namespace costcurve {

/// What is shown: one value for each point, the last key counting fastest.
struct ShownQuantity {
  std::string name;
  ShownUnit unit;
  std::vector<double> values;     // in base units; no number and infinities are not determined
  std::vector<double> low, high;  // where 90 % of the samples lie at each point; empty where nothing is believed
  std::vector<bool> moved_by;     // for each key whether it can change the quantity at all
  std::string rests_on;           // the givens behind it, "a, b and c"
  std::string missing;            // what would determine it, where no point does
  std::string convention;         // what it counts where others count otherwise

  /// The value at a point, of which there is one, with its range where it has one: "$21.6 M", "17.2 to 27.6".
  RangedText text(std::size_t point, int digits) const;
  bool has_range(std::size_t point) const { return !low.empty() && low[point] < high[point]; }
  bool has_ranges() const;
};

struct SweepTable {
  std::string scenario;
  std::string variant;
  About about;
  std::vector<Axis> keys;
  std::vector<ShownQuantity> shown;
  std::vector<Taken> taken;        // what was assumed
  std::vector<std::string> notes;  // limits that are broken, ranges that stand at their middle
  std::size_t points = 0;
  std::vector<bool> impossible;  // points at which a plan cannot be carried out; empty where all can
  std::uint64_t samples = 0;     // behind each range
  std::uint64_t seed = 1;

  /// Which value of key `k` point `p` has.
  std::size_t index(std::size_t p, std::size_t k) const;
  /// "20 %", "H800": the value of key `k` at point `p`.
  std::string key_text(std::size_t p, std::size_t k) const;
};

/// A sentence for each shown quantity: how it goes, where it is least and greatest, or what it does not depend on.
std::vector<std::string> sweep_sentences(const SweepTable& table);
/// True if a point has no value because there is no plan.
bool lacks_plan(const SweepTable& table, const ShownQuantity& shown, std::size_t point);
/// How many of the points have no value.
std::size_t not_determined(const ShownQuantity& shown);

/// `lists_sources`: all that was taken, each with where it comes from.
Document sweep_document(const SweepTable& table, bool lists_sources);
/// What a table of numbers cannot say: points that are not determined, and the notes. For standard error.
Document sweep_remarks(const SweepTable& table);
/// Every point for programs; it refers to the table.
Data data_of(const SweepTable& table);

}  // namespace costcurve
