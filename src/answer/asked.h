#pragma once
// What a question is about where it names no quantity: one rule for every verb.

#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "answer/question.h"
#include "audit/audit.h"

namespace costcurve {

/// The quantities that answer the scenario, in the order of the file: those it names (`answer = [...]`) or asks for
/// with `?`, as far as they are known. Where there are none, what it comes to: of each part the sheet's own result, or
/// of a part of one's own what its equations define, unless other equations of the scenario go on from it; and where
/// that is nothing, whatever is worked out and leads no further.
std::vector<std::size_t> answered_quantities(const AuditedVariant& audited);
/// The same of those that `counts` is true of: the first of these that has any.
std::vector<std::size_t> answered_quantities(const AuditedVariant& audited,
                                             const std::function<bool(std::size_t)>& counts);

/// The names behind --show, each once, whatever they name.
std::vector<std::string> names_to_show(const Question& question);
/// The quantities behind --show, each once; what the scenario does not have is reported with the nearest that it has.
std::vector<std::string> quantities_to_show(const Question& question, const Scenario& scenario, const std::string& file,
                                            Diagnostics& diagnostics);
/// The same of what any of several scenarios has.
std::vector<std::string> quantities_to_show(const Question& question, const std::vector<const Scenario*>& scenarios,
                                            const std::string& file, Diagnostics& diagnostics);

/// A quantity that is asked for beside the answer, and the unit that it is shown in.
struct ShownBeside {
  std::string name;
  ShownUnit unit;
};
/// The quantities behind --show, with their units.
std::vector<ShownBeside> shown_beside(const Question& question, const Scenario& scenario, const std::string& file,
                                      Diagnostics& diagnostics);
/// What each of them is; nothing of what is not determined.
std::vector<std::optional<double>> values_of(const std::vector<ShownBeside>& shown, const AuditedVariant& audited);

/// What equations that the scenario states itself go on from: such a result is no end.
std::set<std::size_t> used_by_the_scenario(const Relations& relations);

/// True where the file says itself what is asked.
bool says_what_is_asked(const AuditedVariant& audited);

}  // namespace costcurve
