#include "scenario/scenario.h"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/kinds.h"
#include "scenario/claims.h"
#include "scenario/left_behind.h"
#include "scenario/override.h"
#include "scenario/slots.h"
#include "sheets/sheet.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

const Entry* variant_named(const Value& document, const std::string& name) {
  const Entry* variants = document.find("variants");
  return variants && variants->value.is_table() ? variants->value.find(name) : nullptr;
}

// The quantities that the file names as its answer; rows and patterns stand for all of theirs.
std::vector<std::size_t> answer_of(const Outline& outline, const Names& names, Diagnostics& diagnostics) {
  std::vector<std::size_t> quantities;
  if (!outline.answer || outline.answer->value.is_table()) return quantities;
  const Value& value = outline.answer->value;
  const std::vector<Value> listed = value.is_text() ? std::vector<Value>{value} : value.elements;
  for (const Value& name : listed) {
    if (!name.is_text() || name.text.text.empty()) {
      diagnostics.report(name.place, "`answer` is a list of quantities", {"answer = [\"total.cost\"]"});
      continue;
    }
    for (const std::size_t q : names.resolve(name.text.text, {}, name.place, diagnostics))
      if (std::find(quantities.begin(), quantities.end(), q) == quantities.end()) quantities.push_back(q);
  }
  if (listed.empty()) diagnostics.report(value.place, "`answer` names no quantity", {"answer = [\"total.cost\"]"});
  return quantities;
}

Scenario bind_document(const SourcePointer& source, const Value& document, const std::string& variant,
                       const Elsewhere& elsewhere, Diagnostics& diagnostics) {
  Outline outline = outline_of(source, document, variant, elsewhere, diagnostics);
  const auto names = std::make_shared<const Names>(names_of(outline, diagnostics));
  Scenario scenario;
  const auto relations =
      std::make_shared<Relations>(bind_slots(outline, *names, elsewhere, scenario.givens, diagnostics));
  scenario.answer = answer_of(outline, *names, diagnostics);
  scenario.claims = bind_claims(outline, *names, *relations, diagnostics);
  scenario.relations = relations;
  scenario.source = source;
  scenario.variant = variant;
  scenario.title = std::move(outline.header.title);
  scenario.question = std::move(outline.header.question);
  scenario.prose = std::move(outline.header.prose);
  scenario.sources = std::move(outline.header.sources);
  scenario.units = std::move(outline.header.units);
  scenario.catalog_units = std::move(outline.header.catalog_units);
  scenario.as_of = std::move(outline.header.as_of);
  scenario.variants = std::move(outline.header.variants);
  scenario.parts = std::move(outline.parts);
  scenario.names = names;
  return scenario;
}

std::vector<Replacement> replacements_in(const Value& document, const std::string& variant,
                                         const std::vector<Override>& overrides) {
  std::vector<Replacement> replacements;
  if (const Entry* chosen = variant_named(document, variant)) replacements = replacements_of(chosen->value);
  for (const Override& override_ : overrides) replacements.push_back(replacement_of(override_));
  return replacements;
}

// Where other entries of the catalog were named, what was written for the ones before.
void add_all_left_behind(const Value& document, const std::vector<Replacement>& replacements, Scenario& scenario) {
  std::set<std::string> replaced;
  for (const Replacement& replacement : replacements) replaced.insert(replacement.key);
  for (const std::string& key : replaced) {
    const std::size_t dot = key.rfind('.');
    const std::string name = key.substr(0, dot), attribute = key.substr(dot + 1);
    if (!names_catalog_entry(attribute)) continue;
    const std::string before = text_at(document, key);
    for (const Part& part : scenario.parts)
      if ((part.name == name || part.of == name) && part.attributes.contains(attribute))
        for (const LeftBehind& left : left_behind(scenario, part, attribute, before, replaced))
          scenario.left_behind.push_back(left);
  }
}

Scenario bind_variant(const SourcePointer& source, const Value& document, const Elsewhere& elsewhere,
                      const std::string& variant, const std::vector<Override>& overrides, Diagnostics& diagnostics) {
  Value changed = document;
  const std::vector<Replacement> replacements = replacements_in(document, variant, overrides);
  for (const Replacement& replacement : replacements) apply_replacement(changed, replacement, diagnostics);
  Scenario scenario = bind_document(source, changed, variant, elsewhere, diagnostics);
  if (diagnostics.empty()) add_all_left_behind(document, replacements, scenario);
  return scenario;
}

