#include "quantity/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "quantity/letters.h"
#include "quantity/word_list.h"

namespace costcurve {

// The list's number is a hash of its words (FNV-1a): it says whether two lists are one, whoever wrote them.
ShownUnit shown_words(std::vector<std::string> words) {
  std::uint32_t number = 2166136261U;
  for (const std::string& word : words)
    for (const char letter : word + "'") number = (number ^ static_cast<unsigned char>(letter)) * 16777619U;
  ShownUnit shown;
  shown.dimension = Dimension::word(number == 0 ? 1 : number);
  shown.words = std::make_shared<const std::vector<std::string>>(std::move(words));
  return shown;
}

namespace {

constexpr std::array<std::pair<std::string_view, double>, 18> prefix_factors = {{
    {"k", 1e3},
    {"M", 1e6},
    {"G", 1e9},
    {"B", 1e9},
    {"T", 1e12},
    {"P", 1e15},
    {"E", 1e18},
    {"Z", 1e21},
    {"m", 1e-3},
    {"u", 1e-6},
    {"n", 1e-9},
    {"p", 1e-12},
    {"Ki", 1024.0},
    {"Mi", 1048576.0},
    {"Gi", 1073741824.0},
    {"Ti", 1099511627776.0},
    {"Pi", 1125899906842624.0},
    {"µ", 1e-6},
}};

// Prefixes in full stand before units in full: gigawatts, petaflop, megatokens.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> long_prefixes = {{{"kilo", "k"},
                                                                                         {"mega", "M"},
                                                                                         {"giga", "G"},
                                                                                         {"tera", "T"},
                                                                                         {"peta", "P"},
                                                                                         {"exa", "E"},
                                                                                         {"zetta", "Z"},
                                                                                         {"milli", "m"},
                                                                                         {"micro", "u"}}};

// As starts_with, for many short beginnings of which few do.
bool begins(std::string_view name, std::string_view prefix) {
  return !name.empty() && name.front() == prefix.front() && name.starts_with(prefix);
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const std::string& word : words) all.append(all.empty() ? "" : between).append(word);
  return all;
}

}  // namespace

bool Units::define(const std::string& name, std::shared_ptr<const Unit> unit) {
  // A scenario's own names may hold underscores, and are one word.
  const std::size_t first = shared_ ? std::string::npos : name.find_first_of("-_/");
  if (first != std::string::npos) leading_.insert(name.substr(0, first));
  const auto [at, is_new] = units_.try_emplace(name, unit);
  if (is_new) return true;
  if (!at->second->yields) return false;
  at->second = std::move(unit);
  return true;
}

void Units::define_plural(const std::string& name, Unit unit) {
  unit.yields = true;
  const std::optional<Unit> known = find(name);
  if (!known || known->yields) units_.insert_or_assign(name, std::make_shared<const Unit>(std::move(unit)));
}

bool Units::define_count(const std::string& name, const std::string& plural) {
  const std::optional<Unit> known = find(name);
  if (known && known->symbol == name && known->dimension.is_count() && !known->dimension.is_plain()) return true;
  if (static_cast<int>(counted_.size()) >= most_bases - named_bases) return false;
  Unit count;
  count.symbol = name;
  count.dimension = Dimension::own(static_cast<int>(counted_.size()));
  count.prefixes = "k M B T";
  count.yields = !shared_;  // what the catalog counts a scenario may measure: word = "1.33 token"
  count.plural = plural.empty() ? plural_of(name) : plural;
  counted_.push_back(name);
  define_plural(count.plural, count);
  return define(name, std::make_shared<const Unit>(std::move(count)));
}

const Unit* Units::exact(std::string_view name) const {
  const auto found = units_.find(name);
  if (found != units_.end()) return found->second.get();
  return shared_ ? shared_->exact(name) : nullptr;
}

