#pragma once
// What pictures are drawn with. Internal to svg*.cpp.

#include <string>
#include <string_view>
#include <vector>

#include "document/plot_scale.h"
#include "quantity/units.h"

namespace costcurve {

/// A picture without what stands around it: a page has its style already, and a file of its own needs one. Without
/// `inner` there is nothing to draw.
struct Picture {
  double height = 0;
  std::string title;      // what it shows
  std::string described;  // what one would see in it, in words
  std::string inner;
};

enum class Anchor : std::uint8_t { start, middle, end };

class Drawing {
 public:
  static constexpr double width = 720;
  static constexpr double line_height = 17;
  /// An estimate on the long side, of a label in the usual size.
  static double width_of(std::string_view text);

  /// The title on as many lines as it takes; returns where the next thing may begin.
  double heading(const std::string& title);
  void text(double x, double y, Anchor anchor, const std::string& text, std::string_view kind = {});
  /// Shortened where it is longer than the room; its whole is then shown to who points at it.
  void text_within(double room, double x, double y, Anchor anchor, const std::string& text, std::string_view kind = {});
  void line(double x0, double y0, double x1, double y1, std::string_view kind);
  void box(double x, double y, double wide, double high, std::string_view kind);
  void path(const std::string& steps, std::string_view kind, std::string_view dashes = "none");
  void dot(double x, double y, std::string_view kind = "dot");

  Picture finished(double height, const std::string& title, const std::string& described) &&;

 private:
  std::string out_;
  std::string texts_;  // stand above all that is drawn, each with a rim of paper
};

/// Round numbers between two, in the unit they are shown in: where an axis has its ticks, and what stands there. Of
/// dates and of paces they are evenly spread.
struct Ticks {
  std::vector<double> values;  // in base units
  std::vector<std::string> texts;
};
Ticks ticks_within(double low, double high, const ShownUnit& unit, std::size_t most);
/// The same, as many as stand beside each other within so much room.
Ticks ticks_beside(double low, double high, const ShownUnit& unit, double room);

}  // namespace costcurve
