#include "answer/folders.h"

#include <algorithm>
#include <set>

#include "quantity/letters.h"
#include "text/path.h"

namespace costcurve {

namespace {

// True of a name that somebody gives a scenario who does not see its ending: essay.toml.txt, essay.txt.
bool is_named_otherwise(std::string_view name) {
  constexpr std::string_view endings[] = {".txt", ".text", ".tml", ".rtf", ".doc", ".docx", ".odt", ".pdf", ".pages"};
  return name.find(".toml") != std::string_view::npos ||
         std::any_of(std::begin(endings), std::end(endings),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

class Walk {
 public:
  Walk(const std::string& root, const Files& files, FolderContents& found)
      : root_(files.real_path(root)), files_(files), found_(found) {}

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
    const std::string name = in_small_letters(file_name(path));
    if (leads_out(path)) return found_.aside.push_back({path, "a link that leads out of the folder"});
    switch (files_.kind(path)) {
      case PathKind::file:
        if (name.ends_with(".toml"))
          found_.scenarios.push_back(path);
        else if (is_named_otherwise(name))
          found_.aside.push_back({path, "a scenario's name ends in .toml"});
        break;
      case PathKind::folder: folders.push_back(path); break;
      case PathKind::other: found_.aside.push_back({path, "a socket, a pipe or a device"}); break;
      case PathKind::nothing: found_.aside.push_back({path, "a link that leads nowhere"}); break;
      case PathKind::unreadable: found_.aside.push_back({path, "cannot be read"}); break;
    }
  }
  // Whoever hands in a folder shows what is in it, and nothing else of the machine that it is looked at on.
  bool leads_out(const std::string& path) const {
    if (!files_.is_link(path)) return false;
    const PathKind kind = files_.kind(path);
    if (kind != PathKind::file && kind != PathKind::folder) return false;
    const std::string target = files_.real_path(path), within = root_.ends_with('/') ? root_ : root_ + "/";
    return target != root_ && !target.starts_with(within);
  }
  void into_folder(const std::string& folder) {
    if (found_.is_cut) return;
    if (seen_.contains(files_.real_path(folder)))
      found_.aside.push_back({folder, "a link to a folder that is looked into already"});
    else
      into(folder);
  }

  std::string root_;
  const Files& files_;
  FolderContents& found_;
  std::set<std::string> seen_;
  std::size_t looked_at_ = 0;
};

}  // namespace

FolderContents scenarios_below(const std::string& folder, const Files& files) {
  FolderContents found;
  Walk(folder, files, found).into(folder);
  return found;
}

}  // namespace costcurve
