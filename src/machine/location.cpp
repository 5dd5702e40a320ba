#include "machine/location.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace costcurve {

namespace {

bool has_units(const std::string& folder) {
  struct stat status {};
  return stat((folder + "/units.toml").c_str(), &status) == 0;
}

std::string folder_of_program() {
  std::array<char, 4096> path{};
  const ssize_t length = readlink("/proc/self/exe", path.data(), path.size());
  if (length <= 0) return {};
  const std::string program(path.data(), static_cast<std::size_t>(length));
  return program.substr(0, program.rfind('/'));
}

}  // namespace

std::string configs_folder() {
  if (const char* chosen = std::getenv("COSTCURVE_CONFIGS"); chosen && *chosen) return chosen;
  std::string folder = folder_of_program();
  for (int up = 0; up < 4 && !folder.empty(); ++up) {
    if (has_units(folder + "/configs")) return folder + "/configs";
    folder = folder.substr(0, folder.rfind('/'));
  }
#ifdef COSTCURVE_SOURCE_DIR
  if (has_units(COSTCURVE_SOURCE_DIR "/configs")) return COSTCURVE_SOURCE_DIR "/configs";
#endif
  return {};
}

std::string own_catalog_folder() {
  // A path that does not begin at the root is to be ignored, says the XDG base directory specification.
  if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data == '/')
    return std::string(data) + "/costcurve/catalog";
  const char* home = std::getenv("HOME");
  return home && *home == '/' ? std::string(home) + "/.local/share/costcurve/catalog" : std::string();
}

}  // namespace costcurve
