#pragma once
// The electricity of a run.

#include "sheets/system.h"

namespace costcurve {

/// The electricity of a run, from the chips out to the meter of the building, and what it costs and emits.
///
/// Left out: making the chips, water, storage and network outside the servers, the runs that failed. Emissions are
/// those of the grid where the meter hangs, not of certificates bought elsewhere.
struct EnergyUse {
  Chips chips;
  Time duration;
  ChipTime chip_time;
  ChipPower chip_power;
  Ratio utilisation;
  Energy energy_of_chips;
  Ratio server_overhead;
  Ratio pue;
  Energy energy;
  Power facility_power;
  ChipPower power_per_chip;
  EnergyPrice electricity_price;
  Money electricity_cost;
  GridIntensity grid_intensity;
  Emission emissions;
};

void quantities(EnergyUse& use, Table& table);
void equations(EnergyUse& use, System& system);
/// What holds of any run, without the rules of thumb that are used where nobody says what was drawn.
void identities(EnergyUse& use, System& system);

}  // namespace costcurve
