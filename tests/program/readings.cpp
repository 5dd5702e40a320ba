// Every sheet and every scenario that is shipped, checked in every reading.

#include "support/readings.h"

#include <doctest/doctest.h>

#include "support/drawn_sheets.h"

using namespace costcurve;
using namespace costcurve::testing;

TEST_CASE("the readings of every sheet agree") {
  for (const Sheet* sheet : drawn_sheets()) expect_readings_agree(*sheet);
}

TEST_CASE("the readings of every sheet's example agree") {
  for (const Sheet* sheet : sheets()) {
    CAPTURE(sheet->name);
    expect_readings_agree(*audited(std::string(sheet->example)));
  }
}

TEST_CASE("the readings of every scenario that is shipped agree") {
  Diagnostics mistakes;
  const Question question;
  for (const std::string& path : files_in(source_folder() + "/scenarios", ".toml")) {
    const auto variants = audited_cases(path, question, true, library(), mistakes);
    CHECK_MESSAGE(!variants.empty(), path, render(mistakes.sorted()));
    for (const auto& variant : variants) expect_readings_agree(*variant);
  }
}
