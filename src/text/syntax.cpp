#include "text/syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace costcurve {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

// Goes through a text as TOML does: which bytes are keys, brackets and values, and which stand in quotes or comments.
class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  std::size_t at = 0;
  std::size_t stranger = std::string_view::npos;  // what is not ASCII behind a backslash in three quotes
  bool at_end() const { return at >= text_.size(); }
  char current() const { return text_[at]; }

  /// Steps over one character, or over a whole comment or quoted text. True if it was a character outside of both. A
  /// quote in the middle of a word opens nothing: TOML has stopped there.
  bool step() {
    const char c = text_[at];
    if (c == '#') {
      at = std::min(text_.find('\n', at), text_.size());
      return false;
    }
    if ((c == '"' || c == '\'') && may_open_) {
      quoted(c);
      may_open_ = false;
      return false;
    }
    if (!is_blank(c)) may_open_ = std::string_view("=[{,.\n").find(c) != std::string_view::npos;
    ++at;
    return true;
  }

 private:
  void quoted(char quote) {
    const std::string three(3, quote);
    const bool lines = text_.substr(at, 3) == three;
    at += lines ? 3 : 1;
    while (at < text_.size()) {
      if (quote == '"' && text_[at] == '\\') {
        if (lines) note_stranger();
        at += 2;
      } else if (!lines && (text_[at] == quote || text_[at] == '\n')) {
        at += text_[at] == quote ? 1 : 0;
        return;
      } else if (lines && text_.substr(at, 3) == three) {
        at += 3;
        return;
      } else {
        ++at;
      }
    }
    at = text_.size();
  }

  void note_stranger() {
    const std::size_t next = text_.find_first_not_of(" \t\r\n", at + 1);
    if (next < text_.size() && static_cast<unsigned char>(text_[next]) >= 0x80) stranger = std::min(stranger, next);
  }

  std::string_view text_;
  bool may_open_ = true;
};

// A dotted key of a hundred thousand parts, or as many brackets, overflows the stack of toml++ 3.3.0.
bool is_shallow(const SourcePointer& source, Diagnostics& diagnostics) {
  constexpr int most_dots = 32;
  constexpr int most_brackets = 64;
  int dots = 0, brackets = 0, braces = 0;
  std::size_t start = 0;  // of the key or line
  for (Scan scan(source->text); !scan.at_end();) {
    const char c = scan.current();
    const std::size_t here = scan.at;
    if (!scan.step()) continue;
    if (c == '\n' || c == '=' || c == ',') dots = 0;
    if (c == '\n') start = scan.at;
    if (c == '=' && braces == 0) brackets = 0;  // a new key: what was left open above is another mistake
    if (c == '.') ++dots;
    if (c == '{' || c == '}') braces = std::max(0, braces + (c == '{' ? 1 : -1));
    if (c == '[' || c == ']') brackets = std::max(0, brackets + (c == '[' ? 1 : -1));
    if (dots <= most_dots && brackets + braces <= most_brackets) continue;
    diagnostics.add({{source, start, here + 1},
                     dots > most_dots ? "this key has too many dots" : "these brackets are nested too deeply",
                     "",
                     {dots > most_dots ? "a key is part.quantity, for example r1.chips"
                                       : "lists in lists have no meaning in a scenario"}});
    return false;
  }
  return true;
}

bool is_foreign_blank(std::string_view character) {
  constexpr std::array<std::string_view, 7> blanks = {"\u00A0", "\u2003", "\u2009", "\u200B",
                                                      "\u202F", "\u3000", "\uFEFF"};
  return std::find(blanks.begin(), blanks.end(), character) != blanks.end();
}

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// Outside of quotes and comments TOML is ASCII. On letters such as ü toml++ 3.3.0 runs into undefined behaviour there,
// and where it skips the blanks of a line that a backslash continues.
bool is_ascii_where_it_must(const SourcePointer& source, Diagnostics& diagnostics) {
  const std::string_view text = source->text;
  if (ascii_prefix(text) == text.size()) return true;
  Scan scan(text);
  scan.at = source->offset_of(1, 1);
  while (!scan.at_end()) {
    const std::size_t here = scan.at;
    if (!scan.step() || !is_beyond_ascii(text[here])) continue;
    const std::string_view character = text.substr(here, character_length(text, here));
    if (is_foreign_blank(character))
      diagnostics.add({{source, here, here + character.size()},
                       "this is not an ordinary space",
                       "",
                       {"it was copied from a page or a word processor; type a space in its place"}});
    else
      diagnostics.add(syntax_error(source, here, "a character that is not ASCII"));
    return false;
  }
  if (scan.stranger == std::string_view::npos) return true;
  diagnostics.add({{source, scan.stranger, scan.stranger + character_length(text, scan.stranger)},
                   "a backslash cannot stand in front of this letter",
                   "",
                   {"in three quotes lines may break as they are; leave the backslash out"}});
  return false;
}

