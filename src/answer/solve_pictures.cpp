// What `solve` comes to as bars: what is stated beside what it would take, or each input's change as a factor.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/solve_phrases.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

bool is_bar(const SolvedUnknown& unknown) {
  return unknown.standing != SolvedUnknown::Standing::open && unknown.stated > 0 && !unknown.dimension.is_point() &&
         !unknown.unit.words;
}

// Of every single change, or of all unknowns together: how many times what is stated each would be.
RangeBars factors(const std::vector<std::pair<const SolvedUnknown*, double>>& needed, const std::string& title) {
  constexpr std::size_t most = 20;
  RangeBars bars{title, {"x", 1, Dimension()}, {{"as stated", 1, 1, 1, "1x"}}};
  for (const auto& [unknown, value] : needed) {
    if (!is_bar(*unknown) || !(value >= 0) || bars.rows.size() > most) continue;
    const double factor = value / unknown->stated;
    bars.rows.push_back(
        {unknown->name, factor, factor, factor,
         fmt::format("{}x: {}, not {}", number_text(factor, 3), amount_text(value, unknown->unit, unknown->digits),
                     amount_text(unknown->stated, unknown->unit))});
  }
  return bars;
}

RangeBars of_one(const Solved& solved) {
  const SolvedUnknown& unknown = solved.unknowns.front();
  RangeBars bars{fmt::format("{} for {}", unknown.name, solved.targets.front().text), unknown.unit, {}};
  if (unknown.standing != SolvedUnknown::Standing::open)
    bars.rows.push_back(
        {"as stated", unknown.stated, unknown.stated, unknown.stated, amount_text(unknown.stated, unknown.unit)});
  const std::size_t before = bars.rows.size();
  if (solved.targets.front().demand == Demand::equal)
    for (const SolvedPoint& point : solved.points) {
      const double value = point.values.front();
      bars.rows.push_back({"what it takes", value, value, value, amount_text(value, unknown.unit, unknown.digits)});
    }
  for (const Interval& range : solved.ranges) {
    if (range.is_point()) continue;
    const double end = std::isfinite(range.high) ? range.high : range.low;
    bars.rows.push_back({"where it holds", end, std::isfinite(range.low) ? range.low : end, end,
                         within_text(unknown, range, false, false)});
  }
  if (bars.rows.size() == before) bars.rows.clear();
  return bars;
}

}  // namespace

std::optional<RangeBars> solved_bars(const Solved& solved) {
  RangeBars bars;
  std::vector<std::pair<const SolvedUnknown*, double>> needed;
  if (solved.unknowns.empty()) {
    for (const SolvedChange& change : solved.changes) needed.emplace_back(&change.input, change.needed.value);
    bars = factors(needed, fmt::format("How many times what is stated each input alone would be for {}",
                                       solved.targets.front().text));
  } else if (solved.unknowns.size() == 1) {
    if (!solved.unknowns.front().unit.words) bars = of_one(solved);
  } else if (!solved.points.empty()) {
    for (std::size_t u = 0; u < solved.unknowns.size(); ++u)
      needed.emplace_back(&solved.unknowns[u], solved.points.front().values[u]);
    bars = factors(needed, "How many times what is stated each would be, together");
  }
  if (bars.rows.size() < 2) return std::nullopt;
  return bars;
}

}  // namespace costcurve
