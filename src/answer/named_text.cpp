#include "answer/named_text.h"

#include <fmt/format.h>

namespace costcurve {

SourcePointer read_named_text(const std::string& path, const std::string& called, std::size_t most_bytes,
                              const std::string& when_too_large, Library& library, Diagnostics& diagnostics) {
  std::variant<std::string, Unread> text = library.files().read(path, most_bytes);
  if (const Unread* unread = std::get_if<Unread>(&text)) {
    diagnostics.add(without_place(fmt::format("{} cannot be read", called),
                                  {unread->why == Unread::Why::missing     ? "there is no such file"
                                   : unread->why == Unread::Why::too_large ? when_too_large
                                   : unread->why == Unread::Why::directory ? "it is a folder"
                                                                           : unread->reason}));
    return nullptr;
  }
  library.note_read(path);
  auto source = std::make_shared<Source>();
  source->name = path;
  source->text = std::move(std::get<std::string>(text));
  return source;
}

}  // namespace costcurve
