#include "solve/structure.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace costcurve {

Structure::Structure(std::vector<OpenEquation> open, std::size_t quantities)
    : open_(std::move(open)),
      unknown_of_(open_.size(), -1),
      place_of_(quantities, -1),
      places_with_(quantities),
      tried_(quantities, 0),
      held_(quantities, false) {
  for (std::size_t place = 0; place < open_.size(); ++place)
    for (const std::size_t quantity : open_[place].unknowns) places_with_[quantity].push_back(place);
  for (std::size_t place = 0; place < open_.size(); ++place) {
    ++round_;
    augment(place);
  }
  release();
}

bool Structure::augment(std::size_t place) {
  for (const std::size_t quantity : open_[place].unknowns) {
    if (tried_[quantity] == round_) continue;
    tried_[quantity] = round_;
    if (place_of_[quantity] >= 0 && !augment(static_cast<std::size_t>(place_of_[quantity]))) continue;
    place_of_[quantity] = static_cast<long>(place);
    unknown_of_[place] = static_cast<long>(quantity);
    return true;
  }
  return false;
}

// Matched unknowns are held, but for those that an unmatched one could stand in for.
void Structure::release() {
  std::vector<std::size_t> free;
  for (std::size_t quantity = 0; quantity < place_of_.size(); ++quantity) {
    held_[quantity] = place_of_[quantity] >= 0;
    if (!held_[quantity] && !places_with_[quantity].empty()) free.push_back(quantity);
  }
  while (!free.empty()) {
    const std::size_t quantity = free.back();
    free.pop_back();
    for (const std::size_t place : places_with_[quantity]) {
      if (unknown_of_[place] < 0) continue;
      const auto other = static_cast<std::size_t>(unknown_of_[place]);
      if (!held_[other]) continue;
      held_[other] = false;
      free.push_back(other);
    }
  }
}

std::vector<std::size_t> Structure::behind(std::size_t quantity) const {
  if (!held_[quantity]) return {};
  std::vector<std::size_t> places = {static_cast<std::size_t>(place_of_[quantity])};
  std::unordered_set<std::size_t> seen(places.begin(), places.end());
  for (std::size_t i = 0; i < places.size(); ++i)
    for (const std::size_t other : open_[places[i]].unknowns)
      if (const auto place = static_cast<std::size_t>(place_of_[other]); seen.insert(place).second)
        places.push_back(place);
  std::sort(places.begin(), places.end());
  return places;
}

std::vector<std::size_t> Structure::smallest_block() const {
  std::vector<std::size_t> smallest;
  for (std::size_t place = 0; place < open_.size(); ++place) {
    if (unknown_of_[place] < 0 || !held_[unknown_of(place)]) continue;
    std::vector<std::size_t> block = behind(unknown_of(place));
    if (smallest.empty() || block.size() < smallest.size()) smallest = std::move(block);
    if (smallest.size() == 1) break;
  }
  return smallest;
}

}  // namespace costcurve
