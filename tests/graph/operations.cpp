// Every row of the table of operations in every reading: they tell one story.

#include <fmt/format.h>

#include <cstring>
#include <random>

#include "graph/formula_text.h"
#include "graph/operation.h"
#include "graph/term.h"
#include "support/problems.h"
#include "support/property.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// A row that leaves a field out does not compile: no field has a value of its own.
static_assert(!std::is_default_constructible_v<OperationRow>);
static_assert(!std::is_default_constructible_v<Needed<bool>> && !std::is_default_constructible_v<Needed<Strip>>);
static_assert(!std::is_default_constructible_v<Inverse> && !std::is_default_constructible_v<Inverses>);

constexpr double infinity = std::numeric_limits<double>::infinity();

class Random {
 public:
  double between(double low, double high) { return std::uniform_real_distribution<double>(low, high)(engine_); }
  std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(engine_); }
  // Numbers as formulas meet them, and among them whole ones, ones that are alike, and 0 and 1.
  double number() {
    switch (below(6)) {
      case 0: return std::round(between(-4, 4)) + 0.0;  // no minus zero
      case 1: return between(-3, 3);
      case 2: return std::exp(between(-6, 6));
      case 3: return std::vector<double>{0.5, -1, 2, 3, 0, 1}[below(6)];
      case 4: return 86400 * between(0, 30);
      default: return between(0, 2);
    }
  }
  Interval interval() {
    const double a = number();
    return below(4) == 0 ? Interval::point(a) : Interval{a, a + std::abs(number()) * between(0, 1)};
  }
  double inside(Interval a) {
    return below(4) == 0 ? a.low : below(4) == 0 ? a.high : std::min(a.high, a.low + (a.high - a.low) * between(0, 1));
  }

 private:
  std::mt19937_64 engine_{20251128};
};

using Values = std::array<double, most_operands>;
using Ranges = std::array<Interval, most_operands>;

double value_at(const OperationRow& row, const Values& at) { return row.apply(at[0], at[1], at[2]); }
Interval range_over(const OperationRow& row, const Ranges& over) { return row.enclose(over[0], over[1], over[2]); }

Ranges some_ranges(Random& random) { return {random.interval(), random.interval(), random.interval()}; }
Values some_values(Random& random) { return {random.number(), random.number(), random.number()}; }
Values inside(Random& random, const Ranges& over) {
  return {random.inside(over[0]), random.inside(over[1]), random.inside(over[2])};
}

std::string described(const OperationRow& row, const Values& at) {
  return fmt::format("{} of {}, {}, {}", *row.name, at[0], at[1], at[2]);
}

template <class Check>
void for_each_row(int times, const Check& check) {
  Random random;
  for (const OperationRow* row : operation_rows)
    for (int i = 0; i < times; ++i) check(*row, random);
}

double slack(double value) { return 1e-12 * std::abs(value) + 1e-300; }

}  // namespace

TEST_CASE("rows stand in the order of their names, and no two are called alike") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < operation_rows.size(); ++i) {
    const OperationRow& row = *operation_rows[i];
    CHECK(static_cast<std::size_t>(*row.operation) == i + static_cast<std::size_t>(first_operation));
    CHECK(&row_of(row.operation) == &row);
    CHECK(names.insert(row.name).second);
    CHECK((row.operands >= 1 && row.operands <= most_operands && row.most_in_strip <= most_in_any_strip));
  }
}

TEST_CASE("every operation: a value lies within the enclosure, and within the one that is rounded outwards") {
  for_each_row(20000, [](const OperationRow& row, Random& random) {
    const Ranges over = some_ranges(random);
    const Values at = inside(random, over);
    const double value = value_at(row, at);
    if (!std::isfinite(value)) return;
    const Interval near = range_over(row, over), outer = row.enclose_outwards(over[0], over[1], over[2]);
    const double allowed = slack(std::max(std::abs(near.low), std::abs(near.high)));
    const bool is_in_near =
        std::isnan(near.low) || std::isnan(near.high) || (near.low - allowed <= value && value <= near.high + allowed);
    const bool is_in_outer = std::isnan(outer.low) || std::isnan(outer.high) || outer.holds(value);
    CHECK_MESSAGE((is_in_near && is_in_outer), described(row, at), " is ", value, ", enclosed by ", near.low, " to ",
                  near.high, ", outwards ", outer.low, " to ", outer.high);
  });
}

