#include "text/listing.h"

#include <doctest/doctest.h>

using namespace costcurve;

TEST_CASE("words are listed as in a sentence") {
  CHECK(listed({}).empty());
  CHECK(listed({"a"}) == "a");
  CHECK(listed({"a", "b"}) == "a and b");
  CHECK(listed({"a", "b", "c"}) == "a, b and c");
  CHECK(listed({"a", "b", "c"}, "or") == "a, b or c");
  CHECK(listed_some({"a", "b"}) == "a and b");
  CHECK(listed_some(std::vector<std::string>(50, "a")).ends_with("a and 38 more"));
}
