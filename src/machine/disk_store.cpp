#include "machine/disk_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <set>

#include "machine/disk.h"
#include "machine/location.h"
#include "machine/whole_file.h"
#include "numeric/machine.h"
#include "text/path.h"

namespace costcurve {

namespace {

// What went wrong, as the system says it; empty if nothing did.
using Failure = std::string;

Failure failure() { return std::strerror(errno); }

// How a folder begins that is only there while a change is made, or since one was killed.
constexpr std::string_view copies_begin = ".costcurve-";

// A descriptor that closes itself.
class Opened {
 public:
  Opened(const std::string& path, int flags) : descriptor_(open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~Opened() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  explicit operator bool() const { return descriptor_ >= 0; }
  int operator*() const { return descriptor_; }

 private:
  int descriptor_;
};

Failure make_folders(const std::string& path) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1))
    mkdir(path.substr(0, slash).c_str(), 0777);
  if (mkdir(path.c_str(), 0777) == 0 || errno == EEXIST) return {};
  return failure();
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names = Disk().list(folder);
  std::erase_if(names, [](const std::string& name) { return name == "." || name == ".."; });
  return names;
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

void remove_tree(const std::string& path) {
  if (is_folder(path))
    for (const std::string& name : names_in(path)) remove_tree(path + "/" + name);
  std::remove(path.c_str());
}

void remove_leftovers(const std::string& folder, const std::string& begin = std::string(copies_begin)) {
  for (const std::string& name : names_in(folder))
    if (name.starts_with(begin)) remove_tree(folder + "/" + name);
}

std::string text_of(const std::string& path) {
  constexpr std::size_t largest = 1U << 30U;
  std::variant<std::string, Unread> read = Disk().read(path, largest);
  return std::holds_alternative<std::string>(read) ? std::get<std::string>(std::move(read)) : std::string();
}

bool is_as_it_was(const std::string& folder, const KeptFile& file) {
  const std::string path = folder + "/" + file.path;
  return Disk().is_file(path) && text_of(path) == file.text;
}

Failure synced(const std::string& path, int flags) {
  const Opened opened(path, flags);
  return opened && fsync(*opened) == 0 ? Failure() : failure();
}

// Links to all that lies in a folder, and not to what is written anew, whose paths begin with `place`. Where links
// cannot be, copies.
Failure link_all(const std::string& from, const std::string& to, const std::set<std::string>& anew,
                 const std::string& place = "") {
  for (const std::string& name : names_in(from)) {
    if (anew.contains(place + name)) continue;
    const std::string old_path = from + "/" + name, new_path = to + "/" + name;
    Failure failed;
    if (is_folder(old_path)) {
      failed = make_folders(new_path);
      if (failed.empty()) failed = link_all(old_path, new_path, anew, place + name + "/");
    } else if (link(old_path.c_str(), new_path.c_str()) != 0) {
      failed = write_whole(new_path, text_of(old_path));
    }
    if (!failed.empty()) return failed;
  }
  return {};
}

Failure write_new(const std::string& path, const std::string& text) {
  const Opened file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file) return failure();
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t count = write(*file, text.data() + at, text.size() - at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure();
    at += static_cast<std::size_t>(count);
  }
  return {};
}

// A file that nobody may change is not replaced either; another hands its permissions on.
Failure write_in_place_of(const std::string& old_path, const std::string& path, const std::string& text) {
  struct stat status {};
  const bool is_there = stat(old_path.c_str(), &status) == 0;
  if (is_there && (!S_ISREG(status.st_mode) || access(old_path.c_str(), W_OK) != 0))
    return std::strerror(S_ISDIR(status.st_mode) ? EISDIR : EACCES);
  if (Failure failed = write_new(path, text); !failed.empty()) return failed;
  return !is_there || chmod(path.c_str(), status.st_mode & 07777) == 0 ? Failure() : failure();
}

// The two folders change places; where a file system cannot do that at once, one after the other.
Failure exchange_folders(const std::string& folder, const std::string& copy) {
  if (!is_folder(folder)) return std::rename(copy.c_str(), folder.c_str()) == 0 ? Failure() : failure();
  if (renameat2(AT_FDCWD, copy.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) == 0) return {};
  if (errno != EINVAL && errno != ENOSYS && errno != EXDEV) return failure();
  const std::string old_place = copy + "-old";
  if (std::rename(folder.c_str(), old_place.c_str()) != 0) return failure();
  if (std::rename(copy.c_str(), folder.c_str()) == 0) return {};
  const Failure failed = failure();
  std::rename(old_place.c_str(), folder.c_str());
  return failed;
}

