#pragma once
// Days and hours of a catalog file, and the order in which they stand: an entry is looked up by its day.

#include <string>
#include <string_view>
#include <vector>

#include "quantity/units.h"
#include "text/toml.h"

namespace costcurve {

/// "2026-02-28", "2026-02", "2026"; reported if it is none, or of no calendar.
bool check_day(const Value& value, Diagnostics& diagnostics);

/// "16:30 to 00:30", or two such stretches with "and" between them.
void check_hours(const Value& value, Diagnostics& diagnostics);

/// How many stretches of the day a bill knows.
inline constexpr std::size_t most_stretches = 2;
/// "10:00 to 01:00" and "04:00 to 06:00" of "10:00 to 01:00 and 04:00 to 06:00".
std::vector<std::string> stretches_of_day(const std::string& hours);

/// Prices, or price levels, each with `from` and perhaps `to`: each begins when the one before has ended. `noun` is
/// what they are.
void check_periods(const Value& list, std::string_view noun, Diagnostics& diagnostics);

/// Tiers of a price by the length of a request: each begins above the one before.
void check_tiers(const Value& list, const Units& units, Diagnostics& diagnostics);

/// What is let, of each day once: two rents of one offer cannot both be asked.
void check_rents(const Value& list, Diagnostics& diagnostics);

/// The history of one fact: each dated, and later than the one before.
void check_history(const Value& list, std::string_view name, Diagnostics& diagnostics);

}  // namespace costcurve
