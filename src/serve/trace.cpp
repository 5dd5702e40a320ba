#include "serve/trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "quantity/print.h"
#include "serve/shared_prefixes.h"
#include "text/calendar.h"
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
constexpr std::array<KnownColumn, 8> of_arrivals = {{{"TIMESTAMP", is_open},
                                                     {"timestamp", is_open},
                                                     {"arrival_time", is_open},
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

struct Moment {
  double seconds = 0;  // of the calendar, in its zone
  bool has_zone = false;
};

// "Z", "UTC", "+02:00", "-0500", "+02", as seconds; none: no zone is said.
std::optional<double> zone_in(std::string_view text) {
  if (text == "Z" || text == "z" || text == "UTC") return 0;
  if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  std::string digits(text.substr(1));
  if (digits.size() == 5 && digits[2] == ':') digits.erase(2, 1);
  if (digits.size() == 2) digits += "00";
  if (digits.size() != 4 || digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  const double hours = std::stod(digits.substr(0, 2)), minutes = std::stod(digits.substr(2));
  if (hours > 14 || minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -60 : 60) * (60 * hours + minutes);
}

// "2023-11-16 18:15:46.6805900", also with a T, and with a zone behind.
std::optional<Moment> moment_in(std::string_view text) {
  if (text.size() < 19 || !is_date(text.substr(0, 10)) || (text[10] != ' ' && text[10] != 'T') || text[13] != ':' ||
      text[16] != ':')
    return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t length) -> std::optional<double> {
    const std::string_view digits = text.substr(at, length);
    return digits.find_first_not_of("0123456789.") == std::string_view::npos ? number_in(digits) : std::nullopt;
  };
  std::size_t end = 17;
  while (end < text.size() && (text[end] == '.' || (text[end] >= '0' && text[end] <= '9'))) ++end;
  const auto year = part(0, 4), month = part(5, 2), day = part(8, 2), hour = part(11, 2), minute = part(14, 2),
             second = part(17, end - 17);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second >= 61) return std::nullopt;  // a leap second is one
  const std::string_view behind = text.substr(std::min(text.find_first_not_of(' ', end), text.size()));
  const std::optional<double> zone = zone_in(behind);
  if (!zone && !behind.empty()) return std::nullopt;
  // Days of the civil calendar (Howard Hinnant, chrono-compatible low-level date algorithms).
  const double y = *month <= 2 ? *year - 1 : *year, era = std::floor(y / 400), of_era = y - era * 400;
  const double of_year = std::floor((153 * (*month > 2 ? *month - 3 : *month + 9) + 2) / 5) + *day - 1;
  const double days = era * 146097 + of_era * 365 + std::floor(of_era / 4) - std::floor(of_era / 100) + of_year;
  return Moment{((days * 24 + *hour) * 60 + *minute) * 60 + *second - zone.value_or(0), zone.has_value()};
}

class TraceReader {
 public:
  TraceReader(const SourcePointer& source, double longest, Diagnostics& diagnostics)
      : source_(source), longest_(longest), diagnostics_(diagnostics) {}

  std::optional<Trace> read() {
    if (!has_few_enough_lines()) return std::nullopt;
    const TableListener listener{[&](const std::vector<Excerpt>& headings) { return find_columns(headings); },
                                 [&](const std::vector<Excerpt>& row) { return add(row), !diagnostics_.full(); }};
    if (looks_like_json_lines(source_)) {
      tell_json_lines(source_, diagnostics_, listener);
    } else {
      const char separator = separator_in(source_->text);
      has_decimal_commas_ = separator != ',';
      tell_csv(source_, separator, diagnostics_, listener);
    }
    if (diagnostics_.empty() && trace_.requests.empty())
      diagnostics_.add(without_place("this trace has no requests", {"a line for each"}));
    if (!diagnostics_.empty()) return std::nullopt;
    trace_.times = times_text();
    if (ids_) find_prefixes();
    return std::move(trace_);
  }

 private:
  struct Found {
    std::size_t column;
    double unit;
    std::string name;
  };

  // Counted before any is read: what is too much shall not fill the memory first.
  bool has_few_enough_lines() {
    const auto lines = static_cast<std::size_t>(std::count(source_->text.begin(), source_->text.end(), '\n'));
    if (lines <= most_requests + 1) return true;
    diagnostics_.add(without_place(fmt::format("this trace has {} lines, and at most {} requests are read",
                                               count_text(static_cast<double>(lines)), count_text(most_requests)),
                                   {"cut it: a day of it, or every tenth line with arrivals at a tenth of the rate"}));
    return false;
  }

  bool find_columns(const std::vector<Excerpt>& headings) {
    arrival_ = column(headings, of_arrivals, "when requests arrive");
    input_ = column(headings, of_inputs, "how many tokens they bring");
    output_ = column(headings, of_outputs, "how many tokens they get");
    ids_ = column_of(headings, "hash_ids");
    may_be_mooncakes_ = arrival_ && arrival_->name == "timestamp" && column_of(headings, "input_length") &&
                        column_of(headings, "output_length");
    return arrival_ && input_ && output_;
  }

  static std::optional<std::size_t> column_of(const std::vector<Excerpt>& headings, std::string_view name) {
    const auto found =
        std::find_if(headings.begin(), headings.end(), [&](const Excerpt& cell) { return cell.text == name; });
    return found == headings.end() ? std::nullopt : std::optional<std::size_t>(found - headings.begin());
  }

  template <std::size_t N>
  std::optional<Found> column(const std::vector<Excerpt>& headings, const std::array<KnownColumn, N>& known,
                              const char* what) {
    std::vector<std::string> names, here;
    for (const KnownColumn& each : known) {
      if (const std::optional<std::size_t> found = column_of(headings, each.name))
        return Found{*found, each.unit, std::string(each.name)};
      names.emplace_back(each.name);
    }
    for (const Excerpt& heading : headings) here.push_back(heading.text);
    diagnostics_.add(without_place(fmt::format("no column of this trace says {}", what),
                                   {"such a column is called " + listed(names, "or"), "it has " + listed_some(here)}));
    return std::nullopt;
  }

  std::optional<double> number(const Excerpt& cell) const {
    if (!has_decimal_commas_ || cell.text.find(',') == std::string::npos) return number_in(cell.text);
    std::string text = cell.text;
    text[text.find(',')] = '.';
    return number_in(text);
  }

  // Mooncake counts whole milliseconds in its `timestamp`; another's may be seconds.
  bool is_in_known_unit(const Excerpt& when) {
    if (arrival_->unit != is_open) return true;
    if (may_be_mooncakes_ && when.text.find_first_of(".eE") == std::string::npos) return true;
    diagnostics_.report(when.place(), fmt::format("are the numbers of `{}` seconds or milliseconds?", arrival_->name),
                        {"call the column timestamp_s or timestamp_ms"});
    arrival_->unit = 1;  // said once
    return false;
  }

  std::string times_text() const {
    if (are_moments_) return fmt::format("`{}`, moments of a calendar", arrival_->name);
    if (arrival_->unit == is_open)
      return fmt::format("`{}`, in milliseconds, as the traces of Mooncake have them", arrival_->name);
    return fmt::format("`{}`, in {}", arrival_->name, arrival_->unit == 1 ? "seconds" : "milliseconds");
  }

  std::optional<double> wrong_time(const Excerpt& when, const char* problem, const char* remedy) {
    diagnostics_.report(when.place(), problem, {remedy});
    return std::nullopt;
  }

  std::optional<double> arrival_in(const Excerpt& when) {
    const std::optional<double> number_said = number(when);
    const std::optional<Moment> moment = number_said ? std::nullopt : moment_in(when.text);
    if (!number_said && !moment)
      return wrong_time(when, "this is no time", "a number, or 2023-11-16 18:15:46.68, or that with a zone: +02:00, Z");
    if (trace_.requests.empty()) {
      are_moments_ = moment.has_value();
      have_zone_ = moment && moment->has_zone;
    }
    if (moment.has_value() != are_moments_)
      return wrong_time(when, "one time is a number, and another a moment of the calendar",
                        "times are of one kind in all lines");
    if (moment && moment->has_zone != have_zone_)
      return wrong_time(when, "of these times some have a zone and some have none", "a zone in every line, or in none");
    if (moment) return moment->seconds;
    if (!is_in_known_unit(when)) return std::nullopt;
    return *number_said * (arrival_->unit == is_open ? millisecond : arrival_->unit);
  }

  void add(const std::vector<Excerpt>& row) {
    const Excerpt &in = row[input_->column], &out = row[output_->column];
    const std::optional<double> arrival = arrival_in(row[arrival_->column]), input = number(in), output = number(out);
    const bool has_lengths = is_length(in, input, 1) && is_length(out, output, 0);
    if (!arrival || !has_lengths) return;
    if (trace_.requests.empty()) first_ = *arrival;
    if (!trace_.requests.empty() && *arrival - first_ < trace_.requests.back().arrival)
      return diagnostics_.report(row[arrival_->column].place(), "this request arrives before the one above it",
                                 {"sort the trace by its times"});
    // An answer without a token was refused or broken off: the prompt was taken in all the same.
    trace_.requests.push_back({*arrival - first_, *input, std::max(1.0, *output), 0});
    if (ids_) add_ids(row[*ids_]);
  }

  bool is_length(const Excerpt& cell, const std::optional<double>& tokens, double least) {
    constexpr double most = 1e9;
    const auto wrong = [&](const std::string& problem, const char* remedy) {
      diagnostics_.report(cell.place(), problem, {remedy});
      return false;
    };
    if (!tokens || *tokens != std::floor(*tokens)) return wrong("this is no number of tokens", "a whole number: 1024");
    if (*tokens < 0) return wrong("a number of tokens is not negative", "leave the line out");
    if (*tokens < least) return wrong("a request brings one token at least", "leave the line out");
    if (*tokens > most)
      return wrong(fmt::format("no request has {} tokens", cell.text), "leave the line out, or mend the number");
    return true;
  }

  void add_ids(const Excerpt& cell) {
    if (std::optional<BlockIds> read = block_ids(cell.text)) return block_ids_.push_back(std::move(*read));
    diagnostics_.report(cell.place(), "this is no list of ids",
                        {"whole numbers in brackets: [46, 47, 48]", "a trace without them has no such column"});
  }

  void find_prefixes() {
    if (const std::optional<double> block = tokens_of_a_block(trace_.requests, block_ids_)) {
      trace_.block = *block;
      find_shared_prefixes(trace_.requests, block_ids_, *block, longest_);
    } else {
      trace_.ids = "inputs have as many blocks as ids with no usual number of tokens for each";
    }
  }

  const SourcePointer& source_;
  double longest_;
  Diagnostics& diagnostics_;
  Trace trace_;
  std::vector<BlockIds> block_ids_;
  std::optional<Found> arrival_, input_, output_;
  std::optional<std::size_t> ids_;
  double first_ = 0;
  bool are_moments_ = false, have_zone_ = false, may_be_mooncakes_ = false, has_decimal_commas_ = false;
};

}  // namespace

std::optional<Trace> read_trace(const SourcePointer& source, double longest, Diagnostics& diagnostics) {
  return TraceReader(source, longest, diagnostics).read();
}

}  // namespace costcurve
