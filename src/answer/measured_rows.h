#pragma once
// What somebody measured, row by row: a CSV file whose columns are quantities, or what a training framework or a
// benchmark printed.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quantity/units.h"
#include "text/diagnostic.h"
#include "text/source.h"

namespace costcurve {

struct MeasuredCell {
  std::string key;  // "step", "tensor"
  Place heading;    // of its column
  Excerpt value;
};

struct MeasuredRow {
  std::string name;  // "line 3"; of a CSV file what its column `run` says
  std::vector<MeasuredCell> cells;
  std::string taken;  // what of it was not printed as such: "1,024 tokens in and 512 out of each of 1,000 requests"
};

/// True of a quantity that training frameworks and benchmarks print.
bool is_printed(std::string_view key);

/// The rows of a text; nothing where a mistake was reported. Of a log the rows are medians over its steps, one for each
/// size of batch, so that a slow step or the first does not count. The logs of Megatron-LM and torchtitan are known,
/// and the summaries of vLLM's and SGLang's `bench serve`, one after the other, of which the means are read: lengths
/// are totals over requests, and where no number of clients is printed it is that of the requests in flight.
std::optional<std::vector<MeasuredRow>> measured_rows(const SourcePointer& source, const Units& units,
                                                      Diagnostics& diagnostics);

}  // namespace costcurve
