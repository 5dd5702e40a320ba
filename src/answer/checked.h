#pragma once
// From an audit, which refers to its scenario, to what was found, which stands alone. Internal to answer/.
//
//   checked.cpp              claims, equations, contradictions, what is missing
//   checked_quantities.cpp   quantities, and the parts that they belong to
//   taken.cpp                what was assumed, estimated, and taken from the catalog

#include <set>

#include "answer/cases.h"
#include "answer/check.h"
#include "solve/undetermined.h"

namespace costcurve {

/// What is to be told, and so must be found.
struct Wanted {
  Detail detail = Detail::claims_and_checks;
  bool since = false;   // compared with an earlier answer
  bool beside = false;  // as columns, without how each quantity came about
  ToldAs as = {};
  std::vector<std::string> shown = {};  // the quantities that are asked for on the command line
};

CheckedCases checked(const Variants& variants, const Wanted& wanted);

/// Adds the quantities that are wanted, of those that are not told of all only these, and the parts they belong to.
void add_quantities(const AuditedVariant& audited, const Wanted& wanted, const std::vector<std::string>& headlines,
                    Checked& checked);
Origin origin_of(const Scenario& scenario, const Given& given);

Undetermined undetermined(const AuditedVariant& audited, std::size_t quantity);
/// The same of one of several quantities: `waiting` is asked about all of them.
Undetermined undetermined(const AuditedVariant& audited, Waiting& waiting, std::size_t quantity);
/// What would determine the quantity once its part named an entry of the catalog, "law.fit", and perhaps one more
/// quantity were given.
std::vector<std::vector<std::string>> sets_with_an_entry(const AuditedVariant& audited, Waiting& waiting,
                                                         std::size_t quantity);
std::vector<std::string> names_of(const Relations& relations, const std::vector<std::size_t>& quantities);
Withdrawn withdrawn(const AuditedVariant& audited, const Overridden& fact);
/// An equation or a limit that was checked.
CheckedEquation equation_of(const AuditedVariant& audited, const CheckResult& check);

/// What follows from bounds: from each by itself, even where nothing does, and from several together, set by set.
std::vector<Bounded> bounded_in(const AuditedVariant& audited);

/// "1 USD = 0.8764 EUR (2020)", of each currency that the quantities or the claims are written in.
std::vector<std::string> exchange_rates_of(const AuditedVariant& audited, const std::set<std::size_t>& quantities);

/// What was taken for the answer and the judged claims, or for everything.
std::vector<Taken> taken_for_all(const AuditedVariant& audited, const Wanted& wanted);
/// What was taken for these quantities; `except` was said elsewhere.
std::vector<Taken> taken_for(const AuditedVariant& audited, const std::vector<std::size_t>& quantities,
                             const std::vector<std::size_t>& except);

}  // namespace costcurve
