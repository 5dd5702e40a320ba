#pragma once
// Dimensions of sheets that follow bytes and FLOP through one chip: what it moves and holds, and how fast.
//
// Catalogs print peaks and bandwidths per chip. `on_one_chip` takes the chip out, so that FLOP over a rate is a time.

#include <boost/units/pow.hpp>

#include "sheets/system.h"

namespace costcurve {

using Information = Traced<detail::I::dimension_type>;
using ComputeRate = Traced<detail::derived_dimension<detail::O, 1, detail::T, -1>::type>;  // FLOP/s
using ByteRate = Traced<detail::derived_dimension<detail::I, 1, detail::T, -1>::type>;     // byte/s
using ChipBandwidth = Traced<detail::derived_dimension<detail::I, 1, detail::C, -1, detail::T, -1>::type>;
using ChipMemory = Traced<detail::derived_dimension<detail::I, 1, detail::C, -1>::type>;
using BytesPerParameter = Traced<detail::derived_dimension<detail::I, 1, detail::P, -1>::type>;
using BytesPerToken = Traced<detail::derived_dimension<detail::I, 1, detail::K, -1>::type>;
using BytesPerTokenPair = Traced<detail::derived_dimension<detail::I, 1, detail::K, -2>::type>;
using ComputePerTokenPair = Traced<detail::derived_dimension<detail::O, 1, detail::K, -2>::type>;
using TimeSquared = Traced<detail::derived_dimension<detail::T, 2>::type>;

inline ComputeRate on_one_chip(const Speed& speed, System& system) {
  return speed * system.constant<Chips>(1, "1 chip");
}
inline ByteRate on_one_chip(const ChipBandwidth& bandwidth, System& system) {
  return bandwidth * system.constant<Chips>(1, "1 chip");
}
inline Information on_one_chip(const ChipMemory& memory, System& system) {
  return memory * system.constant<Chips>(1, "1 chip");
}

inline Time sqrt(const TimeSquared& x) { return Time::from_value(sqrt(x.value())); }
inline Ratio sqrt(const Ratio& x) { return Ratio::from_value(sqrt(x.value())); }

}  // namespace costcurve
