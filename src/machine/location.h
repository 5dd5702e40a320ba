#pragma once
// Where configs/ is.

#include <string>

namespace costcurve {

/// The folder that holds `configs/`: COSTCURVE_CONFIGS in the environment, the folder above the program, or the one it
/// was built from. Empty if there is none.
std::string configs_folder();

/// The folder of the user's own catalog: costcurve/catalog in XDG_DATA_HOME, or in ~/.local/share. Empty without a home.
std::string own_catalog_folder();

}  // namespace costcurve
