// The page around the pieces: what it allows, what it begins and ends with.

#include <doctest/doctest.h>

#include <cstdio>

#include "document/document.h"
#include "document/html_style.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::string base64(const std::vector<unsigned>& bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto byte = [&](std::size_t i) { return at + i < bytes.size() ? bytes[at + i] : 0U; };
    const unsigned three = byte(0) << 16U | byte(1) << 8U | byte(2);
    for (unsigned i = 0; i < 4; ++i) text += at + i > bytes.size() ? '=' : letters[three >> (18 - 6 * i) & 63U];
  }
  return text;
}

// As coreutils have it.
std::string sha256_in_base64(const std::string& text) {
  const TemporaryFolder folder;
  write_file(folder.path + "/text", text);
  std::FILE* sum = popen(("sha256sum " + folder.path + "/text").c_str(), "r");
  std::vector<unsigned> bytes(32);
  for (unsigned& byte : bytes) REQUIRE(std::fscanf(sum, "%2x", &byte) == 1);
  pclose(sum);
  return base64(bytes);
}

// ./test -u: into the header, to be compiled.
void write_sum(const std::string& sum) {
  const std::string path = source_folder() + "/src/document/html_style.h", before = "html_style_sha256 = \"";
  std::string header = read_file(path);
  const std::size_t from = header.find(before) + before.size();
  write_file(path, header.replace(from, header.find('"', from) - from, sum));
}

}  // namespace

TEST_CASE("a page allows its own style, and nothing else") {
  CHECK(sha256_in_base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  if (updating()) write_sum(sha256_in_base64(html_style()));
  CHECK(html_style_sha256 == sha256_in_base64(html_style()));
  const std::string page = html({"title", {}});
  CHECK(page.find("default-src 'none'; style-src 'sha256-") != std::string::npos);
  CHECK(page.find("unsafe") == std::string::npos);
}

TEST_CASE("sources are listed where they are named, and linked only if they are of the web") {
  Sources sources{{{"paper", "A <paper>", "2025", "https://example.org/?a=1&b=(2)\"'", false},
                   {"script", "Not this", "", "javascript:alert(1)", true}}};
  const Document document{"", {Paragraph{{{Text::source("paper") + " and " + Text::source("script")}}}, sources}};
  const std::string page = html(document), text = markdown(document);
  CHECK(page.find("<cite><a href=\"#source~58paper\" title=\"A &lt;paper&gt;\">paper</a></cite>") != std::string::npos);
  CHECK(page.find(
            "<a href=\"https://example.org/?a=1&amp;b=(2)%22&#39;\" rel=\"noreferrer\">A &lt;paper&gt;</a>, 2025") !=
        std::string::npos);
  CHECK(page.find("javascript") == std::string::npos);
  CHECK(page.find("Not this (unverified)") != std::string::npos);
  CHECK(text.find("- paper: [A &lt;paper&gt;](<https://example.org/?a=1&amp;b=(2)%22'>), 2025\n") != std::string::npos);
  CHECK(text.find("- script: Not this (unverified)\n") != std::string::npos);
}

TEST_CASE("a page begins with what the scenario asks; a terminal does not") {
  const std::string line = "costcurve explain scenarios/deepseek-r1.toml r1.cost";
  const std::string page = run_line(line + " --format html", source_folder()).out;
  CHECK(page.find("<p class=\"scenario\">DeepSeek-R1: what 512 H800s for 80 hours cost</p>") != std::string::npos);
  CHECK(page.find("Do they belong together?</p>") != std::string::npos);
  CHECK(page.find("<dt id=\"source~58r1_paper\">") != std::string::npos);
  CHECK(page.find("insight") == std::string::npos);  // of which nothing here comes
  CHECK(run_line(line, source_folder()).out.find("belong together") == std::string::npos);
}

TEST_CASE("a page of check and run shows how answers and what is claimed come about, as trees that unfold") {
  for (const char* verb : {"check", "run"}) {
    const std::string page =
        run_line(std::string("costcurve ") + verb + " scenarios/deepseek-r1.toml --format html", source_folder()).out;
    const std::size_t heading = page.find("How it comes about");
    REQUIRE(heading != std::string::npos);
    const std::string trees = page.substr(heading);
    CHECK(trees.find(" open><summary>") != std::string::npos);
    CHECK(trees.find("<math") != std::string::npos);
    CHECK(trees.find("r1_zero.chip_time") != std::string::npos);
    CHECK(trees.find("$81,920") != std::string::npos);
  }
  CHECK(run_line("costcurve check scenarios/deepseek-r1.toml", source_folder()).out.find("How it comes about") ==
        std::string::npos);
  CHECK(run_line("costcurve run scenarios/deepseek-r1.toml --format markdown", source_folder())
            .out.find("How it comes about") == std::string::npos);
}
