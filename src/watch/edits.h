#pragma once
// What a person has edited while they watched: the steps that can be undone, and the texts that are kept for them.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "answer/library.h"

namespace costcurve {

/// The texts of files by their paths.
using TextsByPath = std::map<std::string, std::string>;

/// The edits of all files that an answer rests on, in the order in which they were saved.
class Edits {
 public:
  /// Keeps what is to be come back to in this store.
  Edits(const Files& files, Store& store) : files_(files), store_(store) {}

  /// Whose text differs from the one that answered last.
  std::vector<std::string> changed(const TextsByPath& now) const;
  /// These texts answer: what has changed in them is a step, and kept beside what it came to, which is asked for only
  /// then. The first texts of all are kept of `first` alone.
  void keep(const TextsByPath& now, const std::string& first, const std::function<std::string()>& answer);
  /// The texts as they answered last.
  const TextsByPath& good() const { return good_; }

  struct Undone {
    std::string path, text;
  };
  /// What is to be written so that the last change is undone: a text with a mistake goes first, and is kept. Nothing
  /// where there is no earlier text.
  std::optional<Undone> undo(const TextsByPath& now);

  /// Files of which a text was kept, the first one in front.
  const std::vector<std::string>& kept() const { return kept_; }
  /// Why the last text could not be kept; empty where it was.
  const std::string& lost() const { return lost_; }

 private:
  struct Step {
    std::string path, before;
  };

  void keep_text(const std::string& path, const std::string& text, const std::string& answer);

  const Files& files_;
  Store& store_;
  TextsByPath good_;
  std::vector<Step> steps_;
  std::optional<Undone> undone_;  // put back, and no step forward
  std::vector<std::string> kept_;
  std::string lost_;
};

}  // namespace costcurve
