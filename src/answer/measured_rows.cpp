#include "answer/measured_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "quantity/digits.h"
#include "quantity/print.h"
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

// The steps of a training framework: many lines that say the same.
const std::vector<std::vector<LogField>>& log_kinds() {
  static const std::vector<std::vector<LogField>> kinds = {
      // Megatron-LM
      {{"elapsed time per iteration (ms):", "step", "ms"},
       {"global batch size:", "batch", ""},
       {"throughput per GPU (TFLOP/s/GPU):", "achieved_speed_causal", "TFLOP/s/chip"}},
      // torchtitan, which counts the whole square
      {{" tps:", "chip_token_rate", "token/s/chip"},
       {" memory:", "bytes", "GiB"},
       {" tflops:", "achieved_speed", "TFLOP/s/chip"},
       {" mfu:", "mfu", "%"}},
  };
  return kinds;
}

// The summary of `vllm bench serve`, and of SGLang's bench_serving, which is like it; the sheets work out means.
constexpr std::string_view summary_words = "Mean TPOT (ms):";
constexpr std::array<LogField, 9> summary_fields = {{
    {summary_words, "time_per_token", "ms"},
    {"Mean TTFT (ms):", "first_token", "ms"},
    {"Output token throughput (tok/s):", "throughput", "token/s"},
    {"Maximum request concurrency:", "concurrency", ""},
    {"Max request concurrency:", "concurrency", ""},
    // What these say follows from several of them.
    {"Successful requests:", "requests", ""},
    {"Benchmark duration (s):", "duration", ""},
    {"Total input tokens:", "input", ""},
    {"Total generated tokens:", "output", ""},
}};
constexpr std::array<std::string_view, 4> of_the_benchmark = {"requests", "duration", "input", "output"};

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

MeasuredCell cell_of(const SourcePointer& source, std::string_view key, const std::string& amount) {
  return {std::string(key), {named(source), 0, 0}, {named(source), 0, 0, amount, false}};
}
MeasuredCell cell_of(const SourcePointer& source, const LogField& field, const std::string& number) {
  return cell_of(source, field.key, number + (field.unit.empty() ? "" : " ") + std::string(field.unit));
}

MeasuredRow log_row(const SourcePointer& source, const std::vector<LogField>& fields, const std::string& batch,
                    const std::vector<std::vector<std::string>>& numbers) {
  MeasuredRow row;
  std::size_t count = 0;
  for (const auto& all : numbers) count = std::max(count, all.size());
  row.name = fmt::format("{} steps", count) + (batch.empty() ? "" : " of " + batch);
  for (std::size_t f = 0; f < fields.size(); ++f)
    if (!numbers[f].empty()) row.cells.push_back(cell_of(source, fields[f], median_of(numbers[f])));
  return row;
}

std::vector<MeasuredRow> rows_of_log(const SourcePointer& source, const std::vector<LogField>& fields) {
  StepsOfLogs steps;
  for (const std::string_view line : text_lines(source->text)) {
    std::vector<std::optional<std::string>> said;
    std::string batch;
    for (const LogField& field : fields) {
      said.push_back(number_behind(line, field.words));
      if (field.key == "batch" && said.back()) batch = *said.back();
    }
    if (!said.front()) continue;
    auto& numbers = steps.try_emplace(batch, fields.size()).first->second;
    for (std::size_t f = 0; f < said.size(); ++f)
      if (said[f]) numbers[f].push_back(*said[f]);
  }
  std::vector<MeasuredRow> rows;
  for (const auto& [batch, numbers] : steps)
    if (!numbers.front().empty()) rows.push_back(log_row(source, fields, batch, numbers));
  return rows;
}

// What a summary prints, by what it is of.
using BenchSummary = std::map<std::string_view, std::string>;

// One summary behind the other: what is printed once more begins the next.
std::vector<BenchSummary> summaries_in(std::string_view text) {
  std::vector<BenchSummary> all(1);
  for (const std::string_view line : text_lines(text))
    for (const LogField& field : summary_fields) {
      std::optional<std::string> number = number_behind(line, field.words);
      if (!number) continue;
      if (all.back().contains(field.key)) all.emplace_back();
      all.back().emplace(field.key, std::move(*number));
    }
  return all;
}

class SummaryRow {
 public:
  SummaryRow(const SourcePointer& source, const BenchSummary& summary) : source_(source), summary_(summary) {}

