// Verdicts, faults by kind, sources: how many files came out together.

#include <map>

#include "answer/tally.h"
#include "numeric/stable_order.h"

namespace costcurve {

namespace {

Grid::Column number_column(const char* heading) { return {heading, Grid::Align::right}; }
Grid::Cell number_cell(std::size_t count) { return {count == 0 ? "" : std::to_string(count)}; }

Grid verdicts_of(const std::vector<MarkedClaim>& claims) {
  std::map<Verdict, std::size_t> counts;
  for (const MarkedClaim& claim : claims)
    if (!claim.is_exercise) ++counts[claim.verdict];
  Grid grid;
  grid.heading = "verdicts";
  grid.columns = {{""}, number_column("claims")};
  for (const auto& [verdict, count] : counts)
    grid.rows.push_back(row_of({{std::string(verdict_word(verdict)), mark_of(verdict)}, number_cell(count)}));
  return grid;
}

Grid faults_of(const std::vector<MarkedClaim>& claims) {
  struct Count {
    std::size_t all = 0, found = 0;
  };
  std::map<std::string, Count> counts;
  Count sum;
  for (const MarkedClaim& claim : claims) {
    if (claim.fault.empty()) continue;
    for (Count* count : {&counts[claim.fault], &sum}) {
      ++count->all;
      count->found += claim.finds_fault ? 1 : 0;
    }
  }
  std::vector<std::pair<std::string, Count>> rows(counts.begin(), counts.end());
  sort_stably(rows, [](const auto& a, const auto& b) { return a.second.all > b.second.all; });
  Grid grid;
  grid.heading = "faults";
  grid.columns = {{""}, number_column("claims"), number_column("found by the audit")};
  for (const auto& [fault, count] : rows)
    grid.rows.push_back(row_of({{fault}, number_cell(count.all), number_cell(count.found)}));
  if (rows.size() > 1) {
    grid.rows.push_back(row_of({{"all"}, number_cell(sum.all), number_cell(sum.found)}));
    grid.rows.back().is_sum = true;
  }
  return grid;
}

struct SourceTally {
  std::string title;
  Tally tally;
};

// Titles name tables and sections; one address is one source, under its shortest title.
std::vector<SourceTally> tallies_of_sources(const std::vector<MarkedClaim>& claims) {
  std::map<std::string, SourceTally> by_address;
  for (const MarkedClaim& claim : claims) {
    if (claim.is_exercise || claim.source.empty()) continue;
    SourceTally& source = by_address[claim.url.empty() ? claim.source : claim.url];
    if (source.title.empty() || claim.source.size() < source.title.size()) source.title = claim.source;
    source.tally.count(claim);
  }
  std::vector<SourceTally> all;
  for (auto& [address, source] : by_address) all.push_back(std::move(source));
  sort_stably(all, [](const SourceTally& a, const SourceTally& b) {
    return a.tally.all != b.tally.all ? a.tally.all > b.tally.all : a.title < b.title;
  });
  return all;
}

void add_source_row(const std::string& title, const Tally& tally, Grid& grid) {
  grid.rows.push_back(row_of(
      {{title}, number_cell(tally.all), number_cell(tally.hold), number_cell(tally.fail), number_cell(tally.open)}));
}

// Those with one claim each are told together.
Grid sources_of(const std::vector<MarkedClaim>& claims) {
  Grid grid;
  grid.heading = "sources";
  grid.columns = {{""}, number_column("claims"), number_column("hold"), number_column("do not"), number_column("open")};
  Tally single;
  std::size_t count = 0;
  for (const SourceTally& source : tallies_of_sources(claims)) {
    if (source.tally.all > 1) {
      add_source_row(source.title, source.tally, grid);
      continue;
    }
    ++count;
    single.all += source.tally.all;
    single.hold += source.tally.hold;
    single.fail += source.tally.fail;
    single.open += source.tally.open;
  }
  if (count > 0) add_source_row(fmt::format("{} with one claim", counted(count, "source", "sources")), single, grid);
  return grid;
}

}  // namespace

std::vector<Piece> scoreboard(const Marking& marking) {
  const std::vector<MarkedClaim> claims = claims_of(marking);
  std::vector<Piece> pieces;
  for (Grid& grid : std::vector<Grid>{verdicts_of(claims), faults_of(claims), sources_of(claims)})
    if (!grid.rows.empty()) pieces.emplace_back(std::move(grid));
  return pieces;
}

}  // namespace costcurve
