// Why a claim fails, in words.

#include <fmt/format.h>

#include "answer/check_words.h"
#include "quantity/print.h"

namespace costcurve {

std::string cause_text(const Cause& cause, const CheckedClaim& claim) {
  const std::string stated = amount_text(claim.judgement.stated, claim.shown);
  switch (cause.slip) {
    case Cause::Slip::other_value:
      return fmt::format(
          "{} is {}{}", stated, cause.name,
          cause.value ? fmt::format(", of which {} is {}", claim.of, percent_text(*cause.value, 2)) : "");
    case Cause::Slip::other_digits:
      return fmt::format("{} are the digits of {} = {}", claim.stated.text, cause.name,
                         amount_text(*cause.value, cause.shown));
    case Cause::Slip::term_alone: return fmt::format("{} is {} alone", stated, cause.name);
    case Cause::Slip::term_left_out: return fmt::format("{} leaves out {}", stated, cause.name);
    case Cause::Slip::missing_row:
      return fmt::format("the sum lacks {}: a row may be missing", amount_text(*cause.value, cause.shown));
    case Cause::Slip::power_of_ten:
      return fmt::format("computed and stated differ by a factor of {}: a decimal point, or a scale word",
                         number_text(*cause.value));
    case Cause::Slip::count:
      return fmt::format(
          "computed and stated differ by a factor of {}, which is {}: multiplied or divided by it once too "
          "often",
          number_text(*cause.value, 4), cause.name);
    case Cause::Slip::upside_down: return fmt::format("{} is the ratio upside down: one over it", stated);
    case Cause::Slip::counted_twice:
      return fmt::format("{} is more by {}: counted twice, or left out of the other", stated, cause.name);
    case Cause::Slip::turned_sign: return fmt::format("{} has the other sign: a gain for a loss", stated);
    case Cause::Slip::exchange_rate:
      return fmt::format(
          "computed and stated differ by a factor of {}: {} taken for dollars, or the rate used the other way round",
          number_text(*cause.value, 4), cause.name);
    case Cause::Slip::fitted_law:
      return fmt::format("it rests on the constants of {}: other fits come to other numbers (`costcurve list fits`)",
                         cause.name);
    case Cause::Slip::other_comparison:
      return fmt::format("{} is what {} of the one comes to against {} of the other", claim.stated.text, cause.name,
                         cause.name);
    case Cause::Slip::lost_operator:
      return fmt::format("it holds with {} = {}: {} without its sign", cause.name,
                         amount_text(*cause.value, cause.shown), cause.factors);
    case Cause::Slip::flipped_bound: return fmt::format("{} is the other end of what is known", stated);
    case Cause::Slip::not_compounded:
      return fmt::format("{} is a year divided by {}: growth compounds, so that doublings in a year are powers of two",
                         stated, cause.name);
    case Cause::Slip::familiar_factor: break;
  }
  return fmt::format("computed and stated differ by a factor of {}: {}", number_text(*cause.value, 4), cause.meaning);
}

std::string fault_text(const CheckedClaim& claim) {
  if (claim.fault.empty() || !fails(claim.judgement.verdict)) return claim.fault;
  return claim.fault + (claim.finds_fault ? " (found)" : " (not found)");
}

}  // namespace costcurve
