#include "numeric/stable_order.h"

#include <algorithm>
#include <numeric>

namespace costcurve {

std::vector<std::uint32_t> stable_order(std::size_t count,
                                        const std::function<bool(std::size_t a, std::size_t b)>& is_less) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return is_less(a, b); });
  return order;
}

}  // namespace costcurve
