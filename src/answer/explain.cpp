#include "answer/explain.h"

#include "answer/asked_quantity.h"
#include "answer/checked.h"
#include "answer/found_pictures.h"
#include "answer/subject.h"
#include "audit/beliefs.h"

namespace costcurve {

namespace {

Reason reason_of(const AskedQuantity& asked, const Question& question, Choices choices) {
  const AuditedVariant& audited = asked.audited();
  return costcurve::explain(*audited.scenario.relations, audited.solution, asked.quantity,
                            static_cast<int>(question.options.number(Option::depth, usual_depth)),
                            &audited.scenario.units, choices);
}

// With the range of all that rests on something believed.
Reason reason_with_ranges(const AskedQuantity& asked, const Question& question) {
  const Choices choices = question.options.has(Option::all)      ? Choices::whole
                          : question.options.has(Option::unfold) ? Choices::folded
                                                                 : Choices::folded_with_names;
  Reason reason = reason_of(asked, question, choices);
  if (const std::optional<Beliefs> beliefs = simulate_beliefs(asked.audited(), question.simulation()))
    add_ranges(asked.audited(), *beliefs, reason);
  return reason;
}

ExplainedAs explained_as(const Question& question) {
  return {question.options.has(Option::all), question.options.has(Option::steps)};
}

// The trees one after the other; of the later ones only what differs from the first is open.
Document explain_side_by_side(const std::vector<AskedQuantity>& variants, const Question& question) {
  Document document;
  document.title = variants.front().row().name;
  std::optional<Reason> first;
  std::string first_name;
  const auto add = [&](const std::string& variant, std::vector<Piece> pieces) {
    document.pieces.emplace_back(Section{variant, Section::Of::variant, std::move(pieces)});
  };
  for (const AskedQuantity& asked : variants) {
    if (!asked.program) {
      add(asked.variant, {not_determined(undetermined(asked.audited(), asked.quantity))});
      continue;
    }
    Reason reason = reason_with_ranges(asked, question);
    if (first && !explained_as(question).in_steps) fold_what_is_same(reason, *first, first_name);
    add(asked.variant, explain_document(reason, explained_as(question)).pieces);
    if (!first) {
      first = std::move(reason);
      first_name = asked.variant;
    }
  }
  return document;
}

}  // namespace

void add_ranges(const AuditedVariant& audited, const Beliefs& beliefs, Reason& reason) {
  const std::optional<std::size_t> quantity = audited.scenario.quantity(reason.name);
  const auto drawn = quantity ? beliefs.of_quantity.find(*quantity) : beliefs.of_quantity.end();
  if (drawn != beliefs.of_quantity.end() && !is_constant(drawn->second))
    reason.belief = Interval{drawn->second.p5, drawn->second.p95};
  for (Reason& below : reason.below) add_ranges(audited, beliefs, below);
}

Answer explain(const Question& question, Library& library) {
  return about_quantity(
      question, library,
      [question](const AskedQuantity& asked) {
        Document document = explain_document(reason_with_ranges(asked, question), explained_as(question));
        if (std::optional<Stream> stream = stream_of(asked.audited(), asked.quantity))
          document.pieces.emplace_back(Chart{std::move(*stream)});
        return document;
      },
      [question](const std::vector<AskedQuantity>& variants) { return explain_side_by_side(variants, question); },
      [question](const AskedQuantity& asked) {
        return data_of(question.file(), asked.variant, reason_of(asked, question, Choices::whole));
      });
}

}  // namespace costcurve
