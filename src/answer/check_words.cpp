#include "answer/check_words.h"

#include "answer/since.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

Lead lead_of(const Variants& variants, Detail detail, const Changes* changes) {
  Lead lead;
  answer_contradictions(variants, lead);
  answer_claims(variants, lead);
  if (lead.sentences.empty() || detail == Detail::everything) answer_quantities(*variants.front(), lead);
  const bool claims =
      std::any_of(variants.begin(), variants.end(), [](const auto& audited) { return !audited->claims.empty(); });
  if (detail == Detail::claims_and_checks && lead.sentences.empty() && !claims)
    lead.sentences.emplace_back(nothing_to_judge);
  if (changes) lead.sentences.insert(lead.sentences.begin(), changes_sentence(*changes));
  return lead;
}

Items claims_of(const Variants& variants, const Changes* changes) {
  Items claims;
  for (const auto& audited : variants)
    for (const ClaimResult& result : audited->claims) claims.items.push_back(claim_item(*audited, result, changes));
  return claims;
}

// All of the first variant; of the others what failed.
Items checks_of(const Variants& variants) {
  Items checks;
  checks.heading = "checks";
  for (const CheckResult& check : variants.front()->checks)
    checks.items.push_back(check_item(*variants.front(), check));
  for (std::size_t v = 1; v < variants.size(); ++v)
    for (const CheckResult& check : variants[v]->checks) {
      if (!check.failed) continue;
      checks.items.push_back(check_item(*variants[v], check));
      Text& says = checks.items.back().says;
      says = Text::filled("in {}: {}", {variants[v]->scenario.variant, says});
    }
  return checks;
}

Foot foot_of(const Variants& variants, Detail detail) {
  const AuditedVariant& first = *variants.front();
  Foot foot;
  std::vector<Undetermined> missing;
  for (const auto& audited : variants) {
    for (std::string& sentence : conflict_sentences(*audited)) foot.conflicts.push_back(std::move(sentence));
    for (Undetermined& each : undetermined_of_claims(*audited)) missing.push_back(std::move(each));
  }
  foot.missing = missing_sentences(missing);
  for (const Taken& taken : taken_for_all(first, detail)) foot.taken.push_back(taken.note());
  foot.overruled = overruled_sentences(first, missing);
  if (first.beliefs)
    foot.taken.push_back(
        {"drawn",
         fmt::format("{} samples with seed {}; ± is one standard error",
                     number_text(static_cast<double>(first.beliefs->options.samples), 9), first.beliefs->options.seed),
         Tone::plain});
  return foot;
}

}  // namespace

void Foot::add_to(std::vector<Piece>& pieces) const {
  const auto add = [&](const char* heading, const std::vector<std::string>& texts, Tone tone) {
    Notes notes;
    for (const std::string& text : texts) notes.notes.push_back({heading, text, tone});
    pieces.emplace_back(std::move(notes));
  };
  add("contradiction", conflicts, Tone::bad);
  add("missing", missing, Tone::open);
  pieces.emplace_back(Notes{{}, taken});
  add("note", overruled, Tone::dim);
}

Document check_document(const Variants& variants, Detail detail, const Changes* changes) {
  const AuditedVariant& first = *variants.front();
  Document document;
  document.title = first.scenario.title;
  document.pieces.emplace_back(lead_of(variants, detail, changes));
  document.pieces.emplace_back(claims_of(variants, changes));
  if (detail == Detail::everything)
    for (Entries& part : parts_of(first, changes)) document.pieces.emplace_back(std::move(part));
  document.pieces.emplace_back(checks_of(variants));
  if (changes) document.pieces.emplace_back(changes_without_row(first, *changes, detail));
  foot_of(variants, detail).add_to(document.pieces);
  return document;
}

}  // namespace costcurve
