#pragma once
// The audit of a scenario: everything determined, every leftover equation compared, every claim judged.

#include <memory>

#include "audit/cause.h"
#include "audit/single_changes.h"
#include "audit/verdict.h"
#include "scenario/scenario.h"
#include "solve/conflict.h"

namespace costcurve {

struct Beliefs;

struct CheckResult {
  Equation equation;  // of the relations, or what the domain of a quantity says
  Judgement judgement;
  bool failed = false;  // a contradiction between givens, or a limit that is broken
  Excuse excuse = Excuse::none;
};

struct ClaimResult {
  const Claim* claim = nullptr;
  Judgement judgement;
  bool as_expected = true;
  bool of_given = false;                  // the quantity is given, not computed
  std::vector<WouldBe> would_have_to_be;  // of a failed claim
  std::vector<Cause> causes;
  bool finds_fault = false;         // one of the causes is the fault that the claim names
  std::vector<std::string> layers;  // that it mixes, or the one that it is about
};

/// A quantity that nothing determines and the scenario holds above or below a number.
struct OneSided {
  std::size_t quantity = 0;
  Statement side = Statement::at_least;
  double value = 0;
  std::size_t equation = 0;  // the limit that says so
};

/// One of those or several together, with what would follow if the quantities were these numbers.
struct Followed {
  std::vector<OneSided> given;
  Solution with;
};

/// One scenario in one variant, audited with certain givens: its own, or what would be if something else were given.
struct AuditedVariant {
  AuditedVariant(std::shared_ptr<const Scenario> audited, Givens with)
      : kept(std::move(audited)), scenario(*kept), givens(std::move(with)) {}

  std::shared_ptr<const Scenario> kept;  // shared with other audits of it
  const Scenario& scenario;
  Givens givens;
  Solution solution;
  std::vector<CheckResult> checks;
  std::vector<ClaimResult> claims;
  std::vector<Conflict> conflicts;
  std::vector<Followed> followed;          // where claims are judged: see one_sided.h
  std::vector<Overridden> withdrawn;       // facts of the catalog that contradicted what is given
  std::shared_ptr<const Beliefs> beliefs;  // filled where something is believed: see beliefs.h

  bool as_expected() const;
  /// True of what the scenario asks for with a `?`, and what nobody has put a value to since.
  bool asks_for(std::size_t quantity) const {
    return scenario.relations->quantities[quantity].asked && !givens.stated(quantity);
  }

  AuditedVariant(const AuditedVariant&) = delete;
  AuditedVariant& operator=(const AuditedVariant&) = delete;
};

/// Which claims are judged: none, those that belong to the scenario's variant, those that belong to none as well, or
/// also those of other variants. What the scenario expects of a claim counts in the claim's own variant only.
enum class Judged : std::uint8_t { no_claims, own_claims, general_claims_too, every_claim };

/// Solves, checks and judges. It only reads the scenario, which threads may share.
std::unique_ptr<AuditedVariant> audit(std::shared_ptr<const Scenario> scenario, const Givens& givens,
                                      Judged judged = Judged::own_claims);
/// The same of a scenario as it stands.
std::unique_ptr<AuditedVariant> audit(Scenario scenario, Judged judged = Judged::own_claims);

}  // namespace costcurve
