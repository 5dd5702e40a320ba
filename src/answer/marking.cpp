#include "answer/marking.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/check_words.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

MarkedClaim marked_claim(const CheckedClaim& claim, const Sources& sources) {
  MarkedClaim row;
  row.says = claim.says;
  row.verdict = claim.judgement.verdict;
  row.as_expected = claim.as_expected;
  row.is_exercise = claim.is_exercise();
  row.fault = claim.fault;
  row.fault_text = fault_text(claim);
  row.finds_fault = claim.finds_fault;
  row.layer = claim.layer.empty() ? scope_text(claim.layers) : claim.layer;
  if (row.verdict != Verdict::cited && row.verdict != Verdict::not_determined)
    row.comes_to = computed_text(claim).plain();
  const auto source = std::find_if(sources.rows.begin(), sources.rows.end(),
                                   [&](const Sources::Row& each) { return each.key == claim.source; });
  if (source == sources.rows.end()) return row;
  row.source = source->title.plain();
  row.url = source->url;
  row.date = source->year;
  return row;
}

// What is wrong with the numbers themselves, whatever is claimed.
std::string contradiction_in(const CheckedCases& cases) {
  Lead lead;
  answer_contradictions(cases, lead);
  return lead.sentences.empty() ? "" : lead.sentences.front().plain();
}

std::string place_text(const Place& place) {
  if (!place.source || place.source->text.empty()) return {};
  return fmt::format("line {}: ", place.line());
}

}  // namespace

MarkedFile marked(const std::string& path, const CheckedCases& cases) {
  MarkedFile file;
  file.path = file.name = path;
  file.contradiction = contradiction_in(cases);
  file.not_as_handed_out = cases.front().not_as_handed_out;
  file.has_own_seals = cases.front().has_own_seals;
  for (const Checked& checked : cases)
    for (const CheckedClaim& claim : checked.claims)
      if (!claim.elsewhere && (claim.is_exercise() || !claim.is_asked()))
        file.claims.push_back(marked_claim(claim, cases.front().about.sources));
  return file;
}

MarkedFile marked_as_wrong(const std::string& path, const std::vector<Diagnostic>& mistakes) {
  MarkedFile file;
  file.path = file.name = path;
  file.mistake = "it could not be read";
  if (mistakes.empty()) return file;
  file.mistake = place_text(mistakes.front().place) + mistakes.front().problem;
  if (mistakes.size() > 1) file.mistake += fmt::format("; {} more", mistakes.size() - 1);
  return file;
}

}  // namespace costcurve
