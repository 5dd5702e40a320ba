#include "answer/solve_phrases.h"

#include <fmt/format.h>

#include <cmath>

#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

std::string stated_text(const SolvedUnknown& unknown) {
  const std::string value = amount_text(unknown.stated, unknown.unit);
  switch (unknown.standing) {
    case SolvedUnknown::Standing::stated: return value + " is stated";
    case SolvedUnknown::Standing::catalog: return value + " in the catalog";
    case SolvedUnknown::Standing::by_default: return value + " by default";
    case SolvedUnknown::Standing::estimated: return value + " is estimated";
    case SolvedUnknown::Standing::open: break;
  }
  return "nothing is stated";
}

std::string change_text(const SolvedUnknown& unknown, double value) {
  constexpr double day = 86400;
  if (unknown.standing == SolvedUnknown::Standing::open) return {};
  if (unknown.dimension.is_point()) {
    const double days = (value - unknown.stated) / day;
    return fmt::format("{} day{} {}", number_text(std::abs(days), 3), std::abs(days) == 1 ? "" : "s",
                       days < 0 ? "earlier" : "later");
  }
  if (!(value > 0 && unknown.stated > 0) || unknown.dimension.is_pace()) return {};
  const double factor = value / unknown.stated;
  if (std::abs(factor - 1) < 1e-9) return "as it is";
  if (factor > 0.5 && factor < 1.999)
    return fmt::format("{} {}", percent_text(std::abs(factor - 1)), factor < 1 ? "less" : "more");
  return number_text(factor, 3) + " times";
}

std::string where_text(const SolvedUnknown& unknown) {
  if (unknown.bracketed)
    return fmt::format(" between {} and {}", amount_text(unknown.searched.low, unknown.unit),
                       amount_text(unknown.searched.high, unknown.unit));
  const Interval domain = search_range(unknown.domain);
  const bool from = unknown.searched.low > domain.low, to = unknown.searched.high < domain.high;
  if (from && unknown.searched.low > 1e-30 && to)
    return fmt::format(" between {} and {}", amount_text(unknown.searched.low, unknown.unit),
                       amount_text(unknown.searched.high, unknown.unit));
  if (to) return " up to " + amount_text(unknown.searched.high, unknown.unit);
  if (from)
    return unknown.searched.low > 1e-30 ? fmt::format(" of {} or more", amount_text(unknown.searched.low, unknown.unit))
                                        : " above zero";
  const std::string_view words = domain_words(unknown.domain);
  return words.empty() ? "" : fmt::format(" {}{}", unknown.domain == Domain::not_negative ? "of " : "", words);
}

std::string within_text(const SolvedUnknown& unknown, Interval range, bool lacks_low, bool lacks_high) {
  const bool from_below = !unknown.bracketed && range.low <= unknown.searched.low,
             from_above = !unknown.bracketed && range.high >= unknown.searched.high;
  const std::string low = amount_text(range.low, unknown.unit, unknown.digits),
                    high = amount_text(range.high, unknown.unit, unknown.digits);
  if (from_below && from_above) return "of any value";
  if (range.is_point()) return "of " + low;
  if (from_below) return (lacks_high ? "below " : "up to ") + high;
  if (from_above) return lacks_low ? "above " + low : "of " + low + " or more";
  if (lacks_low && lacks_high) return fmt::format("between {} and {}", low, high);
  return lacks_low    ? fmt::format("above {} and up to {}", low, high)
         : lacks_high ? fmt::format("from {} and below {}", low, high)
                      : fmt::format("from {} to {}", low, high);
}

std::string reach_text(Interval reach, const ShownUnit& unit) {
  const bool low = std::isfinite(reach.low), high = std::isfinite(reach.high);
  if (!(reach.low <= reach.high)) return "has no value there";
  if (low && high && reach.high - reach.low <= 1e-12 * std::abs(reach.high))
    return fmt::format("is {} whatever it is", amount_text(reach.low, unit));
  if (low && high)
    return fmt::format("reaches from {} to {} there", amount_text(reach.low, unit), amount_text(reach.high, unit));
  if (low) return fmt::format("is at least {}", amount_text(reach.low, unit));
  if (high) return fmt::format("is at most {}", amount_text(reach.high, unit));
  return "passes over it";
}

namespace {

// "nothing is stated" stands for itself; a value that is stated, with how far the answer is from it.
std::string in_brackets(const SolvedUnknown& unknown, const std::string& change) {
  return fmt::format(" ({}{}{})", stated_text(unknown), change.empty() ? "" : "; ", change);
}

}  // namespace

std::string equality_sentence(const Solved& solved) {
  const SolvedUnknown& unknown = solved.unknowns.front();
  std::vector<std::string> ways;
  for (const SolvedPoint& point : solved.points)
    ways.push_back("= " + amount_text(point.values.front(), unknown.unit, unknown.digits));
  for (const Interval& range : solved.ranges) ways.push_back(within_text(unknown, range, false, false));
  const bool one = solved.points.size() == 1 && solved.ranges.empty();
  for (std::size_t i = 1; i < ways.size(); ++i)
    if (ways[i].starts_with("= ")) ways[i] = ways[i].substr(2);
  return fmt::format("{} takes {} {}{}{}.", solved.targets.front().text, unknown.name, listed(ways, "or"),
                     solved.ranges.empty() ? "" : ", any of these values",
                     in_brackets(unknown, one ? change_text(unknown, solved.points.front().values.front()) : ""));
}

std::string bound_sentence(const Solved& solved) {
  const SolvedUnknown& unknown = solved.unknowns.front();
  const SolvedTarget& target = solved.targets.front();
  std::vector<std::string> ways;
  for (std::size_t i = 0; i < solved.ranges.size(); ++i)
    ways.push_back(within_text(unknown, solved.ranges[i], solved.lacks_low[i], solved.lacks_high[i]));
  if (ways == std::vector<std::string>{"of any value"})
    return fmt::format("{} holds for every value of {}{}{}.", target.text, unknown.name, where_text(unknown),
                       in_brackets(unknown, ""));
  return fmt::format("{} holds for {} {}{}.", target.text, unknown.name, listed(ways, "or"), in_brackets(unknown, ""));
}

std::vector<std::string> broken_sentences(const Solved& solved, const SolvedPoint& point) {
  std::vector<std::string> broken;
  for (const MissedTarget& missed : point.missed) {
    const SolvedTarget& target = solved.targets[missed.target];
    broken.push_back(fmt::format("{} itself: worked out anew, {} is {}", target.text, target.left,
                                 amount_text(missed.value, target.unit)));
  }
  broken.insert(broken.end(), point.consequences->broken.begin(), point.consequences->broken.end());
  return broken;
}

std::string implausibility_text(const NeededValue& needed) {
  if (needed.standing == Standing::beyond_digits) return "beyond its digits";
  if (needed.standing == Standing::within_digits) return "within its digits";
  if (!std::isfinite(needed.implausibility)) return "no measure";
  return number_text(needed.implausibility, needed.implausibility < 10 ? 2 : 3);
}

std::string measure_text(const SolvedChange& row) {
  if (row.needed.standing == Standing::believed)
    return fmt::format("90 %: {}", range_text(row.range.low, row.range.high, row.input.unit));
  if (row.needed.standing == Standing::nominal) return "± 10 %";
  return row.range.is_point() ? "exact" : range_text(row.range.low, row.range.high, row.input.unit);
}

}  // namespace costcurve
