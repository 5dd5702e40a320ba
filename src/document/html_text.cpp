// Text of a page, its links and anchors. Every text is escaped.

#include <algorithm>

#include "document/html_escape.h"
#include "document/html_writer.h"
#include "document/set_formula.h"
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
    if (const auto* derivations = std::get_if<Derivations>(&piece))
      for (const Branch& tree : derivations->trees) add_anchors(tree, within, anchors);
    if (const auto* steps = std::get_if<Steps>(&piece))
      for (const Steps::Step& step : steps->steps) anchors.insert(within + step.anchor);
    if (const auto* section = std::get_if<Section>(&piece))
      add_anchors(section->pieces, inside(within, *section), anchors);
  }
  anchors.erase(within);  // rows that are no quantity's
}

// A quantity is called "part.quantity": no name of one begins so.
std::string source_anchor(const std::string& key) { return "source:" + key; }

void add_sources(const std::vector<Piece>& pieces, const std::string& within,
                 std::map<std::string, Sources::Row>& sources) {
  for (const Piece& piece : pieces) {
    if (const auto* listed = std::get_if<Sources>(&piece))
      for (const Sources::Row& row : listed->rows) sources.emplace(within + source_anchor(row.key), row);
    if (const auto* section = std::get_if<Section>(&piece))
      add_sources(section->pieces, inside(within, *section), sources);
  }
}

}  // namespace

HtmlWriter::HtmlWriter(const Document& document) {
  add_anchors(document.pieces, "", anchors_);
  add_sources(document.pieces, "", sources_);
}

std::string HtmlWriter::inline_text(const Text& text) const {
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
      case Span::Kind::formula: out += set(span); break;
      case Span::Kind::amount: out += "<span class=\"amount\">" + shown + "</span>"; break;
      case Span::Kind::source: out += cited(span.text); break;
      case Span::Kind::link:
        out += "<a href=\"" + html_escaped(link_address(span.address)) + "\" rel=\"noreferrer\">" + shown + "</a>";
        break;
      case Span::Kind::plain: out += shown; break;
    }
  }
  return out;
}

// Browsers do not break the lines of what is set: what is wider than a telephone is set in pieces, and a very long
// formula stays text, which they do break.
std::string HtmlWriter::set(const Span& span) {
  constexpr std::size_t telephone = 24, longest = 80;
  const std::size_t width = display_width(span.text);
  if (span.formula && width <= longest)
    return width <= telephone ? math_ml(*span.formula) : math_ml_in_pieces(*span.formula);
  return "<span class=\"formula\">" + lines(span.text) + "</span>";
}

std::string HtmlWriter::cited(const std::string& key) const {
  const auto source = sources_.find(within_ + source_anchor(key));
  if (source == sources_.end()) return "<cite>" + lines(key) + "</cite>";
  return "<cite><a href=\"#" + id_of(source->first) + "\" title=\"" +
         html_escaped(made_visible(source->second.title.plain())) + "\">" + lines(key) + "</a></cite>";
}

std::string HtmlWriter::lines(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += (at > 0 ? "<br>" : "") + html_escaped(made_visible(text.substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

std::string HtmlWriter::id_attribute(const std::string& anchor) {
  if (anchor.empty() || !written_.insert(within_ + anchor).second) return {};
  return " id=\"" + id_of(within_ + anchor) + "\"";
}

void HtmlWriter::write(const Sources& sources) {
  if (sources.rows.empty()) return;
  heading("Sources");
  out_ += "<dl class=\"sources\">\n";
  for (const Sources::Row& row : sources.rows) {
    const std::string address = html_escaped(web_address(row.url)), title = inline_text(row.title);
    out_ += "<dt" + id_attribute(source_anchor(row.key)) + ">" + lines(row.key) + "</dt><dd>" +
            (address.empty() ? title : "<a href=\"" + address + "\" rel=\"noreferrer\">" + title + "</a>") +
            (row.year.empty() ? "" : ", " + lines(row.year)) + (row.unverified ? " (unverified)" : "") + "</dd>\n";
  }
  out_ += "</dl>\n";
}

void HtmlWriter::write(const Section& section) {
  out_ += "<section>\n";
  heading(section.heading);
  const std::string outside = within_;
  within_ = inside(within_, section);
  pieces(section.pieces);
  within_ = outside;
  out_ += "</section>\n";
}

}  // namespace costcurve
