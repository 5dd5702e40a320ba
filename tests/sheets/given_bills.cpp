// Bills whose sum is known, as an invoice's is: what they say of a price, and what they cannot.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "support/property.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

using Lines = std::map<std::string, std::string>;

// To the last digit: what is given without a source is exact.
std::string dollars(double amount) { return fmt::format("'{:.17g} USD'", amount); }
std::string price(double amount) { return fmt::format("'{:.9g} USD/Mtoken'", amount); }
std::string share(double amount) { return fmt::format("'{:.9g} %'", 100 * amount); }
std::string million_tokens(double amount) { return fmt::format("'{:.9g} M token'", amount); }

// Two prices and their tokens, and now and then what else a list asks for.
Lines a_bill() {
  const double input = a_size(1, 500), cached = a_number(0.1, 0.8) * input;
  Lines lines = {{"requests", "1000"},
                 {"input_price", price(a_size(0.05, 20))},
                 {"output_price", price(a_size(0.1, 80))},
                 {"input_tokens", million_tokens(input)},
                 {"cached_tokens", million_tokens(cached)},
                 {"output_tokens", million_tokens(a_size(1, 100))}};
  if (flip()) lines["cached_discount"] = share(a_number(0.1, 0.9));
  if (flip()) {
    lines["cache_write_price"] = price(a_size(20, 40));
    lines["cache_write_tokens"] = million_tokens(0.3 * (input - cached));
  }
  if (flip()) {
    lines["tier_above"] = "'100 token'";
    lines["tier_rule"] = "'cliff'";
    lines["tier_input_price"] = price(a_size(20, 50));
    lines["tier_output_price"] = price(a_size(80, 100));
  }
  if (flip()) {
    lines["batch_discount"] = share(a_number(0.2, 0.6));
    lines["batch_share"] = share(a_number(0.1, 0.9));
  }
  if (flip()) {
    lines["off_peak_discount"] = share(a_number(0.2, 0.8));
    lines["off_peak_share"] = share(a_number(0.1, 0.9));
  }
  if (flip()) lines["request_fee"] = "'0.01 USD/request'";
  return lines;
}

// A contradiction, a limit that is broken, or a default that is set aside with a note, since the sum says otherwise.
bool says_that_something_is_wrong(const AuditedVariant& bill) {
  return !bill.conflicts.empty() || !bill.withdrawn.empty() ||
         std::any_of(bill.checks.begin(), bill.checks.end(), [](const CheckResult& check) { return check.failed; });
}

std::string text_of(const Lines& lines) {
  std::string text = "[bill]\nsheet = 'bill'\n";
  for (const auto& [key, amount] : lines) text += key + " = " + amount + "\n";
  return text;
}

}  // namespace

TEST_CASE("a bill whose sum is another than its prices make says that something is wrong") {
  property("no fee, top-up or surcharge that nobody asked makes it add up", [] {
    Lines lines = a_bill();
    const double cost = value(*audited(text_of(lines)), "bill.cost");
    lines["cost"] = dollars(cost);
    RC_LOG() << text_of(lines);
    RC_ASSERT(!says_that_something_is_wrong(*audited(text_of(lines))));
    lines["cost"] = dollars(cost * (flip() ? a_number(0.3, 0.9) : a_number(1.1, 3)));
    RC_ASSERT(says_that_something_is_wrong(*audited(text_of(lines))));
  });
}

TEST_CASE("a price asked of a bill whose sum is known is right, or is not said, or something is said to be wrong") {
  property("whatever else the list asks for", [] {
    Lines lines = a_bill();
    lines["cost"] = dollars(value(*audited(text_of(lines)), "bill.cost"));
    const std::string asked = one_of<std::string>({"input_price", "output_price"});
    const std::string was = lines.extract(asked).mapped();
    RC_LOG() << text_of(lines) << asked << " was " << was << "\n";
    const auto bill = audited(text_of(lines));
    const double found = shown_value(*bill, "bill." + asked);
    RC_ASSERT(std::isnan(found) || says_that_something_is_wrong(*bill) || near(found, std::stod(was.substr(1)), 1e-5));
  });
}

TEST_CASE("of a plain bill whose sum is known both prices are found") {
  const Lines plain = {{"input_price", "'3 USD/Mtoken'"},
                       {"output_price", "'15 USD/Mtoken'"},
                       {"input_tokens", "'10 M token'"},
                       {"output_tokens", "'2 M token'"},
                       {"cost", "'60 USD'"}};
  for (const auto& [asked, amount] : {std::pair{"input_price", 3.0}, std::pair{"output_price", 15.0}}) {
    Lines lines = plain;
    lines.erase(asked);
    CHECK(shown_value(*audited(text_of(lines)), std::string("bill.") + asked) == doctest::Approx(amount));
  }
}
