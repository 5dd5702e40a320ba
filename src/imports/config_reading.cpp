#include "imports/config_reading.h"

#include <fmt/format.h>

#include <algorithm>

namespace costcurve::imports {

using Kind = JsonValue::Kind;

namespace {

constexpr long long largest_size = 100'000'000;

// Keys that say nothing of how large a model is. A star stands for any end or beginning.
constexpr std::string_view harmless[] = {
    "*_token_id",
    "*_token_ids",
    "*dropout*",
    "_*",
    "rope_*",
    "*_rope_*",
    "initializer_range",
    "rms_norm_eps",
    "layer_norm_eps*",
    "hidden_act",
    "activation_function",
    "torch_dtype",
    "dtype",
    "transformers_version",
    "use_cache",
    "output_*",
    "auto_map",
    "pretraining_tp",
    "quantization_config",
    "router_aux_loss_coef",
    "router_jitter_noise",
    "aux_loss_alpha",
    "seq_aux",
    "norm_topk_prob",
    "topk_group",
    "topk_method",
    "n_group",
    "routed_scaling_factor",
    "scoring_func",
    "ep_size",
    "initial_context_length",
    "swiglu_limit",
    "id2label",
    "label2id",
    "num_labels",
    "problem_type",
    "max_window_layers",
    "max_length",
    "min_length",
    "temperature",
    "top_p",
    "do_sample",
    "gradient_checkpointing",
    "unsloth_*",
    "original_max_position_embeddings",
    "task_specific_params",
    "use_mrope",
    "max_sequence_length",
    "chunk_size_feed_forward",
    "is_decoder",
    "pad_token",
    "partial_rotary_factor",
    "use_flash_attn",
};

bool fits(std::string_view name, std::string_view pattern) {
  const bool any_begin = pattern.starts_with('*'), any_end = pattern.ends_with('*');
  if (any_begin) pattern.remove_prefix(1);
  if (any_end) pattern.remove_suffix(1);
  if (any_begin && any_end) return name.find(pattern) != std::string_view::npos;
  return any_begin ? name.ends_with(pattern) : any_end ? name.starts_with(pattern) : name == pattern;
}

// Null, "text", false, and a list or an object of nothing add no parameters.
bool may_carry_size(const JsonValue& value) {
  switch (value.kind) {
    case Kind::null: return false;
    case Kind::text: return false;
    case Kind::boolean: return value.boolean;
    case Kind::number: return true;
    case Kind::list: return !value.elements.empty();
    case Kind::object: return !value.members.empty();
  }
  return true;
}

}  // namespace

const JsonValue* ConfigReading::find(std::string_view name) {
  asked_.emplace(name);
  const JsonValue* value = reading_.json.root.find(name);
  return value && !value->is(Kind::null) ? value : nullptr;
}

bool ConfigReading::has(std::string_view name) const {
  const JsonValue* value = reading_.json.root.find(name);
  return value && !value->is(Kind::null);
}

long long ConfigReading::whole(std::string_view name, const JsonValue& value, long long least) {
  const long long number = reading_.whole(value, least).value_or(0);
  if (number <= largest_size) return number;
  wrong(name, fmt::format("is {}, which no model is", value.text), "look into the file that it is from");
  return 0;
}

long long ConfigReading::size(std::string_view name) {
  if (const JsonValue* value = find(name)) return whole(name, *value, 1);
  const JsonValue* null = reading_.json.root.find(name);
  reading_.wrong(null ? *null : reading_.json.root, null ? "is null" : fmt::format("has no `{}`", name),
                 "without it the parameters cannot be counted; nothing is assumed for it");
  return 0;
}

long long ConfigReading::size_or(std::string_view name, long long otherwise) {
  const JsonValue* value = find(name);
  return value ? whole(name, *value, 1) : otherwise;
}

long long ConfigReading::size_or_null(std::string_view name) {
  const JsonValue* value = reading_.json.root.find(name);
  return value ? size_or(name, 0) : size(name);
}

long long ConfigReading::count(std::string_view name) { return has(name) ? count_or(name, 0) : size(name); }

long long ConfigReading::count_or(std::string_view name, long long otherwise) {
  const JsonValue* value = find(name);
  return value ? whole(name, *value, 0) : otherwise;
}

bool ConfigReading::flag(std::string_view name, bool otherwise) {
  const JsonValue* value = find(name);
  return value && reading_.expect(*value, Kind::boolean) ? value->boolean : otherwise;
}

std::string ConfigReading::word(std::string_view name) {
  const JsonValue* value = find(name);
  return value && reading_.expect(*value, Kind::text) ? value->text : "";
}

std::vector<std::string> ConfigReading::words(std::string_view name) {
  std::vector<std::string> words;
  const JsonValue* value = find(name);
  if (value && reading_.expect(*value, Kind::list))
    for (const JsonValue& element : value->elements) words.push_back(element.text);
  return words;
}

void ConfigReading::wrong(std::string_view name, const std::string& problem, const std::string& remedy) {
  const JsonValue* value = reading_.json.root.find(name);
  reading_.wrong(value ? *value : reading_.json.root, problem, remedy);
}

std::vector<std::string> ConfigReading::not_understood() const {
  std::vector<std::string> names;
  for (const JsonMember& member : reading_.json.root.members) {
    const bool is_known = asked_.contains(member.name) || !may_carry_size(member.value) ||
                          std::any_of(std::begin(harmless), std::end(harmless),
                                      [&](std::string_view pattern) { return fits(member.name, pattern); });
    if (!is_known) names.push_back(member.name);
  }
  return names;
}

}  // namespace costcurve::imports
