// Where an amount goes: from the whole at the left to what it is made of, and on to what that is made of.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "document/svg.h"

namespace costcurve {

namespace {

constexpr double bar_width = 12, whole_height = 200, least_room = 38;  // of a name and an amount below it

std::size_t levels_below(const Stream::Share& share) {
  std::size_t most = 0;
  for (const Stream::Share& part : share.parts) most = std::max(most, 1 + levels_below(part));
  return most;
}

std::string described(const Stream::Share& share) {
  std::string text = share.name + ": " + share.text, parts;
  for (const Stream::Share& part : share.parts) parts += (parts.empty() ? "" : "; ") + described(part);
  return parts.empty() ? text : fmt::format("{}, of which {}", text, parts);
}

class StreamDrawing {
 public:
  explicit StreamDrawing(const Stream& stream) : stream_(stream), levels_(levels_below(stream.whole)) {}

  Picture drawn() && {
    const double top = drawing_.heading(stream_.title) + 6;
    node(stream_.whole, 0, top);
    return std::move(drawing_).finished(top + room_of(stream_.whole) + 6, stream_.title,
                                        described(stream_.whole) + ".");
  }

 private:
  double high(const Stream::Share& share) const { return whole_height * share.amount / stream_.whole.amount; }
  double x(std::size_t level) const {
    const double last_label = levels_ == 1 ? 400 : 230;  // room for the names of the last column
    return (Drawing::width - bar_width - last_label) * static_cast<double>(level) / static_cast<double>(levels_);
  }
  // A share is as high as its amount; beside it there is room for its name, and for those of its parts.
  double room_of(const Stream::Share& share) const {
    double parts = 0;
    for (const Stream::Share& part : share.parts) parts += room_of(part);
    return std::max({high(share), least_room, parts});
  }
  double bar_top(const Stream::Share& share, double top) const { return top + (room_of(share) - high(share)) / 2; }

  // The share in its room, which begins at `top`; what flows from it is drawn below it.
  void node(const Stream::Share& share, std::size_t level, double top) {
    double parts = 0;
    for (const Stream::Share& part : share.parts) parts += room_of(part);
    double from = bar_top(share, top), to = top + (room_of(share) - parts) / 2;
    for (const Stream::Share& part : share.parts) {
      flow(x(level) + bar_width, from, x(level + 1), bar_top(part, to), high(part));
      node(part, level + 1, to);
      from += high(part);
      to += room_of(part);
    }
    drawing_.box(x(level), bar_top(share, top), bar_width, std::max(1.0, high(share)), "solid");
    const double middle = top + room_of(share) / 2, label = x(level) + bar_width + 8;
    const double room = (share.parts.empty() ? Drawing::width : x(level + 1)) - label - 4;
    drawing_.text_within(room, label, middle - 3, Anchor::start, share.name, level == 0 ? "heading" : "");
    drawing_.text_within(room, label, middle + 13, Anchor::start, share.text, "faint");
  }
  void flow(double from_x, double from_y, double to_x, double to_y, double high) {
    const double middle = (from_x + to_x) / 2;
    drawing_.path(
        fmt::format("M{0:.1f} {1:.1f}C{2:.1f} {1:.1f} {2:.1f} {3:.1f} {4:.1f} {3:.1f}V{5:.1f}C{2:.1f} {5:.1f} "
                    "{2:.1f} {6:.1f} {0:.1f} {6:.1f}Z",
                    from_x, from_y, middle, to_y, to_x, to_y + high, from_y + high),
        "flow");
  }

  const Stream& stream_;
  std::size_t levels_;
  Drawing drawing_;
};

bool is_drawable(const Stream::Share& share) {
  return std::isfinite(share.amount) && share.amount > 0 &&
         std::all_of(share.parts.begin(), share.parts.end(), is_drawable);
}

}  // namespace

Picture picture_of(const Stream& stream) {
  if (stream.whole.parts.empty() || !is_drawable(stream.whole)) return {};
  return StreamDrawing(stream).drawn();
}

}  // namespace costcurve
