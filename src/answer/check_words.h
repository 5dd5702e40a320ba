#pragma once
// The pieces of an answer of `check` and `run`, each told in a file of its own. Internal to answer/.
//
//   check_answers.cpp       the first sentences
//   check_claims.cpp        claims and checks
//   check_causes.cpp        why a claim fails
//   check_readers.cpp       what a reader predicted and answered
//   check_hidden.cpp        what is asked, with blanks
//   check_quantities.cpp    everything determined
//   check_pictures.cpp      what is drawn of them
//   check_foot.cpp          what is missing, in dispute, assumed
//   check_since.cpp         what changed since an earlier answer

#include "answer/check.h"
#include "quantity/print.h"

namespace costcurve {

Mark mark_of(Verdict verdict);
/// "agrees within precision of 198 h"
std::string verdict_text(const Judgement& judgement);
/// "28 % of it", "20 times it"; nothing where a ratio means nothing.
std::string how_much(const Judgement& judgement);
/// "r1.cost", or "a.cost against b.cost".
Text subject(const CheckedClaim& claim);
/// The value and where 90 % of the samples have it, at the digits that these bear out; nothing of a comparison, of a
/// bound, and of what does not vary.
std::optional<RangedText> ranged_text(const CheckedClaim& claim);
/// Two ends of what the claim is about; of a comparison each in the words of its own side: "28 % more to 34 % less".
std::string range_compared(const CheckedClaim& claim, double low, double high);
/// The computed value in the claim's words: "$81,920", "96.35 % less".
Text computed_text(const CheckedClaim& claim, const char* least = "≥ ", const char* most = "≤ ");
/// How likely a claim is that only ranges reach: whether it lies in the middle of what is believed, and in numbers,
/// "that or more has probability 0.17 (1 in 6)". Nothing of what was not drawn.
struct Likelihood {
  bool is_plausible = false;
  std::string words;
};
std::optional<Likelihood> likelihood_of(const CheckedClaim& claim);
/// "$202,752 is a.cost alone"
std::string cause_text(const Cause& cause, const CheckedClaim& claim);
/// "mixed: final run + development", "final run", or nothing.
std::string scope_text(const std::vector<std::string>& words);

/// A standard error in the unit that the value is shown in; of a pace, which is shown as a factor, at that value.
double error_in_unit(double value, double error, const ShownUnit& unit);

/// "wrong scope (found)": the fault that a claim names, and of one that fails whether the audit finds it too.
std::string fault_text(const CheckedClaim& claim);
/// "predicted $80,000: 2.3 % too low"; nothing of a claim that asks for no prediction.
std::string prediction_text(const CheckedClaim& claim);
/// What a reader is asked: right, wrong, or not answered yet.
Items::Item question_item(const CheckedClaim& claim);
/// "The exercise is solved.", nothing where there is none.
std::string exercises_sentence(const CheckedCases& cases);
/// What is asked and what is given, with blanks for all that follows.
Document hidden_document(const Checked& checked);

/// The claim as it was judged; with what it was in an earlier answer, "was: agrees, $294,672", if that is another.
Items::Item claim_item(const CheckedClaim& claim, const std::string& was = {}, Telling telling = Telling::whole);
/// A claim that holds, in a line: its value and the verdict beside it.
Items::Item claim_line(const CheckedClaim& claim);

/// The two sides of an equation or a limit in words.
struct ComparedSides {
  Mark mark = Mark::open;
  std::string left, right;
  std::string relation;  // "against", "at most", "at least"
  std::string verdict;
};
ComparedSides compared_sides(const CheckedEquation& equation);
Items::Item check_item(const CheckedEquation& equation);

inline constexpr const char* nothing_to_judge =
    "There is nothing to judge in this scenario; `costcurve run` shows what follows from it.";

/// Sentences: what is wrong with the numbers themselves, how the claims come out, what the asked quantities are.
void answer_contradictions(const CheckedCases& cases, Lead& lead);
void answer_claims(const CheckedCases& cases, Lead& lead, Telling telling);
void answer_quantities(const Checked& checked, Lead& lead);

/// A piece for each part: its quantities, with what they were in an earlier answer. In short what is alike stands in
/// one table: the rows of a part, and parts of one sheet.
std::vector<Piece> parts_of(const Checked& checked, const Changes* changes, Telling telling);
/// The names of what is folded, or of many how many they are.
Notes::Note folded_note(const std::vector<std::string>& names);
/// Of answers that are many of a kind a table; empty where they are few.
Grid answers_grid(const Checked& checked);

/// The first of what was found to draw: one looks at it before one reads on.
void add_first_picture(const CheckedCases& cases, std::vector<Piece>& pieces);
/// The others, answers of a kind beside each other, and where the samples fell of what was claimed and is only
/// possible.
void add_pictures(const CheckedCases& cases, std::vector<Piece>& pieces);

/// What was taken, in full or a line for each way and where to find the rest.
std::vector<Notes::Note> taken_notes(const std::vector<Taken>& all, bool in_full);
/// What is not determined, and why; of several with one reason the later ones are "not determined either".
std::vector<std::string> missing_sentences(const std::vector<Undetermined>& undetermined);
/// "these cannot all be true: ..."
std::vector<std::string> contradiction_sentences(const Checked& checked);
std::string withdrawn_sentence(const Withdrawn& fact);
/// Facts of the catalog that the numbers overrule, and what was refused, unless `missing` says so already.
std::vector<std::string> overruled_sentences(const Checked& checked, const std::vector<Undetermined>& missing);
/// "drawn: 16,384 samples with seed 1; ...": `more` follows.
Notes::Note drawn_note(const SimulationOptions& drawn, const char* more);
/// The notes at the foot, each kind a piece. Notes without any are left out.
struct Foot {
  std::vector<std::string> differences, contradictions, missing, overruled;
  std::vector<Notes::Note> taken;

  void add_to(std::vector<Piece>& pieces) const;
};

/// What changed and has no row of its own.
Notes changes_without_row(const Checked& checked, const Changes& changes);

}  // namespace costcurve
