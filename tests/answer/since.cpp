// Earlier answers: what may stand in their file, and what is told of the difference.

#include "answer/since.h"

#include <doctest/doctest.h>

#include "answer/check.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const std::string scenario = R"(
[r1]
sheet    = "training"
chips    = 512
duration = "80 h"
rent     = "2 USD/chip/h"
[[claim]]
says  = "it cost $82 k"
of    = "r1.cost"
value = "$82 k"
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

struct Compared {
  Changes changes;
  std::string sentence;
};

Changes since(const Earlier& earlier, std::unique_ptr<AuditedVariant> now) {
  const Units units = now->scenario.units;
  return changes_since(earlier, *earlier.to("mine.toml", true), "mine.toml",
                       found_in(std::move(now), {Detail::everything, true}), units);
}

Compared compare(const std::string& before, const std::string& after) {
  const TemporaryFolder folder;
  write_file(folder.path + "/old.json", json(data_of("mine.toml", found_in(audited(before), {Detail::data}))));
  Diagnostics diagnostics;
  const std::optional<Earlier> earlier = read_earlier(Disk(), folder.path + "/old.json", diagnostics);
  REQUIRE(earlier);
  Compared made;
  made.changes = since(*earlier, audited(after));
  made.changes.file = "old.json";
  made.sentence = changes_sentence(made.changes);
  return made;
}

std::string was(const Compared& compared, const std::string& quantity) {
  const auto change = compared.changes.quantities.find(quantity);
  return change == compared.changes.quantities.end() ? "" : change->second.was;
}

std::string mistake(const std::string& text) {
  const TemporaryFolder folder;
  write_file(folder.path + "/old.json", text);
  Diagnostics diagnostics;
  CHECK_FALSE(read_earlier(Disk(), folder.path + "/old.json", diagnostics));
  return diagnostics.empty() ? "" : diagnostics.sorted().front().problem;
}

}  // namespace

TEST_CASE("nothing changed is said so") {
  const Compared same = compare(scenario, scenario);
  CHECK(same.changes.empty());
  CHECK(same.sentence == "Nothing changed since old.json.");
}

TEST_CASE("values and verdicts that changed are told with what they were") {
  const Compared dearer = compare(scenario, replaced(scenario, "2 USD/chip/h", "3 USD/chip/h"));
  CHECK(was(dearer, "r1.cost") == "was $81,920");
  CHECK(was(dearer, "r1.rent") == "was $2/chip/h");
  CHECK(was(dearer, "r1.chips").empty());
  REQUIRE(dearer.changes.claims.size() == 1);
  CHECK(dearer.changes.claims.begin()->second.was == "was: agrees, $81,920");
  CHECK(dearer.sentence == "Since old.json: 2 quantities and 1 verdict changed.");
}

TEST_CASE("a claim whose value changed within its verdict is told as well") {
  const Compared slightly = compare(scenario, replaced(scenario, "80 h", "80.01 h"));
  REQUIRE(slightly.changes.claims.size() == 1);
  CHECK(slightly.changes.claims.begin()->second.was == "was $81,920");
  CHECK(slightly.sentence == "Since old.json: 4 quantities changed.");
}

TEST_CASE("another unit is converted and marked") {
  CHECK(was(compare(scenario, replaced(scenario, "80 h", "4800 min")), "r1.duration") ==
        "was 80 h: the same in another unit");
  CHECK(was(compare(scenario, replaced(scenario, "80 h", "4 day")), "r1.duration") == "was 80 h or 3.33333 days");
  const std::string own = scenario + "\n[own]\nx = \"5 USD\"\n";
  CHECK(was(compare(own, replaced(own, "5 USD", "5 h")), "own.x") == "was $5, which is another kind of quantity");
}

TEST_CASE("a range that changed is told, where the value stayed") {
  const std::string guessed = replaced(scenario, "\"80 h\"", "\"40 to 160 h\"");
  CHECK(was(compare(scenario, guessed), "r1.duration") == "was exact");
  CHECK(was(compare(guessed, scenario), "r1.duration") == "range was 40 to 160");
}

TEST_CASE("what is new and what is gone is named") {
  const std::string more =
      scenario + "\n[own]\nx = \"5 USD\"\n[[claim]]\nsays = \"x is five\"\nof = \"own.x\"\nvalue = \"5 USD\"\n";
  const Compared added = compare(scenario, more);
  CHECK(was(added, "own.x") == "new");
  CHECK(added.sentence == "Since old.json: 1 quantity and 1 claim are new.");
  const Compared removed = compare(more, scenario);
  REQUIRE(removed.changes.gone_quantities.size() == 1);
  CHECK(removed.changes.gone_quantities.front().name == "own.x");
  REQUIRE(removed.changes.gone_claims.size() == 1);
  CHECK(removed.sentence == "Since old.json: 1 quantity and 1 claim are gone.");
}

TEST_CASE("claims that repeat each other are met in their order") {
  const std::string twice = scenario + scenario.substr(scenario.find("[[claim]]"));
  CHECK(compare(twice, twice).changes.empty());
  CHECK(compare(twice, scenario).changes.gone_claims.size() == 1);
}

TEST_CASE("what is no answer is told apart") {
  const std::string other = "this is JSON, but no answer of `check` or `run`";
  CHECK(mistake("") == "this file is empty");
  CHECK(mistake("hello") == "this is no JSON: byte 1 fits nothing");
  CHECK(mistake("{\"scenario\": \"a\", \"quantities\": {") == "this JSON stops in the middle");
  CHECK(mistake("[]") == "there is no answer in this list");
  for (const char* text :
       {"5", "null", "\"a\"", "{}", "[1, 2]", "[[1]]", "[{}]", "{\"name\": \"x\", \"version\": \"1.0.0\"}",
        "{\"scenario\": \"a\"}", "{\"quantities\": {}}", "{\"scenario\": 5, \"quantities\": {}}"})
    CHECK_MESSAGE(mistake(text) == other, text);
}

TEST_CASE("brackets without end take neither stack nor memory") {
  CHECK(mistake(std::string(10'000'000, '[')).starts_with("this is JSON, but"));
  std::string deep = "{\"scenario\": \"a\", \"quantities\": {\"a.b\": ";
  for (int i = 0; i < 1'000'000; ++i) deep += "{\"a\":";
  CHECK(mistake(deep).starts_with("this is JSON, but"));
}

TEST_CASE("members of an answer may be of any kind without harm") {
  const TemporaryFolder folder;
  write_file(
      folder.path + "/old.json",
      R"({"scenario": "a", "quantities": {"a.b": 5, "a.c": [1], "a.d": {"value": "x", "unit": 7, "low": "x"}, "r1.cost": {"value": null, "unit": "USD"}},
    "claims": [5, {"says": 5}, [], {"says": "it cost $82 k", "of": "r1.cost", "verdict": "agrees"}]})");
  Diagnostics diagnostics;
  const std::optional<Earlier> earlier = read_earlier(Disk(), folder.path + "/old.json", diagnostics);
  REQUIRE(earlier);
  const Changes changes = since(*earlier, audited(scenario));
  CHECK(changes.quantities.at("r1.cost").was == "was not finite");
  CHECK(!changes_sentence(changes).empty());
}
