#include "answer/folders.h"

#include <set>

namespace costcurve {

namespace {

class Walk {
 public:
  Walk(const Files& files, FolderContents& found) : files_(files), found_(found) {}

  void into(const std::string& folder) {
    seen_.insert(files_.real_path(folder));
    std::vector<std::string> folders;
    for (const std::string& name : files_.list(folder)) {
      if (name.empty() || name.starts_with('.')) continue;
      if (++looked_at_ > most) return void(found_.is_cut = true);
      const std::string path = folder.ends_with('/') ? folder + name : folder + "/" + name;
      look_at(path, folders);
    }
    for (const std::string& inner : folders) into_folder(inner);
  }

 private:
  // Nobody hands in a hundred thousand files; a whole disk may hold millions.
  static constexpr std::size_t most = 100'000;

  void look_at(const std::string& path, std::vector<std::string>& folders) {
    const bool is_scenario = path.ends_with(".toml");
    switch (files_.kind(path)) {
      case PathKind::file:
        if (is_scenario) found_.scenarios.push_back(path);
        break;
      case PathKind::folder: folders.push_back(path); break;
      case PathKind::other: found_.aside.push_back({path, "a socket, a pipe or a device"}); break;
      case PathKind::nothing: found_.aside.push_back({path, "a link that leads nowhere"}); break;
      case PathKind::unreadable: found_.aside.push_back({path, "cannot be read"}); break;
    }
  }
  void into_folder(const std::string& folder) {
    if (found_.is_cut) return;
    if (seen_.contains(files_.real_path(folder)))
      found_.aside.push_back({folder, "a link to a folder that is looked into already"});
    else
      into(folder);
  }

  const Files& files_;
  FolderContents& found_;
  std::set<std::string> seen_;
  std::size_t looked_at_ = 0;
};

}  // namespace

FolderContents scenarios_below(const std::string& folder, const Files& files) {
  FolderContents found;
  Walk(files, found).into(folder);
  return found;
}

}  // namespace costcurve
