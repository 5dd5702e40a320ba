#pragma once
// Where files of the user's own are kept: a folder that is changed whole or not at all, by one program at a time.

#include <functional>
#include <string>
#include <vector>

namespace costcurve {

/// A file to be kept; its path begins in the folder.
struct KeptFile {
  std::string path;
  std::string text;
};

class Store {
 public:
  virtual ~Store() = default;

  /// The catalog where nobody names another.
  virtual std::string own_catalog() const = 0;
  /// Where what was tried is kept; empty where nothing is.
  virtual std::string own_state() const { return {}; }
  /// The day: "2026-11-28".
  virtual std::string today() const = 0;
  /// Waits until nobody else changes the folder, asks for the files (what is read meanwhile is what the folder holds),
  /// and keeps all of them. Whatever happens on the way, the folder holds all of them or is as it was. Returns why it
  /// could not be done, or nothing.
  virtual std::string change(const std::string& folder, const std::function<std::vector<KeptFile>()>& files) = 0;
};

}  // namespace costcurve
