#include "scenario/choice.h"

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

class ChoiceReader {
 public:
  ChoiceReader(const Scenario& scenario, const std::vector<Override>& replacements, const Elsewhere& elsewhere,
               Diagnostics& diagnostics)
      : scenario_(scenario), elsewhere_(elsewhere), diagnostics_(diagnostics) {
    choice_.givens = scenario.givens;
    for (const Override& replacement : replacements) replaced_.insert(replacement.key);
  }

  std::optional<Choice> read(const std::vector<Override>& replacements) {
    for (const Override& replacement : replacements)
      if (!take(replacement)) return std::nullopt;
    for (const Part& part : choice_.parts) {
      if (!is_offered(part, elsewhere_)) return std::nullopt;
      offer_anew(part);
    }
    return std::move(choice_);
  }

 private:
  bool take(const Override& replacement) {
    if (const std::optional<std::size_t> q = scenario_.quantity(replacement.key)) return take_amount(*q, replacement);
    const std::size_t dot = replacement.key.rfind('.');
    const Part* part = scenario_.part(replacement.key.substr(0, std::min(dot, replacement.key.size())));
    if (dot == std::string::npos || !only_chooses_offers(part, replacement.key.substr(dot + 1))) return false;
    take_word(*part, replacement.key.substr(dot + 1), replacement.value.text);
    return true;
  }

  void take_word(const Part& part, const std::string& attribute, const std::string& word) {
    auto chosen = std::find_if(choice_.parts.begin(), choice_.parts.end(),
                               [&](const Part& other) { return other.name == part.name; });
    if (chosen == choice_.parts.end()) chosen = choice_.parts.insert(choice_.parts.end(), part);
    std::string& named = chosen->attributes[attribute];
    const std::string before = std::exchange(named, word);
    for (const LeftBehind& left : left_behind(scenario_, *chosen, attribute, before, replaced_))
      choice_.left_behind.push_back(left);
  }

  // An amount takes the place of an amount that the file states; whatever else may stand there is for binding.
  bool take_amount(std::size_t q, const Override& replacement) {
    const Relations& relations = *scenario_.relations;
    const Quantity& quantity = relations.quantities[q];
    if (!scenario_.givens.stated(q) ||
        std::any_of(relations.equations.begin(), relations.equations.end(),
                    [&](const Equation& equation) { return stands_at_key(equation, quantity); }))
      return false;
    std::optional<Given> given =
        quantity.dimension.is_word() ? given_word(quantity, replacement.value.text) : amount_of(quantity, replacement);
    if (given) choice_.givens.state(q, std::move(*given));
    return given.has_value();
  }

  std::optional<Given> amount_of(const Quantity& quantity, const Override& replacement) const {
    Diagnostics unheard = Diagnostics::unheard();
    const Value value = replacement_of(replacement).value;
    const Writing writing = writings_of(value, "", scenario_.units, unheard).front();
    if (!writing.is || !writing.is->slot.understood) return std::nullopt;
    const Slot& slot = writing.is->slot;
    const bool is_amount = slot.form != Slot::Form::asked && slot.form != Slot::Form::bound &&
                           (slot.form != Slot::Form::value || !slot.first.refers() || holds_distribution(slot));
    if (!is_amount) return std::nullopt;
    return given_from(*writing.is, quantity, writing, {quantity.part}, {*scenario_.names, scenario_.units, unheard});
  }

  void offer_anew(const Part& part) {
    for (const std::size_t q : part.quantities) {
      const Quantity& quantity = scenario_.relations->quantities[q];
      const Row& row = part.sheet->rows()[quantity.row];
      if (row.catalog.empty()) continue;
      std::vector<GivenPointer> offers;
      if (std::optional<Given> given = offered_by_catalog(quantity, row, part, elsewhere_, *scenario_.catalog_units,
                                                          *scenario_.names, {}, diagnostics_))
        offers.push_back(std::make_shared<const Given>(std::move(*given)));
      for (const GivenPointer& offer : choice_.givens.offers(q))
        if (offer->rank == Rank::fallback) offers.push_back(offer);
      choice_.givens.offer_only(q, std::move(offers));
    }
  }

  const Scenario& scenario_;
  const Elsewhere& elsewhere_;
  Diagnostics& diagnostics_;
  std::set<std::string> replaced_;
  Choice choice_;
};

}  // namespace

std::optional<Choice> choice_of(const Scenario& scenario, const std::vector<Override>& replacements,
                                const Elsewhere& elsewhere, Diagnostics& diagnostics) {
  return ChoiceReader(scenario, replacements, elsewhere, diagnostics).read(replacements);
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
