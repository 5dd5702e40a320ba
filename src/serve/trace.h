#pragma once
// Traces of requests: when each arrived, how many tokens it brought and got. A trace is a file of anybody's, CSV or
// lines of JSON, whose columns are known by their names; there is no format of ours.

#include <optional>
#include <string>
#include <vector>

#include "serve/simulation.h"
#include "text/diagnostic.h"

namespace costcurve {

struct Trace {
  std::vector<TracedRequest> requests;
  std::string times;  // how they were read: "arrival_s, in seconds"
  double block = 0;   // tokens that each of its hash_ids stands for; none: it has no ids
  std::string ids;    // why its ids say nothing, where it has some
};

/// Reads arrivals and lengths. Known columns are those of the Azure traces (TIMESTAMP, ContextTokens, GeneratedTokens),
/// of Mooncake (timestamp in milliseconds, input_length, output_length, hash_ids), and plain ones (arrival_s or
/// arrival_ms, input_tokens, output_tokens). A `timestamp` of anybody else's is a moment of a calendar, or its unit is
/// asked for; of moments either all have a zone or none. Mistakes are reported with their lines: times that run
/// backwards, lengths that are negative or none, columns that are missing; nothing is returned then. Ids of blocks of
/// tokens say how much of an input an earlier request began with too, of those no longer than `longest`: the others
/// are not answered. How many tokens a block has is found from the lengths.
std::optional<Trace> read_trace(const SourcePointer& source, double longest, Diagnostics& diagnostics);

}  // namespace costcurve