TEST_CASE("every operation: slopes are what finite differences measure") {
  int compared = 0;
  for_each_row(5000, [&](const OperationRow& row, Random& random) {
    const Values at = some_values(random);
    const double value = value_at(row, at);
    if (!std::isfinite(value)) return;
    const OperandSlopes slopes = row.slopes(2, {at[0], at[1], at[2], value});
    for (std::size_t k = 0; k < row.operands; ++k) {
      const auto measured = [&](double step) {
        Values above = at, below = at;
        const double h = step * std::max(std::abs(at[k]), 1e-3);
        above[k] += h;
        below[k] -= h;
        return (value_at(row, above) - value_at(row, below)) / (2 * h);
      };
      const double wide = measured(1e-4), narrow = measured(2e-5);
      const auto to_one_side = [&](double h) {
        Values beside = at;
        beside[k] += h;
        return (value_at(row, beside) - value) / h;
      };
      const double h = 2e-5 * std::max(std::abs(at[k]), 1e-3);
      if (!near(to_one_side(h), to_one_side(-h), 0.02)) continue;  // a kink
      if (!near(measured(1e-8), narrow, 0.02)) continue;           // steps that lie closer than what is measured
      const double size = std::max({std::abs(wide), std::abs(narrow), std::abs(value / at[k])});
      // A step, the end of a domain, a slope without end.
      if (!std::isfinite(size) || !(std::abs(wide - narrow) <= 1e-3 * size)) continue;
      ++compared;
      CHECK_MESSAGE(std::abs(slopes[k] / 2 - narrow) <= std::abs(wide - narrow) + 1e-5 * size + 1e-9,
                    described(row, at), ": the slope by operand ", k, " is ", slopes[k] / 2, ", measured ", narrow);
    }
  });
  CHECK(compared > 20000);
}

TEST_CASE("every operation: difference quotients lie within the slope ranges") {
  for_each_row(20000, [](const OperationRow& row, Random& random) {
    const Ranges over = some_ranges(random);
    const Interval range = range_over(row, over);
    if (std::isnan(range.low) || std::isnan(range.high)) return;
    const OperandSlopeRanges slopes = row.slope_ranges(Interval::point(1), {over[0], over[1], over[2], range});
    const Values at = inside(random, over);
    for (std::size_t k = 0; k < row.operands; ++k) {
      Values other = at;
      other[k] = random.inside(over[k]);
      const double change = value_at(row, other) - value_at(row, at), way = other[k] - at[k];
      // By rounding alone, close points may differ by as much as their values are rounded.
      const double noise = 1e-11 * (std::abs(value_at(row, other)) + std::abs(value_at(row, at))) / std::abs(way);
      const double quotient = change / way;
      if (!std::isfinite(quotient) || std::isnan(slopes[k].low) || std::isnan(slopes[k].high)) continue;
      const double allowed = noise + 1e-9 * std::abs(quotient);
      CHECK_MESSAGE((slopes[k].low - allowed <= quotient && quotient <= slopes[k].high + allowed), described(row, at),
                    " by operand ", k, " to ", other[k], ": ", quotient, ", enclosed by ", slopes[k].low, " to ",
                    slopes[k].high);
    }
  });
}

