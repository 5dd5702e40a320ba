#pragma once
// What an audit compares besides claims: equations that are left over, limits, estimates, domains of quantities.

#include "audit/audit.h"

namespace costcurve {

/// True of an equation whose sides differ by more than what rounding and beliefs allow.
bool is_broken(const Relations& relations, const Solution& solution, const Equation& equation);

/// True where all is known and the stated values compare as the equation has them, whatever ranges make of it: most
/// do, and ranges are dear.
bool holds_as_stated(const Solution& solution, const Equation& equation);

/// True where all quantities of an equation are known.
bool knows_all(const Solution& solution, const Equation& equation);

/// Where a value lies that its quantity cannot have: a share above 1, a count below 0.
enum class Outside : std::uint8_t { no, below, above };
Outside outside_of(Domain domain, double value);

/// Compares the sides of every equation that was not needed to solve, and finds the smallest sets of givens that
/// contradict each other.
void check_equations(AuditedVariant& audited);
/// Bounds of one quantity, of the scenario and of its sheet, that leave it no value.
void check_bounds(AuditedVariant& audited);
/// Domains are limits too: a share above one gives a mistake away.
void check_domains(AuditedVariant& audited);

}  // namespace costcurve
