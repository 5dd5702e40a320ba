#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/range.h"
#include "answer/side_by_side.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

// Which ranges the widest box takes in: a 90 % range may be left, the ends of the others not.
std::string stated_words(bool nine_in_ten, bool hard) {
  if (!nine_in_ten) return "over every stated range at once";
  return hard ? "over every stated range at once, of some of them the 90 %" : "over every stated 90 % range at once";
}

std::string bounds_text(const Bounds& bounds, const ShownUnit& unit) {
  if (std::isinf(bounds.range.low) && std::isinf(bounds.range.high)) return "no bound of it is known";
  return range_text(bounds.range.low, bounds.range.high, unit) +
         (bounds.exact ? "" : " (a bound: the range itself lies within)");
}

bool is_wide(const Bounds& bounds) { return !bounds.range.is_point(); }

std::string cell_of(const GuaranteedRange& range, const Bounds& bounds) {
  if (std::isnan(range.of.value)) return "not determined";
  if (!is_wide(bounds)) return "exact";
  return range_text(bounds.range.low, bounds.range.high, range.of.shown) + (bounds.exact ? "" : "\n(a bound)");
}

RangeBars ranges_of(const GuaranteedRange& range) {
  RangeBars ranges{fmt::format("Where {} can be", range.of.quantity), range.of.shown, {}};
  const auto add = [&](const std::string& name, const Bounds& bounds) {
    ranges.rows.push_back(
        {name, range.of.value, bounds.range.low, bounds.range.high, bounds_text(bounds, range.of.shown)});
  };
  if (is_wide(range.rounding)) add("by rounding alone", range.rounding);
  if (range.over_nine_in_ten || range.over_hard)
    add(stated_words(range.over_nine_in_ten, range.over_hard), range.stated);
  return ranges;
}

}  // namespace

Document range_document(const GuaranteedRange& range) {
  const Subject& of = range.of;
  const bool stated = range.over_nine_in_ten || range.over_hard, rounded = is_wide(range.rounding);
  const Bounds& widest = stated ? range.stated : range.rounding;
  Lead lead;
  const std::string value = stated && is_wide(widest)
                                ? ranged_text(of.value, widest.range.low, widest.range.high, of.shown).value
                                : amount_text(of.value, of.shown);
  const std::string over =
      stated ? stated_words(range.over_nine_in_ten, range.over_hard) : std::string("by rounding alone");
  lead.sentences.push_back(
      stated || rounded
          ? Text::filled("{} is {}: {}, {}.", {Text::name(of.quantity), Text::amount(value),
                                               Text::amount(bounds_text(widest, of.shown)), over})
          : Text::filled("{} is {}: it rests on exact numbers alone.", {Text::name(of.quantity), Text::amount(value)}));
  if (stated && rounded)
    lead.below.push_back({{},
                          Text::filled("by rounding alone: {}", {Text::amount(bounds_text(range.rounding, of.shown))}),
                          Tone::plain});
  return {of.quantity, {std::move(lead), Chart{ranges_of(range)}}};
}

Document range_document(const std::vector<GuaranteedRange>& variants) {
  if (variants.empty()) return {};
  const Subject& first = variants.front().of;
  const auto any = [&](auto member) {
    return std::any_of(variants.begin(), variants.end(), [&](const GuaranteedRange& range) { return range.*member; });
  };
  const bool nine_in_ten = any(&GuaranteedRange::over_nine_in_ten), hard = any(&GuaranteedRange::over_hard);
  Grid grid;
  grid.columns.push_back({first.quantity});
  std::vector<std::string> values, rounding, stated;
  for (const GuaranteedRange& range : variants) {
    grid.columns.push_back({range.of.variant});
    values.push_back(std::isnan(range.of.value) ? "not determined" : amount_text(range.of.value, range.of.shown));
    rounding.push_back(cell_of(range, range.rounding));
    stated.push_back(cell_of(range, range.stated));
  }
  grid.rows = {compared_row("its value", values), compared_row("by rounding alone", rounding)};
  if (nine_in_ten || hard) grid.rows.push_back(compared_row(stated_words(nine_in_ten, hard), stated));
  for (Grid::Row& row : grid.rows) row.only_in_first_block = false;  // short enough to stand in each
  return {first.quantity, {std::move(grid), Paragraph{{legend(first.variant)}}}};
}

}  // namespace costcurve
