#include "text/source.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/byte_order_mark.h"

namespace costcurve {

namespace {

constexpr std::size_t stretch = 256;  // of bytes

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

const std::vector<std::size_t>& Source::starts() const {
  if (!starts_.empty()) return starts_;
  starts_.push_back(begin_of_text(text));
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    starts_.push_back(at + 1);
  is_ascii_ = ascii_prefix(text) == text.size();
  if (is_ascii_) return starts_;
  std::size_t counted = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at % stretch == 0) characters_.push_back(counted);
    counted += starts_character(text[at]) ? 1 : 0;
  }
  return starts_;
}

std::size_t Source::characters_before(std::size_t offset) const {
  offset = std::min(offset, text.size());
  if (is_ascii_) return offset;
  const std::size_t begin = offset / stretch < characters_.size() ? offset / stretch : characters_.size() - 1;
  std::size_t counted = characters_[begin];
  for (std::size_t at = begin * stretch; at < offset; ++at) counted += starts_character(text[at]) ? 1 : 0;
  return counted;
}

std::size_t Source::line_of(std::size_t offset) const {
  const auto& all = starts();
  return std::max<std::size_t>(
      1, static_cast<std::size_t>(std::upper_bound(all.begin(), all.end(), offset) - all.begin()));
}

std::size_t Source::column_of(std::size_t offset) const {
  const std::size_t start = starts()[line_of(offset) - 1];
  return offset < start ? 1 : 1 + characters_before(offset) - characters_before(start);
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
  const std::size_t start = all[line - 1];
  const std::size_t passed = column > 0 ? column - 1 : 0;
  if (is_ascii_) return std::min(start + passed, text.size());
  const std::size_t wanted = characters_before(start) + passed;
  const auto behind = std::upper_bound(characters_.begin(), characters_.end(), wanted);
  std::size_t at =
      behind == characters_.begin() ? 0 : static_cast<std::size_t>(behind - characters_.begin() - 1) * stretch;
  std::size_t counted = behind == characters_.begin() ? 0 : *(behind - 1);
  for (; at < text.size(); ++at) {
    if (!starts_character(text[at])) continue;
    if (counted == wanted && at >= start) break;
    ++counted;
  }
  return at;
}

std::string Place::where() const {
  if (!source) return {};
  if (source->name.empty()) return {};
  return source->name + ":" + std::to_string(line());
}

SourcePointer named(const SourcePointer& source) {
  auto made = std::make_shared<Source>();
  made->name = source->name;
  return made;
}

Excerpt built_in(std::string_view text) {
  auto source = std::make_shared<Source>();
  source->text = text;
  return {source, 0, text.size(), std::string(text), true};
}

}  // namespace costcurve
