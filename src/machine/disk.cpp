#include "machine/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace costcurve {

namespace {

// Read as the system gives it: whoever reads asks for much at once.
class DiskFile final : public OpenFile {
 public:
  explicit DiskFile(int descriptor) : descriptor_(descriptor) {}
  ~DiskFile() override { close(descriptor_); }
  DiskFile(const DiskFile&) = delete;
  DiskFile& operator=(const DiskFile&) = delete;

  std::size_t read(char* into, std::size_t most) override {
    std::size_t count = 0;
    while (count < most) {
      const ssize_t more = ::read(descriptor_, into + count, most - count);
      if (more < 0 && errno == EINTR) continue;
      if (more < 0) failure_ = std::strerror(errno);
      if (more <= 0) break;
      count += static_cast<std::size_t>(more);
    }
    return count;
  }
  std::string failure() const override { return failure_; }
  std::optional<std::size_t> size() const override { return size_; }

  /// What it is; its size is known from then on.
  struct stat status() {
    struct stat status {};
    if (fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode)) size_ = static_cast<std::size_t>(status.st_size);
    return status;
  }

 private:
  int descriptor_;
  std::optional<std::size_t> size_;
  std::string failure_;
};

Unread unread_for(int error) {
  if (error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG) return {Unread::Why::missing, ""};
  return {Unread::Why::unreadable, std::strerror(error)};
}

}  // namespace

std::variant<std::unique_ptr<OpenFile>, Unread> Disk::open(const std::string& name) const {
  const std::string path = name == "-" ? "/dev/stdin" : place_of(name);
  if (path.find('\0') != std::string::npos) return Unread{};
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unread_for(errno);
  auto file = std::make_unique<DiskFile>(descriptor);
  if (S_ISDIR(file->status().st_mode)) return Unread{Unread::Why::directory, ""};
  return file;
}

std::vector<std::string> Disk::list(const std::string& folder) const {
  std::vector<std::string> names;
  DIR* directory = opendir(place_of(folder).c_str());
  if (!directory) return names;
  while (const dirent* file = readdir(directory)) names.emplace_back(file->d_name);
  closedir(directory);
  std::sort(names.begin(), names.end());
  return names;
}

bool Disk::is_file(const std::string& path) const {
  struct stat status {};
  return path.find('\0') == std::string::npos && stat(place_of(path).c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

PathKind Disk::kind(const std::string& path) const {
  struct stat status {};
  const std::string place = place_of(path);
  if (stat(place.c_str(), &status) != 0)
    return errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG ? PathKind::nothing : PathKind::unreadable;
  const bool is_folder = S_ISDIR(status.st_mode);
  if (!is_folder && !S_ISREG(status.st_mode)) return PathKind::other;
  if (access(place.c_str(), is_folder ? R_OK | X_OK : R_OK) != 0) return PathKind::unreadable;
  return is_folder ? PathKind::folder : PathKind::file;
}

bool Disk::is_link(const std::string& path) const {
  struct stat status {};
  return lstat(place_of(path).c_str(), &status) == 0 && S_ISLNK(status.st_mode);
}

std::string Disk::real_path(const std::string& path) const {
  char* found = realpath(place_of(path).c_str(), nullptr);
  std::string real = found ? found : path;
  std::free(found);
  return real;
}

}  // namespace costcurve
