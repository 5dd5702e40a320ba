#include "document/plain.h"

#include <doctest/doctest.h>

#include "document/document.h"
#include "document/layout.h"

using namespace costcurve;

TEST_CASE("a terminal that knows ASCII alone gets signs that it can show, and others as near as it can") {
  CHECK(in_ascii("✓ a × b ≈ 3 ± 1\n✗ ≤ 5 → “x”") == "+ a x b ~ 3 +/- 1\nx <= 5 > \"x\"");
  CHECK(in_ascii("│ ⠉⠒⣿⠀") == "| ..# ");
  CHECK(in_ascii("Zürich 数字 €5") == "Zurich ???? E5");
  CHECK(in_ascii("") == "");
  CHECK(in_ascii("\xE2\xA0").find_first_not_of('?') == std::string::npos);  // cut short
}
