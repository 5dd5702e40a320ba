#include "imports/conditional_rates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "imports/decimal.h"
#include "text/lexer.h"

namespace costcurve::imports {

namespace {

constexpr int minutes_of_day = 24 * 60;

bool holds(const Conditional& price, const std::string& day, int minute) {
  if (!price.from_day.empty()) return price.from_day <= day;
  if (!price.from_minute) return true;
  const int from = *price.from_minute, to = *price.to_minute;
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
}

const Rates& rates_at(const std::vector<Conditional>& list, const std::string& day, int minute) {
  const auto found =
      std::find_if(list.rbegin(), list.rend(), [&](const Conditional& price) { return holds(price, day, minute); });
  return found == list.rend() ? list.front().rates : found->rates;
}

// What is charged from one minute of the day to the next of the stretches' first minutes.
struct Stretch {
  int from;
  const Rates* rates;
};

std::vector<Stretch> day_of(const std::vector<Conditional>& list, const std::string& day) {
  std::set<int> minutes = {0};
  for (const Conditional& price : list)
    if (price.from_minute) minutes.insert({*price.from_minute, *price.to_minute % minutes_of_day});
  std::vector<Stretch> stretches;
  for (const int minute : minutes) {
    const Rates& rates = rates_at(list, day, minute);
    if (stretches.empty() || !(*stretches.back().rates == rates)) stretches.push_back({minute, &rates});
  }
  // The last and the first meet at midnight.
  if (stretches.size() > 1 && *stretches.back().rates == *stretches.front().rates) {
    stretches.front().from = stretches.back().from;
    stretches.pop_back();
  }
  return stretches;
}

std::string day_before(const std::string& day) {
  const double midnight =
      seconds_at(std::stoi(day.substr(0, 4)), std::stoi(day.substr(5, 2)), std::stoi(day.substr(8, 2)));
  return date_text(midnight - 86400);
}

std::string clock_text(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::optional<double> price_of(const PriceList& prices, Billed billed) {
  const std::optional<Price>& price = prices[static_cast<std::size_t>(billed)];
  return price ? std::optional<double>(price->number) : std::nullopt;
}

// By how much less is charged, in per cent, for each kind.
struct Discounts {
  std::optional<double> input, cached, output;
};

std::string percent(double share) { return twelve_digit_decimal(share) + " %"; }

bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * (std::abs(a) + std::abs(b)); }

// Nothing where one of the two is not known, or free at day and not at night.
bool add_discount(std::optional<double>& discount, const PriceList& day, const PriceList& night, Billed billed) {
  const std::optional<double> at_day = price_of(day, billed), at_night = price_of(night, billed);
  if (at_day.has_value() != at_night.has_value()) return false;
  if (!at_day || (*at_day == 0 && *at_night == 0)) return true;
  discount = 100 * (*at_day - *at_night) / *at_day;
  return *discount >= 0;
}

std::optional<OffPeak> off_peak_of(const Rates& day, const Rates& night, const std::string& hours) {
  Discounts discounts;
  if (!add_discount(discounts.input, day.prices, night.prices, Billed::input) ||
      !add_discount(discounts.cached, day.prices, night.prices, Billed::cached_input) ||
      !add_discount(discounts.output, day.prices, night.prices, Billed::output))
    return std::nullopt;
  for (const Billed other : {Billed::cache_write, Billed::cache_write_hour, Billed::reasoning, Billed::request}) {
    const auto kind = static_cast<std::size_t>(other);
    if (!(day.prices[kind] == night.prices[kind])) return std::nullopt;
  }
  if (!discounts.input || !day.tiers.empty() || !night.tiers.empty()) return std::nullopt;
  OffPeak off_peak{hours, percent(*discounts.input), "", ""};
  if (discounts.cached && !same(*discounts.cached, *discounts.input))
    off_peak.cached_discount = percent(*discounts.cached);
  if (discounts.output && !same(*discounts.output, *discounts.input))
    off_peak.output_discount = percent(*discounts.output);
  return off_peak;
}

// One price and another by turns.
bool is_day_and_night(const std::vector<Stretch>& stretches) {
  for (std::size_t i = 2; i < stretches.size(); ++i)
    if (!(*stretches[i].rates == *stretches[i % 2].rates)) return false;
  return stretches.size() % 2 == 0;
}

// Of every second stretch from that one on: "10:00 to 01:00 and 04:00 to 06:00".
std::string hours_of(const std::vector<Stretch>& stretches, std::size_t first) {
  std::string hours;
  for (std::size_t i = first; i < stretches.size(); i += 2)
    hours += (hours.empty() ? "" : " and ") + clock_text(stretches[i].from) + " to " +
             clock_text(stretches[(i + 1) % stretches.size()].from);
  return hours;
}

std::optional<DatedRates> rates_of_day(const std::vector<Stretch>& stretches, std::string& reason) {
  DatedRates dated;
  dated.rates = *stretches.front().rates;
  if (stretches.size() == 1) return dated;
  constexpr std::size_t most_changes = 4;  // two stretches of cheaper hours
  if (stretches.size() > most_changes) {
    reason = "its price changes more than four times a day";
    return std::nullopt;
  }
  if (!is_day_and_night(stretches)) {
    reason = "it has more than two prices a day";
    return std::nullopt;
  }
  for (const std::size_t night : {0U, 1U}) {
    const Stretch &at_night = stretches[night], &at_day = stretches[1 - night];
    dated.rates = *at_day.rates;
    dated.off_peak = off_peak_of(*at_day.rates, *at_night.rates, hours_of(stretches, night));
    if (dated.off_peak) return dated;
  }
  reason = "its prices by day and by night are not the same with a discount";
  return std::nullopt;
}

// From that day on there is no price.
bool ends_on(const std::vector<Conditional>& list, const std::string& day) {
  return std::any_of(list.begin(), list.end(),
                     [&](const Conditional& price) { return price.is_none && price.from_day == day; });
}

}  // namespace

std::optional<std::vector<DatedRates>> dated_rates(const std::vector<Conditional>& list, std::string& reason) {
  std::set<std::string> days;
  for (const Conditional& price : list) days.insert(price.from_day);
  std::vector<DatedRates> dated;
  std::vector<Stretch> before;
  for (const std::string& day : days) {
    if (ends_on(list, day)) {
      if (!dated.empty()) dated.back().to = day_before(day);
      before.clear();
      continue;
    }
    const std::vector<Stretch> stretches = day_of(list, day);
    const bool is_same =
        std::equal(before.begin(), before.end(), stretches.begin(), stretches.end(),
                   [](const Stretch& a, const Stretch& b) { return a.from == b.from && *a.rates == *b.rates; });
    if (is_same) continue;
    std::optional<DatedRates> rates = rates_of_day(stretches, reason);
    if (!rates) return std::nullopt;
    rates->from = day;
    dated.push_back(std::move(*rates));
    before = stretches;
  }
  return dated;
}

}  // namespace costcurve::imports
