#include "answer/diff.h"

#include <fmt/format.h>

#include "command/command.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// What is compared, as the command line says it. --set makes the second side only where nothing else does.
std::vector<ComparedSide> sides_of(const Invocation& invocation) {
  const std::vector<std::string>&files = invocation.files, &variants = invocation.variants, &sets = invocation.sets;
  const bool two_files = files.size() == 2;
  ComparedSide a{files.front(), "", {}, nullptr}, b{files.back(), "", {}, nullptr};
  const auto variant = [](const std::string& name) { return name == as_it_stands ? std::string() : name; };
  if (!variants.empty()) b.variant = variant(variants.back());
  if (variants.size() == 2 || (two_files && !variants.empty())) a.variant = variant(variants.front());
  b.sets = sets;
  if (two_files || !variants.empty()) a.sets = sets;
  return {a, b};
}

// Reads each file and each --set once, so that a mistake in it is reported once.
class Reader {
 public:
  Reader(const Invocation& invocation, Library& library, Diagnostics& diagnostics)
      : library_(library), diagnostics_(diagnostics), overrides_(overrides_of(invocation.sets, diagnostics)) {}

  std::unique_ptr<AuditedVariant> audited(const ComparedSide& side) {
    const std::optional<ScenarioFile>& file = read(side.scenario);
    if (!file) return nullptr;
    Scenario scenario =
        library_.bind(*file, side.variant, side.sets.empty() ? std::vector<Override>() : overrides_, diagnostics_);
    return diagnostics_.empty() ? audit(std::move(scenario)) : nullptr;
  }

 private:
  const std::optional<ScenarioFile>& read(const std::string& path) {
    const auto [place, is_new] = files_.try_emplace(path);
    if (is_new) place->second = library_.scenario(path, diagnostics_);
    return place->second;
  }

  Library& library_;
  Diagnostics& diagnostics_;
  std::vector<Override> overrides_;
  std::map<std::string, std::optional<ScenarioFile>> files_;
};

Outcome wrong(const std::string& problem, std::vector<std::string> notes, const Invocation& invocation) {
  return {"", render(without_place(problem, std::move(notes)), invocation.style.width), wrong_input};
}

bool is_json(const Invocation& invocation) { return invocation.format == "json"; }

// Beside JSON what cannot be is told on standard error.
Outcome with_remarks(std::string json, const ComparedSide& a, const ComparedSide& b, const Invocation& invocation) {
  return {std::move(json) + "\n", terminal({{}, {broken_on(a, b)}}, invocation.style), as_expected, {}};
}

Outcome nowhere(const ComparedSide& a, const ComparedSide& b, const Invocation& invocation) {
  std::vector<std::string> names = a.audited->scenario.quantity_names();
  for (std::string& name : b.audited->scenario.quantity_names()) names.push_back(std::move(name));
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(invocation.quantity, names); !hint.empty()) notes.push_back(hint);
  notes.push_back(fmt::format("`costcurve run {}` shows them all", a.scenario));
  return wrong(fmt::format("there is no quantity `{}`{}", invocation.quantity,
                           invocation.files.size() == 2 ? ", neither in A nor in B" : ""),
               notes, invocation);
}

// A quantity that one side at least does not have.
Outcome one_sided(std::optional<std::size_t> in_a, std::optional<std::size_t> in_b, const ComparedSide& a,
                  const ComparedSide& b, const Invocation& invocation) {
  if (is_json(invocation)) return {json(one_sided_data(invocation.quantity, in_a, in_b, a, b)) + "\n"};
  return told(one_sided_document(invocation.quantity, in_a, in_b, a, b));
}

Outcome of_quantity(const ComparedSide& a, const ComparedSide& b, const Invocation& invocation) {
  const std::optional<std::size_t> in_a = a.audited->scenario.quantity(invocation.quantity),
                                   in_b = b.audited->scenario.quantity(invocation.quantity);
  if (!in_a && !in_b) return nowhere(a, b, invocation);
  if (!in_a || !in_b || !a.audited->solution.knows(*in_a) || !b.audited->solution.knows(*in_b))
    return one_sided(in_a, in_b, a, b, invocation);
  const Side side_a = side_of(*a.audited), side_b = side_of(*b.audited);
  const Dimension &of_a = side_a.relations.quantities[*in_a].dimension,
                  &of_b = side_b.relations.quantities[*in_b].dimension;
  if (!Counterparts(side_a, side_b).same_dimension(of_a, of_b))
    return wrong(fmt::format("`{}` is {} in A and {} in B: there is no difference between them", invocation.quantity,
                             side_a.units.spoken(of_a), side_b.units.spoken(of_b)),
                 {"compare quantities that count the same"}, invocation);
  const QuantityDifference difference = difference_of(*a.audited, *b.audited, *in_a, *in_b);
  if (is_json(invocation)) return with_remarks(json(data_of(difference, a, b)), a, b, invocation);
  return told(diff_document(difference, a, b));
}

}  // namespace

Outcome diff(const Invocation& invocation, Library& library) {
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return {"", rendered(diagnostics, invocation.style), wrong_input};
  std::vector<ComparedSide> sides = sides_of(invocation);
  Reader reader(invocation, library, diagnostics);
  std::vector<std::unique_ptr<AuditedVariant>> audited;
  for (ComparedSide& side : sides) {
    audited.push_back(reader.audited(side));
    side.audited = audited.back().get();
  }
  if (!diagnostics.empty()) return {"", rendered(diagnostics, invocation.style), wrong_input};
  const ComparedSide &a = sides.front(), &b = sides.back();
  if (!invocation.quantity.empty()) return of_quantity(a, b, invocation);
  const Differences differences = differences_between(*a.audited, *b.audited);
  if (is_json(invocation)) return with_remarks(json(data_of(differences, a, b)), a, b, invocation);
  return told(diff_document(differences, a, b));
}

}  // namespace costcurve