void add_as_of(const std::string& variant, const Diagnostics& found, Diagnostics& diagnostics) {
  for (Diagnostic mistake : found.sorted()) {
    if (!variant.empty()) mistake.notes.push_back(fmt::format("in the variant `{}`", variant));
    diagnostics.add(std::move(mistake));  // once, also if the scenario has it as it stands
  }
}

// The mistakes of variants come with those of the scenario, and not one run later. Variants with claims of their own
// are bound for these; the others nobody may have looked at.
void check_variants(const Scenario& scenario, const SourcePointer& source, const Value& document,
                    const Elsewhere& elsewhere, Diagnostics& diagnostics) {
  constexpr std::size_t most = 32;
  const bool good = diagnostics.empty();
  for (std::size_t i = 0; i < scenario.variants.size() && i < most; ++i) {
    const std::string& name = scenario.variants[i];
    const bool claimed = std::any_of(scenario.claims.begin(), scenario.claims.end(),
                                     [&](const Claim& claim) { return claim.variant == name; });
    if ((good && claimed) || diagnostics.full()) continue;
    Diagnostics found;
    bind_variant(source, document, elsewhere, name, {}, found);
    add_as_of(name, found, diagnostics);
  }
}

}  // namespace

std::vector<std::string> variants_in(const Value& document) {
  std::vector<std::string> names;
  if (const Entry* variants = document.find("variants"); variants && variants->value.is_table())
    for (const Entry& entry : variants->value.members) names.push_back(entry.key);
  return names;
}

void report_no_variant(const SourcePointer& source, const Value& document, const std::string& name,
                       Diagnostics& diagnostics) {
  const std::vector<std::string> known = variants_in(document);
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, known); !hint.empty()) notes.push_back(hint);
  notes.push_back(known.empty() ? "this scenario has no variants: [variants.name] makes one"
                                : "there are " + listed_some(known));
  Diagnostic mistake = without_place(fmt::format("there is no variant `{}`", name), notes);
  mistake.place = {named(source), 0, 0};
  diagnostics.add(std::move(mistake));
}

Scenario bind_scenario(const SourcePointer& source, const Value& document, const Elsewhere& elsewhere,
                       const std::string& variant, const std::vector<Override>& overrides, Diagnostics& diagnostics) {
  if (variant.empty() && overrides.empty()) {
    Scenario scenario = bind_document(source, document, variant, elsewhere, diagnostics);
    check_variants(scenario, source, document, elsewhere, diagnostics);
    return scenario;
  }
  // Called by its name the scenario stands alone: nobody looks at its variants.
  if (variant == as_it_stands) return bind_variant(source, document, elsewhere, "", overrides, diagnostics);
  if (!variant.empty() && !variant_named(document, variant)) {
    report_no_variant(source, document, variant, diagnostics);
    return {};
  }
  Diagnostics found;
  Scenario scenario = bind_variant(source, document, elsewhere, variant, overrides, found);
  add_as_of(variant, found, diagnostics);
  return scenario;
}

std::optional<std::size_t> Scenario::quantity(std::string_view name) const { return names->find(name); }

const Part* Scenario::part(std::string_view name) const {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

std::string Scenario::convention_of(std::size_t quantity) const {
  const Quantity& of = relations->quantities[quantity];
  const Part* own = part(of.part);
  if (!own || !own->sheet) return {};
  const Row& row = own->sheet->rows()[of.row];
  return row.convention.empty() ? "" : fmt::format("{}, of the {}", row.convention, row.relative_to);
}

std::optional<NodeId> bind(const Excerpt& text, const Scenario& scenario, Graph& formulas, Diagnostics& diagnostics) {
  return bind(text, Language{*scenario.names, scenario.units, diagnostics}, formulas);
}

std::vector<std::string> Scenario::quantity_names() const {
  std::vector<std::string> spelled;
  for (const Quantity& quantity : relations->quantities)
    if (!quantity.inner) spelled.push_back(quantity.name);
  return spelled;
}

}  // namespace costcurve
