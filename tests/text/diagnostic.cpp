#include "text/diagnostic.h"

#include <sstream>

#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

SourcePointer source(const std::string& text, const std::string& name = "mine.toml") {
  auto made = std::make_shared<Source>();
  made->name = name;
  made->text = text;
  return made;
}

// The stretch of the text that says `marked`, reported.
Diagnostic about(const std::string& text, const std::string& marked, const std::string& label = "") {
  const std::size_t begin = text.find(marked);
  REQUIRE(begin != std::string::npos);
  return {{source(text), begin, begin + marked.size()}, "this is wrong", label, {"do it so"}};
}

std::vector<std::string> printed_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// What stands above the carets.
std::string above_carets(const std::string& printed) {
  const std::vector<std::string> lines = printed_lines(printed);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::size_t first = lines[i].find('^');
    if (first == std::string::npos) continue;
    const std::size_t count = lines[i].find_last_of('^') - first + 1;
    // By columns, not by bytes.
    std::string marked;
    std::size_t column = 0;
    for (std::size_t at = 0; at < lines[i - 1].size();) {
      const std::size_t length = std::max<std::size_t>(1, character_length(lines[i - 1], at));
      if (column >= first && column < first + count) marked += lines[i - 1].substr(at, length);
      column += display_width(lines[i - 1].substr(at, length));
      at += length;
    }
    return marked;
  }
  return {};
}

}  // namespace

TEST_CASE("a mistake is shown as problem, place, line with carets, and remedy") {
  CHECK(render(about("[mine]\nrent = \"2.49 USD/h\"\n", "2.49 USD/h", "money / time")) ==
        "error: this is wrong\n"
        "  --> mine.toml:2:9\n"
        "  |\n"
        "2 | rent = \"2.49 USD/h\"\n"
        "  |         ^^^^^^^^^^ money / time\n"
        "   = do it so\n");
}

TEST_CASE("the carets stand under what is meant, whatever characters stand before it") {
  for (const std::string before :
       {"", "x = ", "größe = ", "成本 = ", "e\u0301 = ", "\t\t", "😀😀 = ", "µ·×− ", "\x1b[31m", "\xff\xfe"}) {
    for (const std::string marked : {"WRONG", "größer", "成本", "\x1b]0;"}) {
      CAPTURE(before);
      CAPTURE(marked);
      const std::string printed = render(about(before + marked + " # and so on", marked));
      CHECK(above_carets(printed) == made_visible(marked));
    }
  }
}

TEST_CASE("a column counts characters, a line begins at 1") {
  const SourcePointer text = source("größe = 1\r\nzwei\n\ndrei");
  CHECK(text->line_of(0) == 1);
  CHECK(text->line_of(text->text.find("zwei")) == 2);
  CHECK(text->line_of(text->text.find("drei")) == 4);
  CHECK(text->line_of(100000) == 4);
  CHECK(text->column_of(text->text.find('=')) == 7);
  CHECK(text->line_text(1) == "größe = 1");
  CHECK(text->line_text(3).empty());
  CHECK(text->line_text(0).empty());
  CHECK(text->line_text(99).empty());
  CHECK(text->offset_of(1, 7) == text->text.find('='));
  CHECK(text->offset_of(4, 1) == text->text.find("drei"));
  CHECK(text->offset_of(99, 1) == text->text.size());
  property("an offset is where its line and column are", [] {
    std::string made;
    for (int count = a_whole(0, 40); count > 0; --count)
      made += one_of<std::string>({"a", "\n", "ä", "成", "😀", "\r\n", " "});
    const SourcePointer of = source(made);
    std::size_t at = below(made.size() + 1);
    while (at < made.size() && (static_cast<unsigned char>(made[at]) & 0xC0) == 0x80) ++at;
    RC_ASSERT(of->offset_of(of->line_of(at), of->column_of(at)) == at);
  });
}

TEST_CASE("a long line is cut around what is meant, and no line is wider than the terminal") {
  for (const std::size_t front : {0, 10, 60, 200, 5000})
    for (const std::size_t length : {1, 10, 90, 3000})
      for (const std::size_t back : {0, 10, 5000})
        for (const std::size_t width : {60, 80, 100}) {
          CAPTURE(front);
          CAPTURE(length);
          CAPTURE(back);
          CAPTURE(width);
          const std::string text = std::string(front, '.') + std::string(length, 'X') + std::string(back, '-');
          const std::string printed = render(about(text, std::string(length, 'X'), "a label"), width);
          for (const std::string& line : printed_lines(printed)) CHECK(display_width(line) <= width);
          const std::string marked = above_carets(printed);
          CHECK(!marked.empty());
          CHECK(marked.find_first_not_of('X') == std::string::npos);
          if (length <= 10) CHECK(marked.size() == length);
          if (front >= 200) CHECK(printed.find("...") != std::string::npos);
        }
}