std::optional<Unit> Units::find(std::string_view name) const {
  if (const Unit* whole = exact(name)) return *whole;
  for (const auto& [prefix, factor] : prefix_factors)
    if (begins(name, prefix))
      if (const std::optional<Unit> scaled = prefixed(name.substr(prefix.size()), prefix == "µ" ? "u" : prefix))
        return scaled;
  for (const auto& [prefix, letter] : long_prefixes)
    if (begins(name, prefix) && name.size() >= prefix.size() + 3)
      if (const std::optional<Unit> scaled = prefixed(name.substr(prefix.size()), letter)) return scaled;
  return std::nullopt;
}

namespace {

// k is K, and g, t, p are G, T, P; m is milli, whatever its writer meant.
bool is_prefix_in_any_case(std::string_view written, std::string_view prefix) {
  const bool is_mega = prefix == "M" || prefix == "m";
  return is_mega ? written == "M" && prefix == "M" : same_in_any_case(written, prefix);
}

}  // namespace

std::vector<Unit> Units::in_any_case(std::string_view word) const {
  constexpr std::size_t shortest_base = 2, shortest_in_full = 3;
  std::vector<Unit> found = shared_ ? shared_->in_any_case(word) : std::vector<Unit>();
  std::erase_if(found, [&](const Unit& other) {  // that is said anew here: a currency at another day's rate
    const auto anew = units_.find(std::string_view(other.symbol).substr(other.prefix.size()));
    return anew != units_.end() && anew->second->rates && other.rates;
  });
  const auto add = [&](const std::optional<Unit>& unit) {
    if (unit) found.push_back(*unit);
  };
  for (const auto& [name, unit] : units_) {
    if (name.size() < shortest_base || name.size() > word.size()) continue;
    const std::string_view head = word.substr(0, word.size() - name.size());
    if (!same_in_any_case(word.substr(head.size()), name)) continue;
    if (head.empty()) found.push_back(*unit);
    for (const auto& [prefix, factor] : prefix_factors)
      if (is_prefix_in_any_case(head, prefix)) add(prefixed(name, prefix));
    for (const auto& [prefix, letter] : long_prefixes)
      if (name.size() >= shortest_in_full && same_in_any_case(head, prefix)) add(prefixed(name, letter));
  }
  return found;
}

std::optional<Unit> Units::find_in_any_case(std::string_view word) const {
  constexpr std::size_t shortest_word = 3;
  if (word.size() < shortest_word) return std::nullopt;
  const std::vector<Unit> found = in_any_case(word);
  if (found.empty()) return std::nullopt;
  const Unit& first =
      *std::min_element(found.begin(), found.end(), [](const Unit& a, const Unit& b) { return a.symbol < b.symbol; });
  const auto is_the_same = [&](const Unit& other) {
    if (other.mistaken) return false;
    if (!first.question.empty() || !other.question.empty()) return !first.question.empty() && !other.question.empty();
    return first.chip == other.chip && first.dimension == other.dimension && first.factor == other.factor;
  };
  return std::all_of(found.begin(), found.end(), is_the_same) ? std::optional(first) : std::nullopt;
}

std::optional<Unit> Units::prefixed(std::string_view name, std::string_view prefix) const {
  const Unit* whole = name.empty() ? nullptr : exact(name);
  if (!whole || !has_word(whole->prefixes, prefix)) return std::nullopt;
  Unit scaled = *whole;
  scaled.symbol = std::string(prefix) + whole->symbol;
  scaled.prefix = prefix;
  for (const auto& [known, factor] : prefix_factors)
    if (known == prefix) scaled.factor *= factor;
  return scaled;
}

