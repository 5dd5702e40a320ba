// The columns of a CSV file: what its headings say of all cells below them.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "quantity/digits.h"
#include "quantity/letters.h"
#include "scenario/names.h"
#include "scenario/table.h"
#include "sheets/sheet.h"
#include "text/expression.h"
#include "text/keys.h"

namespace costcurve {

namespace {

// "1,200", "1.2e+00".
bool is_bare_number(std::string_view text) {
  if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos && e > 0 && is_digit(text[e - 1])) {
    const std::size_t digits = e + 1 + (e + 1 < text.size() && (text[e + 1] == '+' || text[e + 1] == '-') ? 1 : 0);
    if (digits == text.size() || text.find_first_not_of("0123456789", digits) != std::string_view::npos) return false;
    text = text.substr(0, e);
  }
  return !text.empty() && text.find_first_not_of("0123456789.,-+ ") == std::string_view::npos &&
         std::any_of(text.begin(), text.end(), is_digit);
}

// $/Mtoken is USD/Mtoken: behind no number a sign is a unit.
std::string with_currency_codes(std::string unit) {
  for (const auto& [sign, code] :
       {std::pair<std::string_view, std::string_view>{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}})
    if (unit.starts_with(sign)) unit.replace(0, sign.size(), code);
  return unit;
}

// "rent (USD/chip/h)", "rent [USD/chip/h]": the name and the unit. Brackets with anything else belong to the name.
Column column_of(const Excerpt& heading, const Units& units) {
  Column column;
  column.place = heading.place();
  column.heading = heading.text;
  std::string name = heading.text;
  const std::size_t open = name.find_first_of("([");
  if (open != std::string::npos && open > 0 && (name.back() == ')' || name.back() == ']')) {
    const std::string unit = with_currency_codes(name.substr(open + 1, name.size() - open - 2));
    Diagnostics unheard = Diagnostics::unheard();
    if (parse_units(built_in(unit), units, unheard)) {
      column.unit = unit;
      name.erase(name.find_last_not_of(' ', open - 1) + 1);
    }
  }
  // "price ($/M)", "size (B)": what looks like a unit and is none would leave bare numbers.
  if (column.unit.empty() && open != std::string::npos && open > 0 && name.size() > open + 1) {
    const std::string inside = name.substr(open + 1, name.size() - open - 2);
    column.is_unread_unit = inside.size() == 1 || inside.find_first_of("/$€£%") != std::string::npos;
  }
  column.key = is_name(name) || name.find('.') != std::string::npos ? name : as_name(name);
  return column;
}

// Words and nothing that could be an amount, a reference or a question.
bool is_words(std::string_view cell, const Units& units) {
  const bool letters = cell.find_first_of("?=<>*/+()$€£¥'~%") == std::string_view::npos &&
                       std::none_of(cell.begin(), cell.end(), is_digit);
  if (!letters) return false;
  Diagnostics unheard = Diagnostics::unheard();
  return !parse_slot(built_in(cell), units, unheard).understood;
}

// A quantity of some sheet is no remark, whatever stands in its column.
bool is_of_a_sheet(const std::string& key) {
  return std::any_of(sheets().begin(), sheets().end(), [&](const Sheet* sheet) { return sheet->row(key) != nullptr; });
}

}  // namespace

std::vector<Column> columns_of(const std::vector<Excerpt>& headings, const Units& units, Diagnostics& diagnostics) {
  std::vector<Column> columns;
  for (const Excerpt& heading : headings) {
    Column column = column_of(heading, units);
    const bool twice =
        !columns.empty() && !column.key.empty() &&
        std::any_of(columns.begin() + 1, columns.end(), [&](const Column& other) { return other.key == column.key; });
    if (twice)
      diagnostics.report(column.place, fmt::format("the column `{}` stands twice", column.key),
                         {"each column has a heading of its own"});
    if (column.is_unread_unit)
      diagnostics.report(column.place, fmt::format("the unit of the column `{}` is not read", column.heading),
                         {"a unit stands in brackets as behind a number: price (USD/Mtoken), size (B parameter)"});
    columns.push_back(std::move(column));
  }
  if (columns.size() > 1 && !columns.front().unit.empty())
    diagnostics.report(columns.front().place, "the first column names the rows, and this one holds amounts",
                       {fmt::format("put a column of names in front of it: name,{},...", columns.front().heading)});
  if (columns.size() == 1 && columns.front().heading.find('|') != std::string::npos)
    diagnostics.report(columns.front().place, "the cells of this table are parted by |",
                       {"commas, semicolons and tabs part cells"});
  return columns;
}

