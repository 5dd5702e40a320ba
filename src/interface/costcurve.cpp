#include "interface/costcurve.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "command/command.h"
#include "command/words.h"
#include "text/files.h"
#include "text/lines.h"

namespace {

using namespace costcurve;

// Files that somebody else reads for us.
class CallersFiles final : public Files {
 public:
  CallersFiles(costcurve_read reader, void* context) : reader_(reader), context_(context) {}

  std::variant<std::unique_ptr<OpenFile>, Unread> open(const std::string& path) const override {
    if (std::optional<std::string> text = text_of(path)) return opened_text(std::move(*text));
    return Unread{list(path).empty() ? Unread::Why::missing : Unread::Why::directory, ""};
  }
  std::vector<std::string> list(const std::string& folder) const override {
    std::vector<std::string> names;
    const std::string lines = text_of(folder.ends_with('/') ? folder : folder + "/").value_or("");
    for (const std::string_view name : text_lines(lines))
      if (!name.empty()) names.emplace_back(name);
    std::sort(names.begin(), names.end());
    return names;
  }
  bool is_file(const std::string& path) const override { return text_of(path).has_value(); }

 private:
  // Several scenarios are read at once, but what a caller lends stays only until the next is asked for.
  std::optional<std::string> text_of(const std::string& path) const {
    const std::lock_guard<std::mutex> lock(one_at_a_time_);
    std::size_t length = 0;
    const char* text = path.find('\0') == std::string::npos ? reader_(context_, path.c_str(), &length) : nullptr;
    return text ? std::optional<std::string>(std::string(text, length)) : std::nullopt;
  }

  costcurve_read reader_;
  void* context_;
  mutable std::mutex one_at_a_time_;
};

char* copied(const std::string& text) {
  char* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy) std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

Outcome answer_to(const std::vector<std::string>& words, Library& library) {
  std::vector<const char*> pointers;
  for (const std::string& word : words) pointers.push_back(word.c_str());
  try {
    Outcome outcome =
        answer(static_cast<int>(pointers.size()), pointers.data(), COSTCURVE_VERSION, library, Terminal());
    if (outcome.file.empty()) return outcome;
    return {"", render(without_place("--output writes a file, and here answers are handed over as text", {})),
            wrong_input};
  } catch (const std::exception& exception) {
    const Fault fault = fault_of(exception);
    return {"", "costcurve: " + fault.sentence + "\n", fault.exit};
  }
}

}  // namespace

struct costcurve_library {
  costcurve_library(costcurve_read read, void* context) : files(read, context), library(files, "configs") {}

  CallersFiles files;
  Library library;
};

extern "C" {

costcurve_library* costcurve_open(costcurve_read read, void* context) { return new costcurve_library(read, context); }

char* costcurve_answer(costcurve_library* library, const char* words, const char* format, int* exit) {
  std::vector<std::string> line = {"costcurve"};
  for (std::string& word : words_of(words)) line.push_back(std::move(word));
  if (format) line.insert(line.end(), {"--format", format});
  const Outcome outcome = answer_to(line, library->library);
  library->library.forget_scenarios();
  if (exit) *exit = outcome.exit;
  return copied(outcome.out + outcome.err);
}

void costcurve_free(char* text) { std::free(text); }
void costcurve_close(costcurve_library* library) { delete library; }
}
