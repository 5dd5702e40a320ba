#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/readings.h"
#include "answer/variants.h"
#include "document/layout.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

// Which ranges the widest box takes in: a 90 % range may be left, the ends of the others not.
std::string stated_words(bool nine_in_ten, bool hard) {
  if (!nine_in_ten) return "over every stated range at once";
  return hard ? "over every stated range at once, of some of them the 90 %" : "over every stated 90 % range at once";
}

std::string bounds_text(const Bounds& bounds, const ShownUnit& unit) {
  return range_text(bounds.range.low, bounds.range.high, unit) +
         (bounds.exact ? "" : " (a bound: the range itself lies within)");
}

bool is_wide(const Bounds& bounds) { return !bounds.range.is_point(); }

}  // namespace

std::string to_terminal(const GuaranteedRange& range, const TerminalStyle& style) {
  const Subject& of = range.of;
  std::string out = wrapped(fmt::format("{} is {}.", of.quantity, amount_text(of.value, of.shown)), "", 2, style.width);
  const auto line = [&](const std::string& what, const Bounds& bounds) {
    out += wrapped(fmt::format("{}: {}", what, bounds_text(bounds, of.shown)), "  ", 4, style.width);
  };
  const bool stated = range.over_nine_in_ten || range.over_hard;
  if (is_wide(range.rounding)) line("by rounding alone", range.rounding);
  if (stated) line(stated_words(range.over_nine_in_ten, range.over_hard), range.stated);
  if (!is_wide(range.rounding) && !stated) out += "  It rests on exact numbers alone.\n";
  return out;
}

std::string to_terminal(const std::vector<GuaranteedRange>& variants, const TerminalStyle& style) {
  if (variants.empty()) return {};
  TableRows table(1);
  table[0].cells.push_back({variants.front().of.quantity, Tone::heading});
  const auto any = [&](auto member) {
    return std::any_of(variants.begin(), variants.end(), [&](const GuaranteedRange& one) { return one.*member; });
  };
  const bool nine_in_ten = any(&GuaranteedRange::over_nine_in_ten), hard = any(&GuaranteedRange::over_hard);
  std::vector<std::string> values, rounding, stated;
  for (const GuaranteedRange& one : variants) {
    table[0].cells.push_back({one.of.variant, Tone::heading});
    const bool determined = !std::isnan(one.of.value);
    values.push_back(determined ? amount_text(one.of.value, one.of.shown) : "not determined");
    const auto cell = [&](const Bounds& bounds) {
      return !determined ? "not determined"
             : !is_wide(bounds)
                 ? "exact"
                 : range_text(bounds.range.low, bounds.range.high, one.of.shown) + (bounds.exact ? "" : "\n(a bound)");
    };
    rounding.push_back(cell(one.rounding));
    stated.push_back(cell(one.stated));
  }
  table.push_back(compared_row("its value", values));
  table.push_back(compared_row("by rounding alone", rounding));
  if (nine_in_ten || hard) table.push_back(compared_row(stated_words(nine_in_ten, hard), stated));
  for (TableRow& row : table) row.only_in_first_block = false;  // short enough to stand in each
  return to_terminal(table, style) + "\n" + legend(variants.front().of.variant, style);
}

}  // namespace costcurve
