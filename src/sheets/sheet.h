#pragma once
// A sheet as the rest of the program sees it: a table of named quantities, and a function that records the equations
// between them. What the author of a sheet writes with, dimensions that the compiler checks, is in sheets/system.h.

#include <string_view>
#include <vector>

#include "graph/equation.h"
#include "quantity/domain.h"

namespace costcurve {

/// One row of a sheet's table.
struct Row {
  std::string_view name;
  std::string_view unit;  // to show it in, in the language of scenarios: "chip h", "USD/Mtoken"
  std::string_view meaning;
  Dimension dimension;
  Domain domain = Domain::positive;
  std::string_view fallback;  // used when nothing else determines the quantity
  std::string_view fallback_source;
  std::string_view fallback_low, fallback_high;  // its 90 % range, where it has one
  std::vector<std::string_view> even_where;      // instead it is anywhere between, where the part says one of those
  std::vector<std::string_view> where, unless;   // a fallback only where the part says one of those, and none of these
  std::string_view catalog;                      // "chip.peak": the field of a catalog entry that fills it
  std::vector<std::string> words;                // of a closed list: the value is a place in it
  std::string_view relative_to;                  // printed with it: an MFU means nothing without its peak
  std::string_view convention;                   // likewise: what it counts, where others count otherwise

  bool only_said_itself = false;  // of a sum of several it is never what is left over
  bool taken_last = false;        // what is usual of it is taken where all that is usual of others does not say it
  bool left_out = false;          // what the equations leave out: a factor that no measured row explains
  bool of_the_machine = false;    // of one machine: what is usual says little of it
  std::string_view things;        // that a plain number counts, as they may be written: "request query"

  Row& in(Domain allowed) {
    domain = allowed;
    return *this;
  }
  Row& usually(std::string_view amount, std::string_view source) {
    fallback = amount;
    fallback_source = source;
    return *this;
  }
  /// Behind `usually`: nine in ten lie between these.
  Row& between(std::string_view low, std::string_view high) {
    fallback_low = low;
    fallback_high = high;
    return *this;
  }
  /// Behind `usually`: where the scenario says something of one of these quantities it is anywhere between, all alike
  /// probable; elsewhere it does not matter.
  Row& anywhere_between(std::string_view low, std::string_view high, std::vector<std::string_view> others) {
    fallback_low = low;
    fallback_high = high;
    even_where = std::move(others);
    return *this;
  }
  /// It stands for what the equations leave out. Measured rows calibrate the constants beside it, not this.
  Row& what_is_left_out() {
    left_out = true;
    return *this;
  }
  /// It is a fact of one machine, as its power limit is. Measured rows say what it is, whatever others have.
  Row& is_of_the_machine() {
    of_the_machine = true;
    return *this;
  }
  /// The scenario gives it, the equation says it that has it alone on its left side, or it is what it usually is: it is
  /// never worked out as what another sum leaves over. A bill that does not add up has no top-up that makes it.
  Row& only_said() {
    only_said_itself = true;
    return *this;
  }
  /// The number counts these, or is for one of them: 5 M requests, 0.3 Wh/request.
  Row& counts(std::string_view counted) {
    things = counted;
    return *this;
  }
  /// Behind `usually`: it stands only where the scenario says something of one of these quantities.
  Row& where_given(std::vector<std::string_view> others) {
    where = std::move(others);
    return *this;
  }
  /// Behind `usually`: only where everything else that is usual does not say it.
  Row& where_nothing_says_it() {
    taken_last = true;
    return *this;
  }
  /// What is said of one of these quantities speaks against it.
  Row& unless_given(std::vector<std::string_view> others) {
    unless = std::move(others);
    return *this;
  }
  Row& from(std::string_view field) {
    catalog = field;
    return *this;
  }
  Row& of(std::string_view other, std::string_view counted = {}) {
    relative_to = other;
    convention = counted;
    return *this;
  }
};

/// A sheet with its name and its equations.
struct Sheet {
  std::string_view name;
  std::string_view about;  // one line for `costcurve list`
  /// Records the sheet into a graph, its quantities numbered from `first`; returns the table's rows.
  std::vector<Row> (*record)(Graph& graph, std::size_t first, std::vector<Equation>& equations);
  /// The rows of the table (recorded once, kept).
  const std::vector<Row>& (*rows)();
  std::string_view example;  // a commented scenario to start from, for `costcurve new`
  /// What the sheet is there for, of which the first that comes out is what a person wants to know: "cost rent mfu".
  std::vector<std::string_view> results;

  const Row* row(std::string_view quantity) const;
};

/// Every sheet, in the order that `list` shows.
const std::vector<const Sheet*>& sheets();
/// The sheet of that name, or null.
const Sheet* find_sheet(std::string_view name);

}  // namespace costcurve
