#pragma once
// Where files come from: a disk (machine/disk.h), memory, or whoever calls the program as a library.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace costcurve {

/// Why a file is not read.
struct Unread {
  enum class Why : std::uint8_t { missing, directory, too_large, unreadable } why = Why::missing;
  std::string reason;  // of what is unreadable, in the system's words: "Permission denied"
};

/// A file that is being read from its beginning.
class OpenFile {
 public:
  virtual ~OpenFile() = default;
  /// The next `most` bytes; how many they are, fewer only at the end and where reading fails.
  virtual std::size_t read(char* into, std::size_t most) = 0;
  /// The system's words for what made reading fail; empty if nothing did.
  virtual std::string failure() const { return {}; }
  /// Its length, where that is known beforehand: of a pipe or a device it is not.
  virtual std::optional<std::size_t> size() const { return std::nullopt; }
};

/// What stands at a path.
enum class PathKind : std::uint8_t {
  nothing,  // not even a name, or a link that leads nowhere
  file,     // can be read to its end
  folder,
  other,       // a socket, a pipe, a device
  unreadable,  // nobody may look, or a link leads back to itself
};

/// Files by their paths. Reading changes nothing in it, so that threads may share it.
class Files {
 public:
  virtual ~Files() = default;
  virtual std::variant<std::unique_ptr<OpenFile>, Unread> open(const std::string& path) const = 0;
  /// The names of a folder's files and folders, sorted; none if there is no such folder.
  virtual std::vector<std::string> list(const std::string& folder) const = 0;
  /// True for a file that can be read to its end; a folder, a pipe or a device is none.
  virtual bool is_file(const std::string& path) const = 0;
  /// What stands at the path, behind links.
  virtual PathKind kind(const std::string& path) const;
  /// True of a name that only leads to something elsewhere.
  virtual bool is_link(const std::string&) const { return false; }
  /// One name for all paths that lead to a file or a folder, however many links there are.
  virtual std::string real_path(const std::string& path) const { return path; }

  /// The whole text, if it has at most `largest` bytes. Of an endless file no more is read than that.
  std::variant<std::string, Unread> read(const std::string& path, std::size_t largest) const;
};

/// Texts under names that look like paths; what is not among them is looked for below, if there is something below. A
/// folder is what stands before a slash in a name.
class MemoryFiles final : public Files {
 public:
  explicit MemoryFiles(const Files* below = nullptr) : below_(below) {}
  void put(const std::string& path, std::string text) { texts_[path] = std::move(text); }

  std::variant<std::unique_ptr<OpenFile>, Unread> open(const std::string& path) const override;
  std::vector<std::string> list(const std::string& folder) const override;
  bool is_file(const std::string& path) const override;

 private:
  const Files* below_;
  std::map<std::string, std::string> texts_;
};

/// A text as an open file.
std::unique_ptr<OpenFile> opened_text(std::string text);

}  // namespace costcurve
