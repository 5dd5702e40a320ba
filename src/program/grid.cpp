#include "program/grid.h"

#include <array>

namespace costcurve {

void evaluate_grid(const ColumnProgram& program, const std::vector<GridSide>& sides, std::size_t first,
                   const GridReader& reader) {
  ColumnProgram::Workspace workspace = program.workspace();
  std::vector<std::size_t> digits(sides.size(), 0);
  std::array<std::size_t, strip_length> points{};
  std::size_t point = first, filled = 0;
  for (bool more = true; more;) {
    for (std::size_t s = 0; s < sides.size(); ++s)
      if (sides[s].input) workspace.input(*sides[s].input)[filled] = (*sides[s].values)[digits[s]];
    points[filled++] = point;
    // The last side counts fastest; a full one carries over to the side before it.
    more = false;
    for (std::size_t s = sides.size(); s-- > 0 && !more;) {
      point += sides[s].stride;
      more = ++digits[s] < sides[s].values->size();
      if (more) break;
      point -= sides[s].stride * digits[s];
      digits[s] = 0;
    }
    if (more && filled < points.size()) continue;
    program.evaluate(workspace, filled);
    reader(points.data(), filled, workspace);
    filled = 0;
  }
}

}  // namespace costcurve
