#pragma once
// A training run as a bill and a log see it.

#include "sheets/system.h"

namespace costcurve {

/// A training run: what was rented, for how long, and the compute that came out of it.
///
/// A bill counts every hour, and only those between failures compute: goodput is the share that does. Published MFU is
/// of either: of the wall clock where whole runs are divided (then uptime is 1), of the steps alone where logs are.
struct Training {
  Chips chips;
  Time duration;
  Ratio uptime;
  ChipTime chip_time;
  ChipTime useful_chip_time;
  Rent rent;
  Money cost;
  Parameters active_parameters;
  Tokens tokens;
  ComputePerToken flop_per_token;
  Compute compute;
  Speed peak;
  Ratio mfu;
  Speed achieved_speed;
  TokenRate token_rate;
  ChipTokenRate chip_token_rate;
  ChipTimePerToken chip_time_per_token;
  TokenPrice cost_per_token;
};

void quantities(Training& run, Table& table);
void equations(Training& run, System& system);
/// What holds of any run, without the rules of thumb that are used where nothing better is known: full uptime, six FLOP
/// per parameter and token.
void identities(Training& run, System& system);

}  // namespace costcurve
