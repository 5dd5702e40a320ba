#pragma once
// The families of models whose parameters can be counted from their config.json: a row each, with the function that
// reads what is its own.

#include <string_view>
#include <vector>

#include "imports/config_reading.h"
#include "imports/llm_shape.h"

namespace costcurve::imports {

struct HfFamily {
  std::string_view model_type;    // "llama"
  std::string_view architecture;  // "LlamaForCausalLM"
  /// Reads what the family has beside layers, widths and vocabulary.
  void (*read)(ConfigReading& config, LlmShape& shape);
};

const std::vector<HfFamily>& hf_families();
/// The family of that name, or null.
const HfFamily* find_hf_family(std::string_view model_type);
/// Reads the shape. What is missing or does not fit together is reported.
LlmShape shape_of(const HfFamily& family, ConfigReading& config);

}  // namespace costcurve::imports
