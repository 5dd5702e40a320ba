#include <fmt/format.h>

#include <set>

#include "answer/check_words.h"
#include "answer/since.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

std::set<std::string> names_with_a_row(const AuditedVariant& audited, Detail detail) {
  std::set<std::string> names;
  if (detail != Detail::everything) return names;
  for (const Part& part : audited.scenario.parts)
    for (const std::size_t q : part.quantities) names.insert(audited.scenario.relations->quantities[q].name);
  return names;
}

}  // namespace

Notes changes_without_row(const AuditedVariant& audited, const Changes& changes, Detail detail) {
  constexpr std::size_t most = 40;
  Notes changed;
  changed.heading = "changed";
  const auto add = [&](const Text& what, const std::string& was) {
    changed.notes.push_back({{}, what + "  ← " + was, Tone::plain});
  };
  for (const Change& gone : changes.gone_claims) add(fmt::format("\"{}\"", gone.name), gone.was);
  const std::set<std::string> with_a_row = names_with_a_row(audited, detail);
  for (const auto& [name, change] : changes.quantities) {
    if (with_a_row.contains(name)) continue;
    const std::size_t q = *audited.scenario.quantity(name);
    const std::string value =
        amount_text(audited.solution.found[q].value, audited.scenario.relations->quantities[q].shown);
    add(Text::filled("{} = {}", {Text::name(name), Text::amount(value)}), change.was);
  }
  for (const Change& gone : changes.gone_quantities) add(gone.name, gone.was);
  if (changed.notes.size() <= most) return changed;
  const std::size_t more = changed.notes.size() - most;
  changed.notes.resize(most);
  changed.notes.push_back({{}, fmt::format("and {} more; --format json has them all", more), Tone::plain});
  return changed;
}

}  // namespace costcurve
