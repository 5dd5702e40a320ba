#pragma once
// What somebody measured, row by row: a CSV file whose columns are quantities, or what a training framework or a
// benchmark printed.

#include <optional>
#include <string>
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
};

/// The rows of a text; nothing where a mistake was reported. Of a log the rows are medians over its steps, one for each
/// size of batch, so that a slow step or the first does not count. The logs of Megatron-LM and torchtitan are known,
/// and the summary of vLLM's and SGLang's `bench serve`, of which the means are read.
std::optional<std::vector<MeasuredRow>> measured_rows(const SourcePointer& source, const Units& units,
                                                      Diagnostics& diagnostics);

}  // namespace costcurve
