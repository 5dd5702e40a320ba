#include "machine/file_changes.h"

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>

#include "machine/whole_file.h"
#include "text/path.h"

namespace costcurve {

namespace {

// A file is looked at when it is closed, not at each write. The rest is how files come, go and are replaced.
constexpr std::uint32_t what_happens = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE |
                                       IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

bool folder_is_there(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace

FileChanges::FileChanges() : descriptor_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "files cannot be watched");
}

FileChanges::~FileChanges() { close(descriptor_); }

void FileChanges::follow_one(const std::string& path) {
  const bool is_folder = folder_is_there(path);
  std::string folder = is_folder ? path : folder_of(path), name = is_folder ? "" : file_name(path);
  // Of a folder that is not there its own coming.
  while (!folder_is_there(folder) && folder != "/" && folder != ".") {
    name = file_name(folder);
    folder = folder_of(folder);
  }
  const int watch = inotify_add_watch(descriptor_, folder.c_str(), what_happens | IN_MASK_ADD);
  if (watch >= 0) names_[watch].insert(name);
}

// A folder that is followed on stays watched: what has happened there meanwhile is still to be told.
void FileChanges::follow(const std::set<std::string>& paths) {
  std::map<int, std::set<std::string>> before;
  before.swap(names_);
  for (const std::string& path : paths) {
    follow_one(path);
    if (const std::string real = behind_links(path); real != path) follow_one(real);
  }
  for (const auto& [watch, names] : before)
    if (!names_.contains(watch)) inotify_rm_watch(descriptor_, watch);
}

bool FileChanges::take() {
  alignas(inotify_event) std::array<char, 16384> buffer{};
  bool is_about_one = false;
  for (ssize_t length = 0; (length = read(descriptor_, buffer.data(), buffer.size())) > 0;)
    for (std::size_t at = 0; at < static_cast<std::size_t>(length);) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = event.len > 0 ? buffer.data() + at + sizeof event : "";
      at += sizeof event + event.len;
      const auto followed = names_.find(event.wd);
      if (followed == names_.end()) continue;  // of a watch that has ended
      const bool is_folder_itself = (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF)) != 0;
      if (is_folder_itself || followed->second.contains("") || followed->second.contains(name)) is_about_one = true;
    }
  return is_about_one;
}

}  // namespace costcurve
