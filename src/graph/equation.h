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

/// What an estimate leaves out, by its sign: what is left out of a sum makes the truth more, and nothing else.
struct LeftOut {
  std::string more = {};  // makes the truth more than the estimate
  std::string less = {};  // makes it less
  struct Factor {
    double truth_over_estimate;
    std::string name;
  };
  double most = 2;  // how many times the truth may be off it, either way: beyond that somebody mistyped
  std::vector<Factor> factors = {};  // differences of a known size, which name themselves

  bool empty() const { return more.empty() && less.empty(); }
  /// All of it, for a note.
  std::string text() const;
  /// What makes the truth `truth_over_estimate` times the estimate: by its size, or by its sign; empty if nothing does.
  std::string reason(double truth_over_estimate) const;
};

struct Equation {
  Statement statement = Statement::equal;
  NodeId left = no_node;
  NodeId right = no_node;
  std::string sentence;        // "chip time is chips times duration", or the text of the scenario
  std::string source;          // where an estimate is from
  LeftOut left_out;            // of an estimate: names the difference to something better
  bool only_forward = false;   // it says its left side, and nothing of what its right side holds
  bool seldom_broken = false;  // of a limit: what breaks it is unusual, not wrong
  int order = 0;               // of estimates: lower ones are taken first
  std::string part;            // the part of the scenario it stands in, empty for relations between parts
  std::string where;           // "mine.toml:7", where the scenario states it; empty for a sheet's own
};

/// True of a statement that values follow from; the others are only checked.
inline bool determines(const Equation& equation) {
  return equation.statement == Statement::equal || equation.statement == Statement::estimate;
}
/// True of a limit that nothing may break.
inline bool is_limit(const Equation& equation) { return !determines(equation) && !equation.seldom_broken; }

/// The sentence with the part that it is about in front: "run: MFU is at most 1". What the scenario states itself, and
/// a sentence that begins with one of the part's quantities, stand alone.
std::string sentence_with_part(const Equation& equation);

/// The numbers of the quantities that occur in the equation, each once: those of the left side, ascending, and then the
/// others.
std::vector<std::size_t> quantities_of(const Graph& graph, const Equation& equation);

}  // namespace costcurve
