#include "document/grid.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "document/ink.h"
#include "document/layout.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

constexpr std::size_t gap = 2;  // in front of the table and between columns

// A cell as it is shown: its text with its marks, and its colour.
struct ShownCell {
  std::string text;
  const char* ink = ink::none;
  bool to_the_right = false;
};

struct ShownRow {
  std::vector<ShownCell> cells;
  bool only_in_first_block = false;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// A name too long for the column goes on below, broken behind a dot or an underscore where there is one.
void break_name(std::string name, std::size_t width, std::vector<std::string>& fit) {
  while (display_width(name) > width) {
    const std::size_t dot = name.rfind('.', width - 1),
                      at = dot != std::string::npos ? dot : name.rfind('_', width - 1);
    if (at == std::string::npos || at == 0 || display_width(name.substr(0, at + 1)) > width) break;
    fit.push_back(name.substr(0, at + 1));
    name = "  " + name.substr(at + 1);
  }
  for (std::string& part : wrapped_lines(name, name.starts_with("  ") ? "  " : "", "", width))
    fit.push_back(std::move(part));
}

// Behind its mark, below which nothing stands.
void break_marked_name(const std::string& mark, const std::string& name, std::size_t width,
                       std::vector<std::string>& fit) {
  const std::size_t before = display_width(mark);
  std::vector<std::string> parts;
  break_name(name, width > before ? width - before : 1, parts);
  for (std::size_t i = 0; i < parts.size(); ++i) fit.push_back((i == 0 ? mark : std::string(before, ' ')) + parts[i]);
}

// The cell's lines, none wider than the column; what is wrapped goes on behind two blanks, or those it began with.
std::vector<std::string> fitted(const std::string& text, std::size_t width) {
  std::vector<std::string> fit;
  for (const std::string& line : lines_of(text)) {
    const std::string shown = made_visible(line);
    if (display_width(shown) <= width) {
      fit.push_back(shown);
      continue;
    }
    const std::string mark = shown.starts_with(differs_mark) ? std::string(differs_mark) + " " : "";
    if (shown.find(' ', std::min(shown.size(), std::max<std::size_t>(mark.size(), 2))) == std::string::npos) {
      break_marked_name(mark, shown.substr(mark.size()), width, fit);
      continue;
    }
    const std::size_t blanks = std::min(shown.find_first_not_of(' '), shown.size());
    const std::string indent = width > 8 ? std::string(std::max<std::size_t>(blanks, 2), ' ') : "";
    for (std::string& part : wrapped_lines(shown, shown.substr(0, blanks), indent, width))
      fit.push_back(std::move(part));
  }
  return fit;
}

std::size_t width_of(const std::string& text) {
  std::size_t widest = 0;
  for (const std::string& line : lines_of(text)) widest = std::max(widest, display_width(made_visible(line)));
  return widest;
}

std::vector<std::size_t> natural_widths(const std::vector<ShownRow>& rows) {
  std::vector<std::size_t> widths;
  for (const ShownRow& row : rows)
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (c >= widths.size()) widths.push_back(0);
      widths[c] = std::max(widths[c], width_of(row.cells[c].text));
    }
  return widths;
}

std::size_t total_of(const std::vector<std::size_t>& widths) {
  std::size_t total = 0;
  for (const std::size_t width : widths) total += gap + width;
  return total;
}

// The longest piece that a heading may be broken into, with the blanks that it then stands behind.
std::size_t narrowest(const std::string& heading) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < heading.size();) {
    const std::size_t end = std::min(heading.find_first_of("._ ", at), heading.size() - 1);
    longest = std::max(longest, display_width(made_visible(heading.substr(at, end - at + 1))));
    at = end + 1;
  }
  return longest + 2;
}

