#include <fmt/format.h>

#include <set>

#include "answer/check_words.h"
#include "answer/since.h"
#include "quantity/print.h"

namespace costcurve {

Notes changes_without_row(const Checked& checked, const Changes& changes) {
  constexpr std::size_t most = 40;
  Notes changed;
  changed.heading = "changed";
  const auto add = [&](const Text& what, const std::string& was) {
    changed.notes.push_back({{}, what + "  ← " + was, Tone::plain});
  };
  for (const Change& gone : changes.gone_claims) add(fmt::format("\"{}\"", gone.name), gone.was);
  std::set<std::string> with_a_row;
  for (const CheckedPart& part : checked.parts)
    for (const std::size_t place : part.quantities) with_a_row.insert(checked.quantities[place].name);
  for (const auto& [name, change] : changes.quantities) {
    if (with_a_row.contains(name)) continue;
    const CheckedQuantity& quantity = *checked.quantity(name);
    add(Text::filled("{} = {}", {Text::name(name), Text::amount(amount_text(quantity.value, quantity.shown))}),
        change.was);
  }
  for (const Change& gone : changes.gone_quantities) add(gone.name, gone.was);
  if (changed.notes.size() <= most) return changed;
  const std::size_t more = changed.notes.size() - most;
  changed.notes.resize(most);
  changed.notes.push_back({{}, fmt::format("and {} more; --format json has them all", more), Tone::plain});
  return changed;
}

}  // namespace costcurve
