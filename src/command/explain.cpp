#include "answer/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "answer/side_by_side.h"
#include "answer/subject.h"
#include "command/command.h"
#include "command/quantity.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

Outcome not_there(const AuditedVariant& audited, const Invocation& invocation) {
  std::vector<std::string> notes;
  const std::vector<std::string> names = audited.scenario.quantity_names();
  if (const std::string hint = did_you_mean(invocation.quantity, names); !hint.empty()) notes.push_back(hint);
  notes.push_back(fmt::format("`costcurve run {}` shows them all", invocation.files.front()));
  return {"",
          render(without_place(fmt::format("there is no quantity `{}`", invocation.quantity), notes),
                 invocation.style.width),
          wrong_input};
}

// Takes the variants, of which the first is asked.
std::unique_ptr<Found> find_in(std::vector<std::unique_ptr<AuditedVariant>> variants, const Invocation& invocation,
                               Outcome& failed) {
  auto found = std::make_unique<Found>();
  found->variants = std::move(variants);
  const AuditedVariant& audited = found->audited();
  const std::optional<std::size_t> quantity = audited.scenario.quantity(invocation.quantity);
  if (!quantity) {
    failed = not_there(audited, invocation);
    return nullptr;
  }
  std::optional<Program> program =
      compile(audited.scenario.relations, audited.solution, {audited.scenario.relations.quantities[*quantity].symbol});
  if (!program) {
    failed = told({invocation.quantity, {not_determined(audited, *quantity)}});
    return nullptr;
  }
  found->quantity = *quantity;
  found->program = std::move(*program);
  return found;
}

}  // namespace

std::unique_ptr<Found> find_quantity(const Invocation& invocation, Library& library, Outcome& failed) {
  Diagnostics diagnostics;
  std::vector<std::unique_ptr<AuditedVariant>> variants;
  if (library.open_catalog(diagnostics))
    if (auto audited = audit_one(invocation.files.front(), invocation, library, diagnostics))
      variants.push_back(std::move(audited));
  if (!variants.empty()) {
    std::unique_ptr<Found> found = find_in(std::move(variants), invocation, failed);
    if (failed.document && invocation.format == "json")
      failed = {json(not_determined_data(invocation.files.front(), invocation.variant, invocation.quantity)) + "\n"};
    return found;
  }
  failed = {"", rendered(diagnostics, invocation.style), wrong_input};
  return nullptr;
}

std::vector<FoundInVariant> find_side_by_side(const Invocation& invocation, Library& library, Outcome& outcome) {
  std::vector<FoundInVariant> all;
  Diagnostics diagnostics;
  std::vector<std::unique_ptr<AuditedVariant>> variants;
  if (library.open_catalog(diagnostics))
    variants = audit_side_by_side(invocation.files.front(), invocation, false, library, diagnostics);
  outcome = {"", rendered(diagnostics, invocation.style), diagnostics.empty() ? as_expected : wrong_input};
  std::set<std::string> reported;
  for (auto& audited : variants) {
    FoundInVariant one{column_name(*audited), nullptr, {}};
    std::vector<std::unique_ptr<AuditedVariant>> single;
    single.push_back(std::move(audited));
    Outcome failed;
    one.found = find_in(std::move(single), invocation, failed);
    one.not_determined = std::move(failed.document);
    outcome.exit = std::max(outcome.exit, failed.exit);
    if (reported.insert(failed.err).second) outcome.err += failed.err;
    if (failed.exit == as_expected) all.push_back(std::move(one));
  }
  return all;
}

std::string json_array(const std::vector<std::string>& documents) {
  std::string text;
  for (const std::string& document : documents) text += (text.empty() ? "[\n" : ",\n") + document;
  return documents.empty() ? "" : text + "\n]\n";
}

namespace {

Reason reason_of(const Found& found, const Invocation& invocation) {
  return costcurve::explain(found.audited().scenario.relations, found.audited().solution, found.quantity,
                            invocation.depth);
}

// The trees one after the other; of the later ones only what differs from the first is open.
Outcome explain_side_by_side(const Invocation& invocation, Library& library) {
  Outcome outcome;
  const std::string& file = invocation.files.front();
  std::vector<std::string> documents;
  std::optional<Reason> first;
  std::string first_name;
  Document document;
  document.title = invocation.quantity;
  const auto add = [&](const std::string& variant, std::vector<Piece> pieces) {
    document.pieces.emplace_back(Section{variant, Section::Of::variant, std::move(pieces)});
  };
  for (FoundInVariant& one : find_side_by_side(invocation, library, outcome)) {
    if (invocation.format == "json") {
      documents.push_back(
          one.found ? json(data_of(file, one.variant, one.found->audited(), reason_of(*one.found, invocation)))
                    : json(not_determined_data(file, one.variant, invocation.quantity)));
      continue;
    }
    if (!one.found) {
      add(one.variant, std::move(one.not_determined->pieces));
      continue;
    }
    Reason reason = reason_of(*one.found, invocation);
    if (first) fold_what_is_same(reason, *first, first_name);
    add(one.variant, explain_document(reason, invocation.with_defaults).pieces);
    if (!first) {
      first = std::move(reason);
      first_name = one.variant;
    }
  }
  if (invocation.format == "json")
    outcome.out = json_array(documents);
  else
    outcome.document = std::move(document);
  return outcome;
}

}  // namespace

Outcome explain(const Invocation& invocation, Library& library) {
  if (side_by_side(invocation)) return explain_side_by_side(invocation, library);
  Outcome failed;
  const std::unique_ptr<Found> found = find_quantity(invocation, library, failed);
  if (!found) return failed;
  const Reason reason = reason_of(*found, invocation);
  if (invocation.format == "json")
    return {json(data_of(invocation.files.front(), invocation.variant, found->audited(), reason)) + "\n", "",
            as_expected};
  return told(explain_document(reason, invocation.with_defaults));
}

}  // namespace costcurve