// The key and value that a syntax error stands in, or as much of them as there is.
struct Statement {
  std::size_t line_begin = 0, line_end = 0;
  std::size_t key_begin = 0, key_end = 0;
  bool has_value = false;  // an = stands behind the key
  std::size_t value_begin = 0, value_end = 0;
  bool in_braces = false;
};

// A comma between digits groups them, even where it was meant for a TOML comma.
bool groups_digits(std::string_view text, std::size_t at) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  return at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2) && digit(at + 3);
}

Statement statement_at(const Source& source, std::size_t offset) {
  const std::string_view text = source.text;
  Statement made;
  const std::size_t line = source.line_of(offset);
  made.line_begin = source.offset_of(line, 1);
  made.line_end = made.line_begin + source.line_text(line).size();
  const std::size_t stop = std::min(offset, made.line_end);
  std::size_t start = made.line_begin, equals = std::string::npos;
  Scan scan(text.substr(0, made.line_end));
  for (scan.at = made.line_begin; scan.at < stop && !scan.at_end();) {
    const char c = scan.current();
    const std::size_t here = scan.at;
    if (!scan.step()) continue;
    if (c == '=' && equals == std::string::npos) equals = here;
    if (c != '{' && !(c == ',' && made.in_braces && !groups_digits(text, here))) continue;
    made.in_braces = true;
    start = scan.at;
    equals = std::string::npos;
  }
  const auto skip_blanks = [&](std::size_t at) {
    while (at < made.line_end && is_blank(text[at])) ++at;
    return at;
  };
  const auto trimmed = [&](std::size_t begin, std::size_t end) {
    while (end > begin && is_blank(text[end - 1])) --end;
    return end;
  };
  made.key_begin = skip_blanks(start);
  made.has_value = equals != std::string::npos;
  const std::size_t comment = std::min(text.find('#', made.key_begin), made.line_end);
  made.key_end = trimmed(made.key_begin, made.has_value ? equals : std::max(comment, made.key_begin));
  if (!made.has_value) return made;
  made.value_begin = skip_blanks(equals + 1);
  for (scan.at = made.value_begin; !scan.at_end();) {
    const char c = scan.current();
    if (c == '#' || (made.in_braces && (c == '}' || (c == ',' && !groups_digits(text, scan.at))))) break;
    scan.step();
  }
  made.value_end = trimmed(made.value_begin, std::min(scan.at, made.line_end));
  return made;
}

class Described {
 public:
  Described(const SourcePointer& source, std::size_t offset, std::string_view description)
      : source_(source),
        text_(source->text),
        offset_(offset),
        description_(description),
        part_(statement_at(*source, offset)) {}

  Diagnostic diagnostic() const {
    if (says("redefine")) return given_twice();
    if (says("after '\\r'"))
      return here("this line ends with a lone carriage return",
                  {"save the file with Unix (LF) or Windows (CRLF) line ends"});
    if (says("string") && says("end-of-file")) return never_closed();
    if (says("parsing array")) return missing_comma();
    if (says("dangling"))
      return here("the last comma has nothing behind it",
                  {"commas stand between entries: { is = \"80 h\", source = \"paper\" }"});
    if (says("parsing inline table") && key().empty()) return about_braces();
    if (part_.has_value && part_.key_begin == part_.key_end)
      return here("there is no name in front of this `=`", {"a line is name = value"});
    if (part_.has_value) return about_value();
    if (key().starts_with('[')) return about_heading();
    return about_key();
  }

 private:
  bool says(std::string_view words) const { return description_.find(words) != std::string_view::npos; }
  std::string_view between(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }
  std::string_view key() const { return between(part_.key_begin, part_.key_end); }
  std::string_view value() const { return between(part_.value_begin, part_.value_end); }
  Diagnostic at(std::size_t begin, std::size_t end, std::string problem, std::vector<std::string> notes) const {
    return {{source_, begin, end}, std::move(problem), "", std::move(notes)};
  }
  Diagnostic here(std::string problem, std::vector<std::string> notes) const {
    return at(offset_, offset_ + 1, std::move(problem), std::move(notes));
  }
  Diagnostic at_key(std::string problem, std::vector<std::string> notes) const {
    return at(part_.key_begin, part_.key_end, std::move(problem), std::move(notes));
  }
  Diagnostic at_value(std::string problem, std::vector<std::string> notes) const {
    return at(part_.value_begin, part_.value_end, std::move(problem), std::move(notes));
  }

