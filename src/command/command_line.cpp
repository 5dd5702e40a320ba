#include "command/command_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace costcurve {

namespace {

const OptionRow* option_named(std::string_view name) {
  const auto found = std::find_if(option_rows().begin(), option_rows().end(),
                                  [&](const OptionRow& row) { return row.name == name; });
  return found == option_rows().end() ? nullptr : &*found;
}

// A word alone that says what to do; - is standard input, and -5 a number.
bool is_option(std::string_view word) {
  if (word.size() < 2 || word.front() != '-') return false;
  return word.starts_with("--") || std::isalpha(static_cast<unsigned char>(word[1])) != 0;
}

class Reader {
 public:
  Reader(int count, const char* const* words) : words_(words + 1, words + std::max(count, 1)) {}

  CommandLine read() {
    bool all_are_words = false;
    for (; at_ < words_.size() && line_.problem.empty(); ++at_) {
      const std::string_view word = words_[at_];
      if (!all_are_words && word == "--")
        all_are_words = true;
      else if (all_are_words || !is_option(word))
        line_.words.emplace_back(word);
      else
        read_option(word);
    }
    return std::move(line_);
  }

 private:
  void read_option(std::string_view word) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    if (name == "--help" || name == "-h") return void(line_.wants_help = true);
    if (name == "--version") return void(line_.wants_version = true);
    const OptionRow* row = option_named(name);
    if (!row) {
      line_.unknown = name;
      line_.problem = fmt::format("there is no option `{}`", name);
    } else if (row->value.empty()) {
      if (equals != std::string_view::npos) line_.problem = fmt::format("{} takes no value", name);
      line_.options.add(row->option, "");
    } else if (line_.options.has(row->option) && !row->repeated) {
      line_.problem = fmt::format("{} is said twice", name);
    } else if (equals != std::string_view::npos) {
      line_.options.add(row->option, std::string(word.substr(equals + 1)));
    } else {
      read_value(*row);
    }
  }
  void read_value(const OptionRow& row) {
    const bool has_value = at_ + 1 < words_.size() && !option_named(words_[at_ + 1]);
    if (!has_value) return void(line_.problem = fmt::format("{} needs a value: {} {}", row.name, row.name, row.value));
    line_.options.add(row.option, words_[++at_]);
  }

  std::vector<std::string> words_;
  std::size_t at_ = 0;
  CommandLine line_;
};

}  // namespace

CommandLine read_command_line(int count, const char* const* words) { return Reader(count, words).read(); }

}  // namespace costcurve
