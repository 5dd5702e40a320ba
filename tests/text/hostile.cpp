// Input that is wrong in ways no file in tests/errors can be: too large, not a file, not a text, or wrong a thousand
// times over. Each is refused with a reason and exit code 2, nothing is printed as an answer, and nothing of it reaches
// the terminal as it is.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "support/support.h"
#include "text/toml.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// Bytes that a terminal would obey: C0 and C1 controls but the line feed, and what reorders or hides text.
bool is_visible(const std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) return false;
    if (byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0) return false;
  }
  constexpr std::array<const char*, 6> hidden = {"\u200B", "\u202E", "\u2066", "\u2028", "\uFEFF", "\U000E0041"};
  return std::none_of(hidden.begin(), hidden.end(),
                      [&](const char* one) { return text.find(one) != std::string::npos; });
}

// What is printed for a file of that text.
std::string refusal_of(const std::string& text) {
  const TemporaryFolder folder;
  write_file(folder.path + "/x.toml", text);
  const Outcome outcome = run_line("costcurve check x.toml", folder.path);
  CHECK(outcome.exit == wrong_input);
  CHECK(outcome.out.empty());
  CHECK(is_visible(outcome.err));
  CHECK(outcome.err.size() < 100'000);
  return outcome.err;
}

void check_refused(const std::string& text, const std::string& problem) {
  const std::string printed = refusal_of(text);
  CHECK_MESSAGE(count(printed, "error: ") == 1, printed);
  CHECK_MESSAGE(printed.find(problem) != std::string::npos, "expected ", problem, "\n", printed);
}

}  // namespace

TEST_CASE("what is no scenario file is named as what it is") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path + "/folder.toml");
  write_file(folder.path + "/large.toml", "title = \"50 MB\"\n");
  std::filesystem::resize_file(folder.path + "/large.toml", 50U << 20U);
  struct Row {
    const char* path;
    const char* problem;
  };
  for (const Row& row :
       {Row{"missing.toml", "there is no such file"}, Row{"folder.toml", "there is no scenario in folder.toml"},
        Row{"large.toml", "this file is larger than 4 MB"}, Row{"large.toml/x", "there is no such file"},
        Row{"/dev/zero", "this file is larger than 4 MB"}, Row{"/dev/null", "there is nothing in this scenario"}}) {
    const Outcome outcome = run_line(std::string("costcurve check ") + row.path, folder.path);
    CHECK(outcome.exit == wrong_input);
    CHECK(outcome.out.empty());
    CHECK_MESSAGE(outcome.err.find(row.problem) != std::string::npos, row.path, "\n", outcome.err);
    CHECK(outcome.err.find(row.path) != std::string::npos);
  }
}

