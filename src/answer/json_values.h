#pragma once
// Amounts as JSON. nlohmann-json is named in report/json*.cpp only; this header is internal to them.

#include <nlohmann/json.hpp>
#include <string>

#include "answer/since.h"
#include "quantity/units.h"

namespace costcurve {

using Json = nlohmann::ordered_json;

/// At most 12 digits: what is further behind is arithmetic, not knowledge. JSON has no infinity; null stands for it.
Json number(double value);
/// The same number, not yet JSON.
double twelve_digits(double value);

/// "USD/chip/h", "date", "x/year".
std::string plain_unit(const ShownUnit& unit, const Dimension& dimension);
/// What stands before that unit; a date as a text.
Json amount(double value, const ShownUnit& unit, const Dimension& dimension);

/// The member "since" of an answer.
Json since_member(const Changes& changes, const std::vector<std::unique_ptr<AuditedVariant>>& variants);

/// Most control characters may stand in JSON as they are. They are written as escapes all the same: the answer may be
/// read on a terminal.
std::string visible_lines(const std::string& document);
/// What every document begins with: the scenario, and its variant where it has a name.
Json document_head(const std::string& file, const std::string& variant);
/// A document as text, two blanks to a level.
std::string document_text(const Json& document);

}  // namespace costcurve
