// Documents as GitHub's Markdown: for an issue, a wiki, a review.

#include <algorithm>
#include <cctype>

#include "document/document.h"
#include "document/grid.h"
#include "document/set_formula.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

/// Where text stands: what would end it there is replaced.
enum class Place : std::uint8_t { line, cell };

// "_" between two letters or digits begins no emphasis.
bool is_within_word(const std::string& text, std::size_t at) {
  const auto is_word = [&](std::size_t i) {
    return i < text.size() && std::isalnum(static_cast<unsigned char>(text[i])) != 0;
  };
  return text[at] == '_' && at > 0 && is_word(at - 1) && is_word(at + 1);
}

// An address or a mail address that stands bare would become a link, and a link would take in what escapes its text.
bool begins_link(const std::string& text, std::size_t at) {
  return text[at] == '@' || (text[at] == ':' && text.compare(at, 3, "://") == 0) ||
         (text[at] == '.' && at >= 3 && (text.compare(at - 3, 3, "www") == 0 || text.compare(at - 3, 3, "WWW") == 0));
}

// Every character that could begin markup has a backslash in front of it, and what could begin a tag or an entity is
// written as one: inside of what is taken for an address a backslash escapes nothing. So nothing of a scenario becomes
// markup.
std::string escaped(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const std::string_view entity = text[at] == '<'   ? "&lt;"
                                        : text[at] == '>' ? "&gt;"
                                        : text[at] == '&' ? "&amp;"
                                                          : "";
        !entity.empty()) {
      out += entity;
      continue;
    }
    const bool is_markup = std::string_view("\\`*_[]#|~!$").find(text[at]) != std::string_view::npos;
    if ((is_markup && !is_within_word(text, at)) || begins_link(text, at)) out += '\\';
    out += text[at];
  }
  return out;
}

std::string code(const std::string& text, Place place) {
  // A backquote would end it, and in a cell a bar is read before code is.
  if (text.find('`') != std::string::npos || (place == Place::cell && text.find('|') != std::string::npos))
    return escaped(text);
  return "`" + text + "`";
}

bool is_blank(const std::string& text) { return text.find_first_not_of(' ') == std::string::npos; }

// In "<...>" nothing ends it but ">", which no address holds; what looks like an entity would be read as one.
std::string without_entities(const std::string& address) {
  std::string target;
  for (const char c : address) target += c == '&' ? std::string("&amp;") : std::string(1, c);
  return target;
}

// One line of text. Control characters are made visible first.
std::string line_of(const std::vector<Span>& spans, Place place) {
  std::string out;
  for (const Span& span : spans) {
    const std::string shown = made_visible(span.text);
    const bool is_code =
        (span.kind == Span::Kind::code || span.kind == Span::Kind::name || span.kind == Span::Kind::formula) &&
        !is_blank(shown);
    const std::string text = is_code ? code(shown, place) : escaped(shown);
    out +=
        span.kind == Span::Kind::link ? "[" + text + "](<" + without_entities(link_address(span.address)) + ">)" : text;
  }
  return out;
}

// The text's lines; a line break stands in a cell of a grid only.
std::vector<std::string> lines_of(const Text& text, Place place) {
  std::vector<std::string> lines;
  std::vector<Span> spans;
  const auto end_line = [&] {
    const std::string line = line_of(spans, place);
    const std::size_t from = std::min(line.find_first_not_of(' '), line.size());
    lines.push_back(line.substr(from, line.find_last_not_of(' ') + 1 - from));
    spans.clear();
  };
  for (const Span& span : spans_of(text))
    for (std::size_t at = 0; at <= span.text.size();) {
      const std::size_t end = std::min(span.text.find('\n', at), span.text.size());
      if (end > at) spans.push_back({span.text.substr(at, end - at), span.kind, {}, span.address});
      if (end < span.text.size()) end_line();
      at = end + 1;
    }
  end_line();
  return lines;
}

std::string joined(const std::vector<std::string>& lines, const std::string& between) {
  std::string out;
  for (const std::string& line : lines) {
    if (line.empty()) continue;
    out += (out.empty() ? "" : between) + line;
  }
  return out;
}

std::string inline_text(const Text& text) { return joined(lines_of(text, Place::line), " "); }
std::string cell_text(const Text& text) { return joined(lines_of(text, Place::cell), "<br>"); }

