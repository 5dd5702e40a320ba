#pragma once
// Why a claim fails: which slips of the pen would print it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/verdict.h"
#include "scenario/scenario.h"

namespace costcurve {

/// How a stated value may have come about.
struct Cause {
  enum class Slip : std::uint8_t {
    other_value,   // it is the value of `name`, of which the computed one, where it is part of it, is the share `value`
    other_digits,  // it has the digits of `name`, which comes to `value`
    term_alone,    // of a sum it is `name` alone
    term_left_out,     // it is the sum without `name`
    missing_row,       // it is the sum and `value` more
    power_of_ten,      // it is off by `value`
    familiar_factor,   // it is off by `value`, which is what `meaning` says
    count,             // it is off by `value`, the count `name`
    upside_down,       // it is one over the computed value
    counted_twice,     // it is more by `name`
    other_comparison,  // it is what `name` of the one comes to against `name` of the other
    lost_operator,     // it holds if `name` is `value`, which is `factors` and was read as one number
    flipped_bound,     // it is the other end of what is stated
    turned_sign,       // a gain for a loss
    exchange_rate,     // it is off by `value`, what a dollar buys of the currency `name`, once or twice
    fitted_law,        // it rests on the constants of the fit `name`
    not_compounded,    // a doubling time `name`, or the growth in a year, by division: 12 / 8 months are 1.5x
  };
  /// What the quantity `name` is to the one that the claim is about.
  enum class Kinship : std::uint8_t {
    none,
    whole,     // it rests on it: the sum to its term
    part,      // the claim's rests on it
    namesake,  // the same quantity of a part on the same sheet, of the same scope
  };
  Slip slip = Slip::other_value;
  std::string name = {};
  std::optional<double> value = {};
  ShownUnit shown = {};
  std::string_view meaning = {};
  std::string_view fault = {};  // of a familiar factor: the word of the language for it
  std::string factors = {};     // "64*8"
  Kinship kinship = Kinship::none;
};

/// What may be behind a claim that fails, in the order it is worth saying.
std::vector<Cause> likely_causes(const Scenario& scenario, const Givens& givens, const Solution& solution,
                                 const Claim& claim, const Judgement& judgement);

}  // namespace costcurve
