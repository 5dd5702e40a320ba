// Single lines worked out without a file: expressions, names for them, claims about them, facts of the catalog.
//
// The lines become a scenario like any other, so that units, ranges, verdicts and messages are those of every verb:
//
//   2048 chip * 54 days * 2 USD/chip/h        a quantity line.line1
//   hours = 2048 chip * 54 days               line.hours, which later lines name
//   hours * 2 USD/chip/h = $5.3 million ?     a quantity, and a claim about it
//   H800.peak * 40 %                          with a part that names the chip

#include <fmt/format.h>

#include <algorithm>

#include "answer/cases.h"
#include "answer/check_words.h"
#include "answer/eval_lines.h"
#include "audit/beliefs.h"
#include "quantity/pace.h"
#include "scenario/names.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// The first unit in an expression that is of this dimension: 2 * 3 h is 6 h, and no quarter of a day.
const ShownUnit* typed_unit(const Expression& expression, const Dimension& dimension) {
  if (expression.is_literal() && expression.literal.has_unit && expression.literal.dimension == dimension)
    return &expression.literal.shown;
  for (const Expression& operand : expression.operands)
    if (const ShownUnit* unit = typed_unit(operand, dimension)) return unit;
  return nullptr;
}

ShownUnit unit_of(const EvalLine& line, const AuditedVariant& audited, std::size_t q) {
  const Quantity& quantity = audited.scenario.relations->quantities[q];
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(built_in(line.bound), audited.scenario.units, unheard);
  const ShownUnit* typed = slot.understood ? typed_unit(slot.first, quantity.dimension) : nullptr;
  return typed && !is_pace(quantity.shown) ? *typed : quantity.shown;
}

// What is believed of a quantity: its own range, or what the ranges that it rests on make of it.
std::optional<RangedText> ranged_value(const AuditedVariant& audited, std::size_t q, const ShownUnit& unit) {
  const GivenPointer& given = audited.solution.found[q].given;
  if (given && given->is_belief) return ranged_text(given->value, given->belief.low, given->belief.high, unit);
  if (!audited.beliefs) return std::nullopt;
  const auto found = audited.beliefs->of_quantity.find(q);
  if (found == audited.beliefs->of_quantity.end() || is_constant(found->second)) return std::nullopt;
  return ranged_text(found->second.median, found->second.p5, found->second.p95, unit);
}

std::string value_text(const AuditedVariant& audited, std::size_t q, const ShownUnit& unit) {
  if (const std::optional<RangedText> text = ranged_value(audited, q, unit))
    return fmt::format("{} (90 %: {})", text->value, text->range);
  return amount_text(audited.solution.found[q].value, unit);
}

struct LineAnswer {
  EvalLine line;
  std::string value;  // empty where it is not determined
  double number = 0;
  std::string unit, verdict, facts;
  bool fails = false;
};

// The facts of the catalog behind a quantity.
std::string facts_behind(const AuditedVariant& audited, std::size_t q) {
  std::vector<std::string> facts;
  for (const std::size_t given : givens_behind(*audited.scenario.relations, audited.solution, q)) {
    const GivenPointer& taken = audited.solution.found[given].given;
    if (!taken || taken->where.find("configs/") == std::string::npos) continue;
    facts.push_back(fmt::format("{} {}", last_word(audited.scenario.relations->quantities[given].name), taken->text));
  }
  return listed(facts);
}

std::vector<LineAnswer> answers_to(const std::vector<EvalLine>& lines, const AuditedVariant& audited) {
  std::vector<LineAnswer> answers;
  std::size_t next_claim = 0;
  for (const EvalLine& line : lines) {
    LineAnswer answer{line, "", 0, "", "", "", false};
    const std::size_t q = *audited.scenario.quantity("line." + line.name);
    if (audited.solution.knows(q)) {
      const ShownUnit unit = unit_of(line, audited, q);
      answer.value = value_text(audited, q, unit);
      answer.number = in_unit(audited.solution.found[q].value, unit);
      answer.unit = unit.text;
      answer.facts = facts_behind(audited, q);
    }
    if (!line.claimed.empty()) {
      const ClaimResult& claim = audited.claims[next_claim++];
      answer.verdict = verdict_text(claim.judgement);
      answer.fails = !claim.as_expected;
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

Document document_of(const std::vector<LineAnswer>& answers) {
  Lead lead;
  for (const LineAnswer& answer : answers) {
    const std::string value = answer.value.empty() ? "not determined" : answer.value;
    const std::string said = answers.size() == 1    ? value
                             : answer.line.is_named ? fmt::format("{} = {}", answer.line.name, value)
                                                    : fmt::format("{} = {}", answer.line.expression, value);
    lead.sentences.emplace_back(
        answer.verdict.empty() ? said : fmt::format("{}: {} ({})", said, answer.verdict, answer.line.claimed));
    if (!answer.facts.empty()) lead.below.push_back({"from the catalog", answer.facts, Tone::dim});
  }
  return {"Worked out", {std::move(lead)}};
}

Data data_of(const std::vector<LineAnswer>& answers) {
  Data lines = Data::list();
  for (const LineAnswer& answer : answers) {
    Data line = Data::members({{"name", answer.line.name}, {"expression", answer.line.expression}});
    line.add("value", answer.value.empty() ? Data(nullptr) : Data(answer.number));
    line.add("unit", answer.unit);
    line.add("claimed", answer.line.claimed);
    line.add("verdict", answer.verdict);
    lines.push(std::move(line));
  }
  return Data::members({{"lines", std::move(lines).as_table()}});
}

}  // namespace

Answer eval(const Question& question, Library& library) {
  Diagnostics mistakes;
  if (!library.open_catalog(mistakes)) return wrong_answer(mistakes);
  const std::vector<EvalLine> lines = lines_asked(question, library, mistakes);
  if (!mistakes.empty()) return wrong_answer(mistakes);
  if (lines.empty())
    return wrong_answer("`eval` needs something to work out", {"costcurve eval '2048 chip * 54 days * 2 USD/chip/h'"});
  const auto source = std::make_shared<Source>();
  source->name = "eval";
  source->text = scenario_of(lines, question.options.text(Option::as_of), library, mistakes);
  if (!mistakes.empty()) return wrong_answer(mistakes);
  const std::optional<Value> document = parse_document(source, mistakes);
  if (!document) return wrong_answer(mistakes);
  const auto scenario = std::make_shared<const Scenario>(library.bind({source, *document}, "", {}, mistakes));
  if (!mistakes.empty()) return wrong_answer(mistakes);
  const std::unique_ptr<AuditedVariant> audited = audit(scenario, scenario->givens);
  if (std::optional<Beliefs> beliefs = simulate_beliefs(*audited, question.simulation()))
    audited->beliefs = std::make_shared<const Beliefs>(std::move(*beliefs));
  const auto answers = std::make_shared<const std::vector<LineAnswer>>(answers_to(lines, *audited));
  Answer answer;
  answer.document = [answers] { return document_of(*answers); };
  answer.data = {[answers] { return data_of(*answers); }};
  if (std::any_of(answers->begin(), answers->end(), [](const LineAnswer& line) { return line.fails; }))
    answer.exit = unexpected;
  return answer;
}

}  // namespace costcurve
