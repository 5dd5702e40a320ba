#include "document/data.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace costcurve;

namespace {

std::string written(double number) {
  std::string text;
  append_number(text, number);
  return text;
}

}  // namespace

TEST_CASE("numbers are written with twelve digits, whole ones without a point, and what is infinite as null") {
  struct Row {
    double number;
    const char* text;
  };
  for (const Row& row :
       {Row{0, "0"}, Row{-0.0, "0"}, Row{294672, "294672"}, Row{-1.5, "-1.5"}, Row{1.0 / 3, "0.333333333333"},
        Row{2.0 / 3e6, "6.66666666667e-07"}, Row{0.0001, "0.0001"}, Row{0.00001, "1e-05"},
        Row{5.576e6 * (1 + 1e-15), "5576000"}, Row{123456789012345, "123456789012000"}, Row{8.9e15, "8900000000000000"},
        Row{9.1e15, "9.1e+15"}, Row{3.3e24, "3.3e+24"}, Row{1e300, "1e+300"}, Row{5e-324, "5e-324"},
        Row{std::numeric_limits<double>::infinity(), "null"}, Row{std::nan(""), "null"}}) {
    INFO(row.number);
    CHECK(written(row.number) == row.text);
  }
}

TEST_CASE("a tree is written in its order, two blanks to a level, and on one line where it says so") {
  Data row;
  row.add("name", "r1.cost");
  row.add("value", 81920.0);
  row.add("given", false);
  row.add("note", nullptr);
  Data list = Data::list();
  list.push(1);
  list.push("two");
  row.add("list", std::move(list));
  row.add("nothing", Data::list());
  row.add("nobody", Data::members());
  CHECK(json(row) ==
        "{\n  \"name\": \"r1.cost\",\n  \"value\": 81920,\n  \"given\": false,\n  \"note\": null,\n  \"list\": [\n    "
        "1,\n"
        "    \"two\"\n  ],\n  \"nothing\": [],\n  \"nobody\": {}\n}");
  Data outer;
  outer.add("row", std::move(row).on_one_line());
  CHECK(json(outer) ==
        "{\n  \"row\": "
        "{\"name\":\"r1.cost\",\"value\":81920,\"given\":false,\"note\":null,\"list\":[1,\"two\"],\"nothing\":[],"
        "\"nobody\":{}}\n}");
}

TEST_CASE("texts are escaped as JSON has it, and show no control character and nothing that is no text") {
  CHECK(json("say \"no\" \\ to\nthis\tand \x01\x7f") == "\"say \\\"no\\\" \\\\ to\\nthis\\tand \\u0001\\u007f\"");
  CHECK(json("half a character: \xE2\x82") == "\"half a character: \xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK(json("Gr\xC3\xBC\xC3\x9F"
             "e, 5 \xE2\x82\xAC") ==
        "\"Gr\xC3\xBC\xC3\x9F"
        "e, 5 \xE2\x82\xAC\"");
}

TEST_CASE("a column is asked for its values one after the other") {
  DataColumn numbers;
  numbers.size = 3;
  numbers.number = [](std::size_t i) { return i == 1 ? std::nan("") : 0.5 * static_cast<double>(i); };
  DataColumn few;
  few.size = 4;
  few.few = {Data("H800"), Data(80.0)};
  few.choice = [](std::size_t i) { return i % 2; };
  DataColumn texts;
  texts.size = 2;
  texts.text = [](std::size_t i) { return i == 0 ? std::optional<std::string>("2024-12-26") : std::nullopt; };
  Data columns = Data::list();
  columns.push(std::move(numbers));
  columns.push(std::move(few));
  columns.push(std::move(texts));
  CHECK(json(std::move(columns).on_one_line()) == "[[0,null,1],[\"H800\",80,\"H800\",80],[\"2024-12-26\",null]]");
}
