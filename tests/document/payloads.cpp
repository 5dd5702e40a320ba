// Text of a scenario is shown as text in every format, whatever it says: payloads.json holds what people have tried
// elsewhere. The same payloads are loaded in a browser by tests/browser/reports.mjs.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "document/document.h"
#include "document/html_escape.h"
#include "support/support.h"
#include "text/diagnostic.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::vector<std::string> payloads() {
  return nlohmann::json::parse(read_file(source_folder() + "/tests/document/payloads.json"));
}

// As TOML writes it: JSON's escapes are TOML's, which wants one of the last control character of ASCII as well.
std::string toml(const std::string& text) {
  std::string written = nlohmann::json(text).dump();
  for (std::size_t at = written.find('\x7f'); at != std::string::npos; at = written.find('\x7f'))
    written.replace(at, 1, "\\u007f");
  return written;
}

// The payload wherever a person may write text of their own.
std::string scenario_with(const std::string& payload) {
  const std::string text = toml(payload);
  return "title = " + text + "\nquestion = " + text + "\nprose = " + text + "\n[sources.evil]\ntitle = " + text +
         "\nurl = " + text + "\n[a]\nx = { is = \"3\", source = \"evil\", note = " + text +
         " }\ny = \"2 to 5\"\nz = \"a.x + a.y\"\n[[claim]]\nid = " + text + "\nsays = " + text +
         "\nof = \"a.x\"\nvalue = \"3\"\nsource = \"evil\"\nnote = " + text + "\nprinted = " + text +
         "\n[[claim]]\nsays = " + text + "\nof = \"a.y\"\nvalue = \"4\"\n[variants." + text + "]\n\"a.x\" = \"4\"\n";
}

struct Tag {
  std::string name;
  std::map<std::string, std::string> attributes;
};

// The tags of a page or a picture as a browser reads them.
std::vector<Tag> tags_of(const std::string& page) {
  std::vector<Tag> tags;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at)) {
    Tag tag;
    ++at;
    const std::size_t end = std::min(page.find_first_of(" />\n", at + 1), page.size());
    tag.name = page.substr(at, end - at);
    at = end;
    while (at < page.size() && page[at] != '>') {
      const std::size_t equals = page.find_first_of("=>", at), name = page.find_first_not_of(" /\n", at);
      if (equals == std::string::npos || page[equals] == '>') {
        at = equals;
        break;
      }
      const char quote = page[equals + 1];
      const std::size_t close = page.find(quote, equals + 2);
      tag.attributes[page.substr(name, equals - name)] =
          quote == '"' ? page.substr(equals + 2, close - equals - 2) : "unquoted";
      at = close == std::string::npos ? page.size() : close + 1;
    }
    tags.push_back(tag);
  }
  return tags;
}

const std::set<std::string>& known_tags() {
  static const std::set<std::string> names = {
      "!DOCTYPE", "html", "head",    "meta",    "title",   "style", "body",   "main",   "h1",    "h2",
      "h3",       "p",    "a",       "b",       "cite",    "code",  "span",   "strong", "small", "ul",
      "li",       "div",  "dl",      "dt",      "dd",      "br",    "wbr",    "table",  "thead", "tbody",
      "tr",       "th",   "td",      "figure",  "svg",     "desc",  "text",   "line",   "rect",  "path",
      "circle",   "pre",  "section", "details", "summary", "math",  "ol",     "header", "mrow",  "mi",
      "mo",       "mn",   "mtext",   "mfrac",   "msup",    "msqrt", "mtable", "mtr",    "mtd"};
  return names;
}

const std::set<std::string>& known_attributes() {
  static const std::set<std::string> names = {"lang",
                                              "charset",
                                              "http-equiv",
                                              "content",
                                              "name",
                                              "class",
                                              "id",
                                              "href",
                                              "title",
                                              "rel",
                                              "scope",
                                              "open",
                                              "xmlns",
                                              "viewBox",
                                              "role",
                                              "width",
                                              "height",
                                              "x",
                                              "y",
                                              "text-anchor",
                                              "x1",
                                              "y1",
                                              "x2",
                                              "y2",
                                              "d",
                                              "cx",
                                              "cy",
                                              "r",
                                              "stroke-dasharray",
                                              "aria-hidden",
                                              "preserveAspectRatio",
                                              "display",
                                              "start",
                                              "displaystyle",
                                              "form"};
  return names;
}

bool leads_somewhere_safe(const std::string& link) {
  return link.starts_with('#') || link.starts_with("http://") || link.starts_with("https://");
}

