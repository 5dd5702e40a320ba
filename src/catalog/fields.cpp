#include "catalog/fields.h"

#include <algorithm>
#include <array>

#include "quantity/word_list.h"

namespace costcurve {

namespace {

using enum FieldForm;

constexpr std::array<CatalogField, 76> fields = {{
    {"chip", "", "name vendor note", words, ""},
    {"chip", "", "released", day, ""},
    {"chip", "", "power", amount, "W/chip", Domain::positive},
    {"chip", "", "price", amount, "USD/chip"},
    {"chip", "", "embodied_emissions", amount, "kgCO2e/chip"},
    {"chip", "", "memory", amount, "GB/chip", Domain::positive},
    {"chip", "", "device_memory", amount, "GB/chip", Domain::positive},
    {"chip", "", "memory_bandwidth link_bandwidth network_bandwidth", amount, "GB/s/chip", Domain::positive},
    {"chip", "", "host_bandwidth", amount, "GB/s/chip", Domain::positive},
    {"chip", "", "domain", amount, ""},
    {"chip", "", "modern", choice, "yes no"},
    {"chip", "", "attention", choice, "unfused v1 v2 v3"},
    {"chip", "", "clock peak matmul", group, ""},
    {"chip", "matmul", "fp16 bf16 fp8 fp4", amount, "", Domain::fraction},
    {"chip", "clock", "gives", words, ""},
    {"chip", "clock", "boost", amount, "MHz", Domain::positive},
    {"chip", "clock", "matrix_units flop_per_cycle", amount, "", Domain::positive},
    {"chip", "peak", "fp64 fp32 tf32 fp16 bf16 fp8 fp6 fp4 int8 int4", amount, "TFLOP/s/chip", Domain::positive},
    {"llm", "", "name vendor note", words, ""},
    {"llm", "", "released", day, ""},
    {"llm", "", "parameters active_parameters parameters_without_embedding active_parameters_without_embedding", amount,
     "B parameter", Domain::positive},
    {"llm", "", "training_tokens", amount, "T token", Domain::positive},
    {"llm", "", "context", amount, "token", Domain::positive},
    {"llm", "", "kv_cache_per_token kv_cache_per_token_beyond_window", amount, "byte/token"},
    {"llm", "", "layers dense_layers moe_layers window_layers hidden heads kv_heads head_width vocabulary", amount, ""},
    {"llm", "", "q_rank kv_rank nope_width rope_width value_width", amount, ""},
    {"llm", "", "ffn matrices embedding_matrices experts top_k expert_ffn shared_ffn window", amount, ""},
    {"llm", "", "group_limit mtp_layers", amount, ""},
    {"llm", "", "vector_parameters", amount, "M parameter"},
    {"llm", "", "index_heads index_width output_gate linear_layers key_heads key_width value_heads", amount, ""},
    {"llm", "", "sparse_top", amount, "token"},
    {"api", "", "name vendor note", words, ""},
    {"api", "", "released", day, ""},
    {"api", "", "use", choice, "embedding image audio video rerank moderation search ocr other"},
    {"api", "", "context", amount, "token", Domain::positive},
    {"api", "", "price", list, ""},
    {"api", "price", "note", words, ""},
    {"api", "price", "from to", day, ""},
    {"api", "price", token_price_fields, amount, "USD/Mtoken"},
    {"api", "price", "request_fee", amount, "USD/request"},
    {"api", "price", "tier", groups, ""},
    {"api", "price", "batch flex priority off_peak", group, ""},
    {"api", "price.tier", "above", amount, "token", Domain::positive},
    {"api", "price.tier", "rule", choice, "cliff marginal"},
    {"api", "price.tier", token_price_fields, amount, "USD/Mtoken"},
    {"api", "price.service", token_price_fields, amount, "USD/Mtoken"},
    {"api", "price.service", "discount", amount, "", Domain::fraction},
    {"api", "price.service", "tier", groups, ""},
    {"api", "price.service", "note", words, ""},
    {"api", "price.off_peak", "hours", hours, ""},
    {"api", "price.off_peak", "discount cached_discount output_discount", amount, "", Domain::fraction},
    {"cloud", "", "name vendor note", words, ""},
    {"cloud", "", "rent", list, ""},
    {"cloud", "rent", "chip instance region note", words, ""},
    {"cloud", "rent", "date", day, ""},
    {"cloud", "rent", "chips", amount, "chip", Domain::positive},
    {"cloud", "rent", "on_demand spot reserved_1y reserved_3y", amount, "USD/chip/h"},
    {"grid", "", "name note", words, ""},
    {"grid", "", "intensity", amount, "gCO2e/kWh"},
    {"grid", "", "intensity_accounting", choice, "location-based market-based"},
    {"grid", "", "water_intensity", amount, "L/kWh"},
    {"grid", "", "price", amount, "USD/kWh"},
    {"fit", "", "name note", words, ""},
    {"fit", "", "irreducible_loss parameter_coefficient parameter_exponent token_coefficient token_exponent", amount,
     "", Domain::positive},
    {"format", "", "name note", words, ""},
    {"format", "", "attention_bytes ffn_bytes expert_bytes", amount, "byte/parameter", Domain::positive},
    {"format", "", "kv_bytes", amount, "byte", Domain::positive},
    {"format", "", "attention_precision ffn_precision expert_precision", choice, "bf16 fp8 fp4"},
    {"format", "", "scaling", choice, "static dynamic"},
    {"deflator", "", "name vendor note", words, ""},
    {"deflator", "", "price", list, ""},
    {"deflator", "price", "note", words, ""},
    {"deflator", "price", "from to", day, ""},
    {"deflator", "price", "level", amount, "", Domain::positive},
    {"yardstick", "", "name note", words, ""},
    {"yardstick", "", "*", amount, "*", Domain::positive},
}};

constexpr std::array<NeededField, 7> needed = {{
    {"api", "price.tier", "above", "above = \"200 k token\" says from how many tokens of a request on it holds"},
    {"api", "price.tier", "rule",
     "rule = \"cliff\" where a longer request costs the tier's price throughout, \"marginal\" where only the tokens "
     "beyond do"},
    {"api", "price.service", "discount input output",
     "discount = \"50 %\" says how much cheaper all is, input and output what they cost"},
    {"api", "price.off_peak", "hours", "hours = \"16:30 to 00:30\" says when, in UTC"},
    {"api", "price.off_peak", "discount", "discount = \"50 %\" says how much cheaper these hours are"},
    {"cloud", "rent", "chip", "chip = \"H100\" says what is let"},
    {"deflator", "price", "level", "level = 233.707 is the index of the time that begins with `from`"},
}};

// The rows' name of a group: every class of service has the same fields, and every tier.
std::string_view group_in_rows(std::string_view group) {
  if (group.ends_with(".tier")) return "price.tier";
  const std::string_view last = group.substr(std::min(group.size(), group.rfind('.') + 1));
  return std::find(service_classes.begin(), service_classes.end(), last) != service_classes.end() ? "price.service"
                                                                                                  : group;
}

}  // namespace

const CatalogField* catalog_field(std::string_view kind, std::string_view group, std::string_view name) {
  group = group_in_rows(group);
  for (const CatalogField& field : fields)
    if (field.kind == kind && field.group == group && (field.names == "*" || has_word(field.names, name)))
      return &field;
  return nullptr;
}

std::vector<std::string> catalog_field_names(std::string_view kind, std::string_view group) {
  group = group_in_rows(group);
  std::vector<std::string> names;
  for (const CatalogField& field : fields)
    if (field.kind == kind && field.group == group && field.names != "*")
      for (std::string& name : words_parted(field.names)) names.push_back(std::move(name));
  return names;
}

std::vector<NeededField> needed_fields(std::string_view kind, std::string_view group) {
  group = group_in_rows(group);
  std::vector<NeededField> here;
  for (const NeededField& field : needed)
    if (field.kind == kind && field.group == group) here.push_back(field);
  return here;
}

}  // namespace costcurve
