#pragma once
// Whether an amount of the catalog is what its field needs: a dropped amount would be a wrong answer in silence.

#include <string>
#include <string_view>

#include "catalog/fields.h"
#include "quantity/units.h"
#include "text/toml.h"

namespace costcurve {

/// Reports what is wrong with the amount that stands at a field's name: not one number, of another dimension, below
/// zero, a price of a single token.
void check_amount(const CatalogField& field, const std::string& name, const Value& value, const Units& units,
                  Diagnostics& diagnostics);

/// Whether a price of tokens is written as that of one token, and dear enough that a million of them are meant. In the
/// unit that was used one of it is `unit` base units.
bool is_price_of_single_token(double value, double unit);
/// Whether a price says how many tokens it is for: "$1 per 1k tokens".
bool says_how_many(std::string_view text);
/// What to write instead.
std::vector<std::string> instead_of_single_token(double value);

}  // namespace costcurve