TEST_CASE("every operation: an inverse undoes it, and where its condition fails there is nothing to find") {
  int undone = 0, refused = 0;
  for_each_row(5000, [&](const OperationRow& row, Random& random) {
    if (row.operands > 2) return;
    const Inverses& inverses = row.inverses;
    const Values at = some_values(random);
    for (std::size_t k = 0; k < row.operands; ++k) {
      const Inverse& inverse = k == 0 ? inverses.of_a : inverses.of_b;
      const double operand = at[k], other = at[1 - k], result = value_at(row, at);
      const double size = std::abs(result);
      if (!(size > 1e-200 && size < 1e9) || std::abs(operand) < 1e-6) continue;
      const auto comes_to_result = [&](double x) {
        Values again = at;
        again[k] = x;
        const double value = value_at(row, again);
        return std::abs(value - result) <= 1e-9 * std::max({std::abs(value), std::abs(result), std::abs(other)});
      };
      const Undone numbers = inverse.numbers(result, other);
      for (int i = 0; i < numbers.count; ++i) {
        if (!std::isfinite(numbers.values[static_cast<std::size_t>(i)])) continue;
        CHECK_MESSAGE(comes_to_result(numbers.values[static_cast<std::size_t>(i)]), described(row, at), " undone by ",
                      numbers.values[static_cast<std::size_t>(i)]);
      }
      if (numbers.known) CHECK_MESSAGE(numbers.count > 0, described(row, at), " has no inverse");
      if (!inverse.is_unique(other, operand >= 0)) continue;
      Graph graph;
      const Term of{&graph, graph.constant(result, {})}, and_of{&graph, graph.constant(other, {})};
      const Undoing undoing = inverse.formula(of, and_of);
      const double formula = graph.constant_value(undoing.operand.node);
      if (undoing.not_negative) CHECK(graph.constant_value(undoing.not_negative->node) >= 0);
      if (!std::isfinite(formula)) continue;
      ++undone;
      CHECK_MESSAGE(comes_to_result(formula), described(row, at), " rearranged to ", formula);
      // The mirrored result, where that is one: under the condition the formula solves the equation, elsewhere not.
      const Term mirrored{&graph, graph.constant(-result, {})};
      const Undoing of_mirrored = inverse.formula(mirrored, and_of);
      const double x = graph.constant_value(of_mirrored.operand.node);
      if (result == 0 || !std::isfinite(x)) continue;
      Values again = at;
      again[k] = x;
      const bool may = !of_mirrored.not_negative || graph.constant_value(of_mirrored.not_negative->node) >= 0;
      const double value = value_at(row, again);
      const bool solves = std::abs(value + result) <= 1e-9 * std::max({std::abs(result), std::abs(x), std::abs(other)});
      if (!may) ++refused;
      CHECK_MESSAGE(may == solves, described(row, again), " for ", -result);
    }
  });
  CHECK(undone > 20000);
  CHECK(refused > 1000);
}

TEST_CASE("every operation: a column comes to what each value does, bit for bit, whichever operands vary") {
  for_each_row(60, [](const OperationRow& row, Random& random) {
    const std::size_t count = 1 + random.below(256);
    const bool is_in_ulps = row.operation == Operation::exp || row.operation == Operation::log;
    std::vector<std::vector<double>> columns(most_operands, std::vector<double>(count));
    for (std::vector<double>& column : columns)
      for (double& value : column) value = random.number();
    const std::size_t pattern = 1 + random.below((std::size_t{1} << row.operands) - 1);  // which of them vary
    std::vector<Cells> cells;
    for (std::size_t k = 0; k < row.operands; ++k)
      cells.push_back({pattern >> k & 1U ? columns[k].data() : nullptr, columns[k].front()});
    std::vector<double> out(count);
    row.strip(cells, out.data(), count);
    for (std::size_t i = 0; i < count; ++i) {
      Values at{};
      for (std::size_t k = 0; k < row.operands; ++k) at[k] = cells[k][i];
      const double alone = value_at(row, at);
      const bool is_same = (std::isnan(alone) && std::isnan(out[i])) ||
                           std::memcmp(&alone, &out[i], sizeof alone) == 0 ||
                           (is_in_ulps && std::abs(alone - out[i]) <= 4e-16 * std::abs(alone));
      CHECK_MESSAGE(is_same, described(row, at), " is ", alone, " alone and ", out[i], " in a column");
    }
  });
}