// Where a grid does not fit, headings are broken rather than columns set below: none is wider than its cells need.
void narrow_headings(const std::vector<ShownRow>& rows, std::vector<std::size_t>& widths) {
  for (std::size_t c = 1; c < widths.size(); ++c) {
    std::size_t cells = 0;
    for (std::size_t r = 1; r < rows.size(); ++r)
      if (c < rows[r].cells.size()) cells = std::max(cells, width_of(rows[r].cells[c].text));
    widths[c] = std::min(widths[c], std::max(cells, narrowest(rows.front().cells[c].text)));
  }
}

// The first column gives way to the others down to a third of the width; no other column is wider than what is left.
void fit_widths(std::vector<std::size_t>& widths, std::size_t width) {
  const std::size_t least = std::min(widths[0], std::max<std::size_t>(12, width / 3));
  std::size_t others = 0;
  for (std::size_t c = 1; c < widths.size(); ++c) {
    widths[c] = std::min(widths[c], width - std::min(width - 8, least + 2 * gap));
    others += gap + widths[c];
  }
  const std::size_t left = width > gap + others ? width - gap - others : 0;
  widths[0] = std::max(least, std::min(widths[0], left));
  widths[0] = std::min(widths[0], width - gap);
}

ShownCell shown_cell(const Grid& grid, const Grid::Row& row, std::size_t c, std::size_t bar_length) {
  const Grid::Cell& cell = row.cells[c];
  const Grid::Column& column = grid.columns[c];
  if (column.bars != Grid::Bars::none)
    return {bar_text(cell.size, column.largest, column.bars, bar_length, has_left_bars(grid, c)), ink::none, false};
  std::string text = cell.text.plain();
  const bool to_the_right = column.align == Grid::Align::right;
  if (cell.mark) text = std::string(sign_of(*cell.mark)) + " " + text;
  if (c == 0 && row.differs) text = (*row.differs ? std::string(differs_mark) : " ") + " " + text;
  return {std::move(text), cell.mark ? ink_of(*cell.mark) : ink_of(cell.tone), to_the_right};
}

// With bars of that length; without bars where it is nothing.
std::vector<ShownRow> shown_rows(const Grid& grid, std::size_t bar_length) {
  const auto is_shown = [&](std::size_t c) { return bar_length > 0 || grid.columns[c].bars == Grid::Bars::none; };
  std::vector<ShownRow> rows;
  ShownRow head;
  bool has_heading = false;
  for (std::size_t c = 0; c < grid.columns.size(); ++c) {
    if (is_shown(c))
      head.cells.push_back({grid.columns[c].heading.plain(), ink::bold, grid.columns[c].align == Grid::Align::right});
    has_heading = has_heading || !grid.columns[c].heading.empty();
  }
  if (has_heading) rows.push_back(std::move(head));
  for (const Grid::Row& row : grid.rows) {
    rows.push_back({{}, row.only_in_first_block});
    for (std::size_t c = 0; c < row.cells.size(); ++c)
      if (is_shown(c)) rows.back().cells.push_back(shown_cell(grid, row, c, bar_length));
  }
  return rows;
}

// The longest bars that fit.
std::vector<ShownRow> rows_with_bars(const Grid& grid, std::size_t width) {
  const auto has = [&](Grid::Bars bars) {
    return std::any_of(grid.columns.begin(), grid.columns.end(),
                       [&](const Grid::Column& column) { return column.bars == bars; });
  };
  std::vector<std::size_t> lengths;
  if (has(Grid::Bars::both_ways))
    lengths = {8, 5, 3};
  else if (has(Grid::Bars::upwards))
    lengths = {24, 16, 10};
  for (const std::size_t length : lengths)
    if (std::vector<ShownRow> rows = shown_rows(grid, length); total_of(natural_widths(rows)) <= width) return rows;
  return shown_rows(grid, 0);
}

// True where two rows begin alike: what stands in a block below belongs to neither.
bool begin_alike(const std::vector<ShownRow>& rows) {
  std::set<std::string> begun;
  return std::any_of(rows.begin(), rows.end(), [&](const ShownRow& row) {
    return !row.only_in_first_block && !row.cells.empty() && !begun.insert(row.cells.front().text).second;
  });
}