// What stands in a page and should not; empty where all is well.
std::string active_in(const std::string& page) {
  for (const Tag& tag : tags_of(page)) {
    const std::string name = tag.name.starts_with('/') ? tag.name.substr(1) : tag.name;
    if (!known_tags().contains(name)) return "<" + tag.name.substr(0, 40);
    for (const auto& [attribute, value] : tag.attributes) {
      if (!known_attributes().contains(attribute)) return tag.name + " " + attribute;
      if (value == "unquoted") return tag.name + " has an attribute without quotes";
      if (attribute == "href" && !leads_somewhere_safe(value)) return value.substr(0, 40);
    }
  }
  return {};
}

// A character that is neither text nor the end of a line; bidirectional controls and marks without a width among them.
bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }) ||
         made_visible_lines(text) != text;
}

// Markdown that would do something: a tag other than <br>, a link that leads elsewhere than to the web.
std::string active_in_markdown(const std::string& text) {
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1))
    if (text.compare(at, 4, "<br>") != 0 && text.compare(at, 5, "<http") != 0) return text.substr(at, 40);
  for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1))
    if (text[at - 1] != '\\' && text.compare(at, 7, "](<http") != 0) return text.substr(at, 40);
  return {};
}

// The cells of a CSV; a spreadsheet takes one that begins so for a formula.
std::string formula_in(const std::string& csv) {
  bool quoted = false, begins = true;
  for (std::size_t at = 0; at < csv.size(); ++at) {
    const bool is_number = at + 1 < csv.size() && (std::isdigit(static_cast<unsigned char>(csv[at + 1])) != 0);
    if (begins && std::string_view("=+-@\t\r").find(csv[at]) != std::string_view::npos &&
        !(csv[at] == '-' && is_number && csv.find_first_not_of("-0123456789.e", at) == csv.find_first_of(",\n", at)))
      return csv.substr(at, 40);
    begins = (!quoted && (csv[at] == ',' || csv[at] == '\n')) || (begins && csv[at] == '"');
    if (csv[at] == '"') quoted = !quoted;
  }
  return {};
}

void check_format(const std::string& format, const std::string& text) {
  CAPTURE(format);
  CHECK(!has_control(text));
  if (format == "html" || format == "svg") CHECK(active_in(text) == "");
  if (format == "markdown") CHECK(active_in_markdown(text) == "");
  if (format == "csv") CHECK(formula_in(text) == "");
  if (format == "json") CHECK(nlohmann::json::accept(text));
}

}  // namespace

TEST_CASE("whatever a scenario says is shown as text, in every format") {
  const TemporaryFolder folder;
  CHECK(payloads().size() >= 50);
  for (const std::string& payload : payloads()) {
    CAPTURE(made_visible(payload.substr(0, 60)));
    write_file(folder.path + "/a.toml", scenario_with(payload));
    for (const std::string format : {"terminal", "markdown", "html", "svg", "json", "csv"})
      for (const std::string verb :
           {"check a.toml --samples 64", "run a.toml --samples 64", "explain a.toml a.z", "diff a.toml a.z --set a.x=4",
            "compare a.toml --samples 64", "sweep a.toml --over 'a.x = 1, 2, 3' --show a.z --samples 64",
            "solve a.toml --for a.x --so-that 'a.z = 9'", "range a.toml a.z"}) {
        const Outcome told = run_line("costcurve " + verb + " --format " + format, folder.path);
        INFO(verb, "\n", told.err);
        CHECK((told.exit != wrong_input || format == "csv" || format == "svg"));
        check_format(format, told.out);
      }
    const std::string page = run_line("costcurve check a.toml --format html", folder.path).out;
    if (payload.find_first_of("\n\r") == std::string::npos)
      CHECK(page.find(html_escaped(made_visible(payload))) != std::string::npos);
  }
}

TEST_CASE("the name of a file is text too") {
  const TemporaryFolder folder;
  for (const std::string name :
       {"<img src=x onerror=alert(1)>.toml", "a \"quoted\" & 'name'.toml", "\x1b[31mred.toml"}) {
    write_file(folder.path + "/" + name, scenario_with("plain"));
    write_file(folder.path + "/b.toml", scenario_with("plain"));
    for (const std::string format : {"terminal", "markdown", "html"}) {
      const std::vector<const char*> words = {"costcurve", "check", name.c_str(), "b.toml", "--format", format.c_str()};
      const Disk disk(folder.path);
      Library reading(disk, configs_folder());
      check_format(format, answer(static_cast<int>(words.size()), words.data(), "0", reading, Terminal()).out);
    }
  }
}