namespace {

// From the first day of a day, a month or a year to its last.
std::pair<std::chrono::sys_days, std::chrono::sys_days> span_of(std::string_view date) {
  const auto number = [&](std::size_t at, std::size_t size, int otherwise) {
    return at + size <= date.size() ? std::atoi(std::string(date.substr(at, size)).c_str()) : otherwise;
  };
  const std::chrono::year year(number(0, 4, 1970));
  const std::chrono::month month(static_cast<unsigned>(number(5, 2, 1)));
  const std::chrono::day day(static_cast<unsigned>(number(8, 2, 1)));
  const std::chrono::sys_days first = year / month / day;
  const auto last = date.size() > 7   ? first
                    : date.size() > 4 ? std::chrono::sys_days(year / month / std::chrono::last)
                                      : std::chrono::sys_days(year / std::chrono::December / 31);
  return {first, last};
}

// From the first day of a date to the days of a rate.
long days_from(std::string_view date, std::string_view rate) {
  const std::chrono::sys_days day = span_of(date).first;
  const auto [first, last] = span_of(rate);
  return std::max({0L, static_cast<long>((day - last).count()), static_cast<long>((first - day).count())});
}

// Months are published weeks after they end.
constexpr long is_soon_after = 45;  // days
// Rates move by a tenth in a year.
constexpr long is_another_time = 366;  // days

}  // namespace

void Units::take_rates_of(std::string_view date) {
  if (!shared_) return;
  for (const auto& [name, unit] : shared_->units_) {
    if (!unit->rates || unit->rates->empty()) continue;
    const DatedRate* in_force = &unit->rates->front();
    for (const DatedRate& rate : *unit->rates)
      if (rate.date <= date) in_force = &rate;
    Unit dated = *unit;
    dated.factor = in_force->factor;
    dated.rate_date = in_force->date;
    if (days_from(date, in_force->date) > is_soon_after)
      dated.rate_date += in_force->date < date ? fmt::format(", the last known by {}", date)
                                               : fmt::format(", the first known, none of {}", date);
    units_.try_emplace(name, std::make_shared<const Unit>(std::move(dated)));
  }
}

void Units::ask_about_rates_far_from(std::string_view date) {
  if (!shared_) return;
  for (const auto& [name, unit] : shared_->units_) {
    if (!unit->rates || unit->rates->empty()) continue;
    const std::string nearest = unit->rate_date.substr(0, unit->rate_date.find(','));
    if (days_from(date, nearest) <= is_another_time) continue;
    Unit asked = *unit;
    asked.question = fmt::format(
        "the nearest to {} is of {}; write the amount in USD, or give the rate of the day: [units], and below it "
        "{} = \"... USD\"",
        date, nearest, unit->symbol);
    units_.try_emplace(name, std::make_shared<const Unit>(std::move(asked)));
  }
}

bool Units::leads(std::string_view word) const {
  if (shared_) return shared_->leads(word);
  if (leading_.contains(word)) return true;
  for (const auto& [prefix, factor] : prefix_factors)
    if (begins(word, prefix) && leading_.contains(word.substr(prefix.size()))) return true;
  for (const auto& [prefix, letter] : long_prefixes)
    if (begins(word, prefix) && leading_.contains(word.substr(prefix.size()))) return true;
  return false;
}

