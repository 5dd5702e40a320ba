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

TEST_CASE("the schema of one sheet holds every definition that it refers to") {
  MemoryFiles files(&source_disk());
  const std::string schema = run_line("costcurve schema training", files).out;
  const std::string place = "\"#/definitions/";
  int referred = 0;
  for (std::size_t at = schema.find(place); at != std::string::npos; at = schema.find(place, at + 1), ++referred) {
    const std::size_t begin = at + place.size();
    const std::string name = schema.substr(begin, schema.find('"', begin) - begin);
    CHECK_MESSAGE(schema.find("    \"" + name + "\": {") != std::string::npos, name, " is not there");
  }
  CHECK(referred > 10);
}
