// Every figure of the five articles is accounted for: scenarios/README.md names a scenario for it, the scenario holds a
// claim with its id, and what the table says of the claim is what the program says.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// S000: EconoTimes. S001: a retelling of CNN. S002: ANI. S003: TechTarget. S004: Hankyoreh.
std::vector<std::string> ids_of_figures() {
  const std::vector<int> figures_of_article = {7, 13, 14, 32, 19};
  std::vector<std::string> all;
  for (std::size_t article = 0; article < figures_of_article.size(); ++article)
    for (int figure = 1; figure <= figures_of_article[article]; ++figure)
      all.push_back("S00" + std::to_string(article) + (figure < 10 ? "-0" : "-") + std::to_string(figure));
  return all;
}

/// A row of the table: | S000-05 | deepseek-r1.toml | r1.duration | reproduced; but 80 hours are the last of three
/// stages |
struct FigureRow {
  std::string id, file, quantity, outcome;
};

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::vector<FigureRow> rows_of_readme() {
  std::vector<FigureRow> rows;
  std::istringstream text(read_file(source_folder() + "/scenarios/README.md"));
  for (std::string line; std::getline(text, line);) {
    if (!line.starts_with("| S00")) continue;
    std::vector<std::string> cells;
    std::istringstream row(line.substr(1));
    for (std::string cell; std::getline(row, cell, '|');) cells.push_back(trimmed(cell));
    REQUIRE_MESSAGE(cells.size() == 4, line, " is no row of four cells");
    rows.push_back({cells[0], cells[1], cells[2], cells[3]});
  }
  return rows;
}

struct JudgedClaim {
  Verdict verdict;
  double ratio;
  std::string of, than;
};
using ClaimsById = std::multimap<std::string, JudgedClaim>;

std::string text_at(const Value& table, std::string_view key) {
  const Entry* entry = table.find(key);
  return entry ? entry->value.text.text : std::string();
}

/// The claims of a scenario, in all its variants, by each of their ids.
const ClaimsById& claims_of(const std::string& file) {
  static std::map<std::string, ClaimsById> known;
  const auto [place, is_new] = known.try_emplace(file);
  if (!is_new) return place->second;
  const std::string path = source_folder() + "/scenarios/" + file;
  REQUIRE_MESSAGE(std::filesystem::exists(path), path, " is not there");
  Diagnostics mistakes;
  const auto scenario = library().scenario(path, mistakes);
  const auto variants = audited_cases(path, Question(), true, library(), mistakes);
  REQUIRE_MESSAGE((scenario && !variants.empty()), render(mistakes.sorted()));
  const Entry* claims = scenario->document.find("claim");
  for (const Value& table : claims ? claims->value.elements : std::vector<Value>()) {
    const auto keep = [&](const ClaimResult& judged) {
      std::istringstream ids(text_at(table, "id"));
      for (std::string id; ids >> id;)
        place->second.insert(
            {id, {judged.judgement.verdict, judged.judgement.ratio, judged.claim->of, judged.claim->than}});
    };
    for (const auto& variant : variants)
      for (const ClaimResult& judged : variant->claims)
        if (judged.claim->place.begin == table.place.begin) keep(judged);
  }
  return place->second;
}

bool is_cited(Verdict verdict) { return verdict == Verdict::cited; }
bool is_refuted(Verdict verdict) { return verdict == Verdict::contradicted || verdict == Verdict::is_false; }

/// The words of the table, and the verdicts that they stand for.
struct Word {
  std::string text;
  bool (*fits)(Verdict);
};
const std::vector<Word> words = {{"reproduced", holds},
                                 {"contradicted", is_refuted},
                                 {"cited", is_cited},
                                 {"not checked", is_cited},
                                 {"possible", [](Verdict verdict) { return verdict == Verdict::possible; }},
                                 {"off by ", [](Verdict verdict) { return verdict == Verdict::off; }}};

}  // namespace

TEST_CASE("every figure of the five articles has one row in scenarios/README.md, and no row is of anything else") {
  std::vector<std::string> found;
  for (const FigureRow& row : rows_of_readme()) found.push_back(row.id);
  std::sort(found.begin(), found.end());
  const std::vector<std::string> ids = ids_of_figures();
  CHECK(ids.size() == 85);
  for (const std::string& id : ids)
    CHECK_MESSAGE(std::count(found.begin(), found.end(), id) == 1, id, " has ",
                  std::count(found.begin(), found.end(), id), " rows");
  for (const std::string& id : found)
    CHECK_MESSAGE(std::count(ids.begin(), ids.end(), id) == 1, id, " is no figure of the articles");
}

