#include "machine/disk.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace costcurve {

namespace {

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

class DiskFile final : public OpenFile {
 public:
  DiskFile(std::FILE* file, std::optional<std::size_t> size) : file_(file), size_(size) {}
  std::size_t read(char* into, std::size_t most) override {
    const std::size_t count = std::fread(into, 1, most, file_.get());
    if (count < most && std::ferror(file_.get())) failure_ = std::strerror(errno);
    return count;
  }
  std::string failure() const override { return failure_; }
  std::optional<std::size_t> size() const override { return size_; }

 private:
  std::unique_ptr<std::FILE, FileCloser> file_;
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
  struct stat status {};
  if (path.find('\0') != std::string::npos) return Unread{};
  if (stat(path.c_str(), &status) != 0) return unread_for(errno);
  if (S_ISDIR(status.st_mode)) return Unread{Unread::Why::directory, ""};
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return unread_for(errno);
  std::optional<std::size_t> size;
  if (S_ISREG(status.st_mode)) size = static_cast<std::size_t>(status.st_size);
  return std::make_unique<DiskFile>(file, size);
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

}  // namespace costcurve
