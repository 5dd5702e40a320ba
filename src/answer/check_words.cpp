#include "answer/check_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "answer/explain.h"
#include "answer/since.h"
#include "numeric/stable_order.h"

namespace costcurve {

namespace {

Lead lead_of(const CheckedCases& cases, Detail detail, const Changes* changes, Telling telling) {
  Lead lead;
  answer_contradictions(cases, lead);
  if (cases.front().asks && !cases.front().is_left_open) answer_quantities(cases.front(), lead);
  answer_claims(cases, lead, telling);
  if (!cases.front().asks && !cases.front().is_left_open && (lead.sentences.empty() || detail == Detail::everything))
    answer_quantities(cases.front(), lead);
  const bool claims = std::any_of(cases.begin(), cases.end(), [](const Checked& each) { return !each.claims.empty(); });
  if (detail == Detail::claims_and_checks && lead.sentences.empty() && !claims && !cases.front().is_left_open)
    lead.sentences.emplace_back(nothing_to_judge);
  if (!cases.front().of_another_day.empty() && cases.size() == 1)
    lead.sentences.emplace_back(cases.front().of_another_day);
  if (!cases.front().beside.empty() && cases.size() == 1) lead.sentences.emplace_back(cases.front().beside);
  if (lead.sentences.empty()) lead.sentences.emplace_back("Nothing more is determined by what is given.");
  if (changes) lead.sentences.insert(lead.sentences.begin(), changes_sentence(*changes));
  if (const std::string answer = changes ? answer_since(*changes, cases.front()) : ""; !answer.empty())
    lead.sentences.insert(lead.sentences.begin(), answer);
  return lead;
}

// Where they are told in short, what does not hold stands first and in full.
Items claims_of(const CheckedCases& cases, const Changes* changes, Telling telling) {
  struct Told {
    int rank;
    Items::Item item;
  };
  std::vector<Told> told;
  std::size_t place = 0;
  for (const Checked& checked : cases)
    for (const CheckedClaim& claim : checked.claims) {
      const std::string was = changes ? changes->was(place++) : "";
      const bool settled = holds(claim.judgement.verdict) || claim.judgement.verdict == Verdict::cited;
      const bool is_readers = claim.is_asked() || !claim.predict.empty();
      const bool in_short = telling == Telling::folded && settled && claim.as_expected && was.empty() && !is_readers;
      const int rank = telling == Telling::whole || !claim.as_expected ? 0
                       : settled                                       ? 3
                       : fails(claim.judgement.verdict)                ? 1
                                                                       : 2;
      told.push_back({rank, in_short ? claim_line(claim) : claim_item(claim, was, telling)});
    }
  sort_stably(told, [](const Told& a, const Told& b) { return a.rank < b.rank; });
  Items claims;
  for (Told& each : told) claims.items.push_back(std::move(each.item));
  return claims;
}

// All of the first case, in short those that do not hold; of the others what failed.
Items checks_of(const CheckedCases& cases, Telling telling) {
  Items checks;
  checks.heading = "checks";
  std::size_t hold = 0;
  for (const CheckedEquation& equation : cases.front().equations) {
    const bool is_plain = telling == Telling::folded && !equation.failed && holds(equation.judgement.verdict);
    hold += is_plain ? 1 : 0;
    if (!is_plain) checks.items.push_back(check_item(equation));
  }
  if (hold > 0)
    checks.items.push_back({Mark::holds,
                            fmt::format("{}{} {}", checks.items.empty() ? "" : "and ", hold,
                                        hold == 1 ? "equation holds" : "equations hold"),
                            {},
                            {},
                            {}});
  for (std::size_t c = 1; c < cases.size(); ++c)
    for (const CheckedEquation& equation : cases[c].equations) {
      if (!equation.failed) continue;
      checks.items.push_back(check_item(equation));
      Text& says = checks.items.back().says;
      says = Text::filled("in {}: {}", {cases[c].variant, says});
    }
  return checks;
}

// In short nothing but a probability has one.
bool tells_an_error(const CheckedCases& cases) {
  return std::any_of(cases.begin(), cases.end(), [](const Checked& checked) {
    return std::any_of(checked.claims.begin(), checked.claims.end(), [](const CheckedClaim& claim) {
      return claim.probability.has_value() && !holds(claim.judgement.verdict);
    });
  });
}

Foot foot_of(const CheckedCases& cases, ToldAs as) {
  const Checked& first = cases.front();
  Foot foot;
  std::vector<Undetermined> missing;
  for (const Checked& checked : cases) {
    for (std::string& sentence : contradiction_sentences(checked)) foot.contradictions.push_back(std::move(sentence));
    missing.insert(missing.end(), checked.missing.begin(), checked.missing.end());
  }
  foot.differences = first.not_as_handed_out;
  foot.missing = missing_sentences(missing);
  foot.taken = taken_notes(first.taken, as.telling == Telling::whole || as.lists_sources);
  for (const auto& [part, words] : first.evidence)
    foot.taken.push_back(
        {first.evidence.size() == 1 ? "evidence" : fmt::format("evidence for {}", part), words, Tone::plain});
  foot.overruled = overruled_sentences(first, missing);
  if (first.drawn && (as.telling == Telling::whole || tells_an_error(cases)))
    foot.taken.push_back(drawn_note(*first.drawn, "; ± is one standard error"));
  return foot;
}

Derivations derivations_of(const Checked& checked) {
  Derivations derivations{"How it comes about", {}};
  for (const Reason& reason : checked.derivations) derivations.trees.push_back(tree_of_reasons(reason));
  return derivations;
}

}  // namespace

Document check_document(const CheckedCases& cases, Detail detail, const Changes* changes, ToldAs as) {
  const Checked& first = cases.front();
  if (as.hides_computed) return hidden_document(first);
  const Telling telling = as.telling;
  Document document;
  document.title = first.title;
  document.pieces.emplace_back(lead_of(cases, detail, changes, telling));
  if (telling == Telling::brief) return document;
  if (detail == Detail::claims_and_checks) document.pieces.emplace_back(answers_grid(first));
  add_first_picture(cases, document.pieces);
  document.pieces.emplace_back(claims_of(cases, changes, telling));
  add_pictures(cases, document.pieces);
  for (Piece& part : parts_of(first, changes, telling)) document.pieces.push_back(std::move(part));
  if (!first.derivations.empty()) document.pieces.emplace_back(derivations_of(first));
  document.pieces.emplace_back(checks_of(cases, telling));
  if (changes) document.pieces.emplace_back(changes_without_row(first, *changes));
  foot_of(cases, as).add_to(document.pieces);
  return document;
}

}  // namespace costcurve
