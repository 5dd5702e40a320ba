#include "answer/beside.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/beside_plans.h"
#include "answer/checked.h"
#include "answer/compare_choices.h"
#include "answer/listed_rents.h"
#include "sheets/sheet.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// A rent that follows from a cost says more beside those that are asked for the same chip.
void place_rents(const Scenario& scenario, Library& library, Checked& checked) {
  const Dimension rent = Dimension(Base::money) / Dimension(Base::chip) / Dimension(Base::time);
  for (const std::string& name : checked.headlines) {
    const CheckedQuantity* quantity = checked.quantity(name);
    const Part* part = scenario.part(name.substr(0, name.rfind('.')));
    if (!quantity || !quantity->known || !part || !part->attributes.contains("chip")) continue;
    if (quantity->shown.dimension != rent) continue;
    if (std::string place = place_among_rents(quantity->value, part->attributes.at("chip"), library); !place.empty())
      checked.among_listed[name] = std::move(place);
  }
}

// "This is with bill.api = o1; `costcurve compare FILE` puts its options side by side": where the file asks which of
// some options is best, one of them is no answer.
std::string beside_options(const std::string& path, const Scenario& scenario, Library& library) {
  Diagnostics unheard = Diagnostics::unheard();
  const std::shared_ptr<const ScenarioFile> file = library.scenario(path, unheard);
  const Entry* compare = file ? file->document.find("compare") : nullptr;
  const Entry* over = compare ? compare->value.find("over") : nullptr;
  if (!compare) return {};
  std::vector<KeyChoices> all;
  if (over) choices_of_table("", over->value, all, unheard);
  std::vector<std::string> chosen;
  for (const KeyChoices& choices : all) {
    const std::size_t dot = choices.key.rfind('.');
    const Part* part = dot == std::string::npos ? nullptr : scenario.part(choices.key.substr(0, dot));
    if (!part) continue;
    if (const auto word = part->attributes.find(choices.key.substr(dot + 1)); word != part->attributes.end())
      chosen.push_back(fmt::format("{} = {}", choices.key, word->second));
  }
  return fmt::format("{}`costcurve compare {}` puts its options side by side.",
                     chosen.empty() ? "" : fmt::format("This is with {}; ", listed(chosen)), path);
}

// What `compare` does not rank is told here with the answer: a price that nobody asked by that day.
std::string prices_of_another_day(const AuditedVariant& audited) {
  std::vector<std::string> later;
  for (std::size_t q = 0; q < audited.solution.found.size(); ++q) {
    const Finding& finding = audited.solution.found[q];
    if (finding.status == Status::given && finding.given->is_later)
      later.push_back(fmt::format("{} is of {}", audited.scenario.relations->quantities[q].name, finding.given->date));
  }
  return later.empty() ? "" : fmt::format("No price is known by that day: {}.", listed_some(later));
}

// A part whose keys are all quantities of one sheet, and that does not say which: nothing follows in the whole file.
std::string without_a_sheet(const AuditedVariant& audited) {
  constexpr std::size_t fewest = 2;
  if (!audited.scenario.relations->equations.empty() || !audited.scenario.claims.empty()) return {};
  for (const Part& part : audited.scenario.parts) {
    if (part.sheet || part.quantities.size() < fewest) continue;
    std::vector<std::string> names;
    for (const std::size_t q : part.quantities)
      names.push_back(audited.scenario.relations->quantities[q].name.substr(part.name.size() + 1));
    for (const Sheet* sheet : sheets())
      if (std::all_of(names.begin(), names.end(), [&](const std::string& name) { return sheet->row(name) != nullptr; }))
        return fmt::format("{} has no sheet, so that nothing follows from it: sheet = \"{}\" relates {}.", part.name,
                           sheet->name, listed(names));
  }
  return {};
}

// What the file asks and nothing leads to: what would.
std::string beside_undetermined(const AuditedVariant& audited) {
  const Undetermined open = undetermined(audited, audited.scenario.answer.front());
  if (open.sets.empty())
    return fmt::format("{} is not determined: no equation leads to it from what is given.", open.name);
  return fmt::format("{} is not determined: giving {} would determine it.", open.name, listed(open.sets.front()));
}

}  // namespace

void add_what_lies_beside(const std::string& path, const AuditedVariant& audited, Library& library, Checked& checked) {
  place_rents(audited.scenario, library, checked);
  const std::vector<std::size_t>& asked = audited.scenario.answer;
  checked.of_another_day = prices_of_another_day(audited);
  checked.beside = beside_options(path, audited.scenario, library);
  if (checked.beside.empty()) checked.beside = beside_plans(path, audited);
  checked.is_left_open = !asked.empty() && std::none_of(asked.begin(), asked.end(),
                                                        [&](std::size_t q) { return audited.solution.knows(q); });
  if (checked.is_left_open && checked.beside.empty()) checked.beside = beside_undetermined(audited);
  if (checked.beside.empty()) checked.beside = without_a_sheet(audited);
}

}  // namespace costcurve
