// The twelve lessons: each fits on a slide, its exercise is opened by its answer, and the answer is not in the file.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "answer/lesson.h"
#include "support/support.h"
#include "text/seal.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

struct KnownAnswer {
  std::string quantity;  // of [exercise]
  std::string answer;
  std::string formula;  // the same from what the lesson gives
};

// The teacher's key.
const std::map<std::string, KnownAnswer>& known_answers() {
  static const std::map<std::string, KnownAnswer> rows = {
      {"01-gpu-hours", {"chip_time", "5,760 chip h", "node.chips * 30 days"}},
      {"02-five-million-dollars",
       {"cost", "9.535 M USD",
        "(pretraining.chip_time + context.chip_time + post_training.chip_time) * 3.42 USD/chip/h"}},
      {"03-512-chips-80-hours",
       {"duration", "198 h", "(294672 USD / r1.rent - 5000 chip h - r1.chip_time) / r1.chips"}},
      {"04-whose-peak", {"mfu", "19.5 %", "with_attention.mfu * with_attention.peak / (1978.9 TFLOP/s/chip)"}},
      {"05-rates", {"halving", "6 months", "log(2) / log(4) * 12 months"}},
      {"06-the-cost-curve", {"reference_cost", "44.6 M USD", "essay.cost * essay.quality_gap * 4"}},
      {"07-digits-and-bounds", {"most", "82,432 USD", "r1.chips * r1.rent * 80.5 h"}},
      {"08-what-matters-most",
       {"most", "17.7 M USD",
        "run.active_parameters * 6 FLOP/parameter/token * 15 T token / (run.peak * 0.3) * 3 USD/chip/h"}},
      {"09-token-prices", {"margin", "84.5 %", "1 - day.cost / day.revenue"}},
      {"10-own-rent-or-call", {"busy_share", "74.6 %", "own.cost_per_chip_time / rented.rent"}},
      {"11-energy-carbon-water", {"emissions", "23.84 tCO2e", "llama.energy * 53 gCO2e/kWh"}},
      {"12-scaling-laws", {"tokens", "1.329 T token", "refit.optimal_tokens"}},
  };
  return rows;
}

std::vector<std::string> lesson_files() {
  Diagnostics diagnostics;
  std::vector<std::string> found = lesson_paths(library(), diagnostics);
  REQUIRE(diagnostics.empty());
  return found;
}

Lesson lesson_at(const std::string& path) {
  Diagnostics diagnostics;
  std::optional<Lesson> lesson = read_lesson(path, library(), diagnostics);
  INFO(render(diagnostics.sorted()));
  REQUIRE(lesson);
  return *lesson;
}

// The lesson's file with an answer in the place of the question mark.
std::string with_answer(const Lesson& lesson, const std::string& answer) {
  std::string text = lesson.text;
  const std::string blank = "\n" + known_answers().at(lesson.name).quantity;
  const std::size_t line = text.find(blank, text.find("\n[exercise]"));
  REQUIRE(line != std::string::npos);
  const std::size_t from = text.find('"', line), to = text.find('"', from + 1);
  return text.replace(from + 1, to - from - 1, answer);
}

std::size_t exercises_that_are(const AuditedVariant& audited, Verdict verdict) {
  return static_cast<std::size_t>(std::count_if(
      audited.claims.begin(), audited.claims.end(),
      [&](const ClaimResult& claim) { return claim.claim->is_exercise() && claim.judgement.verdict == verdict; }));
}

}  // namespace

TEST_CASE("there are twelve lessons, in reading order, and each has something to predict and an exercise") {
  CHECK(lesson_files().size() == 12);
  CHECK(known_answers().size() == 12);
  for (const std::string& path : lesson_files()) {
    const Lesson lesson = lesson_at(path);
    INFO(path);
    CHECK(known_answers().contains(lesson.name));
    CHECK(!lesson.question.empty());
    CHECK(!lesson.prose.empty());
    CHECK(!lesson.predictions.empty());
    CHECK(lesson.exercises.size() == 1);
  }
}

TEST_CASE("a lesson fits within 72 columns and 18 lines") {
  for (std::size_t number = 1; number <= lesson_files().size(); ++number) {
    const Outcome outcome = run_line("costcurve lesson " + std::to_string(number) + " --width 72", source_disk());
    INFO(outcome.out, outcome.err);
    CHECK(outcome.exit == as_expected);
    const std::vector<std::string> lines = lines_of(outcome.out);
    CHECK(lines.size() <= 18);
    for (const std::string& line : lines) CHECK(display_width(line) <= 72);
  }
}

TEST_CASE("an exercise is opened by its answer, and by nothing that is further off than one per cent") {
  for (const std::string& path : lesson_files()) {
    const Lesson lesson = lesson_at(path);
    INFO(lesson.name);
    const std::string& answer = known_answers().at(lesson.name).answer;
    CHECK(exercises_that_are(*audited(lesson.text), Verdict::not_determined) == 1);
    CHECK(audited(lesson.text)->as_expected());
    CHECK(exercises_that_are(*audited(with_answer(lesson, answer)), Verdict::is_true) == 1);
    CHECK(exercises_that_are(*audited(with_answer(lesson, known_answers().at(lesson.name).formula)),
                             Verdict::is_true) == 1);
    CHECK(exercises_that_are(*audited(with_answer(lesson, "1.02 * " + answer)), Verdict::is_false) == 1);
    CHECK(exercises_that_are(*audited(with_answer(lesson, "0.98 * " + answer)), Verdict::is_false) == 1);
  }
}

TEST_CASE("the answers do not stand in the files that are handed out") {
  for (const std::string& path : lesson_files()) {
    const Lesson lesson = lesson_at(path);
    const std::string& answer = known_answers().at(lesson.name).answer;
    INFO(lesson.name);
    CHECK(lesson.text.find(answer) == std::string::npos);
    CHECK(lesson.text.find("\"" + answer.substr(0, answer.find(' ')) + " ") == std::string::npos);
  }
}
