#pragma once
// Pieces of a document as a page has them. Internal to html*.cpp:
//
//   html.cpp          the page around them
//   html_text.cpp     text, its links and anchors
//   html_tables.cpp   entries and grids
//   html_pieces.cpp   all other pieces

#include <map>
#include <set>
#include <string>

#include "document/document.h"

namespace costcurve {

/// "✓ holds": the class that colours it.
std::string class_of(Mark mark);
/// " class=\"dim\"", or nothing of what is plain.
std::string tone_class(Tone tone);

class HtmlWriter {
 public:
  explicit HtmlWriter(const Document& document);

  void pieces(const std::vector<Piece>& all);
  std::string text() { return std::move(out_); }

 private:
  // Control characters are made visible; a line break stays one.
  static std::string lines(const std::string& text);
  // A name becomes a link where its row is on the page, a source's key where the source is listed.
  std::string inline_text(const Text& text) const;
  static std::string set(const Span& formula);
  std::string cited(const std::string& key) const;
  // An id stands once on a page.
  std::string id_attribute(const std::string& anchor);
  void heading(const Text& text);

  void notes(const std::vector<Notes::Note>& all);
  void write(const Lead& lead);
  void write(const Paragraph& all);
  void write(const Notes& all);
  void write(const Items& all);
  void write(const Items::Item& item);
  void write(const Branch& branch);
  void write(const Branch& branch, int open_levels);
  void write(const Derivations& derivations);
  void write(const Steps& all);
  void write(const Chart& chart);
  void write(const Verbatim& verbatim);
  void write(const Preface& preface);
  void write(const Sources& sources);
  void write(const Section& section);

  void write(const Entries& all);
  void write(const Grid& grid);
  void write_head(const Grid& grid);
  void write(const Grid& grid, const Grid::Row& row);
  std::string row_name(const Text& text) const;
  std::string cell(const Grid::Row& row, std::size_t c) const;

  std::set<std::string> anchors_, written_;
  std::map<std::string, Sources::Row> sources_;  // by their anchors
  std::string within_;                           // the sections around, "hyper_ai/"
  std::string here_;                             // the row that is written: its own name is no link
  std::string out_;
};

}  // namespace costcurve
