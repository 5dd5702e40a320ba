#pragma once
// The answer of `range`: what a quantity can be.

#include <vector>

#include "answer/subject.h"
#include "document/document.h"
#include "program/bounds.h"

namespace costcurve {

struct GuaranteedRange {
  Subject of;
  Bounds rounding;                // over all that printed digits allow
  Bounds stated;                  // over every stated range as well
  bool over_nine_in_ten = false;  // some of those are 90 % ranges,
  bool over_hard = false;         // some have hard ends
};

Document range_document(const GuaranteedRange& range);
Document range_document(const std::vector<GuaranteedRange>& variants);

/// What programs are told, as the README says. `file` is the scenario's.
Data data_of(const std::string& file, const GuaranteedRange& range);

}  // namespace costcurve
