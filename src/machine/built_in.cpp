#include "machine/built_in.h"

#include <cstdlib>
#include <string_view>

// The archive is one text: for each file a line with its length and its path, and then its bytes.
#ifdef COSTCURVE_ARCHIVE
asm(".section .rodata\n"
    ".global costcurve_archive\n"
    ".global costcurve_archive_end\n"
    "costcurve_archive:\n"
    ".incbin \"" COSTCURVE_ARCHIVE
    "\"\n"
    "costcurve_archive_end:\n"
    ".byte 0\n"
    ".previous\n");
extern "C" const char costcurve_archive[], costcurve_archive_end[];
#endif

namespace costcurve {

namespace {

std::string_view archive() {
#ifdef COSTCURVE_ARCHIVE
  return {costcurve_archive, static_cast<std::size_t>(costcurve_archive_end - costcurve_archive)};
#else
  return {};
#endif
}

MemoryFiles unpacked() {
  MemoryFiles files;
  const std::string_view all = archive();
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t blank = all.find(' ', at), end = all.find('\n', at);
    const std::size_t length = std::strtoul(all.data() + at, nullptr, 10);
    files.put(place_of_built_in + std::string(all.substr(blank + 1, end - blank - 1)),
              std::string(all.substr(end + 1, length)));
    at = end + 1 + length;
  }
  return files;
}

// When it is first asked for: a program whose catalog is on the disk never asks.
const MemoryFiles& inside() {
  static const MemoryFiles files = unpacked();
  return files;
}

bool is_inside(const std::string& path) { return path.starts_with(place_of_built_in); }

}  // namespace

bool has_built_in_files() { return !archive().empty(); }

std::variant<std::unique_ptr<OpenFile>, Unread> WithBuiltIn::open(const std::string& path) const {
  return is_inside(path) ? inside().open(path) : below_.open(path);
}
std::vector<std::string> WithBuiltIn::list(const std::string& folder) const {
  return is_inside(folder) ? inside().list(folder) : below_.list(folder);
}
bool WithBuiltIn::is_file(const std::string& path) const {
  return is_inside(path) ? inside().is_file(path) : below_.is_file(path);
}
PathKind WithBuiltIn::kind(const std::string& path) const {
  return is_inside(path) ? inside().kind(path) : below_.kind(path);
}
bool WithBuiltIn::is_link(const std::string& path) const { return !is_inside(path) && below_.is_link(path); }
std::string WithBuiltIn::real_path(const std::string& path) const {
  return is_inside(path) ? path : below_.real_path(path);
}

}  // namespace costcurve
