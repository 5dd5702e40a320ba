#include "audit/fault.h"

#include <algorithm>

namespace costcurve {

namespace {

struct ShownBy {
  std::string_view fault;
  std::vector<Cause::Slip> slips;
};

// Familiar factors name their fault themselves.
const std::vector<ShownBy>& rows() {
  using enum Cause::Slip;
  static const std::vector<ShownBy> all = {
      {"wrong scope", {other_value, term_alone}},
      {"part as whole", {term_alone, other_value, other_comparison}},
      {"per unit as total", {other_digits, count}},
      {"hidden row", {term_left_out, missing_row, other_comparison, other_value}},
      {"counted twice", {counted_twice}},
      {"boundary", {other_value, term_alone, term_left_out}},
      {"other inputs", {other_value}},
      {"flipped bound", {flipped_bound}},
      {"lost operator", {lost_operator}},
      {"lost multiplier", {count}},
      {"power of ten", {power_of_ten}},
      {"factor of eight", {count}},
      {"wrong operation", {upside_down, turned_sign}},
      {"unlike compared", {other_comparison}},
      {"mark-up as margin", {other_value}},
      {"exchange rate", {exchange_rate}},
      {"rounded constants", {fitted_law}},
  };
  return all;
}

bool shows(const Cause& cause, std::string_view fault) {
  if (cause.slip == Cause::Slip::familiar_factor) return cause.fault == fault;
  return std::any_of(rows().begin(), rows().end(), [&](const ShownBy& row) {
    return row.fault == fault && std::find(row.slips.begin(), row.slips.end(), cause.slip) != row.slips.end();
  });
}

}  // namespace

bool is_found(std::string_view fault, const std::vector<Cause>& causes) {
  return std::any_of(causes.begin(), causes.end(), [&](const Cause& cause) { return shows(cause, fault); });
}

}  // namespace costcurve
