// Our World in Data's table of the carbon intensity of electricity: Entity, Code, Year, and the grams in a column whose
// heading ends in their unit. Each entity becomes a grid with one intensity for each year.

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "imports/csv_reading.h"
#include "imports/decimal.h"
#include "imports/import.h"
#include "imports/toml_text.h"

namespace costcurve::imports {

namespace {

constexpr std::string_view unit = "gCO2e/kWh";

// "united_states" of "United States", as the catalog names its grids.
std::string grid_key(const std::string& entity) {
  std::string key;
  for (const char c : entity) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_plain || is_capital)
      key += static_cast<char>(is_capital ? c - 'A' + 'a' : c);
    else if (!key.empty() && key.back() != '_')
      key += '_';
  }
  while (!key.empty() && key.back() == '_') key.pop_back();
  return key;
}

struct Grid {
  std::string name;
  std::map<int, std::string> by_year;  // digits
};

class GridReader {
 public:
  GridReader(CsvTable table, const Circumstances& circumstances, Diagnostics& diagnostics)
      : reading_(std::move(table), diagnostics), day_(circumstances.day) {}

  Imported read() {
    const std::size_t entity = reading_.column("Entity"), year = reading_.column("Year");
    const std::size_t intensity = reading_.column_ending(unit);
    if (!reading_.has_columns()) return {};
    for (const std::vector<Excerpt>& row : reading_.rows()) read_row(row[entity], row[year], row[intensity]);
    imported_.groups = grids_.size();
    imported_.files.push_back({"grids.toml", std::move(records_), always(text())});
    return std::move(imported_);
  }

 private:
  void read_row(const Excerpt& entity, const Excerpt& year_cell, const Excerpt& intensity) {
    const std::string name = reading_.word(entity), key = grid_key(name);
    const std::optional<double> year = reading_.amount(year_cell), amount = reading_.amount(intensity);
    if (year && (*year != std::floor(*year) || *year < 1800 || *year > 2200))
      return reading_.wrong(year_cell, fmt::format("{} is no year", made_visible(year_cell.text)),
                            "a year is written 2024");
    if (!year || name.empty()) {
      if (year_cell.text.empty()) reading_.wrong(entity, "this line has no year", "take it out");
      return;
    }
    const std::string record = fmt::format("{} {:.0f}", name, *year);
    if (key.empty()) return imported_.left_out.push_back({record, "its name has no letter of the Latin alphabet"});
    Grid& grid = grids_.try_emplace(key, Grid{name, {}}).first->second;
    if (grid.name != name) return imported_.left_out.push_back({record, "its name is but for its spelling another's"});
    if (!amount) return imported_.left_out.push_back({record, "no intensity in the file"});
    if (!grid.by_year.emplace(static_cast<int>(*year), plain_decimal(intensity.text)).second)
      return reading_.wrong(year_cell, fmt::format("{} stands twice", record), "keep one of the two lines");
    // Lignite alone makes 1,400; a kilogram in the column of grams is below one.
    constexpr double most = 2000, least = 2;
    if (*amount > most || (*amount > 0 && *amount < least))
      imported_.doubtful.push_back(fmt::format("{}: {} {}", record, intensity.text, unit));
    records_.push_back(record);
  }

  std::string text() const {
    const ReadFrom from{"grid", "owid", "Our World in Data: carbon intensity of electricity",
                        "https://ourworldindata.org/grapher/carbon-intensity-electricity", day_};
    std::string text = imported_head("the carbon intensity of electricity, grid by grid and year by year.", from);
    text += "\n" + toml_sources(from);
    for (const auto& [key, grid] : grids_) {
      if (grid.by_year.empty()) continue;
      text += fmt::format("\n[{}]\nname = {}\nintensity_accounting = \"location-based\"\nintensity = [\n",
                          toml_key(key), toml_quoted(grid.name));
      for (const auto& [year, digits] : grid.by_year)
        text += fmt::format("  {},\n", toml_fact(fmt::format("{} {}", digits, unit), from.source_key,
                                                 fmt::format("date = \"{}\"", year)));
      text += "]\n";
    }
    return text;
  }

  CsvReading reading_;
  std::string day_;
  std::map<std::string, Grid> grids_;
  std::vector<std::string> records_;
  Imported imported_;
};

}  // namespace

std::optional<Imported> read_grid(const SourcePointer& source, const Circumstances& circumstances,
                                  Diagnostics& diagnostics) {
  std::optional<CsvTable> table = read_csv(source, diagnostics);
  if (!table) return std::nullopt;
  Imported imported = GridReader(std::move(*table), circumstances, diagnostics).read();
  return diagnostics.empty() ? std::optional<Imported>(std::move(imported)) : std::nullopt;
}

}  // namespace costcurve::imports
