// Single lines worked out without a file: expressions, names for them, claims about them, facts of the catalog.
//
// The lines become a scenario like any other, so that units, ranges, verdicts and messages are those of every verb:
//
//   2048 chip * 54 days * 2 USD/chip/h        a quantity
//   hours = 2048 chip * 54 days               one with a name for later lines
//   hours * 2 USD/chip/h = $5.3 million ?     a quantity, and a claim about it
//   H800.peak * 40 %                          with a part that names the chip

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "answer/cases.h"
#include "answer/check_words.h"
#include "answer/checked.h"
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

ShownUnit unit_of(const EvalLine& line, const AuditedVariant& audited, std::size_t q, Diagnostics& mistakes) {
  const Quantity& quantity = audited.scenario.relations->quantities[q];
  if (line.wants_unit())
    return unit_wanted(line, quantity.dimension, audited.scenario.units, mistakes).value_or(quantity.shown);
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(line.expression, audited.scenario.units, unheard);
  const ShownUnit* typed = slot.understood ? typed_unit(slot.first, quantity.dimension) : nullptr;
  return typed && !is_pace(quantity.shown) ? *typed : quantity.shown;
}

// What is believed of a quantity or given with it: its own range, or what the ranges that it rests on make of it.
struct Believed {
  double middle = 0;
  Interval range;
  bool is_nine_in_ten = true;  // else it is all that was given
};

// Nothing where it has none: digits that are merely printed are none.
std::optional<Believed> believed_of(const AuditedVariant& audited, std::size_t q) {
  const GivenPointer& given = audited.solution.found[q].given;
  if (given && given->is_belief) return Believed{given->value, given->belief, true};
  if (given && given->text.find("±") != std::string::npos) return Believed{given->value, given->rounding, false};
  if (!audited.beliefs) return std::nullopt;
  const auto found = audited.beliefs->of_quantity.find(q);
  if (found == audited.beliefs->of_quantity.end() || is_constant(found->second)) return std::nullopt;
  return Believed{found->second.median, {found->second.p5, found->second.p95}, true};
}

std::string value_text(double value, const std::optional<Believed>& believed, const ShownUnit& unit) {
  if (!believed) return amount_text(value, unit);
  const std::optional<RangedText> text = ranged_text(believed->middle, believed->range.low, believed->range.high, unit);
  if (!text) return amount_text(value, unit);
  return fmt::format("{} ({}{})", text->value, believed->is_nine_in_ten ? "90 %: " : "", text->range);
}

struct LineAnswer {
  EvalLine line;
  std::string value;  // empty where it is not determined
  double number = 0;
  std::optional<Interval> range;  // what is believed of it, or was given with it
  std::string unit, verdict, facts, rates;
  bool fails = false;
};

std::set<std::size_t> everything_behind(const AuditedVariant& audited, std::size_t q) {
  const std::vector<std::size_t> givens = givens_behind(*audited.scenario.relations, audited.solution, q);
  std::set<std::size_t> all(givens.begin(), givens.end());
  all.insert(q);
  return all;
}

// The facts of the catalog behind a quantity, and of what day they are.
std::string facts_behind(const AuditedVariant& audited, std::size_t q, const EvalScenario& typed) {
  std::vector<std::string> facts;
  for (const std::size_t given : givens_behind(*audited.scenario.relations, audited.solution, q)) {
    const GivenPointer& taken = audited.solution.found[given].given;
    if (!taken || taken->where.find("configs/") == std::string::npos) continue;
    facts.push_back(typed.as_typed(audited.scenario.relations->quantities[given].name) + " " + taken->text +
                    (taken->date.empty() ? "" : " (" + taken->date + ")"));
  }
  return listed(facts);
}

