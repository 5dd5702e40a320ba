// What the catalog knows as bars: entries by the first amount that tells them apart, facts of one entry by their kind.

#include <fmt/format.h>

#include <map>

#include "answer/list.h"
#include "catalog/kinds.h"
#include "catalog/plain_amount.h"
#include "catalog/rents.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr std::size_t most_bars = 40;

// An amount of the catalog, and what it is of.
struct Bar {
  std::string name;
  double value = 0;
  ShownUnit unit;
};

// Nothing of a date, a word, a range.
std::optional<Bar> bar_of(const std::string& name, const Fact& fact, const Units& units) {
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(fact.text, units, unheard);
  if (!slot.understood || slot.form != Slot::Form::value) return std::nullopt;
  const std::optional<PlainAmount> amount = plain_amount(slot.first);
  const bool is_amount = slot.first.is_literal() && slot.first.literal.kind == Literal::Kind::amount;
  if (!amount || !is_amount || !(amount->value >= 0)) return std::nullopt;
  return Bar{name, amount->value, slot.first.literal.shown};
}

// The least first; of many the first of them.
std::optional<RangeBars> drawn_bars(std::vector<Bar> bars, std::string title) {
  if (bars.size() < 2) return std::nullopt;
  sort_stably(bars, [](const Bar& a, const Bar& b) { return a.value < b.value; });
  if (bars.size() > most_bars) title += fmt::format(", the {} lowest of {}", most_bars, bars.size());
  RangeBars drawn{std::move(title), bars.front().unit, {}};
  for (std::size_t i = 0; i < bars.size() && i < most_bars; ++i)
    drawn.rows.push_back(
        {bars[i].name, bars[i].value, bars[i].value, bars[i].value, amount_text(bars[i].value, drawn.unit, 4)});
  return drawn;
}

}  // namespace

std::optional<RangeBars> bars_of_entries(const std::string& kind, const std::vector<const CatalogEntry*>& entries,
                                         const Units& units) {
  for (const std::string_view field : catalog_kind(kind)->summary) {
    std::vector<Bar> bars;
    for (const CatalogEntry* entry : entries)
      if (const Fact* fact = entry->find(field))
        if (std::optional<Bar> bar = bar_of(entry->name, *fact, units);
            bar && (bars.empty() || bar->unit.dimension == bars.front().unit.dimension))
          bars.push_back(std::move(*bar));
    if (std::optional<RangeBars> drawn = drawn_bars(std::move(bars), fmt::format("{} of each {}", field, kind)))
      return drawn;
  }
  return std::nullopt;
}

std::optional<RangeBars> bars_of_entry(const CatalogEntry& entry, const Units& units) {
  // The last of a name is the newest; the kind of which there are most is drawn.
  std::map<std::string, Bar> newest;
  for (const Fact& fact : entry.facts)
    if (std::optional<Bar> bar = bar_of(name_of(fact), fact, units)) newest[bar->name] = std::move(*bar);
  std::vector<Bar> most;
  for (const auto& [name, first] : newest) {
    std::vector<Bar> alike;
    for (const auto& [other, bar] : newest)
      if (bar.unit.dimension == first.unit.dimension) alike.push_back(bar);
    if (alike.size() > most.size()) most = std::move(alike);
  }
  return drawn_bars(std::move(most), entry.name);
}

}  // namespace costcurve
