#include "quantity/units.h"

#include <fmt/format.h>

#include <algorithm>

#include "quantity/print.h"
#include "support/property.h"
#include "support/spelled.h"
#include "text/expression.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const Units& units() { return catalog_units(); }

double factor(std::string_view name) {
  const std::optional<Unit> found = units().find(name);
  return found && found->question.empty() ? found->factor : std::nan("");
}

// Names that stand for one unit, as they may be written behind a number: not the letters that are asked about. A bare B
// is a billion there, an order of magnitude alone a factor of ten, and "fold" ends a number word. Units of several
// words and names of chips are shown otherwise than they are written.
std::vector<std::string> writable() {
  std::vector<std::string> all;
  for (const auto& [name, unit] : units().own())
    if (unit->question.empty() && name != "B" && name != "fold" && unit->factor != units().find("OOM")->factor &&
        unit->chip.empty() && name.find_first_of("_-/") == std::string::npos)
      all.push_back(name);
  return all;
}

std::string a_unit() {
  static const std::vector<std::string> names = writable();
  const std::string name = one_of(names);
  const std::string prefixes = units().find(name)->prefixes;
  if (prefixes.empty() || flip()) return name;
  std::vector<std::string> all;
  for (std::size_t at = 0; at < prefixes.size();) {
    const std::size_t end = std::min(prefixes.find(' ', at), prefixes.size());
    all.push_back(prefixes.substr(at, end - at));
    at = end + 1;
  }
  return one_of(all) + name;
}

// "USD/chip/h", "k chip h/(T token s)"
std::string a_compound() {
  std::string made = below(4) == 0 ? one_of<std::string>({"k ", "M ", "B ", "T "}) : "";
  made += a_unit();
  for (std::size_t more = below(3); more > 0; --more) made += " " + a_unit();
  for (std::size_t more = below(3); more > 0; --more) made += "/" + a_unit();
  if (below(5) == 0) made += "/(" + a_unit() + " " + a_unit() + ")";
  return made;
}

std::optional<ShownUnit> shown_unit(const std::string& text) {
  Diagnostics mistakes;
  return parse_units(built_in(text), units(), mistakes);
}

// To half a unit of the last digit, which is 5 in the next; of a thousand things to half of one.
void reads_back(double value, const ShownUnit& unit, int digits, double tolerance = 0) {
  const std::string printed = amount_text(value, unit, digits);
  const Spelled back = spelled(printed);
  RC_LOG() << unit.text << " is printed as " << printed << ": " << back.mistake;
  RC_ASSERT(back.mistake.empty());
  RC_ASSERT((back.dimension == unit.dimension));
  const bool whole = unit.dimension.is_count() && !unit.dimension.is_plain() && digits <= 6;
  const double half = std::max(5.1 * std::pow(10.0, -digits), whole ? 5e-4 : 0);
  RC_ASSERT(near(back.value(), value, tolerance > 0 ? tolerance : half));
}

}  // namespace

TEST_CASE("a unit is worth what its definition says, in seconds, dollars, bytes and joules") {
  struct Row {
    std::string name;
    double factor;
  };
  const Row rows[] = {
      {"s", 1},
      {"ms", 1e-3},
      {"µs", 1e-6},
      {"us", 1e-6},
      {"ns", 1e-9},
      {"min", 60},
      {"h", 3600},
      {"hours", 3600},
      {"day", 86400},
      {"week", 604800},
      {"month", 365.25 * 86400 / 12},
      {"quarter", 365.25 * 86400 / 4},
      {"year", 365.25 * 86400},
      {"GHz", 1e9},
      {"USD", 1},
      {"kUSD", 1e3},
      {"MUSD", 1e6},
      {"BUSD", 1e9},
      {"TUSD", 1e12},
      {"cent", 0.01},
      {"chip", 1},
      {"GPU", 1},
      {"kGPU", 1e3},
      {"token", 1},
      {"Mtoken", 1e6},
      {"Ttokens", 1e12},
      {"parameter", 1},
      {"Bparams", 1e9},
      {"FLOP", 1},
      {"TFLOP", 1e12},
      {"ZFLOP", 1e21},
      {"byte", 1},
      {"kB", 1e3},
      {"GB", 1e9},
      {"GiB", 1073741824.0},
      {"TiB", 1099511627776.0},
      {"bit", 0.125},
      {"Gbps", 1.25e8},
      {"J", 1},
      {"W", 1},
      {"MW", 1e6},
      {"mW", 1e-3},
      {"Wh", 3600},
      {"kWh", 3.6e6},
      {"MWh", 3.6e9},
      {"kgCO2e", 1},
      {"gCO2e", 1e-3},
      {"tCO2e", 1e3},
      {"MtCO2e", 1e9},
      {"%", 0.01},
      {"times", 1},
      {"OOM", 2.302585092994045684},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(factor(row.name) == doctest::Approx(row.factor).epsilon(1e-15));
  }
}

