#include "answer/range.h"

#include <cmath>

#include "answer/asked_quantity.h"
#include "audit/beliefs.h"

namespace costcurve {

namespace {

GuaranteedRange range_of(const AskedQuantity& asked) {
  GuaranteedRange range;
  if (!asked.program) {
    range.of = {asked.variant, asked.row().name, std::nan(""), {}};
    return range;
  }
  const Solution& solution = asked.audited().solution;
  range.of = {asked.variant, asked.row().name, asked.value(), asked.row().shown};
  range.rounding = bounds(*asked.program, rounding_box(*asked.program, solution));
  range.stated = bounds(*asked.program, belief_box(*asked.program, solution));
  for (Bounds* const each : {&range.rounding, &range.stated})
    each->range = of_what_can_be(*asked.audited().scenario.relations, asked.quantity, asked.value(), each->range);
  for (const std::size_t input : asked.program->inputs) {
    const GivenPointer& given = solution.found[input].given;
    range.over_nine_in_ten = range.over_nine_in_ten || (given && ends_of(*given) == RangeEnds::nine_in_ten);
    range.over_hard = range.over_hard || (given && ends_of(*given) == RangeEnds::hard);
  }
  return range;
}

}  // namespace

Answer range(const Question& question, Library& library) {
  return about_quantity(
      question, library, [](const AskedQuantity& asked) { return range_document(range_of(asked)); },
      [](const std::vector<AskedQuantity>& variants) {
        std::vector<GuaranteedRange> ranges;
        for (const AskedQuantity& asked : variants) ranges.push_back(range_of(asked));
        return range_document(ranges);
      },
      [question](const AskedQuantity& asked) { return data_of(question.file(), range_of(asked)); });
}

}  // namespace costcurve
