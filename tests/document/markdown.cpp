#include <doctest/doctest.h>

#include "document/document.h"

using namespace costcurve;

TEST_CASE("text of a scenario becomes no tag, no entity and no link in Markdown, also behind an address") {
  struct Row {
    const char* text;
    const char* written;
  };
  for (const Row& row :
       {Row{"see https://e.x/<img src=//evil/p.png>", "see https\\://e.x/&lt;img src=//evil/p.png&gt;"},
        Row{"AT&T &lt; www.e.x", "AT&amp;T &amp;lt; www\\.e.x"}, Row{"mail me@e.x", "mail me\\@e.x"},
        Row{"*a* [b](c) `d` $e$", "\\*a\\* \\[b\\](c) `d` \\$e\\$"}, Row{"r1_zero costs 3:4", "r1_zero costs 3:4"}}) {
    const std::string page = markdown({"", {Lead{{row.text}, {}}}});
    INFO(page);
    CHECK(page.find(row.written) != std::string::npos);
    CHECK(page.find('<') == std::string::npos);
  }
}
