#pragma once
// The answers of `check` and `run`: claims judged, what is over-determined compared, everything that follows.

#include <string>
#include <vector>

#include "audit/audit.h"
#include "document/data.h"
#include "document/document.h"

namespace costcurve {

using Variants = std::vector<std::unique_ptr<AuditedVariant>>;

/// What is to be told.
enum class Detail : std::uint8_t { claims_and_checks, everything };

struct Changes;

/// Tells of the scenario as it stands and of its variants, in that order; with what changed since an earlier answer, if
/// that is asked for.
Document check_document(const Variants& variants, Detail detail, const Changes* changes = nullptr);

/// What programs are told, as the contract in the README says.
Data data_of(const std::string& file, const Variants& variants, const Changes* changes = nullptr);
/// The same of one variant that stands beside others: it names its variant, `scenario` being the scenario as it stands.
Data data_of(const std::string& file, const AuditedVariant& audited);

/// What is asked with `?` and known; where nothing is, the cost of the last part that has one.
std::vector<std::size_t> answered_quantities(const AuditedVariant& audited);

/// A quantity that is not determined, and why: "give rent or chip_time".
struct Undetermined {
  std::string name;
  std::string reason;

  std::string text() const { return name + " is not determined: " + reason; }
};
Undetermined undetermined(const AuditedVariant& audited, std::size_t quantity);

/// What was taken in one way ("assumed", "estimated", "by default", "from the catalog"), each with the parts it is for.
struct Taken {
  std::string way;
  std::vector<std::string> statements;

  Notes::Note note() const;
};
/// What was taken for these quantities; `except` was said elsewhere.
std::vector<Taken> taken_for(const AuditedVariant& audited, const std::vector<std::size_t>& quantities,
                             const std::vector<std::size_t>& except);

}  // namespace costcurve
