#include "answer/amount_data.h"

#include "quantity/print.h"

namespace costcurve {

std::string plain_unit(const ShownUnit& unit) {
  if (unit.dimension.is_point()) return "date";
  if (unit.words) return "word";
  return unit.text == "halving" || unit.text == "doubling" ? "x/year" : unit.text;
}

Data amount(double value, const ShownUnit& unit) {
  if (unit.dimension.is_point() || unit.words) return amount_text(value, unit);
  return in_unit(value, unit);
}

Data answer_head(const std::string& file, const std::string& variant) {
  Data head = Data::members();
  head.add("scenario", file);
  if (!variant.empty()) head.add("variant", variant);
  return head;
}

}  // namespace costcurve