std::vector<std::pair<std::string, std::shared_ptr<const Unit>>> Units::own() const {
  std::vector<std::pair<std::string, std::shared_ptr<const Unit>>> sorted(units_.begin(), units_.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return sorted;
}

std::vector<std::string> Units::names() const {
  std::vector<std::string> all;
  if (shared_) all = shared_->names();
  for (const auto& [name, unit] : own()) {
    if (!unit->question.empty() || unit->mistaken) continue;
    all.push_back(name);
    for (const auto& [prefix, factor] : prefix_factors)
      if (has_word(unit->prefixes, prefix)) all.push_back(std::string(prefix) + name);
    const bool is_in_full = name.size() >= 4 && name.front() >= 'a' && name.front() <= 'z';
    for (const auto& [prefix, letter] : long_prefixes)
      if (is_in_full && has_word(unit->prefixes, letter)) all.push_back(std::string(prefix) + name);
  }
  return all;
}

std::vector<Unit> Units::currencies_in(std::string_view text) const {
  std::vector<Unit> currencies;
  const auto add = [&](std::string_view word) {
    const std::optional<Unit> unit = find(word);
    if (!unit || unit->rate_date.empty()) return;
    const std::optional<Unit> whole = find(unit->symbol.substr(unit->prefix.size()));
    const auto is_known = [&](const Unit& known) { return known.symbol == whole->symbol; };
    if (std::none_of(currencies.begin(), currencies.end(), is_known)) currencies.push_back(*whole);
  };
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (end - at >= 3) add(text.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  for (const auto& [sign, code] : {std::pair<std::string_view, std::string_view>{"€", "EUR"}, {"£", "GBP"}})
    if (text.find(sign) != std::string_view::npos) add(code);
  return currencies;
}

ShownUnit Units::usual(const Dimension& dimension) const {
  if (dimension.is_point()) return {"date", 1, dimension};
  if (dimension.is_plain()) return {};
  for (const Units* known = this; known; known = known->shared_.get())
    for (const ShownUnit& unit : known->preferred_)
      if (unit.dimension == dimension) return unit;
  constexpr std::array<const char*, named_bases> symbols = {"s",    "USD",  "chip", "token",  "parameter",
                                                            "FLOP", "byte", "J",    "kgCO2e", "L"};
  std::vector<std::string> above, below;
  for (int base = 0; base < most_bases; ++base) {
    const int power = dimension.twelfths(base);
    const auto own = static_cast<std::size_t>(base - named_bases);
    const std::string symbol = base < named_bases      ? symbols[static_cast<std::size_t>(base)]
                               : own < counted_.size() ? counted_[own]
                                                       : "?";
    std::vector<std::string>& side = power > 0 ? above : below;
    const int size = std::abs(power);
    if (size % 12 != 0)
      side.push_back(fmt::format("{}^{:.6g}", symbol, size / 12.0));
    else
      side.insert(side.end(), static_cast<std::size_t>(size / 12), symbol);
  }
  if (below.empty()) return {joined(above, " "), 1, dimension};
  if (!above.empty()) return {joined(above, " ") + "/" + joined(below, "/"), 1, dimension};
  // In brackets: behind a number, 5/chip/h would be read as 5/(chip/h).
  return {below.size() == 1 ? "1/" + below[0] : "1/(" + joined(below, " ") + ")", 1, dimension};
}

std::string plural_of(std::string_view noun) {
  const std::string word(noun);
  if (word == "person") return "people";
  const auto ends = [&](std::string_view ending) { return word.ends_with(ending); };
  if (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh")) return word + "es";
  const bool vowel = word.size() > 1 && std::string_view("aeiou").find(word[word.size() - 2]) != std::string_view::npos;
  if (ends("y") && word.size() > 1 && !vowel) return word.substr(0, word.size() - 1) + "ies";
  return word + "s";
}

std::optional<double> scale_factor(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, double>, 42> scales = {{
      {"k", 1e3},          {"K", 1e3},           {"M", 1e6},
      {"B", 1e9},          {"T", 1e12},          {"thousand", 1e3},
      {"million", 1e6},    {"billion", 1e9},     {"trillion", 1e12},
      {"thousands", 1e3},  {"millions", 1e6},    {"billions", 1e9},
      {"trillions", 1e12}, {"bn", 1e9},          {"bln", 1e9},
      {"mln", 1e6},        {"mil", 1e6},         {"mio", 1e6},
      {"Mio", 1e6},        {"MM", 1e6},          {"tn", 1e12},
      {"trn", 1e12},       {"Thousand", 1e3},    {"Million", 1e6},
      {"Billion", 1e9},    {"Trillion", 1e12},   {"quadrillion", 1e15},
      {"hundred", 1e2},    {"dozen", 12},        {"Ki", 1024.0},
      {"Mi", 1048576.0},   {"Gi", 1073741824.0}, {"Ti", 1099511627776.0},
      {"mn", 1e6},         {"Mn", 1e6},          {"Mrd", 1e9},
      {"lakh", 1e5},       {"lakhs", 1e5},       {"crore", 1e7},
      {"crores", 1e7},     {"万", 1e4},          {"亿", 1e8},
  }};
  for (const auto& [name, factor] : scales)
    if (name == word) return factor;
  return std::nullopt;
}

}  // namespace costcurve
