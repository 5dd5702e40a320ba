#include <doctest/doctest.h>

#include <stdexcept>

#include "sheets/system.h"

using namespace costcurve;

TEST_CASE("a sheet chooses by a word, and by no word that its list has not") {
  Graph graph;
  Table table(graph, 0);
  Word recompute;
  Ratio factor;
  table.words("recompute", recompute, {"none", "selective", "full"}, "what of the forward pass is worked out again");
  table.row("factor", factor, "", "compute over that without recomputing");
  std::vector<Equation> equations;
  System system(graph, equations);
  system.equal("factor follows from recompute", factor,
               select(recompute == "full", system.number(4.0 / 3), system.number(1)));
  const Node& choice = graph[equations.front().right];
  REQUIRE(choice.operation == Operation::select);
  const Node& comparison = graph[choice.a];
  CHECK(comparison.operation == Operation::equal);
  CHECK(graph[comparison.b].value == 2);
  CHECK(graph.spelling(graph[comparison.b]) == "'full'");
  CHECK(graph[comparison.a].dimension == graph[comparison.b].dimension);
  CHECK(graph[comparison.a].dimension.is_word());
  CHECK_FALSE(graph[comparison.a].dimension.is_plain());
  CHECK(table.rows.front().words.size() == 3);
  CHECK_THROWS_AS((void)(recompute == "ful"), std::logic_error);
}

TEST_CASE("words of two lists are of two dimensions, and those of one list of one, whoever wrote it") {
  CHECK(shown_words({"none", "full"}).dimension == shown_words({"none", "full"}).dimension);
  CHECK(shown_words({"none", "full"}).dimension != shown_words({"full", "none"}).dimension);
  CHECK(shown_words({"none", "full"}).dimension != shown_words({"nonefull"}).dimension);
}
