#include "graph/equation.h"

#include <doctest/doctest.h>

using namespace costcurve;

namespace {

Equation stated(const std::string& sentence, const std::string& part, const std::string& where) {
  Equation made;
  made.sentence = sentence;
  made.part = part;
  made.where = where;
  return made;
}

}  // namespace

TEST_CASE("an equation is named with its part, unless it says itself what it is about") {
  CHECK(sentence_with_part(stated("MFU is at most 1", "run", "")) == "run: MFU is at most 1");
  CHECK(sentence_with_part(stated("MFU is at most 1", "", "")) == "MFU is at most 1");
  CHECK(sentence_with_part(stated("run.cost <= 1 M USD", "run", "mine.toml:7")) == "run.cost <= 1 M USD");
  CHECK(sentence_with_part(stated("run.uptime is at most 1", "run", "")) == "run.uptime is at most 1");
  CHECK(sentence_with_part(stated("running is cheap", "run", "")) == "run: running is cheap");
}

TEST_CASE("the quantities of an equation are named once, those of the left side first") {
  Graph graph;
  const auto symbol = [&](std::size_t quantity) { return graph.symbol(quantity, Dimension()); };
  Equation equation;
  equation.left = graph.binary(Operation::multiply, symbol(4), graph.binary(Operation::add, symbol(2), symbol(4)));
  equation.right = graph.binary(Operation::subtract, graph.binary(Operation::add, symbol(3), symbol(2)), symbol(1));
  CHECK(quantities_of(graph, equation) == std::vector<std::size_t>{2, 4, 1, 3});
}

TEST_CASE("a limit bounds from above or from below") {
  Equation equation;
  for (const Statement statement : {Statement::at_most, Statement::at_least}) {
    equation.statement = statement;
    CHECK(is_limit(equation));
  }
  for (const Statement statement : {Statement::equal, Statement::estimate}) {
    equation.statement = statement;
    CHECK_FALSE(is_limit(equation));
  }
}
