// A plot keeps to its lines, and what is not determined leaves a gap: it is never drawn as nought.

#include "document/plot.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "support/property.h"
#include "support/support.h"
#include "text/diagnostic.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Plot a_plot(const std::vector<double>& values) {
  Plot made;
  made.title = "y over x";
  for (std::size_t i = 0; i < values.size(); ++i) made.across.push_back(static_cast<double>(i + 1));
  made.lines.push_back({"", values});
  return made;
}

}  // namespace

TEST_CASE("no plot is longer than twenty lines or wider than it may be") {
  property("whatever the values", [] {
    Plot plot;
    plot.title = "a.quantity over another.quantity";
    plot.up_unit = {"USD", 1, Dimension(Base::money)};
    plot.across_unit = {"chip h", 3600, Dimension(Base::chip) * Dimension(Base::time)};
    plot.across_geometric = flip();
    const int count = a_whole(1, 40);
    double at = a_size(1e-3, 1e3);
    for (int i = 0; i < count; ++i) plot.across.push_back(at += a_size(1e-3, 1e5));
    const int lines = a_whole(1, static_cast<int>(most_plot_lines));
    for (int l = 0; l < lines; ++l) {
      PlotLine line{"line", {}};
      for (int i = 0; i < count; ++i)
        line.values.push_back(a_whole(0, 9) == 0 ? none : (flip() ? 1 : -1) * a_size(1e-30, 1e30));
      plot.lines.push_back(line);
    }
    const std::size_t width = static_cast<std::size_t>(a_whole(40, 120));
    const std::vector<std::string> drawn_lines = lines_of(drawn(plot, width));
    bool fits = drawn_lines.size() <= 20;
    for (const std::string& line : drawn_lines) fits = fits && display_width(line) <= width;
    return fits;
  });
}

TEST_CASE("what is not determined leaves a gap") {
  const std::vector<std::string> lines = lines_of(drawn(a_plot({10, 11, none, none, none, none, 11, 12}), 80));
  REQUIRE(!lines.empty());
  // Columns that lie well within the gap have no dot in any row.
  for (const std::string& line : lines) {
    if (line.find("│") == std::string::npos && line.find("┤") == std::string::npos) continue;
    std::size_t column = 0;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t length = std::max<std::size_t>(1, character_length(line, at));
      const bool within = column > 28 && column < 60;
      CHECK_MESSAGE((!within || line.substr(at, length) == " "), line);
      at += length;
      ++column;
    }
  }
}

TEST_CASE("values over more than two decades, or geometric positions, get a logarithmic scale") {
  CHECK(drawn(a_plot({1, 10, 99}), 80).find("logarithmic") == std::string::npos);
  CHECK(drawn(a_plot({1, 10, 101}), 80).find("y over x, logarithmic upwards") != std::string::npos);
  Plot plot = a_plot({1, 2, 3});
  plot.across_geometric = true;
  CHECK(drawn(plot, 80).find("y over x, logarithmic across") != std::string::npos);
  CHECK(drawn(a_plot({-1, 10, 1000}), 80).find("logarithmic") == std::string::npos);
}

TEST_CASE("where there is no line to draw there is no plot") {
  CHECK(drawn(a_plot({5, 5, 5}), 80).empty());
  CHECK(drawn(a_plot({5}), 80).empty());
  CHECK(drawn(a_plot({none, none, 5}), 80).empty());
  CHECK(drawn(a_plot({1e-320, 2e-320, 3e-320}), 80).empty());
  CHECK(drawn(a_plot({-1e308, 1e308}), 80).empty());
}

TEST_CASE("lines are told apart by marks, and lines that coincide take turns") {
  Plot plot = a_plot({1, 2, 3});
  plot.lines.push_back(plot.lines.front());
  plot.lines[0].name = "first";
  plot.lines[1].name = "second";
  const std::string text = drawn(plot, 60);
  CHECK(text.find("o first") != std::string::npos);
  CHECK(text.find("x second") != std::string::npos);
  CHECK(text.find("oxox") != std::string::npos);
}

TEST_CASE("ticks that are close get as many digits as tell them apart") {
  Plot plot = a_plot({1000.001, 1000.002, 1000.004});
  plot.up_unit = {"USD", 1, Dimension(Base::money)};
  const std::string text = drawn(plot, 80);
  CHECK(text.find("$1,000.002") != std::string::npos);
}