TEST_CASE("what is listed is taken from left to right, as one operation after the other would") {
  for_each_row(60, [](const OperationRow& row, Random& random) {
    const std::size_t count = 1 + random.below(256);
    std::vector<std::vector<double>> columns(row.most_in_strip, std::vector<double>(count));
    std::vector<Cells> cells;
    for (std::vector<double>& column : columns) {
      for (double& value : column) value = random.number();
      cells.push_back({column.data(), 0});
    }
    for (std::size_t length = row.operands + 1; length <= row.most_in_strip; ++length) {
      std::vector<double> out(count);
      row.strip(std::span(cells).first(length), out.data(), count);
      for (std::size_t i = 0; i < count; ++i) {
        double one_by_one = columns[0][i];
        for (std::size_t k = 1; k < length; ++k) one_by_one = row.apply(one_by_one, columns[k][i], 0);
        CHECK(out[i] == one_by_one);
      }
    }
  });
}

TEST_CASE("every operation is read as it is written") {
  for (const OperationRow* row : operation_rows) {
    if (row->written->kind == Notation::Kind::none) continue;  // nobody writes it
    INFO(*row->example);
    Problem problem;
    const NodeId example = node_of(problem, std::string(*row->example));
    CHECK(problem.graph[example].operation == *row->operation);
    const auto text_of = [&](NodeId id) {
      return written_formula(problem.graph, id, [&](const Node& leaf) {
        return leaf.operation == Operation::symbol ? "." + problem.quantities[leaf.quantity()].name
                                                   : problem.graph.spelling(leaf);
      });
    };
    const std::string text = text_of(example);
    const NodeId again = node_of(problem, "(" + text + ")");
    CHECK(problem.graph[again].operation == *row->operation);
    CHECK(text_of(again) == text);
  }
}

TEST_CASE("docs/language.md and the fuzzer's dictionary know every function") {
  const std::string page = read_file(source_folder() + "/docs/language.md"),
                    dictionary = read_file(source_folder() + "/fuzz/scenario.dict");
  for (const OperationRow* row : operation_rows) {
    if (row->written->kind != Notation::Kind::function) continue;
    INFO(*row->name);
    CHECK(page.find("`" + std::string(*row->name) + "`") != std::string::npos);
    CHECK(dictionary.find("\"" + std::string(*row->name) + "(\"") != std::string::npos);
  }
}

TEST_CASE("numbers that differ by rounding only are compared and rounded as one") {
  CHECK(apply(Operation::ceil, 61.0 / 4, 0) == 16);
  CHECK(apply(Operation::ceil, 0.6 / 0.2, 0) == 3);
  CHECK(apply(Operation::ceil, 0.1 * 3 / 0.1, 0) == 3);
  CHECK(apply(Operation::floor, 0.3 / 0.1, 0) == 3);
  CHECK(apply(Operation::floor, -0.5, 0) == -1);
  CHECK(apply(Operation::ceil, 0, 0) == 0);
  CHECK(apply(Operation::ceil, 1e-9, 0) == 1);
  CHECK(apply(Operation::floor, 1e13 + 0.75, 0) == 1e13);
  CHECK(apply(Operation::ceil, 1e13 + 0.25, 0) == 1e13 + 1);
  CHECK(apply(Operation::equal, 0.1 * 3, 0.3) == 1);
  CHECK(apply(Operation::less, 0.3, 0.1 * 3) == 0);
  CHECK(apply(Operation::at_most, 0.1 * 3, 0.3) == 1);
  CHECK(apply(Operation::less, 0.3, 0.3000001) == 1);
  CHECK(apply(Operation::less, 1, infinity) == 1);
  CHECK(apply(Operation::equal, -infinity, infinity) == 0);
  CHECK(std::isnan(apply(Operation::equal, std::nan(""), 1)));
  CHECK(apply(Operation::select, 1, 2, std::nan("")) == 2);
  CHECK(std::isnan(apply(Operation::select, std::nan(""), 2, 2)));
}
