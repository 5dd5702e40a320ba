#pragma once
// The pieces of an answer of `check` and `run`, each told in a file of its own. Internal to answer/.
//
//   check_answers.cpp       the first sentences
//   check_claims.cpp        claims and checks
//   check_quantities.cpp    everything determined
//   check_foot.cpp          what is missing, in dispute, assumed
//   check_since.cpp         what changed since an earlier answer

#include "answer/check.h"
#include "audit/beliefs.h"

namespace costcurve {

Mark mark_of(Verdict verdict);
/// "agrees within precision of 198 h"
std::string verdict_text(const Judgement& judgement);
/// "28 % of it", "20 times it"; nothing where a ratio means nothing.
std::string how_much(const Judgement& judgement);
/// "r1.cost", or "a.cost against b.cost".
Text subject(const Claim& claim);
/// The computed value in the claim's words: "$81,920", "96.35 % less".
Text computed_text(const AuditedVariant& audited, const ClaimResult& result);
/// What is believed of a claim or a quantity, or null.
const Summary* belief_of(const AuditedVariant& audited, const Claim* claim);
const Summary* belief_of(const AuditedVariant& audited, std::size_t quantity);

/// A standard error in the unit that the value is shown in; of a pace, which is shown as a factor, at that value.
double error_in_unit(double value, double error, const ShownUnit& unit);

/// The claim as it was judged; with what it was in an earlier answer, "was: agrees, $294,672", if that is another.
Items::Item claim_item(const AuditedVariant& audited, const ClaimResult& result, const Changes* changes = nullptr);

/// Two sides of an equation that should agree, or of a limit, in words.
struct ComparedSides {
  Mark mark = Mark::open;
  std::string sentence;
  std::string left, right;
  std::string relation;  // "against", "at most", "at least"
  std::string verdict;
};
ComparedSides compared_sides(const AuditedVariant& audited, const CheckResult& check);
Items::Item check_item(const AuditedVariant& audited, const CheckResult& check);

inline constexpr const char* nothing_to_judge =
    "There is nothing to judge in this scenario; `costcurve run` shows what follows from it.";

/// Sentences: what is wrong with the numbers themselves, how the claims come out, what the asked quantities are.
void answer_contradictions(const Variants& variants, Lead& lead);
void answer_claims(const Variants& variants, Lead& lead);
void answer_quantities(const AuditedVariant& audited, Lead& lead);
/// The quantities that the first sentences are about: those asked for, else the last part's cost; at most four.
std::vector<std::size_t> headline_quantities(const AuditedVariant& audited);

/// A piece for each part: its quantities, with what they were in an earlier answer.
std::vector<Entries> parts_of(const AuditedVariant& audited, const Changes* changes);

/// What would determine the quantities asked for and those that claims are about.
std::vector<Undetermined> undetermined_of_claims(const AuditedVariant& audited);
/// The same in sentences; of several with one reason the later ones are "not determined either".
std::vector<std::string> missing_sentences(const std::vector<Undetermined>& undetermined);
/// "these cannot all be true: ..."
std::vector<std::string> conflict_sentences(const AuditedVariant& audited);
std::vector<Taken> taken_for_all(const AuditedVariant& audited, Detail detail);
/// Facts of the catalog that the numbers overrule, and what was refused, unless `undetermined` says so already.
std::vector<std::string> overruled_sentences(const AuditedVariant& audited,
                                             const std::vector<Undetermined>& undetermined);
/// The notes at the foot, each kind a piece. Notes without any are left out.
struct Foot {
  std::vector<std::string> conflicts, missing, overruled;
  std::vector<Notes::Note> taken;

  void add_to(std::vector<Piece>& pieces) const;
};

/// What changed and has no row of its own.
Notes changes_without_row(const AuditedVariant& audited, const Changes& changes, Detail detail);

/// The names of quantities as a list; those of `part` without its name.
std::string names_of(const Relations& relations, const std::vector<std::size_t>& quantities, const std::string& part);

}  // namespace costcurve
