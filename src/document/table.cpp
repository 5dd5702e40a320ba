#include "document/table.h"

#include <algorithm>

#include "document/layout.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

constexpr std::size_t gap = 2;  // in front of the table and between columns

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

// The cell's lines, none wider than the column; what is wrapped goes on behind two blanks, or those it began with.
std::vector<std::string> fitted(const Cell& cell, std::size_t width) {
  std::vector<std::string> fit;
  for (const std::string& line : lines_of(cell.text)) {
    const std::string shown = made_visible(line);
    if (display_width(shown) <= width) {
      fit.push_back(shown);
      continue;
    }
    if (shown.find(' ', std::min<std::size_t>(shown.size(), 2)) == std::string::npos && width > 8) {
      break_name(shown, width, fit);
      continue;
    }
    const std::size_t blanks = std::min(shown.find_first_not_of(' '), shown.size());
    const std::string indent = width > 8 ? std::string(std::max<std::size_t>(blanks, 2), ' ') : "";
    for (std::string& part : wrapped_lines(shown, shown.substr(0, blanks), indent, width))
      fit.push_back(std::move(part));
  }
  return fit;
}

std::size_t width_of(const Cell& cell) {
  std::size_t widest = 0;
  for (const std::string& line : lines_of(cell.text)) widest = std::max(widest, display_width(made_visible(line)));
  return widest;
}

std::vector<std::size_t> natural_widths(const TableRows& table) {
  std::vector<std::size_t> widths;
  for (const TableRow& row : table)
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (c >= widths.size()) widths.push_back(0);
      widths[c] = std::max(widths[c], width_of(row.cells[c]));
    }
  return widths;
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

void write_row(const TableRow& row, const std::vector<std::size_t>& shown, const std::vector<std::size_t>& widths,
               const TerminalStyle& style, std::string& out) {
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 1;
  for (const std::size_t c : shown) {
    cells.push_back(c < row.cells.size() ? fitted(row.cells[c], widths[c]) : std::vector<std::string>());
    height = std::max(height, cells.back().size());
  }
  for (std::size_t l = 0; l < height; ++l) {
    std::string line;
    std::size_t blanks = gap;  // owed; none stand at the end of a line
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const std::string text = l < cells[i].size() ? cells[i][l] : "";
      const std::size_t used = display_width(text), wide = widths[shown[i]];
      if (used > 0) {
        line += std::string(blanks, ' ') + painted(text, row.cells[shown[i]].tone, style);
        blanks = 0;
      }
      blanks += (wide > used ? wide - used : 0) + gap;
    }
    out += line + "\n";
  }
}

}  // namespace

std::string painted(const std::string& text, Tone tone, const TerminalStyle& style) {
  if (!style.colour || text.empty()) return text;
  switch (tone) {
    case Tone::heading: return "\033[1m" + text + "\033[0m";
    case Tone::dim: return "\033[2m" + text + "\033[0m";
    case Tone::good: return "\033[32m" + text + "\033[0m";
    case Tone::bad: return "\033[31m" + text + "\033[0m";
    case Tone::open: return "\033[33m" + text + "\033[0m";
    case Tone::plain: break;
  }
  return text;
}

std::string to_terminal(const TableRows& table, const TerminalStyle& style) {
  std::vector<std::size_t> widths = natural_widths(table);
  if (widths.empty()) return {};
  fit_widths(widths, style.width);
  std::string out;
  for (std::size_t next = 1, block = 0; block == 0 || next < widths.size(); ++block) {
    std::vector<std::size_t> shown = {0};
    for (std::size_t used = gap + widths[0]; next < widths.size(); ++next) {
      used += gap + widths[next];
      if (used > style.width && shown.size() > 1) break;
      shown.push_back(next);
    }
    if (block > 0) out += "\n";
    for (const TableRow& row : table)
      if (block == 0 || !row.only_in_first_block) write_row(row, shown, widths, style, out);
  }
  return out;
}

}  // namespace costcurve
