#include "answer/measured_slips.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "quantity/print.h"

namespace costcurve {

namespace {

struct Confusion {
  double factor;
  std::string_view words;
};

std::optional<Confusion> confusion_of(std::vector<double> off, double chips) {
  constexpr double widest = 0.5, about = 0.35, far = 1;  // of logarithms: a model that is this far off may be just that
  std::sort(off.begin(), off.end());
  const double middle = off[off.size() / 2];
  if (std::abs(middle) < far || off.back() - middle > widest || middle - off.front() > widest) return std::nullopt;
  std::optional<Confusion> nearest;
  for (const Confusion& one :
       {Confusion{1e3, "one prefix for another, such as ms for s"},
        Confusion{1e6, "one prefix for another, such as us for s"},
        Confusion{100, "per cent for a share, or a share for per cent"},
        Confusion{60, "minutes for seconds, or the reverse"}, Confusion{3600, "hours for seconds, or the reverse"},
        Confusion{chips, "all chips for one, or one for all"}}) {
    const auto far_from = [&](const Confusion& other) { return std::abs(std::abs(middle) - std::log(other.factor)); };
    if (far_from(one) < about && (!nearest || far_from(one) < far_from(*nearest))) nearest = one;
  }
  return nearest;
}

}  // namespace

std::vector<std::string> slips_in(const std::vector<MeasuredAmount>& amounts, double chips) {
  std::map<std::string, std::vector<double>> by_quantity;
  for (const MeasuredAmount& amount : amounts)
    by_quantity[amount.quantity].push_back(std::log(amount.measured / amount.computed));
  std::vector<std::string> slips;
  for (const auto& [quantity, off] : by_quantity)
    if (const std::optional<Confusion> confusion = confusion_of(off, chips))
      slips.push_back(fmt::format("`{}` is about {} times too {} in every row, which a unit explains: {}?", quantity,
                                  count_text(confusion->factor), off.front() > 0 ? "large" : "small",
                                  confusion->words));
  return slips;
}

}  // namespace costcurve
