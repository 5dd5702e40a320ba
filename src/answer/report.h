#pragma once
// A result as plain data: what every format prints, laid out once.

#include <optional>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/reasons.h"
#include "document/data.h"
#include "document/style.h"

namespace costcurve {

/// Good, bad, and neither: shown as a mark and a word, never as a colour alone.
enum class Mark : std::uint8_t { holds, fails, open, quoted };

struct ClaimRow {
  Mark mark = Mark::open;
  std::string says;
  std::vector<std::string> tags;  // source, fault, variant, "as expected"
  std::string comparison;         // "total.cost = $294,672 (292.6 k to 296.7 k), stated as $294 k: agrees within ..."
  std::vector<std::string> details;  // what it would take, causes
  std::string since;                 // "was: agrees, $294,672", of an earlier answer
};

struct CheckRow {
  Mark mark = Mark::open;
  std::string sentence;
  std::string comparison;
};

struct QuantityRow {
  std::string name;
  std::string value;
  std::string of;  // "of 989.4 TFLOP/s/chip (bf16 dense)": what a share is a share of
  std::string range;
  std::string belief;     // "median 1.063, 90 %: 0.653 to 1.728, mean 1.11 ± 0.0002"
  std::string histogram;  // of the samples, as a line of blocks
  std::string how;        // "given", "= chips × duration", "catalog, 2026-07"
  std::string notes;      // layer, peak, dispute
  std::string since;      // "was $294,672", of an earlier answer
};

/// What changed since an earlier answer and has no row of its own.
struct SinceRow {
  std::string name;
  std::string value;
  std::string was;
};

struct PartRows {
  std::string part;
  std::string sheet;
  std::vector<QuantityRow> quantities;
  std::string unknown;  // "not determined: tokens, compute (give ...)"
};

struct FootNote {
  std::string heading;  // "assumed", "estimated", "by default", "from the catalog"
  std::string text;
};

struct Report {
  std::string title;
  std::string question;
  std::vector<std::string> answers;
  std::vector<PartRows> parts;
  std::vector<ClaimRow> claims;
  std::vector<CheckRow> checks;
  std::vector<std::string> conflicts;
  std::vector<std::string> missing;  // for asked quantities and claims: what would determine them
  std::vector<FootNote> foot;        // what was assumed
  std::vector<SinceRow> since;
  std::vector<std::string> notes;  // catalog facts that the numbers overrule, refusals
};

/// What is to be in the report.
enum class Detail : std::uint8_t { claims_and_checks, everything };

struct Changes;

/// Lays out the scenario as it stands and its variants, in that order; with what changed since an earlier answer, if
/// that is asked for.
Report compose(const std::vector<std::unique_ptr<AuditedVariant>>& variants, Detail detail,
               const Changes* changes = nullptr);

/// What is asked with `?` and known; where nothing is, the cost of the last part that has one.
std::vector<std::size_t> answered_quantities(const AuditedVariant& audited);
/// "r1.cost is not determined: give rent or chip_time".
std::string missing_text(const AuditedVariant& audited, std::size_t quantity);
/// What was assumed, estimated, taken by default or from the catalog for these quantities; `except` was said elsewhere.
std::vector<FootNote> assumptions_behind(const AuditedVariant& audited, const std::vector<std::size_t>& quantities,
                                         const std::vector<std::size_t>& except);

std::string to_terminal(const Report& report, const TerminalStyle& style);
std::string to_terminal(const Reason& reason, const TerminalStyle& style, bool with_defaults);

/// What programs are told, as the contract in the README says.
Data data_of(const std::string& file, const std::vector<std::unique_ptr<AuditedVariant>>& variants,
             const Changes* changes = nullptr);
/// The same of one variant that stands beside others: it names its variant, `scenario` being the scenario as it stands.
Data data_of(const std::string& file, const AuditedVariant& audited);

}  // namespace costcurve
