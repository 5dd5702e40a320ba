// The plain reader against toml++: what it reads, toml++ reads as the same tree, to the byte of every place.

#include "text/plain_toml.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <random>

#include "support/support.h"
#include "text/soundness.h"
#include "text/toml.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

SourcePointer source_of(std::string text) {
  auto source = std::make_shared<Source>();
  source->name = "x.toml";
  source->text = std::move(text);
  return source;
}

std::string spelled(const Place& place) { return fmt::format("@{}-{}", place.begin, place.end); }

// Everything that a reader of the tree can see.
std::string spelled(const Value& value) {
  std::string text = fmt::format("{}{}", static_cast<int>(value.kind), spelled(value.place));
  if (value.boolean) text += " true";
  if (value.number != 0) text += fmt::format(" {}", value.number);
  if (!value.text.text.empty() || value.text.source)
    text += fmt::format(" '{}'{}{}", value.text.text, value.text.verbatim ? "" : "~", spelled(value.text.place()));
  for (const Value& element : value.elements) text += fmt::format("\n[{}]", spelled(element));
  for (const Entry& entry : value.members)
    text += fmt::format("\n{}{} = ({})", entry.key, spelled(entry.place), spelled(entry.value));
  return text;
}

std::string by_toml_plus_plus(const SourcePointer& source) {
  Diagnostics mistakes = Diagnostics::unheard();
  const std::optional<Value> value = parse_any_document(source, mistakes);
  return value ? spelled(*value) : "refused";
}

bool is_plain(const std::string& text) { return parse_plain_document(source_of(text)).has_value(); }

// True if it was plain.
bool expect_the_same(const std::string& text) {
  const SourcePointer source = source_of(text);
  Diagnostics mistakes = Diagnostics::unheard();
  if (!is_text(source, mistakes)) return false;
  const std::optional<Value> plain = parse_plain_document(source);
  if (!plain) return false;
  const std::string ours = spelled(*plain), theirs = by_toml_plus_plus(source);
  if (ours != theirs) CHECK_MESSAGE(ours == theirs, text);
  return true;
}

std::vector<std::string> files_of_toml() {
  std::vector<std::string> texts;
  for (const char* folder : {"configs", "scenarios", "tests/errors"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder() + "/" + folder))
      if (entry.path().extension() == ".toml") texts.push_back(read_file(entry.path().string()));
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace

TEST_CASE("plain TOML: every construct, and its places") {
  for (const char* text : {
           "",
           "\n",
           "# nothing",
           "a = 1",
           "a = 1 # one\r\n\tb = 'x'  ",
           "\"a/b\" = \"\"",
           "a = 'C:\\x'",
           "a = \"x\\\\y\"",
           "a = \"say \\\"no\\\"\"",
           "a = \"\\\\\"",
           "a = 'ü' # ü\nb = \"ü\\\"\"\nc = 1",
           "a = -1.5e3",
           "a = +7",
           "a = 6e23",
           "a = -0.0",
           "a = true\nb = false",
           "a = []",
           "a = [ 1,\n 2, # two\n ]",
           "a = [[1], ['x', {b = 1}]]",
           "a = {}",
           "a = { }",
           "a = { b = 1 , c = { d = \"x\" } }",
           "[a]",
           "[a]\n[b]\nx = 1",
           "[a.b]\nx = 1",
           "[a]\n[a.b]\n[a.b.c]\n[a.d]",
           "x = 1\n[[a]]\nb = 1\n[[a]]\n[a.c]\nd = 1",
           "[[a.b]]\n[[a.b]]\nx = 1",
           "a.b = 1\na.c.d = 2\na.c.e = 3\nf = 4",
           "a.b.c.d = 1\na.b.e.f = 2",
           "[a.b.c]\n[a.b.d.e]\n[[a.b.d.f]]",
           "[[a]]\n[[a]]\n[[a]]\nx = 1",
           "[x]\na.b = 1\na.c = { d = 1 }\n[x.y]\na.b = 2",
           "  [a]  # heading",
           "[\"a b\".c]",
       }) {
    INFO(text);
    CHECK(expect_the_same(text));
  }
}

TEST_CASE("plain TOML: what toml++ is asked about") {
  for (const char* text : {
           "a",
           "a =",
           "= 1",
           "a = 1 b = 2",
           "a = 1\na = 2",
           "[a]\n[a]",
           "[a]\n[[a]]",
           "a = 1\n[a]",
           "a.b = 1\n[a]",
           "a = {}\na.b = 1",
           "a = {}\n[a.b]",
           "a = []\n[[a]]",
           "[[a]]\n[b]\n[[a]]",
           "[a]\nb.c = 1\n[a.b]",
           "a.b = 1\na.b.c = 2",
           "a = 01",
           "a = 1_000",
           "a = 1.",
           "a = .5",
           "a = 1e400",
           "a = inf",
           "a = 0x10",
           "a = 2024-12-26",
           "a = 12345678901234567890",
           "a = \"\"\"x\"\"\"",
           "a = '''x'''",
           "a = \"\\n\"",
           "a = \"\\u00e4\"",
           "a = \"x",
           "a = \"x\ny\"",
           "a = 'x\x01'",
           "# \x02",
           "a = [1 2]",
           "a = [1",
           "a = { b = 1, }",
           "a = { b = 1\n}",
           "a = { b.c = 1 }",
           "a = { b = 1, b = 2 }",
           "a = trueish",
           "[a",
           "[[a]",
           "[]",
           "[ a ]",
           "a . b = 1",
           "a = 1\rb = 2",
           "ä = 1",
           "\"\" = 1",
           "[a]]",
           "a = [[[[[[[[[[[[1]]]]]]]]]]]]",
           "\xEF\xBB\xBF"
           "a = 1",
       }) {
    INFO(text);
    CHECK_FALSE(is_plain(text));
  }
}

TEST_CASE("plain TOML: the files that are read at every start are") {
  for (const char* file : {"configs/units.toml", "configs/currencies.toml", "scenarios/deepseek-r1.toml"})
    CHECK_MESSAGE(is_plain(read_file(source_folder() + "/" + file)), file);
}

TEST_CASE("plain TOML: all files of the project, and each with a slip of the finger") {
  constexpr std::array<std::string_view, 24> slips = {"",  "\"", "'", "\\", "=",  ".",  ",",  "[",
                                                      "]", "{",  "}", "#",  "\n", "\r", " ",  "\t",
                                                      "-", "_",  "0", "e",  "t",  "ü",  "[[", "\"\"\""};
  std::mt19937 dice(7);
  const auto below = [&](std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most - 1)(dice); };
  int plain = 0;
  for (const std::string& text : files_of_toml()) {
    plain += expect_the_same(text) ? 1 : 0;
    if (text.empty()) continue;
    for (int i = 0; i < 40; ++i) {
      std::string slipped = text;
      const std::size_t at = below(text.size()), length = below(3);
      slipped.replace(at, std::min(length, text.size() - at), slips[below(slips.size())]);
      if (below(3) == 0) slipped.insert(below(slipped.size() + 1), text.substr(below(text.size()), below(60)));
      plain += expect_the_same(slipped) ? 1 : 0;
    }
  }
  CHECK(plain > 1000);
}