// At the beginning of a line "-", "+", "=" and "1." are markup too.
std::string paragraph_text(const Text& text) {
  const std::string line = inline_text(text);
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')'))
    return line.substr(0, digits) + "\\" + line.substr(digits);
  return line.starts_with('-') || line.starts_with('+') || line.starts_with('=') ? "\\" + line : line;
}

// A fence longer than any within the text.
std::string fenced(const std::string& text, const std::string& language) {
  std::size_t longest = 2, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fence + language + "\n" + text + (text.ends_with('\n') ? "" : "\n") + fence + "\n";
}

std::string link_target(const std::string& url) {
  const std::string target = without_entities(web_address(url));
  return target.empty() ? "" : "<" + target + ">";
}

class MarkdownWriter {
 public:
  explicit MarkdownWriter(std::size_t level) : level_(level) {}

  void heading(const Text& text) {
    if (!text.empty()) block(std::string(level_, '#') + " " + inline_text(text) + "\n");
  }
  void pieces(const std::vector<Piece>& all) {
    for (const Piece& piece : all) std::visit([&](const auto& kind) { write(kind); }, piece);
  }
  std::string text() { return std::move(out_); }

 private:
  void block(const std::string& text) {
    if (text.empty()) return;
    out_ += (out_.empty() ? "" : "\n") + text;
  }
  static std::string note(const Notes::Note& note) {
    return "- " +
           (note.heading.empty() ? paragraph_text(note.text)
                                 : "**" + inline_text(note.heading) + "**: " + inline_text(note.text)) +
           "\n";
  }
  void notes(const std::vector<Notes::Note>& all) {
    std::string text;
    for (const Notes::Note& each : all) text += note(each);
    block(text);
  }

  void write(const Lead& lead) {
    for (const Text& sentence : lead.sentences) block("**" + inline_text(sentence) + "**\n");
    notes(lead.below);
  }
  void write(const Paragraph& all) {
    for (const Paragraph::Sentence& sentence : all.sentences) block(paragraph_text(sentence.text) + "\n");
  }
  void write(const Notes& all) {
    if (!all.notes.empty()) heading(all.heading);
    notes(all.notes);
  }
  void write(const Items& all) {
    if (!all.items.empty()) heading(all.heading);
    std::string text;
    for (const Items::Item& item : all.items) {
      text += "- " + std::string(sign_of(item.mark)) + " **" + inline_text(item.says) + "**";
      if (const std::string tags = inline_text(Text::joined(item.tags, " · ")); !tags.empty())
        text += " (" + tags + ")";
      text += "\n";
      if (!item.evidence.empty()) text += "  - " + paragraph_text(item.evidence) + "\n";
      for (const Text& detail : item.details) text += "  - " + paragraph_text(detail) + "\n";
    }
    block(text);
  }
  void write(const Entries& all) {
    heading(all.heading);
    if (!all.entries.empty()) {
      const bool has_values = std::any_of(all.entries.begin(), all.entries.end(),
                                          [](const Entries::Entry& entry) { return !entry.value.empty(); });
      std::string table = has_values ? "| | | |\n|---|---|---|\n" : "| | |\n|---|---|\n";
      for (const Entries::Entry& entry : all.entries) {
        std::vector<std::string> words = {cell_text(entry.words)};
        for (const Text& below : entry.below) words.push_back(cell_text(below));
        table += "| **" + cell_text(entry.name) + "** | " + (has_values ? cell_text(entry.value) + " | " : "") +
                 joined(words, "<br>") + " |\n";
      }
      block(table);
    }
    notes(all.below);
  }
  void write(const Derivations&) {}  // nothing folds here
  void write(const Branch& branch) {
    std::string text;
    write(branch, "", text);
    block(without_blank_end(text));
  }
  static void write(const Branch& branch, const std::string& indent, std::string& out) {
    out += indent + "- " + inline_text(branch.says);
    if (const std::string tags = inline_text(Text::joined(branch.tags, " · ")); !tags.empty()) out += " (" + tags + ")";
    out += "\n" + formulas(branch.lines, indent + "  ");
    for (const Branch& below : branch.below) write(below, indent + "  ", out);
  }

