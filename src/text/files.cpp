#include "text/files.h"

#include <algorithm>

namespace costcurve {

namespace {

class OpenText final : public OpenFile {
 public:
  explicit OpenText(std::string text) : text_(std::move(text)) {}
  std::size_t read(char* into, std::size_t most) override {
    const std::size_t count = text_.copy(into, most, at_);
    at_ += count;
    return count;
  }
  std::optional<std::size_t> size() const override { return text_.size(); }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

// One byte more than allowed shows that a file is too large, whatever its length was said to be.
std::string text_of(OpenFile& file, std::size_t most) {
  constexpr std::size_t piece = 64U << 10U;
  std::string text;
  std::size_t wanted = std::min(file.size() ? *file.size() + 1 : piece, most);
  for (std::size_t length = 0; length < most;) {
    text.resize(length + wanted);
    const std::size_t count = file.read(text.data() + length, wanted);
    length += count;
    text.resize(length);
    if (count < wanted) break;
    wanted = std::min(std::max(piece, length), most - length);
  }
  return text;
}

}  // namespace

std::variant<std::string, Unread> Files::read(const std::string& path, std::size_t largest) const {
  auto opened = open(path);
  if (const Unread* unread = std::get_if<Unread>(&opened)) return *unread;
  OpenFile& file = *std::get<std::unique_ptr<OpenFile>>(opened);
  if (file.size() && *file.size() > largest) return Unread{Unread::Why::too_large, ""};
  std::string text = text_of(file, largest + 1);
  if (const std::string failure = file.failure(); !failure.empty()) return Unread{Unread::Why::unreadable, failure};
  if (text.size() > largest) return Unread{Unread::Why::too_large, ""};
  return text;
}

PathKind Files::kind(const std::string& path) const {
  if (is_file(path)) return PathKind::file;
  const auto opened = open(path);
  const Unread* unread = std::get_if<Unread>(&opened);
  return unread && unread->why == Unread::Why::directory ? PathKind::folder : PathKind::nothing;
}

std::unique_ptr<OpenFile> opened_text(std::string text) { return std::make_unique<OpenText>(std::move(text)); }

std::variant<std::unique_ptr<OpenFile>, Unread> MemoryFiles::open(const std::string& path) const {
  if (const auto found = texts_.find(path); found != texts_.end()) return opened_text(found->second);
  const auto inner = texts_.lower_bound(path + "/");
  if (inner != texts_.end() && inner->first.starts_with(path + "/")) return Unread{Unread::Why::directory, ""};
  if (below_) return below_->open(path);
  return Unread{Unread::Why::missing, ""};
}

std::vector<std::string> MemoryFiles::list(const std::string& folder) const {
  std::vector<std::string> names = below_ ? below_->list(folder) : std::vector<std::string>();
  const std::string before = folder.ends_with('/') ? folder : folder + "/";
  for (auto at = texts_.lower_bound(before); at != texts_.end() && at->first.starts_with(before); ++at)
    names.push_back(at->first.substr(before.size(), at->first.find('/', before.size()) - before.size()));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool MemoryFiles::is_file(const std::string& path) const {
  return texts_.contains(path) || (below_ && below_->is_file(path));
}

}  // namespace costcurve
