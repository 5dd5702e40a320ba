#include "document/svg_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "document/html_escape.h"
#include "document/layout.h"
#include "quantity/pace.h"
#include "quantity/print.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

constexpr double widest_letter = 8;  // of 13 pixels' height, in the widest of usual typefaces, on the average

std::string shown(const std::string& text) { return html_escaped(made_visible(text)); }

std::string_view word_of(Anchor anchor) {
  return anchor == Anchor::start ? "start" : anchor == Anchor::middle ? "middle" : "end";
}

std::string class_attribute(std::string_view kind) {
  return kind.empty() ? std::string() : fmt::format(" class=\"{}\"", kind);
}

// Its beginning and its end: names differ in both.
std::string shortened(const std::string& text, std::size_t columns) {
  const std::string visible = made_visible(text);
  std::vector<std::string> letters;
  for (std::size_t at = 0; at < visible.size();) {
    const std::size_t length = std::max<std::size_t>(1, character_length(visible, at));
    letters.push_back(visible.substr(at, length));
    at += length;
  }
  const std::size_t kept = std::min(letters.size(), std::max<std::size_t>(columns, 4) - 1), front = (kept + 1) / 2;
  std::string out;
  for (std::size_t i = 0; i < front; ++i) out += letters[i];
  out += "…";
  for (std::size_t i = letters.size() - (kept - front); i < letters.size(); ++i) out += letters[i];
  return out;
}

}  // namespace

double Drawing::width_of(std::string_view text) { return widest_letter * static_cast<double>(display_width(text)); }

double Drawing::heading(const std::string& title) {
  double y = 16;
  const auto columns = static_cast<std::size_t>(width / widest_letter);
  for (const std::string& line : wrapped_lines(title, "", "", columns)) {
    text_within(width, 0, y, Anchor::start, line, "heading");
    y += line_height;
  }
  return y;
}

void Drawing::text(double x, double y, Anchor anchor, const std::string& text, std::string_view kind) {
  texts_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>\n", x, y, word_of(anchor),
                        class_attribute(kind), shown(text));
}

void Drawing::text_within(double room, double x, double y, Anchor anchor, const std::string& text,
                          std::string_view kind) {
  const auto columns = static_cast<std::size_t>(std::max(1.0, room / widest_letter));
  if (display_width(made_visible(text)) <= columns) return this->text(x, y, anchor, text, kind);
  texts_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}><title>{}</title>{}</text>\n", x, y,
                        word_of(anchor), class_attribute(kind), shown(text), shown(shortened(text, columns)));
}

void Drawing::line(double x0, double y0, double x1, double y1, std::string_view kind) {
  out_ += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" class=\"{}\"/>\n", x0, y0, x1, y1,
                      kind);
}

void Drawing::box(double x, double y, double wide, double high, std::string_view kind) {
  out_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"{}\"/>\n", x, y,
                      std::max(wide, 0.0), std::max(high, 0.0), kind);
}

void Drawing::path(const std::string& steps, std::string_view kind, std::string_view dashes) {
  out_ += fmt::format("<path d=\"{}\" class=\"{}\" stroke-dasharray=\"{}\"/>\n", steps, kind, dashes);
}

void Drawing::dot(double x, double y, std::string_view kind) {
  out_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" class=\"{}\"/>\n", x, y,
                      kind == "dot" ? "2.5" : "4", kind);
}

Picture Drawing::finished(double height, const std::string& title, const std::string& described) && {
  return {height, title, described, out_ + texts_};
}

Ticks ticks_within(double low, double high, const ShownUnit& unit, std::size_t most) {
  Ticks ticks;
  if (unit.dimension.is_point() || is_pace(unit)) {
    for (std::size_t i = 0; i < 3; ++i) ticks.values.push_back(low + (high - low) * static_cast<double>(i) / 2);
  } else {
    const double from = in_unit(low, unit), to = in_unit(high, unit);
    for (const double number : round_numbers(std::min(from, to), std::max(from, to), most))
      ticks.values.push_back(from_unit(number, unit));
  }
  for (int digits = 4; digits <= 12; ++digits) {
    ticks.texts.clear();
    for (const double value : ticks.values) ticks.texts.push_back(amount_text(value, unit, digits));
    if (std::adjacent_find(ticks.texts.begin(), ticks.texts.end()) == ticks.texts.end()) break;
  }
  return ticks;
}

Ticks ticks_beside(double low, double high, const ShownUnit& unit, double room) {
  Ticks ticks;
  for (std::size_t most = 6; most >= 2; --most) {
    ticks = ticks_within(low, high, unit, most);
    double widest = 0;
    for (const std::string& text : ticks.texts) widest = std::max(widest, Drawing::width_of(text) + 16);
    if (widest * static_cast<double>(ticks.texts.size()) <= room) break;
  }
  return ticks;
}

}  // namespace costcurve
