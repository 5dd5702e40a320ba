#pragma once
// The options of the command line: a row for each, and what a question says of them. Which verb takes which is the
// verb's to say (verbs.h).

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace costcurve {

enum class Option : std::uint8_t {
  set,
  as_of,
  variant,
  variants,
  unknown,
  so_that,
  between,
  over,
  base,
  trace,
  requests,
  why,
  best,
  within,
  every,
  shard,
  merge,
  show,
  since,
  depth,
  steps,
  unfold,
  all,
  brief,
  sources,
  hide,
  lesson,
  samples,
  seed,
  threads,
  catalog,
  format,
  output,
  html,
  width
};

struct OptionRow {
  Option option;
  std::string_view name;   // "--set"
  std::string_view value;  // "KEY=VALUE"; empty of a switch
  std::string_view about;
  bool repeated = false;  // several may stand
};

/// Every option, in the order of `--help`.
const std::vector<OptionRow>& option_rows();
const OptionRow& row_of(Option option);

/// What was said: for each option its values, in their order.
class Options {
 public:
  void add(Option option, std::string value) { said_[option].push_back(std::move(value)); }

  bool has(Option option) const { return said_.contains(option); }
  /// All values; none where the option was not said.
  const std::vector<std::string>& texts(Option option) const;
  /// The last value, or `otherwise`.
  std::string text(Option option, const std::string& otherwise = {}) const;
  /// The same of what the command line has checked to be a whole number.
  std::uint64_t number(Option option, std::uint64_t otherwise) const;

 private:
  std::map<Option, std::vector<std::string>> said_;
};

}  // namespace costcurve
