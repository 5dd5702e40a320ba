#pragma once
// What failures leave of a run's time.

#include "sheets/rates.h"

namespace costcurve {

/// Failures, checkpoints and restarts: the share of the wall clock that becomes training.
///
/// Failures are independent and strike any chip alike; after each the work since the last checkpoint is done again.
/// Left out: ramps at the beginning, maintenance, runs that are begun again on purpose.
struct Goodput {
  Chips chips;
  ChipTime chip_time_between_failures;
  Time save, restart, interval, between;
  Ratio saving, lost, evaluation, goodput;
};

void quantities(Goodput& goodput, Table& table);
void equations(Goodput& goodput, System& system);

}  // namespace costcurve
