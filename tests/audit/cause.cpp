#include "audit/cause.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// Three stages and their sum, as a paper prints them.
const std::string stages = R"toml(
[sources]
paper = "A paper"
[a]
sheet    = "training"
chips    = 512
duration = "198 h"
rent     = "2 USD/chip/h"
[b]
sheet    = "training"
chips    = 512
duration = "80 h"
rent     = "2 USD/chip/h"
[c]
cost = "$10,000"
[total]
cost = "sum(a.cost, b.cost, c.cost)"
)toml";  // 202,752 + 81,920 + 10,000 = 294,672

std::vector<std::string> causes(const std::string& scenario, const std::string& of, const std::string& value) {
  return causes_in(scenario + "[[claim]]\nsays = \"it is so\"\nof = \"" + of + "\"\nvalue = \"" + value + "\"\n");
}

bool says(const std::vector<std::string>& all, const std::string& words) {
  return std::any_of(all.begin(), all.end(),
                     [&](const std::string& one) { return one.find(words) != std::string::npos; });
}

std::string together(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& one : all) text += one + "\n";
  return text;
}

struct Slip {
  std::string of, value, cause;
};

}  // namespace

TEST_CASE("a failed claim is searched for what was printed instead") {
  const Slip rows[] = {
      {"total.cost", "$202,752", "$202,752 is a.cost"},          // a term alone
      {"total.cost", "$212,752", "$212,752 leaves out b.cost"},  // a term left out
      {"total.cost", "$284,672", "$284,672 leaves out c.cost"},
      {"total.cost", "$400,000", "the sum lacks $105,328: a row may be missing"},  // the residual
      {"b.cost", "$294,672", "$294,672 is total.cost, of which b.cost is 28 %"},   // the whole for a part
      {"a.cost", "$81,920", "$81,920 is b.cost"},                                  // another quantity's value
      {"a.cost", "$101,376", "$101,376 are the digits of a.chip_time"},            // digits of another dimension
  };
  for (const Slip& row : rows) {
    const std::vector<std::string> found = causes(stages, row.of, row.value);
    CAPTURE(together(found));
    CHECK_MESSAGE(says(found, row.cause), row.of, " = ", row.value);
  }
}

TEST_CASE("nothing is said of a claim that holds, nor of one that nothing explains") {
  CHECK(causes(stages, "total.cost", "$294,672").empty());
  CHECK(causes(stages, "a.cost", "$777,777").empty());
  CHECK_FALSE(says(causes(stages, "total.cost", "$100,000"), "lacks"));  // the sum has too much, not too little
  // Digits of what has nothing to do with it: 198 are also the digits of somebody's telephone number.
  CHECK_FALSE(says(causes(stages + "[other]\nphones = \"333,333 token\"\n", "a.cost", "$333,333"), "digits"));
}

TEST_CASE("a ratio within 1 % of a familiar factor is named, where it can slip in") {
  struct Ratio {
    std::string quantity, value, cause;
  };
  const Ratio rows[] = {
      {"1,000 chip h", "8,000 chip h", "a factor of 8"}, {"8,000 chip h", "1,000 chip h", "a factor of 8"},
      {"240 h", "10 h", "the hours of a day"},           {"120 USD", "10 USD", "the months of a year"},
      {"5.6 M USD", "5.6 B USD", "a factor of 1,000"},   {"2.94 M USD", "29.4 M USD", "a factor of 10"},
      {"294,000 USD", "$29.4 M", "a factor of 100"},     {"900 GB/s", "450 GB/s", "both directions of a link"},
      {"3e24 FLOP", "1e24 FLOP", "forward alone"},       {"1,024 GB", "1,000.0 GB", "binary against decimal"},
      {"1,000 h", "900.0 h", "an uptime of 90 %"},       {"1,003 chip h", "8,000 chip h", "a factor of 8"},
  };
  for (const Ratio& row : rows) {
    const std::vector<std::string> found = causes("[part]\nx = \"" + row.quantity + "\"\n", "part.x", row.value);
    CAPTURE(together(found));
    CHECK_MESSAGE(says(found, row.cause), row.quantity, " against ", row.value);
  }
  for (const Ratio& row : {Ratio{"1,000 chip h", "7,800 chip h", "factor"},
                           {"300 USD", "100 USD", "forward"},
                           {"80 h", "10 h", "node"},
                           {"16x", "2x", "node"}}) {
    const std::vector<std::string> found = causes("[part]\nx = \"" + row.quantity + "\"\n", "part.x", row.value);
    CAPTURE(together(found));
    CHECK_FALSE_MESSAGE(says(found, row.cause), row.quantity, " against ", row.value);
  }
}

TEST_CASE("slips of units, of counts and of the peak are named, and a ratio upside down") {
  struct Slipped {
    const char* scenario;
    const char* of;
    const char* value;
    const char* named;
  };
  const std::string mfu =
      "[run]\nsheet = \"training\"\nchip = \"H100\"\nchips = 16\nuptime = 1\nduration = \"10 h\"\nmfu = \"40 %\"\n";
  for (const Slipped& slipped : std::vector<Slipped>{
           {"[kv]\nsize = \"16.777216 GB\"\n", "kv.size", "15.62 GB", "GiB printed as GB"},
           {"[disk]\nsize = \"10.995 TB\"\n", "disk.size", "10.0 TB", "TiB printed as TB"},
           {"[h]\nband = \"3350 GB/s/chip\"\nrent = \"10.80 USD/chip/h\"\n", "h.band / h.rent", "310 GB/USD",
            "an hour taken for a second"},
           {"[text]\ntokens = \"1000 token\"\npages = \"750 token\"\n", "text.tokens / text.pages", "0.75",
            "upside down"},
           {"[a]\ncost = \"$0.7923\"\n[b]\ncost = \"$0.2448\"\n", "a.cost", "$1.0371", "more by b.cost"},
       }) {
    CAPTURE(std::string(slipped.value));
    CHECK(says(causes(slipped.scenario, slipped.of, slipped.value), slipped.named));
  }
  CHECK(says(causes(mfu, "run.compute", "4.56e20 FLOP"), "the peak with sparsity"));
  CHECK(says(causes(mfu, "run.compute", "1.43e19 FLOP"), "which is run.chips"));
}
