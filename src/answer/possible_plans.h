#pragma once
// The plans that the parts of a scenario state, of training and of serving, and whether they can be carried out.

#include <functional>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "plan/evidence.h"
#include "text/diagnostic.h"

namespace costcurve {

/// What is wrong with a quantity of a part's plan, and what would do.
struct ImpossiblePlan {
  const Part* part = nullptr;
  std::string quantity;  // "tensor"
  std::string problem, remedy;

  /// "96 heads cannot be shared by 5 chips; tensor = 4 or tensor = 6 would do".
  std::string text() const;
};

class StatedPlans {
 public:
  /// Refers to the scenario.
  explicit StatedPlans(const Scenario& scenario);

  /// The quantities that say the plans, each once.
  std::vector<std::size_t> quantities() const;

  /// Of these what is chosen: degrees, chips and requests, and not what a model or a chip has.
  std::vector<std::size_t> choices() const;

  /// What is wrong with the plans where their quantities have these values; a value that is not known is no number.
  /// `with_remedies` takes a while.
  std::vector<ImpossiblePlan> mistakes(const std::function<double(std::size_t quantity)>& value,
                                       bool with_remedies) const;
  std::vector<ImpossiblePlan> mistakes(const Solution& solution, bool with_remedies = true) const;

 private:
  struct StatedPlan {
    const Part* part;
    bool trains;
    std::vector<std::optional<std::size_t>> quantities;  // in the order of the rules
    bool states_chips = false, states_data = false;
  };
  std::vector<ImpossiblePlan> mistakes_of_one(const StatedPlan& plan,
                                              const std::function<double(std::size_t quantity)>& value,
                                              bool with_remedies) const;
  std::vector<StatedPlan> plans_;
};

/// A plan as it is held against measured runs. `value` says what quantities of its part come to, as far as they are
/// known.
JudgedPlan judged_plan(long long chips, const PlanShape& shape, const PlanSwitches& switches, std::string precision,
                       const std::function<std::optional<double>(std::string_view)>& value);
/// How much has been measured near a plan, on one line.
std::string evidence_words(const Evidence& evidence);
/// The same of the training plan of each part that has one whole: the part's name, and a line.
std::vector<std::pair<std::string, std::string>> evidence_for_plans(const AuditedVariant& audited);

/// What says the shape of a model that the catalog knows no shape of.
std::vector<std::string> what_says_a_shape(const std::string& part);

/// Reports each part whose plan cannot be carried out, with what would do, at the line that says so; and each whose
/// model has no shape that the catalog knows.
void refuse_impossible_plans(const AuditedVariant& audited, Diagnostics& diagnostics);

}  // namespace costcurve