// A number in front of each row, which tells it from the others in every block.
void number_rows(bool has_heading, std::vector<ShownRow>& rows) {
  int number = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::string text = r == 0 && has_heading ? "" : std::to_string(++number);
    rows[r].cells.insert(rows[r].cells.begin(), {text, ink::dim, true});
  }
}

// Which columns stand beside each other, and how wide each is.
struct Block {
  std::vector<std::size_t> columns;
  const std::vector<std::size_t>& widths;
};

void write_row(const ShownRow& row, const Block& block, const TerminalStyle& style, std::string& out) {
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 1;
  for (const std::size_t c : block.columns) {
    cells.push_back(c < row.cells.size() ? fitted(row.cells[c].text, block.widths[c]) : std::vector<std::string>());
    height = std::max(height, cells.back().size());
  }
  for (std::size_t l = 0; l < height; ++l) {
    std::string line;
    std::size_t blanks = gap;  // owed; none stand at the end of a line
    for (std::size_t i = 0; i < block.columns.size(); ++i) {
      const std::size_t c = block.columns[i];
      const std::string text = l < cells[i].size() ? cells[i][l] : "";
      const std::size_t used = display_width(text), left = block.widths[c] > used ? block.widths[c] - used : 0,
                        before = used > 0 && row.cells[c].to_the_right ? left : 0;
      blanks += before;
      if (used > 0) {
        line += std::string(blanks, ' ') + painted(text, row.cells[c].ink, style);
        blanks = 0;
      }
      blanks += left - before + gap;
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    out += line + "\n";
  }
}

}  // namespace

bool has_left_bars(const Grid& grid, std::size_t column) {
  return std::any_of(grid.rows.begin(), grid.rows.end(),
                     [&](const Grid::Row& row) { return column < row.cells.size() && row.cells[column].size < 0; });
}

std::string bar_text(double size, double largest, Grid::Bars bars, std::size_t length, bool has_left) {
  if (!(largest > 0) || !std::isfinite(size)) return {};
  const auto blocks = static_cast<std::size_t>(std::lround(std::abs(size) / largest * static_cast<double>(length)));
  const std::string drawn = repeated("█", blocks);
  if (bars == Grid::Bars::upwards) return drawn;
  if (size < 0) return std::string(length - std::min(length, blocks), ' ') + drawn + "│";
  return (has_left ? std::string(length, ' ') : "") + "│" + drawn;
}

std::string grid_lines(const Grid& grid, const TerminalStyle& style) {
  std::vector<ShownRow> rows = rows_with_bars(grid, style.width);
  std::vector<std::size_t> widths = natural_widths(rows);
  if (widths.empty()) return {};
  const bool has_heading = std::any_of(grid.columns.begin(), grid.columns.end(),
                                       [](const Grid::Column& column) { return !column.heading.empty(); });
  if (has_heading && total_of(widths) > style.width) narrow_headings(rows, widths);
  if (total_of(widths) > style.width && begin_alike(rows)) {
    number_rows(has_heading, rows);
    widths.insert(widths.begin(), width_of(rows.back().cells.front().text));
  }
  fit_widths(widths, style.width);
  std::string out;
  for (std::size_t next = 1, number = 0; number == 0 || next < widths.size(); ++number) {
    Block block{{0}, widths};
    for (std::size_t used = gap + widths[0]; next < widths.size(); ++next) {
      used += gap + widths[next];
      if (used > style.width && block.columns.size() > 1) break;
      block.columns.push_back(next);
    }
    if (number > 0) out += "\n";
    for (const ShownRow& row : rows)
      if (number == 0 || !row.only_in_first_block) write_row(row, block, style, out);
  }
  return out;
}

}  // namespace costcurve