  MeasuredRow row() {
    for (const LogField& field : summary_fields) {
      const auto said = summary_.find(field.key);
      const bool is_whole =
          std::find(of_the_benchmark.begin(), of_the_benchmark.end(), field.key) != of_the_benchmark.end();
      if (said == summary_.end() || is_whole || takes(field.key)) continue;
      row_.cells.push_back(cell_of(source_, field, said->second));
    }
    add_lengths();
    if (!summary_.contains("concurrency")) add_those_in_flight();
    row_.taken = fmt::format("{}", fmt::join(taken_, "; "));
    return std::move(row_);
  }

 private:
  // Two spellings of one field.
  bool takes(std::string_view key) const {
    return std::any_of(row_.cells.begin(), row_.cells.end(), [&](const MeasuredCell& cell) { return cell.key == key; });
  }
  std::optional<double> number(std::string_view key) const {
    const auto said = summary_.find(key);
    return said == summary_.end() ? std::nullopt : std::optional(std::stod(said->second));
  }

  void add_lengths() {
    const std::optional<double> requests = number("requests"), input = number("input"), output = number("output");
    if (!requests || !(*requests > 0)) return;
    const auto add = [&](std::string_view key, const std::optional<double>& tokens) {
      if (tokens && *tokens > 0)
        row_.cells.push_back(cell_of(source_, key, fmt::format("{:.10g} token", *tokens / *requests)));
    };
    add("input_per_request", input);
    add("output_per_request", output);
    if (input && output)
      taken_.push_back(fmt::format("{} tokens in and {} out of each of {} requests", number_text(*input / *requests, 4),
                                   number_text(*output / *requests, 4), count_text(*requests)));
  }

  // Little's law: as many are in flight as arrive while one is.
  void add_those_in_flight() {
    const auto requests = number("requests"), duration = number("duration"), output = number("output"),
               first = number("first_token"), token = number("time_per_token");
    if (!requests || !duration || !output || !first || !token || !(*duration > 0)) return;
    const double latency = (*first + (*output / *requests - 1) * *token) / 1e3;
    const double in_flight = std::max(1.0, *requests / *duration * latency);
    row_.cells.push_back(cell_of(source_, "concurrency", fmt::format("{:.10g}", in_flight)));
    taken_.push_back(fmt::format("no number of clients is printed: {} requests in flight in the mean (Little's law)",
                                 number_text(in_flight, 3)));
  }

  const SourcePointer& source_;
  const BenchSummary& summary_;
  MeasuredRow row_;
  std::vector<std::string> taken_;
};

std::vector<MeasuredRow> rows_of_summaries(const SourcePointer& source) {
  std::vector<MeasuredRow> rows;
  const std::vector<BenchSummary> summaries = summaries_in(source->text);
  for (const BenchSummary& summary : summaries) {
    rows.push_back(SummaryRow(source, summary).row());
    rows.back().name = summaries.size() == 1 ? "the benchmark" : fmt::format("benchmark {}", rows.size());
  }
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

bool is_printed(std::string_view key) {
  const auto is_it = [&](const LogField& field) { return field.key == key; };
  return std::any_of(summary_fields.begin(), summary_fields.end(), is_it) ||
         std::any_of(log_kinds().begin(), log_kinds().end(), [&](const std::vector<LogField>& fields) {
           return std::any_of(fields.begin(), fields.end(), is_it);
         });
}

std::optional<std::vector<MeasuredRow>> measured_rows(const SourcePointer& source, const Units& units,
                                                      Diagnostics& diagnostics) {
  for (const std::vector<LogField>& fields : log_kinds())
    if (source->text.find(fields.front().words) != std::string::npos) return rows_of_log(source, fields);
  if (source->text.find(summary_words) != std::string::npos) return rows_of_summaries(source);
  if (has_only_medians(source, diagnostics)) return std::nullopt;
  const std::optional<Value> table = read_measurements(source, units, diagnostics);
  if (!table) return std::nullopt;
  std::vector<MeasuredRow> rows;
  for (const Entry& line : table->members) {
    MeasuredRow row{line.key, {}, {}};
    for (const Entry& cell : line.value.members)
      row.cells.push_back({whole_name(cell.key), cell.place, cell.value.text});
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace costcurve
