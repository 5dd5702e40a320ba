// Every verb in every format of people: nothing empty, nothing that becomes markup, nothing that breaks a table.

#include <doctest/doctest.h>

#include <algorithm>

#include "document/document.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

bool is_void(const std::string& tag) { return tag == "meta" || tag == "br" || tag == "wbr" || tag == "!DOCTYPE"; }

// What is wrong with a page's tags: one that is not closed, or closed by another; empty where all is well. A raw "<" in
// a text begins a tag that nothing closes.
std::string unbalanced(const std::string& page) {
  std::vector<std::string> open;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    const std::size_t end = page.find('>', at);
    if (end == std::string::npos) return "a tag without an end: " + page.substr(at, 40);
    const std::string tag = page.substr(at + 1, end - at - 1);
    const std::string name =
        tag.substr(tag.starts_with('/') ? 1 : 0, tag.find_first_of(" /\n", 1) - (tag.starts_with('/') ? 1 : 0));
    if (is_void(name) || tag.ends_with('/')) continue;
    if (!tag.starts_with('/')) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back());
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

// An "&" that begins no entity.
bool has_raw_ampersand(const std::string& page) {
  for (std::size_t at = page.find('&'); at != std::string::npos; at = page.find('&', at + 1)) {
    const std::string entity = page.substr(at, page.find(';', at) - at);
    if (entity != "&amp" && entity != "&lt" && entity != "&gt" && entity != "&quot" && !entity.starts_with("&#"))
      return true;
  }
  return false;
}

// Every id once, and every link within the page leads to one.
std::string wrong_link(const std::string& page) {
  std::vector<std::string> ids;
  const auto each = [&](const std::string& attribute, auto&& found) {
    for (std::size_t at = page.find(attribute); at != std::string::npos; at = page.find(attribute, at + 1)) {
      const std::size_t from = at + attribute.size();
      found(page.substr(from, page.find('"', from) - from));
    }
  };
  std::string wrong;
  each(" id=\"", [&](const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) wrong = "twice: " + id;
    ids.push_back(id);
  });
  each(" href=\"#", [&](const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) wrong = "leads nowhere: " + id;
  });
  return wrong;
}

// The cells of a table's row; a bar behind a backslash is none.
std::size_t cells_in(const std::string& row) {
  std::size_t bars = 0;
  for (std::size_t at = 0; at < row.size(); ++at) {
    if (row[at] == '\\')
      ++at;
    else if (row[at] == '|')
      ++bars;
  }
  return bars;
}

// Rows of one table have equally many cells, and behind its first row stands its rule.
std::string broken_table(const std::string& text) {
  std::size_t cells = 0, row = 0;
  bool fenced = false;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("```")) fenced = !fenced;
    if (fenced || !line.starts_with('|')) {
      row = 0;
      continue;
    }
    if (row == 0) cells = cells_in(line);
    if (cells_in(line) != cells) return line;
    if (row == 1 && line.find_first_not_of("|-:") != std::string::npos) return "no rule: " + line;
    ++row;
  }
  return {};
}

void check_page(const std::string& page) {
  CHECK(page.starts_with("<!DOCTYPE html>"));
  CHECK(unbalanced(page) == "");
  CHECK(!has_raw_ampersand(page));
  CHECK(wrong_link(page) == "");
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find(" style=") == std::string::npos);
}

std::vector<std::string> verbs_on(const std::string& scenario, const std::string& quantity, const std::string& input) {
  return {"check " + scenario,
          "check --variants " + scenario,
          "run " + scenario,
          "run --variants " + scenario,
          "explain " + scenario + " " + quantity,
          "explain --all --variants " + scenario + " " + quantity,
          "range " + scenario + " " + quantity,
          "range --variants " + scenario + " " + quantity,
          "sensitivity --samples 256 " + scenario + " " + quantity,
          "sensitivity --samples 256 --variants " + scenario + " " + quantity,
          "solve " + scenario + " --for all --so-that '" + quantity + " >= 1e-9 " + "' ",
          "diff " + scenario + " " + quantity + " --set " + input,
          "diff " + scenario + " --set " + input,
          "diff " + scenario + " scenarios/deepseek-v3.toml"};
}

void check_formats(const std::string& line, const std::string& folder) {
  CAPTURE(line);
  const Outcome terminal = run_line("costcurve " + line, folder);
  if (terminal.out.empty()) return;  // refused: not a question to this scenario
  const Outcome page = run_line("costcurve " + line + " --format html", folder),
                text = run_line("costcurve " + line + " --format markdown", folder);
  CHECK(page.exit == terminal.exit);
  CHECK(text.exit == terminal.exit);
  check_page(page.out);
  CHECK(!text.out.empty());
  CHECK(broken_table(text.out) == "");
}

