// Every key of the language: taken where it belongs, refused with advice where it does not.

#include "text/keys.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "catalog/kinds.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

using Line = std::pair<std::string, std::string>;  // a key, and what stands behind it

// A scenario that has the least in each place, with one more line, or another value for a line that it has.
class Sample {
 public:
  Sample& put(KeyPlace place, const Line& line) {
    std::vector<Line>& lines = lines_[static_cast<std::size_t>(place)];
    std::erase_if(lines, [&](const Line& other) { return other.first == line.first; });
    lines.push_back(line);
    return *this;
  }
  // What the claim is about, where x is no amount.
  Sample& about(const std::string& quantity) { return put(KeyPlace::claim, {"of", "\"" + quantity + "\""}); }
  Sample& without(KeyPlace place, const std::string& key) {
    std::erase_if(lines_[static_cast<std::size_t>(place)], [&](const Line& other) { return other.first == key; });
    return *this;
  }

  std::string text() const {
    return fmt::format(
        "{}\n[sources]\npaper = {{ {} }}\n[units]\n{}\n[variants.dear]\n\"run.y\" = \"90 h\"\n"
        "[run]\nx = {{ {} }}\ny = \"80 h\"\n[part]\n{}\n[compare]\n{}\n[[claim]]\n{}\n",
        lines(KeyPlace::header, "\n"), lines(KeyPlace::source, ", "), lines(KeyPlace::unit, "\n"),
        lines(KeyPlace::value, ", "), lines(KeyPlace::part, "\n"), lines(KeyPlace::compare, "\n"),
        lines(KeyPlace::claim, "\n"));
  }

 private:
  std::string lines(KeyPlace place, const std::string& between) const {
    std::string out;
    for (const auto& [key, value] : lines_[static_cast<std::size_t>(place)])
      out += (out.empty() ? "" : between) + key + " = " + value;
    return out;
  }

  // In the order of KeyPlace.
  std::vector<Line> lines_[7] = {
      {{"title", "\"a sample\""}}, {{"sheet", "\"training\""}},
      {{"is", "\"80 h\""}},        {{"says", "\"x is 80 hours\""}, {"of", "\"run.x\""}, {"value", "\"80 h\""}},
      {{"title", "\"a paper\""}},  {{"server", "\"8 chip\""}},
      {{"show", "[\"run.x\"]"}}};
};

// What may stand behind a key.
std::string value_for(const Key& key) {
  switch (key.kind) {
    case KeyKind::text:
      return key.name == "precision"  ? "\"bf16\""
             : key.name == "region"   ? "\"us-east-1\""
             : key.name == "instance" ? "\"p5.48xlarge\""
             : key.name == "like"     ? "\"run\""
                                      : "\"words\"";
    case KeyKind::word: return fmt::format("\"{}\"", key.words.front().name);
    case KeyKind::amount: return "\"80 h\"";
    case KeyKind::expression: return "\"run.y\"";
    case KeyKind::source: return "\"paper\"";
    case KeyKind::entry: return fmt::format("\"{}\"", library().catalog_names(std::string(key.name)).front());
    case KeyKind::sheet: return "\"training\"";
    case KeyKind::variant: return "\"dear\"";
    case KeyKind::date: return "\"2025-01-27\"";
    case KeyKind::truth: return "true";
    case KeyKind::list:
      return key.name == "words"                                      ? "[\"none\", \"full\"]"
             : key.name == "answer" || key.place == KeyPlace::compare ? "[\"run.x\"]"
                                                                      : "[\"run.x <= 90 h\"]";
    case KeyKind::heading:
      return key.name == "rows"               ? "{ a = { chips = 8 } }"
             : key.place == KeyPlace::compare ? "{ run.y = [\"80 h\", \"90 h\"] }"
                                              : "";
  }
  return "";
}