TEST_CASE("nothing of the input reaches the terminal raw") {
  struct Row {
    std::string raw;
    std::string shown;
  };
  for (const Row& row : {Row{"plain", "plain"},
                         {"größer 成本 😀", "größer 成本 😀"},
                         {"\x1b[31mred", "\\u001b[31mred"},
                         {"a\tb", "a b"},
                         {"\x07", "\\u0007"},
                         {"\x7f", "\\u007f"},
                         {"\u0085", "\\u0085"},
                         {"\u202E", "\\u202e"},
                         {"\u200B", "\\u200b"},
                         {"\uFEFF", "\\ufeff"},
                         {"\u2028", "\\u2028"},
                         {"\u2066", "\\u2066"},
                         {"\xff", "\\xff"},
                         {"\xc3", "\\xc3"},
                         {"\xe2\x82", "\\xe2\\x82"},
                         {"\xed\xa0\x80", "\\xed\\xa0\\x80"},
                         {"\xc0\xaf", "\\xc0\\xaf"},
                         {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
                         {"\xe0\x80\x9b", "\\xe0\\x80\\x9b"}}) {
    CAPTURE(row.shown);
    CHECK(made_visible(row.raw) == row.shown);
  }
  property("whatever bytes a file holds, its name, its keys and the message", [] {
    const auto bytes = [] {
      std::string made;
      for (int count = a_whole(1, 20); count > 0; --count) made += static_cast<char>(a_whole(0, 255));
      return made;
    };
    const std::string text = bytes();
    const std::size_t begin = below(text.size() + 1);
    const std::string printed = render({{source(text, bytes()), begin, begin + below(5)}, bytes(), bytes(), {bytes()}});
    for (const char c : printed) RC_ASSERT((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) || c == '\n');
    RC_ASSERT(made_visible(printed).size() >=
              printed.size() - static_cast<std::size_t>(std::count(printed.begin(), printed.end(), '\n')));
    // It is UTF-8.
    for (std::size_t at = 0; at < printed.size(); at += character_length(printed, at))
      RC_ASSERT(character_length(printed, at) > std::size_t{0});
  });
}

TEST_CASE("wide characters take two columns, marks on letters none") {
  struct Row {
    std::string text;
    std::size_t width;
  };
  for (const Row& row : {Row{"", 0},
                         {"abc", 3},
                         {"größe", 5},
                         {"成本", 4},
                         {"e\u0301", 1},
                         {"😀", 2},
                         {"✓ ✗ ·", 5},
                         {"ﬁ", 1},
                         {"한국", 4},
                         {"−×±", 3}}) {
    CAPTURE(row.text);
    CHECK(display_width(row.text) == row.width);
  }
}

TEST_CASE("mistakes are reported by place, each once, and beyond a hundred only counted") {
  const SourcePointer text = source("abcdef");
  Diagnostics mistakes;
  CHECK(mistakes.empty());
  for (const std::size_t at : {4, 1, 3, 1})
    mistakes.add({{text, at, at + 1}, "wrong at " + std::to_string(at), "", {}});
  std::string order;
  for (const Diagnostic& mistake : mistakes.sorted()) order += mistake.problem.back();
  CHECK(order == "134");
  for (std::size_t i = 0; i < 500; ++i) mistakes.add({{text, 5, 6}, "wrong " + std::to_string(i), "", {}});
  CHECK(mistakes.sorted().size() == Diagnostics::enough + 1);
  CHECK(mistakes.sorted().back().problem.find("403 more mistakes") != std::string::npos);
  Diagnostics unheard = Diagnostics::unheard();
  unheard.add({{text, 0, 1}, "wrong", "", {}});
  CHECK_FALSE(unheard.empty());
  CHECK(unheard.sorted().empty());
}

TEST_CASE("a mistake without a place has none, and empty notes are left out") {
  CHECK(render(without_place("what shall it do?", {"", "costcurve check"})) ==
        "error: what shall it do?\n   = costcurve check\n");
}
