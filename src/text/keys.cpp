#include "text/keys.h"

#include <algorithm>
#include <array>

namespace costcurve {

namespace {

using At = KeyPlace;
using Kind = KeyKind;

constexpr std::array<KeyWord, 6> layers = {{
    {"final run", "the run that gave the weights"},
    {"development", "everything on the way: trials, failed runs, data, staff"},
    {"cluster", "the machines, bought or written off"},
    {"fleet", "the machines that answer"},
    {"serving", "the answering, by token or by day"},
    {"company", "everything that the company spends"},
}};

constexpr std::array<KeyWord, 4> bases = {{
    {"rental", "at what the chips rent for"},
    {"amortised", "at what they cost, written off over their life"},
    {"list", "at list prices"},
    {"purchase", "at what was paid for them"},
}};

constexpr std::array<KeyWord, 4> rental_terms = {{
    {"on_demand", "by the hour, with no commitment: what is meant where nothing is said"},
    {"spot", "cheaper, and may be taken away"},
    {"reserved_1y", "for a year, paid for idle hours too"},
    {"reserved_3y", "for three years, paid for idle hours too"},
}};

constexpr std::array<KeyWord, 4> services = {{
    {"standard", "answers at once, at the prices of the list: what is meant where nothing is said"},
    {"batch", "answers within a day"},
    {"flex", "answers when there is room"},
    {"priority", "answers before others"},
}};

constexpr std::array<KeyWord, 10> expectations = {{
    {"holds", "any verdict under which the claim stands"},
    {"exact", "the same number"},
    {"agrees", "within what the printed digits allow"},
    {"possible", "within what is believed"},
    {"off", "outside of it, by little"},
    {"contradicted", "outside of all that is possible"},
    {"cited", "nothing is computed"},
    {"not determined", "what it is about does not follow from what is given"},
    {"true", "a bound that holds"},
    {"false", "a bound that does not"},
}};

// What published figures go wrong by. The audit finds some of these itself (audit/fault.h).
constexpr std::array<KeyWord, 31> faults = {{
    {"wrong scope", "the cost of another stage, model or layer: a final run's for a company's"},
    {"part as whole", "one price, row or stage as if it were all"},
    {"per unit as total", "per trillion tokens, per chip or per node as the total"},
    {"hidden row", "a row, a stage or a price of the sum is left out"},
    {"counted twice", "a row is in the sum twice"},
    {"boundary", "another line around what is counted: without servers, without the building (PUE), on site only"},
    {"wrong subject", "true of another model, run, payer or author"},
    {"wrong date", "another day, month or version's"},
    {"wrong interval", "the time between two other events"},
    {"other moment", "of one hour, day or edition, or a peak, as if it were the rule"},
    {"other inputs", "worked out from another number of the same kind: a rent, a closing price"},
    {"early estimate", "estimated before the figure was known"},
    {"condition as fact", "a threshold, a guess or a hypothesis as an observation"},
    {"flipped bound", "an upper end as a lower one, or the reverse"},
    {"one end of a range", "the upper or the lower end as if it were the middle"},
    {"lost operator", "64*8 as 648"},
    {"lost multiplier", "a few times $10 million as $10 million"},
    {"power of ten", "off by ten, a hundred, a thousand: a decimal point, a scale word"},
    {"factor of eight", "bits for bytes, or a node's for a chip's"},
    {"binary thousands", "128 Ki as 128 k, GiB as GB"},
    {"rate misconverted", "a rate, a pace or a time in other units, wrongly"},
    {"compounding lost", "percentages of different times added, a growth in each year as one in both"},
    {"wrong operation", "divided for multiplied, a ratio upside down"},
    {"wrong factor", "multiplied by another number than the rule's"},
    {"unlike compared", "one's input price with the other's output price"},
    {"mark-up as margin", "profit over cost as profit over revenue"},
    {"other peak", "a utilisation of the sparse peak, or of another precision's"},
    {"downtime", "hours in which nothing was computed put in or taken out"},
    {"exchange rate", "one money for another, or the rate used the other way round"},
    {"rounded constants", "worked out from constants that were rounded first"},
    {"truncation", "cut off, not rounded"},
}};

constexpr std::array<KeyWord, 1> unit_definitions = {{{"new", "a new thing to count: request = \"new\""}}};

constexpr std::array<Key, 73> table = {{
    {At::header, "title", Kind::text, "what the scenario is about"},
    {At::header, "question", Kind::text, "the question that it answers"},
    {At::header, "prose", Kind::text, "a few lines to read before the answer: what `lesson` shows"},
    {At::header, "answer", Kind::list, "the quantities that answer it: answer = [\"total.cost\"]"},
    {At::header, "as_of", Kind::date,
     "the day whose prices, rates and price levels are taken, where a part names no other"},
    {At::header, "note", Kind::text, "a remark"},
    {At::header, "sources", Kind::heading, "where values and claims are from, each under its name"},
    {At::header, "units", Kind::heading, "units of the scenario's own"},
    {At::header, "equations", Kind::list, "equations and limits between quantities of any parts"},
    {At::header, "compare", Kind::heading,
     "what `compare` puts side by side, where nothing else is chosen on the command line"},
    {At::header, "claim", Kind::heading, "published values to compare with, each under [[claim]]"},
    {At::header, "variants", Kind::heading, "named changes to the scenario, each under [variants.name]"},

    {At::part, "sheet", Kind::sheet, "the sheet whose quantities and equations the part has"},
    {At::part, "layer", Kind::word, "what a cost covers", layers},
    {At::part, "basis", Kind::word, "how a cost was reckoned", bases},
    {At::part, "source", Kind::source, "where all its values are from"},
    {At::part, "note", Kind::text, "a remark"},
    {At::part, "chip", Kind::entry, "a chip of the catalog"},
    {At::part, "precision", Kind::text, "of a chip's peak: bf16, fp8"},
    {At::part, "llm", Kind::entry, "a model of the catalog"},
    {At::part, "api", Kind::entry, "an API of the catalog, with its prices"},
    {At::part, "service", Kind::word,
     "of an API: the class of service, also of a workload and then of the bills that are like it", services},
    {At::part, "cloud", Kind::entry, "a cloud of the catalog, with what it asks for the part's chip"},
    {At::part, "region", Kind::text, "of a cloud: us-east-1", {}, "cloud"},
    {At::part, "term", Kind::word, "of a cloud: for how long the chip is taken", rental_terms, "cloud"},
    {At::part, "instance", Kind::text, "of a cloud: p5.48xlarge", {}, "cloud"},
    {At::part, "grid", Kind::entry, "an electricity grid of the catalog"},
    {At::part, "fit", Kind::entry, "a fit of the scaling law: the five constants of the sheet `scaling_law`"},
    {At::part, "format", Kind::entry, "how a served model is kept and multiplied: fp8-static, nvfp4"},
    {At::part, "deflator", Kind::entry, "a price index of the catalog, to say dollars of one date in those of another"},
    {At::part, "yardstick", Kind::entry, "a list of the catalog to compare results with: a household's year, a flight"},
    {At::part, "at", Kind::date, "the day whose prices or price level is taken"},
    {At::part, "like", Kind::text, "a part of the file, whose quantities it takes where it says nothing itself"},
    {At::part, "rows", Kind::heading, "the part once for each row: tables, or the name of a CSV file"},

    {At::value, "is", Kind::amount, "the value"},
    {At::value, "equals", Kind::expression, "a relation that holds beside it"},
    {At::value, "assumed", Kind::amount, "the value, as an assumption"},
    {At::value, "exact", Kind::truth, "not rounded"},
    {At::value, "words", Kind::list, "the words that it may be: words = [\"none\", \"full\"]"},
    {At::value, "source", Kind::source, "where it is from"},
    {At::value, "note", Kind::text, "a remark"},
    {At::value, "date", Kind::date, "when it was said"},
    {At::value, "printed", Kind::text, "the source's own words"},
    {At::value, "expect", Kind::text, "for the reader: what comparing it with another value is expected to show"},

    {At::claim, "says", Kind::text, "the sentence that was printed"},
    {At::claim, "of", Kind::expression, "the quantity that it is about"},
    {At::claim, "than", Kind::expression, "what that is compared with"},
    {At::claim, "value", Kind::amount, "what it comes to; with `than` also \"27x\" or \"95 % cheaper\""},
    {At::claim, "source", Kind::source, "where it was printed"},
    {At::claim, "fault", Kind::word, "what was found wrong with it", faults},
    {At::claim, "predict", Kind::amount, "what you think it comes to, before you run it: \"?\" until then"},
    {At::claim, "sealed", Kind::text,
     "of an exercise, in place of a value: the seal of the answer; \"?\" shows the seal of what is computed"},
    {At::claim, "expect", Kind::word, "the verdict that is expected", expectations},
    {At::claim, "printed", Kind::text, "the source's own words"},
    {At::claim, "note", Kind::text, "a remark"},
    {At::claim, "in", Kind::variant, "the variant that it is about"},
    {At::claim, "layer", Kind::word, "what its cost covers", layers},
    {At::claim, "basis", Kind::word, "how its cost was reckoned", bases},
    {At::claim, "date", Kind::date, "when it was said"},
    {At::claim, "id", Kind::text, "its number in a collection"},

    {At::source, "title", Kind::text, "what it is called"},
    {At::source, "url", Kind::text, "where it can be read"},
    {At::source, "year", Kind::date, "when it came out"},
    {At::source, "date", Kind::date, "the same, to the day"},
    {At::source, "note", Kind::text, "a remark; `unverified` in it is shown with what rests on it"},
    {At::source, "author", Kind::text, "who wrote it"},
    {At::source, "place", Kind::text, "the page or the table"},

    {At::compare, "over", Kind::heading, "what is chosen in turn: over = { bill.api = [\"o1\", \"DeepSeek-R1\"] }"},
    {At::compare, "of", Kind::list,
     "the quantities that are compared with each other: of = [\"own.cost\", \"rented.cost\"]"},
    {At::compare, "beside", Kind::list,
     "parts that stand beside what is chosen, a row each: own contracts, beside = [\"contracts\"]"},
    {At::compare, "base", Kind::text, "the option that all others are held to, in place of the cheapest"},
    {At::compare, "show", Kind::list, "what is shown of each option; the options are ranked by the first"},

    {At::unit, "", Kind::word, "an amount that the name stands for, server = \"8 chip\", or a word", unit_definitions},
}};

}  // namespace

std::span<const Key> keys() { return table; }

const Key* find_key(KeyPlace place, std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Key& key) { return key.place == place && key.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::vector<std::string> key_names(KeyPlace place) {
  std::vector<std::string> names;
  for (const Key& key : table)
    if (key.place == place) names.emplace_back(key.name);
  return names;
}

bool has_word(const Key& key, std::string_view word) {
  return std::any_of(key.words.begin(), key.words.end(), [&](const KeyWord& known) { return known.name == word; });
}

std::vector<std::string> word_names(const Key& key) {
  std::vector<std::string> names;
  for (const KeyWord& word : key.words) names.emplace_back(word.name);
  return names;
}

std::string_view place_words(KeyPlace place) {
  switch (place) {
    case KeyPlace::header: return "At the top of a file";
    case KeyPlace::part: return "Under a part's heading, beside its quantities";
    case KeyPlace::value: return "In a value, { is = ... }";
    case KeyPlace::claim: return "Under [[claim]]";
    case KeyPlace::source: return "In a source, paper = { title = ... }";
    case KeyPlace::unit: return "Under [units]";
    case KeyPlace::compare: return "Under [compare]";
  }
  return "";
}

std::string_view kind_words(KeyKind kind) {
  switch (kind) {
    case KeyKind::text: return "text";
    case KeyKind::word: return "word";
    case KeyKind::amount: return "amount";
    case KeyKind::expression: return "expression";
    case KeyKind::source: return "source";
    case KeyKind::entry: return "catalog";
    case KeyKind::sheet: return "sheet";
    case KeyKind::variant: return "variant";
    case KeyKind::date: return "date";
    case KeyKind::truth: return "true or false";
    case KeyKind::list: return "list";
    case KeyKind::heading: return "heading";
  }
  return "";
}

}  // namespace costcurve
