#include "catalog/rents.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "catalog/plain_amount.h"

namespace costcurve {

namespace {

using Facts = std::vector<const Fact*>;

// A rent as it is written: 3.99 USD/chip/h.
struct Asked {
  double number = 0;
  std::string_view unit;
};
Asked asked_in(const Fact& rent) {
  const std::string& text = rent.text.text;
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  return {number, std::string_view(text).substr(static_cast<std::size_t>(end - text.c_str()))};
}

// In base units; what cannot be read is never the cheapest.
double amount_of(const Fact& rent, const Units& units) {
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(rent.text, units, unheard);
  const std::optional<PlainAmount> amount = slot.understood ? plain_amount(slot.first) : std::nullopt;
  return amount ? amount->value : std::numeric_limits<double>::infinity();
}

// Most are asked in one unit, and then the numbers can be compared as they stand.
bool is_cheaper(const Fact& a, const Fact& b, const Units& units) {
  const Asked in_a = asked_in(a), in_b = asked_in(b);
  return in_a.unit == in_b.unit ? in_a.number < in_b.number : amount_of(a, units) < amount_of(b, units);
}

struct Criterion {
  std::string wanted;
  std::string Offering::*of;
};

// Those that are as wanted; where none is, what there is goes into `found`.
Facts that_are(const Facts& rents, const Criterion& criterion, RentFound& found) {
  if (criterion.wanted.empty() || rents.empty()) return rents;
  Facts kept;
  for (const Fact* rent : rents)
    if (plain_name(rent->offering.*criterion.of) == plain_name(criterion.wanted)) kept.push_back(rent);
  if (!kept.empty()) return kept;
  found.lacking = criterion.wanted;
  for (const Fact* rent : rents)
    if (const std::string& has = rent->offering.*criterion.of;
        !has.empty() && std::find(found.instead.begin(), found.instead.end(), has) == found.instead.end())
      found.instead.push_back(has);
  return kept;
}

// What was seen at about the same time: last by that day, or first thereafter.
Facts seen_together(const Facts& rents, const std::string& at) {
  constexpr long about_the_same = 90;  // days
  const Fact* seen = nullptr;
  for (const Fact* rent : rents) {
    const bool is_by_then = at.empty() || rent->date <= at;
    const bool has_one_by_then = seen && (at.empty() || seen->date <= at);
    if (!seen || (is_by_then && (!has_one_by_then || rent->date > seen->date)) ||
        (!is_by_then && !has_one_by_then && rent->date < seen->date))
      seen = rent;
  }
  Facts together;
  for (const Fact* rent : rents) {
    const bool same_side = at.empty() || (rent->date <= at) == (seen->date <= at);
    if (same_side && std::abs(days_between(rent->date, seen->date)) <= about_the_same) together.push_back(rent);
  }
  return together;
}

bool is_one_offer(const Offering& a, const Offering& b) {
  return a.chip == b.chip && a.instance == b.instance && a.region == b.region && a.term == b.term;
}

// Of an offer that was asked several times, what was asked nearest to the day.
Facts asked_last(const Facts& rents, const std::string& at) {
  Facts last;
  for (const Fact* rent : rents) {
    const auto is_replaced = [&](const Fact* other) {
      const bool is_by_then = at.empty() || other->date <= at;
      return is_one_offer(rent->offering, other->offering) &&
             (is_by_then ? other->date > rent->date : other->date < rent->date);
    };
    if (std::none_of(rents.begin(), rents.end(), is_replaced)) last.push_back(rent);
  }
  return last;
}

// What a catalog of the user's own says of the time goes before what is shipped.
Facts own_first(const Facts& rents) {
  Facts own;
  for (const Fact* rent : rents)
    if (rent->path.empty()) own.push_back(rent);
  return own.empty() ? rents : own;
}

std::string offer_words(const Offering& offering) {
  return offering.instance + (offering.region.empty() ? "" : " in " + offering.region);
}

}  // namespace

bool is_commitment(const Offering& offering) { return offering.term.starts_with("reserved"); }

std::string name_of(const Fact& fact) {
  if (fact.field != "rent") return fact.field;
  const Offering& offering = fact.offering;
  std::string term = offering.term;
  std::replace(term.begin(), term.end(), '_', ' ');
  std::string words = offering.chip;
  for (const std::string& word : {offering.instance, offering.region, term})
    if (!word.empty()) words += " " + word;
  return words;
}

RentFound find_rent(const CatalogEntry& cloud, const RentWanted& wanted, const Units& units) {
  RentFound found;
  Facts rents;
  for (const Fact& fact : cloud.facts)
    if (fact.field == "rent") rents.push_back(&fact);
  const std::vector<Criterion> criteria = {{wanted.chip, &Offering::chip},
                                           {wanted.term.empty() ? "on_demand" : wanted.term, &Offering::term},
                                           {wanted.instance, &Offering::instance},
                                           {wanted.region, &Offering::region}};
  for (const Criterion& criterion : criteria) rents = that_are(rents, criterion, found);
  if (rents.empty()) return found;
  rents = asked_last(own_first(seen_together(rents, wanted.at)), wanted.at);
  found.rent = *std::min_element(rents.begin(), rents.end(),
                                 [&](const Fact* a, const Fact* b) { return is_cheaper(*a, *b, units); });
  const std::string words = offer_words(found.rent->offering);
  const std::string cheapest = rents.size() > 1 ? fmt::format("the cheapest of {} offers", rents.size()) : "";
  found.chosen = words + (words.empty() || cheapest.empty() ? "" : ", ") + cheapest;
  return found;
}

}  // namespace costcurve