std::vector<LineAnswer> answers_to(const std::vector<EvalLine>& lines, const EvalScenario& typed,
                                   const AuditedVariant& audited, Diagnostics& mistakes) {
  std::vector<LineAnswer> answers;
  std::size_t next_claim = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    LineAnswer answer;
    answer.line = lines[i];
    const std::size_t q = *audited.scenario.quantity(quantity_of_line(i));
    if (audited.solution.knows(q)) {
      const ShownUnit unit = unit_of(lines[i], audited, q, mistakes);
      const double value = audited.solution.found[q].value;
      const std::optional<Believed> believed = believed_of(audited, q);
      answer.value = value_text(value, believed, unit);
      answer.number = in_unit(value, unit);
      if (believed) answer.range = {in_unit(believed->range.low, unit), in_unit(believed->range.high, unit)};
      answer.unit = unit.text;
      answer.facts = facts_behind(audited, q, typed);
      answer.rates = listed(exchange_rates_of(audited, everything_behind(audited, q)));
    } else {
      answer.fails = true;  // half a line is no success
    }
    if (lines[i].claims()) {
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
    const std::string said = answers.size() == 1      ? value
                             : answer.line.is_named() ? fmt::format("{} = {}", answer.line.name, value)
                                                      : fmt::format("{} = {}", answer.line.expression.text, value);
    lead.sentences.emplace_back(
        answer.verdict.empty() ? said : fmt::format("{}: {} ({})", said, answer.verdict, answer.line.claimed.text));
    if (!answer.facts.empty()) lead.below.push_back({"from the catalog", answer.facts, Tone::dim});
    if (!answer.rates.empty()) lead.below.push_back({"exchange rates", answer.rates, Tone::dim});
  }
  return {"Worked out", {std::move(lead)}};
}

Data data_of(const std::vector<LineAnswer>& answers) {
  Data lines = Data::list();
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const LineAnswer& answer = answers[i];
    const std::string name = answer.line.is_named() ? answer.line.name : fmt::format("line{}", i + 1);
    Data line = Data::members({{"name", name}, {"expression", answer.line.expression.text}});
    line.add("value", answer.value.empty() ? Data(nullptr) : Data(answer.number));
    if (answer.range) {
      line.add("low", answer.range->low);
      line.add("high", answer.range->high);
    }
    line.add("unit", answer.unit);
    line.add("claimed", answer.line.claimed.text);
    line.add("verdict", answer.verdict);
    lines.push(std::move(line));
  }
  return Data::members({{"lines", std::move(lines).as_table()}});
}

}  // namespace

namespace {

// What is wrong, in the words that were typed.
Answer wrong_lines(const EvalScenario& typed, const Diagnostics& mistakes) {
  Diagnostics all;
  for (Diagnostic& mistake : mistakes.sorted()) all.add(typed.as_typed(std::move(mistake)));
  return wrong_answer(all);
}

std::vector<Override> day_asked(const Question& question) {
  if (!question.options.has(Option::as_of)) return {};
  Diagnostics unheard = Diagnostics::unheard();
  return overrides_of(question, unheard);
}

}  // namespace

Answer eval(const Question& question, Library& library) {
  Diagnostics mistakes;
  if (!library.open_catalog(mistakes)) return wrong_answer(mistakes);
  const std::vector<EvalLine> lines = lines_asked(question, library, mistakes);
  if (!mistakes.empty()) return wrong_answer(mistakes);
  if (lines.empty())
    return wrong_answer("`eval` needs something to work out",
                        {"costcurve eval '2048 chip * 54 days * 2 USD/chip/h'",
                         "costcurve eval - < FILE works out the lines of a file, or of standard input"});
  const EvalScenario typed(lines, library, mistakes);
  if (!mistakes.empty()) return wrong_lines(typed, mistakes);
  const auto scenario = std::make_shared<const Scenario>(library.bind(typed.file(), "", day_asked(question), mistakes));
  if (!mistakes.empty()) return wrong_lines(typed, mistakes);
  const std::unique_ptr<AuditedVariant> audited = audit(scenario, scenario->givens);
  if (std::optional<Beliefs> beliefs = simulate_beliefs(*audited, question.simulation()))
    audited->beliefs = std::make_shared<const Beliefs>(std::move(*beliefs));
  const auto answers = std::make_shared<const std::vector<LineAnswer>>(answers_to(lines, typed, *audited, mistakes));
  if (!mistakes.empty()) return wrong_lines(typed, mistakes);
  Answer answer;
  answer.document = [answers] { return document_of(*answers); };
  answer.data = {[answers] { return data_of(*answers); }};
  if (std::any_of(answers->begin(), answers->end(), [](const LineAnswer& line) { return line.fails; }))
    answer.exit = unexpected;
  return answer;
}

}  // namespace costcurve