  Diagnostic given_twice() const {
    const bool heading = !part_.has_value;
    std::vector<std::string> notes;
    if (const std::size_t line = first_line_of(heading); line > 0)
      notes.push_back(fmt::format("the first stands in line {}", line));
    notes.push_back(heading ? "each part stands once in a scenario; put both halves under one heading"
                            : "each name stands once in its part; several sourced values for one quantity go into a "
                              "list: x = [{ is = ..., source = ... }, ...]");
    return at_key("this name is given twice", notes);
  }

  // Where the name that is given again was given first; 0 if that is not plain to see.
  std::size_t first_line_of(bool heading) const {
    for (std::size_t line = source_->line_of(part_.line_begin); --line > 0;) {
      const std::string_view text = trimmed_front(source_->line_text(line));
      if (!heading && text.starts_with('[')) return 0;
      if (!text.starts_with(key())) continue;
      if (heading || trimmed_front(text.substr(key().size())).starts_with('=')) return line;
    }
    return 0;
  }

  Diagnostic never_closed() const {
    const std::size_t open = std::max(text_.rfind("\"\"\"") + 1, text_.rfind("'''") + 1);  // npos + 1 is 0
    const std::size_t begin = open > 0 ? open - 1 : part_.has_value ? part_.value_begin : part_.line_begin;
    return at(begin, begin + (open > 0 ? 3 : 1), "this text has no closing quote",
              {"a text stands in quotes on one line; three quotes hold several lines"});
  }

  Diagnostic about_value() const {
    const std::string name(key());
    if (value().empty())
      return at(part_.key_begin, part_.key_end + 1, fmt::format("`{}` has no value", name),
                {"leave the line out, or ask for it: " + name + " = \"?\""});
    for (const std::string_view quote : {"“", "”", "„", "‘", "’", "«"})
      if (value().starts_with(quote))
        return at_value("these quotes are typographic",
                        {fmt::format("write straight ones: {} = \"{}\"", name, without_quotes())});
    const char first = value().front();
    if (first == '"' || first == '\'') return about_text(first);
    if (first == '[' || first == '{') return says("array") || first == '[' ? missing_comma() : about_braces();
    if (first == '=')
      return at(part_.value_begin, part_.value_begin + 1, "one `=` is enough",
                {fmt::format("write {} = {}", name, trimmed_front(value().substr(1)))});
    if (value().find('=') != std::string_view::npos)
      return at_value("two values stand on one line", {"each name = value stands on a line of its own"});
    if (value().back() == ';')
      return at(part_.value_end - 1, part_.value_end, "a line ends without a semicolon",
                {fmt::format("write {} = {}", name, value().substr(0, value().size() - 1))});
    if (says("could not be interpreted") && value().find_first_not_of("0123456789.eE+-_") == std::string_view::npos)
      return at_value("this number is too large to calculate with", {"numbers lie between 1e-250 and 1e250"});
    if (value() == "True" || value() == "False" || value() == "TRUE" || value() == "FALSE")
      return at_value(fmt::format("`{}` is written in small letters", value()),
                      {fmt::format("write {} = {}", name, value()[0] == 'T' ? "true" : "false")});
    return at_value("this value is not in quotes", {fmt::format("put it in quotes: {} = \"{}\"", name, value())});
  }

  std::string without_quotes() const {
    std::string text(value());
    for (const std::string_view quote : {"“", "”", "„", "‘", "’", "«", "»"})
      for (std::size_t found = text.find(quote); found != std::string::npos; found = text.find(quote))
        text.erase(found, quote.size());
    return text;
  }

  Diagnostic about_text(char quote) const {
    if (says("unknown escape") || says("hex digit") || says("unicode scalar"))
      return here("a backslash has a meaning of its own in double quotes",
                  {"double it: \\\\, or put the text in single quotes"});
    const std::size_t close = text_.find(quote, part_.value_begin + 1);
    const bool open = close == std::string_view::npos || close >= part_.line_end;
    if (open || says("end-of-file"))
      return at_value("this text has no closing quote",
                      {"a text stands in quotes on one line; three quotes hold several lines"});
    if (says("control character"))
      return here("this text holds a control character", {"leave it out, or write it as an escape such as \\u001b"});
    if (part_.in_braces) return about_braces();
    std::string joined(value());
    std::erase(joined, quote);
    return at(std::min(close + 1, part_.value_end), part_.value_end, "something stands behind this text",
              {fmt::format("all of it goes inside of one pair of quotes: {} = \"{}\"", key(), joined)});
  }

  Diagnostic about_braces() const {
    if (says("\\n") || says("end-of-file") || says("\\r"))
      return at(part_.line_begin, part_.line_end, "what stands in braces must stand on one line",
                {"join the lines, or close the brace: { is = \"80 h\", source = \"paper\" }"});
    return missing_comma();
  }

