#include "text/texts.h"

#include <fmt/format.h>

namespace costcurve {

const FileText& Texts::read(const std::string& path) {
  const auto [place, is_new] = texts_.try_emplace(path);
  if (!is_new) return place->second;
  paths_.insert(path);
  std::variant<std::string, Unread> read = files_->read(path, largest_text);
  if (std::string* text = std::get_if<std::string>(&read)) {
    auto source = std::make_shared<Source>();
    source->name = path;
    source->text = std::move(*text);
    place->second.source = std::move(source);
  } else {
    place->second.unread = std::get<Unread>(read);
  }
  return place->second;
}

SourcePointer Texts::read(const std::string& path, Diagnostics& diagnostics) {
  const FileText& text = read(path);
  if (!text.source) diagnostics.add(not_read(path, text.unread));
  return text.source;
}

const FileText* Texts::find(const std::string& path) const {
  const auto found = texts_.find(path);
  return found == texts_.end() ? nullptr : &found->second;
}

Diagnostic not_read(const std::string& path, const Unread& unread) {
  auto source = std::make_shared<Source>();
  source->name = path;
  const Place place{source, 0, 0};
  switch (unread.why) {
    case Unread::Why::missing:
      return mistake_at(place, "there is no such file",
                        "give the path of a scenario, for example scenarios/deepseek-r1.toml");
    case Unread::Why::directory:
      return mistake_at(place, "this is a directory, not a scenario",
                        fmt::format("name the files in it: {}/*.toml", path));
    case Unread::Why::too_large:
      return mistake_at(
          place, fmt::format("this file is larger than {} MB", largest_text >> 20U),
          "a scenario is a page of text; long tables belong in a CSV file beside it: rows = \"card.csv\"");
    case Unread::Why::unreadable: break;
  }
  return {place, fmt::format("this file cannot be read: {}", unread.reason), "", {}};
}

}  // namespace costcurve
