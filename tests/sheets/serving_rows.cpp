// Measured times per token, row by row, where the file with them is at hand: the error by chip and source is printed,
// and is no more than what the equations were found to have on them, plus one point.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <map>

#include "support/support.h"
#include "text/csv.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

using MeasuredRow = std::map<std::string, std::string>;

std::vector<MeasuredRow> measured_serving_rows(const std::string& path) {
  auto source = std::make_shared<Source>();
  source->name = path;
  source->text = read_file(path);
  Diagnostics mistakes;
  const std::optional<CsvTable> table = read_csv(source, mistakes);
  REQUIRE(table);
  std::vector<MeasuredRow> rows;
  for (const auto& cells : table->rows) {
    MeasuredRow row;
    for (std::size_t c = 0; c < cells.size(); ++c) row[table->headings[c].text] = cells[c].text;
    rows.push_back(std::move(row));
  }
  return rows;
}

// Aggregated serving whose plan and batch are certain.
bool is_usable(const MeasuredRow& row) {
  if (!row.at("id").starts_with("AGG") || row.at("metric") != "tpot") return false;
  for (const char* flag : {"not usable", "faster than the datasheet", "queue: first token", "unmarked",
                           "speculation unknown", "ambiguous", "inconsistent"})
    if (row.at("flags").find(flag) != std::string::npos) return false;
  return true;
}

std::string catalogued(const std::string& llm) {
  if (llm == "Qwen3-235B") return "Qwen3-235B-A22B";
  if (llm == "Qwen3.5-397B") return "Qwen3.5-397B-A17B";
  if (llm == "Kimi-K2.5") return "Kimi-K2";
  return llm;
}

std::string scenario_of(const MeasuredRow& row) {
  std::string text = "[part]\nsheet = 'serving'\n";
  const auto say = [&](const std::string& name, const std::string& value) { text += name + " = '" + value + "'\n"; };
  say("llm", catalogued(row.at("llm")));
  say("chip", row.at("chip"));
  for (const auto& [name, column] : {std::pair("tensor", "tp"), {"replicas", "dp"}, {"expert_parallel", "ep"}})
    text += std::string(name) + " = " + std::to_string(std::stoi(row.at(column))) + "\n";
  say("attention_bytes", row.at("bytes_attention") + " byte/parameter");
  say("ffn_bytes", row.at("bytes_ffn") + " byte/parameter");
  say("expert_bytes", row.at("bytes_expert") + " byte/parameter");
  say("kv_bytes", row.at("bytes_kv") + " byte");
  say("attention_precision", row.at("flop_attention"));
  say("ffn_precision", row.at("flop_ffn"));
  say("expert_precision", row.at("flop_expert"));
  say("scaling", row.at("static_quantisation") == "1" ? "static" : "dynamic");
  say("prompts", row.at("engine") == "sglang" ? "alone" : "mixed");
  say("input_per_request", row.at("input_tokens") + " token");
  say("output_per_request", row.at("output_tokens") + " token");
  text += "concurrency = " + row.at("concurrency") + "\n";
  return text;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

}  // namespace

TEST_CASE("serving: 1,051 measured times per token, with the error by chip and source") {
  const std::string path = source_folder() + "/../shared/serving_given.csv";
  if (!std::filesystem::exists(path)) return;  // the rows are not ours to keep here
  std::map<std::string, std::vector<double>> errors;
  std::size_t inside = 0, all = 0;
  for (const MeasuredRow& row : measured_serving_rows(path)) {
    if (!is_usable(row)) continue;
    const auto part = audited(scenario_of(row));
    const double ratio = value(*part, "part.time_per_token") * 1e3 / std::stod(row.at("value"));
    INFO(row.at("id"), ": ", scenario_of(row));
    REQUIRE(ratio > 0.3);
    REQUIRE(ratio < 3);
    for (const std::string& group : {row.at("chip") + ", " + row.at("source_set"), std::string("all")})
      errors[group].push_back(std::abs(ratio - 1));
    inside += 1 / ratio >= 0.78 && 1 / ratio <= 1.40;
    ++all;
  }
  // Medians of the equations' first form (numpy), to which a point is allowed.
  const std::map<std::string, double> known = {
      {"all", 0.0664}, {"B200, InferenceX", 0.0777}, {"H100, aiconfigurator lab", 0.0522}};
  for (const auto& [group, list] : errors) {
    std::cout << "  time per token, " << group << ": " << list.size() << " rows, median error " << 100 * median(list)
              << " %\n";
    REQUIRE(known.contains(group));
    CHECK(median(list) <= known.at(group) + 0.01);
  }
  std::cout << "  inside 0.78 to 1.40 of the answer: " << 100.0 * static_cast<double>(inside) / static_cast<double>(all)
            << " %\n";
  CHECK(all == 1051);
  CHECK(static_cast<double>(inside) >= 0.9 * static_cast<double>(all));
}
