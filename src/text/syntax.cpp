#include "text/syntax.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/toml_scan.h"

namespace costcurve {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
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
  TomlScan scan(text.substr(0, made.line_end));
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

  // 1e400, and no whole number of too many digits, which may be a name.
  bool is_beyond_all_numbers() const {
    return says("not representable") && value().find_first_of(".eE") != std::string_view::npos &&
           value().find_first_not_of("0123456789.eE+-_") == std::string_view::npos;
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
    if (is_beyond_all_numbers())
      return at_value(fmt::format("this number is too {} to calculate with",
                                  value().find("e-") == std::string_view::npos ? "large" : "small"),
                      {"numbers lie between 1e-250 and 1e250"});
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

Diagnostic syntax_error(const SourcePointer& source, std::size_t offset, std::string_view description) {
  return Described(source, offset, description).diagnostic();
}

}  // namespace costcurve
