// Documents as a page that stands alone: no script, its style within it. Every text is escaped.

#include <algorithm>
#include <set>

#include "document/document.h"
#include "document/grid.h"
#include "document/html_escape.h"
#include "document/html_style.h"
#include "document/svg.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

// An id may hold no blank; what is neither letter nor digit nor one of "._-/" stands by its number.
std::string id_of(const std::string& anchor) {
  std::string id;
  for (const char c : anchor) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::string_view("._-/").find(c) != std::string_view::npos)
      id += c;
    else
      id += "~" + std::to_string(byte);
  }
  return id;
}

// The names that have a row, of a section behind its own name.
void add_anchors(const std::vector<Piece>& pieces, const std::string& within, std::set<std::string>& anchors);

void add_anchors(const Branch& branch, const std::string& within, std::set<std::string>& anchors) {
  if (!branch.anchor.empty()) anchors.insert(within + branch.anchor);
  for (const Branch& below : branch.below) add_anchors(below, within, anchors);
}

std::string inside(const std::string& within, const Section& section) { return within + section.heading.plain() + "/"; }

void add_anchors(const std::vector<Piece>& pieces, const std::string& within, std::set<std::string>& anchors) {
  for (const Piece& piece : pieces) {
    if (const auto* entries = std::get_if<Entries>(&piece))
      for (const Entries::Entry& entry : entries->entries) anchors.insert(within + entry.anchor);
    if (const auto* grid = std::get_if<Grid>(&piece))
      for (const Grid::Row& row : grid->rows) anchors.insert(within + row.anchor);
    if (const auto* branch = std::get_if<Branch>(&piece)) add_anchors(*branch, within, anchors);
    if (const auto* section = std::get_if<Section>(&piece))
      add_anchors(section->pieces, inside(within, *section), anchors);
  }
  anchors.erase(within);  // rows that are no quantity's
}

class HtmlWriter {
 public:
  explicit HtmlWriter(const Document& document) { add_anchors(document.pieces, "", anchors_); }

  void pieces(const std::vector<Piece>& all) {
    for (const Piece& piece : all) std::visit([&](const auto& kind) { write(kind); }, piece);
  }
  std::string text() { return std::move(out_); }

