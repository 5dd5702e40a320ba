// The schema that editors are given: the shipped one is what the program prints now.

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

TEST_CASE("docs/scenario.schema.json is what `costcurve schema` prints") {
  const std::string path = source_folder() + "/docs/scenario.schema.json";
  MemoryFiles files(&source_disk());
  const Outcome outcome = run_line("costcurve schema", files);
  CHECK(outcome.exit == as_expected);
  if (std::getenv("COSTCURVE_UPDATE")) std::ofstream(path) << outcome.out;
  CHECK(outcome.out == read_file(path));
}
