#include "answer/diff.h"

#include <fmt/format.h>

#include "answer/audited.h"
#include "quantity/print.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// What is compared, as the command line says it. --set makes the second side only where nothing else does.
struct Asked {
  ComparedSide a, b;
  bool two_files = false;
  std::string quantity;  // empty: all that differs
};

Asked asked_of(const Question& question) {
  Asked asked;
  // The words are in order: one scenario or two, then the quantity.
  const std::vector<std::string>& words = question.words;
  asked.two_files = question.second_is_scenario;
  const std::vector<std::string> variants = question.variants();
  const std::vector<std::string>& sets = question.options.texts(Option::set);
  asked.a.scenario = words.front();
  asked.b.scenario = asked.two_files ? words[1] : words.front();
  if (words.size() > (asked.two_files ? 2U : 1U)) asked.quantity = words.back();
  const auto variant = [](const std::string& name) { return name == as_it_stands ? std::string() : name; };
  if (!variants.empty()) asked.b.variant = variant(variants.back());
  if (variants.size() == 2 || (asked.two_files && !variants.empty())) asked.a.variant = variant(variants.front());
  asked.b.sets = sets;
  if (asked.two_files || !variants.empty()) asked.a.sets = sets;
  return asked;
}

// Both sides, audited; kept as long as the answer is.
struct Compared : Asked {
  std::unique_ptr<AuditedVariant> audited_a, audited_b;
};
using KeptCompared = std::shared_ptr<const Compared>;

// Reads each file and each --set once, so that a mistake in it is reported once.
class SideReader {
 public:
  SideReader(const Question& question, Library& library, Diagnostics& diagnostics)
      : library_(library), diagnostics_(diagnostics), overrides_(overrides_of(question, diagnostics)) {}

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

// What programs are told does not say which limits are broken.
void add_remarks(Answer& answer, const KeptCompared& compared) {
  answer.remarks = [compared] { return Document{{}, {broken_on(compared->a, compared->b)}}; };
}

Answer nowhere(const Compared& compared) {
  std::vector<std::string> names = compared.audited_a->scenario.quantity_names();
  for (std::string& name : compared.audited_b->scenario.quantity_names()) names.push_back(std::move(name));
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(compared.quantity, names); !hint.empty()) notes.push_back(hint);
  notes.push_back(fmt::format("`costcurve run {}` shows them all", compared.a.scenario));
  return wrong_answer(fmt::format("there is no quantity `{}`{}", compared.quantity,
                                  compared.two_files ? ", neither in A nor in B" : ""),
                      notes);
}

// A quantity that one side at least does not have.
Answer one_sided(std::optional<std::size_t> in_a, std::optional<std::size_t> in_b, const KeptCompared& compared) {
  Answer answer;
  answer.document = [=] { return one_sided_document(compared->quantity, in_a, in_b, compared->a, compared->b); };
  answer.data = {[=] { return one_sided_data(compared->quantity, in_a, in_b, compared->a, compared->b); }};
  return answer;
}

// Two words differ by nothing that could be divided among inputs.
Answer of_words(std::size_t in_a, std::size_t in_b, const KeptCompared& compared) {
  const auto word = [](const AuditedVariant& audited, std::size_t q) {
    return Text::amount(amount_text(audited.solution.found[q].value, audited.scenario.relations->quantities[q].shown));
  };
  Answer answer = one_sided(in_a, in_b, compared);
  answer.document = [=] {
    return Document{compared->quantity,
                    {Lead{{Text::filled("{} is {} in A and {} in B.",
                                        {Text::name(compared->quantity), word(*compared->audited_a, in_a),
                                         word(*compared->audited_b, in_b)})},
                          {}}}};
  };
  return answer;
}

Answer of_quantity(const KeptCompared& compared) {
  const AuditedVariant &audited_a = *compared->audited_a, &audited_b = *compared->audited_b;
  const std::optional<std::size_t> in_a = audited_a.scenario.quantity(compared->quantity),
                                   in_b = audited_b.scenario.quantity(compared->quantity);
  if (!in_a && !in_b) return nowhere(*compared);
  if (!in_a || !in_b || !audited_a.solution.knows(*in_a) || !audited_b.solution.knows(*in_b))
    return one_sided(in_a, in_b, compared);
  const Side side_a = side_of(audited_a), side_b = side_of(audited_b);
  const Dimension &of_a = side_a.relations.quantities[*in_a].dimension,
                  &of_b = side_b.relations.quantities[*in_b].dimension;
  if (!Counterparts(side_a, side_b).same_dimension(of_a, of_b))
    return wrong_answer(fmt::format("`{}` is {} in A and {} in B: there is no difference between them",
                                    compared->quantity, side_a.units.spoken(of_a), side_b.units.spoken(of_b)),
                        {"compare quantities that count the same"});
  if (of_a.is_word()) return of_words(*in_a, *in_b, compared);
  const auto difference = std::make_shared<const QuantityDifference>(difference_of(audited_a, audited_b, *in_a, *in_b));
  Answer answer;
  answer.document = [=] { return diff_document(*difference, compared->a, compared->b); };
  answer.data = {[=] { return data_of(*difference, compared->a, compared->b); }};
  add_remarks(answer, compared);
  return answer;
}

Answer of_all(const KeptCompared& compared) {
  const auto differences =
      std::make_shared<const Differences>(differences_between(*compared->audited_a, *compared->audited_b));
  Answer answer;
  answer.document = [=] { return diff_document(*differences, compared->a, compared->b); };
  answer.data = {[=] { return data_of(*differences, compared->a, compared->b); }};
  add_remarks(answer, compared);
  return answer;
}

}  // namespace

Answer diff(const Question& question, Library& library) {
  Diagnostics diagnostics;
  if (!library.open_catalog(diagnostics)) return wrong_answer(diagnostics);
  const auto compared = std::make_shared<Compared>();
  static_cast<Asked&>(*compared) = asked_of(question);
  SideReader reader(question, library, diagnostics);
  compared->audited_a = reader.audited(compared->a);
  compared->audited_b = reader.audited(compared->b);
  if (!diagnostics.empty()) return wrong_answer(diagnostics);
  compared->a.audited = compared->audited_a.get();
  compared->b.audited = compared->audited_b.get();
  return compared->quantity.empty() ? of_all(compared) : of_quantity(compared);
}

}  // namespace costcurve
