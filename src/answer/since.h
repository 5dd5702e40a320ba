#pragma once
// What changed since an earlier answer in JSON.
//
//   earlier.cpp      reads the answer
//   since.cpp        compares, and says it in words
//   since_causes.cpp which of what was put in moved the answers
//   since_data.cpp   writes the changes into an answer for programs

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "answer/check.h"
#include "audit/audit.h"
#include "document/data.h"
#include "text/files.h"

namespace costcurve {

/// A value as JSON keeps it: a number with 12 digits before a unit, a date as a text, or neither where it was infinite.
struct EarlierValue {
  std::optional<double> number;
  std::string text;
  std::string unit;
};

struct EarlierQuantity {
  EarlierValue value;
  std::optional<double> low, high;
};

struct EarlierClaim {
  std::string says, of, than, variant;
  std::string verdict;
  EarlierValue computed;
};

struct EarlierAnswer {
  std::string scenario;
  std::string variant;
  std::map<std::string, EarlierQuantity> quantities;
  std::vector<EarlierClaim> claims;
};

/// The answers of a file.
struct Earlier {
  std::string file;
  std::vector<EarlierAnswer> answers;

  /// That to the scenario; where it is `alone`, the only one there is will do. Null if there is none.
  const EarlierAnswer* to(const std::string& scenario, bool alone) const;
};

/// Reads what `check` or `run` printed with --format json. A missing file, what is no JSON, or JSON of something else
/// is reported.
std::optional<Earlier> read_earlier(const Files& files, const std::string& path, Diagnostics& diagnostics);

/// One row that changed, in words to stand behind it: "was $294,672", "new".
struct Change {
  std::string name;  // of a quantity; of a claim what it says
  std::string was;
  bool verdict = false;  // of a claim: it was judged otherwise
  std::string earlier_verdict;
  EarlierValue earlier;          // nothing in it for what is new
  std::optional<double> before;  // the same in base units, where it can be told in them
  double weight = 0;             // of what was put in: how far it moved the answers by itself
  bool is_new = false;
};

struct Changes {
  std::string file;
  std::string variant;                       // the earlier answer's, where it is another
  std::string scenario;                      // likewise
  std::map<std::string, Change> quantities;  // by name, of the scenario as it stands
  std::map<std::size_t, Change> claims;      // by their places in the answer
  std::vector<Change> gone_quantities;
  std::vector<Change> gone_claims;

  /// What claim number `place` was, if that is another.
  std::string was(std::size_t place) const {
    const auto change = claims.find(place);
    return change == claims.end() ? "" : change->second.was;
  }
  bool empty() const { return quantities.empty() && claims.empty() && gone_quantities.empty() && gone_claims.empty(); }
};

/// Compares at the 12 digits that JSON keeps; a value that was in another unit is converted first, and marked. `units`
/// are those of the scenario.
Changes changes_since(const Earlier& earlier, const EarlierAnswer& answer, const std::string& scenario,
                      const CheckedCases& cases, const Units& units);

/// Weighs what was put in otherwise: each by itself at its earlier value, all else as it is now. What moves no answer
/// has no weight.
void weigh_causes(const AuditedVariant& audited, const std::vector<std::string>& answers, Changes& changes);

/// The member "since" of an answer.
Data since_member(const Changes& changes);

/// "Since old.json: 3 quantities and 1 verdict changed."
std::string changes_sentence(const Changes& changes);
/// "total.cost was $294,672 and is $442,008, 50 % more: assume.rent was $2/chip/h and is $3/chip/h." Of the answers
/// that changed, and the givens that did.
std::string answer_since(const Changes& changes, const Checked& checked);

}  // namespace costcurve
