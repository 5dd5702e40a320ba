#include "catalog/order_check.h"

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <optional>

#include "catalog/plain_amount.h"
#include "catalog/reading.h"
#include "text/calendar.h"

namespace costcurve {

namespace {

constexpr std::string_view digits = "0123456789";

// The digits from `at` on as a number; nothing where others stand there.
std::optional<unsigned> number_at(std::string_view text, std::size_t at, std::size_t size) {
  const std::string_view part = text.substr(std::min(at, text.size()), size);
  if (part.size() != size || part.find_first_not_of(digits) != std::string_view::npos) return std::nullopt;
  return static_cast<unsigned>(std::atoi(std::string(part).c_str()));
}

// Minutes after midnight; nothing for what is no time of the day.
std::optional<unsigned> minutes_at(std::string_view text, std::size_t at) {
  const std::optional<unsigned> hour = number_at(text, at, 2), minute = number_at(text, at + 3, 2);
  constexpr unsigned end_of_day = 24 * 60;
  if (!hour || !minute || text[at + 2] != ':' || *minute > 59 || 60 * *hour + *minute > end_of_day) return std::nullopt;
  return 60 * *hour + *minute;
}

Place place_of(const Value& table, std::string_view key) {
  const Entry* entry = table.find(key);
  return entry ? entry->value.text.place() : table.place;
}

// Compared as texts, as days are looked up: a month is before all of its days.
class PeriodCheck {
 public:
  PeriodCheck(std::string_view noun, Diagnostics& diagnostics) : noun_(noun), diagnostics_(diagnostics) {}

  void next(const Value& price) {
    const std::string from = catalog_text(price, "from"), to = catalog_text(price, "to");
    if (!is_first_ && from.empty())
      diagnostics_.report(price.place, fmt::format("when this {} begins is not said", noun_),
                          {"from = \"2026-05-01\"; of several the first alone may do without"});
    else if (!is_first_ && from <= from_)
      out_of_order(price, from);
    else if (!to_.empty() && from <= to_)
      diagnostics_.report(place_of(price, "from"),
                          fmt::format("this {} begins on {}, and the one above holds until {}", noun_, from, to_),
                          {"let that one end the day before, or leave its `to` out: it holds until the next begins"});
    if (!to.empty() && to < from)
      diagnostics_.report(place_of(price, "to"), fmt::format("this {} ends before it begins, on {}", noun_, from),
                          {"`to` is its last day"});
    if (!from.empty()) from_ = from;
    to_ = to;
    is_first_ = false;
  }

 private:
  void out_of_order(const Value& price, const std::string& from) {
    if (from == from_)
      diagnostics_.report(place_of(price, "from"), fmt::format("two {}s begin on {}", noun_, from),
                          {"one of them holds: take the other out"});
    else
      diagnostics_.report(place_of(price, "from"),
                          fmt::format("this {} begins on {}, before the one above it, of {}", noun_, from, from_),
                          {"they stand in the order of their days: move it up"});
  }

