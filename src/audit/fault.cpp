#include "audit/fault.h"

#include <algorithm>

namespace costcurve {

namespace {

using Slip = Cause::Slip;
using Kinship = Cause::Kinship;

struct ShownBy {
  std::string_view fault;
  std::vector<Slip> slips;
  std::vector<Kinship> kinships = {};  // where the stated number is that of another quantity: what that has to be
};

// Familiar factors name their fault themselves.
const std::vector<ShownBy>& rows() {
  static const std::vector<ShownBy> all = {
      {"wrong scope", {Slip::term_alone}, {Kinship::none, Kinship::whole, Kinship::part}},
      {"part as whole", {Slip::term_alone, Slip::other_comparison}, {Kinship::part}},
      {"per unit as total", {Slip::other_digits, Slip::count}},
      {"hidden row", {Slip::term_left_out, Slip::missing_row, Slip::other_comparison}, {Kinship::whole, Kinship::part}},
      {"counted twice", {Slip::counted_twice}},
      {"boundary", {Slip::term_alone, Slip::term_left_out}, {Kinship::whole, Kinship::part}},
      {"other inputs", {}, {Kinship::none, Kinship::namesake}},
      {"flipped bound", {Slip::flipped_bound}},
      {"lost operator", {Slip::lost_operator}},
      {"lost multiplier", {Slip::count}},
      {"power of ten", {Slip::power_of_ten}},
      {"factor of eight", {Slip::count}},
      {"wrong operation", {Slip::upside_down, Slip::turned_sign}},
      {"unlike compared", {Slip::other_comparison}},
      {"mark-up as margin", {}, {Kinship::none, Kinship::whole, Kinship::part}},
      {"exchange rate", {Slip::exchange_rate}},
      {"rounded constants", {Slip::fitted_law}},
      {"rate misconverted", {Slip::not_compounded}},
      {"compounding lost", {Slip::not_compounded}},
  };
  return all;
}

// Margins are plain numbers; a boundary such as PUE is drawn around what flows.
bool fits_dimension(std::string_view fault, const Dimension& dimension) {
  if (fault == "mark-up as margin") return dimension.is_plain();
  if (fault == "boundary") return !dimension.is_plain() && dimension.twelfths(static_cast<int>(Base::money)) == 0;
  return true;
}

template <typename Word>
bool holds(const std::vector<Word>& words, Word word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool shows(const Cause& cause, std::string_view fault, const Dimension& claimed) {
  if (cause.slip == Slip::familiar_factor) return cause.fault == fault;
  if (!fits_dimension(fault, claimed)) return false;
  return std::any_of(rows().begin(), rows().end(), [&](const ShownBy& row) {
    if (row.fault != fault) return false;
    if (cause.slip != Slip::other_value) return holds(row.slips, cause.slip);
    return holds(row.kinships, cause.kinship);
  });
}

}  // namespace

bool is_found(std::string_view fault, const std::vector<Cause>& causes, const Dimension& claimed) {
  return std::any_of(causes.begin(), causes.end(), [&](const Cause& cause) { return shows(cause, fault, claimed); });
}

}  // namespace costcurve
