#include "answer/measured_slips.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "quantity/print.h"

namespace costcurve {

namespace {

struct Confusion {
  enum class Of : std::uint8_t { anything, time, number };

  double factor;
  std::string_view words;
  Of of = Of::anything;
};

bool may_be(Confusion::Of of, const Dimension& dimension) {
  if (of == Confusion::Of::time) return dimension.twelfths(static_cast<int>(Base::time)) != 0;
  return of == Confusion::Of::anything || dimension.is_plain();
}

std::optional<Confusion> confusion_of(std::vector<double> off, const Dimension& dimension, double chips) {
  constexpr double widest = 0.5, about = 0.35, far = 1;  // of logarithms: a model that is this far off may be just that
  std::sort(off.begin(), off.end());
  const double middle = off[off.size() / 2];
  if (std::abs(middle) < far || off.back() - middle > widest || middle - off.front() > widest) return std::nullopt;
  std::optional<Confusion> nearest;
  for (const Confusion& one : {Confusion{1e3, "one prefix for another, such as ms for s"},
                               Confusion{1e6, "one prefix for another, such as us for s"},
                               Confusion{100, "per cent for a share, or a share for per cent", Confusion::Of::number},
                               Confusion{60, "minutes for seconds, or the reverse", Confusion::Of::time},
                               Confusion{3600, "hours for seconds, or the reverse", Confusion::Of::time},
                               Confusion{chips, "all chips for one, or one for all"}}) {
    const auto far_from = [&](const Confusion& other) { return std::abs(std::abs(middle) - std::log(other.factor)); };
    if (may_be(one.of, dimension) && far_from(one) < about && (!nearest || far_from(one) < far_from(*nearest)))
      nearest = one;
  }
  return nearest;
}

}  // namespace

std::vector<std::string> slips_in(const std::vector<MeasuredAmount>& amounts, double chips) {
  std::map<std::string, std::vector<double>> by_quantity;
  std::map<std::string, Dimension> dimension_of;
  for (const MeasuredAmount& amount : amounts) {
    by_quantity[amount.quantity].push_back(std::log(amount.measured / amount.computed));
    dimension_of[amount.quantity] = amount.unit.dimension;
  }
  std::vector<std::string> slips;
  for (const auto& [quantity, off] : by_quantity)
    if (const std::optional<Confusion> confusion = confusion_of(off, dimension_of.at(quantity), chips))
      slips.push_back(fmt::format("`{}` is about {} times too {} in every row, which a unit explains: {}?", quantity,
                                  count_text(confusion->factor), off.front() > 0 ? "large" : "small",
                                  confusion->words));
  return slips;
}

}  // namespace costcurve
