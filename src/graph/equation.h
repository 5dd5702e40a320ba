#pragma once
// One statement that relates quantities, with the sentence and the source that it rests on.

#include <string>
#include <string_view>

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
  std::string sentence;             // "chip time is chips times duration", or the text of the scenario
  std::string source;               // where an estimate is from
  std::string gap;                  // what an estimate leaves out: names the difference to something better
  int order = 0;                    // of estimates: lower ones are taken first
  std::string part;                 // the part of the scenario it stands in, empty for relations between parts
  std::string where;                // "mine.toml:7", where the scenario states it; empty for a sheet's own
};

}  // namespace costcurve