// A disk takes milliseconds to say that a file is on it, and hardly longer for several at once. Paths begin in the
// folder.
Failure synced_files(const std::string& folder, const std::vector<KeptFile>& files) {
  const std::size_t threads = std::min<std::size_t>(files.size(), 16);
  std::vector<Failure> failures(threads);
  on_threads(threads, [&](std::size_t thread) {
    for (std::size_t i = thread; i < files.size() && failures[thread].empty(); i += threads)
      failures[thread] = synced(folder + "/" + files[i].path, O_RDONLY);
  });
  for (const Failure& failed : failures)
    if (!failed.empty()) return failed;
  return {};
}

Failure fill_copy(const std::string& folder, const std::string& copy, const std::vector<KeptFile>& files) {
  std::set<std::string> anew, folders = {copy};
  for (const KeptFile& file : files) anew.insert(file.path);
  if (Failure failed = link_all(folder, copy, anew); !failed.empty()) return failed;
  for (const KeptFile& file : files) {
    const std::string inner = up_to_name(copy + "/" + file.path);
    if (Failure failed = make_folders(inner.substr(0, inner.size() - 1)); !failed.empty()) return failed;
    folders.insert(inner);
    if (Failure failed = write_in_place_of(folder + "/" + file.path, copy + "/" + file.path, file.text);
        !failed.empty())
      return failed;
  }
  if (Failure failed = synced_files(copy, files); !failed.empty()) return failed;
  for (const std::string& inner : folders)
    if (Failure failed = synced(inner, O_RDONLY | O_DIRECTORY); !failed.empty()) return failed;
  return {};
}

// All of them at once, by a copy of the folder that their paths begin in. A copy lies beside it, under a name that
// begins with `begin`.
Failure keep_several(const std::string& folder, const std::string& begin, const std::vector<KeptFile>& files) {
  const std::string inner = behind_links(folder), outer = folder_of(inner);
  std::string copy = outer + "/" + begin + "XXXXXX";
  if (!mkdtemp(copy.data())) return failure();
  struct stat status {};
  // As the system would make a folder.
  chmod(copy.c_str(), stat(inner.c_str(), &status) == 0 ? status.st_mode & 07777 : usual_mode(0777));
  Failure failed = fill_copy(inner, copy, files);
  if (failed.empty()) failed = exchange_folders(inner, copy);
  if (failed.empty()) failed = synced(outer, O_RDONLY | O_DIRECTORY);
  remove_leftovers(outer, begin);
  return failed;
}

// How copies of the folder itself begin, beside which others' may lie.
std::string copies_of(const std::string& folder) {
  return std::string(copies_begin) + file_name(behind_links(folder)) + "=";
}

Failure keep(const std::string& folder, std::vector<KeptFile> files) {
  std::erase_if(files, [&](const KeptFile& file) { return is_as_it_was(folder, file); });
  if (files.empty()) return {};
  if (files.size() == 1) {
    const std::string path = folder + "/" + files.front().path;
    if (Failure failed = make_folders(folder_of(path)); !failed.empty()) return failed;
    return write_whole(path, files.front().text);
  }
  const std::string place = up_to_name(files.front().path);
  const auto lies_there = [&](const KeptFile& file) { return up_to_name(file.path) == place; };
  if (place.empty() || !std::all_of(files.begin(), files.end(), lies_there))
    return keep_several(folder, copies_of(folder), files);
  for (KeptFile& file : files) file.path = file_name(file.path);
  return keep_several(folder + "/" + folder_of(place), std::string(copies_begin), files);
}

// True if the descriptor is of the folder that has this name now: an import that ended meanwhile may have put another
// in its place.
bool is_still(int descriptor, const std::string& folder) {
  struct stat opened {
  }, named{};
  return fstat(descriptor, &opened) == 0 && stat(folder.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
         opened.st_ino == named.st_ino;
}

Failure change_locked(const std::string& folder, const std::function<std::vector<KeptFile>()>& files, bool& is_done) {
  if (Failure failed = make_folders(folder); !failed.empty()) return failed;
  const Opened lock(folder, O_RDONLY | O_DIRECTORY);
  if (!lock) return failure();
  while (flock(*lock, LOCK_EX) != 0)
    if (errno != EINTR) return failure();
  if (!is_still(*lock, folder)) return {};
  is_done = true;
  remove_leftovers(folder);
  remove_leftovers(folder_of(behind_links(folder)), copies_of(folder));
  return keep(folder, files());
}

}  // namespace

std::string DiskStore::own_state() const { return own_state_folder(); }
std::string DiskStore::own_catalog() const { return own_catalog_folder(); }

std::string DiskStore::today() const {
  const std::time_t now = std::time(nullptr);
  std::tm day{};
  gmtime_r(&now, &day);
  std::array<char, 16> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d", &day);
  return text.data();
}

std::string DiskStore::change(const std::string& folder, const std::function<std::vector<KeptFile>()>& files) {
  for (bool is_done = false;;) {
    Failure failed = change_locked(folder, files, is_done);
    if (is_done || !failed.empty()) return failed;
  }
}

}  // namespace costcurve
