// A command line, a scenario and an earlier answer in one text: swept, solved for, compared and marked, or refused with
// what is wrong. Nothing may crash, hang or reach the terminal raw.
//
//   cmake --preset fuzz && cmake --build --preset fuzz --target fuzz_command
//   build/fuzz/fuzz_command -dict=fuzz/command.dict -timeout=20 -max_len=4096 /tmp/corpus
//
// The words of the command line stand one on a line, SCENARIO and EARLIER for the files; then a line `---` and the
// scenario, and if need be another `---` and the earlier answer:
//
//   sweep
//   SCENARIO
//   --over
//   run.x = 1 .. 2 in 3
//   ---
//   [run]
//   x = 5

#include "command/command.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "command/verbs.h"
#include "machine/disk.h"
#include "machine/location.h"

using namespace costcurve;

namespace {

// What stands before the next line `---`; `text` is left with what stands behind it.
std::string_view cut(std::string_view& text) {
  constexpr std::string_view mark = "\n---\n";
  const std::size_t at = text.find(mark);
  const std::string_view section = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + mark.size());
  return section;
}

// Colour is off, so that whatever controls a terminal came from the text.
void expect_visible(std::string_view printed) {
  for (std::size_t at = 0; at < printed.size(); ++at) {
    const auto byte = static_cast<unsigned char>(printed[at]);
    const bool second_control =
        byte == 0xC2 && at + 1 < printed.size() && static_cast<unsigned char>(printed[at + 1]) < 0xA0;
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F || second_control) std::abort();
  }
}

// How much is drawn and by how many is not the text's to say: that is a matter of time only.
bool fits(const std::string& word) {
  return !word.starts_with("--sa") && !word.starts_with("--th") && word.find('\0') == std::string::npos;
}

std::vector<std::string> words_in(std::string_view lines, const std::string& scenario, const std::string& earlier) {
  std::vector<std::string> words = {"costcurve"};
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string word(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (word == "SCENARIO")
      word = scenario;
    else if (word == "EARLIER")
      word = earlier;
    else if (word.find('/') == 0)
      continue;  // no other file is opened
    if (fits(word)) words.push_back(word);
  }
  if (const Verb* verb = words.size() > 1 ? find_verb(words[1]) : nullptr)
    for (const auto& [option, word] : {std::pair(Option::samples, "--samples=64"), {Option::threads, "--threads=1"}})
      if (std::find(verb->takes.begin(), verb->takes.end(), option) != verb->takes.end()) words.emplace_back(word);
  return words;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string_view lines = cut(text);
  const Disk disk;
  MemoryFiles files(&disk);  // for the catalog
  files.put("scenario.toml", std::string(cut(text)));
  files.put("earlier.json", std::string(text));
  const std::vector<std::string> words = words_in(lines, "scenario.toml", "earlier.json");
  std::vector<const char*> pointers;
  for (const std::string& word : words) pointers.push_back(word.c_str());
  Library library(files, configs_folder());
  const Outcome outcome = answer(static_cast<int>(pointers.size()), pointers.data(), "0", library, Terminal());
  expect_visible(outcome.out);
  expect_visible(outcome.err);
  if (outcome.exit == program_fault) std::abort();
  if (outcome.exit == wrong_input && outcome.err.empty()) std::abort();  // refused without a reason
  return 0;
}