TEST_CASE("the scenario that a figure's row names holds a claim with its id, of the quantity that the row names") {
  for (const FigureRow& row : rows_of_readme()) {
    const ClaimsById& claims = claims_of(row.file);
    const auto [first, last] = claims.equal_range(row.id);
    CHECK_MESSAGE(first != last, row.file, " holds no claim with the id ", row.id);
    // Quotations stand where there is no quantity. "a.b, c.d" names two, "a.b against c.d" both sides of a comparison.
    if (row.quantity.starts_with('"')) continue;
    std::string spaced = row.quantity;
    std::replace(spaced.begin(), spaced.end(), ',', ' ');
    std::istringstream names(spaced);
    for (std::string name; names >> name;) {
      if (name.find('.') == std::string::npos) continue;
      const bool there = std::any_of(first, last, [&](const auto& claim) {
        return claim.second.of.find(name) != std::string::npos || claim.second.than.find(name) != std::string::npos;
      });
      CHECK_MESSAGE(there, row.id, ": no claim of ", row.file, " with that id is of ", name);
    }
  }
}

TEST_CASE("what scenarios/README.md says of a figure is what the program says") {
  for (const FigureRow& row : rows_of_readme()) {
    const auto [first, last] = claims_of(row.file).equal_range(row.id);
    const auto some = [&, begin = first, end = last](const Word& word) {
      return std::any_of(begin, end, [&](const auto& claim) { return word.fits(claim.second.verdict); });
    };
    // The first word decides; every other must have its claim as well.
    std::size_t earliest = std::string::npos;
    for (const Word& word : words) {
      const std::size_t at = row.outcome.find(word.text);
      earliest = std::min(earliest, at);
      // "not checked" behind something else is of a part of the sentence that is no figure.
      if (at == std::string::npos || (word.text == "not checked" && at > 0)) continue;
      CHECK_MESSAGE(some(word), row.id, " in ", row.file, ": \"", row.outcome, "\", and no claim with that id is ",
                    word.text);
    }
    CHECK_MESSAGE(earliest != std::string::npos, row.id, ": \"", row.outcome, "\" says nothing that the program could");
    // A quotation beside which nothing is computed needs a reason.
    const std::size_t colon = row.outcome.find(": ");
    if (row.outcome.starts_with("cited") || row.outcome.starts_with("not checked"))
      CHECK_MESSAGE((colon != std::string::npos && row.outcome.size() > colon + 10), row.id,
                    " is cited without a reason");
    if (const std::size_t at = row.outcome.find("off by "); at != std::string::npos) {
      const double printed = std::stod(row.outcome.substr(at + 7));
      const bool there = std::any_of(first, last, [&](const auto& claim) {
        return std::abs(100 * std::abs(claim.second.ratio - 1) - printed) <= 0.05;
      });
      CHECK_MESSAGE(there, row.id, " is not off by ", printed, " %");
    }
  }
}

TEST_CASE("a claim that holds is not of a figure whose row says that it fails, nor the other way round") {
  for (const FigureRow& row : rows_of_readme()) {
    const auto [first, last] = claims_of(row.file).equal_range(row.id);
    for (auto claim = first; claim != last; ++claim) {
      const Verdict verdict = claim->second.verdict;
      if (holds(verdict))
        CHECK_MESSAGE(row.outcome.find("reproduced") != std::string::npos, row.id, " holds of ", claim->second.of,
                      ": \"", row.outcome, '"');
      if (is_refuted(verdict))
        CHECK_MESSAGE(row.outcome.find("contradicted") != std::string::npos, row.id, " fails of ", claim->second.of,
                      ": \"", row.outcome, '"');
    }
  }
}

TEST_CASE("every id of a figure in a scenario is one that there is") {
  const std::vector<std::string> ids = ids_of_figures();
  for (const std::string& path : files_in(source_folder() + "/scenarios", ".toml"))
    for (const auto& [id, claim] : claims_of(std::filesystem::path(path).filename().string()))
      if (id.starts_with("S00"))
        CHECK_MESSAGE(std::count(ids.begin(), ids.end(), id) == 1, path, ": there is no figure ", id);
}
