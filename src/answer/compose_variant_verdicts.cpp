#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/compose_variants.h"

namespace costcurve {

namespace {

std::string_view sign_of(Mark mark) {
  return mark == Mark::holds ? "✓" : mark == Mark::fails ? "✗" : mark == Mark::quoted ? "·" : "?";
}

Tone tone_of(Mark mark) {
  return mark == Mark::holds    ? Tone::good
         : mark == Mark::fails  ? Tone::bad
         : mark == Mark::quoted ? Tone::dim
                                : Tone::open;
}

Cell claim_cell(const AuditedVariant& audited, const ClaimResult& result) {
  const Verdict verdict = result.judgement.verdict;
  const Mark mark = mark_of(verdict);
  Cell cell{fmt::format("{} {}", sign_of(mark), verdict_word(verdict)), tone_of(mark)};
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

std::string claim_name(const Claim& claim) {
  std::string name = claim.says;
  if (!claim.cited && claim.node != no_node)
    name += fmt::format("\n  {}, stated as {}", subject(claim), claim.stated.text);
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

// "147,000 chip·h against 147,001 chip·h: off by ..." with the verdict first and the two sides below.
Cell check_cell(const CheckRow& row) {
  const std::size_t colon = row.comparison.find(": ");
  std::string sides = row.comparison.substr(0, colon);
  for (const std::string between : {" against ", " at most ", " at least "})
    if (const std::size_t at = sides.find(between); at != std::string::npos) sides[at] = '\n';
  return {fmt::format("{} {}\n{}", sign_of(row.mark),
                      colon == std::string::npos ? "" : row.comparison.substr(colon + 2), sides),
          tone_of(row.mark)};
}

}  // namespace

TableRows claims_table(const Variants& variants) {
  const std::size_t count = variants.front()->claims.size();
  TableRows table;
  if (count == 0) return table;
  table.push_back(heading_row(variants, ""));
  for (std::size_t c = 0; c < count; ++c) {
    TableRow row{{{marked(claim_name(*variants.front()->claims[c].claim), !comes_out_same(variants, c))}}};
    for (const auto& audited : variants) row.cells.push_back(claim_cell(*audited, audited->claims[c]));
    table.push_back(std::move(row));
  }
  return table;
}

void answer_claims_apart(const Variants& variants, SideBySide& made) {
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
  made.answers.push_back(summary + ".");
  for (std::size_t i = 0; i < apart.size() && i < most; ++i) {
    std::vector<std::string> texts;
    for (const auto& audited : variants) texts.emplace_back(verdict_word(audited->claims[apart[i]].judgement.verdict));
    made.answers.push_back(
        fmt::format("\"{}\": {}.", variants.front()->claims[apart[i]].claim->says, told_apart(variants, texts)));
  }
}

TableRows checks_table(const Variants& variants) {
  std::vector<std::string> sentences;
  std::vector<std::vector<CheckRow>> rows;
  for (const auto& audited : variants) {
    rows.emplace_back();
    for (const CheckResult& check : audited->checks) {
      rows.back().push_back(check_row(*audited, check));
      if (std::find(sentences.begin(), sentences.end(), rows.back().back().sentence) == sentences.end())
        sentences.push_back(rows.back().back().sentence);
    }
  }
  TableRows table;
  if (sentences.empty()) return table;
  table.push_back(heading_row(variants, "checks"));
  for (const std::string& sentence : sentences) {
    TableRow row{{{sentence}}};
    std::vector<std::string> texts;
    for (const std::vector<CheckRow>& of : rows) {
      const auto found =
          std::find_if(of.begin(), of.end(), [&](const CheckRow& one) { return one.sentence == sentence; });
      row.cells.push_back(found == of.end() ? Cell{"nothing to check", Tone::dim} : check_cell(*found));
      texts.push_back(row.cells.back().text);
    }
    row.cells.front().text = marked(sentence, !all_same(texts));
    table.push_back(std::move(row));
  }
  return table;
}

}  // namespace costcurve
