#pragma once
// The answer of `sensitivity`: how much each input of a quantity matters.

#include <optional>
#include <string>
#include <vector>

#include "answer/subject.h"
#include "chance/shares.h"
#include "document/document.h"

namespace costcurve {

/// One input of a quantity, and what it does to it.
struct InputInfluence {
  std::string name;
  double value = 0;
  ShownUnit shown;
  RangeEnds ends = RangeEnds::none;
  Influence influence;
  std::optional<double>
      with_one_more;  // of a count that is rounded on its way: what the quantity comes to with one more
};

/// Inputs that can move the quantity, what matters most first.
struct Sensitivity {
  Subject of;
  std::vector<InputInfluence> inputs;
  std::vector<std::string>
      in_steps;                    // inputs that it rests on, which neither a small change nor a range of theirs moves
  std::vector<std::string> words;  // inputs that are words, between which there is nothing to measure
  double variance = 0;
  bool on_logarithm = true;
  bool has_beliefs = false;  // somebody stated a 90 % range or a distribution
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
};

Document sensitivity_document(const Sensitivity& sensitivity);
/// Side by side: elasticity, swing and share in one cell.
Document sensitivity_document(const std::vector<Sensitivity>& variants);

/// What programs are told, as the README says. `file` is the scenario's.
Data data_of(const std::string& file, const Sensitivity& sensitivity);

}  // namespace costcurve
