#pragma once
// The answer of `measured`: rows that somebody measured, held against the equations of a part, and what they say of its
// constants.

#include <optional>
#include <string>
#include <vector>

#include "answer/about.h"
#include "answer/asked.h"
#include "document/data.h"
#include "numeric/interval.h"
#include "quantity/units.h"

namespace costcurve {

/// One measured quantity of one row.
struct MeasuredAmount {
  std::string row, quantity;  // "line 3", "step"
  double measured = 0, computed = 0;
  ShownUnit unit;
  std::optional<Interval> range;                  // in which nine in ten should lie, as the scenario stands
  double after = 0;                               // computed with the constants that the rows say
  std::optional<double> left_out;                 // the same, found without this row
  std::string convention = {};                    // what a share counts, and of what it is
  bool is_outlier = false;                        // the constants were found without it
  std::vector<std::optional<double>> shown = {};  // what else is asked for of the row, in the table's order

  double off() const { return computed / measured - 1; }
  bool is_inside() const { return range && range->low <= measured && measured <= range->high; }
};

/// A constant of the equations, before and after the rows were looked at.
struct FoundConstant {
  std::string quantity, meaning;
  ShownUnit unit;
  double before = 0, after = 0;
  Interval range_before, range_after;
};

struct MeasuredTable {
  About about;
  std::string scenario, part, rows_file;
  std::size_t rows = 0;
  std::vector<MeasuredAmount> amounts;
  std::vector<ShownBeside> shown;        // quantities that are asked for beside them
  std::vector<std::string> lacking;      // "line 4: step is not determined"
  std::vector<std::string> taken;        // "the benchmark: 1,024 tokens in and 512 out of each of 1,000 requests"
  std::vector<FoundConstant> constants;  // of which the rows say something, the one they say most of first
  std::size_t untouched = 0;             // constants of which they say nothing
  std::vector<std::string> slips;        // what a mistaken unit would explain: nothing is concluded of constants
  bool are_too_few = false;              // to say anything of constants
  double unexplained = 0;                // share: one standard deviation
  bool is_another_machine = false;       // rows lie where no constant in its range would put them
};

/// The mean of the amounts of `off`, as shares: how far off they are, and to which side.
struct MeanError {
  double size = 0, side = 0;
};
MeanError mean_error(const std::vector<double>& off);

Document measured_document(const MeasuredTable& table);
Data data_of(const MeasuredTable& table);

}  // namespace costcurve
