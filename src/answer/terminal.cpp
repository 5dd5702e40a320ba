#include <fmt/format.h>

#include <algorithm>

#include "answer/report.h"
#include "answer/variants.h"
#include "document/layout.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

class Writer {
 public:
  explicit Writer(const TerminalStyle& style) : style_(style) {}

  /// A paragraph, each of its lines in the colour.
  void paragraph(const std::string& text, const std::string& first, std::size_t rest, const char* colour = nullptr) {
    paragraph(text, first, std::string(rest, ' '), colour);
  }
  void paragraph(const std::string& text, const std::string& first, const std::string& rest,
                 const char* colour = nullptr) {
    for (const std::string& line : wrapped_lines(text, first, rest, style_.width)) out += paint(line, colour) + "\n";
  }
  void blank() { out += '\n'; }
  /// `left` and `right` at the two edges, or below each other where they do not fit.
  void edges(const std::string& left, const std::string& right, const std::string& indent,
             const char* colour = nullptr) {
    const std::string shown_left = made_visible(left), shown_right = made_visible(right);
    const std::size_t used = display_width(indent) + display_width(shown_left);
    if (right.empty()) return paragraph(left, indent, display_width(indent), colour);
    if (used + 2 + display_width(shown_right) <= style_.width) {
      out += paint(indent + shown_left, colour) + std::string(style_.width - used - display_width(shown_right), ' ') +
             paint(shown_right, grey) + "\n";
      return;
    }
    // Behind a branch of a tree the line goes on: "├ " above becomes "│ " below.
    std::string below = indent;
    for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"├", "│"},
                                   {"└", " "},
                                   {"✓", " "},
                                   {"✗", " "},
                                   {"?", " "},
                                   {"·", " "}})
      for (std::size_t at = below.find(from); at != std::string::npos; at = below.find(from))
        below.replace(at, from.size(), to);
    paragraph(left, indent, below, colour);
    paragraph(right, below + "  ", below + "  ", grey);
  }

  std::size_t width() const { return style_.width; }

  std::string out;
  static constexpr const char* green = "\033[32m";
  static constexpr const char* red = "\033[31m";
  static constexpr const char* yellow = "\033[33m";
  static constexpr const char* grey = "\033[2m";
  static constexpr const char* bold = "\033[1m";

 private:
  std::string paint(const std::string& text, const char* colour) const {
    return style_.colour && colour ? colour + text + "\033[0m" : text;
  }

  const TerminalStyle& style_;
};

struct Sign {
  const char* mark;
  const char* colour;
};

Sign sign_of(Mark mark) {
  switch (mark) {
    case Mark::holds: return {"✓", Writer::green};
    case Mark::fails: return {"✗", Writer::red};
    case Mark::quoted: return {"·", Writer::grey};
    case Mark::open: break;
  }
  return {"?", Writer::yellow};
}

std::string joined(const std::vector<std::string>& texts, const std::string& with) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) out += (i ? with : "") + texts[i];
  return out;
}

void write_claims(Writer& writer, const Report& report) {
  for (const ClaimRow& row : report.claims) {
    const Sign sign = sign_of(row.mark);
    writer.edges(row.says, joined(row.tags, " · "), fmt::format("  {} ", sign.mark), sign.colour);
    writer.paragraph(row.comparison + (row.since.empty() ? "" : "  ← " + row.since), "      ", 6);
    for (const std::string& detail : row.details) writer.paragraph(detail, "      ", 6);
  }
}

void write_checks(Writer& writer, const Report& report) {
  if (report.checks.empty()) return;
  writer.blank();
  writer.paragraph("checks", "  ", 2, Writer::grey);
  for (const CheckRow& row : report.checks) {
    const Sign sign = sign_of(row.mark);
    writer.paragraph(row.sentence, fmt::format("  {} ", sign.mark), 4, sign.colour);
    writer.paragraph(row.comparison, "      ", 6);
  }
}

// Name, value and reason beside each other; where the terminal is too narrow, below each other.
void write_quantity(Writer& writer, const QuantityRow& row, const std::string& reason, std::size_t names,
                    std::size_t values) {
  constexpr std::size_t readable = 24;
  const bool narrow = names + values + 8 + readable > writer.width();
  if (narrow) {
    writer.paragraph(row.name + "  " + row.value, "    ", 6);
    writer.paragraph(reason, "      ", 8);
  } else {
    writer.paragraph(reason, fmt::format("    {}  {}  ", padded(row.name, names), padded(row.value, values)),
                     names + values + 8);
  }
  const std::size_t indent = narrow ? 6 : names + 6;
  if (!row.belief.empty())
    writer.paragraph(row.belief + (row.histogram.empty() ? "" : "  " + row.histogram), std::string(indent, ' '),
                     indent + 2);
}