TEST_CASE("a prefix stands only where the unit allows it") {
  for (const std::string name :
       {"", "k", "kh", "Ptoken", "GUSD", "Mchip", "kMB", "Kchip", "mB", "GGB", "kyear", "km", "xyz", "usd", "Chip"}) {
    CAPTURE(name);
    CHECK_FALSE(units().find(name).has_value());
  }
}

TEST_CASE("what people mean two ways is no unit but a question") {
  for (const std::string name :
       {"FLOPS", "FLOPs", "TFLOPS", "PFLOPS", "MFLOPS", "TOPS", "m", "T", "K", "t", "kg", "g"}) {
    CAPTURE(name);
    REQUIRE(units().find(name).has_value());
    CHECK_FALSE(units().find(name)->question.empty());
  }
}

TEST_CASE("a scale word is a factor, and other words are none") {
  struct Row {
    std::string word;
    double factor;
  };
  const Row rows[] = {{"k", 1e3},         {"K", 1e3},        {"M", 1e6},         {"B", 1e9},
                      {"T", 1e12},        {"thousand", 1e3}, {"million", 1e6},   {"billion", 1e9},
                      {"trillion", 1e12}, {"hundred", 100},  {"Million", 1e6},   {"mio", 1e6},
                      {"mn", 1e6},        {"crore", 1e7},    {"万", 1e4},        {"Mrd", 1e9},
                      {"Ki", 1024},       {"Mi", 1048576},   {"Gi", 1073741824}, {"Ti", 1099511627776.0}};
  for (const Row& row : rows) CHECK(scale_factor(row.word) == row.factor);
  for (const std::string word : {"", "G", "m", "b", "kilo", "MILLION"}) {
    CAPTURE(word);
    CHECK_FALSE(scale_factor(word).has_value());
  }
}

namespace {

// Orders of magnitude without a time are read as the factor that they are, and nothing is printed in them.
bool is_order(const std::string& unit) { return unit == "OOM" || unit == "dex"; }

}  // namespace

TEST_CASE("an amount that is printed in a unit is read back as itself") {
  property("in every unit of configs/units.toml, prefixes too", [] {
    const std::string text = a_unit();
    RC_PRE(!is_order(text));
    const std::optional<ShownUnit> unit = shown_unit(text);
    RC_LOG() << text;
    RC_ASSERT(unit.has_value());
    reads_back(a_size(1e-6, 1e14) * unit->factor * (flip() ? 1 : -1), *unit, text == "%" ? 4 : 6);
  });
  property("in compounds of them", [] {
    const std::string text = a_compound();
    RC_PRE(!is_order(text));
    const std::optional<ShownUnit> unit = shown_unit(text);
    RC_LOG() << text;
    RC_ASSERT(unit.has_value());
    reads_back(a_size(1e-6, 1e14) * unit->factor, *unit, unit->dimension.is_plain() ? 4 : 12);
  });
}

TEST_CASE("the value in base units is the number times the factor of its unit") {
  property("for every number and unit", [] {
    const std::string text = a_compound();
    RC_PRE(!is_order(text));
    const double number = a_whole(1, 99999);
    const Spelled read = spelled(std::to_string(static_cast<int>(number)) + " " + text);
    RC_LOG() << text << ": " << read.mistake;
    RC_ASSERT(read.mistake.empty());
    const std::optional<ShownUnit> unit = shown_unit(text);
    RC_ASSERT(near(read.value(), number * unit->factor, 1e-14));
    RC_ASSERT((read.dimension == unit->dimension));
    RC_ASSERT(near(in_unit(read.value(), *unit), number, 1e-14));
  });
}

