#include "imports/rent_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include "imports/decimal.h"
#include "imports/toml_text.h"
#include "text/toml.h"

namespace costcurve::imports {

namespace {

std::string price_text(double price, long long chips, const std::string& source) {
  const std::string more =
      chips > 1 ? fmt::format("note = \"{} USD/h for {}\"", twelve_digit_decimal(price), chips) : "";
  return toml_fact(twelve_digit_decimal(price / static_cast<double>(chips)) + " USD/chip/h", source, more);
}

std::string rent_text(const Rent& rent, const ReadFrom& from) {
  const std::string source = source_key(from, rent.read_on);
  std::string text =
      fmt::format("\n[[rent]]\ninstance = {}\nchip = {}\nchips = {}\nregion = {}\ndate = \"{}\"\non_demand = {}\n",
                  toml_quoted(rent.instance), toml_quoted(rent.chip), rent.chips, toml_quoted(rent.place), rent.date,
                  price_text(rent.on_demand, rent.chips, source));
  if (rent.spot) text += fmt::format("spot = {}\n", price_text(*rent.spot, rent.chips, source));
  return text;
}

std::string toml_of(const std::string& cloud, const std::vector<Rent>& rents, const ReadFrom& from) {
  std::set<std::string> days;
  for (const Rent& rent : rents) days.insert(rent.read_on);
  std::string text = imported_head("what " + cloud + " asks for its accelerators, machines included.", from) +
                     "# Spot prices are the lowest zone's of a region.\n" +
                     fmt::format("\nname = {}\n\n", toml_quoted(cloud)) + toml_sources(from, days);
  for (const Rent& rent : rents) text += rent_text(rent, from);
  return text;
}

std::string word_at(const Value& table, std::string_view key) {
  const Entry* entry = table.find(key);
  return entry ? entry->value.text.text : "";
}

// Of the whole machine.
std::optional<double> price_at(const Value& rent, std::string_view term, long long chips) {
  const Entry* fact = rent.find(term);
  if (!fact) return std::nullopt;
  return std::strtod(word_at(fact->value, "is").c_str(), nullptr) * static_cast<double>(chips);
}

std::optional<std::vector<Rent>> rents_of(const std::string& text) {
  auto source = std::make_shared<Source>();
  source->text = text;
  Diagnostics unheard = Diagnostics::unheard();
  const std::optional<Value> document = parse_document(source, unheard);
  if (!document) return std::nullopt;
  std::map<std::string, std::string> days;
  if (const Entry* sources = document->find("sources"))
    for (const Entry& row : sources->value.members) days[row.key] = word_at(row.value, "date");
  std::vector<Rent> rents;
  const Entry* list = document->find("rent");
  for (const Value& table : list ? list->value.elements : std::vector<Value>()) {
    const Entry* on_demand = table.find("on_demand");
    const long long chips = std::strtoll(word_at(table, "chips").c_str(), nullptr, 10);
    if (!on_demand || chips < 1) continue;
    rents.push_back({word_at(table, "chip"), word_at(table, "instance"), chips, word_at(table, "region"),
                     *price_at(table, "on_demand", chips), price_at(table, "spot", chips), word_at(table, "date"),
                     days[word_at(on_demand->value, "source")]});
  }
  return rents;
}

// Prices that were divided by the chips and written with twelve digits.
bool is_same(double a, double b) { return std::abs(a - b) <= 1e-9 * (std::abs(a) + std::abs(b)); }

bool asks_the_same(const Rent& a, const Rent& b) {
  return is_same(a.on_demand, b.on_demand) && a.spot.has_value() == b.spot.has_value() &&
         (!a.spot || is_same(*a.spot, *b.spot));
}

auto machine_of(const Rent& rent) { return std::tie(rent.chip, rent.instance, rent.chips, rent.place); }

bool comes_before(const Rent& a, const Rent& b) {
  return std::tuple_cat(machine_of(a), std::tie(a.date)) < std::tuple_cat(machine_of(b), std::tie(b.date));
}

// Puts what goes on in its place among what is asked now, with its first day; the rest of an earlier file stays.
std::vector<Rent> before_now(std::vector<Rent>& earlier, std::vector<Rent>& later, const std::string& day,
                             std::size_t& kept) {
  std::map<decltype(machine_of(later.front())), Rent*> by_machine;
  for (Rent& rent : later) by_machine.emplace(machine_of(rent), &rent);
  std::sort(earlier.begin(), earlier.end(), comes_before);
  std::vector<Rent> stays;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    const bool is_newest = i + 1 == earlier.size() || machine_of(earlier[i]) != machine_of(earlier[i + 1]);
    const auto now = by_machine.find(machine_of(earlier[i]));
    if (is_newest && now == by_machine.end()) ++kept;
    const bool goes_on = is_newest && now != by_machine.end() && asks_the_same(*now->second, earlier[i]);
    // What was first read on this very day, and is no longer so, was no day's price.
    const bool is_of_this_day = is_newest && now != by_machine.end() && earlier[i].date == day;
    if (goes_on) now->second->date = earlier[i].date;
    if (!goes_on && !is_of_this_day) stays.push_back(earlier[i]);
  }
  return stays;
}

WrittenFile continued(std::vector<Rent> earlier, std::vector<Rent> later, const std::string& cloud,
                      const ReadFrom& from) {
  std::size_t kept = 0;
  std::vector<Rent> rents = before_now(earlier, later, from.day, kept);
  for (Rent& rent : later) {
    if (rent.date.empty()) rent.date = from.day;
    rent.read_on = from.day;
    rents.push_back(std::move(rent));
  }
  std::sort(rents.begin(), rents.end(), comes_before);
  return {toml_of(cloud, rents, from), kept};
}

}  // namespace

CatalogFile cloud_file(const std::string& cloud, const std::vector<Rent>& rents, const ReadFrom& from) {
  const auto written = [cloud, rents, from](const std::string& earlier) -> std::optional<WrittenFile> {
    std::optional<std::vector<Rent>> before = rents_of(earlier);
    if (!before) return std::nullopt;
    return continued(std::move(*before), rents, cloud, from);
  };
  return {"clouds/" + cloud + ".toml", {}, written};
}

}  // namespace costcurve::imports
