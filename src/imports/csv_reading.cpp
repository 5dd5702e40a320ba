#include "imports/csv_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "text/listing.h"

namespace costcurve::imports {

std::size_t CsvReading::missing(const std::string& problem) {
  std::vector<std::string> names;
  for (const Excerpt& cell : table_.headings) names.push_back(made_visible(cell.text));
  const Excerpt& first = table_.headings.front();
  diagnostics_.report({first.source, first.begin, table_.headings.back().end}, problem,
                      {"the columns are " + listed_some(names)});
  return 0;
}

std::size_t CsvReading::column(std::string_view heading) {
  const std::optional<std::size_t> found = table_.column(heading);
  return found ? *found : missing(fmt::format("there is no column `{}`", heading));
}

std::size_t CsvReading::column_ending(std::string_view ending) {
  const auto found = std::find_if(table_.headings.begin(), table_.headings.end(),
                                  [&](const Excerpt& cell) { return cell.text.ends_with(ending); });
  if (found != table_.headings.end()) return static_cast<std::size_t>(found - table_.headings.begin());
  return missing(fmt::format("there is no column whose heading ends in {}", ending));
}

void CsvReading::wrong(const Excerpt& cell, const std::string& problem, const std::string& remedy) {
  diagnostics_.report(cell.place(), problem, {remedy});
}

std::string CsvReading::word(const Excerpt& cell) {
  const std::string& text = cell.text;
  if (text.find_first_of("\n\r") != std::string::npos)
    return wrong(cell, "there is a line break within this name", "a name is one line"), "";
  if (!text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos)
    return wrong(cell, "this cell is a formula of a spreadsheet, not a name", "put the name in its place"), "";
  return text;
}

std::optional<double> CsvReading::amount(const Excerpt& cell) {
  if (cell.text.empty()) return std::nullopt;
  // strtod would take blanks, a plus and hexadecimal digits too; from_chars is not there for every machine.
  const std::string& text = cell.text;
  const bool is_decimal = text.find_first_not_of("0123456789.eE+-") == std::string::npos && text.front() != '+';
  char* behind = nullptr;
  const double number = is_decimal ? std::strtod(text.c_str(), &behind) : 0;
  if (is_decimal && behind == text.c_str() + text.size() && std::isfinite(number) && number >= 0) return number;
  wrong(cell, fmt::format("`{}` is no number from 0 on", made_visible(cell.text)), "what is not known is left empty");
  return std::nullopt;
}

}  // namespace costcurve::imports
