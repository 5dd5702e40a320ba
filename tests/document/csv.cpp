#include <doctest/doctest.h>

#include <cmath>

#include "document/data.h"

using namespace costcurve;

namespace {

Data row(double value, const char* note) {
  Data row;
  row.add("value", value);
  row.add("note", note);
  return row;
}

}  // namespace

TEST_CASE("a table of named rows has a heading for each member that occurs, and empty cells where one is missing") {
  Data quantities = Data::members();
  quantities.add("r1.cost", row(1.0 / 3, "one, two"));
  Data other;
  other.add("value", nullptr);
  other.add("causes", std::vector<std::string>{"a \"quoted\" one", "another"});
  quantities.add("r1.rent", std::move(other));
  Data answer;
  answer.add("scenario", "mine.toml");
  answer.add("quantities", std::move(quantities).as_table("quantity"));
  CHECK(csv({answer}) ==
        "quantity,value,note,causes\n"
        "r1.cost,0.3333333333333333,\"one, two\",\n"
        "r1.rent,,,\"a \"\"quoted\"\" one; another\"\n");
}

TEST_CASE("several answers are one table, under all their headings, each row with its scenario and variant") {
  std::vector<Data> answers;
  for (const char* variant : {"scenario", "dear"}) {
    Data rows = Data::list();
    rows.push(row(2, "x"));
    if (std::string(variant) == "dear") rows.push(Data::members({{"also", 3}}));
    Data answer;
    answer.add("scenario", "my, own.toml");
    answer.add("variant", variant);
    answer.add("inputs", std::move(rows).as_table());
    answers.push_back(std::move(answer));
  }
  CHECK(csv(answers) ==
        "scenario,variant,value,note,also\n\"my, own.toml\",scenario,2,x,\n"
        "\"my, own.toml\",dear,2,x,\n\"my, own.toml\",dear,,,3\n");
}

TEST_CASE("an answer without a table is a row, and columns stand beside each other with their units") {
  Data plain;
  plain.add("value", 1);
  plain.add("range", Data::members({{"low", 0}, {"high", 2}}));
  CHECK(csv({plain}) == "value,range low,range high\n1,0,2\n");

  DataColumn numbers;
  numbers.size = 2;
  numbers.number = [](std::size_t i) { return i == 0 ? 0.1 : std::nan(""); };
  DataColumn names;
  names.size = 2;
  names.few = {Data("H800"), Data("A100, 80 GB")};
  names.choice = [](std::size_t i) { return i; };
  Data first, second, columns = Data::list(), sweep;
  first.add("quantity", "r1.chip");
  first.add("values", std::move(names));
  second.add("quantity", "r1.rent");
  second.add("unit", "USD/chip/h");
  second.add("values", std::move(numbers));
  columns.push(std::move(first));
  columns.push(std::move(second));
  sweep.add("columns", std::move(columns).as_table());
  CHECK(csv({sweep}) == "r1.chip,r1.rent [USD/chip/h]\nH800,0.1\n\"A100, 80 GB\",\n");
}
