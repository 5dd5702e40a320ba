#pragma once
// Sorting that keeps what is equal in its order, for things of any kind. The standard's is 3 kB of program for each kind of
// thing and of comparison, which a page has to carry; this is a few instructions around one that sorts numbers.

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace costcurve {

/// The numbers from nought to below `count`: none behind another that `is_less` says it is less than, and otherwise
/// ascending.
std::vector<std::uint32_t> stable_order(std::size_t count,
                                        const std::function<bool(std::size_t a, std::size_t b)>& is_less);

/// Sorts, and leaves in their order those of which neither is less.
template <class Item, class IsLess>
void sort_stably(std::vector<Item>& items, const IsLess& is_less) {
  std::vector<Item> sorted;
  sorted.reserve(items.size());
  for (const std::uint32_t i :
       stable_order(items.size(), [&](std::size_t a, std::size_t b) { return is_less(items[a], items[b]); }))
    sorted.push_back(std::move(items[i]));
  items = std::move(sorted);
}

}  // namespace costcurve
