#include "quantity/units.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <utility>

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

constexpr std::array<std::pair<std::string_view, double>, 17> prefix_factors = {{
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
    {"Ki", 1024.0},
    {"Mi", 1048576.0},
    {"Gi", 1073741824.0},
    {"Ti", 1099511627776.0},
    {"Pi", 1125899906842624.0},
    {"µ", 1e-6},
}};

bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    if (list.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const std::string& word : words) all.append(all.empty() ? "" : between).append(word);
  return all;
}

}  // namespace

bool Units::define(const std::string& name, Unit unit) { return units_.try_emplace(name, std::move(unit)).second; }

bool Units::define_count(const std::string& name) {
  if (static_cast<int>(counted_.size()) >= most_bases - named_bases) return false;
  Unit made;
  made.symbol = name;
  made.dimension = Dimension::own(static_cast<int>(counted_.size()));
  made.prefixes = "k M B T";
  made.plural = name + "s";
  counted_.push_back(name);
  if (!find(made.plural)) define(made.plural, made);
  return define(name, made);
}

const Unit* Units::exact(std::string_view name) const {
  const auto found = units_.find(name);
  if (found != units_.end()) return &found->second;
  return shared_ ? shared_->exact(name) : nullptr;
}

std::optional<Unit> Units::find(std::string_view name) const {
  if (const Unit* whole = exact(name)) return *whole;
  for (const auto& [prefix, factor] : prefix_factors) {
    if (!name.starts_with(prefix) || name.size() == prefix.size()) continue;
    const Unit* rest = exact(name.substr(prefix.size()));
    if (!rest || !rest->question.empty() || !has_word(rest->prefixes, prefix == "µ" ? "u" : prefix)) continue;
    Unit scaled = *rest;
    scaled.symbol = std::string(prefix) + rest->symbol;
    scaled.factor *= factor;
    return scaled;
  }
  return std::nullopt;
}

std::vector<std::string> Units::names() const {
  std::vector<std::string> all;
  if (shared_) all = shared_->names();
  for (const auto& [name, unit] : units_) {
    if (!unit.question.empty() || unit.mistaken) continue;
    all.push_back(name);
    for (const auto& [prefix, factor] : prefix_factors)
      if (has_word(unit.prefixes, prefix)) all.push_back(std::string(prefix) + name);
  }
  return all;
}

ShownUnit Units::usual(const Dimension& dimension) const {
  if (dimension.is_point()) return {"date", 1, dimension};
  if (dimension.is_plain()) return {};
  for (const ShownUnit& unit : preferred_)
    if (unit.dimension == dimension) return unit;
  if (shared_) {
    for (const ShownUnit& unit : shared_->preferred_)
      if (unit.dimension == dimension) return unit;
  }
  constexpr std::array<const char*, named_bases> symbols = {"s",    "USD",  "chip", "token", "parameter",
                                                            "FLOP", "byte", "J",    "kgCO2e"};
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

std::optional<double> scale_factor(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, double>, 19> scales = {{
      {"k", 1e3},
      {"K", 1e3},
      {"M", 1e6},
      {"B", 1e9},
      {"T", 1e12},
      {"thousand", 1e3},
      {"million", 1e6},
      {"billion", 1e9},
      {"trillion", 1e12},
      {"thousands", 1e3},
      {"millions", 1e6},
      {"billions", 1e9},
      {"trillions", 1e12},
      {"bn", 1e9},
      {"mln", 1e6},
      {"Ki", 1024.0},
      {"Mi", 1048576.0},
      {"Gi", 1073741824.0},
      {"Ti", 1099511627776.0},
  }};
  for (const auto& [name, factor] : scales)
    if (name == word) return factor;
  return std::nullopt;
}

}  // namespace costcurve