TEST_CASE("the units that sheets show their quantities in can be written into a scenario") {
  for (const Sheet* sheet : sheets())
    for (const Row& row : sheet->rows()) {
      if (!row.words.empty()) continue;  // a word is written as it is shown
      CAPTURE(sheet->name);
      CAPTURE(row.name);
      const std::optional<ShownUnit> unit = row.unit.empty() ? ShownUnit() : shown_unit(std::string(row.unit));
      REQUIRE(unit.has_value());
      CHECK(unit->dimension == row.dimension);
      property("amounts in " + std::string(row.unit), [&] {
        // A plain number of a billion is printed as 1 B, which the reader of a scenario asks about.
        const double most = row.unit.empty() ? 9e8 : 1e14;
        if (row.dimension.is_pace())
          reads_back(a_size(0.5, 5) / (365.25 * 86400), *unit, 4, 2e-3);
        else
          reads_back(a_size(1e-3, most) * unit->factor, *unit, row.dimension.is_plain() ? 4 : 6);
      });
    }
}

TEST_CASE("the usual unit of a dimension is the first that units.toml shows, else one made of base units") {
  struct Row {
    Dimension dimension;
    std::string text;
  };
  const Dimension time_(Base::time), money(Base::money), chip(Base::chip), token(Base::token);
  const Row rows[] = {
      {time_, "day"},
      {money, "USD"},
      {Dimension(Base::information), "GB"},
      {Dimension(Base::energy), "MWh"},
      {chip * time_, "chip h"},
      {money / chip / time_, "USD/chip/h"},
      {money / token, "USD/Mtoken"},
      {Dimension() / time_, "1/s"},
      {Dimension(Base::information) / token, "kB/token"},
      {Dimension() / token, "1/token"},
      {(chip / token).raised(0.5), "chip^0.5/token^0.5"},
      {money.raised(1.0 / 3), "USD^0.333333"},
      {Dimension(), ""},
      {Dimension::point_in_time(), "date"},
      {money * money, "USD USD"},
      {money * chip / token, "USD chip/token"},
      {Dimension() / money, "1/USD"},
      {Dimension() / (chip * token), "1/(chip token)"},
      {Dimension(Base::operation) / money, "FLOP/USD"},
  };
  for (const Row& row : rows) CHECK(units().usual(row.dimension).text == row.text);
  property("amounts in it are read back", [] {
    Dimension dimension;
    const int power = one_of<int>({12, 12, 6, 4});
    for (int base = 0; base < named_bases; ++base) dimension.set(base, power * a_whole(-2, 2));
    RC_PRE(!dimension.is_plain());
    const ShownUnit unit = units().usual(dimension);
    reads_back(a_size(1e-3, 1e13) * unit.factor, unit, 6);
    // As JSON carries it: the number, and the unit as a text of its own.
    const double value = a_size(1e-3, 1e13);
    const Spelled read = spelled(fmt::format("{:.17g} {}", value, unit.text));
    RC_LOG() << unit.text << ": " << read.mistake;
    RC_ASSERT(read.mistake.empty());
    RC_ASSERT((read.dimension == dimension));
    RC_ASSERT(near(read.value(), value * unit.factor, 1e-14));
  });
}

TEST_CASE("a scenario may add units and things to count, and keeps those it shares") {
  Units own(library().units());
  const auto crate = [](double chips) {
    Unit unit;
    unit.symbol = "crate";
    unit.factor = chips;
    unit.dimension = Dimension(Base::chip);
    unit.prefixes = "k";
    return std::make_shared<const Unit>(unit);
  };
  CHECK(own.define("crate", crate(8)));
  CHECK_FALSE(own.define("crate", crate(16)));
  CHECK(own.find("crate")->factor == 8);
  CHECK(own.find("kcrate")->factor == 8000);
  CHECK(own.find("GPU")->factor == 1);
  CHECK_FALSE(units().find("crate").has_value());
  const int shared = static_cast<int>(own.counted().size());  // requests, users, ...
  CHECK(shared > 0);
  int counted = 0;
  while (own.define_count("thing" + std::to_string(counted))) ++counted;
  CHECK(counted == most_bases - named_bases - shared);
  CHECK(counted >= 15);
  CHECK(own.find("thing3")->dimension == Dimension::own(shared + 3));
  CHECK(own.find("thing3s")->dimension == Dimension::own(shared + 3));
  CHECK(own.find("Mthing0")->factor == 1e6);
  CHECK(own.words(Dimension(Base::money) / Dimension::own(shared + 2)) == "money / thing2");
  CHECK(own.usual(Dimension(Base::money) / Dimension::own(shared + 2)).text == "USD/thing2");
  CHECK(own.define_count("request"));
  CHECK(own.find("request")->dimension == units().find("requests")->dimension);
}
