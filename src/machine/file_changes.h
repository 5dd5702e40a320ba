#pragma once
// Waiting for files to change, with inotify: folders are watched, not files, so that an editor may write beside a file
// and rename, and a file may vanish and come back.

#include <map>
#include <set>
#include <string>

namespace costcurve {

class FileChanges {
 public:
  /// Throws std::system_error where the system watches nothing more.
  FileChanges();
  ~FileChanges();
  FileChanges(const FileChanges&) = delete;
  FileChanges& operator=(const FileChanges&) = delete;

  /// Follows these paths from now on, and what links among them lead to. Of what does not exist its folder, or the
  /// nearest above it that does.
  void follow(const std::set<std::string>& paths);
  /// To wait on, with others.
  int descriptor() const { return descriptor_; }
  /// Takes what has happened since; true if anything of it is about a path that is followed.
  bool take();

 private:
  void follow_one(const std::string& path);

  int descriptor_;
  std::map<int, std::set<std::string>> names_;  // by watched folder: what is followed there; "" is anything
};

}  // namespace costcurve
