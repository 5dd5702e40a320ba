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
#include <array>

#include "answer/cases.h"
#include "answer/check_words.h"
#include "audit/beliefs.h"
#include "quantity/pace.h"
#include "scenario/names.h"
#include "text/listing.h"

namespace costcurve {

namespace {

struct Line {
  std::string name;        // of its quantity: "line1", "hours"
  std::string expression;  // as it is typed
  std::string bound;       // with dots before the names of earlier lines
  std::string claimed;     // "$5.3 million", "< 6 M USD"; empty where nothing is
  bool is_named = false;
};

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r"), end = text.find_last_not_of(" \t\r");
  return begin == std::string_view::npos ? std::string() : std::string(text.substr(begin, end - begin + 1));
}

// "... = $5.3 million?", "... < 6 M USD?": the claim behind the comparison. Of several marks the last counts.
void take_claim(Line& line) {
  if (!line.expression.ends_with('?')) return;
  const std::string text = trimmed(std::string_view(line.expression).substr(0, line.expression.size() - 1));
  const std::size_t mark = text.find_last_of("<>=");
  if (mark == std::string::npos || mark == 0) return;
  const bool two = std::string_view("<>").find(text[mark - 1]) != std::string_view::npos && text[mark] == '=';
  const std::size_t begin = two ? mark - 1 : mark;
  const std::string relation = text.substr(begin, mark - begin + 1), value = trimmed(text.substr(mark + 1));
  line.claimed = relation == "=" ? value : relation + " " + value;
  line.expression = trimmed(text.substr(0, begin));
}

// "hours = 2048 chip * 54 days": a name for later lines.
void take_name(Line& line) {
  const std::size_t equals = line.expression.find('=');
  if (equals == std::string::npos) return;
  const std::string name = trimmed(std::string_view(line.expression).substr(0, equals));
  if (!is_name(name)) return;
  line.name = name;
  line.is_named = true;
  line.expression = trimmed(std::string_view(line.expression).substr(equals + 1));
}

std::vector<Line> lines_in(const std::string& text, std::size_t before) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    Line line;
    line.expression = trimmed(std::string_view(text).substr(at, end - at));
    at = end + 1;
    if (line.expression.empty() || line.expression.starts_with('#')) continue;
    line.name = fmt::format("line{}", before + lines.size() + 1);
    take_claim(line);
    take_name(line);
    lines.push_back(std::move(line));
  }
  return lines;
}

// The lines that are asked for: each word is one, and - stands for those of standard input.
std::vector<Line> lines_asked(const Question& question, Library& library, Diagnostics& mistakes) {
  std::vector<Line> all;
  for (const std::string& word : question.words) {
    std::string text = word;
    if (word == "-") {
      constexpr std::size_t largest = 1U << 20U;
      std::variant<std::string, Unread> read = library.files().read("-", largest);
      if (std::holds_alternative<Unread>(read))
        mistakes.add(without_place("nothing can be read from standard input",
                                   {"for example echo '2 * 3 h' | costcurve eval -"}));
      else
        text = std::get<std::string>(std::move(read));
    }
    for (Line& line : lines_in(text, all.size())) all.push_back(std::move(line));
  }
  return all;
}

bool is_part_of_a_name(char c) {
  return (std::isalnum(static_cast<unsigned char>(c)) != 0) || c == '-' || c == '_' || c == '/';
}

// The facts that expressions name: H800.peak becomes fact1.peak_bf16, of a part that names the chip.
class NamedFacts {
 public:
  explicit NamedFacts(Library& library) : library_(library) {}

