#pragma once
// How a computed value compares with a stated one.
//
// Verdicts, the first that fits: exact; agrees (rounded, truncated, within the precision of the numbers, as a round
// number); possible (only 90 % ranges reach it); off (within 10 %); contradicted. Touching ends do not count as
// overlap. In a corpus of 59 audited claims, real errors begin at 13.8 % and harmless ones end at 7.6 %: hence the 10
// %.

#include <optional>
#include <string>

#include "program/bounds.h"
#include "scenario/stated.h"

namespace costcurve {

enum class Verdict : std::uint8_t {
  exact,
  agrees,
  possible,
  off,
  contradicted,
  cited,
  not_determined,
  is_true,
  is_false
};

/// "exact", "agrees", "off", "not determined", "true".
std::string_view verdict_word(Verdict verdict);
/// Exact, agrees or true.
bool holds(Verdict verdict);
/// Off, contradicted or false.
bool fails(Verdict verdict);

struct Judgement {
  Verdict verdict = Verdict::not_determined;
  std::string why;  // "rounded", "truncated", "within precision of 198 h, 80 h", "as a round number"
  double computed = 0;
  double stated = 0;
  double ratio = 0;  // computed / stated
  Bounds rounding;   // what printed digits allow for the computed value
  Bounds belief;     // what 90 % ranges allow
  bool has_rounding = false;
  bool has_belief = false;
  std::optional<Statement> side;  // computed is the least or the most that it can be, and not known but for that
};

/// Why a check that does not come out right is no contradiction.
enum class Excuse : std::uint8_t { none, is_estimate, rests_on_estimate, unusual };

/// Judges what `node` comes to against a stated value.
Judgement judge(const Relations& relations, const Solution& solution, NodeId node, const Stated& stated);

/// Judges the two sides of an equation, left being computed and right stated; limits give true, false or possible.
/// Ranges are worked out where the verdict rests on them: not of sides that are the same number.
Judgement judge_equation(const Relations& relations, const Solution& solution, const Equation& equation);

}  // namespace costcurve
