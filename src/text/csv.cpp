#include "text/csv.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/byte_order_mark.h"

namespace costcurve {

CsvReader::CsvReader(const SourcePointer& source, CsvStyle style, Diagnostics& diagnostics)
    : source_(source),
      text_(source->text),
      style_(style),
      at_(begin_of_text(text_)),
      diagnostics_(diagnostics) {}

std::vector<Excerpt> CsvReader::line() {
  std::vector<Excerpt> cells;
  if (skip_line_end()) return cells;
  while (true) {
    skip_padding();
    cells.push_back(!at_end() && text_[at_] == '"' ? quoted() : bare());
    if (at_end() || skip_line_end()) return cells;
    ++at_;  // the separator
  }
}

bool CsvReader::skip_line_end() {
  if (text_.compare(at_, 2, "\r\n") == 0) return at_ += 2, true;
  if (!at_end() && text_[at_] == '\n') return ++at_, true;
  return false;
}

void CsvReader::skip_padding() {
  while (style_.is_padded && !at_end() && text_[at_] == ' ') ++at_;
}

bool CsvReader::ends_cell(std::size_t at) const {
  return at >= text_.size() || text_[at] == style_.separator || text_[at] == '\n' || text_.compare(at, 2, "\r\n") == 0;
}

void CsvReader::skip_to_end_of_cell() {
  while (!ends_cell(at_)) ++at_;
}

Excerpt CsvReader::bare() {
  const std::size_t begin = at_;
  skip_to_end_of_cell();
  std::size_t end = at_;
  while (style_.is_padded && end > begin && text_[end - 1] == ' ') --end;
  return {source_, begin, end, text_.substr(begin, end - begin), true};
}

Excerpt CsvReader::quoted() {
  const std::size_t quote = at_++;
  Excerpt cell{source_, at_, at_, "", true};
  for (; !at_end(); ++at_) {
    const bool is_doubled = text_.compare(at_, 2, "\"\"") == 0;
    if (text_[at_] == '"' && !is_doubled) break;
    cell.text += text_[at_];
    if (!is_doubled) continue;
    ++at_;
    cell.verbatim = false;
  }
  cell.end = at_;
  if (at_end())
    diagnostics_.report({source_, quote, quote + 1}, "this quote is never closed",
                        {"the file is not whole, or a quote within a cell is not doubled: \"a \"\"quoted\"\" word\""});
  else
    ++at_;
  skip_padding();
  if (!ends_cell(at_)) {
    diagnostics_.report({source_, at_, at_ + 1}, "behind the quote stands neither a separator nor the line's end",
                        {"a quote within a cell is doubled: \"a \"\"quoted\"\" word\""});
    skip_to_end_of_cell();
  }
  return cell;
}

namespace {

void refuse_repeated(const std::vector<Excerpt>& headings, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < headings.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (headings[i].text == headings[j].text && !headings[i].text.empty())
        diagnostics.report(headings[i].place(),
                           fmt::format("the column `{}` stands twice", made_visible(headings[i].text)),
                           {"which of the two holds nobody can say: keep one"});
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view heading) const {
  const auto found =
      std::find_if(headings.begin(), headings.end(), [&](const Excerpt& cell) { return cell.text == heading; });
  return found == headings.end() ? std::nullopt : std::optional<std::size_t>(found - headings.begin());
}

char separator_in(std::string_view text) {
  const std::string_view heading = text.substr(0, text.find('\n'));
  const auto count = [&](char c) { return std::count(heading.begin(), heading.end(), c); };
  if (count('\t') > count(',')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}

void tell_csv(const SourcePointer& source, char separator, Diagnostics& diagnostics, const TableListener& listener) {
  CsvReader reader(source, {separator, false}, diagnostics);
  std::vector<Excerpt> headings;
  while (!reader.at_end() && headings.empty()) headings = reader.line();
  if (headings.empty())
    diagnostics.report({named(source), 0, 0}, "this file is empty", {"a download that failed leaves an empty file"});
  refuse_repeated(headings, diagnostics);
  if (!diagnostics.empty() || !listener.headings(headings)) return;
  for (bool goes_on = true; goes_on && !reader.at_end();) {
    std::vector<Excerpt> cells = reader.line();
    if (cells.empty()) continue;
    if (cells.size() != headings.size() && diagnostics.empty())
      diagnostics.report({source, cells.front().begin, cells.back().end},
                         fmt::format("this line has {} cells, and the first line {}", cells.size(), headings.size()),
                         {"the file is not whole, or a cell with a comma lacks its quotes"});
    goes_on = diagnostics.empty() && listener.row(cells);
  }
}

std::optional<CsvTable> read_csv(const SourcePointer& source, Diagnostics& diagnostics) {
  CsvTable table;
  const auto keep_headings = [&](const std::vector<Excerpt>& headings) {
    table.headings = headings;
    return true;
  };
  const auto keep_row = [&](std::vector<Excerpt>& row) {
    table.rows.push_back(std::move(row));
    return true;
  };
  tell_csv(source, ',', diagnostics, {keep_headings, keep_row});
  return diagnostics.empty() ? std::optional<CsvTable>(std::move(table)) : std::nullopt;
}

}  // namespace costcurve
