#pragma once
// What a person is told, as pieces that know what they are and not how they look. A verb tells its answer as a
// Document; each format writes documents without knowing a verb:
//
//   terminal.cpp   lines no wider than the terminal
//   markdown.cpp   for an issue, a wiki, a review
//   html.cpp       a page that stands alone
//   svg.cpp        its first picture
//
// Between two pieces stands one blank line; the tree of reasons follows its lead directly.

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "document/pictures.h"
#include "document/plot.h"
#include "document/style.h"
#include "document/text.h"
#include "document/tornado.h"

namespace costcurve {

/// Good, bad, and neither: shown as a mark and a word, never as a colour alone.
enum class Mark : std::uint8_t { holds, fails, open, quoted };
/// "✓", "✗", "?", "·".
std::string_view sign_of(Mark mark);
/// "holds", "does not hold", "open", "quoted".
std::string_view word_of(Mark mark);

/// How text is painted where there is colour. It says nothing that the text does not say.
enum class Tone : std::uint8_t { plain, dim, good, bad, open };

/// Lines in the margin: "assumed: rent $2/chip/h". A note without a heading is a fact by itself.
struct Notes {
  struct Note {
    Text heading;
    Text text;
    Tone tone = Tone::plain;
  };
  Text heading;  // of all of them: "changed"
  std::vector<Note> notes;
};

/// The first sentences, which answer what was asked; and facts that belong to them directly.
struct Lead {
  std::vector<Text> sentences;
  std::vector<Notes::Note> below;
};

/// Sentences about what stands above them, each on a line of its own.
struct Paragraph {
  struct Sentence {
    Text text;
    Tone tone = Tone::plain;
  };
  std::vector<Sentence> sentences;
};

/// What was judged: its verdict as a mark, who says it, the evidence.
struct Items {
  struct Item {
    Mark mark = Mark::open;
    Text says;
    std::vector<Text> tags;  // source, fault, variant
    Text evidence;
    std::vector<Text> details;
  };
  Text heading;
  std::vector<Item> items;
};

/// Name, value, and words that flow beside them.
struct Entries {
  struct Entry {
    std::string anchor;  // "r1.cost": what names are linked to
    Text name;
    Text value;
    Text words;
    std::vector<Text> below;
  };
  Text heading;
  std::vector<Entry> entries;
  std::vector<Notes::Note> below;
};

/// A tree of reasons: what something is, the formula behind it, and what the formula rests on.
struct Branch {
  std::string anchor;
  Text says;
  std::vector<Text> tags;   // note, source, place
  std::vector<Text> lines;  // the formula, in names and in numbers
  std::vector<Branch> below;
};

/// How answers came about, a tree for each: a page folds them; other formats leave them to those who ask for them.
struct Derivations {
  Text heading;
  std::vector<Branch> trees;
};

/// A solution worked out on a blackboard, one step after the other; they are numbered from one on.
struct Steps {
  struct Step {
    std::string anchor;
    Text says;
    std::vector<Text> tags;   // note, source, place, the steps that it rests on
    std::vector<Text> lines;  // the formula, in names and in numbers
  };
  std::vector<Step> steps;
};

/// Columns of amounts or texts. The cells of a row may have several lines.
struct Grid {
  enum class Align : std::uint8_t { left, right };
  /// Bars are drawn by their cells' `size`: of what is never below nought, or to both sides of it.
  enum class Bars : std::uint8_t { none, upwards, both_ways };
  struct Column {
    Text heading;
    Align align = Align::left;
    Bars bars = Bars::none;
    double largest = 0;          // what the longest bar stands for
    bool is_in_picture = false;  // bars that a picture beside the grid shows as well: of use where there are none
  };
  struct Cell {
    Text text;
    std::optional<Mark> mark = {};
    Tone tone = Tone::plain;
    double size = 0;  // in a column of bars
  };
  struct Row {
    std::vector<Cell> cells;           // the first names the row
    std::string anchor;                // "r1.cost": what names are linked to
    std::optional<bool> differs;       // where rows are marked: whether its cells are not all the same
    bool only_in_first_block = false;  // where the grid does not fit, later blocks have nothing to add
    bool is_sum = false;               // what the rows above come to
  };
  Text heading;
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::vector<Notes::Note> below;
};

/// Something drawn. A terminal draws lines over a scale and bars around a value; of the others it tells the numbers.
struct Chart {
  std::variant<Plot, Tornado, Histogram, Cascade, Stream, RangeBars, CostCurve> drawing;
};

/// Text to be taken as it is: a scenario to start from.
struct Verbatim {
  std::string language;
  std::string text;
};

/// What is asked, in the scenario's own words. A page begins with it; a terminal where the answer is one to it, and not
/// to a question of one's own.
struct Preface {
  Text scenario;  // its title
  Text question;
  bool is_answered = false;
};

/// Where numbers come from, below an answer that names them by their keys. A terminal shows the keys alone.
struct Sources {
  struct Row {
    std::string key;
    Text title;
    std::string year;
    std::string url;  // a link only where it begins with http:// or https://
    bool unverified = false;
  };
  std::vector<Row> rows;
};

struct Section;

using Piece = std::variant<Lead, Paragraph, Items, Entries, Notes, Branch, Derivations, Steps, Grid, Chart, Verbatim,
                           Preface, Sources, Section>;

/// An answer that stands beside others: to one of several files, of one of several variants, about one of several
/// quantities.
struct Section {
  enum class Of : std::uint8_t { file, variant, quantity };
  Text heading;
  Of of = Of::file;
  std::vector<Piece> pieces;
};

struct Document {
  Text title;  // of a page; a terminal shows the answer alone
  std::vector<Piece> pieces;
};

/// What is asked and the first sentences, and nothing below them; of an answer without any its first piece.
Document in_brief(Document document);

/// The sources' keys that the texts of these pieces name.
std::set<std::string> cited_in(const std::vector<Piece>& pieces);

/// The address as a link may hold it: of the web, without anything that could end it. Empty where there is none: what
/// begins with neither http:// nor https:// is no link.
std::string web_address(const std::string& url);
/// The address of a link as a page may hold it: of the web, or the path of a file beside the page, in which nothing can
/// be read as anything else. Never a scheme of another kind.
std::string link_address(const std::string& address);

/// GitHub's Markdown. Text of the scenario stands in it as text: nothing of it becomes markup.
std::string markdown(const Document& document);

/// A page that stands alone: no script, its style within it, trees that fold, rows with anchors ("r1.cost", of several
/// answers behind the section's name). Everything is escaped.
std::string html(const Document& document);

/// The first picture of the document, as a file of its own; nothing where it has none.
std::string svg(const Document& document);

/// Lines for a terminal, none wider than it; control characters are made visible. Ends with a newline.
std::string terminal(const Document& document, const TerminalStyle& style);

}  // namespace costcurve
