#pragma once
// How many claims come out how. Internal to answer/: check_readers.cpp, marking_words.cpp,
// scoreboard.cpp.

#include <fmt/format.h>

#include "answer/check_words.h"
#include "answer/marking.h"
#include "text/listing.h"

namespace costcurve {

/// Of claims.
struct Tally {
  std::size_t all = 0, hold = 0, fail = 0, open = 0, cited = 0, unexpected = 0;

  void count(const MarkedClaim& claim) {
    ++all;
    hold += holds(claim.verdict) ? 1 : 0;
    fail += fails(claim.verdict) ? 1 : 0;
    cited += claim.verdict == Verdict::cited ? 1 : 0;
    open += mark_of(claim.verdict) == Mark::open ? 1 : 0;
    unexpected += claim.as_expected ? 0 : 1;
  }
  // "43 hold, 11 do not, 5 stay open"
  std::string text() const {
    std::vector<std::string> parts = {counted(hold, "holds", "hold")};
    if (fail > 0) parts.push_back(counted(fail, "does not", "do not"));
    if (open > 0) parts.push_back(counted(open, "stays open", "stay open"));
    if (cited > 0) parts.push_back(counted(cited, "is cited", "are cited"));
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
  }
};

/// Of exercises.
struct Answered {
  std::size_t all = 0, right = 0, wrong = 0;

  void count(Verdict verdict) {
    ++all;
    right += verdict == Verdict::is_true ? 1 : 0;
    wrong += verdict == Verdict::is_false ? 1 : 0;
  }
  // "2 of 3 exercises right, 1 wrong", "the exercise is right"
  std::string text() const {
    if (all == 1) return std::string("the exercise is ") + (right == 1 ? "right" : wrong == 1 ? "wrong" : "open");
    std::string text = fmt::format("{} of {} exercises right", right, all);
    if (wrong > 0) text += fmt::format(", {} wrong", wrong);
    if (all > right + wrong) text += fmt::format(", {} open", all - right - wrong);
    return text;
  }
};

/// Of both.
struct FileTally {
  Tally claims;
  Answered exercises;

  explicit FileTally(const std::vector<MarkedClaim>& all) {
    for (const MarkedClaim& claim : all) {
      if (!claim.is_exercise)
        claims.count(claim);
      else if (claim.verdict != Verdict::cited)
        exercises.count(claim.verdict);
    }
  }
};

inline std::vector<MarkedClaim> claims_of(const Marking& marking) {
  std::vector<MarkedClaim> all;
  for (const MarkedFile& file : marking.files) all.insert(all.end(), file.claims.begin(), file.claims.end());
  return all;
}

inline Grid::Row row_of(std::vector<Grid::Cell> cells) {
  Grid::Row row;
  row.cells = std::move(cells);
  return row;
}

}  // namespace costcurve
