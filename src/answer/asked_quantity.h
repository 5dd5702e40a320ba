#pragma once
// A verb about one quantity of one scenario: `explain`, `sensitivity`, `range`.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answer/cases.h"
#include "program/program.h"

namespace costcurve {

/// A quantity that was asked for, in one variant, and the program from the givens to it; none where it is not
/// determined.
struct AskedQuantity {
  std::string variant;  // as it is shown
  std::shared_ptr<const AuditedVariant> kept;
  std::size_t quantity = 0;
  std::optional<Program> program;

  const AuditedVariant& audited() const { return *kept; }
  const Quantity& row() const { return kept->scenario.relations->quantities[quantity]; }
  double value() const { return kept->solution.found[quantity].value; }
};

/// The answer of a verb about the quantity: in the variant that is asked for, or in several side by side. Where it is
/// not determined that is said, and what would determine it. The three functions tell a person of one variant and of
/// several (some of which may have no program), and a program of one that has.
Answer about_quantity(const Question& question, Library& library,
                      const std::function<Document(const AskedQuantity&)>& document,
                      const std::function<Document(const std::vector<AskedQuantity>&)>& side_by_side,
                      const std::function<Data(const AskedQuantity&)>& data);

}  // namespace costcurve
