#pragma once
// One statement that relates quantities, with the sentence and the source that it rests on.

#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace costcurve {

/// How much a statement claims.
enum class Statement : std::uint8_t {
  equal,     // an identity: a definition, never wrong
  estimate,  // a rule of thumb: used when nothing better is given; a gap to something better is named
  at_most,   // a limit, checked like a claim
  at_least,
};

struct Equation {
  Statement statement = Statement::equal;
  NodeId left = no_node;
  NodeId right = no_node;
  std::string sentence;  // "chip time is chips times duration", or the text of the scenario
  std::string source;    // where an estimate is from
  std::string gap;       // what an estimate leaves out: names the difference to something better
  int order = 0;         // of estimates: lower ones are taken first
  std::string part;      // the part of the scenario it stands in, empty for relations between parts
  std::string where;     // "mine.toml:7", where the scenario states it; empty for a sheet's own
};

/// True of a limit: a statement that is checked, and that determines nothing.
inline bool is_limit(const Equation& equation) {
  return equation.statement == Statement::at_most || equation.statement == Statement::at_least;
}

/// The sentence with the part that it is about in front: "run: MFU is at most 1". What the scenario states itself, and
/// a sentence that begins with one of the part's quantities, stand alone.
std::string sentence_with_part(const Equation& equation);

/// The numbers of the quantities that occur in the equation, each once: those of the left side, ascending, and then the
/// others.
std::vector<std::size_t> quantities_of(const Graph& graph, const Equation& equation);

}  // namespace costcurve
