#include <cmath>

#include "answer/json_values.h"
#include "answer/sweep.h"

namespace costcurve {

namespace {

Json key_column(const SweepTable& table, std::size_t k) {
  const SweptKey& key = table.keys[k];
  Json one, values = Json::array();
  one["quantity"] = key.name;
  if (!key.is_words()) one["unit"] = plain_unit(key.unit, key.unit.dimension);
  one["swept"] = true;
  Json distinct = Json::array();
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key.is_words())
      distinct.push_back(key.words[i]);
    else
      distinct.push_back(key.unit.dimension.is_point() ? amount(key.values[i], key.unit, key.unit.dimension)
                                                       : number(key.coordinates[i]));
  }
  for (std::size_t p = 0; p < table.points; ++p) values.push_back(distinct[table.index(p, k)]);
  one["values"] = std::move(values);
  return one;
}

Json shown_column(const ShownQuantity& shown) {
  Json one, values = Json::array();
  one["quantity"] = shown.name;
  one["unit"] = plain_unit(shown.unit, shown.unit.dimension);
  one["swept"] = false;
  one["not_determined"] = not_determined(shown);
  for (const double value : shown.values)
    values.push_back(std::isfinite(value) ? amount(value, shown.unit, shown.unit.dimension) : Json(nullptr));
  one["values"] = std::move(values);
  return one;
}

}  // namespace

// One line for each column: a table of a million points is no page to read.
std::string to_json(const SweepTable& table) {
  constexpr auto replace = Json::error_handler_t::replace;
  const auto line = [&](const char* key, const Json& value) {
    return std::string("  \"") + key + "\": " + value.dump(-1, ' ', false, replace);
  };
  std::string out = "{\n" + line("scenario", table.scenario) + ",\n";
  if (!table.variant.empty()) out += line("variant", table.variant) + ",\n";
  out += line("answers", sweep_sentences(table)) + ",\n" + line("points", table.points) + ",\n  \"columns\": [\n";
  for (std::size_t k = 0; k < table.keys.size(); ++k)
    out += (k ? ",\n    " : "    ") + key_column(table, k).dump(-1, ' ', false, replace);
  for (const ShownQuantity& shown : table.shown) out += ",\n    " + shown_column(shown).dump(-1, ' ', false, replace);
  Json foot = Json::object();
  for (const FootNote& note : table.foot) foot[note.heading] = note.text;
  out += "\n  ],\n" + line("foot", foot) + ",\n" + line("notes", table.notes) + "\n}";
  return visible_lines(out) + "\n";
}

}  // namespace costcurve
