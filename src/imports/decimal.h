#pragma once
// Decimal numbers digit for digit: a price of 2.19e-06 for a token is 2.19 for a million, and not 2.1899999999999999.

#include <string>
#include <string_view>

namespace costcurve::imports {

/// The number times ten to the power of `shift`, without an exponent: "2.19" of "2.19e-06" and 6. The text is a number
/// as JSON or CSV spell it.
std::string plain_decimal(std::string_view spelled, int shift = 0);

/// The number with at most twelve digits and without an exponent: for what is worked out from others.
std::string twelve_digit_decimal(double number);

/// A whole number with commas between its thousands: "1,047,576".
std::string with_thousands(long long number);

}  // namespace costcurve::imports