  Diagnostic missing_comma() const {
    if (says("end-of-file")) return here("a closing bracket is missing", {"every [ needs its ], every { its }"});
    return here("a comma or a closing bracket is missing here",
                {"for example { is = \"80 h\", source = \"paper\" }, or [\"a\", \"b\"]"});
  }

  Diagnostic about_heading() const {
    const std::string_view line = key();
    const std::size_t from = line.find_first_not_of("[ "), to = line.find_first_of("]#");
    std::string name(from == std::string_view::npos || from >= to
                         ? std::string_view()
                         : line.substr(from, std::min(to, line.size()) - from));
    while (!name.empty() && is_blank(name.back())) name.pop_back();
    const bool claim = line.starts_with("[[") || name == "claim";
    const std::string right = claim ? fmt::format("[[{}]]", name) : fmt::format("[{}]", name);
    if (name.empty())
      return at_key("this heading has no name", {"a part begins with its name in brackets, for example [r1]"});
    if (!std::all_of(name.begin(), name.end(), is_bare)) {
      std::replace_if(
          name.begin(), name.end(), [](char c) { return !is_bare(c); }, '_');
      return at_key("this heading is not a name",
                    {fmt::format("write [{}]: letters, digits and underscores, in brackets", name)});
    }
    const bool closed = line.starts_with(right);
    return at_key(closed ? "something stands behind this heading" : "the brackets of this heading do not match",
                  {closed ? "what belongs to it begins on the next line" : "write " + right});
  }

  Diagnostic about_key() const {
    const std::string_view line = key();
    if (line.starts_with("//") || line.starts_with("--") || line.starts_with(";") || line.starts_with("/*"))
      return at_key("this line is neither a value nor a heading", {"a comment begins with #"});
    const std::size_t equals = line.find('='), colon = line.find(':');
    if (line.starts_with("=")) return here("there is no name in front of this `=`", {"a line is name = value"});
    if (colon != std::string_view::npos && colon > 0 && colon + 1 == line.size() && line[0] != '{')
      return at_key("a heading stands in brackets", {fmt::format("write [{}]", trimmed_back(line.substr(0, colon)))});
    if (colon != std::string_view::npos && colon < equals && colon > 0 && line[0] != '{')
      return here("a value stands behind `=`", {fmt::format("write {} = {}", trimmed_back(line.substr(0, colon)),
                                                            trimmed_front(line.substr(colon + 1)))});
    if (equals != std::string_view::npos) {
      const std::string name(trimmed_back(line.substr(0, equals)));
      return at(part_.key_begin, part_.key_begin + name.size(), fmt::format("`{}` cannot be a name", name),
                {"a name is small letters, digits and underscores, such as chip_time"});
    }
    return at_key("this line is neither a value nor a heading",
                  {"a scenario is lines of name = value under [headings]; `costcurve new training` prints one"});
  }

  static std::string_view trimmed_front(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t");
    return from == std::string_view::npos ? std::string_view() : text.substr(from);
  }

  static std::string_view trimmed_back(std::string_view text) {
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
  }

  const SourcePointer& source_;
  std::string_view text_;
  std::size_t offset_;
  std::string_view description_;
  Statement part_;
};

}  // namespace

bool is_text(const SourcePointer& source, Diagnostics& diagnostics) {
  constexpr const char* how_to_save = "save it as UTF-8: editors ask for the encoding under Save As";
  const std::string& text = source->text;
  const std::string_view start = std::string_view(text).substr(0, 2);
  if (start == "\xFF\xFE" || start == "\xFE\xFF") {
    diagnostics.add(mistake_at({source, 0, 2}, "this file is UTF-16 text", how_to_save));
    return false;
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string::npos) {
    diagnostics.add(
        mistake_at({source, nul, nul + 1}, "this is not a text file: it holds a NUL byte",
                   "scenarios and tables are plain text, not documents of a word processor or a spreadsheet"));
    return false;
  }
  for (std::size_t at = ascii_prefix(text); at < text.size();) {
    const std::size_t length = is_beyond_ascii(text[at]) ? character_length(text, at) : 1;
    if (length == 0) {
      Diagnostic mistake = mistake_at({source, at, at + 1}, "this file is not UTF-8 text", how_to_save);
      mistake.label = fmt::format("byte {:#04x}", static_cast<unsigned char>(text[at]));
      diagnostics.add(std::move(mistake));
      return false;
    }
    at += length;
  }
  return true;
}

bool is_sound(const SourcePointer& source, Diagnostics& diagnostics) {
  return is_text(source, diagnostics) && is_shallow(source, diagnostics) && is_ascii_where_it_must(source, diagnostics);
}

Diagnostic syntax_error(const SourcePointer& source, std::size_t offset, std::string_view description) {
  return Described(source, offset, description).diagnostic();
}

}  // namespace costcurve
