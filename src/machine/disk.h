#pragma once
// The files of a disk. No file is opened anywhere else.

#include "text/files.h"

namespace costcurve {

class Disk final : public Files {
 public:
  /// Paths that do not begin with a slash begin in this folder; without one, where the program was started.
  explicit Disk(const std::string& folder = "") : before_(folder.empty() ? "" : folder + "/") {}

  std::variant<std::unique_ptr<OpenFile>, Unread> open(const std::string& path) const override;
  std::vector<std::string> list(const std::string& folder) const override;
  bool is_file(const std::string& path) const override;
  PathKind kind(const std::string& path) const override;
  bool is_link(const std::string& path) const override;
  std::string real_path(const std::string& path) const override;

 private:
  std::string place_of(const std::string& path) const { return path.starts_with('/') ? path : before_ + path; }

  std::string before_;
};

}  // namespace costcurve
