#pragma once
// The answer of an exercise, sealed: whoever has the seal can tell whether an answer is right, and cannot read it off.
//
// A value is one of steps of half a per cent, and the seal is a salted hash of the number of its step. A value of the
// same step or the next opens it: what is off by half a per cent always does, what is off by more than one never.
// It keeps an answer from being seen, not from a program that tries them.

#include <string>
#include <string_view>

namespace costcurve {

/// "k4-9xv2mf70tq": the seal of a value in base units, and of what kind it is, "chip time": hours are no chip hours,
/// though there be as many. The salt is taken from what is asked, so that two exercises with one answer have different
/// seals.
std::string seal_of(double value, std::string_view kind, std::string_view asked);
/// True of what looks like one.
bool is_seal(std::string_view text);
/// True if the value is the sealed one, to within half a per cent, and of its kind. Never of what is not finite.
bool opens(std::string_view seal, double value, std::string_view kind);

}  // namespace costcurve
