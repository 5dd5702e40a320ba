#include "answer/amount_data.h"
#include "answer/range.h"
#include "answer/sensitivity.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

Data head(const std::string& file, const std::string& variant, const std::string& quantity) {
  Data document = answer_head(file, variant);
  document.add("quantity", quantity);
  return document;
}

Data head(const std::string& file, const Subject& of) {
  Data document = head(file, of.variant, of.quantity);
  document.add("value", amount(of.value, of.shown));
  document.add("unit", plain_unit(of.shown));
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
  return unit.dimension.is_pace() && plain_unit(unit) == "x/year" ? seconds_per_year * in_unit(value, unit)
                                                                  : 1 / unit.factor;
}

Data input_data(const InputInfluence& input, const Sensitivity& sensitivity) {
  const Influence& what = input.influence;
  const ShownUnit& unit = sensitivity.of.shown;
  Data row;
  row.add("input", input.name);
  row.add("value", amount(input.value, input.shown));
  row.add("unit", plain_unit(input.shown));
  row.add("elasticity", Data(what.elasticity));
  row.add("slope",
          Data(what.slope * printed_slope(sensitivity.of.value, unit) / printed_slope(input.value, input.shown)));
  row.add("range", word_of(input.ends));
  row.add("low", amount(what.over.low, input.shown));
  row.add("high", amount(what.over.high, input.shown));
  row.add("at_low", amount(what.at_low, unit));
  row.add("at_high", amount(what.at_high, unit));
  row.add("least", amount(what.swing.low, unit));
  row.add("greatest", amount(what.swing.high, unit));
  const bool shared =
      sensitivity.variance > 0 && (input.ends == RangeEnds::nine_in_ten || input.ends == RangeEnds::hard);
  row.add("first_order", shared ? Data(what.first_order) : Data());
  row.add("total", shared ? Data(what.total) : Data());
  return row;
}

Data bounds_data(const Bounds& bounds, const ShownUnit& unit) {
  return Data::members(
      {{"low", amount(bounds.range.low, unit)}, {"high", amount(bounds.range.high, unit)}, {"exact", bounds.exact}});
}

Data reason_data(const Reason& reason) {
  Data row;
  row.add("name", reason.name);
  row.add("value", reason.amount ? amount(*reason.amount, reason.shown) : Data());
  row.add("unit", plain_unit(reason.shown));
  for (const auto& [key, text] : {std::pair<const char*, const std::string*>{"meaning", &reason.meaning},
                                  {"formula", &reason.formula},
                                  {"numbers", &reason.numbers},
                                  {"sentence", &reason.sentence},
                                  {"source", &reason.source},
                                  {"where", &reason.where},
                                  {"note", &reason.note}})
    if (!text->empty()) row.add(key, *text);
  if (reason.is_default) row.add("default", true);
  if (reason.repeated) row.add("repeated", true);
  Data below = Data::list();
  for (const Reason& part : reason.below) below.push(reason_data(part));
  row.add("below", std::move(below));
  return row;
}

}  // namespace

Data data_of(const std::string& file, const Sensitivity& sensitivity) {
  Data document = head(file, sensitivity.of);
  Data inputs = Data::list();
  for (const InputInfluence& input : sensitivity.inputs) inputs.push(input_data(input, sensitivity));
  document.add("inputs", std::move(inputs).as_table());
  if (!sensitivity.in_steps.empty()) document.add("in_steps", sensitivity.in_steps);
  if (!sensitivity.words.empty()) document.add("words", sensitivity.words);
  document.add("on_logarithm", sensitivity.on_logarithm);
  document.add("samples", sensitivity.samples);
  document.add("seed", sensitivity.seed);
  return document;
}

Data data_of(const std::string& file, const GuaranteedRange& range) {
  Data document = head(file, range.of);
  document.add("rounding", bounds_data(range.rounding, range.of.shown));
  document.add("stated", bounds_data(range.stated, range.of.shown))
      .add("over_90_percent_ranges", range.over_nine_in_ten);

  return document;
}

Data data_of(const std::string& file, const std::string& variant, const Reason& reason) {
  Data document = answer_head(file, variant);
  document.add_all(reason_data(reason));
  return std::move(document).as_tree("below");
}

Data not_determined_data(const std::string& file, const std::string& variant, const std::string& quantity) {
  Data document = head(file, variant, quantity);
  document.add("value", nullptr);
  return document;
}

}  // namespace costcurve