Sample sample_with(const Key& key) {
  Sample sample;
  if (key.kind == KeyKind::heading && key.place == KeyPlace::header) return sample;  // each is in the sample
  sample.put(key.place, {std::string(key.name.empty() ? "request" : key.name), value_for(key)});
  if (key.place == KeyPlace::value && key.name == "assumed") sample.without(KeyPlace::value, "is");
  if (key.name == "cloud" || key.beside == "cloud") {
    sample.put(KeyPlace::part, {"chip", "\"H100\""}).put(KeyPlace::part, {"cloud", "\"aws\""});
  }
  if (key.name == "words") sample.put(KeyPlace::value, {"is", "\"full\""}).about("run.y");
  if (key.name == "sealed") sample.without(KeyPlace::claim, "value").put(KeyPlace::claim, {"sealed", "\"?\""});
  if (key.place == KeyPlace::claim && key.name == "than") sample.put(KeyPlace::claim, {"value", "\"1x\""});
  return sample;
}

std::string without_middle(std::string_view name) {
  std::string short_of_one(name);
  short_of_one.erase(name.size() / 2, 1);
  return short_of_one;
}

constexpr KeyPlace closed_places[] = {KeyPlace::header, KeyPlace::part,   KeyPlace::value,
                                      KeyPlace::claim,  KeyPlace::source, KeyPlace::compare};

}  // namespace

TEST_CASE("every key is taken where it belongs") {
  for (const Key& key : keys()) {
    INFO(place_words(key.place), ": ", key.name, "\n", sample_with(key).text());
    CHECK(mistakes_in(sample_with(key).text()) == "");
  }
}

TEST_CASE("every word of a key is taken, and no other") {
  for (const Key& key : keys()) {
    if (key.place == KeyPlace::unit) continue;  // any other text there is an amount
    for (const KeyWord& word : key.words) {
      const std::string line = fmt::format("\"{}\"", word.name);
      const std::string mistakes = mistakes_in(sample_with(key).put(key.place, {std::string(key.name), line}).text());
      // A cloud need not let for every term.
      CHECK((mistakes.empty() || (key.beside == "cloud" && mistakes.starts_with("error: the catalog has no rent of"))));
      if (word.name.size() < 4) continue;  // too short to be told from others without a letter
      const std::string misspelt = fmt::format("\"{}\"", without_middle(word.name));
      const std::string said = mistakes_in(sample_with(key).put(key.place, {std::string(key.name), misspelt}).text());
      INFO(key.name, " = ", misspelt, "\n", said);
      CHECK(said.find(fmt::format("did you mean `{}`?", word.name)) != std::string::npos);
    }
  }
}

TEST_CASE("a key is refused where it does not belong, with what belongs there") {
  for (const Key& key : keys())
    for (const KeyPlace place : closed_places) {
      if (key.name.empty() || find_key(place, key.name)) continue;
      const std::string said = mistakes_in(Sample().put(place, {std::string(key.name), "\"words\""}).text());
      INFO(key.name, " ", place_words(place), "\n", said);
      CHECK(said.find(fmt::format("`{}`", key.name)) != std::string::npos);
      CHECK(said.find("\n   = ") != std::string::npos);
    }
}

TEST_CASE("a key that lacks a letter is asked about") {
  for (const Key& key : keys()) {
    if (key.name.size() < 4) continue;
    const Line misspelt = {without_middle(key.name), "\"words\""};
    const std::string said = mistakes_in(Sample().put(key.place, misspelt).text());
    INFO(misspelt.first, " ", place_words(key.place), "\n", said);
    // Nearly always for the key itself; `expct` is as near to `exact`.
    CHECK(said.find("did you mean `") != std::string::npos);
  }
}

TEST_CASE("a part names an entry of each kind of the catalog, and of no other") {
  for (const CatalogKind& kind : catalog_kinds) {
    const Key* key = find_key(KeyPlace::part, kind.name);
    CHECK((key != nullptr && key->kind == KeyKind::entry));
  }
  for (const Key& key : keys())
    if (key.kind == KeyKind::entry) CHECK(names_catalog_entry(key.name));
}

TEST_CASE("no key stands twice in a place, and each says what it means") {
  std::set<std::pair<KeyPlace, std::string_view>> seen;
  for (const Key& key : keys()) {
    CHECK(seen.insert({key.place, key.name}).second);
    CHECK(!key.meaning.empty());
    CHECK((key.kind == KeyKind::word) == !key.words.empty());
    for (const KeyWord& word : key.words) CHECK(!word.meaning.empty());
  }
}
