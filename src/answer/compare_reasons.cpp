#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "answer/compare.h"
#include "catalog/entry.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// Names of two choices hold commas themselves: "H100, lambda; B200, aws".
std::string names_of_options(const std::vector<std::string>& names) {
  const bool plain = std::none_of(names.begin(), names.end(),
                                  [](const std::string& name) { return name.find(',') != std::string::npos; });
  if (plain) return listed_some(names);
  constexpr std::size_t most = 6;
  const std::vector<std::string> told(names.begin(),
                                      names.begin() + static_cast<std::ptrdiff_t>(std::min(most, names.size())));
  return fmt::format("{}{}", fmt::join(told, "; "),
                     names.size() > most ? fmt::format("; and {} more", names.size() - most) : "");
}

// What is said of several options stands once: "until 2026-04-23: DeepSeek-V3.2".
class OptionNotes {
 public:
  /// `kind`: the text without what it says of this option alone; those of one kind stand under it.
  void add(const std::string& text, const std::string& kind, const std::string& name) {
    auto same = std::find_if(said_.begin(), said_.end(), [&](const Said& other) { return other.kind == kind; });
    if (same == said_.end()) same = said_.insert(said_.end(), {text, kind, {}});
    if (same->text != text) same->text = kind;
    same->names.push_back(name);
  }
  std::size_t size() const { return said_.size(); }
  void write(std::vector<Notes::Note>& below, std::size_t most) const {
    constexpr std::size_t longest = 32;  // of a label; what is longer stands as a sentence
    for (std::size_t i = 0; i < std::min(most, said_.size()); ++i) {
      const std::string label = names_of_options(said_[i].names);
      below.push_back(label.size() <= longest ? Notes::Note{label, said_[i].text, Tone::dim}
                                              : Notes::Note{"", label + ": " + said_[i].text, Tone::dim});
    }
    if (said_.size() > most)
      below.push_back({"",
                       fmt::format("and {} more {}; `--all` tells them", said_.size() - most,
                                   said_.size() - most == 1 ? "reason" : "reasons"),
                       Tone::dim});
  }

 private:
  struct Said {
    std::string text, kind;
    std::vector<std::string> names;
  };
  std::vector<Said> said_;
};

// "the catalog has no price of it on that day": what is chosen for the option is "it".
std::string reason_without_names(const ComparedOption& option) {
  std::string reason = option.lacking;
  for (const std::string& choice : option.choices) {
    if (choice.empty()) continue;
    for (std::size_t at = reason.find(choice); at != std::string::npos; at = reason.find(choice, at)) {
      const bool is_quoted = at > 0 && reason[at - 1] == '`' && reason.substr(at + choice.size(), 1) == "`";
      const std::size_t begin = is_quoted ? at - 1 : at, size = choice.size() + (is_quoted ? 2 : 0);
      constexpr std::string_view it = "it";
      reason.replace(begin, size, is_quoted ? "of that name" : it);
      at = begin + it.size();
    }
  }
  return reason;
}

// Prices that all options share are no difference between them.
std::set<std::string> days_that_differ(const ComparedOptions& comparison, std::vector<DayOfPrice> ComparedOption::*of) {
  std::map<DayOfPrice, std::size_t> sharing;
  std::size_t known = 0;
  for (const ComparedOption& option : comparison.options) {
    if (!has_value(option)) continue;
    ++known;
    for (const DayOfPrice& day : option.*of) ++sharing[day];
  }
  std::set<std::string> days;
  for (const auto& [day, count] : sharing)
    if (count < known) days.insert(day.day);
  return days;
}

void add_distance(const ComparedOptions& comparison, Grid& grid) {
  if (!is_not_of_one_time(comparison)) {
    if (!is_not_of_one_time(comparison, &ComparedOption::known)) return;
    const auto [first, last] = days_apart(comparison, &ComparedOption::known);
    grid.below.push_back(
        {"not of one time", fmt::format("these prices were last read from {} to {}", first, last), Tone::open});
    return;
  }
  const auto [first, last] = days_apart(comparison);
  const bool may_choose =
      comparison.as_of.empty() && std::none_of(comparison.options.begin(), comparison.options.end(),
                                               [](const ComparedOption& option) { return option.names_its_day; });
  grid.below.push_back({"not of one time",
                        fmt::format("these prices are of {} to {}{}", first, last,
                                    may_choose ? "; `--as-of DATE` takes those of a day" : ""),
                        Tone::open});
}

}  // namespace

std::vector<const ComparedOption*> rivals_of(const ComparedOptions& comparison) {
  constexpr double is_decided = 0.95;  // a probability from which on nobody doubts
  std::vector<const ComparedOption*> rivals;
  const ComparedOption& first = comparison.options.front();
  for (const ComparedOption& option : comparison.options)
    if (has_value(option) && option.doubt.empty() == first.doubt.empty() &&
        *option.values.front() != *first.values.front() &&  // alike, whatever is drawn
        option.is_cheaper.value_or(0) > 1 - is_decided)
      rivals.push_back(&option);
  return rivals;
}

std::pair<std::string, std::string> days_apart(const ComparedOptions& comparison,
                                               std::vector<DayOfPrice> ComparedOption::*of) {
  const std::set<std::string> days = days_that_differ(comparison, of);
  return days.empty() ? std::pair<std::string, std::string>() : std::pair(*days.begin(), *days.rbegin());
}

bool is_not_of_one_time(const ComparedOptions& comparison, std::vector<DayOfPrice> ComparedOption::*of) {
  constexpr long much = 90;  // days
  const auto [first, last] = days_apart(comparison, of);
  return !first.empty() && days_between(first, last) > much;
}

void add_reasons(const ComparedOptions& comparison, const std::vector<const ComparedOption*>& told, bool in_full,
                 Grid& grid) {
  const std::size_t most = in_full ? comparison.options.size() : 10;
  OptionNotes doubts, remarks, reasons, kinds, sources;
  for (const ComparedOption* option : told)
    for (const std::string& remark : option->remarks) remarks.add(remark, remark, option->name);
  if (comparison.tells_sources)
    for (const ComparedOption* option : told)
      for (const std::string& source : option->sources) sources.add(source, source, option->name);
  for (const ComparedOption& option : comparison.options) {
    if (!option.doubt.empty() && has_value(option)) doubts.add("*" + option.doubt, "*" + option.doubt, option.name);
    if (has_value(option)) continue;
    const std::string reason = reason_without_names(option);
    reasons.add(option.lacking, in_full ? option.lacking : reason, option.name);
    kinds.add(option.lacking, option.kind_of_lacking.empty() ? reason : option.kind_of_lacking, option.name);
  }
  doubts.write(grid.below, most);
  remarks.write(grid.below, most);
  sources.write(grid.below, comparison.options.size());
  (reasons.size() <= most ? reasons : kinds).write(grid.below, most);
  if (!comparison.base.empty() && !has_value(base_of(comparison)))
    grid.below.push_back(
        {"no base", fmt::format("{} comes to no number, so none is held to it", comparison.base), Tone::open});
  add_distance(comparison, grid);
}

}  // namespace costcurve
