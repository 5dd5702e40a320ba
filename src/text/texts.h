#pragma once
// The texts that were read, each once.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "text/diagnostic.h"
#include "text/files.h"

namespace costcurve {

/// The largest file that is read as a scenario, a table or an entry of the catalog.
inline constexpr std::size_t largest_text = 4U << 20U;

/// A file's text; no source where it was not read.
struct FileText {
  SourcePointer source;
  Unread unread;
};

/// Keeps what it reads, so that a file has one text however often it is named. A copy keeps the same texts and reads on
/// for itself: each thread has one.
class Texts {
 public:
  explicit Texts(const Files& files) : files_(&files) {}

  const Files& files() const { return *files_; }
  /// The file's text, read now if it was not before.
  const FileText& read(const std::string& path);
  /// The same; a missing file, a directory, an unreadable or too large one is reported, and null returned.
  SourcePointer read(const std::string& path, Diagnostics& diagnostics);
  /// The text if it was read, or null.
  const FileText* find(const std::string& path) const;

  /// Every path that was asked for, sorted: what an answer may depend on, found or not.
  const std::set<std::string>& paths() const { return paths_; }
  /// Counts as asked for what somebody else read.
  void add_paths(const std::set<std::string>& paths) { paths_.insert(paths.begin(), paths.end()); }
  /// Lets the texts go; what is asked for again is read anew.
  void forget() { texts_.clear(); }

 private:
  const Files* files_;
  std::map<std::string, FileText> texts_;
  std::set<std::string> paths_;
};

/// What is wrong with a file that is not read, and what to do about it.
Diagnostic not_read(const std::string& path, const Unread& unread);

}  // namespace costcurve