  std::string_view noun_;
  Diagnostics& diagnostics_;
  bool is_first_ = true;
  std::string from_, to_;  // of the one before
};

}  // namespace

bool check_day(const Value& value, Diagnostics& diagnostics) {
  if (is_date(value.text.text)) return true;
  diagnostics.report(value.text.place(), fmt::format("`{}` is no day of the calendar", value.text.text),
                     {"a day is written 2026-02-28, a month 2026-02, a year 2026"});
  return false;
}

namespace {

// Two times of the day, in minutes; nothing, and reported, where they are none.
std::optional<std::pair<unsigned, unsigned>> stretch_in(const std::string& text, const Value& value,
                                                        Diagnostics& diagnostics) {
  constexpr std::string_view form = "16:30 to 00:30";
  const bool is_formed = text.size() == form.size() && text.substr(5, 4) == form.substr(5, 4);
  const std::optional<unsigned> from = is_formed ? minutes_at(text, 0) : std::nullopt,
                                to = is_formed ? minutes_at(text, 9) : std::nullopt;
  if (!from || !to)
    diagnostics.report(value.text.place(), fmt::format("`{}` is no hours of the day", value.text.text),
                       {fmt::format("two times in UTC, with all their digits: hours = \"{}\"", form)});
  else if (*from == *to)
    diagnostics.report(value.text.place(), "these hours begin when they end",
                       {"what holds all day is the price itself; hours = \"16:30 to 00:30\" are eight of the day"});
  return from && to && *from != *to ? std::optional(std::pair(*from, *to)) : std::nullopt;
}

bool begins_within(unsigned begin, const std::pair<unsigned, unsigned>& stretch) {
  const auto [from, to] = stretch;
  return from < to ? from <= begin && begin < to : begin >= from || begin < to;
}

}  // namespace

void check_hours(const Value& value, Diagnostics& diagnostics) {
  std::vector<std::pair<unsigned, unsigned>> stretches;
  const std::vector<std::string> texts = stretches_of_day(value.text.text);
  if (texts.size() > most_stretches)
    return diagnostics.report(value.text.place(), fmt::format("these are {} stretches of the day", texts.size()),
                              {"a bill knows two: hours = \"10:00 to 01:00 and 04:00 to 06:00\""});
  for (const std::string& text : texts)
    if (const auto stretch = stretch_in(text, value, diagnostics)) stretches.push_back(*stretch);
  if (stretches.size() == 2 &&
      (begins_within(stretches[0].first, stretches[1]) || begins_within(stretches[1].first, stretches[0])))
    diagnostics.report(value.text.place(), "these two stretches of the day overlap", {"write them as one"});
}

std::vector<std::string> stretches_of_day(const std::string& hours) {
  constexpr std::string_view between = " and ";
  std::vector<std::string> stretches;
  for (std::size_t at = 0; at <= hours.size();) {
    const std::size_t end = std::min(hours.find(between, at), hours.size());
    stretches.push_back(hours.substr(at, end - at));
    at = end + between.size();
  }
  return stretches;
}

void check_periods(const Value& list, std::string_view noun, Diagnostics& diagnostics) {
  PeriodCheck check(noun, diagnostics);
  for (const Value& price : list.elements)
    if (price.is_table()) check.next(price);
}

void check_tiers(const Value& list, const Units& units, Diagnostics& diagnostics) {
  double last = 0;
  std::string last_text;
  for (const Value& tier : list.elements) {
    const Entry* above = tier.find("above");
    const Entry* is = above ? above->value.find("is") : nullptr;
    if (!above) continue;  // it is reported that it says none
    const Excerpt& text = is ? is->value.text : above->value.text;
    Diagnostics unheard = Diagnostics::unheard();
    const Slot slot = parse_slot(text, units, unheard);
    const std::optional<PlainAmount> amount = slot.understood ? plain_amount(slot.first) : std::nullopt;
    if (!amount) continue;
    if (amount->value <= last)
      diagnostics.report(text.place(),
                         fmt::format("this tier begins above {}, and the one above it above {}", text.text, last_text),
                         {"tiers stand in the order of their lengths, each of which is another"});
    last = amount->value;
    last_text = text.text;
  }
}

void check_rents(const Value& list, Diagnostics& diagnostics) {
  std::map<std::string, std::size_t> lines;
  for (const Value& rent : list.elements) {
    std::string offer;
    for (const std::string_view key : {"chip", "chips", "instance", "region", "date"})
      offer += catalog_text(rent, key) + '\n';
    for (const std::string_view term : {"on_demand", "spot", "reserved_1y", "reserved_3y"}) {
      if (!rent.find(term)) continue;
      const auto [place, is_new] = lines.try_emplace(offer + std::string(term), place_of(rent, term).line());
      if (!is_new)
        diagnostics.report(place_of(rent, term),
                           fmt::format("this offer has another rent of that day in line {}", place->second),
                           {"take one of them out, or say what tells them apart: instance, region, date"});
    }
  }
}

void check_history(const Value& list, std::string_view name, Diagnostics& diagnostics) {
  std::string before;
  for (const Value& fact : list.elements) {
    const std::string date = catalog_text(fact, "date");
    if (!date.empty() && date <= before)
      diagnostics.report(place_of(fact, "date"),
                         fmt::format("this `{}` is of {}, and stands behind that of {}", name, date, before),
                         {date == before ? "of one day one of them holds: the other is one of its `conflicts`"
                                         : "they stand in the order of their days: move it up"});
    if (!date.empty()) before = date;
  }
}

}  // namespace costcurve
