#pragma once
// The scenarios in a folder and in the folders below it.

#include <optional>
#include <string>
#include <vector>

#include "text/files.h"

namespace costcurve {

/// What was found in a folder.
struct FolderContents {
  /// A name that leads to nothing which could be run, and why.
  struct Aside {
    std::string path;
    std::string reason;  // "a socket, a pipe or a device"
  };
  std::vector<std::string> scenarios;  // the files that end in .toml, by name, those of a folder before its folders'
  std::vector<Aside> aside;            // links in a circle, to nowhere or out of it, sockets, what nobody may read
  bool is_cut = false;                 // there is more than anybody hands in
};

/// Each folder is looked into once, however many links lead to it; links are not followed out of the folder. Names that begin with a dot are left alone: editors
/// and file systems keep their own there.
FolderContents scenarios_below(const std::string& folder, const Files& files);

}  // namespace costcurve
