#include "machine/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

#include "text/path.h"

namespace costcurve {

// The file behind links: they stay, and lead to the new text.
std::string behind_links(const std::string& path) {
  char* real = realpath(path.c_str(), nullptr);
  const std::string found = real ? real : path;
  std::free(real);
  return found;
}

mode_t usual_mode(mode_t all) {
  const mode_t mask = umask(0);
  umask(mask);
  return all & ~mask;
}

namespace {

// Zero, or the error.
int write_all(int file, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t count = write(file, text.data() + at, text.size() - at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    at += static_cast<std::size_t>(count);
  }
  return 0;
}

int closed(int file, int error) { return close(file) != 0 && error == 0 ? errno : error; }

int write_as_it_is(const std::string& path, const std::string& text) {
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  return file < 0 ? errno : closed(file, write_all(file, text));
}

// A file beside the other that takes its place once it is whole.
struct Beside {
  int file = -1;
  std::string name;  // empty: it has none yet, and whoever is killed leaves nothing behind
};

// Where a file system has no files without a name, it has one from the beginning.
Beside open_beside(const std::string& folder) {
#ifdef O_TMPFILE
  const int nameless = open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  if (nameless >= 0) return {nameless, ""};
#endif
  std::string name = folder + ".costcurve-XXXXXX";
  const int named = mkostemp(name.data(), O_CLOEXEC);
  return {named, name};
}

// Nobody else takes a name with the number of this process and, in it, a number that counts up.
int give_name(Beside& beside, const std::string& folder) {
  static std::atomic<unsigned> count = 0;
  const std::string open_file = "/proc/self/fd/" + std::to_string(beside.file);
  for (int attempts = 0; attempts < 100; ++attempts) {
    const std::string name =
        folder + ".costcurve-" + std::to_string(getpid()) + "-" + std::to_string(count.fetch_add(1));
    if (linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
      beside.name = name;
      return 0;
    }
    if (errno != EEXIST) break;
  }
  return errno;
}

int write_beside(const std::string& path, mode_t mode, const std::string& text) {
  const std::string folder = up_to_name(path);
  Beside beside = open_beside(folder);
  if (beside.file < 0) return errno;
  int error = write_all(beside.file, text);
  if (error == 0 && (fchmod(beside.file, mode) != 0 || fsync(beside.file) != 0)) error = errno;
  if (error == 0 && beside.name.empty()) error = give_name(beside, folder);
  error = closed(beside.file, error);
  if (error == 0 && rename(beside.name.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0 && !beside.name.empty()) unlink(beside.name.c_str());
  return error;
}

}  // namespace

std::string write_whole(const std::string& path, const std::string& text) {
  struct stat status {};
  const std::string file = behind_links(path);
  const bool is_there = stat(file.c_str(), &status) == 0;
  int error = 0;
  if (is_there && S_ISDIR(status.st_mode))
    error = EISDIR;
  else if (is_there && !S_ISREG(status.st_mode))
    error = write_as_it_is(file, text);
  else if (is_there && access(file.c_str(), W_OK) != 0)
    error = errno;  // a file that nobody may change is not replaced either
  else
    error = write_beside(file, is_there ? status.st_mode & 07777 : usual_mode(0666), text);
  return error == 0 ? "" : std::strerror(error);
}

}  // namespace costcurve
