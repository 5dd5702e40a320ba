#pragma once
// Which way a sheet's results go when one input is raised: what everybody in the field expects before they calculate.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "support/support.h"

namespace costcurve::testing {

/// One input, and what the others of the sheet do when it alone is raised by a thousandth.
struct Direction {
  std::string input;
  std::string amount;  // as a scenario writes it
  std::string rise;    // names with spaces between
  std::string fall;
};

inline std::vector<std::string> names_in(const std::string& text) {
  std::istringstream words(text);
  std::vector<std::string> names;
  for (std::string name; words >> name;) names.push_back(name);
  return names;
}

/// Every row is an input; raised by a thousandth, all named results rise or fall, and every other result of the sheet
/// stays. The rows determine the whole sheet. `words` are lines of the part that are not raised.
inline void expect_directions(const std::string& sheet, const std::string& words, const std::vector<Direction>& rows) {
  const auto with = [&](const std::string& raised) {
    std::string text = "[part]\nsheet = \"" + sheet + "\"\n" + words;
    for (const Direction& row : rows)
      text += "\n" + row.input + " = \"" + (row.input == raised ? "1.001 * (" + row.amount + ")" : row.amount) + "\"";
    return audited(text);
  };
  const auto before = with("");
  for (const Direction& row : rows) {
    const auto after = with(row.input);
    const std::vector<std::string> rise = names_in(row.rise), fall = names_in(row.fall);
    for (const std::string& name : rise) CHECK_MESSAGE(find_sheet(sheet)->row(name), sheet, " has no ", name);
    for (const std::string& name : fall) CHECK_MESSAGE(find_sheet(sheet)->row(name), sheet, " has no ", name);
    const auto among = [](const std::vector<std::string>& names, std::string_view name) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    for (const Row& quantity : find_sheet(sheet)->rows()) {
      const std::string name(quantity.name);
      const double was = value(*before, "part." + name), is = value(*after, "part." + name);
      if (name == row.input) continue;
      CHECK_MESSAGE(!std::isnan(was), sheet, ": ", name, " is not determined");
      const std::string expected = among(rise, name) ? "rises" : among(fall, name) ? "falls" : "stays";
      const double tolerance = 1e-12 * std::abs(was);
      const std::string found = is > was + tolerance ? "rises" : is < was - tolerance ? "falls" : "stays";
      CHECK_MESSAGE(found == expected, sheet, ": as ", row.input, " rises, ", name, " ", found, " from ", was, " to ",
                    is, ", expected: ", expected);
    }
  }
}

}  // namespace costcurve::testing
