#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/side_by_side_words.h"

namespace costcurve {

namespace {

Grid::Cell claim_cell(const AuditedVariant& audited, const ClaimResult& result) {
  const Verdict verdict = result.judgement.verdict;
  Grid::Cell cell{std::string(verdict_word(verdict)), mark_of(verdict)};
  if (verdict != Verdict::cited && verdict != Verdict::not_determined)
    cell.text += "\n" + computed_text(audited, result);
  const Claim& claim = *result.claim;
  if (claim.variant != audited.scenario.variant) return cell;  // expected elsewhere
  if (!result.as_expected)
    cell.text += "\nnot as expected";
  else if (!claim.expect.empty() && claim.expect != "holds")
    cell.text += "\nas expected";
  return cell;
}

Text claim_name(const Claim& claim) {
  Text name = claim.says;
  if (!claim.cited && claim.node != no_node)
    name += Text::filled("\n  {}, stated as {}", {subject(claim), claim.stated.text});
  return name + (claim.variant.empty() ? "" : fmt::format("\n  said of {}", claim.variant));
}

// The same verdict on the same number.
bool comes_out_same(const Variants& variants, std::size_t claim) {
  const Judgement& first = variants.front()->claims[claim].judgement;
  return std::all_of(variants.begin(), variants.end(), [&](const auto& audited) {
    const Judgement& other = audited->claims[claim].judgement;
    return other.verdict == first.verdict &&
           std::abs(other.computed - first.computed) <= 1e-12 * std::abs(first.computed);
  });
}

// The verdict first and the two sides below.
Grid::Cell check_cell(const ComparedSides& sides) {
  return {Text::filled("{}\n{}\n{} {}",
                       {sides.verdict, Text::amount(sides.left), sides.relation, Text::amount(sides.right)}),
          sides.mark};
}

}  // namespace

Grid claims_grid(const Variants& variants) {
  const std::size_t count = variants.front()->claims.size();
  Grid grid;
  if (count == 0) return grid;
  grid.columns = columns_of(variants, "");
  for (std::size_t c = 0; c < count; ++c) {
    Grid::Row row;
    row.differs = !comes_out_same(variants, c);
    row.cells.push_back({claim_name(*variants.front()->claims[c].claim)});
    for (const auto& audited : variants) row.cells.push_back(claim_cell(*audited, audited->claims[c]));
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

void answer_claims_apart(const Variants& variants, Lead& lead) {
  constexpr std::size_t most = 3;
  const std::size_t count = variants.front()->claims.size();
  std::vector<std::size_t> apart;
  std::size_t unexpected = 0;
  for (std::size_t c = 0; c < count; ++c) {
    const Verdict first = variants.front()->claims[c].judgement.verdict;
    if (std::any_of(variants.begin(), variants.end(),
                    [&](const auto& audited) { return audited->claims[c].judgement.verdict != first; }))
      apart.push_back(c);
    for (const auto& audited : variants) unexpected += audited->claims[c].as_expected ? 0 : 1;
  }
  if (count == 0 || variants.size() < 2) return;
  std::string summary = apart.empty() ? "Every claim gets the same verdict"
                                      : fmt::format("{} of {} claims {} a different verdict", apart.size(), count,
                                                    apart.size() == 1 ? "gets" : "get");
  if (unexpected > 0)
    summary += fmt::format("; {} not as expected", unexpected == 1 ? "one is" : fmt::format("{} are", unexpected));
  lead.sentences.emplace_back(summary + ".");
  for (std::size_t i = 0; i < apart.size() && i < most; ++i) {
    std::vector<std::string> texts;
    for (const auto& audited : variants) texts.emplace_back(verdict_word(audited->claims[apart[i]].judgement.verdict));
    lead.sentences.emplace_back(
        fmt::format("\"{}\": {}.", variants.front()->claims[apart[i]].claim->says, told_apart(variants, texts)));
  }
}

Grid checks_grid(const Variants& variants) {
  std::vector<std::string> sentences;
  std::vector<std::vector<ComparedSides>> checks;
  for (const auto& audited : variants) {
    checks.emplace_back();
    for (const CheckResult& check : audited->checks) {
      checks.back().push_back(compared_sides(*audited, check));
      const std::string& sentence = checks.back().back().sentence;
      if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end()) sentences.push_back(sentence);
    }
  }
  Grid grid;
  if (sentences.empty()) return grid;
  grid.columns = columns_of(variants, "checks");
  for (const std::string& sentence : sentences) {
    Grid::Row row;
    row.cells.push_back({sentence});
    std::vector<std::string> texts;
    for (const std::vector<ComparedSides>& in_variant : checks) {
      const auto found = std::find_if(in_variant.begin(), in_variant.end(),
                                      [&](const ComparedSides& sides) { return sides.sentence == sentence; });
      row.cells.push_back(found == in_variant.end() ? Grid::Cell{"nothing to check", {}, Tone::dim}
                                                    : check_cell(*found));
      texts.push_back(row.cells.back().text.plain());
    }
    row.differs = !all_same(texts);
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

}  // namespace costcurve
