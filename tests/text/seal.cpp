// Seals of answers: what is right opens them, what is near enough too, and nothing else.

#include "text/seal.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace costcurve;

TEST_CASE("a seal is opened by its value, within half a per cent, and by nothing that is further off than one") {
  for (const double value : {1.0, 81920.0, 0.195, 1e-30, 3.3e25, -12.0, 198 * 3600.0}) {
    const std::string seal = seal_of(value, "money", "what is it?");
    CHECK(is_seal(seal));
    for (const double off : {0.0, 0.001, -0.001, 0.0049, -0.0049}) CHECK(opens(seal, value * (1 + off), "money"));
    for (const double off : {0.0101, -0.0101, 0.02, -0.5, 1.0, 9.0}) CHECK(!opens(seal, value * (1 + off), "money"));
    CHECK(!opens(seal, -value, "money"));
    CHECK(!opens(seal, 0, "money"));
    CHECK(!opens(seal, std::numeric_limits<double>::quiet_NaN(), "money"));
    CHECK(!opens(seal, std::numeric_limits<double>::infinity(), "money"));
  }
  CHECK(opens(seal_of(0, "money", "nothing?"), 0, "money"));
  CHECK(!opens(seal_of(0, "money", "nothing?"), 1, "money"));
  CHECK(!opens(seal_of(20736000, "chip time", "how long?"), 20736000, "time"));  // hours are no chip hours
}

TEST_CASE("one answer to two questions has two seals, and the answer is not in them") {
  CHECK(seal_of(81920, "money", "what does it cost?") != seal_of(81920, "money", "what did it cost?"));
  CHECK(seal_of(81920, "money", "what does it cost?") == seal_of(81920, "money", "what does it cost?"));
  CHECK(seal_of(81920, "money", "what does it cost?").find("8192") == std::string::npos);
}

TEST_CASE("what is no seal is told from one") {
  for (const char* text :
       {"", "?", "81920", "k4-9xv2mf70t", "k4-9xv2mf70tqq", "k4:9xv2mf70tq", "K4-9XV2MF70TQ", "il-9xv2mf70tq"})
    CHECK(!is_seal(text));
  CHECK(!opens("k4-9xv2mf70t", 1, "money"));
}
