#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "answer/sweep.h"
#include "document/layout.h"
#include "quantity/print.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

// Quoted where a comma, a quote or a line break stands in it; a quote inside is doubled.
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string heading(const std::string& name, const ShownUnit& unit) {
  const std::string text = unit.dimension.is_point()                           ? "date"
                           : unit.text == "halving" || unit.text == "doubling" ? "x/year"
                                                                               : unit.text;
  return cell(made_visible(text.empty() ? name : fmt::format("{} [{}]", name, text)));
}

// A date, with its time of day (UTC) where it does not fall on midnight.
std::string date_cell(double seconds, const ShownUnit& unit) {
  const double rest = seconds - std::floor(seconds / 86400) * 86400;
  if (rest == 0 || !(std::abs(seconds) < 2.5e11)) return amount_text(seconds, unit);
  const auto whole = static_cast<int>(rest);
  return fmt::format("{}T{:02d}:{:02d}:{:02d}Z", amount_text(seconds, unit), whole / 3600, whole / 60 % 60, whole % 60);
}

void append(std::string& out, double value, double printed, const ShownUnit& unit) {
  if (!std::isfinite(value)) return;
  if (unit.dimension.is_point())
    out += date_cell(value, unit);
  else
    fmt::format_to(std::back_inserter(out), "{}", printed);
}

}  // namespace

std::string to_csv(const SweepTable& table) {
  constexpr std::size_t longest_number = 20;  // nearly always: reserved, so that the text is not copied while it grows
  std::string out;
  out.reserve((table.points + 1) * (table.keys.size() + table.shown.size()) * longest_number);
  for (std::size_t k = 0; k < table.keys.size(); ++k)
    out += (k ? "," : "") + heading(table.keys[k].name, table.keys[k].unit);
  for (const ShownQuantity& shown : table.shown) out += "," + heading(shown.name, shown.unit);
  out += '\n';
  std::vector<std::vector<std::string>> keys;
  for (const SweptKey& key : table.keys) {
    keys.emplace_back();
    for (std::size_t i = 0; i < key.size(); ++i) {
      std::string text;
      if (key.is_words())
        text = cell(made_visible(key.words[i]));
      else
        append(text, key.values[i], key.coordinates[i], key.unit);
      keys.back().push_back(std::move(text));
    }
  }
  for (std::size_t p = 0; p < table.points; ++p) {
    for (std::size_t k = 0; k < keys.size(); ++k) {
      if (k > 0) out += ',';
      out += keys[k][table.index(p, k)];
    }
    for (const ShownQuantity& shown : table.shown) {
      out += ',';
      append(out, shown.values[p], in_unit(shown.values[p], shown.unit), shown.unit);
    }
    out += '\n';
  }
  return out;
}

std::string sweep_remarks(const SweepTable& table, std::size_t width) {
  std::string out;
  for (const ShownQuantity& shown : table.shown) {
    const std::size_t open = not_determined(shown);
    if (open == 0) continue;
    const std::string where =
        fmt::format("{} is not determined at {} of {} points; their cells are empty", shown.name,
                    count_text(static_cast<double>(open)), count_text(static_cast<double>(table.points)));
    out += wrapped(open == table.points && !shown.missing.empty() ? shown.missing : where, "note: ", 6, width);
  }
  for (const std::string& note : table.notes) out += wrapped(note, "note: ", 6, width);
  return out;
}

}  // namespace costcurve
