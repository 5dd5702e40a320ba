#pragma once
// Files inside the program: the catalog, the lessons, the schema and the scenarios, where it was built with them
// (COSTCURVE_BUILT_IN). They stand below "built-in:/".

#include <string>

#include "text/files.h"

namespace costcurve {

inline constexpr const char* place_of_built_in = "built-in:/";

/// True where there are files inside the program.
bool has_built_in_files();

/// Those, and below any other name the files of `below`.
class WithBuiltIn final : public Files {
 public:
  explicit WithBuiltIn(const Files& below) : below_(below) {}

  std::variant<std::unique_ptr<OpenFile>, Unread> open(const std::string& path) const override;
  std::vector<std::string> list(const std::string& folder) const override;
  bool is_file(const std::string& path) const override;
  PathKind kind(const std::string& path) const override;
  bool is_link(const std::string& path) const override;
  std::string real_path(const std::string& path) const override;

 private:
  const Files& below_;
};

}  // namespace costcurve