void write_part(Writer& writer, const PartRows& part) {
  writer.blank();
  writer.paragraph(part.part + (part.sheet.empty() ? "" : " (" + part.sheet + ")"), "  ", 2, Writer::bold);
  std::size_t names = 0, values = 0;
  for (const QuantityRow& row : part.quantities) {
    names = std::max(names, display_width(row.name));
    values = std::max(values, display_width(row.value));
  }
  values = std::min<std::size_t>(values, 34);
  for (const QuantityRow& row : part.quantities) {
    std::string right = row.of + (row.of.empty() ? "" : "  ") + row.how;
    if (!row.range.empty()) right += fmt::format("  ({})", row.range);
    if (!row.notes.empty()) right += "  [" + row.notes + "]";
    if (!row.since.empty()) right += "  ← " + row.since;
    write_quantity(writer, row, right, names, values);
  }
  if (!part.unknown.empty()) writer.paragraph(part.unknown, "    ", 6, Writer::grey);
}

// What changed and is in no row above: name, value, what it was.
void write_since(Writer& writer, const Report& report) {
  if (report.since.empty()) return;
  writer.blank();
  writer.paragraph("changed", "  ", 2, Writer::grey);
  for (const SinceRow& row : report.since)
    writer.paragraph(
        row.name + (row.value.empty() ? "" : " = " + row.value) + (row.was.empty() ? "" : "  ← " + row.was), "    ", 6);
}

void write_foot(Writer& writer, const Report& report) {
  const auto section = [&](const std::string& heading, const std::vector<std::string>& lines, const char* colour) {
    if (lines.empty()) return;
    writer.blank();
    for (const std::string& line : lines) writer.paragraph(line, "  " + heading + ": ", heading.size() + 4, colour);
  };
  section("contradiction", report.conflicts, Writer::red);
  section("missing", report.missing, Writer::yellow);
  if (!report.foot.empty()) writer.blank();
  for (const FootNote& note : report.foot)
    writer.paragraph(note.text, "  " + note.heading + ": ", note.heading.size() + 4);
  section("note", report.notes, Writer::grey);
}

std::string reason_line(const Reason& reason) {
  std::string line = reason.name + " = " + reason.value;
  if (!reason.as_in.empty())
    line += " (as in " + reason.as_in + ")";
  else if (reason.repeated)
    line += " (see above)";
  return line;
}

std::string reason_tags(const Reason& reason) {
  std::vector<std::string> tags;
  if (!reason.as_in.empty()) return {};
  if (!reason.note.empty()) tags.push_back(reason.note);
  if (!reason.source.empty()) tags.push_back(reason.source);
  if (!reason.where.empty()) tags.push_back(reason.where);
  return joined(tags, " · ");
}

void write_reason(Writer& writer, const Reason& reason, const std::string& head, const std::string& indent,
                  bool with_defaults) {
  writer.edges(reason_line(reason), reason_tags(reason), head);
  if (!reason.formula.empty() && !reason.repeated && reason.as_in.empty()) {
    const std::string inner = indent + (reason.below.empty() ? "    " : "│   ");
    const std::string sign = reason.is_numerical ? "" : "= ";
    writer.paragraph(sign + reason.formula +
                         (reason.sentence.empty() || reason.sentence.find('=') != std::string::npos
                              ? ""
                              : "   (" + reason.sentence + ")"),
                     inner, inner + "  ");
    if (reason.numbers != reason.formula) writer.paragraph(sign + reason.numbers, inner, inner + "  ");
  }
  std::vector<const Reason*> shown;
  for (const Reason& below : reason.below)
    if (with_defaults || !below.is_default) shown.push_back(&below);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const bool last = i + 1 == shown.size();
    write_reason(writer, *shown[i], indent + (last ? "└ " : "├ "), indent + (last ? "  " : "│ "), with_defaults);
  }
}

}  // namespace

std::string to_terminal(const Report& report, const TerminalStyle& style) {
  Writer writer(style);
  for (const std::string& answer : report.answers) writer.paragraph(answer, "", 2, Writer::bold);
  if (!report.claims.empty()) writer.blank();
  write_claims(writer, report);
  for (const PartRows& part : report.parts) write_part(writer, part);
  write_checks(writer, report);
  write_since(writer, report);
  write_foot(writer, report);
  return writer.out;
}

std::string to_terminal(const SideBySide& answer, const TerminalStyle& style) {
  Writer writer(style);
  for (const std::string& sentence : answer.answers) writer.paragraph(sentence, "", 2, Writer::bold);
  const auto table = [&](const TableRows& rows) {
    if (rows.empty()) return;
    writer.blank();
    writer.out += to_terminal(rows, style);
  };
  table(answer.claims);
  for (const PartTable& part : answer.parts) {
    writer.blank();
    writer.paragraph(part.heading, "  ", 2, Writer::bold);
    if (!part.table.empty()) writer.out += to_terminal(part.table, style);
    if (!part.unknown.empty()) writer.paragraph(part.unknown, "    ", 6, Writer::grey);
  }
  table(answer.checks);
  write_foot(writer, answer.rest);
  if (answer.first.empty()) return writer.out;
  writer.blank();
  writer.out += legend(answer.first, style);
  return writer.out;
}

std::string to_terminal(const Reason& reason, const TerminalStyle& style, bool with_defaults) {
  Writer writer(style);
  if (!reason.meaning.empty())
    writer.paragraph(fmt::format("{}: {}.", reason.name, reason.meaning), "", 2, Writer::bold);
  write_reason(writer, reason, "", "", with_defaults);
  return writer.out;
}

}  // namespace costcurve
