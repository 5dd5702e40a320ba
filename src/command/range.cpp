#include "answer/range.h"

#include "command/command.h"
#include "command/quantity.h"

namespace costcurve {

namespace {

GuaranteedRange range_of(const Found& found, const std::string& variant) {
  const AuditedVariant& audited = found.audited();
  const Quantity& quantity = audited.scenario.relations.quantities[found.quantity];
  GuaranteedRange made;
  made.of = {variant, quantity.name, audited.solution.found[found.quantity].value, quantity.shown};
  made.rounding = bounds(found.program, rounding_box(found.program, audited.solution));
  made.stated = bounds(found.program, belief_box(found.program, audited.solution));
  for (const std::size_t input : found.program.inputs) {
    const Given* given = audited.solution.found[input].given;
    made.over_nine_in_ten = made.over_nine_in_ten || (given && ends_of(*given) == RangeEnds::nine_in_ten);
    made.over_hard = made.over_hard || (given && ends_of(*given) == RangeEnds::hard);
  }
  return made;
}

Outcome range_side_by_side(const Invocation& invocation, Library& library) {
  Outcome outcome;
  std::vector<GuaranteedRange> variants;
  std::vector<std::string> documents;
  for (const FoundInVariant& one : find_side_by_side(invocation, library, outcome)) {
    if (one.found)
      variants.push_back(range_of(*one.found, one.variant));
    else
      variants.push_back({{one.variant, invocation.quantity, std::nan(""), {}}, {}, {}, false, false});
    documents.push_back(one.found
                            ? json(data_of(invocation.files.front(), variants.back()))
                            : json(not_determined_data(invocation.files.front(), one.variant, invocation.quantity)));
  }
  if (invocation.format == "json")
    outcome.out = json_array(documents);
  else
    outcome.document = range_document(variants);
  return outcome;
}

}  // namespace

Outcome range(const Invocation& invocation, Library& library) {
  if (side_by_side(invocation)) return range_side_by_side(invocation, library);
  Outcome failed;
  const std::unique_ptr<Found> found = find_quantity(invocation, library, failed);
  if (!found) return failed;
  const GuaranteedRange made = range_of(*found, invocation.variant);
  if (invocation.format == "json") return {json(data_of(invocation.files.front(), made)) + "\n"};
  return told(range_document(made));
}

}  // namespace costcurve
