#pragma once
// What is known from outside: the stated values, and what the catalog and the sheets offer for the rest.
//
// A value like any other: what would be if something else were given is one more `Givens` beside the same relations.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "numeric/interval.h"
#include "quantity/distribution.h"

namespace costcurve {

/// Who says a value. Each rank fills only what the ranks before it leave undetermined.
enum class Rank : std::uint8_t { scenario, catalog, fallback };

/// A stated value: the number, what its printed digits allow, and what somebody believes.
struct Given {
  double value = 0;
  Interval rounding;  // hard: every number that would have been printed so
  Interval belief;    // the 90 % range where there is one, otherwise the same as `rounding`
  bool is_belief = false;
  Distribution distribution;  // of a belief
  Rank rank = Rank::scenario;
  bool assumed = false;   // stated as an assumption
  bool varies = false;    // one of many that are looked at: nothing is concluded from its being nought
  bool is_later = false;  // a price that nobody knows by the day that is asked for: the first known, of a later one
  std::string text;       // as written
  std::string source;     // the source's key or title
  std::string date;       // of a catalog fact
  std::string retrieved;  // of a catalog fact: when its source was read, or came out
  std::string where;      // "scenarios/mine.toml:7", "configs/chips/H800.toml"
  std::string note;
  std::vector<std::string> caveats;    // of the note: what must be known before it is held against another
  std::vector<std::string> conflicts;  // of the note: what others print of it
};

/// An exact number of which nothing else is said.
Given exact(double value);

/// A given is never changed once it is stated, so whoever used it may keep it.
using GivenPointer = std::shared_ptr<const Given>;

/// What the ends of a given's range mean.
enum class RangeEnds : std::uint8_t {
  none,         // an exact number
  digits,       // all numbers that would have been printed so
  nine_in_ten,  // a 90 % range: it may be left
  hard,         // all that is possible
};
inline RangeEnds ends_of(const Given& given) {
  if (given.is_belief) return given.distribution.is_bounded() ? RangeEnds::hard : RangeEnds::nine_in_ten;
  return given.rounding.is_point() ? RangeEnds::none : RangeEnds::digits;
}

/// For each quantity what is stated of it and what is offered. Copies share their storage until one of them is changed.
class Givens {
 public:
  /// What the scenario states; nothing where it does not.
  const GivenPointer& stated(std::size_t quantity) const { return of(quantity).stated; }
  /// What the catalog and the sheet offer, used where nothing determines the quantity: in the order they are asked.
  const std::vector<GivenPointer>& offers(std::size_t quantity) const;
  /// The quantities that are stated, ascending.
  std::vector<std::size_t> stated_quantities() const;

  void state(std::size_t quantity, Given given);
  void state(std::size_t quantity, GivenPointer given);
  void offer(std::size_t quantity, Given given);
  /// These are all that is offered of the quantity.
  void offer_only(std::size_t quantity, std::vector<GivenPointer> offers);

  /// The same with this value stated, whatever was; what is offered stays.
  Givens with(std::size_t quantity, Given given) const;
  /// The same with nothing stated or offered of the quantity.
  Givens without(std::size_t quantity) const;
  /// The same without this offer.
  Givens without_offer(std::size_t quantity, const GivenPointer& offer) const;
  /// The quantities of which something else is stated or offered than in `others`, ascending. Quick where most is
  /// shared.
  std::vector<std::size_t> differing_from(const Givens& others) const;
  /// What is stated of these quantities, and nothing else.
  Givens exactly(const std::vector<std::size_t>& quantities) const;

 private:
  struct Known {
    GivenPointer stated;
    std::shared_ptr<const std::vector<GivenPointer>> offers;
  };
  // A change copies the block it is in, and shares the others.
  static constexpr std::size_t quantities_in_a_block = 16;
  using Block = std::array<Known, quantities_in_a_block>;

  const Known& of(std::size_t quantity) const;
  void put(std::size_t quantity, Known known);

  std::vector<std::shared_ptr<const Block>> blocks_;  // nothing is known of quantities beyond them
};

}  // namespace costcurve
