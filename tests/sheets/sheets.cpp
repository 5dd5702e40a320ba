// What every sheet has beside it.

#include <doctest/doctest.h>

#include <filesystem>

#include "sheets/sheet.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

TEST_CASE("every sheet is held against printed figures, and against what everybody expects of each input") {
  for (const Sheet* sheet : sheets()) {
    const std::string file = source_folder() + "/tests/sheets/" + std::string(sheet->name) + ".cpp";
    REQUIRE_MESSAGE(std::filesystem::exists(file), "there is no ", file);
    const std::string text = read_file(file);
    CHECK_MESSAGE(text.find("expect_figures(") != std::string::npos, file, " has no figures of the literature");
    CHECK_MESSAGE(text.find("expect_directions(") != std::string::npos, file, " has no directions");
  }
}
