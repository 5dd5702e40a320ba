#include "answer/measured_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "quantity/digits.h"
#include "scenario/table.h"
#include "text/lines.h"

namespace costcurve {

namespace {

// What the field calls a quantity for short.
constexpr std::pair<std::string_view, std::string_view> short_names[] = {
    {"tp", "tensor"},        {"pp", "pipeline"},        {"dp", "data"},
    {"cp", "context"},       {"ep", "expert_parallel"}, {"mbs", "microbatch"},
    {"gbs", "batch"},        {"vpp", "interleave"},     {"tpot", "time_per_token"},
    {"ttft", "first_token"}, {"gpus", "chips"},         {"seq", "sequence"},
    {"seq_len", "sequence"}, {"step_time", "step"},     {"iteration_time", "step"}};

std::string whole_name(const std::string& key) {
  for (const auto& [brief, whole] : short_names)
    if (key == brief) return std::string(whole);
  return key;
}

// A number that a log prints behind these words, and the unit that it means by it.
struct LogField {
  std::string_view words;
  std::string_view key;
  std::string_view unit;
};

struct LogKind {
  bool has_steps;  // many lines of the same, or one summary
  std::vector<LogField> fields;
};

const std::vector<LogKind>& log_kinds() {
  static const std::vector<LogKind> kinds = {
      // Megatron-LM
      {true,
       {{"elapsed time per iteration (ms):", "step", "ms"},
        {"global batch size:", "batch", ""},
        {"throughput per GPU (TFLOP/s/GPU):", "achieved_speed_causal", "TFLOP/s/chip"}}},
      // torchtitan, which counts the whole square
      {true,
       {{" tps:", "chip_token_rate", "token/s/chip"},
        {" memory:", "bytes", "GiB"},
        {" tflops:", "achieved_speed", "TFLOP/s/chip"},
        {" mfu:", "mfu", "%"}}},
      // `vllm bench serve`, and SGLang's bench_serving, which is like it; the sheets work out means
      {false,
       {{"Mean TPOT (ms):", "time_per_token", "ms"},
        {"Mean TTFT (ms):", "first_token", "ms"},
        {"Output token throughput (tok/s):", "throughput", "token/s"},
        {"Maximum request concurrency:", "concurrency", ""}}},
  };
  return kinds;
}

// The number behind the words, its thousands not parted: "1,420" is 1420.
std::optional<std::string> number_behind(std::string_view line, std::string_view words) {
  const std::size_t found = line.find(words);
  if (found == std::string_view::npos) return std::nullopt;
  std::size_t at = line.find_first_not_of(" \t", found + words.size());
  std::string number;
  for (; at != std::string_view::npos && at < line.size(); ++at)
    if (is_digit(line[at]) || line[at] == '.')
      number += line[at];
    else if (line[at] != ',')
      break;
  if (number.empty()) return std::nullopt;
  return number;
}

std::string median_of(std::vector<std::string> numbers) {
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end(),
                   [](const std::string& a, const std::string& b) { return std::stod(a) < std::stod(b); });
  return *middle;
}

// The steps of a log by their size of batch, of each quantity all numbers.
using StepsOfLogs = std::map<std::string, std::vector<std::vector<std::string>>>;

MeasuredRow log_row(const SourcePointer& source, const LogKind& kind, const std::string& batch,
                    const std::vector<std::vector<std::string>>& numbers) {
  MeasuredRow row;
  std::size_t count = 0;
  for (const auto& all : numbers) count = std::max(count, all.size());
  row.name = !kind.has_steps ? "the benchmark" : fmt::format("{} steps", count) + (batch.empty() ? "" : " of " + batch);
  for (std::size_t f = 0; f < kind.fields.size(); ++f) {
    if (numbers[f].empty()) continue;
    const LogField& field = kind.fields[f];
    const std::string amount = median_of(numbers[f]) + (field.unit.empty() ? "" : " ") + std::string(field.unit);
    row.cells.push_back({std::string(field.key), {named(source), 0, 0}, {named(source), 0, 0, amount, false}});
  }
  return row;
}

std::vector<MeasuredRow> rows_of_log(const SourcePointer& source, const LogKind& kind) {
  StepsOfLogs steps;
  for (const std::string_view line : text_lines(source->text)) {
    std::vector<std::optional<std::string>> said;
    std::string batch;
    for (const LogField& field : kind.fields) {
      said.push_back(number_behind(line, field.words));
      if (field.key == "batch" && said.back()) batch = *said.back();
    }
    // A summary says one thing a line, a log all of a step on one.
    const bool is_step = !kind.has_steps || said.front();
    if (!is_step) continue;
    auto& numbers = steps.try_emplace(batch, kind.fields.size()).first->second;
    for (std::size_t f = 0; f < said.size(); ++f)
      if (said[f]) numbers[f].push_back(*said[f]);
  }
  std::vector<MeasuredRow> rows;
  for (const auto& [batch, numbers] : steps)
    if (!numbers.front().empty()) rows.push_back(log_row(source, kind, batch, numbers));
  return rows;
}

// A mean that a few slow requests lift is no median.
bool has_only_medians(const SourcePointer& source, Diagnostics& diagnostics) {
  const std::size_t found = source->text.find("Median TPOT (ms):");
  if (found == std::string::npos) return false;
  diagnostics.report({source, found, source->text.find('\n', found)},
                     "this summary has medians and no means, and means are what is worked out",
                     {"`vllm bench serve` prints \"Mean TPOT (ms)\" above it: keep the whole summary"});
  return true;
}

}  // namespace

std::optional<std::vector<MeasuredRow>> measured_rows(const SourcePointer& source, const Units& units,
                                                      Diagnostics& diagnostics) {
  for (const LogKind& kind : log_kinds())
    if (source->text.find(kind.fields.front().words) != std::string::npos) return rows_of_log(source, kind);
  if (has_only_medians(source, diagnostics)) return std::nullopt;
  const std::optional<Value> table = read_measurements(source, units, diagnostics);
  if (!table) return std::nullopt;
  std::vector<MeasuredRow> rows;
  for (const Entry& line : table->members) {
    MeasuredRow row{line.key, {}};
    for (const Entry& cell : line.value.members)
      row.cells.push_back({whole_name(cell.key), cell.place, cell.value.text});
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace costcurve
