#pragma once
// The parts of a path, read from its text alone.

#include <string>

namespace costcurve {

/// "a/b/" of "a/b/c": all before the last name, with its slash; empty where there is none.
inline std::string up_to_name(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

/// The same without what stays where it is: "a" of "./a".
inline std::string plain_path(std::string path) {
  while (path.starts_with("./")) path.erase(0, path.find_first_not_of('/', 1));
  return path;
}

/// "c" of "a/b/c".
inline std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// "a/b" of "a/b/c", "/" of "/c", and "." of "c": the folder as a system call takes it.
inline std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace costcurve
