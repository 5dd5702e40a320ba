#pragma once
// What would have to be true: the single inputs that would make a target true, each with how implausible that is.
//
// How implausible a change is, is its distance over what is uncertain of the input: |ln(new / stated)| over one
// standard deviation of the logarithm, and where a value is not positive, a date or a pace, the difference over one of
// the value. The deviation is that of the belief where there is one: half of its 90 % range over 1.645. Of a number
// that nobody vouches for (an assumption, a value without a source, an estimate or default) it is a nominal one: what
// "about" means, 10 % to both sides at 90 %. A number from a source or the catalog is right to its digits: a change
// within them is nothing to speak of, and one beyond them has no such figure and stands behind all others, the least
// far first.

#include <optional>
#include <string>
#include <vector>

#include "search/solutions.h"

namespace costcurve {

/// What stands behind an input's value, and so what a change of it is measured by.
enum class Standing : std::uint8_t { believed, nominal, within_digits, beyond_digits };

/// The value that an input would have to have.
struct NeededValue {
  double value = 0;
  double apart = 0;  // |ln(value / stated)|: how far from what is stated
  Standing standing = Standing::nominal;
  double implausibility = 0;  // in standard deviations; infinite beyond printed digits
  std::size_t others = 0;     // further values that would do it
};

/// A single input, and what it would have to be.
struct WouldBe : NeededValue {
  std::size_t quantity = 0;
};

/// Where an input may lie: in its domain, and within the limits that the sheet sets to it alone (a PUE of 1 and more).
Interval allowed(const Relations& relations, std::size_t quantity);
/// Why a value may not be: "MFU is at most 1", "r1.duration is above zero"; nothing if it may.
std::string forbidden(const Relations& relations, std::size_t quantity, double value);

/// Where an input is looked for: where it may lie, and what is stated as an amount above zero stays above it.
Interval looked_for(const Relations& relations, const Solution& solution, std::size_t quantity);

/// The value nearest to the stated one that makes the first two outputs equal. It is looked for within a thousand times
/// of what is stated, and then everywhere. Of an amount that is stated above zero, values above zero only.
std::optional<WouldBe> single_change(const Relations& relations, const Solution& solution, const Program& sides,
                                     const std::vector<double>& inputs, std::size_t input);

/// Every single given within a thousand times of what is stated that would make the node come to the target, the least
/// far first; of very many the sixteen that pull most are looked at.
std::vector<WouldBe> single_changes(const Relations& relations, const Solution& solution, NodeId node, double target);

/// Every input of the program, as far as it can make the two sides equal, the least implausible first; and in `cannot`
/// the quantities that cannot. Of very many inputs the hundred that pull most are looked at.
std::vector<WouldBe> all_single_changes(const Relations& relations, const Solution& solution, const Program& sides,
                                        std::vector<std::size_t>& cannot);

/// What `measured` an input's value, in base units and at 90 %, for a note on its implausibility: its belief or what is
/// nominally allowed.
Interval nominal_range(const Relations& relations, const Solution& solution, std::size_t quantity);

}  // namespace costcurve
