#include "answer/asked_quantity.h"

#include <fmt/format.h>

#include "answer/asked.h"
#include "answer/checked.h"
#include "answer/explain.h"
#include "answer/subject.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

Answer not_there(const AuditedVariant& audited, const Question& question) {
  const std::string& name = question.words.back();
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, audited.scenario.quantity_names()); !hint.empty())
    notes.push_back(hint);
  notes.push_back(fmt::format("`costcurve run {}` shows them all", question.file()));
  return wrong_answer(fmt::format("there is no quantity `{}`", name), notes);
}

// Nothing where the scenario has no such quantity.
std::optional<AskedQuantity> find_in(std::unique_ptr<AuditedVariant> audited, const std::string& shown,
                                     const Question& question) {
  const std::optional<std::size_t> quantity = audited->scenario.quantity(question.words.back());
  if (!quantity) return std::nullopt;
  AskedQuantity asked{shown, std::move(audited), *quantity, std::nullopt};
  asked.program = compile(*asked.audited().scenario.relations, asked.audited().solution, {asked.row().symbol});
  return asked;
}

Data data_or_null(const Question& question, const AskedQuantity& asked,
                  const std::function<Data(const AskedQuantity&)>& data) {
  return asked.program ? data(asked) : not_determined_data(question.file(), asked.variant, question.words.back());
}

}  // namespace

namespace {

// The question with its quantity: where none is named, what the scenario answers first.
Question with_quantity(Question question, const AuditedVariant& audited) {
  if (question.words.size() > 1) return question;
  const std::vector<std::size_t> answers = answered_quantities(audited);
  if (!answers.empty()) question.words.push_back(audited.scenario.relations->quantities[answers.front()].name);
  return question;
}

Answer nothing_is_asked(const Question& question) {
  return wrong_answer(fmt::format("`{}` needs a quantity: nothing is worked out in this scenario", question.verb->name),
                      {fmt::format("`costcurve run {}` shows what there is", question.file())});
}

}  // namespace

Answer about_quantity(const Question& typed, Library& library,
                      const std::function<Document(const AskedQuantity&)>& document,
                      const std::function<Document(const std::vector<AskedQuantity>&)>& side_by_side,
                      const std::function<Data(const AskedQuantity&)>& data) {
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return wrong_answer(diagnostics);
  Variants variants = audited_cases(typed.file(), typed, false, library, diagnostics);
  if (variants.empty()) return wrong_answer(diagnostics);
  const Question question = with_quantity(typed, *variants.front());
  if (question.words.size() < 2) return nothing_is_asked(question);
  Answer answer;
  if (!diagnostics.empty()) answer = wrong_answer(diagnostics);
  const auto found = std::make_shared<std::vector<AskedQuantity>>();
  for (std::unique_ptr<AuditedVariant>& audited : variants) {
    const std::string shown = question.side_by_side() ? column_name(audited->scenario.variant) : question.variant();
    const Answer missing = not_there(*audited, question);
    if (std::optional<AskedQuantity> asked = find_in(std::move(audited), shown, question))
      found->push_back(std::move(*asked));
    else if (answer.mistakes.empty())
      answer = missing;
  }
  if (found->empty()) return answer;
  answer.is_list = question.side_by_side();
  answer.document = [question, found, document, side_by_side] {
    const AskedQuantity& first = found->front();
    const About around = about(first.audited().scenario);
    if (question.side_by_side()) return told_about(around, side_by_side(*found));
    const Lead lacking = first.program ? Lead() : not_determined(undetermined(first.audited(), first.quantity));
    return told_about(around, first.program ? document(first) : Document{question.words.back(), {lacking}});
  };
  for (std::size_t v = 0; v < found->size(); ++v)
    answer.data.emplace_back([question, found, v, data] { return data_or_null(question, (*found)[v], data); });
  return answer;
}

}  // namespace costcurve
