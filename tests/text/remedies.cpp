// What a message says to write can be written: every amount that the page of messages proposes is read.

#include <doctest/doctest.h>

#include <regex>

#include "support/spelled.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// The amounts that a line of advice proposes: for example "80 h", write 5 k chip h for ..., 12 k chip h or ...
std::vector<std::string> proposed(const std::string& line) {
  static const std::regex quoted("for example \"([^\"]*)\"");
  static const std::regex written("(?:write|or) ((?:[0-9]|\\$)[^,;:()]*?)(?= (?:for|or|if|and|when)\\b|[,;:()]|$)");
  std::vector<std::string> amounts;
  for (const std::regex& form : {quoted, written})
    for (auto found = std::sregex_iterator(line.begin(), line.end(), form); found != std::sregex_iterator(); ++found)
      amounts.push_back((*found)[1]);
  return amounts;
}

}  // namespace

TEST_CASE("every amount that a message proposes is understood") {
  std::size_t tried = 0;
  std::string advice;
  for (const std::string& line : lines_of(read_file(source_folder() + "/tests/errors/README.md"))) {
    const bool begins = line.starts_with("   = "), goes_on = line.starts_with("     ");
    if (begins || !goes_on) {
      for (const std::string& amount : proposed(advice)) {
        if (amount.find("...") != std::string::npos || amount.find('=') != std::string::npos) continue;
        CAPTURE(advice);
        CAPTURE(amount);
        CHECK_MESSAGE(spelled(amount).slot.understood, spelled(amount).mistake);
        ++tried;
      }
      advice.clear();
    }
    if (begins) advice = line.substr(5);
    if (!begins && goes_on && !advice.empty()) advice += " " + line.substr(5);
  }
  CHECK(tried > 40);
}
