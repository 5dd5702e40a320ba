#pragma once
// The audit of a scenario: everything determined, every leftover equation compared, every claim judged.

#include <deque>
#include <memory>

#include "audit/cause.h"
#include "audit/single_changes.h"
#include "audit/verdict.h"
#include "scenario/scenario.h"
#include "solve/conflict.h"

namespace costcurve {

struct Beliefs;

struct CheckResult {
  std::size_t equation = 0;
  Judgement judgement;
  bool failed = false;  // a contradiction between givens, or a limit that is broken
  std::string gap;      // of an estimate: what the difference is called
};

struct ClaimResult {
  const Claim* claim = nullptr;
  Judgement judgement;
  bool as_expected = true;
  bool of_given = false;                  // the quantity is given, not computed
  std::vector<WouldBe> would_have_to_be;  // of a failed claim
  std::vector<std::string> causes;
  std::string scope;  // "mixed: final run + development"
};

/// One scenario in one variant, audited.
struct AuditedVariant {
  Scenario scenario;
  Solution solution;
  std::vector<CheckResult> checks;
  std::vector<ClaimResult> claims;
  std::vector<Conflict> conflicts;
  std::vector<std::string> withdrawn;      // facts of the catalog that contradicted what is given
  std::shared_ptr<const Beliefs> beliefs;  // filled where something is believed: see beliefs.h

  bool as_expected() const;

  // Findings and results point into the scenario: the whole stays where it is.
  AuditedVariant() = default;
  AuditedVariant(const AuditedVariant&) = delete;
  AuditedVariant& operator=(const AuditedVariant&) = delete;
};

/// Which claims are judged: those that belong to the scenario's variant, those that belong to none as well, or also
/// those of other variants. What the scenario expects of a claim counts in the claim's own variant only.
enum class Judged : std::uint8_t { own_claims, general_claims_too, every_claim };

/// Solves, checks and judges.
std::unique_ptr<AuditedVariant> audit(Scenario scenario, Judged judged = Judged::own_claims);

/// The layers and bases that a quantity's cost covers, carried from the parts through sums: "final run", "development".
std::vector<std::string> layers_of(const AuditedVariant& audited, std::size_t quantity);
std::vector<std::string> bases_of(const AuditedVariant& audited, std::size_t quantity);
/// "mixed: final run + development", "final run", or nothing.
std::string scope_text(const std::vector<std::string>& words);

}  // namespace costcurve
