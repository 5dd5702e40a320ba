// What is asked and what is given, with blanks for all that follows: to think about before it is worked out.

#include <algorithm>

#include "answer/check_words.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr const char* blank = "________";

bool is_given(const CheckedQuantity& quantity) {
  using Way = Origin::Way;
  const Way way = quantity.origin.way;
  return quantity.known && (way == Way::given || way == Way::assumed || way == Way::set || way == Way::catalog);
}

// What the scenario asks, and what its claims are about.
bool is_asked(const Checked& checked, const CheckedQuantity& quantity) {
  return std::find(checked.headlines.begin(), checked.headlines.end(), quantity.name) != checked.headlines.end() ||
         std::any_of(checked.claims.begin(), checked.claims.end(),
                     [&](const CheckedClaim& claim) { return claim.of == quantity.name; });
}

Entries entries_of(const Checked& checked, const CheckedPart& part) {
  Entries entries;
  entries.heading = part.sheet.empty() ? part.name : part.name + " (" + part.sheet + ")";
  for (const std::size_t place : part.quantities) {
    const CheckedQuantity& quantity = checked.quantities[place];
    const bool given = is_given(quantity);
    if (!given && !is_asked(checked, quantity)) continue;
    const std::string value = given ? amount_text(quantity.value, quantity.shown) : blank;
    entries.entries.push_back({quantity.name,
                               Text(std::string(quantity.name).substr(part.name.size() + 1)),
                               Text::amount(value),
                               given ? Text::source(quantity.origin.source) : Text(),
                               {}});
  }
  return entries;
}

Items::Item hidden_item(const CheckedClaim& claim) {
  Items::Item item;
  item.mark = Mark::open;
  item.says = claim.says;
  if (!claim.source.empty()) item.tags.push_back(Text::source(claim.source));
  if (claim.of.empty()) return item;
  item.evidence = claim.is_exercise() || claim.stated.text.empty()
                      ? Text::filled("{} = {}", {subject(claim), blank})
                      : Text::filled("{} = {}, stated as {}", {subject(claim), blank, claim.stated.text});
  return item;
}

}  // namespace

Document hidden_document(const Checked& checked) {
  Document document;
  document.title = checked.title;
  for (const CheckedPart& part : checked.parts)
    if (Entries entries = entries_of(checked, part); !entries.entries.empty())
      document.pieces.emplace_back(std::move(entries));
  Items claims;
  for (const CheckedClaim& claim : checked.claims) claims.items.push_back(hidden_item(claim));
  document.pieces.emplace_back(std::move(claims));
  return document;
}

}  // namespace costcurve
