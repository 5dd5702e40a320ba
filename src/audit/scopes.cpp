#include "audit/scopes.h"

#include <algorithm>

namespace costcurve {

namespace {

using Words = std::vector<std::string>;

void add_word(Words& words, const std::string& word) {
  if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

void add_words(Words& words, const Words& further) {
  for (const std::string& word : further) add_word(words, word);
}

// Of sums of money alone: a rent or a price per token has no scope of its own.
Scopes own_words(const Scenario& scenario) {
  const std::vector<Quantity>& quantities = scenario.relations->quantities;
  Scopes scopes{std::vector<Words>(quantities.size()), std::vector<Words>(quantities.size())};
  for (const Part& part : scenario.parts)
    for (const std::size_t q : part.quantities)
      if (quantities[q].dimension == Dimension(Base::money)) {
        add_word(scopes.layers[q], part.layer);
        add_word(scopes.bases[q], part.basis);
      }
  return scopes;
}

}  // namespace

Scopes scopes_of(const Scenario& scenario, const Solution& solution) {
  Scopes scopes = own_words(scenario);
  for (const std::size_t q : in_order_of_derivation(solution)) {
    if (solution.found[q].status != Status::derived) continue;
    for (const std::size_t below : solution.formulas.quantities_below(solution.found[q].formula)) {
      add_words(scopes.layers[q], scopes.layers[below]);
      add_words(scopes.bases[q], scopes.bases[below]);
    }
  }
  return scopes;
}

}  // namespace costcurve
