#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/side_by_side_words.h"
#include "document/grid.h"

namespace costcurve {

namespace {

Grid::Cell claim_cell(const CheckedClaim& claim) {
  const Verdict verdict = claim.judgement.verdict;
  Grid::Cell cell{std::string(verdict_word(verdict)), mark_of(verdict)};
  if (verdict != Verdict::cited && verdict != Verdict::not_determined) cell.text += "\n" + computed_text(claim);
  if (claim.elsewhere) return cell;
  if (!claim.as_expected && !claim.expect.empty())
    cell.text += "\nexpected: " + claim.expect;
  else if (claim.as_expected && !claim.expect.empty() && claim.expect != "holds")
    cell.text += "\nas expected";
  return cell;
}

Text claim_name(const CheckedClaim& claim) {
  Text name = claim.says;
  if (claim.computable) name += Text::filled("\n  {}, stated as {}", {subject(claim), claim.stated.text});
  return name + (claim.variant.empty() ? "" : fmt::format("\n  said of {}", claim.variant));
}

// The same verdict on the same number.
bool comes_out_same(const CheckedCases& cases, std::size_t claim) {
  const Judgement& first = cases.front().claims[claim].judgement;
  return std::all_of(cases.begin(), cases.end(), [&](const Checked& checked) {
    const Judgement& other = checked.claims[claim].judgement;
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

namespace {

// The same verdict in each, and the one that was expected.
bool is_settled(const CheckedCases& cases, std::size_t claim) {
  return std::all_of(cases.begin(), cases.end(), [&](const Checked& checked) {
    const CheckedClaim& other = checked.claims[claim];
    return other.as_expected && other.judgement.verdict == cases.front().claims[claim].judgement.verdict;
  });
}

bool holds_in_all(const CheckedCases& cases, const std::string& sentence) {
  return std::all_of(cases.begin(), cases.end(), [&](const Checked& checked) {
    return std::all_of(checked.equations.begin(), checked.equations.end(), [&](const CheckedEquation& equation) {
      return equation.with_part != sentence || (!equation.failed && holds(equation.judgement.verdict));
    });
  });
}

}  // namespace

Grid claims_grid(const CheckedCases& cases, Telling telling) {
  const std::vector<CheckedClaim>& claims = cases.front().claims;
  Grid grid;
  if (claims.empty()) return grid;
  grid.columns = columns_of(cases, "");
  std::size_t settled = 0;
  for (std::size_t c = 0; c < claims.size(); ++c) {
    if (telling != Telling::whole && cases.size() > 1 && is_settled(cases, c)) {
      ++settled;
      continue;
    }
    Grid::Row row;
    row.differs = !comes_out_same(cases, c);
    row.cells.push_back({claim_name(claims[c])});
    for (const Checked& checked : cases) row.cells.push_back(claim_cell(checked.claims[c]));
    grid.rows.push_back(std::move(row));
  }
  if (settled > 0)
    grid.below.push_back({{},
                          fmt::format("{} {} the same verdict in each; `--all` shows {}", settled,
                                      settled == 1 ? "claim has" : "claims have", settled == 1 ? "it" : "them"),
                          Tone::dim});
  return grid;
}

void answer_claims_apart(const CheckedCases& cases, Lead& lead) {
  constexpr std::size_t most = 3;
  const std::size_t count = cases.front().claims.size();
  std::vector<std::size_t> apart;
  std::size_t unexpected = 0;
  for (std::size_t c = 0; c < count; ++c) {
    const Verdict first = cases.front().claims[c].judgement.verdict;
    if (std::any_of(cases.begin(), cases.end(),
                    [&](const Checked& checked) { return checked.claims[c].judgement.verdict != first; }))
      apart.push_back(c);
    for (const Checked& checked : cases)
      unexpected += checked.claims[c].as_expected || checked.claims[c].expect.empty() ? 0 : 1;
  }
  if (count == 0 || cases.size() < 2) return;
  std::string summary = apart.empty() ? "Every claim gets the same verdict"
                                      : fmt::format("{} of {} claims {} a different verdict", apart.size(), count,
                                                    apart.size() == 1 ? "gets" : "get");
  if (unexpected > 0)
    summary += fmt::format("; {} not as expected", unexpected == 1 ? "one is" : fmt::format("{} are", unexpected));
  lead.sentences.emplace_back(summary + ".");
  for (std::size_t i = 0; i < apart.size() && i < most; ++i) {
    std::vector<std::string> texts;
    for (const Checked& checked : cases) texts.emplace_back(verdict_word(checked.claims[apart[i]].judgement.verdict));
    lead.sentences.emplace_back(
        fmt::format("\"{}\": {}.", cases.front().claims[apart[i]].says, told_apart(cases, texts)));
  }
}

Grid checks_grid(const CheckedCases& cases, Telling telling) {
  std::vector<std::string> sentences;
  for (const Checked& checked : cases)
    for (const CheckedEquation& equation : checked.equations)
      if (std::find(sentences.begin(), sentences.end(), equation.with_part) == sentences.end())
        sentences.push_back(equation.with_part);
  if (telling != Telling::whole)
    std::erase_if(sentences, [&](const std::string& sentence) { return holds_in_all(cases, sentence); });
  Grid grid;
  if (sentences.empty()) return grid;
  grid.columns = columns_of(cases, "checks");
  for (const std::string& sentence : sentences) {
    Grid::Row row;
    row.cells.push_back({sentence});
    std::vector<std::string> texts;
    for (const Checked& checked : cases) {
      const auto found = std::find_if(checked.equations.begin(), checked.equations.end(),
                                      [&](const CheckedEquation& equation) { return equation.with_part == sentence; });
      row.cells.push_back(found == checked.equations.end() ? Grid::Cell{"nothing to check", {}, Tone::dim}
                                                           : check_cell(compared_sides(*found)));
      texts.push_back(row.cells.back().text.plain());
    }
    row.differs = !all_same(texts);
    if (!*row.differs) {
      row.only_in_first_block = true;
      for (std::size_t c = 2; c < row.cells.size(); ++c) row.cells[c] = Grid::Cell{same_mark, {}, Tone::dim};
    }
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

}  // namespace costcurve
