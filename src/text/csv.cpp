#include "text/csv.h"

#include <fmt/format.h>

#include <algorithm>

namespace costcurve {

namespace {

class CsvReader {
 public:
  CsvReader(const SourcePointer& source, Diagnostics& diagnostics)
      : source_(source),
        text_(source->text),
        at_(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0),
        diagnostics_(diagnostics) {}

  bool at_end() const { return at_ >= text_.size(); }

  // The cells of a line, which may hold line breaks in quotes; of an empty line none.
  std::vector<Excerpt> line() {
    std::vector<Excerpt> cells;
    if (skip_line_end()) return cells;
    while (true) {
      cells.push_back(text_.size() > at_ && text_[at_] == '"' ? quoted() : bare());
      if (at_end() || skip_line_end()) return cells;
      ++at_;  // the comma
    }
  }

 private:
  bool skip_line_end() {
    if (text_.compare(at_, 2, "\r\n") == 0) return at_ += 2, true;
    if (!at_end() && text_[at_] == '\n') return ++at_, true;
    return false;
  }

  Excerpt bare() {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(",\n", at_), text_.size());
    std::size_t end = at_;
    if (at_ < text_.size() && text_[at_] == '\n' && end > begin && text_[end - 1] == '\r') --end, --at_;
    return {source_, begin, end, text_.substr(begin, end - begin), true};
  }

  Excerpt quoted() {
    const std::size_t begin = at_++;
    Excerpt cell{source_, begin, begin, "", false};
    for (; !at_end(); ++at_) {
      if (text_[at_] != '"')
        cell.text += text_[at_];
      else if (text_.compare(at_, 2, "\"\"") == 0)
        cell.text += text_[at_++];
      else
        break;
    }
    if (at_end())
      diagnostics_.report({source_, begin, begin + 1}, "this quote is never closed",
                          {"the file is not whole, or a quote within a cell is not doubled"});
    else
      ++at_;
    cell.end = at_;
    if (!at_end() && text_[at_] != ',' && text_[at_] != '\n' && text_.compare(at_, 2, "\r\n") != 0) {
      diagnostics_.report({source_, at_, at_ + 1}, "behind the quote stands neither a comma nor the line's end",
                          {"a quote within a cell is doubled: \"a \"\"quoted\"\" word\""});
      at_ = std::min(text_.find_first_of(",\n", at_), text_.size());
    }
    return cell;
  }

  const SourcePointer& source_;
  const std::string& text_;
  std::size_t at_;
  Diagnostics& diagnostics_;
};

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

std::optional<CsvTable> read_csv(const SourcePointer& source, Diagnostics& diagnostics) {
  CsvReader reader(source, diagnostics);
  CsvTable table;
  while (!reader.at_end() && table.headings.empty()) table.headings = reader.line();
  if (table.headings.empty())
    diagnostics.report({named(source), 0, 0}, "this file is empty", {"a download that failed leaves an empty file"});
  refuse_repeated(table.headings, diagnostics);
  while (!reader.at_end() && diagnostics.empty()) {
    std::vector<Excerpt> cells = reader.line();
    if (cells.empty()) continue;
    if (cells.size() != table.headings.size() && diagnostics.empty())
      diagnostics.report(
          {source, cells.front().begin, cells.back().end},
          fmt::format("this line has {} cells, and the first line {}", cells.size(), table.headings.size()),
          {"the file is not whole, or a cell with a comma lacks its quotes"});
    table.rows.push_back(std::move(cells));
  }
  return diagnostics.empty() ? std::optional<CsvTable>(std::move(table)) : std::nullopt;
}

}  // namespace costcurve
