#include "watch/edits.h"

#include <algorithm>

#include "answer/tried.h"
#include "machine/clock.h"
#include "machine/location.h"
#include "text/path.h"

namespace costcurve {

std::vector<std::string> Edits::changed(const TextsByPath& now) const {
  std::vector<std::string> paths;
  for (const auto& [path, text] : now)
    if (const auto before = good_.find(path); before != good_.end() && before->second != text) paths.push_back(path);
  return paths;
}

void Edits::keep(const TextsByPath& now, const std::string& first, const std::function<std::string()>& answer) {
  lost_.clear();
  if (now.empty()) return;  // a folder in the place of the file: what was there may come back
  if (good_.empty() && now.contains(first)) keep_text(first, now.at(first), answer());
  for (const std::string& path : changed(now)) {
    const std::string &before = good_.at(path), &after = now.at(path);
    if (undone_ && undone_->path == path && undone_->text == after) continue;
    steps_.push_back({path, before});
    if (std::find(kept_.begin(), kept_.end(), path) == kept_.end()) keep_text(path, before, "as it was");
    keep_text(path, after, answer());
  }
  undone_.reset();
  good_ = now;
}

std::optional<Edits::Undone> Edits::undo(const TextsByPath& now) {
  // Whoever goes back from a text with a mistake may have meant another key.
  for (const std::string& path : changed(now)) {
    if (!now.at(path).empty()) keep_text(path, now.at(path), "undone, with a mistake in it");
    undone_ = Undone{path, good_.at(path)};
    return undone_;
  }
  if (steps_.empty()) return std::nullopt;
  undone_ = Undone{steps_.back().path, steps_.back().before};
  steps_.pop_back();
  return undone_;
}

void Edits::keep_text(const std::string& path, const std::string& text, const std::string& answer) {
  const Library library(files_, configs_folder(), &store_);
  const std::string folder = folder_of_trials(path, library);
  if (folder.empty()) return;
  const std::string failure = store_.change(folder_of(folder), [&] {
    std::vector<Trial> before = kept_trials(folder, files_);
    const bool is_kept = !before.empty() && text_of_trial(folder, before.back().number, files_) == text;
    const Trial added{before.empty() ? 1 : before.back().number + 1, local_time(), answer, text};
    return is_kept ? std::vector<KeptFile>() : with_trial(folder, std::move(before), added);
  });
  if (!failure.empty())
    lost_ = "a text of " + path + " could not be kept, so it cannot be come back to: " + failure + "\n";
  else if (std::find(kept_.begin(), kept_.end(), path) == kept_.end())
    kept_.push_back(path);
}

}  // namespace costcurve
