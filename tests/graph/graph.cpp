#include "graph/graph.h"

#include "graph/term.h"
#include "support/property.h"
#include "text/lexer.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const Dimension plain, time_(Base::time), money(Base::money), chip(Base::chip), date = Dimension::point_in_time();

struct Recorded {
  Graph graph;
  std::size_t quantities = 0;

  Term symbol(Dimension dimension = {}) { return {&graph, graph.symbol(quantities++, dimension)}; }
  Term constant(double value, Dimension dimension = {}) { return {&graph, graph.constant(value, dimension)}; }
  const Node& operator[](Term term) const { return graph[term.node]; }
};

}  // namespace

TEST_CASE("each operation means one thing") {
  struct Row {
    Operation operation;
    double a, b, result;
  };
  const Row rows[] = {
      {Operation::add, 2, 3, 5},
      {Operation::subtract, 2, 3, -1},
      {Operation::multiply, 2, 3, 6},
      {Operation::divide, 3, 2, 1.5},
      {Operation::power, 2, 10, 1024},
      {Operation::power, 8, 1.0 / 3, 2},
      {Operation::min, 2, 3, 2},
      {Operation::max, 2, 3, 3},
      {Operation::negate, 2, 0, -2},
      {Operation::exp, 1, 0, std::exp(1)},
      {Operation::log, 10, 0, std::log(10)},
      {Operation::sqrt, 9, 0, 3},
  };
  for (const Row& row : rows) CHECK(apply(row.operation, row.a, row.b) == doctest::Approx(row.result).epsilon(1e-15));
  CHECK(apply(Operation::divide, 1, 0) == HUGE_VAL);
  CHECK(std::isnan(apply(Operation::log, -1, 0)));
  CHECK(std::isnan(apply(Operation::constant, 1, 1)));
  for (const Operation either : {Operation::min, Operation::max}) {
    CHECK(std::isnan(apply(either, std::nan(""), 5)));
    CHECK(std::isnan(apply(either, 5, std::nan(""))));
  }
}

TEST_CASE("Monday is 1 and Sunday 7, before 1970 too, from midnight to midnight") {
  struct Row {
    int year, month, day, weekday;
  };
  const Row rows[] = {{2025, 1, 27, 1}, {2024, 12, 26, 4}, {1970, 1, 1, 4}, {1969, 12, 31, 3},
                      {2000, 2, 29, 2}, {1900, 1, 1, 1},   {2025, 2, 2, 7}};
  for (const Row& row : rows) {
    const double midnight = seconds_at(row.year, row.month, row.day);
    CHECK(apply(Operation::weekday, midnight, 0) == row.weekday);
    CHECK(apply(Operation::weekday, midnight + 86399, 0) == row.weekday);
  }
  property("a day later is the next weekday, a week later the same", [] {
    const double day = 86400.0 * a_whole(-300000, 299999);
    const double today = apply(Operation::weekday, day, 0);
    RC_ASSERT(today >= 1 && today <= 7);
    RC_ASSERT(apply(Operation::weekday, day + 86400, 0) == std::fmod(today, 7) + 1);
    RC_ASSERT(apply(Operation::weekday, day + 7 * 86400, 0) == today);
  });
}

TEST_CASE("arithmetic on handles records the formula, operands before the node that uses them") {
  Recorded sheet;
  const Term chips = sheet.symbol(chip), duration = sheet.symbol(time_);
  const Term product = chips * duration;
  CHECK(sheet[product].operation == Operation::multiply);
  CHECK(sheet[product].a == chips.node);
  CHECK(sheet[product].b == duration.node);
  CHECK(sheet[-product].operation == Operation::negate);
  CHECK(sheet[chips + chips].operation == Operation::add);
  CHECK(sheet[chips - chips].operation == Operation::subtract);
  CHECK(sheet[chips / duration].operation == Operation::divide);
  CHECK(sheet[min(chips, chips)].operation == Operation::min);
  CHECK(sheet[max(chips, chips)].operation == Operation::max);
  CHECK(sheet[exp(chips / chips)].operation == Operation::exp);
  CHECK(sheet[log(chips / chips)].operation == Operation::log);
  CHECK(sheet[sqrt(chips)].operation == Operation::sqrt);
  for (NodeId id = 0; id < sheet.graph.size(); ++id) {
    for (const NodeId operand : sheet.graph[id].operands()) CHECK(operand < id);
  }
}

TEST_CASE("a node knows its dimension") {
  Recorded of;
  const Term chips = of.symbol(chip), duration = of.symbol(time_), day = of.symbol(date), cost = of.symbol(money);
  struct Row {
    Term term;
    Dimension dimension;
  };
  const Row rows[] = {
      {chips * duration, chip * time_},
      {cost / (chips * duration), money / chip / time_},
      {cost + cost, money},
      {cost - cost, money},
      {-cost, money},
      {max(cost, cost), money},
      {sqrt(duration * duration), time_},
      {exp(cost / cost), plain},
      {log(cost / cost), plain},
      {day - day, time_},
      {day + duration, date},
      {duration + day, date},
      {day - duration, date},
      {max(day, day), date},
  };
  for (const Row& row : rows) CHECK(of[row.term].dimension == row.dimension);
  const NodeId cube = of.graph.constant(3, plain);
  CHECK(of.graph[of.graph.binary(Operation::power, duration.node, cube)].dimension == Dimension(Base::time, 3));
  CHECK(of.graph[of.graph.unary(Operation::weekday, day.node)].dimension == plain);
}

TEST_CASE("a constant keeps how it was written") {
  Graph graph;
  const NodeId plain_number = graph.constant(2, Dimension());
  const NodeId written = graph.constant(3600, time_, "1 h");
  const NodeId again = graph.constant(7200, time_, "2 h");
  CHECK(graph.spelling(graph[plain_number]).empty());
  CHECK(graph.spelling(graph[written]) == "1 h");
  CHECK(graph.spelling(graph[again]) == "2 h");
}

TEST_CASE("the quantities below a node are listed once each, and counted as the formula writes them") {
  Recorded of;
  const Term x = of.symbol(), y = of.symbol(), unused = of.symbol();
  const Term shared = x * y;
  const Term formula = exp(shared + shared) / max(x, of.constant(2));
  CHECK(of.graph.quantities_below(formula.node) == std::vector<std::size_t>{0, 1});
  CHECK(of.graph.occurrences(formula.node, 0) == 3);
  CHECK(of.graph.occurrences(formula.node, 1) == 2);
  CHECK(of.graph.occurrences(formula.node, 2) == 0);
  CHECK(of.graph.mentions(formula.node, 1));
  CHECK_FALSE(of.graph.mentions(formula.node, 2));
  CHECK(of.graph.quantities_below(unused.node) == std::vector<std::size_t>{2});
  CHECK(of.graph.quantities_below(of.constant(5).node).empty());
}

TEST_CASE("a quantity may have several symbols; it is one quantity") {
  Graph graph;
  const NodeId once = graph.symbol(4, money), twice = graph.symbol(4, money);
  const NodeId ratio = graph.binary(Operation::divide, once, twice);
  CHECK(graph.quantities_below(ratio) == std::vector<std::size_t>{4});
  CHECK(graph.occurrences(ratio, 4) == 2);
}
