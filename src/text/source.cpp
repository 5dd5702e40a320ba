#include "text/source.h"

#include <algorithm>

namespace costcurve {

namespace {

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

const std::vector<std::size_t>& Source::starts() const {
  if (!starts_.empty()) return starts_;
  starts_.push_back(0);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') starts_.push_back(at + 1);
    is_ascii_ = is_ascii_ && static_cast<unsigned char>(text[at]) < 0x80;
  }
  return starts_;
}

std::size_t Source::line_of(std::size_t offset) const {
  const auto& all = starts();
  return static_cast<std::size_t>(std::upper_bound(all.begin(), all.end(), offset) - all.begin());
}

std::size_t Source::column_of(std::size_t offset) const {
  const std::size_t start = starts()[line_of(offset) - 1];
  const auto end = std::min(offset, text.size());
  return 1 + static_cast<std::size_t>(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(start),
                                                    text.begin() + static_cast<std::ptrdiff_t>(end), starts_character));
}

std::string_view Source::line_text(std::size_t line) const {
  const auto& all = starts();
  if (line == 0 || line > all.size()) return {};
  const std::size_t begin = all[line - 1];
  std::size_t end = line < all.size() ? all[line] - 1 : text.size();
  if (end > begin && text[end - 1] == '\r') --end;
  return std::string_view(text).substr(begin, end - begin);
}

std::size_t Source::offset_of(std::size_t line, std::size_t column) const {
  const auto& all = starts();
  if (line == 0 || line > all.size()) return text.size();
  std::size_t at = all[line - 1];
  if (is_ascii_) return std::min(at + (column > 0 ? column - 1 : 0), text.size());
  for (std::size_t passed = 1; passed < column && at < text.size(); ++passed) {
    ++at;
    while (at < text.size() && !starts_character(text[at])) ++at;
  }
  return at;
}

std::string Place::where() const {
  if (!source) return {};
  if (source->name.empty()) return {};
  return source->name + ":" + std::to_string(line());
}

Excerpt built_in(std::string_view text) {
  auto source = std::make_shared<Source>();
  source->text = text;
  return {source, 0, text.size(), std::string(text), true};
}

}  // namespace costcurve
