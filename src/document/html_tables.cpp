// Tables of a page: names with their values, and grids.

#include <algorithm>
#include <cmath>

#include "document/grid.h"
#include "document/html_writer.h"

namespace costcurve {

namespace {

std::string to_the_right(const Grid::Column& column) {
  return column.align == Grid::Align::right ? " class=\"right\"" : "";
}

// A share of the longest bar; of bars to both sides the axis is in the middle. The number stands beside it in its row,
// so that a reader who sees no bar misses nothing.
std::string bar(const Grid::Cell& cell, const Grid::Column& column, bool has_left) {
  if (!(column.largest > 0) || !std::isfinite(cell.size)) return {};
  const double share = std::min(1.0, std::abs(cell.size) / column.largest), room = has_left ? 50 : 100,
               from = !has_left       ? 0
                      : cell.size < 0 ? 50 - 50 * share
                                      : 50;
  return fmt::format(
      "<svg class=\"bar{}\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
      "<rect x=\"{:.1f}\" width=\"{:.1f}\" height=\"8\" class=\"block\"/></svg>",
      has_left ? " both" : "", from, room * share);
}

}  // namespace

void HtmlWriter::write(const Entries& all) {
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

void HtmlWriter::write(const Grid& grid) {
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

void HtmlWriter::write_head(const Grid& grid) {
  const bool has_heading = std::any_of(grid.columns.begin(), grid.columns.end(),
                                       [](const Grid::Column& column) { return !column.heading.empty(); });
  if (!has_heading) return;
  out_ += "<thead><tr>";
  for (const Grid::Column& column : grid.columns)
    if (!column.is_in_picture)
      out_ += "<th scope=\"col\"" + to_the_right(column) + ">" + inline_text(column.heading) + "</th>";
  out_ += "</tr></thead>\n";
}

void HtmlWriter::write(const Grid& grid, const Grid::Row& row) {
  here_ = row.anchor;
  out_ += "<tr" + id_attribute(row.anchor) + (row.is_sum ? " class=\"sum\"" : "") + ">";
  for (std::size_t c = 0; c < grid.columns.size(); ++c) {
    const Grid::Column& column = grid.columns[c];
    if (column.is_in_picture) continue;
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
std::string HtmlWriter::row_name(const Text& text) const {
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

std::string HtmlWriter::cell(const Grid::Row& row, std::size_t c) const {
  const Grid::Cell& cell = row.cells[c];
  std::string text = c == 0 ? row_name(cell.text) : inline_text(cell.text);
  if (cell.mark)
    text = "<span class=\"mark " + class_of(*cell.mark) + "\">" + std::string(sign_of(*cell.mark)) + "</span> " + text;
  else if (cell.tone != Tone::plain)
    text = "<span" + tone_class(cell.tone) + ">" + text + "</span>";
  if (c == 0 && row.differs)
    text = "<span class=\"differs\">" + std::string(*row.differs ? differs_mark : "") + "</span>" + text;
  return text;
}

}  // namespace costcurve
