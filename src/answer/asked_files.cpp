#include "answer/asked_files.h"

#include <fmt/format.h>

#include <map>

#include "text/path.h"

namespace costcurve {

namespace {

// scenarios/claims is found beside the catalog as well, as what is shipped is wherever one works.
std::string folder_meant(const std::string& typed, const Library& library) {
  const std::string shipped = up_to_name(library.configs()) + typed;
  const bool is_shipped = typed.starts_with("scenarios/") && library.files().kind(typed) == PathKind::nothing &&
                          library.files().kind(shipped) == PathKind::folder;
  return is_shipped ? shipped : typed;
}

void add_folder(const std::string& folder, FolderContents found, AskedFiles& asked, Diagnostics& diagnostics) {
  asked.of_folder = true;
  if (found.scenarios.empty())
    diagnostics.add(without_place(fmt::format("there is no scenario in {}", made_visible(folder)),
                                  {"a scenario is a file that ends in .toml"}));
  asked.paths.insert(asked.paths.end(), found.scenarios.begin(), found.scenarios.end());
  asked.marking.aside.insert(asked.marking.aside.end(), found.aside.begin(), found.aside.end());
  asked.marking.is_cut = asked.marking.is_cut || found.is_cut;
}

// A file that is named twice, or reached by a link too, is one file: it is answered where it was met first.
void leave_out_repeated(AskedFiles& asked, const Files& files) {
  if (asked.paths.size() < 2) return;
  std::map<std::string, std::string> met;
  std::vector<std::string> paths;
  for (const std::string& path : asked.paths) {
    const auto [first, is_new] = met.try_emplace(path == "-" ? path : files.real_path(path), path);
    if (is_new)
      paths.push_back(path);
    else if (first->second != path)
      asked.marking.aside.push_back({path, "it is " + first->second + " once more"});
  }
  asked.paths = std::move(paths);
}

}  // namespace

AskedFiles files_asked_about(const Question& question, const Library& library, Diagnostics& diagnostics) {
  AskedFiles asked;
  const Files& files = library.files();
  for (const std::string& typed : question.words) {
    const std::string word = folder_meant(typed, library);
    if (word == "-" || files.kind(word) != PathKind::folder) {
      asked.paths.push_back(word);
      continue;
    }
    if (question.words.size() == 1) asked.within = word.ends_with('/') ? word : word + "/";
    add_folder(word, scenarios_below(word, files), asked, diagnostics);
  }
  if (asked.of_folder) leave_out_repeated(asked, files);
  return asked;
}

std::string name_within(const std::string& path, const AskedFiles& asked) {
  return !asked.within.empty() && path.starts_with(asked.within) ? path.substr(asked.within.size()) : path;
}

}  // namespace costcurve
