#pragma once
// What is believed of the results: the scenario's 90 % ranges and distributions, carried through by Monte Carlo.
// Rounding is another matter and is not in here: it is hard, and shown beside.

#include <map>
#include <optional>

#include "audit/audit.h"
#include "chance/simulation.h"

namespace costcurve {

struct Beliefs {
  SimulationOptions options;
  std::map<std::size_t, Summary> of_quantity;      // by quantity: those derived from an uncertain given
  std::map<std::size_t, Summary> of_claim;         // by its place among the judged: of what the claim compares
  std::map<std::size_t, Probability> probability;  // that the claim holds: of a bound, of limits, of what has a width
  std::map<std::size_t, Probability> as_much;      // of the other claims: that it is what is claimed, or more
};

/// Nothing where no given is uncertain.
std::optional<Beliefs> simulate_beliefs(const AuditedVariant& audited, const SimulationOptions& options);

/// Where 90 % of a known quantity lies: of what is believed of it itself, or of its samples. Nothing where it rests on
/// no belief.
std::optional<Interval> believed_range(const AuditedVariant& audited, std::size_t quantity,
                                       const SimulationOptions& options);

/// The values that a quantity can have: by its domain, and by limits that hold it against a number.
Interval possible_values(const Relations& relations, std::size_t quantity);

/// What of a range around a value the quantity can have: arithmetic with ranges does not know that no time is negative.
Interval of_what_can_be(const Relations& relations, std::size_t quantity, double value, Interval range);

/// The same givens, beliefs cut where their quantity cannot be: a PUE below 1. A value that cannot be gives way to the
/// median of what is left.
Givens within_what_can_be(const Relations& relations, const Givens& givens);
/// The same of what is given of one quantity; itself where nothing is to be cut.
GivenPointer within_what_can_be(const Relations& relations, std::size_t quantity, const GivenPointer& given);

/// What is believed of each of the program's inputs: a point where nothing is.
std::vector<Distribution> beliefs_of(const Program& program, const Solution& solution);
/// The names that key the inputs' draws.
std::vector<std::string> input_names(const Program& program, const Relations& relations);

}  // namespace costcurve
