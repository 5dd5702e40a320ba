#include "quantity/pace.h"

namespace costcurve {

bool is_yearly_factor(const ShownUnit& unit) {
  return unit.dimension.is_pace() && (unit.text == "x/year" || unit.text == "halving" || unit.text == "doubling");
}

bool is_pace(const ShownUnit& unit) {
  return is_yearly_factor(unit) ||
         (unit.dimension.is_pace() && (unit.text.starts_with("OOM") || unit.text.starts_with("dex")));
}

}  // namespace costcurve
