#include "catalog/promised.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace costcurve::testing {

namespace {

// What a field of each folder is measured in: any unit of the same dimension will do. "name" stands for words.
struct Field {
  std::string_view folder;
  std::string_view name;
  std::string_view unit;
};
constexpr std::array<Field, 60> fields = {{
    {"chips", "name", "words"},
    {"chips", "vendor", "words"},
    {"chips", "clock.gives", "words"},
    {"chips", "released", "date"},
    {"chips", "power", "W/chip"},
    {"chips", "price", "USD/chip"},
    {"chips", "embodied_emissions", "kgCO2e/chip"},
    {"chips", "memory", "GB/chip"},
    {"chips", "memory_bandwidth", "TB/s/chip"},
    {"chips", "link_bandwidth", "GB/s/chip"},
    {"chips", "network_bandwidth", "GB/s/chip"},
    {"chips", "clock.boost", "MHz"},
    {"chips", "clock.matrix_units", ""},
    {"chips", "clock.flop_per_cycle", ""},
    {"chips", "peak.fp64", "TFLOP/s/chip"},
    {"chips", "peak.fp32", "TFLOP/s/chip"},
    {"chips", "peak.tf32", "TFLOP/s/chip"},
    {"chips", "peak.fp16", "TFLOP/s/chip"},
    {"chips", "peak.bf16", "TFLOP/s/chip"},
    {"chips", "peak.fp8", "TFLOP/s/chip"},
    {"chips", "peak.int8", "TOP/s/chip"},
    {"chips", "peak.fp4", "TFLOP/s/chip"},
    {"llms", "name", "words"},
    {"llms", "vendor", "words"},
    {"llms", "released", "date"},
    {"llms", "parameters", "B parameter"},
    {"llms", "active_parameters", "B parameter"},
    {"llms", "training_tokens", "T token"},
    {"llms", "context", "token"},
    {"apis", "name", "words"},
    {"apis", "vendor", "words"},
    {"apis", "context", "token"},
    {"apis", "price.from", "words"},
    {"apis", "price.to", "words"},
    {"apis", "price.input", "USD/Mtoken"},
    {"apis", "price.cached_input", "USD/Mtoken"},
    {"apis", "price.cache_write", "USD/Mtoken"},
    {"apis", "price.cache_write_hour", "USD/Mtoken"},
    {"apis", "price.output", "USD/Mtoken"},
    {"apis", "price.tier.above", "token"},
    {"apis", "price.tier.rule", "words"},
    {"apis", "price.tier.input", "USD/Mtoken"},
    {"apis", "price.tier.cached_input", "USD/Mtoken"},
    {"apis", "price.tier.cache_write", "USD/Mtoken"},
    {"apis", "price.tier.cache_write_hour", "USD/Mtoken"},
    {"apis", "price.tier.output", "USD/Mtoken"},
    {"apis", "price.request_fee", "USD/request"},
    {"apis", "price.batch.discount", ""},
    {"apis", "price.off_peak.hours", "words"},
    {"apis", "price.off_peak.discount", ""},
    {"deflators", "name", "words"},
    {"deflators", "vendor", "words"},
    {"deflators", "price.from", "words"},
    {"deflators", "price.level", ""},
    {"clouds", "name", "words"},
    {"clouds", "rent.on_demand", "USD/chip/h"},
    {"clouds", "rent.spot", "USD/chip/h"},
    {"clouds", "rent.reserved_1y", "USD/chip/h"},
    {"clouds", "rent.reserved_3y", "USD/chip/h"},
    {"clouds", "rent.chips", "chip"},
}};
const std::vector<std::string> words_of_rents = {"rent.instance", "rent.chip", "rent.region", "rent.date"};

}  // namespace

std::optional<std::string> unit_promised(const ConfigFile& file, const std::string& field) {
  if (file.path == "grids.toml")
    return field.ends_with(".name")                   ? "words"
           : field.ends_with(".intensity_accounting") ? "words"
           : field.ends_with(".water_intensity")      ? "L/kWh"
           : field.ends_with(".intensity")            ? "gCO2e/kWh"
           : field.ends_with(".price")                ? std::optional<std::string>("USD/kWh")
                                                      : std::nullopt;
  if (file.path == "fits.toml") return field.ends_with(".name") ? "words" : "";
  if (file.path == "yardsticks.toml")
    return field.ends_with(".name")                                 ? "words"
           : field.ends_with("_year") || field.ends_with("_energy") ? "kWh"
                                                                    : "tCO2e";
  if (file.path == "currencies.toml") return "USD";
  if (file.folder == "clouds" && std::find(words_of_rents.begin(), words_of_rents.end(), field) != words_of_rents.end())
    return "words";
  for (const Field& known : fields)
    if (known.folder == file.folder && known.name == field) return std::string(known.unit);
  return std::nullopt;
}

}  // namespace costcurve::testing
