#include <array>

#include "document/document.h"
#include "document/grid.h"
#include "document/ink.h"
#include "document/layout.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

class TerminalWriter {
 public:
  explicit TerminalWriter(const TerminalStyle& style) : style_(style) {}

  void pieces(const std::vector<Piece>& all) {
    const Piece* before = nullptr;
    for (const Piece& piece : all) {
      const std::size_t length = out_.size();
      std::visit([&](const auto& kind) { write(kind); }, piece);
      if (out_.size() == length) continue;
      const bool follows_directly =
          before && ((std::holds_alternative<Lead>(*before) && std::holds_alternative<Branch>(piece)) ||
                     (std::holds_alternative<Preface>(*before) && std::holds_alternative<Lead>(piece)));
      if (before && !follows_directly) out_.insert(length, "\n");
      before = &piece;
    }
  }
  std::string text() { return std::move(out_); }

 private:
  void paragraph(const Text& text, const std::string& first, const std::string& rest, const char* ink = ink::none) {
    for (const std::string& line : wrapped_lines(text.plain(), first, rest, style_.width))
      out_ += painted(line, ink, style_) + "\n";
  }
  void paragraph(const Text& text, std::size_t first, std::size_t rest, const char* ink = ink::none) {
    paragraph(text, std::string(first, ' '), std::string(rest, ' '), ink);
  }
  void heading(const Text& text, const char* ink) {
    if (!text.empty()) paragraph(text, 2, 2, ink);
  }
  // What goes on stands below the text, not below its heading.
  void note(const Notes::Note& note, std::size_t indent) {
    const std::string heading = note.heading.empty() ? "" : note.heading.plain() + ": ";
    const std::size_t rest = heading.empty() ? 2 : display_width(heading);
    paragraph(note.text, std::string(indent, ' ') + heading, std::string(indent + rest, ' '), ink_of(note.tone));
  }
  void notes(const std::vector<Notes::Note>& all, std::size_t indent) {
    for (const Notes::Note& each : all) note(each, indent);
  }

  void write(const Lead& lead) {
    for (const Text& sentence : lead.sentences) paragraph(sentence, 0, 2, ink::bold);
    notes(lead.below, 2);
  }
  void write(const Paragraph& all) {
    for (const Paragraph::Sentence& sentence : all.sentences) paragraph(sentence.text, 2, 2, ink_of(sentence.tone));
  }
  void write(const Notes& all) {
    if (all.notes.empty()) return;
    heading(all.heading, ink::dim);
    notes(all.notes, all.heading.empty() ? 2 : 4);
  }
  void write(const Items& all) {
    if (all.items.empty()) return;
    heading(all.heading, ink::dim);
    for (const Items::Item& item : all.items) {
      edges(item.says, item.tags, "  " + std::string(sign_of(item.mark)) + " ", ink_of(item.mark));
      if (!item.evidence.empty()) paragraph(item.evidence, 6, 6);
      for (const Text& detail : item.details) paragraph(detail, 6, 6);
    }
  }
  void write(const Entries& all) {
    heading(all.heading, ink::bold);
    const std::size_t indent = all.heading.empty() ? 2 : 4;
    const EntryWidths widths = widths_of(all, indent);
    for (const Entries::Entry& entry : all.entries) write(entry, widths);
    notes(all.below, 4);
  }

  struct EntryWidths {
    std::size_t indent = 4, names = 0, values = 0;
    bool narrow = false;  // name, value and words stand below each other

    // Where values begin, and words.
    std::size_t value_at() const { return indent + names + 2; }
    std::size_t words_at() const { return value_at() + (values > 0 ? values + 2 : 0); }
  };
  EntryWidths widths_of(const Entries& all, std::size_t indent) const {
    constexpr std::size_t readable = 24, widest_value = 34;
    EntryWidths widths;
    widths.indent = indent;
    for (const Entries::Entry& entry : all.entries) {
      widths.names = std::max(widths.names, display_width(made_visible(entry.name.plain())));
      widths.values = std::max(widths.values, display_width(made_visible(entry.value.plain())));
    }
    widths.values = std::min(widths.values, widest_value);
    widths.narrow = widths.words_at() + readable > style_.width;
    return widths;
  }
  void write(const Entries::Entry& entry, const EntryWidths& widths) {
    const std::size_t indent = widths.indent;
    if (widths.narrow) {
      paragraph(entry.value.empty() ? entry.name : entry.name + "  " + entry.value, indent, indent + 2);
      if (!entry.words.empty()) paragraph(entry.words, indent + 2, indent + 4);
    } else {
      std::string first = std::string(indent, ' ') + padded(made_visible(entry.name.plain()), widths.names) + "  ";
      if (widths.values > 0) first += padded(made_visible(entry.value.plain()), widths.values) + "  ";
      paragraph(entry.words, first, std::string(widths.words_at(), ' '));
    }
    const std::size_t below = widths.narrow ? indent + 2 : widths.value_at();
    for (const Text& line : entry.below) paragraph(line, below, below + 2);
  }

