#include "answer/json_values.h"
#include "answer/readings.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

Json head(const std::string& file, const std::string& variant, const std::string& quantity) {
  Json document = document_head(file, variant);
  document["quantity"] = quantity;
  return document;
}

Json head(const std::string& file, const Subject& of) {
  Json document = head(file, of.variant, of.quantity);
  document["value"] = amount(of.value, of.shown, of.shown.dimension);
  document["unit"] = plain_unit(of.shown, of.shown.dimension);
  return document;
}

const char* word_of(RangeEnds ends) {
  switch (ends) {
    case RangeEnds::digits: return "digits";
    case RangeEnds::nine_in_ten: return "90 %";
    case RangeEnds::hard: return "hard";
    case RangeEnds::none: break;
  }
  return "exact";
}

// How fast the printed number changes with the value: of a pace it is a factor a year.
double printed_slope(double value, const ShownUnit& unit) {
  if (unit.dimension.is_point()) return 1;
  return unit.dimension.is_pace() && plain_unit(unit, unit.dimension) == "x/year"
             ? seconds_per_year * in_unit(value, unit)
             : 1 / unit.factor;
}

Json input_json(const InputInfluence& input, const Sensitivity& sensitivity) {
  const Influence& what = input.influence;
  const ShownUnit& unit = sensitivity.of.shown;
  Json one;
  one["input"] = input.name;
  one["value"] = amount(input.value, input.shown, input.shown.dimension);
  one["unit"] = plain_unit(input.shown, input.shown.dimension);
  one["elasticity"] = number(what.elasticity);
  one["slope"] =
      number(what.slope * printed_slope(sensitivity.of.value, unit) / printed_slope(input.value, input.shown));
  one["range"] = word_of(input.ends);
  one["low"] = amount(what.over.low, input.shown, input.shown.dimension);
  one["high"] = amount(what.over.high, input.shown, input.shown.dimension);
  one["at_low"] = amount(what.at_low, unit, unit.dimension);
  one["at_high"] = amount(what.at_high, unit, unit.dimension);
  one["least"] = amount(what.swing.low, unit, unit.dimension);
  one["greatest"] = amount(what.swing.high, unit, unit.dimension);
  const bool shared =
      sensitivity.variance > 0 && (input.ends == RangeEnds::nine_in_ten || input.ends == RangeEnds::hard);
  one["first_order"] = shared ? number(what.first_order) : Json(nullptr);
  one["total"] = shared ? number(what.total) : Json(nullptr);
  return one;
}

Json bounds_json(const Bounds& bounds, const ShownUnit& unit) {
  return {{"low", amount(bounds.range.low, unit, unit.dimension)},
          {"high", amount(bounds.range.high, unit, unit.dimension)},
          {"exact", bounds.exact}};
}

Json reason_json(const AuditedVariant& audited, const Reason& reason) {
  const ShownUnit& unit = audited.scenario.problem.quantities[reason.quantity].shown;
  Json one;
  one["name"] = reason.name;
  one["value"] = audited.solution.knows(reason.quantity)
                     ? amount(audited.solution.found[reason.quantity].value, unit, unit.dimension)
                     : Json(nullptr);
  one["unit"] = plain_unit(unit, unit.dimension);
  for (const auto& [key, text] : {std::pair<const char*, const std::string*>{"meaning", &reason.meaning},
                                  {"formula", &reason.formula},
                                  {"numbers", &reason.numbers},
                                  {"sentence", &reason.sentence},
                                  {"source", &reason.source},
                                  {"where", &reason.where},
                                  {"note", &reason.note}})
    if (!text->empty()) one[key] = *text;
  if (reason.is_default) one["default"] = true;
  if (reason.repeated) one["repeated"] = true;
  Json below = Json::array();
  for (const Reason& part : reason.below) below.push_back(reason_json(audited, part));
  one["below"] = std::move(below);
  return one;
}

}  // namespace

std::string to_json(const std::string& file, const Sensitivity& sensitivity) {
  Json document = head(file, sensitivity.of);
  Json inputs = Json::array();
  for (const InputInfluence& input : sensitivity.inputs) inputs.push_back(input_json(input, sensitivity));
  document["inputs"] = std::move(inputs);
  document["on_logarithm"] = sensitivity.on_logarithm;
  document["samples"] = sensitivity.samples;
  document["seed"] = sensitivity.seed;
  return document_text(document);
}

std::string to_json(const std::string& file, const GuaranteedRange& range) {
  Json document = head(file, range.of);
  document["rounding"] = bounds_json(range.rounding, range.of.shown);
  document["stated"] = bounds_json(range.stated, range.of.shown);
  document["stated"]["over_90_percent_ranges"] = range.over_nine_in_ten;
  return document_text(document);
}

std::string to_json(const std::string& file, const std::string& variant, const AuditedVariant& audited,
                    const Reason& reason) {
  Json document;
  document["scenario"] = file;
  if (!variant.empty()) document["variant"] = variant;
  document.update(reason_json(audited, reason));
  return document_text(document);
}

std::string not_determined_json(const std::string& file, const std::string& variant, const std::string& quantity) {
  Json document = head(file, variant, quantity);
  document["value"] = nullptr;
  return document_text(document);
}

}  // namespace costcurve
