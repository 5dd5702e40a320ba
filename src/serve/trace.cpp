#include "serve/trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "numeric/random.h"
#include "serve/shared_prefixes.h"
#include "text/json_lines.h"
#include "text/listing.h"

namespace costcurve {

namespace {

constexpr std::size_t most_requests = 20'000'000;

// A column by one of its names, and what a number in it is worth in seconds; 0 where the name does not say.
struct KnownColumn {
  std::string_view name;
  double unit;
};
constexpr double is_open = 0, millisecond = 1e-3;
constexpr std::array<KnownColumn, 7> of_arrivals = {{{"TIMESTAMP", is_open},
                                                     {"timestamp", is_open},
                                                     {"arrival_s", 1},
                                                     {"arrival_ms", 1e-3},
                                                     {"timestamp_s", 1},
                                                     {"timestamp_ms", 1e-3},
                                                     {"arrived_at", 1}}};
constexpr std::array<KnownColumn, 5> of_inputs = {
    {{"ContextTokens", 1}, {"input_length", 1}, {"input_tokens", 1}, {"num_prefill_tokens", 1}, {"prompt_tokens", 1}}};
constexpr std::array<KnownColumn, 5> of_outputs = {{{"GeneratedTokens", 1},
                                                    {"output_length", 1},
                                                    {"output_tokens", 1},
                                                    {"num_decode_tokens", 1},
                                                    {"completion_tokens", 1}}};

// strtod takes more than a number: blanks in front, hexadecimals, nan. (from_chars of a double is not everywhere.)
std::optional<double> number_in(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// "2023-11-16 18:15:46.6805900", in seconds of that calendar; also with a T, and with a zone that is left out.
std::optional<double> moment_in(std::string_view text) {
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' || (text[10] != ' ' && text[10] != 'T')) return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t length) { return number_in(text.substr(at, length)); };
  const auto year = part(0, 4), month = part(5, 2), day = part(8, 2), hour = part(11, 2), minute = part(14, 2);
  std::size_t end = 17;
  while (end < text.size() && (text[end] == '.' || (text[end] >= '0' && text[end] <= '9'))) ++end;
  const auto second = part(17, end - 17);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  // Days of the civil calendar (Howard Hinnant, chrono-compatible low-level date algorithms).
  const double y = *month <= 2 ? *year - 1 : *year, era = std::floor(y / 400), of_era = y - era * 400;
  const double of_year = std::floor((153 * (*month > 2 ? *month - 3 : *month + 9) + 2) / 5) + *day - 1;
  const double days = era * 146097 + of_era * 365 + std::floor(of_era / 4) - std::floor(of_era / 100) + of_year;
  return ((days * 24 + *hour) * 60 + *minute) * 60 + *second;
}

class TraceReader {
 public:
  TraceReader(CsvTable table, Diagnostics& diagnostics) : table_(std::move(table)), diagnostics_(diagnostics) {}

  std::optional<Trace> read() {
    arrival_ = column(of_arrivals, "when requests arrive");
    input_ = column(of_inputs, "how many tokens they bring");
    output_ = column(of_outputs, "how many tokens they get");
    if (!arrival_ || !input_ || !output_) return std::nullopt;
    if (table_.rows.empty()) diagnostics_.add(without_place("this trace has no requests", {"a line for each"}));
    if (table_.rows.size() > most_requests)
      diagnostics_.add(without_place(
          fmt::format("this trace has {} requests, and at most {} are read", table_.rows.size(), most_requests),
          {"cut it: a day of it, or every tenth line with arrivals at a tenth of the rate"}));
    if (!diagnostics_.empty()) return std::nullopt;
    if (!settle_unit()) return std::nullopt;
    std::vector<TracedRequest> requests;
    requests.reserve(table_.rows.size());
    for (const std::vector<Excerpt>& row : table_.rows) add(row, requests);
    if (!diagnostics_.empty()) return std::nullopt;
    Trace trace;
    trace.requests = std::move(requests);
    trace.times = times_text();
    if (const std::optional<std::size_t> ids = table_.column("hash_ids")) read_prefixes(*ids, trace);
    if (!diagnostics_.empty()) return std::nullopt;
    return trace;
  }

 private:
  struct Found {
    std::size_t column;
    double unit;
  };

  template <std::size_t N>
  std::optional<Found> column(const std::array<KnownColumn, N>& known, const char* what) {
    std::vector<std::string> names, here;
    for (const KnownColumn& each : known) {
      if (const std::optional<std::size_t> found = table_.column(each.name)) return Found{*found, each.unit};
      names.emplace_back(each.name);
    }
    for (const Excerpt& heading : table_.headings) here.push_back(heading.text);
    diagnostics_.add(without_place(fmt::format("no column of this trace says {}", what),
                                   {"such a column is called " + listed(names, "or"), "it has " + listed_some(here)}));
    return std::nullopt;
  }

  // Mooncake counts whole milliseconds in its `timestamp`; another's may be seconds.
  bool settle_unit() {
    const Excerpt& first = table_.rows.front()[arrival_->column];
    are_moments_ = !number_in(first.text).has_value();
    if (arrival_->unit != is_open || are_moments_) return true;
    const std::string& name = table_.headings[arrival_->column].text;
    const auto is_whole = [&](const std::vector<Excerpt>& row) {
      return row[arrival_->column].text.find_first_of(".eE") == std::string::npos;
    };
    is_mooncakes_ = name == "timestamp" && table_.column("input_length") && table_.column("output_length") &&
                    std::all_of(table_.rows.begin(), table_.rows.end(), is_whole);
    arrival_->unit = millisecond;
    if (!is_mooncakes_)
      diagnostics_.report(first.place(), fmt::format("are the numbers of `{}` seconds or milliseconds?", name),
                          {"call the column timestamp_s or timestamp_ms"});
    return is_mooncakes_;
  }

  std::string times_text() const {
    const std::string& name = table_.headings[arrival_->column].text;
    if (are_moments_) return fmt::format("`{}`, moments of a calendar", name);
    return fmt::format("`{}`, in {}{}", name, arrival_->unit == millisecond ? "milliseconds" : "seconds",
                       is_mooncakes_ ? ", as the traces of Mooncake have them" : "");
  }

  std::optional<double> arrival_in(const Excerpt& cell) const {
    if (const std::optional<double> number = number_in(cell.text)) return *number * arrival_->unit;
    return moment_in(cell.text);
  }

  void add(const std::vector<Excerpt>& row, std::vector<TracedRequest>& requests) {
    const Excerpt &when = row[arrival_->column], &in = row[input_->column], &out = row[output_->column];
    const std::optional<double> arrival = arrival_in(when), input = number_in(in.text), output = number_in(out.text);
    if (!arrival) return diagnostics_.report(when.place(), "this is no time", {"a number, or 2023-11-16 18:15:46.68"});
    if (!input || !(*input >= 1))
      return diagnostics_.report(in.place(), "a request brings one token at least", {"leave the line out"});
    if (!output || !(*output >= 0))
      return diagnostics_.report(out.place(), "this is no number of tokens", {"a whole number from 0 on"});
    if (requests.empty()) first_ = *arrival;
    if (!requests.empty() && *arrival - first_ < requests.back().arrival)
      return diagnostics_.report(when.place(), "this request arrives before the one above it",
                                 {"sort the trace by its times"});
    // An answer without a token was refused or broken off: the prompt was taken in all the same.
    requests.push_back({*arrival - first_, std::floor(*input), std::max(1.0, std::floor(*output)), 0});
  }

  void read_prefixes(std::size_t column, Trace& trace) {
    std::vector<BlockIds> ids;
    for (const std::vector<Excerpt>& row : table_.rows) {
      std::optional<BlockIds> read = block_ids(row[column].text);
      if (!read)
        return diagnostics_.report(
            row[column].place(), "this is no list of ids",
            {"whole numbers in brackets: [46, 47, 48]", "a trace without them has no such column"});
      ids.push_back(std::move(*read));
    }
    if (const std::optional<double> block = tokens_of_a_block(trace.requests, ids)) {
      trace.block = *block;
      find_shared_prefixes(trace.requests, ids, *block);
    } else {
      trace.ids = "inputs have as many blocks as ids with no usual number of tokens for each";
    }
  }

  CsvTable table_;
  Diagnostics& diagnostics_;
  std::optional<Found> arrival_, input_, output_;
  double first_ = 0;
  bool are_moments_ = false, is_mooncakes_ = false;
};

}  // namespace

std::optional<Trace> read_trace(const SourcePointer& source, Diagnostics& diagnostics) {
  std::optional<CsvTable> table =
      looks_like_json_lines(source) ? read_json_lines(source, diagnostics) : read_csv(source, diagnostics);
  if (!table) return std::nullopt;
  return TraceReader(std::move(*table), diagnostics).read();
}

std::vector<TracedRequest> drawn_requests(std::size_t count, double rate, double input, double output,
                                          std::uint64_t seed) {
  constexpr std::size_t block = 64;
  const PhiloxKey key = key_of(seed, "arrivals");
  std::vector<TracedRequest> requests;
  requests.reserve(count);
  std::array<std::uint32_t, 4 * block> words;
  double now = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % words.size() == 0) philox_words(i / words.size(), key, words.data(), block);
    requests.push_back({now, input, output, 0});
    now -= std::log((words[i % words.size()] + 0.5) / 4294967296.0) / rate;
  }
  return requests;
}

}  // namespace costcurve