 private:
  // A name becomes a link where its row is on the page.
  std::string inline_text(const Text& text) const {
    std::string out;
    for (const Span& span : spans_of(text)) {
      const std::string shown = lines(span.text);
      switch (span.kind) {
        case Span::Kind::name:
          out += span.text != here_ && anchors_.contains(within_ + span.text)
                     ? "<a href=\"#" + id_of(within_ + span.text) + "\">" + shown + "</a>"
                     : "<b>" + shown + "</b>";
          break;
        case Span::Kind::code: out += "<code>" + shown + "</code>"; break;
        case Span::Kind::formula: out += "<span class=\"formula\">" + shown + "</span>"; break;
        case Span::Kind::amount: out += "<span class=\"amount\">" + shown + "</span>"; break;
        case Span::Kind::source: out += "<cite>" + shown + "</cite>"; break;
        case Span::Kind::plain: out += shown; break;
      }
    }
    return out;
  }
  // Control characters are made visible; a line break stays one.
  static std::string lines(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      out += (at > 0 ? "<br>" : "") + html_escaped(made_visible(text.substr(at, end - at)));
      at = end + 1;
    }
    return out;
  }
  // An id stands once on a page.
  std::string id_attribute(const std::string& anchor) {
    if (anchor.empty() || !written_.insert(within_ + anchor).second) return {};
    return " id=\"" + id_of(within_ + anchor) + "\"";
  }
  static std::string tone_class(Tone tone) {
    switch (tone) {
      case Tone::dim: return " class=\"dim\"";
      case Tone::good: return " class=\"good\"";
      case Tone::bad: return " class=\"bad\"";
      case Tone::open: return " class=\"open\"";
      case Tone::plain: break;
    }
    return {};
  }
  static std::string class_of(Mark mark) {
    return mark == Mark::holds ? "good" : mark == Mark::fails ? "bad" : mark == Mark::quoted ? "dim" : "open";
  }
  void heading(const Text& text) {
    if (text.empty()) return;
    const std::string tag = within_.empty() ? "h2" : "h3";
    out_ += "<" + tag + ">" + inline_text(text) + "</" + tag + ">\n";
  }
  void notes(const std::vector<Notes::Note>& all) {
    if (all.empty()) return;
    out_ += "<ul class=\"notes\">\n";
    for (const Notes::Note& note : all)
      out_ += "<li" + tone_class(note.tone) + ">" +
              (note.heading.empty() ? "" : "<strong>" + inline_text(note.heading) + "</strong> ") +
              inline_text(note.text) + "</li>\n";
    out_ += "</ul>\n";
  }

  void write(const Lead& lead) {
    for (const Text& sentence : lead.sentences) out_ += "<p class=\"lead\">" + inline_text(sentence) + "</p>\n";
    notes(lead.below);
  }
  void write(const Paragraph& all) {
    for (const Paragraph::Sentence& sentence : all.sentences)
      out_ += "<p" + tone_class(sentence.tone) + ">" + inline_text(sentence.text) + "</p>\n";
  }
  void write(const Notes& all) {
    if (!all.notes.empty()) heading(all.heading);
    notes(all.notes);
  }
  void write(const Items& all) {
    if (all.items.empty()) return;
    heading(all.heading);
    out_ += "<ul class=\"items\">\n";
    for (const Items::Item& item : all.items) write(item);
    out_ += "</ul>\n";
  }
  void write(const Items::Item& item) {
    out_ += "<li><span class=\"mark " + class_of(item.mark) + "\">" + std::string(sign_of(item.mark)) + " <small>" +
            std::string(word_of(item.mark)) + "</small></span><div><p class=\"says\">" + inline_text(item.says) +
            "</p>";
    if (!item.tags.empty()) out_ += "<p class=\"tags\">" + inline_text(Text::joined(item.tags, " · ")) + "</p>";
    if (!item.evidence.empty()) out_ += "<p>" + inline_text(item.evidence) + "</p>";
    for (const Text& detail : item.details) out_ += "<p class=\"dim\">" + inline_text(detail) + "</p>";
    out_ += "</div></li>\n";
  }
  void write(const Entries& all) {
    heading(all.heading);
    if (!all.entries.empty()) {
      const bool has_values = std::any_of(all.entries.begin(), all.entries.end(),
                                          [](const Entries::Entry& entry) { return !entry.value.empty(); });
      out_ += "<div class=\"scroll\"><table class=\"entries\">\n";
      for (const Entries::Entry& entry : all.entries) {
        out_ += "<tr" + id_attribute(entry.anchor) + "><th scope=\"row\">" + inline_text(entry.name) + "</th>";
        if (has_values) out_ += "<td class=\"value\">" + inline_text(entry.value) + "</td>";
        out_ += "<td>" + inline_text(entry.words);
        for (const Text& below : entry.below) out_ += "<div class=\"dim\">" + inline_text(below) + "</div>";
        out_ += "</td></tr>\n";
      }
      out_ += "</table></div>\n";
    }
    notes(all.below);
  }
  void write(const Branch& branch) {
    out_ += "<div class=\"tree\">\n";
    write(branch, 0);
    out_ += "</div>\n";
  }
  // The first levels are open; below them one opens what one wants to see.
  void write(const Branch& branch, int depth) {
    constexpr int open_levels = 3;
    here_ = branch.anchor;
    std::string said = "<span class=\"says\">" + inline_text(branch.says) + "</span>";
    here_.clear();
    if (!branch.tags.empty())
      said += " <span class=\"tags\">" + inline_text(Text::joined(branch.tags, " · ")) + "</span>";
    std::string lines;
    for (const Text& line : branch.lines) lines += "<p>" + inline_text(line) + "</p>";
    const std::string id = id_attribute(branch.anchor);
    if (branch.below.empty() && lines.empty()) {
      out_ += "<div class=\"leaf\"" + id + ">" + said + "</div>\n";
      return;
    }
    out_ += "<details" + id + (depth < open_levels ? " open" : "") + "><summary>" + said + "</summary>" + lines + "\n";
    for (const Branch& below : branch.below) write(below, depth + 1);
    out_ += "</details>\n";
  }

  void write(const Grid& grid) {
    heading(grid.heading);
    if (!grid.rows.empty()) {
      out_ += "<div class=\"scroll\"><table class=\"grid\">\n";
      write_head(grid);
      out_ += "<tbody>\n";
      for (const Grid::Row& row : grid.rows) write(grid, row);
      out_ += "</tbody></table></div>\n";
    }
    notes(grid.below);
  }
  void write_head(const Grid& grid) {
    const bool has_heading = std::any_of(grid.columns.begin(), grid.columns.end(),
                                         [](const Grid::Column& column) { return !column.heading.empty(); });
    if (!has_heading) return;
    out_ += "<thead><tr>";
    for (const Grid::Column& column : grid.columns)
      out_ += "<th scope=\"col\"" + to_the_right(column) + ">" + inline_text(column.heading) + "</th>";
    out_ += "</tr></thead>\n";
  }
  static std::string to_the_right(const Grid::Column& column) {
    return column.align == Grid::Align::right ? " class=\"right\"" : "";
  }
  void write(const Grid& grid, const Grid::Row& row) {
    here_ = row.anchor;
    out_ += "<tr" + id_attribute(row.anchor) + (row.is_sum ? " class=\"sum\"" : "") + ">";
    for (std::size_t c = 0; c < grid.columns.size(); ++c) {
      const Grid::Column& column = grid.columns[c];
      const std::string tag = c == 0 ? "th" : "td";
      out_ += "<" + tag + (c == 0 ? " scope=\"row\"" : "") + to_the_right(column) + ">";
      if (c < row.cells.size())
        out_ += column.bars == Grid::Bars::none ? cell(row, c) : bar(row.cells[c], column, has_left_bars(grid, c));
      out_ += "</" + tag + ">";
    }
    out_ += "</tr>\n";
    here_.clear();
  }
  // What names the row stands out; what is said of it below does not.
  std::string row_name(const Text& text) const {
    std::string name, below;
    bool is_below = false;
    for (const Stretch& stretch : text.stretches()) {
      const std::size_t end = is_below ? 0 : std::min(stretch.text.find('\n'), stretch.text.size());
      name += lines(stretch.text.substr(0, end));
      below += lines(stretch.text.substr(is_below ? 0 : std::min(end + 1, stretch.text.size())));
      is_below = is_below || end < stretch.text.size();
    }
    return below.empty() ? inline_text(text) : name + "<small>" + below + "</small>";
  }
  std::string cell(const Grid::Row& row, std::size_t c) const {
    const Grid::Cell& cell = row.cells[c];
    std::string text = c == 0 ? row_name(cell.text) : inline_text(cell.text);
    if (cell.mark)
      text =
          "<span class=\"mark " + class_of(*cell.mark) + "\">" + std::string(sign_of(*cell.mark)) + "</span> " + text;
    else if (cell.tone != Tone::plain)
      text = "<span" + tone_class(cell.tone) + ">" + text + "</span>";
    if (c == 0 && row.differs)
      text = "<span class=\"differs\">" + std::string(*row.differs ? differs_mark : "") + "</span>" + text;
    return text;
  }
  // A share of the longest bar; of bars to both sides the axis is in the middle.
  static std::string bar(const Grid::Cell& cell, const Grid::Column& column, bool has_left) {
    if (!(column.largest > 0) || !std::isfinite(cell.size)) return {};
    const double share = std::min(1.0, std::abs(cell.size) / column.largest), room = has_left ? 50 : 100,
                 from = !has_left       ? 0
                        : cell.size < 0 ? 50 - 50 * share
                                        : 50;
    return fmt::format("<div class=\"bar{}\"><i style=\"left:{:.1f}%;width:{:.1f}%\"></i></div>",
                       has_left ? " both" : "", from, room * share);
  }

  void write(const Chart& chart) {
    const std::string drawing = std::visit([](const auto& each) { return svg(each); }, chart.drawing);
    if (!drawing.empty()) out_ += "<figure>\n" + drawing + "</figure>\n";
  }
  void write(const Verbatim& verbatim) {
    std::string text;
    for (std::size_t at = 0; at < verbatim.text.size();) {
      const std::size_t end = std::min(verbatim.text.find('\n', at), verbatim.text.size());
      text += html_escaped(made_visible(verbatim.text.substr(at, end - at))) + "\n";
      at = end + 1;
    }
    out_ += "<pre>" + text + "</pre>\n";
  }
  void write(const Section& section) {
    out_ += "<section>\n";
    heading(section.heading);
    const std::string outside = within_;
    within_ = inside(within_, section);
    pieces(section.pieces);
    within_ = outside;
    out_ += "</section>\n";
  }

  std::set<std::string> anchors_, written_;
  std::string within_;  // the sections around, "hyper_ai/"
  std::string here_;    // the row that is written: its own name is no link
  std::string out_;
};

}  // namespace

std::string html(const Document& document) {
  HtmlWriter writer(document);
  writer.pieces(document.pieces);
  const std::string title = html_escaped(made_visible(document.title.plain()));
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
         title + "</title>\n<style>" + std::string(html_style) + "</style>\n</head>\n<body>\n<main>\n" +
         (title.empty() ? "" : "<h1>" + title + "</h1>\n") + writer.text() + "</main>\n</body>\n</html>\n";
}

}  // namespace costcurve