TEST_CASE("text that would overwhelm a parser is refused with a reason") {
  check_refused(repeated("a.", 100'000) + "a = 1\n", "this key has too many dots");
  check_refused("[" + repeated("a.", 100'000) + "a]\n", "this key has too many dots");
  check_refused("x = " + repeated("[", 100'000), "these brackets are nested too deeply");
  check_refused("x = " + repeated("{a=", 100'000), "these brackets are nested too deeply");
  check_refused("[run]\nx = \"" + repeated("(", 10'000) + "1" + repeated(")", 10'000) + "\"\n",
                "this expression is nested too deeply");
  check_refused("[run]\nx = \"" + repeated("-", 10'000) + "1\"\n", "this expression is nested too deeply");
  check_refused("[run]\nx = \"" + repeated("2^", 10'000) + "1\"\n", "this expression is nested too deeply");
  check_refused("[run]\nx = \"" + repeated("1 + ", 10'000) + "1\"\n", "this expression is too long");
  check_refused("[run]\nx = \"" + repeated("1 + ", 100'000) + "1\"\n",
                "this text is too long for an amount or an expression");
  check_refused("[run]\nx = \"5 " + repeated("h ", 20'000) + "\"\n", "these units multiply up to too high a power");
  check_refused(repeated("a", 200'000) + " = 1\n", "stands outside of any part");
  check_refused("[run]\n\"" + repeated("é", 200'000) + "\" = 1\n", "cannot be a name");
}

TEST_CASE("brackets and dots in quotes and comments are text") {
  CHECK(mistakes_in("# " + repeated("[.", 1'000) + "\ntitle = \"" + repeated("[.", 1'000) + "\"\nquestion = '''\n" +
                    repeated("\"[[..\n", 200) + "'''\n[run]\nx = \"5 USD\"\n")
            .empty());
}

TEST_CASE("a line that a backslash continues may begin with any letter") {
  for (const std::string letter : {"Ü", "§", "€", "日", "😀", "a"}) {
    const std::string text =
        "title = \"\"\"\\\n  " + letter + "bersicht \\ \r\n\n\t" + letter + "\"\"\"\n[run]\nx = \"5 USD\"\n";
    CHECK_MESSAGE(mistakes_in(text).empty(), letter);
    auto source = std::make_shared<Source>();
    source->text = text;
    Diagnostics mistakes = Diagnostics::unheard();
    const std::optional<Value> read = parse_document(source, mistakes);
    REQUIRE(read);
    CHECK(read->find("title")->value.text.text == letter + "bersicht " + letter);
  }
}

TEST_CASE("a chain of quantities may be long, a circle may be long, and neither is followed on the stack") {
  std::string chain = "[run]\n", circle = "[run]\n";
  for (int i = 0; i < 3'000; ++i) {
    chain += "x" + std::to_string(i) + " = \"run.x" + std::to_string(i + 1) + "\"\n";
    circle += "x" + std::to_string(i) + " = \"run.x" + std::to_string((i + 1) % 3'000) + "\"\n";
  }
  CHECK(mistakes_in(chain + "x3000 = \"5 USD\"\n").empty());
  const std::string printed = mistakes_in(circle);
  CHECK(count(printed, "error: ") == 1);
  CHECK(printed.find("is defined by itself") != std::string::npos);
}

TEST_CASE("of a file that is wrong throughout the first hundred mistakes are listed") {
  std::string text = "[run]\n";
  for (int i = 0; i < 5'000; ++i) text += "x" + std::to_string(i) + " = \"5 foo\"\n";
  const std::string printed = mistakes_in(text);
  CHECK(count(printed, "error: ") == 101);
  CHECK(printed.find("4900 more mistakes are not listed") != std::string::npos);
}

TEST_CASE("a mistake is reported once, and what follows from it is not") {
  struct Row {
    std::string text;
    std::size_t mistakes;
  };
  const Row rows[] = {
      {"[run]\nx = \"5 huors\"\ny = \"run.x * 2\"\nz = \"sum(run.x, run.y)\"\n[[claim]]\nsays = \"it took long\"\nof = "
       "\"run.z\"\nvalue = \"80 h\"\n",
       1},
      {"[run]\nsheet = \"trainnig\"\nchips = 512\n[total]\ncost = \"run.cost\"\n[[claim]]\nsays = \"cheap\"\nof = "
       "\"run.cost + total.cost\"\nvalue = \"5 USD\"\n",
       1},
      {"[v3]\nllm = \"DeepSek-V3\"\n[total]\ntokens = \"v3.tokens\"\n", 1},
      {"[r1-zero]\ncost = \"5 USD\"\n[total]\ncost = \"r1_zero.cost\"\n", 1},
      {"[run]\nCost = \"5 USD\"\n[total]\ncost = \"2 * run.cost\"\n", 1},
      {"[units]\nserver = \"8 chps\"\n[run]\nchips = \"64 server\"\nrent = \"16 USD/h/server\"\n", 1},
      {"[llama]\nrows = \"missing.csv\"\n[total]\nhours = \"sum(llama.chip_time)\"\n", 1},
      {"[[run]]\nx = \"5 USD\"\n[total]\ncost = \"run.x\"\n", 1},
      {"[a]\nx = \"a.y\"\ny = \"a.z\"\nz = \"a.x\"\n[b]\nw = \"a.x + a.y\"\n", 1},
      {"[run]\nx = \"5 § 6 § 7 §\"\n", 1},
      {"[[claim]]\nsays = 5\nof = \"2 h\"\nthan = 5\nvalue = \"half\"\n", 2},
      {"titel = \"x\"\n[run]\nsheet = \"training\"\nchips = \"512 h\"\nduraton = 5\nrent = \"2 USD/h\"\nlayer = "
       "\"final\"\n",
       5},
  };
  for (const Row& row : rows) {
    const std::string printed = mistakes_in(row.text);
    CHECK_MESSAGE(count(printed, "error: ") == row.mistakes, row.text, "\n", printed);
  }
}

TEST_CASE("mistakes of a variant come with those of the scenario") {
  const std::string printed = mistakes_in(
      "[run]\nchips = \"5 chps\"\n[variants.large]\n\"run.chips\" = \"6 chisp\"\n\"run.duration\" = \"5 h\"\n");
  CHECK(count(printed, "error: ") == 3);
  CHECK(printed.find("in the variant `large`") != std::string::npos);
}

TEST_CASE("control characters never reach the terminal as they are") {
  const TemporaryFolder folder;
  const std::string escapes = "\\u001b[31m\\u0007\\u009b2J\\u202e\\u200b\\u2066\\u2028\\ufeff\\U000e0041";
  write_file(folder.path + "/\x1b[31m.toml",
             "title = \"" + escapes + "\"\nprose = \"" + escapes + "\"\nquestion = \"" + escapes + "\"\n[sources]\n\"" +
                 escapes + "\" = { title = \"" + escapes + "\" }\n" +
                 "[run]\nx = { is = \"5 USD\\u000a/chip\\u0009/h\", source = \"" + escapes + "\", note = \"" + escapes +
                 "\" }\ny = \"run.x\\u000d* 2\"\n" + "[[claim]]\nsays = \"" + escapes +
                 "\"\nof = \"run.y\"\nvalue = \"6 USD\\u000a/chip/h\"\nprinted = \"" + escapes + "\"\npredict = \"?\"" +
                 "\nnote = \"" + escapes + "\"\n");
  for (const std::string verb : {"check", "run", "explain", "list", "new", "verb"})
    for (const std::string rest : {"", " run.y", " --format json", " --set run.x=\x1b[31m", " --set \x1b[31m\u202E=5",
                                   " --variant \x1b[31m", " \x1b[31m"}) {
      const Outcome outcome = run_line("costcurve " + verb + " \x1b[31m.toml" + rest, folder.path);
      CHECK_MESSAGE(is_visible(outcome.out), verb, rest, "\n", made_visible_lines(outcome.out));
      CHECK_MESSAGE(is_visible(outcome.err), verb, rest, "\n", made_visible_lines(outcome.err));
      CHECK((outcome.exit == wrong_input) == !outcome.err.empty());
    }
}

TEST_CASE("a table of rows is refused line by line") {
  const TemporaryFolder folder;
  write_file(folder.path + "/x.toml", "[card]\nrows = \"card.csv\"\n[total]\nx = \"sum(card.x)\"\n");
  const auto printed_for = [&](const std::string& table) {
    write_file(folder.path + "/card.csv", table);
    const Outcome outcome = run_line("costcurve check x.toml", folder.path);
    CHECK(outcome.out.empty() == (outcome.exit == wrong_input));
    CHECK(is_visible(outcome.err));
    return outcome.err;
  };
  std::string long_table = "name,x\n";
  for (int i = 0; i < 10'001; ++i) long_table += "r" + std::to_string(i) + ",5 USD\n";
  CHECK(printed_for(long_table).find("this table has more than 10000 rows") != std::string::npos);
  CHECK(printed_for("").find("there are no rows") != std::string::npos);
  CHECK(printed_for("name,x\n").find("there are no rows") != std::string::npos);
  CHECK(printed_for("name,x\na,5 \xff\n").find("this file is not UTF-8 text") != std::string::npos);
  CHECK(printed_for("name,x\na,5 USD,6\n").find("card.csv:2:1") != std::string::npos);
  CHECK(printed_for("name,x\na,5 fo\x1b\n").find("card.csv:2:") != std::string::npos);
  CHECK(printed_for("\xEF\xBB\xBFname,x\r\n\"a\",\"5 USD\"\r\nB b,6 USD\r\n").empty());
}

TEST_CASE("output that cannot be written ends with 3, a closed pipe quietly") {
  const std::string program = std::filesystem::read_symlink("/proc/self/exe").parent_path().string() + "/costcurve";
  if (!std::filesystem::exists(program) || !std::filesystem::exists("/dev/full")) return;
  const TemporaryFolder folder;
  const std::string scenario = source_folder() + "/scenarios/deepseek-r1.toml";
  const auto shell = [](const std::string& line) {
    const int status = std::system(line.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  const std::string said = folder.path + "/said", code = folder.path + "/code";
  CHECK(shell("'" + program + "' run '" + scenario + "' >/dev/full 2>'" + said + "'") == not_written);
  CHECK(count(read_file(said), "\n") == 1);
  CHECK(read_file(said).find("could not be written") != std::string::npos);
  CHECK(shell("'" + program + "' run '" + scenario + "' >&- 2>/dev/null") == not_written);
  shell("{ sleep 0.2; '" + program + "' run '" + scenario + "' 2>'" + said + "'; echo $? >'" + code +
        "'; } | true; while ! [ -s '" + code + "' ]; do sleep 0.1; done");
  CHECK(read_file(code) == "3\n");
  CHECK(read_file(said).empty());
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they take all addresses there are

TEST_CASE("with too little memory an answer ends with 3 and a sentence, never otherwise") {
  const std::string program = std::filesystem::read_symlink("/proc/self/exe").parent_path().string() + "/costcurve";
  if (!std::filesystem::exists(program)) return;
  const TemporaryFolder folder;
  std::string equations, quantities;
  for (int i = 0; i < 4000; ++i) {
    equations += fmt::format("\"a.x{} + a.x{} = {} USD\",\n", i, i + 1, i);
    quantities += fmt::format("x{} = \"? USD\"\n", i);
  }
  write_file(folder.path + "/chain.toml",
             "title = \"chain\"\nequations = [\n" + equations + "]\n[a]\n" + quantities + "x4000 = \"? USD\"\n");
  const std::string r1 = source_folder() + "/scenarios/deepseek-r1.toml", said = folder.path + "/said";
  int too_little = 0, enough = 0;
  for (int megabytes = 30; megabytes <= 200; megabytes += 10)
    for (const std::string& words :
         {"check " + folder.path + "/chain.toml", "range " + r1 + " total.cost", "run " + r1 + " --samples 400000",
          "sweep " + r1 + " --over 'r1.chips = 1 .. 400000 step 1' --show total.cost --format json"}) {
      const std::string line =
          fmt::format("ulimit -v {} && exec '{}' {} >/dev/null 2>'{}'", megabytes * 1024, program, words, said);
      const int status = std::system(("sh -c \"" + line + "\"").c_str());
      const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
      if (code == 127) continue;  // not even the libraries found room
      INFO(megabytes, " MB: ", words, "\n", read_file(said));
      CHECK((code == as_expected || code == unexpected || code == not_written));
      if (code == not_written) CHECK(read_file(said).find("there is not enough memory") != std::string::npos);
      ++(code == not_written ? too_little : enough);
    }
  CHECK(too_little > 0);
  CHECK(enough > 0);
}

#endif