void mark_remarks(std::vector<Column>& columns, const std::vector<std::vector<Excerpt>>& lines, const Units& units) {
  for (std::size_t c = 1; c < columns.size(); ++c) {
    Column& column = columns[c];
    if (column.key.empty() || !column.unit.empty() || find_key(KeyPlace::part, column.key) || is_of_a_sheet(column.key))
      continue;
    std::size_t words = 0, others = 0;
    for (const std::vector<Excerpt>& cells : lines) {
      if (c >= cells.size() || says_nothing(cells[c].text)) continue;
      ++(is_words(cells[c].text, units) ? words : others);
    }
    column.is_remark = words > 0 && others == 0;
  }
}

bool says_nothing(std::string_view cell) {
  constexpr std::array<std::string_view, 18> known = {"",
                                                      "-",
                                                      "--",
                                                      "–",
                                                      "—",
                                                      "n/a",
                                                      "na",
                                                      "n.a.",
                                                      "#n/a",
                                                      "nan",
                                                      "null",
                                                      "unknown",
                                                      "tbd",
                                                      "tba",
                                                      "not available",
                                                      "not disclosed",
                                                      "undisclosed",
                                                      "unavailable"};
  return std::find(known.begin(), known.end(), in_small_letters(cell)) != known.end();
}

namespace {

// A number in a cell: where it stands, and how it is read where commas are decimal.
struct CommaNumber {
  std::size_t begin = 0, end = 0;
  std::string read;           // 1.234,56 and 2,49 become 1234.56 and 2.49
  bool is_ambiguous = false;  // 1,234
};

// One to three digits, the first of a number: 0,125 is no thousand.
bool may_part(const std::string& front) { return front.size() <= 3 && !front.starts_with('0'); }

CommaNumber number_in(const std::string& cell, std::size_t from, bool points_may_part) {
  CommaNumber found;
  found.begin = std::min(cell.find_first_of("0123456789", from), cell.size());
  found.end = std::min(cell.find_first_not_of("0123456789.,", found.begin), cell.size());
  found.read = cell.substr(found.begin, found.end - found.begin);
  const std::size_t comma = found.read.find(',');
  if (const std::size_t point = found.read.find('.');
      points_may_part && comma == std::string::npos && point != std::string::npos) {
    const bool several = found.read.find('.', point + 1) != std::string::npos;
    if (several) std::erase(found.read, '.');  // 1.022.362
    found.is_ambiguous = !several && found.read.size() - point == 4 && may_part(found.read.substr(0, point));
    return found;
  }
  if (comma == std::string::npos || found.read.find(',', comma + 1) != std::string::npos) return found;  // 1,022,362
  const std::string front = found.read.substr(0, comma), behind = found.read.substr(comma + 1);
  const bool grouped = front.find('.') != std::string::npos;
  found.is_ambiguous = behind.size() == 3 && !grouped && may_part(front);
  found.read.clear();
  std::copy_if(front.begin(), front.end(), std::back_inserter(found.read), is_digit);
  found.read += (behind.empty() ? "" : ".") + behind;
  return found;
}

void ask_about_comma(const Excerpt& cell, const CommaNumber& number, Diagnostics& diagnostics) {
  std::string grouped = cell.text.substr(number.begin, number.end - number.begin);
  const bool is_comma = grouped.find(',') != std::string::npos;
  std::erase(grouped, is_comma ? ',' : '.');
  const auto in_place = [&](const std::string& text) {
    return cell.text.substr(0, number.begin) + text + cell.text.substr(number.end);
  };
  diagnostics.report(
      cell.place(), fmt::format("is this {} decimal, or does it part thousands?", is_comma ? "comma" : "point"),
      {fmt::format("write {} for thousands, {} for the fraction", in_place(grouped), in_place(number.read + "0"))});
}

}  // namespace

Excerpt amount_cell(Excerpt cell, const Column& column, NumberStyle numbers, Diagnostics& diagnostics) {
  const std::string written = cell.text;
  const bool is_amount = numbers.decimal_commas && !find_key(KeyPlace::part, column.key);
  for (std::size_t at = 0; is_amount && at < cell.text.size();) {
    const CommaNumber number = number_in(cell.text, at, numbers.points_may_part);
    if (number.is_ambiguous) {
      ask_about_comma(cell, number, diagnostics);
      break;
    }
    cell.text.replace(number.begin, number.end - number.begin, number.read);
    at = number.begin + std::max<std::size_t>(number.read.size(), 1);
  }
  if (!column.unit.empty() && is_bare_number(cell.text)) cell.text += " " + column.unit;
  cell.verbatim = cell.verbatim && cell.text == written;
  return cell;
}

}  // namespace costcurve
