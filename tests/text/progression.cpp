// What a sweep runs over, spelled.

#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "support/support.h"
#include "text/expression.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr double one_hour = 3600, one_day = 24 * one_hour, one_year = 365.25 * one_day;
using Form = Progression::Form;

struct Read {
  Progression progression;
  std::string mistake;
};

Read read(const std::string& text) {
  Diagnostics diagnostics;
  const Excerpt excerpt = built_in(text);  // must outlive the reading
  Read made{parse_progression(excerpt, catalog_units(), diagnostics), ""};
  if (!diagnostics.empty()) made.mistake = diagnostics.sorted().front().problem;
  return made;
}

struct Spelling {
  std::string text;
  Form form;
  std::vector<double> values;
  double step_or_points;
};

struct RefusedProgression {
  std::string text, first_words;
};

}  // namespace

TEST_CASE(
    "a progression has two ends and a step or a number of points, or is a list; a trailing unit rules all before it") {
  const std::vector<Spelling> rows = {
      {"20 % .. 60 % step 5 %", Form::steps, {0.2, 0.6}, 0.05},
      {"20..60 step 5 %", Form::steps, {0.2, 0.6}, 0.05},
      {"20 ... 60 % in 9", Form::points, {0.2, 0.6}, 9},
      {"2 .. 4 step 0.5 h", Form::steps, {2 * one_hour, 4 * one_hour}, 0.5 * one_hour},
      {"1 .. 1000 in 4 log", Form::ratios, {1, 1000}, 4},
      {"1 day .. 48 h step 12 h", Form::steps, {one_day, 2 * one_day}, 12 * one_hour},
      {"60 .. 20 step -5 %", Form::steps, {0.6, 0.2}, -0.05},
      {"-5 .. 5 USD in 3", Form::points, {-5, 5}, 3},
      {"80, 90, 120 h", Form::list, {80 * one_hour, 90 * one_hour, 120 * one_hour}, 0},
      {"1,000, 2,000, 3,000", Form::list, {1000, 2000, 3000}, 0},
      {"64*8 chip .. 128*8 chip in 5", Form::points, {512, 1024}, 5},
      {"20 .. 50 M USD in 4", Form::points, {20e6, 50e6}, 4},
      {"1x .. 4x in 7", Form::points, {1, 4}, 7},
      {"44x in 7 years .. 88x in 7 years in 3",
       Form::points,
       {std::log(44.0) / (7 * one_year), std::log(88.0) / (7 * one_year)},
       3},
      {"halving in 8 months .. halving in 4 months in 5",
       Form::points,
       {std::log(2.0) / (8 * one_year / 12), std::log(2.0) / (4 * one_year / 12)},
       5},
  };
  for (const Spelling& row : rows) {
    CAPTURE(row.text);
    const Read made = read(row.text);
    CHECK_MESSAGE(made.mistake.empty(), made.mistake);
    if (!made.progression.understood) continue;
    CHECK(made.progression.form == row.form);
    REQUIRE(made.progression.values.size() == row.values.size());
    for (std::size_t i = 0; i < row.values.size(); ++i)
      if (made.progression.values[i].is_literal())
        CHECK(made.progression.values[i].literal.value() == doctest::Approx(row.values[i]).epsilon(1e-12));
    if (row.form == Form::steps)
      CHECK(made.progression.step.literal.value() == doctest::Approx(row.step_or_points).epsilon(1e-12));
    else if (row.form != Form::list)
      CHECK(made.progression.points == row.step_or_points);
  }
}

TEST_CASE("what is no progression is told why") {
  const std::vector<RefusedProgression> rows = {
      {"", "there are no values to sweep over"},
      {"20 %", "one value is no sweep"},
      {"20 % to 60 %", "`to` makes a range"},
      {"20 % ..", "this sweep has no end"},
      {"20 % .. 60 %", "how many values lie between"},
      {"20 % .. 60 % step", "`step` needs an amount"},
      {"20 % .. 60 % step 5", "this step has no unit"},
      {"20 % .. 60 in 9", "the second end of this range has no unit"},
      {"20 % .. 60 % in", "`in` needs a number of points"},
      {"20 % .. 60 % in 1", "`in 1` makes no sweep"},
      {"20 % .. 60 % in 2.5", "`in 2.5` makes no sweep"},
      {"20 % .. 60 % in 0", "`in 0` makes no sweep"},
      {"20 % .. 60 % in 9 lin", "`lin` is not understood here"},
      {"20 % .. 60 % in 9 points", "`points` is not understood here"},
      {"20 % .. 60 % .. 80 %", "`..` is not understood here"},
      {"80 h, 90", "the last of these values has no unit"},
      {"80 h,", "there is nothing"},
  };
  for (const RefusedProgression& row : rows) {
    CAPTURE(row.text);
    const Read made = read(row.text);
    CHECK_FALSE(made.progression.understood);
    CHECK_MESSAGE((made.mistake.starts_with(row.first_words) || row.first_words == "there is nothing"), made.mistake);
    CHECK(!made.mistake.empty());
  }
}

TEST_CASE("a unit of the scenario's own may be called step") {
  Units units(library().units());
  REQUIRE(units.define_count("step"));
  Diagnostics diagnostics;
  const Excerpt text = built_in("20 .. 60 step step 5 step");
  const Progression made = parse_progression(text, units, diagnostics);
  CHECK(made.understood);
  CHECK(made.form == Form::steps);
  CHECK(made.step.literal.number == 5);
}
