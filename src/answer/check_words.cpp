#include "answer/check_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/since.h"

namespace costcurve {

namespace {

Lead lead_of(const CheckedCases& cases, Detail detail, const Changes* changes) {
  Lead lead;
  answer_contradictions(cases, lead);
  if (cases.front().asks) answer_quantities(cases.front(), lead);
  answer_claims(cases, lead);
  if (!cases.front().asks && (lead.sentences.empty() || detail == Detail::everything))
    answer_quantities(cases.front(), lead);
  const bool claims = std::any_of(cases.begin(), cases.end(), [](const Checked& each) { return !each.claims.empty(); });
  if (detail == Detail::claims_and_checks && lead.sentences.empty() && !claims)
    lead.sentences.emplace_back(nothing_to_judge);
  if (changes) lead.sentences.insert(lead.sentences.begin(), changes_sentence(*changes));
  return lead;
}

Items claims_of(const CheckedCases& cases, const Changes* changes) {
  Items claims;
  std::size_t place = 0;
  for (const Checked& checked : cases)
    for (const CheckedClaim& claim : checked.claims)
      claims.items.push_back(claim_item(claim, changes ? changes->was(place++) : ""));
  return claims;
}

// All of the first case; of the others what failed.
Items checks_of(const CheckedCases& cases) {
  Items checks;
  checks.heading = "checks";
  for (const CheckedEquation& equation : cases.front().equations) checks.items.push_back(check_item(equation));
  for (std::size_t c = 1; c < cases.size(); ++c)
    for (const CheckedEquation& equation : cases[c].equations) {
      if (!equation.failed) continue;
      checks.items.push_back(check_item(equation));
      Text& says = checks.items.back().says;
      says = Text::filled("in {}: {}", {cases[c].variant, says});
    }
  return checks;
}

Foot foot_of(const CheckedCases& cases) {
  const Checked& first = cases.front();
  Foot foot;
  std::vector<Undetermined> missing;
  for (const Checked& checked : cases) {
    for (std::string& sentence : contradiction_sentences(checked)) foot.contradictions.push_back(std::move(sentence));
    missing.insert(missing.end(), checked.missing.begin(), checked.missing.end());
  }
  foot.missing = missing_sentences(missing);
  for (const Taken& taken : first.taken) foot.taken.push_back(taken.note());
  foot.overruled = overruled_sentences(first, missing);
  if (first.drawn) foot.taken.push_back(drawn_note(*first.drawn, "; ± is one standard error"));
  return foot;
}

}  // namespace

Document check_document(const CheckedCases& cases, Detail detail, const Changes* changes) {
  const Checked& first = cases.front();
  Document document;
  document.title = first.title;
  document.pieces.emplace_back(lead_of(cases, detail, changes));
  document.pieces.emplace_back(claims_of(cases, changes));
  add_pictures(cases, document.pieces);
  for (Entries& part : parts_of(first, changes)) document.pieces.emplace_back(std::move(part));
  document.pieces.emplace_back(checks_of(cases));
  if (changes) document.pieces.emplace_back(changes_without_row(first, *changes));
  foot_of(cases).add_to(document.pieces);
  return document;
}

}  // namespace costcurve
