#pragma once
// Where configs/ is.

#include <string>

namespace costcurve {

/// The folder `configs/`: COSTCURVE_CONFIGS in the environment, one in the folders above the program or where it was
/// installed, the one it was built from, or that inside the program. Empty if there is none.
std::string configs_folder();

/// The folder of the user's own catalog: costcurve/catalog in XDG_DATA_HOME, or in ~/.local/share. Empty without a
/// home.
std::string own_catalog_folder();
/// The folder of what was tried: costcurve in XDG_STATE_HOME, or in ~/.local/state. Empty without a home.
std::string own_state_folder();

}  // namespace costcurve
