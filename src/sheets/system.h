#pragma once
// What a sheet is written with: a table of named quantities, and the equations between them.
//
// A sheet is a struct of quantities with two functions beside it:
//
//   void quantities(Training& run, Table& table);    // name, meaning, unit to show, domain, default, catalog field
//   void equations(Training& run, System& system);   // what holds between them
//
// Both run once per use of the sheet in a scenario. Help, the schema and the documentation come from the table.

#include <string_view>
#include <type_traits>
#include <vector>

#include "graph/equation.h"
#include "quantity/units.h"
#include "sheets/dimensions.h"
#include "sheets/sheet.h"

namespace costcurve {

/// What people call a request, in the singular: a number of any of these is a number of requests.
inline constexpr std::string_view requests_asked = "request query prompt message conversation image";

/// Lists a sheet's quantities and, given a graph, makes each a symbol of it.
///
/// What has one name is one quantity: a sheet that is made of several, each with a struct of its own, lists them one
/// behind the other, and what they share stands in the table once, as the first of them says it.
class Table {
 public:
  /// `first_quantity` is the number that the sheet's first quantity has in the graph.
  Table(Graph& graph, std::size_t first_quantity) : graph_(graph), first_(first_quantity) {}

  template <class Quantity>
  Row& row(std::string_view name, Quantity& member, std::string_view unit, std::string_view meaning) {
    Row made;
    made.name = name;
    made.unit = unit;
    made.meaning = meaning;
    made.dimension = dimension_of<Quantity>();
    const auto [symbol, row] = added(std::move(made));
    member = Quantity::from_value(symbol);
    return *row;
  }

  /// A quantity that is one of these words.
  Row& words(std::string_view name, Word& member, std::vector<std::string> words, std::string_view meaning);

  std::vector<Row> rows;

 private:
  /// The quantity's symbol and its row; of a name that the table has already the symbol there is, and a row that goes
  /// nowhere. Throws std::logic_error if that one is of another dimension.
  std::pair<Term, Row*> added(Row row);

  Graph& graph_;
  std::size_t first_;
  std::vector<NodeId> symbols_;  // of the rows
  Row told_already_;
};

/// Collects a sheet's statements.
class System {
 public:
  System(Graph& graph, std::vector<Equation>& equations) : graph_(graph), equations_(equations) {}

  /// An identity. Both sides have one dimension, or this does not compile.
  template <class Quantity>
  void equal(std::string_view sentence, const Quantity& left, const std::type_identity_t<Quantity>& right,
             std::string_view source = {}) {
    add<Quantity>(Statement::equal, sentence, left, right, source, {});
  }
  /// A rule of thumb, its source, and what it leaves out, by sign.
  template <class Quantity>
  void estimate(std::string_view sentence, const Quantity& left, const std::type_identity_t<Quantity>& right,
                std::string_view source, LeftOut left_out) {
    add<Quantity>(Statement::estimate, sentence, left, right, source, std::move(left_out));
  }
  /// The same where what it says backwards would mean nothing: it is used for its left side only.
  template <class Quantity>
  void estimate_forward(std::string_view sentence, const Quantity& left, const std::type_identity_t<Quantity>& right,
                        std::string_view source, LeftOut left_out) {
    estimate(sentence, left, right, source, std::move(left_out));
    equations_.back().only_forward = true;
  }
  /// An identity that says its left side, and is not undone: what its right side holds is not sought from it. For
  /// formulas that nobody uses backwards, and that hold an unknown several times.
  template <class Quantity>
  void equal_forward(std::string_view sentence, const Quantity& left, const std::type_identity_t<Quantity>& right,
                     std::string_view source = {}) {
    equal(sentence, left, right, source);
    equations_.back().only_forward = true;
  }
  /// Of a quantity that is a word.
  void equal_forward(std::string_view sentence, const Word& left, const WordValue& right, std::string_view source = {});
  template <class Quantity>
  void at_most(std::string_view sentence, const Quantity& left, const std::type_identity_t<Quantity>& limit,
               std::string_view source = {}) {
    add<Quantity>(Statement::at_most, sentence, left, limit, source, {});
  }
  template <class Quantity>
  void at_least(std::string_view sentence, const Quantity& left, const std::type_identity_t<Quantity>& limit,
                std::string_view source = {}) {
    add<Quantity>(Statement::at_least, sentence, left, limit, source, {});
  }

  /// A limit that is seldom broken: what breaks it is told, with the reason why it is unusual, and fails nothing.
  template <class Quantity>
  void seldom_above(std::string_view sentence, const Quantity& left, const std::type_identity_t<Quantity>& limit,
                    std::string_view reason) {
    at_most(sentence, left, limit, reason);
    equations_.back().seldom_broken = true;
  }
  template <class Quantity>
  void seldom_below(std::string_view sentence, const Quantity& left, const std::type_identity_t<Quantity>& limit,
                    std::string_view reason) {
    at_least(sentence, left, limit, reason);
    equations_.back().seldom_broken = true;
  }

  /// A constant of nature or of definition, in base units (second, USD, chip, token, parameter, FLOP, byte, J, kg).
  /// `spelling` is how explanations print it: "1 year".
  template <class Quantity>
  Quantity constant(double value, std::string_view spelling = {}) {
    return Quantity::from_value(Term{&graph_, graph_.constant(value, dimension_of<Quantity>(), std::string(spelling))});
  }
  Ratio number(double value) { return constant<Ratio>(value); }

  /// Gives an expression that formulas have in common its name and its sentence; explanations write the name with these
  /// operands behind it, and the expression where it is asked for. Both texts are literals.
  template <class Quantity>
  Quantity named(std::string_view name, std::string_view sentence, const Quantity& expression,
                 std::vector<NodeId> operands) {
    graph_.name(expression.value().node, {name, sentence, std::move(operands)});
    return expression;
  }

 private:
  template <class Quantity>
  void add(Statement statement, std::string_view sentence, const Quantity& left, const Quantity& right,
           std::string_view source, LeftOut left_out) {
    add(statement, sentence, left.value().node, right.value().node, source, std::move(left_out),
        dimension_of<Quantity>());
  }
  /// Throws std::logic_error where the static dimension and the graph's differ: the two books must agree.
  void add(Statement statement, std::string_view sentence, NodeId left, NodeId right, std::string_view source,
           LeftOut left_out, const Dimension& dimension);

  Graph& graph_;
  std::vector<Equation>& equations_;
};

template <class Quantities>
std::vector<Row> record_sheet(Graph& graph, std::size_t first, std::vector<Equation>& list) {
  Quantities sheet;
  Table table(graph, first);
  quantities(sheet, table);
  System system(graph, list);
  equations(sheet, system);
  return std::move(table.rows);
}

template <class Quantities>
const std::vector<Row>& rows_of_sheet() {
  static const std::vector<Row> rows = [] {
    Graph graph;
    std::vector<Equation> equations;
    return record_sheet<Quantities>(graph, 0, equations);
  }();
  return rows;
}

}  // namespace costcurve