const char* const hostile = R"toml(
title = "<script>alert(1)</script> | & \"quoted\" `tick` *bold* _under_ [link](javascript:alert(1))"
[sources.evil]
title = "<img src=x onerror=alert(2)>"
[a]
x = "3"
y = "2 to 5"
[variants.other]
a.x = "4"
[[claim]]
says = "</p><script>alert(3)</script> | a\n| b | c ``` `x` <!-- & &lt; --- **"
of = "a.x"
value = "3"
source = "evil"
printed = "<i>fault</i>|"
note = "# heading\n- item | pipe ' \" <svg onload=alert(4)>"
[[claim]]
says = "1. one"
of = "a.y"
value = "7"
)toml";

}  // namespace

TEST_CASE("every verb in every format over the scenarios") {
  struct Scenario {
    std::string name, quantity, input;
  };
  const std::vector<Scenario> scenarios = {{"deepseek-r1", "total.cost", "assume.rent='3 USD/chip/h'"},
                                           {"deepseek-v3", "final_run.cost", "assume.rent='3 USD/chip/h'"},
                                           {"cost-curve", "essay_ranges.trend_index", "a.b=1"},
                                           {"inference-day", "day.cost", "a.b=1"},
                                           {"dates", "a.b", "a.b=1"}};
  std::vector<std::string> told;
  for (const Scenario& scenario : scenarios)
    for (const std::string& line : verbs_on("scenarios/" + scenario.name + ".toml", scenario.quantity, scenario.input))
      check_formats(line, source_folder());
  for (const std::string& path : files_in(source_folder() + "/scenarios", ".toml")) {
    check_formats("check " + path, source_folder());
    check_formats("run " + path, source_folder());
  }
}

TEST_CASE("sweep, solve, list and new in every format") {
  const std::string r1 = " scenarios/deepseek-r1.toml ";
  for (const std::string& line :
       {"sweep" + r1 + "--over 'assume.rent = 1 .. 4 USD/chip/h in 7'",
        "sweep" + r1 + "--over 'assume.rent = 1 .. 4 USD/chip/h in 7' --over 'r1.duration = 60 h .. 100 h step 20 h'",
        "sweep" + r1 + "--over 'r1.chips = 1 .. 100000 in 90 log' --variants",
        "sweep" + r1 + "--over 'r1.chip = H800, H20' --show r1.cost",
        "solve" + r1 + "--for r1.duration --so-that 'total.cost = 294 kUSD'",
        "solve" + r1 +
            "--for r1.duration --for assume.rent --so-that 'total.cost = 294 kUSD' --so-that 'r1.cost = 80 kUSD'",
        std::string("sweep scenarios/cost-curve.toml --over 'essay_ranges.quality_gap = 1 .. 3 in 9' --show "
                    "essay_ranges.trend_index"),
        std::string("sweep scenarios/support-bot.toml --over 'bill.api = o1, GPT-4o-mini'"),
        std::string("compare scenarios/support-bot.toml"),
        std::string("compare scenarios/v3-on-other-chips.toml"),
        std::string("explain scenarios/support-bot.toml bill.cost"),
        "check" + r1 + "scenarios/deepseek-v3.toml",
        std::string("list"),
        std::string("list sheets"),
        std::string("list sheets training"),
        std::string("list chips"),
        std::string("list chips H800"),
        std::string("list units"),
        std::string("list clouds"),
        std::string("new training")}) {
    CAPTURE(line);
    CHECK(!run_line("costcurve " + line, source_folder()).out.empty());
    check_formats(line, source_folder());
  }
}

