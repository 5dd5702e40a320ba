#include "document/svg.h"

#include <fmt/format.h>

#include "document/html_escape.h"
#include "document/html_style.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

std::string shown(const std::string& text) { return html_escaped(made_visible(text)); }

// The frame around what is drawn, with words for who does not see it. Within a page it is as wide as there is room.
std::string framed(const Picture& picture, double margin, const std::string& size, const std::string& below) {
  if (picture.inner.empty()) return {};
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{0:.0f} {0:.0f} {1:.0f} {2:.0f}\"{3} role=\"img\">\n"
      "<title>{4}</title>\n<desc>{5}</desc>\n{6}{7}</svg>\n",
      -margin, Drawing::width + 2 * margin, picture.height + 2 * margin, size, shown(picture.title),
      shown(picture.described), below, picture.inner);
}

Picture picture_of(const Chart& chart) {
  return std::visit([](const auto& drawing) { return costcurve::picture_of(drawing); }, chart.drawing);
}

// The first that can be drawn: an answer puts what matters most first.
Picture first_picture(const std::vector<Piece>& pieces) {
  for (const Piece& piece : pieces) {
    Picture picture;
    if (const auto* chart = std::get_if<Chart>(&piece)) picture = picture_of(*chart);
    if (const auto* section = std::get_if<Section>(&piece)) picture = first_picture(section->pieces);
    if (!picture.inner.empty()) return picture;
  }
  return {};
}

}  // namespace

std::string svg(const Chart& chart) { return framed(picture_of(chart), 0, "", ""); }

std::string svg(const Document& document) {
  constexpr double margin = 16;
  const Picture picture = first_picture(document.pieces);
  const std::string size =
      fmt::format(" width=\"{:.0f}\" height=\"{:.0f}\"", Drawing::width + 2 * margin, picture.height + 2 * margin);
  const std::string below = fmt::format(
      "<style>{}{}</style>\n<rect x=\"{:.0f}\" y=\"{:.0f}\" width=\"100%\" height=\"100%\" class=\"paper\"/>\n",
      palette, picture_style, -margin, -margin);
  return framed(picture, margin, size, below);
}

}  // namespace costcurve