  void write(const Branch& branch) { write(branch, "", ""); }
  void write(const Branch& branch, const std::string& head, const std::string& indent) {
    edges(branch.says, branch.tags, head, ink::none);
    const std::string inner = indent + (branch.below.empty() ? "    " : "│   ");
    for (const Text& line : branch.lines) paragraph(line, inner, inner + "  ");
    for (std::size_t i = 0; i < branch.below.size(); ++i) {
      const bool last = i + 1 == branch.below.size();
      write(branch.below[i], indent + (last ? "└ " : "├ "), indent + (last ? "  " : "│ "));
    }
  }

  // Numbers under each other by their right edges.
  void write(const Steps& all) {
    const std::size_t wide = std::to_string(all.steps.size()).size();
    for (std::size_t i = 0; i < all.steps.size(); ++i) {
      const std::string number = std::to_string(i + 1), indent(wide + 4, ' ');
      edges(all.steps[i].says, all.steps[i].tags, std::string(wide + 2 - number.size(), ' ') + number + ". ",
            ink::none);
      for (const Text& line : all.steps[i].lines) paragraph(line, indent + "  ", indent + "    ");
    }
  }

  void write(const Grid& grid) {
    heading(grid.heading, ink::bold);
    if (!grid.rows.empty()) out_ += grid_lines(grid, style_);
    notes(grid.below, grid.heading.empty() ? 2 : 4);
  }
  void write(const Chart& chart) {
    out_ += std::visit([&](const auto& drawing) { return drawn(drawing, style_.width); }, chart.drawing);
  }
  void write(const Verbatim& verbatim) { out_ += verbatim.text; }
  void write(const Preface& preface) {
    if (preface.is_answered && !preface.question.empty()) paragraph(preface.question, 0, 2, ink::dim);
  }
  void write(const Derivations&) {}
  void write(const Sources&) {}  // `explain` says where each stands
  void write(const Section& section) {
    // What is told of a quantity begins with its name.
    if (section.of != Section::Of::quantity)
      out_ += made_visible(section.heading.plain()) + (section.of == Section::Of::variant ? ":" : "") + "\n";
    TerminalWriter inner(style_);
    inner.pieces(section.pieces);
    out_ += inner.text();
  }

  // What is said and its tags at the two edges, or below each other where they do not fit.
  void edges(const Text& says, const std::vector<Text>& tags, const std::string& indent, const char* ink) {
    const std::string left = made_visible(says.plain()), right = made_visible(Text::joined(tags, " · ").plain());
    const std::size_t used = display_width(indent) + display_width(left);
    if (right.empty()) return paragraph(says, indent, std::string(display_width(indent), ' '), ink);
    if (used + 2 + display_width(right) <= style_.width) {
      out_ += painted(indent + left, ink, style_) + std::string(style_.width - used - display_width(right), ' ') +
              painted(right, ink::dim, style_) + "\n";
      return;
    }
    const std::string below = behind_branches(indent);
    paragraph(left, indent, below, ink);
    paragraph(right, below + "  ", below + "  ", ink::dim);
  }
  // Behind a branch of a tree the line goes on: "├ " above becomes "│ " below; the number of a step is not said again.
  static std::string behind_branches(std::string indent) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> below = {
        {{"├", "│"}, {"└", " "}, {"✓", " "}, {"✗", " "}, {"?", " "}, {"·", " "}}};
    for (const auto& [from, to] : below)
      for (std::size_t at = indent.find(from); at != std::string::npos; at = indent.find(from))
        indent.replace(at, from.size(), to);
    for (char& c : indent)
      if (c == '.' || (c >= '0' && c <= '9')) c = ' ';
    return indent;
  }

  const TerminalStyle& style_;
  std::string out_;
};

}  // namespace

std::string terminal(const Document& document, const TerminalStyle& style) {
  TerminalWriter writer(style);
  writer.pieces(document.pieces);
  return writer.text();
}

}  // namespace costcurve
