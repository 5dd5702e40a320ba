#include "solve/givens.h"

#include <algorithm>

namespace costcurve {

Given exact(double value) {
  Given given;
  given.value = value;
  given.rounding = given.belief = Interval::point(value);
  return given;
}

const Givens::Known& Givens::of(std::size_t quantity) const {
  static const Known nothing;
  const std::size_t block = quantity / quantities_in_a_block;
  return block < blocks_.size() && blocks_[block] ? (*blocks_[block])[quantity % quantities_in_a_block] : nothing;
}

void Givens::put(std::size_t quantity, Known known) {
  const std::size_t block = quantity / quantities_in_a_block;
  if (block >= blocks_.size()) blocks_.resize(block + 1);
  const auto changed = blocks_[block] ? std::make_shared<Block>(*blocks_[block]) : std::make_shared<Block>();
  (*changed)[quantity % quantities_in_a_block] = std::move(known);
  blocks_[block] = changed;
}

const std::vector<GivenPointer>& Givens::offers(std::size_t quantity) const {
  static const std::vector<GivenPointer> none;
  const Known& known = of(quantity);
  return known.offers ? *known.offers : none;
}

std::vector<std::size_t> Givens::stated_quantities() const {
  std::vector<std::size_t> quantities;
  for (std::size_t q = 0; q < blocks_.size() * quantities_in_a_block; ++q)
    if (stated(q)) quantities.push_back(q);
  return quantities;
}

void Givens::state(std::size_t quantity, Given given) {
  state(quantity, std::make_shared<const Given>(std::move(given)));
}

void Givens::state(std::size_t quantity, GivenPointer given) { put(quantity, {std::move(given), of(quantity).offers}); }

void Givens::offer(std::size_t quantity, Given given) {
  std::vector<GivenPointer> all = offers(quantity);
  all.push_back(std::make_shared<const Given>(std::move(given)));
  put(quantity, {of(quantity).stated, std::make_shared<const std::vector<GivenPointer>>(std::move(all))});
}

void Givens::offer_only(std::size_t quantity, std::vector<GivenPointer> offers) {
  put(quantity, {of(quantity).stated, std::make_shared<const std::vector<GivenPointer>>(std::move(offers))});
}

std::vector<std::size_t> Givens::differing_from(const Givens& others) const {
  std::vector<std::size_t> differing;
  const std::size_t blocks = std::max(blocks_.size(), others.blocks_.size());
  for (std::size_t block = 0; block < blocks; ++block) {
    if (block < blocks_.size() && block < others.blocks_.size() && blocks_[block] == others.blocks_[block]) continue;
    for (std::size_t q = block * quantities_in_a_block; q < (block + 1) * quantities_in_a_block; ++q)
      if (of(q).stated != others.of(q).stated || offers(q) != others.offers(q)) differing.push_back(q);
  }
  return differing;
}

Givens Givens::with(std::size_t quantity, Given given) const {
  Givens other = *this;
  other.state(quantity, std::move(given));
  return other;
}

Givens Givens::without(std::size_t quantity) const {
  Givens other = *this;
  other.put(quantity, {});
  return other;
}

Givens Givens::without_offer(std::size_t quantity, const GivenPointer& offer) const {
  std::vector<GivenPointer> left = offers(quantity);
  std::erase(left, offer);
  Givens other = *this;
  other.offer_only(quantity, std::move(left));
  return other;
}

Givens Givens::exactly(const std::vector<std::size_t>& quantities) const {
  Givens only;
  for (const std::size_t q : quantities)
    if (stated(q)) only.put(q, {stated(q), nullptr});
  return only;
}

}  // namespace costcurve