  std::string without_names(std::string text) {
    for (std::size_t dot = text.find('.'); dot != std::string::npos; dot = text.find('.', dot + 1)) {
      if (dot + 1 >= text.size() || std::islower(static_cast<unsigned char>(text[dot + 1])) == 0) continue;
      std::size_t begin = dot;
      while (begin > 0 && (is_part_of_a_name(text[begin - 1]) || text[begin - 1] == '.')) --begin;
      std::size_t end = dot + 1;
      while (end < text.size() && (std::islower(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_' ||
                                   text[end] == '.' || std::isdigit(static_cast<unsigned char>(text[end])) != 0))
        ++end;
      const std::string replaced = fact(text.substr(begin, dot - begin), text.substr(dot + 1, end - dot - 1));
      if (replaced.empty()) continue;
      text.replace(begin, end - begin, replaced);
      dot = begin + replaced.size() - 1;
    }
    return text;
  }

  /// The parts, as a scenario has them.
  std::string parts() const {
    std::string text;
    for (std::size_t i = 0; i < entries_.size(); ++i)
      text += fmt::format("[fact{}]\n{} = \"{}\"\n", i + 1, entries_[i].first, entries_[i].second);
    return text;
  }

 private:
  // A name may be that of an llm and of its API: the entry is meant that knows the field.
  std::string fact(const std::string& name, const std::string& field) {
    constexpr std::array<const char*, 4> kinds = {"chip", "llm", "api", "grid"};
    // Without a precision that of bf16 is meant, as a part means it.
    const std::string wanted = as_name(field == "peak" ? "peak.bf16" : field);
    std::string meant;
    for (const char* kind : kinds) {
      Diagnostics unheard = Diagnostics::unheard();
      const std::vector<std::string> names = library_.catalog_names(kind);
      if (std::find(names.begin(), names.end(), name) == names.end()) continue;
      const CatalogEntry* entry = library_.catalog_entry(kind, name, unheard);
      const bool knows = entry && std::any_of(entry->facts.begin(), entry->facts.end(),
                                              [&](const Fact& known) { return as_name(known.field) == wanted; });
      if (meant.empty() || knows) meant = kind;
      if (knows) break;
    }
    return meant.empty() ? "" : fmt::format("fact{}.{}", number_of({meant, name}), wanted);
  }

  std::size_t number_of(const std::pair<std::string, std::string>& entry) {
    const auto place = std::find(entries_.begin(), entries_.end(), entry);
    const auto number = static_cast<std::size_t>(place - entries_.begin()) + 1;
    if (place == entries_.end()) entries_.push_back(entry);
    return number;
  }

  Library& library_;
  std::vector<std::pair<std::string, std::string>> entries_;  // kind and name
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string scenario_of(const std::vector<Line>& lines, const std::string& as_of, Library& library) {
  NamedFacts facts(library);
  std::string quantities = "[line]\n", claims;
  for (const Line& line : lines) {
    quantities += fmt::format("{} = {}\n", line.name, quoted(facts.without_names(line.bound)));
    if (!line.claimed.empty())
      claims += fmt::format("[[claim]]\nsays = {}\nof = \"line.{}\"\nvalue = {}\n", quoted(line.expression), line.name,
                            quoted(line.claimed));
  }
  const std::string day = as_of.empty() ? "" : fmt::format("as_of = {}\n", quoted(as_of));
  return day + quantities + facts.parts() + claims;
}

// Names of earlier lines are written as they were given; in a part a sibling has a dot in front.
std::string with_dots(const std::string& text, const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (is_part_of_a_name(text[end]) || text[end] == '.')) ++end;
    if (end == at) ++end;
    const std::string word = text.substr(at, end - at);
    out += (std::find(names.begin(), names.end(), word) != names.end() ? "." : "") + word;
    at = end;
  }
  return out;
}

// The first unit in an expression that is of this dimension: 2 * 3 h is 6 h, and no quarter of a day.
const ShownUnit* unit_within(const Expression& expression, const Dimension& dimension) {
  if (expression.is_literal() && expression.literal.has_unit && expression.literal.dimension == dimension)
    return &expression.literal.shown;
  for (const Expression& operand : expression.operands)
    if (const ShownUnit* unit = unit_within(operand, dimension)) return unit;
  return nullptr;
}

ShownUnit unit_of(const Line& line, const AuditedVariant& audited, std::size_t q) {
  const Quantity& quantity = audited.scenario.relations->quantities[q];
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(built_in(line.bound), audited.scenario.units, unheard);
  const ShownUnit* typed = slot.understood ? unit_within(slot.first, quantity.dimension) : nullptr;
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
  Line line;
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

std::vector<LineAnswer> answers_to(const std::vector<Line>& lines, const AuditedVariant& audited) {
  std::vector<LineAnswer> answers;
  std::size_t next_claim = 0;
  for (const Line& line : lines) {
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
  std::vector<Line> lines = lines_asked(question, library, mistakes);
  if (!mistakes.empty()) return wrong_answer(mistakes);
  if (lines.empty())
    return wrong_answer("`eval` needs something to work out", {"costcurve eval '2048 chip * 54 days * 2 USD/chip/h'"});
  std::vector<std::string> names;
  for (Line& line : lines) {
    line.bound = with_dots(line.expression, names);
    names.push_back(line.name);
  }
  const auto source = std::make_shared<Source>();
  source->name = "eval";
  source->text = scenario_of(lines, question.options.text(Option::as_of), library);
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
