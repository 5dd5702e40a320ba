#include "machine/location.h"

#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "machine/built_in.h"

namespace costcurve {

namespace {

bool has_units(const std::string& folder) {
  struct stat status {};
  return stat((folder + "/units.toml").c_str(), &status) == 0;
}

// Where there is no /proc, as in a container with nothing else in it, as the program was called.
std::string path_of_program() {
  std::array<char, 4096> path{};
  const ssize_t length = readlink("/proc/self/exe", path.data(), path.size());
  if (length > 0) return {path.data(), static_cast<std::size_t>(length)};
  // The kernel gives the address as a number.
  const auto called = reinterpret_cast<const char*>(getauxval(AT_EXECFN));  // NOLINT
  return called ? called : "";
}

// Without a slash at its end: the root is empty.
std::string folder_above(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

}  // namespace

std::string configs_folder() {
  if (const char* chosen = std::getenv("COSTCURVE_CONFIGS"); chosen && *chosen) return chosen;
  constexpr int most_above = 4;
  const std::string program = path_of_program();
  std::string folder = folder_above(program);
  for (int up = 0; up < most_above && !program.empty(); ++up) {
    for (const std::string& place : {folder + "/configs", folder + "/share/costcurve/configs"})
      if (has_units(place)) return place;
    if (folder.empty() || folder == ".") break;
    folder = folder_above(folder);
  }
#ifdef COSTCURVE_SOURCE_DIR
  if (has_units(COSTCURVE_SOURCE_DIR "/configs")) return COSTCURVE_SOURCE_DIR "/configs";
#endif
  return has_built_in_files() ? std::string(place_of_built_in) + "configs" : std::string();
}

namespace {

// A path that does not begin at the root is to be ignored, says the XDG base directory specification.
std::string own_folder(const char* variable, const char* below_home) {
  if (const char* chosen = std::getenv(variable); chosen && *chosen == '/') return std::string(chosen) + "/costcurve";
  const char* home = std::getenv("HOME");
  return home && *home == '/' ? std::string(home) + below_home + "/costcurve" : std::string();
}

}  // namespace

std::string own_catalog_folder() {
  const std::string folder = own_folder("XDG_DATA_HOME", "/.local/share");
  return folder.empty() ? folder : folder + "/catalog";
}

std::string own_state_folder() { return own_folder("XDG_STATE_HOME", "/.local/state"); }

}  // namespace costcurve
