#include "catalog/entry.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdlib>

namespace costcurve {

bool is_within(std::string_view day, std::string_view period) { return !period.empty() && day.starts_with(period); }

namespace {

std::chrono::sys_days beginning_of(std::string_view date) {
  const auto number = [&](std::size_t at, std::size_t size, int otherwise) {
    return at + size <= date.size() ? std::atoi(std::string(date.substr(at, size)).c_str()) : otherwise;
  };
  return std::chrono::year_month_day(std::chrono::year(number(0, 4, 1970)),
                                     std::chrono::month(static_cast<unsigned>(number(5, 2, 1))),
                                     std::chrono::day(static_cast<unsigned>(number(8, 2, 1))));
}

}  // namespace

long days_between(std::string_view first, std::string_view second) {
  return (beginning_of(second) - beginning_of(first)).count();
}

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)))
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return plain;
}

bool CatalogEntry::has_begun(const Period& period) const {
  return known_on.empty() || period.from <= known_on || is_within(period.from, known_on);
}

bool CatalogEntry::has_ended(const Period& period) const {
  return !period.to.empty() && period.to < known_on && !is_within(known_on, period.to);
}

const Period* CatalogEntry::price_at(std::string_view at) const {
  const Period* latest = at.empty() && !periods.empty() ? &periods.front() : nullptr;
  for (const Period& period : periods)
    if (at.empty() ? has_begun(period) : period.from <= at) latest = &period;
  const bool has_ended = latest && !at.empty() && !latest->to.empty() && latest->to < at && !is_within(at, latest->to);
  return has_ended ? nullptr : latest;
}

const Fact* CatalogEntry::find(std::string_view field, std::string_view at) const {
  const Period* price = price_at(at);
  const Fact* found = nullptr;
  for (const Fact& fact : facts) {
    if (fact.field != field) continue;
    if (fact.price != 0 && period_of(fact) != price) continue;
    if (!found || at.empty() || fact.date <= at) found = &fact;
  }
  return found;
}

}  // namespace costcurve
