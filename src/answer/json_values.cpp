#include "answer/json_values.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "quantity/print.h"
#include "text/diagnostic.h"

namespace costcurve {

double twelve_digits(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.12g", value);
  return std::strtod(text.data(), nullptr);
}

Json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  if (value == 0) return 0;
  const double twelve = twelve_digits(value);
  if (twelve == std::floor(twelve) && std::abs(twelve) < 9e15) return static_cast<std::int64_t>(twelve);
  return twelve;
}

std::string plain_unit(const ShownUnit& unit, const Dimension& dimension) {
  if (dimension.is_point()) return "date";
  return unit.text == "halving" || unit.text == "doubling" ? "x/year" : unit.text;
}

Json amount(double value, const ShownUnit& unit, const Dimension& dimension) {
  if (dimension.is_point()) return amount_text(value, unit);
  return number(in_unit(value, unit));
}

Json document_head(const std::string& file, const std::string& variant) {
  Json document;
  document["scenario"] = file;
  if (!variant.empty()) document["variant"] = variant;
  return document;
}

std::string document_text(const Json& document) {
  return visible_lines(document.dump(2, ' ', false, Json::error_handler_t::replace));
}

std::string visible_lines(const std::string& document) {
  std::string out;
  for (std::size_t at = 0; at <= document.size();) {
    const std::size_t end = std::min(document.find('\n', at), document.size());
    out += (at == 0 ? "" : "\n") + made_visible(std::string_view(document).substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace costcurve