TEST_CASE("every verb has a table, and a picture where there is something to draw") {
  const std::string r1 = " scenarios/deepseek-r1.toml ", bot = " scenarios/support-bot.toml ";
  struct Asked {
    std::string line;
    bool is_drawn;
  };
  for (const Asked& asked :
       std::vector<Asked>{{"check" + r1, true},
                          {"run" + r1, true},
                          {"explain" + r1 + "total.cost", true},
                          {"explain" + r1 + "assume.rent", false},
                          {"range" + r1 + "total.cost", true},
                          {"sensitivity" + r1 + "total.cost", true},
                          {"solve" + r1 + "--for r1.duration --so-that 'total.cost = 294 kUSD'", true},
                          {"solve" + r1 + "--for r1.duration --so-that 'total.cost <= 294 kUSD'", true},
                          {"solve" + r1 + "--for all --so-that 'total.cost = 294 kUSD'", true},
                          {"sweep" + bot + "--over 'bill.api = o1, GPT-4o-mini'", true},
                          {"sweep" + r1 + "--over 'assume.rent = 1, 2 USD/chip/h'", true},
                          {"diff" + r1 + "total.cost --variant hyper_ai", true},
                          {"compare" + bot, true},
                          {"lesson 3", false},
                          {"lessons", false},
                          {"eval '2 h * 3 = 6 h?'", false},
                          {"list", false},
                          {"list sheets training", false},
                          {"list chips", true},
                          {"list chips H100", true},
                          {"list apis", true},
                          {"list clouds lambda", true},
                          {"new training", false},
                          {"import", false}}) {
    CAPTURE(asked.line);
    const Outcome table = run_line("costcurve " + asked.line + " --format csv", source_folder());
    CHECK(table.exit != wrong_input);
    CHECK(lines_of(table.out).size() >= 2);
    const Outcome picture = run_line("costcurve " + asked.line + " --format svg", source_folder());
    CHECK((picture.exit != wrong_input) == asked.is_drawn);
    CHECK(picture.out.starts_with("<svg ") == asked.is_drawn);
  }
}

TEST_CASE("text of a scenario becomes no markup") {
  const TemporaryFolder folder;
  write_file(folder.path + "/a.toml", hostile);
  for (const std::string verb : {"check", "run", "check --variants", "run --variants"}) {
    check_formats(std::string(verb) + " a.toml", folder.path);
    const std::string page = run_line(std::string("costcurve ") + verb + " a.toml --format html", folder.path).out;
    for (const char* raw : {"<script", "<img", "<i>fault", "<svg onload", "<b>"}) {
      CAPTURE(raw);
      CHECK((std::string(raw) == "<b>" || page.find(raw) == std::string::npos));
    }
    CHECK(page.find("&lt;script&gt;alert(3)") != std::string::npos);
    const std::string text = run_line(std::string("costcurve ") + verb + " a.toml --format markdown", folder.path).out;
    for (const std::string& line : lines_of(text))
      for (const char* raw : {"<script", "<img", "<i>", "<svg", "<!--"}) {
        const std::size_t at = line.find(raw);
        CHECK((at == std::string::npos || (at > 0 && line[at - 1] == '\\')));
      }
  }
}

TEST_CASE("pieces with hostile text, in Markdown and as a page") {
  Document document;
  document.title = "a <b> & c | d";
  document.pieces.emplace_back(
      Lead{{"# no heading", "- no item", "1. no number", "a\nb"}, {{"x|y", "<u>", Tone::dim}}});
  Grid grid;
  grid.columns = {{"a|b"}, {"c\nd", Grid::Align::right}, {}};
  grid.rows.emplace_back();
  grid.rows.back().cells = {{Text::name("p|q`r")}, {"1\n2|3"}};
  grid.rows.back().anchor = "a \"b\" <c>";
  document.pieces.emplace_back(grid);
  document.pieces.emplace_back(Verbatim{"toml", "```\n<script>\n````\n"});
  const std::string text = markdown(document), page = html(document);
  CHECK(broken_table(text) == "");
  CHECK(text.find("\\# no heading") != std::string::npos);
  CHECK(text.find("\n|  p") == std::string::npos);
  CHECK(text.find("| p\\|q\\`r | 1<br>2\\|3 |  |\n") != std::string::npos);
  CHECK(text.find("`````toml\n") != std::string::npos);
  check_page(page);
  CHECK(page.find("<title>a &lt;b&gt; &amp; c | d</title>") != std::string::npos);
  CHECK(page.find("id=\"a~32~34b~34~32~60c~62\"") != std::string::npos);
}

TEST_CASE("a name is linked where its row is on the page, in its own section") {
  const auto part = [] { return Entries{"p", {{"p.a", "a", "1", "given", {}}}, {}}; };
  const Lead lead{{Text::name("p.a") + " beside " + Text::name("p.b")}, {}};
  const std::string page = html({"", {lead, part()}});
  CHECK(page.find("<a href=\"#p.a\">p.a</a> beside <b>p.b</b>") != std::string::npos);
  const std::string sections = html(
      {"",
       {Section{"one", Section::Of::variant, {lead, part()}}, Section{"two", Section::Of::variant, {lead, part()}}}});
  CHECK(sections.find("href=\"#two/p.a\"") != std::string::npos);
  check_page(sections);
}
