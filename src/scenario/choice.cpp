#include "scenario/choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "catalog/kinds.h"
#include "scenario/givens.h"
#include "scenario/left_behind.h"
#include "scenario/offers.h"
#include "scenario/override.h"
#include "scenario/words.h"

namespace costcurve {

namespace {

// True where the attribute does nothing but choose which facts are offered: of a part with a sheet, which has the same
// quantities whatever the catalog knows.
bool only_chooses_offers(const Part* part, const std::string& attribute) {
  constexpr std::array<std::string_view, 5> choices = {"precision", "region", "term", "instance", "at"};
  return part && part->sheet &&
         (names_catalog_entry(attribute) || std::find(choices.begin(), choices.end(), attribute) != choices.end());
}

// False where the part asks for what an entry that it names does not have: binding says so.
bool is_offered(const Part& part, const Elsewhere& elsewhere) {
  return std::all_of(catalog_kinds.begin(), catalog_kinds.end(), [&](const CatalogKind& kind) {
    return !part.attributes.contains(std::string(kind.name)) || lack_of(part, kind, elsewhere) == Lack::nothing;
  });
}

// Of a text that states an amount: 80 h, 20 to 30 %, uniform(1, 2).
bool is_amount(const Slot& slot) {
  return slot.understood && slot.form != Slot::Form::asked && slot.form != Slot::Form::bound &&
         (slot.form != Slot::Form::value || !slot.first.refers() || holds_distribution(slot));
}

std::optional<Given> amount_of(const Quantity& quantity, const Override& replacement, const Scenario& scenario) {
  if (quantity.dimension.is_word()) return given_word(quantity, replacement.value.text);
  Diagnostics unheard = Diagnostics::unheard();
  const Value value = replacement_of(replacement).value;
  const Writing writing = writings_of(value, "", scenario.units, unheard).front();
  if (!writing.is || !is_amount(writing.is->slot)) return std::nullopt;
  return given_from(*writing.is, quantity, writing, {quantity.part}, {*scenario.names, scenario.units, unheard});
}

// An amount takes the place of an amount that the file states; whatever else may stand there is for binding.
std::optional<ReadReplacement> read_amount(const Scenario& scenario, std::size_t q, const Override& replacement) {
  const Relations& relations = *scenario.relations;
  const Quantity& quantity = relations.quantities[q];
  if (!scenario.givens.stated(q) ||
      std::any_of(relations.equations.begin(), relations.equations.end(),
                  [&](const Equation& equation) { return stands_at_key(equation, quantity); }))
    return std::nullopt;
  std::optional<Given> given = amount_of(quantity, replacement, scenario);
  if (!given) return std::nullopt;
  ReadReplacement read;
  read.key = replacement.key;
  read.quantity = q;
  read.amount = std::make_shared<const Given>(std::move(*given));
  return read;
}

// The part as it is chosen so far.
Part& chosen_part(const Part& part, Choice& choice) {
  const auto chosen = std::find_if(choice.parts.begin(), choice.parts.end(),
                                   [&](const Part& other) { return other.name == part.name; });
  return chosen == choice.parts.end() ? *choice.parts.insert(choice.parts.end(), part) : *chosen;
}

void offer_anew(const Part& part, const Scenario& scenario, const Elsewhere& elsewhere, Choice& choice,
                Diagnostics& diagnostics) {
  for (const std::size_t q : part.quantities) {
    const Quantity& quantity = scenario.relations->quantities[q];
    const Row& row = part.sheet->rows()[quantity.row];
    if (row.catalog.empty()) continue;
    std::vector<GivenPointer> offers;
    if (std::optional<Given> given = offered_by_catalog(quantity, row, part, elsewhere, *scenario.catalog_units,
                                                        *scenario.names, {}, diagnostics))
      offers.push_back(std::make_shared<const Given>(std::move(*given)));
    for (const GivenPointer& offer : choice.givens.offers(q))
      if (offer->rank == Rank::fallback) offers.push_back(offer);
    choice.givens.offer_only(q, std::move(offers));
  }
}

}  // namespace

std::optional<ReadReplacement> read_replacement(const Scenario& scenario, const Override& replacement) {
  if (const std::optional<std::size_t> q = scenario.quantity(replacement.key))
    return read_amount(scenario, *q, replacement);
  const std::size_t dot = std::min(replacement.key.rfind('.'), replacement.key.size());
  ReadReplacement read;
  read.key = replacement.key;
  read.part = scenario.part(replacement.key.substr(0, dot));
  read.attribute = dot < replacement.key.size() ? replacement.key.substr(dot + 1) : "";
  read.word = replacement.value.text;
  if (!only_chooses_offers(read.part, read.attribute)) return std::nullopt;
  return read;
}

std::optional<Choice> choice_of(const Scenario& scenario, const std::vector<const ReadReplacement*>& replacements,
                                const Elsewhere& elsewhere, Diagnostics& diagnostics) {
  Choice choice;
  choice.givens = scenario.givens;
  std::set<std::string> replaced;
  for (const ReadReplacement* replacement : replacements) replaced.insert(replacement->key);
  for (const ReadReplacement* replacement : replacements) {
    if (replacement->amount) {
      choice.givens.state(replacement->quantity, replacement->amount);
      continue;
    }
    Part& part = chosen_part(*replacement->part, choice);
    const std::string before = std::exchange(part.attributes[replacement->attribute], replacement->word);
    for (const LeftBehind& left : left_behind(scenario, part, replacement->attribute, before, replaced))
      choice.left_behind.push_back(left);
  }
  for (const Part& part : choice.parts) {
    if (const CatalogEntry* api = catalog_entry(part, "api", elsewhere);
        api && lack_of(part, *catalog_kind("api"), elsewhere) == Lack::use) {
      choice.lacking = fmt::format("it is for {}, and a bill is of answers in text", use_of(*api));
      return choice;
    }
    if (!is_offered(part, elsewhere) || has_several_tiers(part, elsewhere) ||
        has_several_tiers(*scenario.part(part.name), elsewhere))
      return std::nullopt;
    offer_anew(part, scenario, elsewhere, choice, diagnostics);
  }
  return choice;
}

Scenario with_choice(const Scenario& scenario, const Choice& choice) {
  Scenario chosen = scenario;
  chosen.givens = choice.givens;
  for (const Part& part : choice.parts)
    *std::find_if(chosen.parts.begin(), chosen.parts.end(),
                  [&](const Part& other) { return other.name == part.name; }) = part;
  chosen.left_behind.insert(chosen.left_behind.end(), choice.left_behind.begin(), choice.left_behind.end());
  return chosen;
}

}  // namespace costcurve
