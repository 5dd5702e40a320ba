#include "answer/asked_quantity.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/asked.h"
#include "answer/checked.h"
#include "answer/explain.h"
#include "answer/side_by_side.h"
#include "answer/subject.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

Answer not_there(const AuditedVariant& audited, const std::string& name, const Question& question) {
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, audited.scenario.quantity_names()); !hint.empty())
    notes.push_back(hint);
  notes.push_back(fmt::format("`costcurve run {}` shows them all", question.file()));
  return wrong_answer(fmt::format("there is no quantity `{}`", name), notes);
}

// Nothing where the scenario has no such quantity.
std::optional<AskedQuantity> find_in(const std::shared_ptr<const AuditedVariant>& audited, const std::string& name,
                                     const Question& question) {
  const std::optional<std::size_t> quantity = audited->scenario.quantity(name);
  if (!quantity) return std::nullopt;
  const std::string shown = question.side_by_side() ? column_name(audited->scenario.variant) : question.variant();
  AskedQuantity asked{shown, audited, *quantity, std::nullopt};
  asked.program = compile(*asked.audited().scenario.relations, asked.audited().solution, {asked.row().symbol});
  return asked;
}

// The quantity behind the scenario, then those of --show; where none is named, what the scenario answers first.
std::vector<std::string> names_in(const Question& question, const AuditedVariant& audited, Diagnostics& diagnostics) {
  std::vector<std::string> names(question.words.begin() + 1, question.words.end());
  for (std::string& name : quantities_to_show(question, audited.scenario, question.file(), diagnostics))
    if (names.empty() || names.front() != name) names.push_back(std::move(name));
  if (!names.empty() || question.options.has(Option::show)) return names;
  // All that the file names itself; of what follows from a sheet the first.
  for (const std::size_t answer : answered_quantities(audited))
    if (names.empty() || says_what_is_asked(audited))
      names.push_back(audited.scenario.relations->quantities[answer].name);
  // What it asks and nothing determines is asked all the same: the answer says what would.
  if (names.empty() && !audited.scenario.answer.empty())
    names.push_back(audited.scenario.relations->quantities[audited.scenario.answer.front()].name);
  return names;
}

Answer nothing_is_asked(const Question& question) {
  return wrong_answer(fmt::format("`{}` needs a quantity: nothing is worked out in this scenario", question.verb->name),
                      {fmt::format("`costcurve run {}` shows what there is", question.file())});
}

// One quantity in the variant that is asked for, or in each of several that have it.
struct AskedInVariants {
  std::string name;
  std::vector<AskedQuantity> found;
};

// How people and programs are told of it.
struct Tellers {
  std::function<Document(const AskedQuantity&)> document;
  std::function<Document(const std::vector<AskedQuantity>&)> side_by_side;
  std::function<Data(const AskedQuantity&)> data;
};

// What the stated ranges allow; nothing where there are none.
std::optional<Interval> stated_range_of(const AskedQuantity& asked) {
  const Solution& solution = asked.audited().solution;
  const bool is_ranged = std::any_of(asked.program->inputs.begin(), asked.program->inputs.end(), [&](std::size_t q) {
    const RangeEnds ends = solution.found[q].given ? ends_of(*solution.found[q].given) : RangeEnds::none;
    return ends == RangeEnds::hard || ends == RangeEnds::nine_in_ten;  // printed digits are no range
  });
  if (!is_ranged) return std::nullopt;
  return of_what_can_be(*asked.audited().scenario.relations, asked.quantity, asked.value(),
                        bounds(*asked.program, belief_box(*asked.program, solution)).range);
}

// What each comes to, before how: "total.cost is $294,672 in scenario and $370,288 in hyper_ai."
Lead lead_of(const std::vector<AskedInVariants>& all) {
  Lead lead;
  for (const AskedInVariants& asked : all) {
    CheckedCases cases;
    for (const AskedQuantity& found : asked.found) {
      CheckedQuantity quantity;
      quantity.name = asked.name;
      quantity.shown = found.row().shown;
      quantity.known = found.program.has_value();
      if (quantity.known) {
        quantity.value = found.value();
        quantity.stated = stated_range_of(found);
      }
      Checked checked;
      checked.variant = found.audited().scenario.variant;
      checked.headlines = {asked.name};
      checked.places[asked.name] = 0;
      checked.quantities.push_back(std::move(quantity));
      cases.push_back(std::move(checked));
    }
    answer_headlines(cases, lead);
  }
  return lead;
}

Document document_of(const AskedInVariants& asked, const Question& question, const Tellers& tellers) {
  if (question.side_by_side()) return tellers.side_by_side(asked.found);
  const AskedQuantity& only = asked.found.front();
  if (only.program) return tellers.document(only);
  return {asked.name, {not_determined(undetermined(only.audited(), only.quantity))}};
}

Document document_of(const std::vector<AskedInVariants>& all, const Question& question, const Tellers& tellers) {
  Document document;
  if (all.size() == 1) document = document_of(all.front(), question, tellers);
  if (question.side_by_side()) document.pieces.insert(document.pieces.begin(), lead_of(all));
  if (all.size() == 1) return document;
  for (const AskedInVariants& asked : all)
    document.pieces.emplace_back(
        Section{asked.name, Section::Of::quantity, document_of(asked, question, tellers).pieces});
  return document;
}

}  // namespace

Answer about_quantity(const Question& question, Library& library,
                      const std::function<Document(const AskedQuantity&)>& document,
                      const std::function<Document(const std::vector<AskedQuantity>&)>& side_by_side,
                      const std::function<Data(const AskedQuantity&)>& data) {
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return wrong_answer(diagnostics);
  Variants audited = audited_cases(question.file(), question, false, library, diagnostics);
  if (audited.empty()) return wrong_answer(diagnostics);
  const std::vector<std::shared_ptr<const AuditedVariant>> variants(std::make_move_iterator(audited.begin()),
                                                                    std::make_move_iterator(audited.end()));
  const std::vector<std::string> names = names_in(question, *variants.front(), diagnostics);
  Answer answer;
  if (!diagnostics.empty()) answer = wrong_answer(diagnostics);
  if (names.empty()) return diagnostics.empty() ? nothing_is_asked(question) : answer;
  const auto all = std::make_shared<std::vector<AskedInVariants>>();
  for (const std::string& name : names) {
    AskedInVariants asked{name, {}};
    for (const auto& variant : variants)
      if (std::optional<AskedQuantity> found = find_in(variant, name, question))
        asked.found.push_back(std::move(*found));
      else if (answer.mistakes.empty())
        answer = not_there(*variant, name, question);
    if (!asked.found.empty()) all->push_back(std::move(asked));
  }
  if (all->empty()) return answer;
  answer.is_list = question.side_by_side() || names.size() > 1;
  answer.document = [question, all, tellers = Tellers{document, side_by_side, data}] {
    return told_about(about(all->front().found.front().audited().scenario), document_of(*all, question, tellers),
                      answers_of(question));
  };
  for (const AskedInVariants& asked : *all)
    for (const AskedQuantity& found : asked.found)
      answer.data.emplace_back([question, all, &found, data] {
        return found.program ? data(found) : not_determined_data(question.file(), found.variant, found.row().name);
      });
  return answer;
}

}  // namespace costcurve