  // Each on lines of its own, as TeX where it can be; what is said behind it stands below.
  static std::string formulas(const std::vector<Text>& lines, const std::string& indent) {
    std::string out;
    for (const Text& line : lines) {
      Text words;
      for (const Stretch& stretch : line.stretches()) {
        if (stretch.formula)
          out += "\n" + indent + "$$" + tex(*stretch.formula) + "$$\n";
        else
          words += stretch.kind == Stretch::Kind::formula ? Text::formula(stretch.text) : Text(stretch.text);
      }
      if (!words.empty()) out += "\n" + indent + paragraph_text(words) + "\n";
    }
    return out.empty() ? out : out + "\n";
  }
  void write(const Steps& all) {
    std::string text;
    for (std::size_t i = 0; i < all.steps.size(); ++i) {
      const Steps::Step& step = all.steps[i];
      const std::string number = std::to_string(i + 1) + ". ", tags = inline_text(Text::joined(step.tags, " · "));
      text += number + inline_text(step.says) + (tags.empty() ? "" : " (" + tags + ")") + "\n" +
              formulas(step.lines, std::string(number.size(), ' '));
    }
    block(without_blank_end(text));
  }
  static std::string without_blank_end(std::string text) {
    while (text.ends_with("\n\n")) text.pop_back();
    return text;
  }

  // Rows are filled up to as many cells as there are columns: a table is one only then.
  void write(const Grid& grid) {
    heading(grid.heading);
    if (!grid.rows.empty()) {
      std::string head = "|", rule = "|";
      for (const Grid::Column& column : grid.columns) {
        head += " " + cell_text(column.heading) + " |";
        rule += column.align == Grid::Align::right ? "---:|" : "---|";
      }
      std::string table = head + "\n" + rule + "\n";
      for (const Grid::Row& row : grid.rows) {
        table += "|";
        for (std::size_t c = 0; c < grid.columns.size(); ++c)
          table += " " + (c < row.cells.size() ? cell(grid, row, c) : "") + " |";
        table += "\n";
      }
      block(table);
    }
    notes(grid.below);
  }
  static std::string cell(const Grid& grid, const Grid::Row& row, std::size_t c) {
    constexpr std::size_t longest_bar = 12;
    const Grid::Cell& cell = row.cells[c];
    const Grid::Column& column = grid.columns[c];
    if (column.bars != Grid::Bars::none) return bar_text(cell.size, column.largest, column.bars, longest_bar, false);
    std::string text = cell_text(cell.text);
    if (cell.mark) text = std::string(sign_of(*cell.mark)) + " " + text;
    if (c == 0 && row.differs == true) text = std::string(differs_mark) + " " + text;
    return row.is_sum && !text.empty() ? "**" + text + "**" : text;
  }

  void write(const Chart& chart) {
    constexpr std::size_t width = 100;
    const std::string drawing = std::visit([](const auto& each) { return drawn(each, width); }, chart.drawing);
    if (!drawing.empty()) block(fenced(drawing, "text"));
  }
  void write(const Verbatim& verbatim) { block(fenced(verbatim.text, verbatim.language)); }
  void write(const Preface& preface) {
    if (!preface.scenario.empty()) block(paragraph_text(preface.scenario) + "\n");
    if (!preface.question.empty()) block("*" + inline_text(preface.question) + "*\n");
  }
  void write(const Sources& sources) {
    if (sources.rows.empty()) return;
    heading("Sources");
    std::string text;
    for (const Sources::Row& row : sources.rows) {
      const std::string address = link_target(row.url), title = inline_text(row.title);
      text += "- " + inline_text(row.key) + ": " + (address.empty() ? title : "[" + title + "](" + address + ")") +
              (row.year.empty() ? "" : ", " + inline_text(row.year)) + (row.unverified ? " (unverified)" : "") + "\n";
    }
    block(text);
  }
  void write(const Section& section) {
    heading(section.heading);
    MarkdownWriter inner(level_ + 1);
    inner.pieces(section.pieces);
    block(inner.text());
  }

  std::size_t level_;  // of the next heading
  std::string out_;
};

}  // namespace

std::string markdown(const Document& document) {
  MarkdownWriter title(1), body(2);
  title.heading(document.title);
  body.pieces(document.pieces);
  const std::string head = title.text(), rest = body.text();
  return head + (head.empty() || rest.empty() ? "" : "\n") + rest;
}

}  // namespace costcurve
