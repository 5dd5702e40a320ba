#include "text/json_lines.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/byte_order_mark.h"

namespace costcurve {

namespace {

bool lies_between_members(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Reads one line: names and values of an object, each as it is spelled.
class LineReader {
 public:
  LineReader(const SourcePointer& source, std::size_t begin, std::size_t end)
      : source_(source), text_(source->text), at_(begin), end_(end) {}

  /// Tells each name with its value; false, with `at()` at the place, where the line is no object.
  template <class Tell>
  bool object(Tell tell) {
    skip_blanks();
    if (!take('{')) return false;
    skip_blanks();
    if (take('}')) return ends();
    do {
      skip_blanks();
      const std::optional<Excerpt> name = text();
      skip_blanks();
      if (!name || !take(':')) return false;
      skip_blanks();
      const std::optional<Excerpt> value = next_is('"') ? text() : spelled();
      if (!value) return false;
      tell(*name, *value);
      skip_blanks();
    } while (take(','));
    return take('}') && ends();
  }

  std::size_t at() const { return at_; }

 private:
  bool next_is(char c) const { return at_ < end_ && text_[at_] == c; }
  bool take(char c) { return next_is(c) && (++at_, true); }
  void skip_blanks() {
    while (at_ < end_ && lies_between_members(text_[at_])) ++at_;
  }
  bool ends() {
    skip_blanks();
    return at_ == end_;
  }

  // Of escapes only the sign behind the backslash is kept: names and numbers of requests have none.
  std::optional<Excerpt> text() {
    if (!take('"')) return std::nullopt;
    Excerpt found{source_, at_, at_, "", true};
    for (; at_ < end_ && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < end_) found.verbatim = false, ++at_;
      found.text += text_[at_];
    }
    found.end = at_;
    return take('"') ? std::optional(std::move(found)) : std::nullopt;
  }

  // A number, a word, or a list or an object to its closing bracket.
  std::optional<Excerpt> spelled() {
    const std::size_t begin = at_;
    std::size_t depth = 0;
    bool quoted = false;
    for (; at_ < end_; ++at_) {
      const char c = text_[at_];
      if (quoted) {
        if (c == '\\') ++at_;
        if (c == '"') quoted = false;
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}' || lies_between_members(c))) break;
      if (c == '"') quoted = true;
      if (c == '[' || c == '{') ++depth;
      if ((c == ']' || c == '}') && depth-- == 0) return std::nullopt;
    }
    if (at_ == begin || at_ > end_ || depth > 0) return std::nullopt;
    return Excerpt{source_, begin, at_, text_.substr(begin, at_ - begin), true};
  }

  const SourcePointer& source_;
  const std::string& text_;
  std::size_t at_, end_;
};

class TableReader {
 public:
  TableReader(const SourcePointer& source, Diagnostics& diagnostics, const TableListener& listener)
      : source_(source), diagnostics_(diagnostics), listener_(listener) {}

  void read() {
    const std::string& text = source_->text;
    std::size_t begin = begin_of_text(text);
    for (bool goes_on = true; goes_on && begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if (!std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                       text.begin() + static_cast<std::ptrdiff_t>(end), lies_between_members))
        goes_on = tell(begin, end);
      begin = end + 1;
    }
  }

 private:
  std::size_t column(std::string_view name) const {
    // Programs write the same names in the same order: the next is looked at first.
    if (next_ < headings_.size() && headings_[next_].text == name) return next_;
    const auto found =
        std::find_if(headings_.begin(), headings_.end(), [&](const Excerpt& cell) { return cell.text == name; });
    return static_cast<std::size_t>(found - headings_.begin());
  }

  bool wrong(const Place& place, const std::string& problem, const char* remedy) {
    diagnostics_.report(place, problem, {remedy});
    return false;
  }

  bool tell(std::size_t begin, std::size_t end) {
    const bool is_first = headings_.empty();
    std::vector<Excerpt> cells(headings_.size());
    std::vector<bool> has(cells.size());
    LineReader line(source_, begin, end);
    next_ = 0;
    const bool is_object = line.object([&](const Excerpt& name, const Excerpt& value) {
      if (is_first) {
        headings_.push_back(name);
        cells.push_back(value);
        return;
      }
      const std::size_t c = column(name.text);
      if (c == cells.size()) return;
      cells[c] = value;
      has[c] = true;
      next_ = c + 1;
    });
    if (!is_object)
      return wrong({source_, std::min(line.at(), end - 1), std::min(line.at() + 1, end)},
                   "this line is no object of JSON",
                   "an object stands on a line of its own: {\"timestamp\": 0, \"input_length\": 1024}");
    if (const auto lacks = std::find(has.begin(), has.end(), false); !is_first && lacks != has.end())
      return wrong({source_, begin, end},
                   fmt::format("this line has no `{}`, and the first line has",
                               made_visible(headings_[static_cast<std::size_t>(lacks - has.begin())].text)),
                   "the file is not whole, or it holds lines of several kinds");
    return (!is_first || listener_.headings(headings_)) && listener_.row(cells);
  }

  const SourcePointer& source_;
  Diagnostics& diagnostics_;
  const TableListener& listener_;
  std::vector<Excerpt> headings_;
  std::size_t next_ = 0;
};

}  // namespace

bool looks_like_json_lines(const SourcePointer& source) {
  const std::size_t first = source->text.find_first_not_of(" \t\r\n", begin_of_text(source->text));
  return first != std::string::npos && source->text[first] == '{';
}

void tell_json_lines(const SourcePointer& source, Diagnostics& diagnostics, const TableListener& listener) {
  TableReader(source, diagnostics, listener).read();
}

}  // namespace costcurve
