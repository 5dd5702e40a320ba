#pragma once
// Where configs/ is.

#include <string>

namespace costcurve {

/// The folder that holds `configs/`: COSTCURVE_CONFIGS in the environment, the folder above the program, or the one it
/// was built from. Empty if there is none.
std::string configs_folder();

}  // namespace costcurve
