// The table of a sweep in its formats.

#include "answer/sweep.h"

#include <doctest/doctest.h>

#include <limits>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

SweepTable a_table() {
  SweepTable table;
  table.points = 4;
  Axis chips, names;
  chips.key = "run.share";
  chips.unit = {"%", 0.01, Dimension()};
  chips.listed = {10, 20};
  names.key = "run.chip";
  names.words = {"one, two", "a \"quoted\" one"};
  chips.points = names.points = 2;
  table.keys = {chips, names};
  ShownQuantity cost;
  cost.name = "run.cost";
  cost.unit = {"USD", 1, Dimension(Base::money)};
  cost.values = {1.0 / 3, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e15};
  cost.moved_by = {true, true};
  table.shown = {cost};
  return table;
}

}  // namespace

TEST_CASE("CSV is quoted as RFC 4180 has it, keeps all digits, and leaves empty what is not determined") {
  CHECK(csv({data_of(a_table())}) ==
        "run.share [%],run.chip,run.cost [USD]\n"
        "10,\"one, two\",0.3333333333333333\n"
        "10,\"a \"\"quoted\"\" one\",\n"
        "20,\"one, two\",\n"
        "20,\"a \"\"quoted\"\" one\",1000000000000000\n");
}

TEST_CASE("JSON has null for what is not determined, and counts it") {
  const std::string text = json(data_of(a_table()));
  CHECK(text.find("\"not_determined\":2,\"values\":[0.333333333333,null,null,1000000000000000]") != std::string::npos);
}

TEST_CASE("a date that is no midnight has its time of day in CSV") {
  SweepTable table = a_table();
  table.keys = {table.keys[0]};
  table.points = 2;
  table.shown[0].unit = {"date", 1, Dimension::point_in_time()};
  table.shown[0].values = {86400, 86400 * 1.5};
  CHECK(csv({data_of(table)}) == "run.share [%],run.cost [date]\n10,1970-01-02\n20,1970-01-02T12:00:00Z\n");
}

TEST_CASE("the table says which points are not determined") {
  const std::string text = terminal(sweep_document(a_table(), false), {100, false});
  CHECK(text.find("at 2 of 4 points it is not determined") != std::string::npos);
  CHECK(text.find("     10 %  a \"quoted\" one  not determined") != std::string::npos);
}
